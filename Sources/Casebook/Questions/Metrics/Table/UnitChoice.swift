internal import Quantities
internal import Words

/// The unit that a user asks for: it chooses the figures that have it or can be converted to it, and shows them in it.
struct UnitChoice {
  private enum Target {
    case quantity(QuantityUnit)
    case money(String)
    case percent
    case factor
    /// Words of a counted noun.
    case noun(WordMatcher)
  }

  private let target: Target
  private let rates: CurrencyRates
  /// Heading of the column with converted values; nil where nothing is converted.
  let title: String?

  init(_ text: String, rates: CurrencyRates) {
    let folded = WordMatcher.fold(text)
    self.rates = rates
    if folded == "%" || folded.hasPrefix("percent") {
      (target, title) = (.percent, nil)
    } else if folded == "x" || folded == "times" {
      (target, title) = (.factor, nil)
    } else if text.count == 3, text.allSatisfy({ $0.isASCII && $0.isUppercase }) {
      (target, title) = (.money(text), rates.isEmpty ? nil : text)
    } else if let unit = Self.unit(folded) ?? QuantityUnit.named(text) {
      (target, title) = (.quantity(unit), "In " + unit.name + (unit.name.count > 3 ? "s" : ""))
    } else {
      (target, title) = (.noun(WordMatcher(text)), nil)
    }
  }

  /// "hours", "h", "TB": read as the extractor reads units.
  private static func unit(_ text: String) -> QuantityUnit? {
    guard let name = MetricLimit("1 " + text)?.quantity.unit ?? MetricLimit("1" + text)?.quantity.unit else {
      return nil
    }
    return QuantityUnit.named(name)
  }

  func allows(_ metric: Metric) -> Bool {
    switch target {
    case .quantity(let unit): metric.unit.flatMap { QuantityUnit.named($0) }?.dimension == unit.dimension
    case .money(let code):
      metric.kind == .currency && rates.conversion(from: metric.currency ?? metric.unit ?? "").code == code
    case .percent: metric.kind == .percent
    case .factor: metric.kind == .multiplier
    case .noun(let matcher): matcher.matches([metric.unit])
    }
  }

  /// The value in the unit asked for; nil where it states none, or needs no conversion.
  func converted(_ metric: Metric) -> (low: Double?, high: Double?)? {
    guard let value = ValueRange(metric, rates: rates) else { return nil }
    switch target {
    case .quantity(let unit):
      guard unit.factor > 0 else { return nil }
      return (value.low.map { $0 / unit.factor }, value.high.map { $0 / unit.factor })
    case .money: return (value.low, value.high)
    case .percent, .factor, .noun: return nil
    }
  }

  /// "≥ 48", "2–4", "0.5".
  static func text(_ value: (low: Double?, high: Double?)) -> String {
    func number(_ value: Double) -> String {
      let magnitude = abs(value)
      let scale = magnitude >= 100 ? 1.0 : magnitude >= 1 ? 100 : 10_000
      return JSONValue.text(of: (value * scale).rounded() / scale)
    }
    switch value {
    case (let low?, let high?): return low == high ? number(low) : number(low) + "–" + number(high)
    case (let low?, nil): return "≥ " + number(low)
    case (nil, let high?): return "≤ " + number(high)
    case (nil, nil): return ""
    }
  }
}
