import Learning

/// What the models see of one figure of a text: the candidates for its label, subject and date, and the features of its role
/// and category. Training programs read it, so that training and answering see the same.
package struct FigureStudy {
  /// Where the figure stands: UTF-8 offsets of the text.
  package let range: Range<Int>
  package let kind: MetricKind
  /// The texts that may be its label.
  package let labels: [String]
  /// How good a reader finds labels of that form: a noun phrase 1, what needs its verb less.
  package let labelForms: [Float]
  /// The features of each label, in the same order.
  package let labelFeatures: [[UInt64]]
  /// The names that may be its subject.
  package let subjects: [String]
  /// The dates that may be its own, as written.
  package let dates: [String]
  /// The features of each date; those of none behind them.
  package let dateFeatures: [[UInt64]]

  private let site: FigureSite
  private let figure: Figure
  private let noun: [WordHashes]
  private let names: [Range<Int>]
  private let candidates: [LabelCandidate]

  /// What the grammar says of a figure, before the models are asked.
  package struct Known: Sendable {
    package var role: MetricRole?
    /// Whether the models cannot change it.
    package var isRoleSure: Bool
    package var category: MetricCategory?
    package var isCategorySure: Bool
    package var subject: String?
  }

  package let known: Known

  init(_ reader: FigureReader, _ words: ClauseWords, _ figure: Figure, known: Known) {
    self.known = known
    site = reader.site(words, figure)
    self.figure = figure
    kind = figure.kind
    range = reader.parser.token(figure.first).start..<reader.parser.token(figure.last).end
    noun = figure.noun.filter { reader.parser.isWord($0) }.map { words.hashes[$0] }
    let candidates = LabelCandidates.all(site)
    var sink = ClauseFeatures()
    labels = candidates.map { [site] in $0.text(site, reader.parser) }
    labelForms = candidates.map {
      switch $0.form {
      case .noun, .nounWithTail: 1
      case .verb, .verbWithObject: 0.7
      case .subjectWithVerb: 0.4
      case .following: 0.3
      }
    }
    var features: [[UInt64]] = []
    for candidate in candidates {
      sink.removeAll()
      site.features(of: candidate, into: &sink)
      features.append(sink.values)
    }
    labelFeatures = features
    self.candidates = candidates
    names = SubjectCandidates.all(site)
    subjects = names.map { [site] in site.name($0) }
    let found = site.dateCandidates
    dates = found.map { AsOfDate.normalized($0.text) }
    features = []
    for date in found {
      sink.removeAll()
      site.features(ofDate: date, among: found, into: &sink)
      features.append(sink.values)
    }
    sink.removeAll()
    site.featuresOfNoDate(among: found, into: &sink)
    dateFeatures = features + [sink.values]
  }

  /// The place of the label that the program gives for some scores of the labels, and how sure that is.
  package func bestLabel(_ scores: [Float]) -> (place: Int, probability: Float)? {
    MeaningReader.best(candidates, scores)
  }

  /// The subject that the program gives for some scores of the subjects and of none; nil for none.
  package func bestSubject(_ scores: [Float]) -> String? { MeaningReader.best(subjects, scores)?.name }

  /// The features of each subject, given the label; those of none behind them.
  package func subjectFeatures(label: String) -> [[UInt64]] {
    var sink = ClauseFeatures()
    let labelRange = labels.firstIndex(of: label).map { candidates[$0].range }
    let label = Array(label.utf8)
    var features: [[UInt64]] = []
    for name in names {
      sink.removeAll()
      site.features(ofName: name, among: names, label: label, at: labelRange, into: &sink)
      features.append(sink.values)
    }
    sink.removeAll()
    site.featuresOfNoName(among: names, into: &sink)
    return features + [sink.values]
  }

  /// The features of role and category, given the label.
  package func classFeatures(label: String) -> [UInt64] {
    var sink = ClauseFeatures()
    site.features(
      of: figure, category: known.category, role: known.role, LabelWords(label: label, noun: noun), into: &sink)
    return sink.values
  }

  /// The weights that cue words are expected to have for a category, before training.
  package static func expectedCategories(
    _ categories: [String], weight: Float
  ) -> [UInt64: [(target: Int, weight: Float)]] {
    var result: [UInt64: [(target: Int, weight: Float)]] = [:]
    for (target, category) in categories.enumerated() {
      let templates: [(FigureTemplate, Double)] = [
        (.labelCue, 1), (.nounCue, 0.5), (.cueNearBehind, 0.5), (.cueBefore, 0.33),
      ]
      for (template, share) in templates {
        let hash = ClauseFeatures.feature(template, FeatureHash.text(category))
        result[hash] = [(target, weight * Float(share))]
      }
    }
    return result
  }

  /// The same for roles.
  package static func expectedRoles(_ roles: [String], weight: Float) -> [UInt64: [(target: Int, weight: Float)]] {
    var result: [UInt64: [(target: Int, weight: Float)]] = [:]
    for (target, role) in roles.enumerated() {
      let near = ClauseFeatures.feature(FigureTemplate.roleCue, FeatureHash.text(role))
      result[near] = [(target, weight)]
      if ["hypothesis", "potential", "benchmark", "target"].contains(role) {
        let anywhere = ClauseFeatures.feature(FigureTemplate.roleCueInSentence, FeatureHash.text(role))
        result[anywhere] = [(target, weight)]
      }
    }
    return result
  }
}

extension MetricExtractor {
  /// What the models see of the figures of a text, dates left out, in the order of the text.
  package func studies(in text: String) -> [FigureStudy] {
    var result: [FigureStudy] = []
    forEachReader(in: text) { reader in
      var metrics: [Metric] = []
      reader.studies = []
      reader.read(into: &metrics)
      result += reader.studies ?? []
    }
    return result
  }
}
