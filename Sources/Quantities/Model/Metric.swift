/// A figure in a text: what was written, what it means, and where it stands.
///
/// Values are normalised by magnitude only (`$4.5B` is 4500000000 in `USD`; `30 minutes` is 30 in `minute`); convert units
/// with ``QuantityUnit`` before comparing. An open end is nil: `40%+` has `low` 40 and no `high`. A ``isVague`` metric states
/// no number ("millions of users") and has neither.
public struct Metric: Sendable, Hashable {
  /// The expression as written: number, sign, magnitude and unit, without comparator words, counted noun and period.
  public var text: String
  /// Where ``text`` stands: UTF-8 offsets in the string given to the extractor, half open.
  public var range: Range<Int>
  /// What sort of figure it is.
  public var kind: MetricKind
  /// Lower bound; nil when open or not stated.
  public var low: Double?
  /// Upper bound; nil when open or not stated.
  public var high: Double?
  /// How the value is bounded; nil for dates, timelines and vague amounts.
  public var comparator: Comparator?
  /// ISO 4217 code for money, `%`, `pp` and `bp` for shares, `x` for factors, a singular time unit, a data or physical unit,
  /// or the counted noun.
  public var unit: String?
  /// ISO 4217 code, for money only.
  public var currency: String?
  /// Order of magnitude of a vague amount: 1e6 for "millions".
  public var magnitude: Double?
  /// `year`, `month`, `week`, `day`, `hour`, `minute`, `second`, `quarter`, `yoy`, `run rate`, `ARR`; several joined by commas.
  public var period: String?
  /// Which way a change goes.
  public var direction: Direction?
  /// The part the figure plays: before, after, aim, change.
  public var role: MetricRole?
  /// What is measured, in the words of the text, with its lead-in label where that says more.
  public var label: String?
  /// The short name of the measure, for matching figures across statements: lower case, without subject and figures.
  public var measure: String?
  /// Whose figure it is.
  public var subject: String?
  /// What a share or count is a part of ("Fortune 500", "partner-generated revenue").
  public var whole: String?
  /// One of ``MetricCategory``'s closed list.
  public var category: MetricCategory?
  /// The date the figure holds for, as written: its own, else the document's.
  public var asOf: String?
  /// "average", "median", "total", "p95" and the like, where stated.
  public var statistic: String?
  /// No number is stated.
  public var isVague: Bool
  /// The value is said by a word without a numeral or a number word and unit: "doubled", "half", "a week".
  public var isWord: Bool
  /// Index, in the array returned with it, of the other half of a before-and-after pair.
  public var partner: Int?
  /// Which rules decided what, in the order they did.
  public var rules: [String]

  /// A metric without a value.
  public init(text: String, range: Range<Int>, kind: MetricKind) {
    self.text = text
    self.range = range
    self.kind = kind
    isVague = false
    isWord = false
    rules = []
  }
}

/// What sort of figure a metric is. Raw values are what is written to JSON, SQL and CSV.
public enum MetricKind: String, Sendable, Hashable, CaseIterable {
  case currency, percent
  case percentPoints = "percent_points"
  case multiplier, count, duration, ratio, rank, score
  case dataSize = "data_size"
  case change, date, timeline
}

/// How a value is bounded. Raw values are what is written to JSON, SQL and CSV.
public enum Comparator: String, Sendable, Hashable, CaseIterable {
  case equal = "="
  case atLeast = ">="
  case moreThan = ">"
  case atMost = "<="
  case lessThan = "<"
  case about = "~"
  case range
}

/// Which way a change goes.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  case increase, decrease
}

/// The part a figure plays in its statement.
public enum MetricRole: String, Sendable, Hashable, CaseIterable {
  /// The value before a change, and after it.
  case baseline, result
  /// An aim or plan.
  case target
  /// The change itself.
  case delta
  /// What others reach.
  case benchmark
  /// The time another figure covers.
  case window
  /// An opportunity, not yet a result.
  case potential
  /// What would be or would have been: an estimate, a condition.
  case hypothesis
}

/// The closed list of categories.
public enum MetricCategory: String, Sendable, Hashable, CaseIterable {
  case adoption, growth, revenue
  case revenueShare = "revenue share"
  case scale, performance, productivity, efficiency, ecosystem, cost, investment, valuation
  case marketShare = "market share"
  case marketPosition = "market position"
  case satisfaction, retention, margin, roi, commission, ownership, threshold, weight, duration, headcount, scope
}
