public import Quantities
internal import Words

/// A question for metrics. All conditions given have to hold.
public struct MetricsQuestion: Sendable, Hashable {
  /// Words that label, subject, record or statement have to hold.
  public var text: String
  /// Words of an organisation's name: only figures that are about it, by their own subject or else by the case they stand in.
  public var organisation: String?
  /// Words of an organisation's name: only figures whose statement or case names it while they are about another.
  public var mentions: String?
  /// Words of a record's title, or its key.
  public var record: String?
  /// Kinds to give; for metrics none means all but dates.
  public var kinds: Set<MetricKind>
  /// One of the closed list of categories.
  public var category: String?
  /// Which parts figures may play; by default those of facts.
  public var roles: RoleChoice
  /// Words of an industry that the case or its document names.
  public var industry: String?
  /// Words of the metric's label.
  public var label: String?
  /// A unit: of time or data, a currency, "%", or words of the counted noun. Values that can be converted to it are given
  /// in it as well.
  public var unit: String?
  /// "year", "month", "run rate" ...
  public var period: String?
  /// A year that the as-of date or the statement names.
  public var year: Int?
  /// Limits in any unit: "1B", "2h", "20%". The metric's value has to be able to lie between them.
  public var minimum: String?
  /// The largest value, in any unit.
  public var maximum: String?
  /// Only changes that go this way.
  public var direction: Direction?
  /// Dates and time lines of plans too.
  public var includesDates: Bool
  /// What one unit of a currency is in another; without a rate no currency is converted.
  public var rates: CurrencyRates
  /// In which order.
  public var sort: Sort
  /// The other way round.
  public var isReversed: Bool
  /// Rows of one group stand together; with ``columns``, each group is a row.
  public var grouping: MetricGrouping?
  /// One column each of its values; needs ``grouping``.
  public var columns: MetricGrouping?
  /// Bars beside the values, drawn within each scale.
  public var plots: Bool
  /// How well each figure is founded: its date, source and mentions.
  public var includesQuality: Bool
  /// Each figure by itself, with what was understood and the rules that decided.
  public var explains: Bool
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// Which parts figures may play.
  public enum RoleChoice: Sendable, Hashable {
    /// What is said to be so: no goals, forecasts, possibilities and conditions.
    case facts
    case all
    /// Those named; `unstated` takes figures without a role as well.
    case only(Set<MetricRole>, unstated: Bool)

    func allows(_ metric: Metric, in statement: String) -> Bool {
      switch self {
      case .all: true
      case .facts: !metric.isNoFact(in: statement)
      case .only(let roles, let unstated): metric.role.map { roles.contains($0) } ?? unstated
      }
    }
  }

  /// Orders of the metric table.
  public enum Sort: String, Sendable, Hashable, CaseIterable {
    /// As they stand in the documents.
    case place
    /// Largest first within each scale (money, counts, shares ...), after conversion to common units; what has no value last.
    case value
    case subject, label, category
  }

  /// A question with these conditions; all given have to hold.
  public init(
    _ text: String = "", organisation: String? = nil, mentions: String? = nil, record: String? = nil,
    kinds: Set<MetricKind> = [],
    category: String? = nil, roles: RoleChoice = .facts, industry: String? = nil,
    label: String? = nil, unit: String? = nil, period: String? = nil, year: Int? = nil, minimum: String? = nil,
    maximum: String? = nil, includesDates: Bool = false, rates: CurrencyRates = CurrencyRates(), sort: Sort = .place,
    isReversed: Bool = false, grouping: MetricGrouping? = nil, columns: MetricGrouping? = nil, plots: Bool = false,
    includesQuality: Bool = false, explains: Bool = false, limit: Int? = nil
  ) {
    self.text = text
    self.organisation = organisation
    self.mentions = mentions
    self.record = record
    self.kinds = kinds
    self.category = category
    self.roles = roles
    self.industry = industry
    self.label = label
    self.unit = unit
    self.period = period
    self.year = year
    self.minimum = minimum
    self.maximum = maximum
    self.includesDates = includesDates
    self.rates = rates
    self.sort = sort
    self.isReversed = isReversed
    self.grouping = grouping
    self.columns = columns
    self.plots = plots
    self.includesQuality = includesQuality
    self.explains = explains
    self.limit = limit
  }
}

