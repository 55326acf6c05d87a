internal import Quantities

/// Limits that a user gives in any unit: "1B", "2h", "20%", "$5M".
struct MetricLimits {
  private let minimum: MetricLimit?
  private let maximum: MetricLimit?
  private let rates: CurrencyRates

  /// - Throws: ``CasebookError/badArgument(name:value:expected:)`` for a limit that cannot be read.
  init(minimum: String?, maximum: String?, rates: CurrencyRates = CurrencyRates()) throws {
    self.minimum = try minimum.map { try Self.limit($0, name: .minimum) }
    self.maximum = try maximum.map { try Self.limit($0, name: .maximum) }
    self.rates = rates
    if let low = self.minimum, let high = self.maximum, let most = maximum, let least = minimum,
      high.holds(low.quantity, rates: rates) == false
    {
      throw CasebookError.badArgument(
        name: QuestionParameter.maximum.rawValue, value: most, expected: "at least the smallest value, \(least)")
    }
  }

  private static func limit(_ text: String, name: QuestionParameter) throws -> MetricLimit {
    guard let limit = MetricLimit(text) else {
      throw CasebookError.badArgument(
        name: name.rawValue, value: text, expected: "a number with or without a unit, as 1B, 2h, 20% or $5M")
    }
    return limit
  }

  /// Whether a metric's value can lie between the limits. An open bound reaches as far as it says: `40%+` passes `--min 90%`
  /// no more than 40 % does, since nothing says that it is so much. What cannot be compared with a limit does not pass it.
  func allow(_ metric: Metric) -> Bool {
    if let minimum, minimum.isReached(by: metric.quantity, rates: rates) != true { return false }
    if let maximum, maximum.holds(metric.quantity, rates: rates) != true { return false }
    return true
  }

  /// A metric's size in base units, for sorting; nil when it states no value.
  static func size(of metric: Metric, rates: CurrencyRates = CurrencyRates()) -> Double? {
    guard metric.isFigure else { return nil }
    guard let comparable = metric.quantity.comparable(rates: rates), !metric.isVague else { return nil }
    return comparable.high ?? comparable.low
  }
}
