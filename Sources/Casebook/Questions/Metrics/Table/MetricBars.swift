internal import Quantities

/// Values as horizontal bars. Only values of one scale are drawn against each other.
struct MetricBars {
  /// The largest value of each scale.
  private var largest: [ValueScale: Double] = [:]
  private let rates: CurrencyRates
  /// Columns of the longest bar, without the arrow of an open one.
  private let width: Int

  init(_ rows: [MetricRow], rates: CurrencyRates, width: Int = 23) {
    self.rates = rates
    self.width = width
    for row in rows {
      guard let value = ValueRange(row.metric, rates: rates) else { continue }
      let reach = max(abs(value.high ?? value.low ?? 0), abs(value.low ?? value.high ?? 0))
      if reach > largest[value.scale] ?? 0 { largest[value.scale] = reach }
    }
  }

  /// The share of the scale's largest value, from 0 to 1; nil where a value cannot be drawn.
  func share(of metric: Metric) -> Double? {
    guard let value = ValueRange(metric, rates: rates), let most = largest[value.scale], most > 0 else { return nil }
    return abs(value.high ?? value.low ?? 0) / most
  }

  /// The same of the lower end of a range.
  func share(ofLowerEndOf metric: Metric) -> Double? {
    guard let value = ValueRange(metric, rates: rates), let most = largest[value.scale], most > 0 else { return nil }
    return abs(value.low ?? value.high ?? 0) / most
  }

  /// The bar: full up to the lower end, light up to the upper end of a range; an arrow where it is open upwards.
  func bar(of metric: Metric) -> String {
    guard let value = ValueRange(metric, rates: rates), let most = largest[value.scale], most > 0 else { return "" }
    let low = abs(value.low ?? 0) / most
    let high = abs(value.high ?? value.low ?? 0) / most
    var text = Self.blocks(min(low, high) * Double(width))
    let light = Int((high * Double(width)).rounded()) - text.count
    if value.low != value.high, value.high != nil, light > 0 { text += String(repeating: "░", count: light) }
    if value.high == nil { text += "▸" }
    return text.isEmpty ? "▏" : text
  }

  /// Eighths of a column, so that near values can be told apart.
  private static func blocks(_ columns: Double) -> String {
    let eighths = Int((columns * 8).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
