import Learning

/// The models that say what a figure of running text means, with the weights that are linked into the program.
struct MeaningModels: Sendable {
  let label: LinearModel
  let subject: LinearModel
  let date: LinearModel
  let role: LinearModel
  let category: LinearModel

  /// The linked models; nil when one is missing or damaged, and then the grammar's rules decide alone.
  static let shared: MeaningModels? = try? MeaningModels()

  private init() throws(LinearModelError) {
    label = try .resource("figure-label")
    subject = try .resource("figure-subject")
    date = try .resource("figure-date")
    role = try .resource("figure-role")
    category = try .resource("figure-category")
  }
}

/// Chooses label, subject, date, role and category of the figures of one segment.
struct MeaningReader {
  let models: MeaningModels
  let words: ClauseWords
  let parser: FigureParser
  private var features = ClauseFeatures()
  /// The label scores of figures by their first token: the halves of a pair share them.
  private var labelScores: [Int: [(candidate: LabelCandidate, score: Float)]] = [:]

  init(models: MeaningModels, words: ClauseWords, parser: FigureParser) {
    self.models = models
    self.words = words
    self.parser = parser
  }

  /// A label with the probability that it is right.
  struct Choice {
    var candidate: LabelCandidate
    var probability: Float
  }

  /// The scores of the candidates for a figure's label, in the order of the text.
  private mutating func scores(_ site: FigureSite) -> [(candidate: LabelCandidate, score: Float)] {
    var result: [(candidate: LabelCandidate, score: Float)] = []
    for candidate in LabelCandidates.all(site) {
      features.removeAll()
      site.features(of: candidate, into: &features)
      result.append((candidate, models.label.score(features.values)))
    }
    return result
  }

  /// The best label of a figure.
  mutating func label(_ site: FigureSite) -> Choice? { Self.best(scores(site)) }

  /// The best label of the halves of a pair, which share one.
  mutating func label(_ one: FigureSite, _ other: FigureSite) -> Choice? {
    for site in [one, other] where labelScores[site.lo] == nil { labelScores[site.lo] = scores(site) }
    guard let first = labelScores[one.lo], let second = labelScores[other.lo] else { return nil }
    let known = Dictionary(second.map { ($0.candidate, $0.score) }, uniquingKeysWith: { score, _ in score })
    return Self.best(first.compactMap { entry in known[entry.candidate].map { (entry.candidate, entry.score + $0) } })
  }

  /// What a candidate gains by holding another that may be the label: of the longer words the shorter ones are part, and a
  /// reader finds both.
  private static let sharedGain: Float = 0.5

  /// The place of the candidate that most probably says what is measured, by itself or by a part of it.
  static func best(_ candidates: [LabelCandidate], _ scores: [Float]) -> (place: Int, probability: Float)? {
    guard !scores.isEmpty else { return nil }
    let probabilities = scores.softmax
    var (best, most) = (0, -Float.infinity)
    for (place, candidate) in candidates.enumerated() {
      var gain = probabilities[place]
      for (other, inner) in candidates.enumerated() where other != place && candidate.holds(inner) {
        gain += sharedGain * probabilities[other]
      }
      if gain > most { (best, most) = (place, gain) }
    }
    return (best, min(most, 1))
  }

  private static func best(_ scored: [(candidate: LabelCandidate, score: Float)]) -> Choice? {
    best(scored.map(\.candidate), scored.map(\.score)).map {
      Choice(candidate: scored[$0.place].candidate, probability: $0.probability)
    }
  }

  /// The name whose figure it is, of those of the sentence and the ones before it; nil when none is.
  mutating func subject(
    _ site: FigureSite, label: String, at range: Range<Int>?
  ) -> (name: String, probability: Float)? {
    let names = SubjectCandidates.all(site)
    guard !names.isEmpty else { return nil }
    let label = Array(label.utf8)
    var scores: [Float] = []
    for name in names {
      features.removeAll()
      site.features(ofName: name, among: names, label: label, at: range, into: &features)
      scores.append(models.subject.score(features.values))
    }
    features.removeAll()
    site.featuresOfNoName(among: names, into: &features)
    scores.append(models.subject.score(features.values))
    return Self.best(names.map { site.name($0) }, scores)
  }

  /// The most probable name; a name that stands at several places has the probability of all of them. Nil when none is as
  /// probable.
  ///
  /// - Parameter scores: of the names, and of none behind them.
  static func best(_ names: [String], _ scores: [Float]) -> (name: String, probability: Float)? {
    let probabilities = scores.softmax
    var sums: [String: Float] = [:]
    for (name, probability) in zip(names, probabilities) { sums[name.lowercased(), default: 0] += probability }
    var best: (name: String, probability: Float)?
    for name in names {
      let sum = sums[name.lowercased()] ?? 0
      if sum > best?.probability ?? probabilities[names.count] { best = (name, sum) }
    }
    return best
  }

  /// The date a figure holds for, of those of the sentence and its neighbours; nil when none is.
  mutating func date(_ site: FigureSite) -> String? {
    let dates = site.dateCandidates
    guard !dates.isEmpty else { return nil }
    var scores: [Float] = []
    for date in dates {
      features.removeAll()
      site.features(ofDate: date, among: dates, into: &features)
      scores.append(models.date.score(features.values))
    }
    features.removeAll()
    site.featuresOfNoDate(among: dates, into: &features)
    scores.append(models.date.score(features.values))
    let best = scores.bestIndex
    guard best < dates.count else { return nil }
    return AsOfDate.normalized(dates[best].text)
  }

  /// Role and category of a figure.
  mutating func classes(
    _ site: FigureSite, _ figure: Figure, category: MetricCategory?, role: MetricRole?, label: String
  ) -> (role: MetricRole?, category: MetricCategory?) {
    features.removeAll()
    let noun = figure.noun.filter { parser.isWord($0) }.map { words.hashes[$0] }
    site.features(of: figure, category: category, role: role, LabelWords(label: label, noun: noun), into: &features)
    return (
      MetricRole(rawValue: models.role.bestClass(features.values)),
      MetricCategory(rawValue: models.category.bestClass(features.values))
    )
  }
}
