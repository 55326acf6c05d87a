/// Limits that a user gives in any unit: "1B", "2h", "20%", "$5M".
struct MetricLimits {
  private struct Limit {
    var value: Double
    var measure: Measure
  }

  /// What can be compared with what.
  private enum Measure: Hashable {
    /// A plain number: it bounds counts, money and factors alike.
    case number
    case currency(String)
    case percent
    case quantity(QuantityUnit.Dimension)
  }

  private let minimum: Limit?
  private let maximum: Limit?

  init(minimum: String?, maximum: String?) throws {
    self.minimum = try minimum.map { try Self.limit($0, name: "--min") }
    self.maximum = try maximum.map { try Self.limit($0, name: "--max") }
  }

  private static func limit(_ text: String, name: String) throws -> Limit {
    if let number = Double(text), number.isFinite { return Limit(value: number, measure: .number) }
    let expected = "a number with or without a unit, as 1B, 2h, 20% or $5M"
    guard let metric = MetricExtractor().metrics(in: text).first, let value = metric.low ?? metric.high else {
      throw CasebookError.badArgument(name: name, value: text, expected: expected)
    }
    guard let measure = measure(of: metric) else {
      throw CasebookError.badArgument(name: name, value: text, expected: expected)
    }
    return Limit(value: value * factor(of: metric), measure: measure)
  }

  private static func measure(of metric: Metric) -> Measure? {
    switch metric.kind {
    case .currency: .currency(metric.currency ?? metric.unit ?? "")
    case .percent, .percentPoints: .percent
    case .duration, .dataSize: metric.unit.flatMap { QuantityUnit.named($0) }.map { .quantity($0.dimension) }
    case .date, .timeline: nil
    default: metric.unit.flatMap { QuantityUnit.named($0) }.map { .quantity($0.dimension) } ?? .number
    }
  }

  private static func factor(of metric: Metric) -> Double {
    metric.unit.flatMap { QuantityUnit.named($0)?.factor } ?? 1
  }

  /// Whether a metric's value can lie between the limits. An open bound reaches as far as it says: `40%+` passes `--min 90%`
  /// no more than 40 % does, since nothing says that it is so much.
  func allow(_ metric: Metric) -> Bool {
    if minimum == nil, maximum == nil { return true }
    guard let measure = Self.measure(of: metric), let stated = metric.low ?? metric.high else { return false }
    let factor = Self.factor(of: metric)
    let low = (metric.low ?? stated) * factor
    let high = (metric.high ?? stated) * factor
    if let minimum {
      guard fits(minimum, measure), high >= minimum.value else { return false }
    }
    if let maximum {
      guard fits(maximum, measure), low <= maximum.value else { return false }
    }
    return true
  }

  private func fits(_ limit: Limit, _ measure: Measure) -> Bool {
    if limit.measure == measure { return true }
    guard limit.measure == .number else { return false }
    // A number without a unit bounds whatever is counted in plain numbers.
    switch measure {
    case .number, .currency: return true
    case .percent, .quantity: return false
    }
  }

  /// A metric's size in base units, for sorting; nil when it states no value.
  static func size(of metric: Metric) -> Double? {
    guard let value = metric.high ?? metric.low else { return nil }
    return value * factor(of: metric)
  }
}
