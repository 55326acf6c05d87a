/// A quantity in the base unit of its dimension, so that quantities of different units can be compared: durations in seconds,
/// data in bytes, money in its own currency unless rates are given.
public struct ComparableQuantity: Sendable, Hashable {
  /// What can be compared with what: equal dimensions only.
  public enum Dimension: Sendable, Hashable {
    case time, percent, percentPoints, factor, share, rank
    /// Data in bytes; data rates in bits per second.
    case data, dataRate
    /// ISO 4217 code.
    case money(String)
    /// The counted noun, lower case; nil where none is stated.
    case count(String?)
    /// A physical dimension's name.
    case physical(String)
    /// The scale of a score ("/10"); nil where none is stated.
    case score(String?)
  }

  /// What it measures.
  public var dimension: Dimension
  /// Lower end in base units; nil when open.
  public var low: Double?
  /// Upper end in base units; nil when open.
  public var high: Double?
  /// Seconds of the period the quantity is per; nil when it is no rate. A run rate and ARR are per year.
  public var periodSeconds: Double?

  /// The quantity per another period: 400 million a day is 4,630 a second. Nil when this is no rate.
  ///
  /// - Parameter seconds: length of the wanted period; must be above 0.
  public func rate(perSeconds seconds: Double) -> ComparableQuantity? {
    guard let periodSeconds, periodSeconds > 0, seconds > 0 else { return nil }
    var other = self
    other.low = low.map { $0 / periodSeconds * seconds }
    other.high = high.map { $0 / periodSeconds * seconds }
    other.periodSeconds = seconds
    return other
  }

  /// The stated end, or the middle of a range: what sorts.
  public var representative: Double? {
    switch (low, high) {
    case let (low?, high?): (low + high) / 2
    case let (low?, nil): low
    case let (nil, high?): high
    default: nil
    }
  }
}

/// Exchange rates a user gives; without them money of different currencies is never compared.
public struct CurrencyRates: Sendable, Hashable {
  /// The currency all amounts are brought to.
  public var target: String
  /// What one unit of a currency is worth in the target.
  public var rates: [String: Double]

  /// Rates into a target currency.
  public init(target: String = "USD", rates: [String: Double] = [:]) {
    self.target = target
    self.rates = rates
  }

  /// The worth of one unit of `currency` in the target; nil without a rate.
  public func rate(of currency: String) -> Double? {
    currency == target ? 1 : rates[currency].flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
  }
}

extension MetricQuantity {
  /// The quantity in base units; nil for dates, changes without numbers and other quantities without a value. Vague amounts
  /// have their order of magnitude as the lower end.
  public func comparable(rates: CurrencyRates? = nil) -> ComparableQuantity? {
    guard kind != .date, kind != .timeline, kind != .change else { return nil }
    var factor = 1.0
    let dimension: ComparableQuantity.Dimension
    switch kind {
    case .currency:
      guard var code = currency ?? unit else { return nil }
      // Hundredths: US cents and British pence.
      if code == "USX" || code == "GBX" {
        factor = 0.01
        code = code == "USX" ? "USD" : "GBP"
      }
      if let rates, let rate = rates.rate(of: code) {
        factor *= rate
        code = rates.target
      }
      dimension = .money(code)
    case .percent: dimension = .percent
    case .percentPoints:
      dimension = .percentPoints
      if unit == "bp" { factor = 0.01 }
    case .multiplier: dimension = .factor
    case .ratio:
      // A share is a percentage said otherwise; a ratio of two things is not.
      dimension = unit == "ratio" ? .share : .percent
      if unit != "ratio" { factor = 100 }
    case .rank: dimension = .rank
    case .score: dimension = .score(unit)
    default:
      if let known = unit.flatMap(QuantityUnit.named) {
        factor = known.factor
        switch known.dimension {
        case .time: dimension = .time
        case .data: dimension = .data
        case .dataRate: dimension = .dataRate
        default: dimension = .physical(known.dimension.rawValue)
        }
      } else {
        dimension = .count(unit?.lowercased())
      }
    }
    var result = ComparableQuantity(dimension: dimension, low: low.map { $0 * factor }, high: high.map { $0 * factor })
    if isVague, low == nil, high == nil {
      guard let magnitude else { return nil }
      result.low = kind == .dataSize ? magnitude : magnitude * factor
    }
    guard result.low != nil || result.high != nil else { return nil }
    result.periodSeconds = period.flatMap(Self.seconds)
    return result
  }