extension KnowledgeBase {
  /// The metric table.
  ///
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)`` for a limit that cannot be read.
  public func metrics(_ question: MetricsQuestion) throws -> Answer {
    var question = question
    // Bars are read from the longest.
    if question.plots, question.sort == .place { question.sort = .value }
    let corpus = try corpus()
    // What is left out because it is no fact is counted.
    var everything = question
    if question.roles == .facts { everything.roles = .all }
    let all = try Self.metricRows(everything, corpus)
    var rows = all.filter { question.roles.allows($0.metric, in: $0.quote) }
    let unreal = Self.unrealNote(all.count - rows.count)
    if let by = question.grouping, let columns = question.columns {
      let notes = unreal + notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) })
      return Answer(pivotOf: rows, by: by, columns: columns, limit: question.limit, notes: notes)
    }
    let total = rows.count
    let table = MetricTable(question, all: rows)
    rows = table.ordered(rows)
    if let limit = question.limit { rows = Array(rows.prefix(limit)) }
    let qualities = question.includesQuality ? try qualities(corpus) : [:]
    let answer = table.answer(
      rows, total: total, qualities: qualities,
      notes: unreal + notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) }))
    return question.explains ? MetricExplanation.explaining(answer, rows) : answer
  }

  /// How well each figure of the index is founded, by its place.
  private func qualities(_ corpus: Corpus) throws -> [MetricTable.Place: FigureQuality] {
    let documents = try corpus.documents
    let assessment = QualityAssessment(documents, mentions: ConflictFinder.mentions(documents))
    var qualities: [MetricTable.Place: FigureQuality] = [:]
    for (place, quality) in assessment.qualities {
      let document = documents[place.document]
      let span = document.document.metrics[place.metric].span
      qualities[
        MetricTable.Place(source: document.source, file: document.document.path, start: span.start, end: span.end)] =
        quality
    }
    return qualities
  }

  /// Says how many figures were left out because they are no facts.
  private static func unrealNote(_ count: Int) -> [Answer.Note] {
    guard count > 0 else { return [] }
    return [
      Answer.Note(
        "\(count) \(count == 1 ? "figure is" : "figures are") left out: goals, possibilities and estimates",
        remedy: .takeAllRoles)
    ]
  }

  /// The metrics that answer a question, in its order.
  public func metricRows(_ question: MetricsQuestion) throws -> [MetricRow] {
    try Self.metricRows(question, corpus())
  }

  private static func metricRows(_ question: MetricsQuestion, _ corpus: Corpus) throws -> [MetricRow] {
    let limits = try MetricLimits(minimum: question.minimum, maximum: question.maximum, rates: question.rates)
    let unit = question.unit.map { UnitChoice($0, rates: question.rates) }
    let rows = try corpus.metrics
    let text = WordMatcher(question.text)
    let organisation = question.organisation.map { WordMatcher($0) }
    let mentioned = question.mentions.map { WordMatcher($0) }
    let record = question.record.map { WordMatcher($0) }
    let label = question.label.map { WordMatcher($0) }
    let industry = question.industry.map { WordMatcher($0) }
    let found = rows.filter { row in
      let metric = row.metric
      if question.kinds.isEmpty {
        if !question.includesDates, metric.kind == .date || metric.kind == .timeline { return false }
      } else if !question.kinds.contains(metric.kind) {
        return false
      }
      if let category = question.category, metric.category?.rawValue != category.lowercased() { return false }
      if let direction = question.direction, metric.direction != direction { return false }
      guard question.roles.allows(metric, in: row.quote) else { return false }
      if let industry, !row.industries.contains(where: { industry.matches([$0]) }) { return false }
      if let period = question.period,
        metric.period?.split(separator: ",").contains(where: { $0 == period.lowercased() }) != true
      {
        return false
      }
      if let year = question.year, !(metric.asOf ?? "").contains(String(year)), !row.quote.contains(String(year)) {
        return false
      }
      if let organisation, !organisation.matches([row.subject]) { return false }
      if let mentioned,
        mentioned.matches([row.subject])
          || !([row.quote, row.heading] + row.organisations).contains(where: { mentioned.matches([$0]) })
      {
        return false
      }
      if let record, row.recordKey != question.record, !record.matches([row.record]) { return false }
      if let label, !label.matches([metric.label, row.statementLabel]) { return false }
      if let unit, !unit.allows(metric) { return false }
      guard limits.allow(metric) else { return false }
      return text.matches([
        metric.label, row.statementLabel, row.subject, row.record, row.quote, row.heading, metric.category?.rawValue,
        metric.unit,
      ])
    }
    let sorted = question.sort == .place ? found : sorted(found, by: question.sort, rates: question.rates)
    return question.isReversed ? sorted.reversed() : sorted
  }

  private static func sorted(_ rows: [MetricRow], by sort: MetricsQuestion.Sort, rates: CurrencyRates) -> [MetricRow] {
    func key(_ row: MetricRow) -> (Int, String, Double) {
      switch sort {
      case .place: return (0, "", 0)
      case .value:
        // Values of different scales are not sorted into each other.
        guard let scale = ValueRange(row.metric, rates: rates)?.scale else { return (Int.max, "", 0) }
        return (scale.order, scale.heading, -(MetricLimits.size(of: row.metric, rates: rates) ?? -.infinity))
      case .subject: return (0, WordMatcher.fold(row.subject), 0)
      case .label: return (0, WordMatcher.fold(row.metric.label ?? "~"), 0)
      case .category: return (0, row.metric.category?.rawValue ?? "~", 0)
      }
    }
    let keys = rows.map(key)
    return rows.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }.map { rows[$0] }
  }
}

