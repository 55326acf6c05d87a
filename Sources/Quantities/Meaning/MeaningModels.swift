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

  /// A label with the probability that it is right.
  struct Choice {
    var candidate: LabelCandidate
    var probability: Float
  }

  /// The scores of the candidates for a figure's label.
  func labelScores(_ site: FigureSite) -> [(candidate: LabelCandidate, score: Float)] {
    var sink = FeatureSink()
    return LabelCandidates.all(site).map { candidate in
      sink.removeAll()
      site.features(of: candidate, into: &sink)
      return (candidate, models.label.scores(sink.features)[0])
    }
  }

  /// The best label of figures that share one: the halves of a pair, or one figure alone.
  func label(_ sites: [FigureSite]) -> Choice? {
    var sums: [LabelCandidate: (score: Float, count: Int)] = [:]
    for site in sites {
      for (candidate, score) in labelScores(site) {
        let known = sums[candidate] ?? (0, 0)
        sums[candidate] = (known.score + score, known.count + 1)
      }
    }
    let shared = sums.filter { $0.value.count == sites.count }.keys.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    let scores = shared.map { sums[$0]?.score ?? 0 }
    guard !scores.isEmpty else { return nil }
    let best = scores.bestIndex
    return Choice(candidate: shared[best], probability: scores.softmax[best])
  }

  /// The name whose figure it is, of those of the sentence and the ones before it; nil when none is.
  func subject(_ site: FigureSite, label: String) -> (name: String, probability: Float)? {
    let names = SubjectCandidates.all(site)
    guard !names.isEmpty else { return nil }
    var sink = FeatureSink()
    var scores: [Float] = []
    for name in names {
      sink.removeAll()
      site.features(ofName: name, among: names, label: label, into: &sink)
      scores.append(models.subject.scores(sink.features)[0])
    }
    sink.removeAll()
    site.featuresOfNoName(among: names, into: &sink)
    scores.append(models.subject.scores(sink.features)[0])
    let best = scores.bestIndex
    return best < names.count ? (site.name(names[best]), scores.softmax[best]) : nil
  }

  /// The date a figure holds for, of those of the sentence and its neighbours; nil when none is.
  func date(_ site: FigureSite) -> String? {
    let dates = site.dateCandidates
    guard !dates.isEmpty else { return nil }
    var sink = FeatureSink()
    var scores: [Float] = []
    for date in dates {
      sink.removeAll()
      site.features(ofDate: date, among: dates, into: &sink)
      scores.append(models.date.scores(sink.features)[0])
    }
    sink.removeAll()
    site.featuresOfNoDate(among: dates, into: &sink)
    scores.append(models.date.scores(sink.features)[0])
    let best = scores.bestIndex
    guard best < dates.count else { return nil }
    return AsOfDate.normalized(dates[best].text)
  }

  /// Role and category of a figure.
  func classes(
    _ site: FigureSite, _ figure: Figure, category: MetricCategory?, label: String
  ) -> (role: MetricRole?, category: MetricCategory?) {
    var sink = FeatureSink()
    let noun = figure.noun.filter { parser.isWord($0) }.map { words.lower[$0] }
    site.features(of: figure, category: category, label: label, noun: noun, into: &sink)
    let role = models.role.classes[models.role.scores(sink.features).bestIndex]
    let best = models.category.classes[models.category.scores(sink.features).bestIndex]
    return (MetricRole(rawValue: role), MetricCategory(rawValue: best))
  }
}