  private static func seconds(_ period: String) -> Double? {
    for part in period.split(separator: ",") {
      if part == "run rate" || part == "ARR" { return QuantityUnit.named("year")?.factor }
      if let unit = QuantityUnit.named(String(part)), unit.dimension == .time { return unit.factor }
    }
    return nil
  }
}

/// A limit a user gives: `1B`, `2h`, `20%`, `$5M`, `10 GB`, `3x`, `1.5 million`, `500/day`.
///
/// Read by the extractor's own grammar, except that a lone `m` is a million: write `min` for minutes.
public struct MetricLimit: Sendable, Hashable {
  /// The limit as a quantity; `kind` is `.count` without unit for a bare number, which is compared with values of any unit.
  public let quantity: MetricQuantity

  /// Reads a limit; nil when the text is not one number with an optional unit and period.
  public init?(_ text: String) {
    let trimmed = text.drop { $0 == " " }
    guard !trimmed.isEmpty, trimmed.utf8.count <= 64 else { return nil }
    let bytes = Array(trimmed.utf8)
    guard let quantity = Self.quantity(bytes), quantity.low != nil || quantity.high != nil else { return nil }
    self.quantity = quantity
  }

  private static func quantity(_ bytes: [UInt8]) -> MetricQuantity? {
    var lexer = MetricLexer(bytes)
    var tokens: [Token] = []
    guard lexer.next(into: &tokens) else { return nil }
    let parser = FigureParser(bytes: bytes, tokens: tokens, lexicon: .shared, commaDecimal: false)
    guard var amount = parser.amount(at: 0), let value = amount.value, value.isFinite, !amount.hasPlus else {
      return nil
    }
    amount.ambiguousM = false
    var quantity = MetricQuantity(kind: .count)
    quantity.comparator = .equal
    var number = amount.sign == Mark.hyphen || amount.sign == Mark.minus ? -value : value
    if let currency = amount.currency {
      quantity.kind = .currency
      quantity.currency = currency
      quantity.unit = currency
    } else {
      switch amount.unit {
      case .none: break
      case .percent:
        quantity.kind = .percent
        quantity.unit = "%"
      case .points, .basisPoints:
        quantity.kind = .percentPoints
        quantity.unit = amount.unit == .points ? "pp" : "bp"
      case .times:
        quantity.kind = .multiplier
        quantity.unit = "x"
      case .unit(let index, let count):
        let unit = QuantityUnit.specifications[index]
        number *= count
        quantity.unit = unit.name
        quantity.kind =
          unit.dimension == .time
          ? .duration : unit.dimension == .data || unit.dimension == .dataRate ? .dataSize : .count
      }
    }
    quantity.low = number
    quantity.high = number
    var end = amount.last + 1
    if end < tokens.count {
      let reader = FigureReader(parser: parser, surroundings: Surroundings(MetricContext()))
      guard let (period, last) = reader.periodWords(end) else { return nil }
      quantity.period = period
      end = last + 1
    }
    return end >= tokens.count ? quantity : nil
  }

  /// Whether a value reaches the limit: some stated end of it is at or above. Nil when the two cannot be compared.
  public func isReached(by other: MetricQuantity, rates: CurrencyRates? = nil) -> Bool? {
    guard let (ends, limit) = comparableEnds(other, rates) else { return nil }
    return ends.contains { $0 >= limit }
  }

  /// Whether a value stays within the limit: some stated end of it is at or below. Nil when the two cannot be compared.
  public func holds(_ other: MetricQuantity, rates: CurrencyRates? = nil) -> Bool? {
    guard let (ends, limit) = comparableEnds(other, rates) else { return nil }
    return ends.contains { $0 <= limit }
  }

  private func comparableEnds(_ other: MetricQuantity, _ rates: CurrencyRates?) -> ([Double], Double)? {
    if quantity.kind == .count, quantity.unit == nil, quantity.period == nil, let limit = quantity.low {
      let ends = [other.low, other.high].compactMap { $0 }
      if ends.isEmpty { return other.magnitude.map { ([$0], limit) } }
      return (ends, limit)
    }
    guard let mine = quantity.comparable(rates: rates), var theirs = other.comparable(rates: rates) else { return nil }
    switch (mine.dimension, theirs.dimension) {
    case (.count(nil), .count): break
    default: guard mine.dimension == theirs.dimension else { return nil }
    }
    if let seconds = mine.periodSeconds {
      guard let rate = theirs.rate(perSeconds: seconds) else { return nil }
      theirs = rate
    }
    let ends = [theirs.low, theirs.high].compactMap { $0 }
    return ends.isEmpty ? nil : mine.low.map { (ends, $0) }
  }
}