extension Metric {
  /// The expression with the bound that the words around it set: "≤ $1M" for "up to $1M"; "40%+" as it stands. Brackets that stand
  /// for a sign become one, and a number whose unit stands in a heading is shown with it.
  public var boundedText: String {
    if rules.contains(Self.unitFromHeading), let full = quantity.formatted(period: false) {
      return kind == .percent ? full.filter { $0 != " " } : full
    }
    let text = signedText
    return switch comparator {
    case .atLeast: text.contains("+") ? text : "≥ \(text)"
    case .moreThan: "> \(text)"
    case .atMost: "≤ \(text)"
    case .lessThan: "< \(text)"
    case .about: "~ \(text)"
    case .equal, .range, nil: text
    }
  }

  /// "-$3.2 million" of `$(3.2) million`.
  private var signedText: String {
    guard let value = low ?? high, value < 0, text.contains("("), text.contains(")") else { return text }
    return "-" + text.filter { $0 != "(" && $0 != ")" }
  }

  /// The same, with the noun that is counted: "2+ million developers".
  public var displayText: String {
    guard kind == .count || kind == .score, let unit, !rules.contains(Self.unitFromHeading),
      !text.lowercased().hasSuffix(unit.lowercased())
    else {
      return boundedText
    }
    return "\(boundedText) \(unit)"
  }
}

extension Metric {
  /// Whether it is said as a goal, a possibility or a condition, and not to be so.
  ///
  /// What the model alone sees counts where the statement has a word for it: of the 20 key results of 134 documents that it takes
  /// for aims, one is, and of those that it takes for conditions about half.
  func isNoFact(in statement: String) -> Bool {
    let words: Set<Substring>
    switch role {
    case .potential, .hypothesis: words = Self.conditionalWords
    case .target: words = Self.aimingWords
    default: return false
    }
    return !rules.contains { $0.hasPrefix("role: words around") }
      || statement.lowercased().split { !$0.isLetter }.contains { words.contains($0) }
  }

  private static let conditionalWords: Set<Substring> = [
    "if", "would", "could", "might", "may", "should", "can", "unless", "assume", "assumes", "assumed", "assuming",
    "suppose", "supposed", "hypothesis", "hypothetical", "scenario", "estimate", "estimates", "estimated", "potential",
    "potentially", "possible", "possibly", "imagine", "predicted", "predicts", "projected",
  ]
  private static let aimingWords: Set<Substring> = [
    "aim", "aims", "aimed", "aiming", "goal", "goals", "target", "targets", "targeted", "targeting", "plan", "plans",
    "planned", "planning", "want", "wants", "wanted", "wanting", "expect", "expects", "expected", "intend", "intends",
    "intended", "hope", "hopes", "hoped", "ambition", "objective", "objectives", "forecast", "projected",
  ]
}
