public import Quantities

/// What two values must have in common before they can be compared.
enum ValueScale: Hashable {
  /// By ISO 4217 code; without a rate no currency is another.
  case money(String)
  /// Percent and ratios, in percent.
  case share
  case points
  case factor
  case number
  case rank
  /// Of a maximum: "9.2/10" and "4 of 5" are on different scales.
  case score
  case quantity(QuantityUnit.Dimension)

  /// For people: "USD", "%", "seconds".
  var name: String {
    switch self {
    case .money(let code): code
    case .share: "%"
    case .points: "percentage points"
    case .factor: "x"
    case .number: "number"
    case .rank: "rank"
    case .score: "score"
    case .quantity(let dimension): dimension.rawValue
    }
  }
}

/// A metric's value in base units, with how exactly it is stated.
struct ValueRange: Hashable {
  var scale: ValueScale
  /// nil: open.
  var low: Double?
  var high: Double?
  /// The number that is written: the bound of an open range, the middle of a closed one.
  var stated: Double
  /// Values nearer than half of this are the same number, written more or less exactly.
  var resolution: Double
  /// "about", "nearly".
  var isApproximate: Bool

  /// Both ends are stated, and they are the same.
  var isPoint: Bool { !isApproximate && low != nil && low == high }
  var isOpen: Bool { low == nil || high == nil }

  /// nil for vague amounts, dates and time lines: they state no number to compare.
  init?(_ metric: Metric, rates: CurrencyRates = CurrencyRates()) {
    guard !metric.isVague, let first = metric.low ?? metric.high, first.isFinite else { return nil }
    var factor = 1.0
    switch metric.kind {
    case .date, .timeline, .change: return nil
    case .currency:
      guard let code = metric.currency ?? metric.unit else { return nil }
      let converted = rates.conversion(from: code)
      scale = .money(converted.code)
      factor = converted.factor
    case .percent: scale = .share
    case .ratio:
      scale = .share
      factor = 100
    case .percentPoints:
      scale = .points
      if metric.unit == "bp" { factor = 0.01 }
    case .multiplier: scale = .factor
    case .rank: scale = .rank
    case .score: scale = .score
    case .count, .duration, .dataSize:
      if let unit = metric.unit.flatMap({ QuantityUnit.named($0) }) {
        scale = .quantity(unit.dimension)
        factor = unit.factor
      } else {
        scale = .number
      }
    }
    low = metric.low.map { $0 * factor }
    high = metric.high.map { $0 * factor }
    let written = (metric.low.flatMap { low in metric.high.map { (low + $0) / 2 } } ?? first)
    stated = written * factor
    isApproximate = metric.comparator == .about
    resolution = Self.resolution(of: first, in: metric.text) * factor
    if isApproximate { resolution = max(resolution, abs(stated) * 0.2) }
    guard stated.isFinite, resolution.isFinite, low?.isFinite != false, high?.isFinite != false else { return nil }
  }

  /// One unit of the last digit that is written: 0.1 billion for "$4.5B", 100,000 for "500,000", but no more than a
  /// twentieth of the value, so that round numbers can differ at all.
  private static func resolution(of value: Double, in text: String) -> Double {
    var digits: [Character] = []
    var decimals = 0
    var isFraction = false
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        if isFraction { decimals += 1 }
      } else if character == ".", !digits.isEmpty, !isFraction {
        isFraction = true
      } else if character == ",", !digits.isEmpty, !isFraction {
        continue
      } else if !digits.isEmpty {
        break
      }
    }
    let magnitude = abs(value)
    guard magnitude > 0 else { return 0 }
    let written = Double(String(digits.prefix(15))) ?? 0
    guard written > 0, digits.count <= 15 else { return magnitude * 1e-9 }
    // What the last written digit is worth, whatever the magnitude word says.
    var unit = magnitude / written
    if decimals == 0 {
      for digit in digits.reversed() {
        guard digit == "0" else { break }
        unit *= 10
      }
    }
    return min(unit, magnitude / 20)
  }

  /// How two values stand to each other.
  enum Relation: Hashable {
    /// The same number, as exactly as it is written.
    case equal
    /// One lies within the other's range.
    case within
    /// They differ, and both can be true.
    case compatible
    /// They differ by so much that people take them as contradicting each other.
    case contradictory
  }

  /// Open bounds can both be true as intervals. For people they conflict when they differ by a factor of two or more, or when
  /// closed values differ beyond their rounding.
  ///
  /// - Precondition: both have the same scale.
  func relation(to other: ValueRange) -> Relation {
    let tolerance = max(resolution, other.resolution) / 2 + max(abs(stated), abs(other.stated)) * 1e-9
    if abs(stated - other.stated) <= tolerance { return .equal }
    let (a, b) = (Self.interval(self), Self.interval(other))
    if a.lowerBound > b.upperBound + tolerance || b.lowerBound > a.upperBound + tolerance { return .contradictory }
    if isOpen || other.isOpen || isApproximate || other.isApproximate {
      let (small, large) = (min(abs(stated), abs(other.stated)), max(abs(stated), abs(other.stated)))
      return small * 2 <= large || stated.sign != other.stated.sign ? .contradictory : .compatible
    }
    let isInside =
      (a.lowerBound >= b.lowerBound && a.upperBound <= b.upperBound)
      || (b.lowerBound >= a.lowerBound && b.upperBound <= a.upperBound)
    return isInside ? .within : .compatible
  }

  private static func interval(_ value: ValueRange) -> ClosedRange<Double> {
    var low = value.low ?? -Double.infinity
    var high = value.high ?? Double.infinity
    if value.isApproximate {
      low -= value.resolution / 2
      high += value.resolution / 2
    }
    return min(low, high)...max(low, high)
  }
}

extension CurrencyRates {
  /// No rate was given.
  public var isEmpty: Bool { rates.isEmpty }

  /// Takes a rate as `EUR=1.08`: one euro is 1.08 of ``target``.
  ///
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)``.
  public mutating func add(_ text: String) throws {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 3, parts[0].allSatisfy({ $0.isASCII && $0.isLetter }),
      let rate = Double(parts[1]), rate.isFinite, rate > 0
    else {
      throw CasebookError.badArgument(
        name: QuestionParameter.rate.rawValue, value: text,
        expected: "a currency code and what one of it is in \(target), as EUR=1.08")
    }
    guard parts[0].uppercased() != target else {
      throw CasebookError.badArgument(
        name: QuestionParameter.rate.rawValue, value: text,
        expected: "what one unit of another currency is in \(target), as \(target == "USD" ? "EUR=1.08" : "USD=0.9")")
    }
    rates[parts[0].uppercased()] = rate
  }

  func conversion(from code: String) -> (code: String, factor: Double) {
    guard code != target, let rate = rates[code] else { return (code, 1) }
    return (target, rate)
  }
}
