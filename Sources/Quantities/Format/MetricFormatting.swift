extension MetricQuantity {
  /// The quantity for people: `$13B+`, `20–30 %`, `2–4 weeks`, `~600,000 users`, `#1`, `10x`. Large numbers are shortened to three
  /// significant digits. Dates, and vague amounts without an order of magnitude, have no value to show: nil.
  ///
  /// - Parameters:
  ///   - counted: the counted noun is shown.
  ///   - showsPeriod: the period is shown: `$500M/year`.
  public func formatted(counted: Bool = true, period showsPeriod: Bool = true) -> String? {
    if kind == .date || kind == .timeline { return nil }
    if kind == .change, low == nil, high == nil { return unit.map { $0.split(separator: ">").joined(separator: ">") } }
    guard let core = core(counted: counted) else { return nil }
    guard showsPeriod, let period, !period.isEmpty else { return core }
    return core + periodSuffix(period)
  }

  private func core(counted: Bool) -> String? {
    guard low != nil || high != nil else { return vagueText(counted: counted) }
    let isPlural = !(low == 1 && high == 1)
    switch comparator ?? .equal {
    case .range:
      guard let low, let high else { return nil }
      if low == -high, high > 0 { return "±" + with(unitOf: Self.number(high), plural: true, counted: counted) }
      return with(unitOf: Self.number(low, sharing: high) + "–" + Self.number(high), plural: true, counted: counted)
    case .atLeast:
      guard let low else { return nil }
      return with(unitOf: Self.number(low), plural: true, counted: counted, open: true)
    case .moreThan: return low.map { "> " + with(unitOf: Self.number($0), plural: true, counted: counted) }
    case .atMost: return high.map { "≤ " + with(unitOf: Self.number($0), plural: $0 != 1, counted: counted) }
    case .lessThan: return high.map { "< " + with(unitOf: Self.number($0), plural: $0 != 1, counted: counted) }
    case .about: return (low ?? high).map { "~" + with(unitOf: Self.number($0), plural: isPlural, counted: counted) }
    case .equal: return (low ?? high).map { with(unitOf: Self.number($0), plural: isPlural, counted: counted) }
    }
  }

  /// "millions of users".
  private func vagueText(counted: Bool) -> String? {
    guard let magnitude else { return nil }
    let name =
      switch magnitude {
      case 10..<100: "dozens"
      case 100..<1000: "hundreds"
      case 1e3..<1e6: magnitude >= 1e5 ? "hundreds of thousands" : magnitude >= 1e4 ? "tens of thousands" : "thousands"
      case 1e6..<1e9: magnitude >= 1e8 ? "hundreds of millions" : magnitude >= 1e7 ? "tens of millions" : "millions"
      case 1e9..<1e12: "billions"
      case 1e12...: "trillions"
      default: "some"
      }
    if kind == .dataSize, let unit { return "many " + unit }
    if kind == .percent { return "\(Self.number(magnitude))s of %" }
    guard let unit, counted else { return name }
    return name + " of " + unit
  }

  /// A number with its unit around it; `open` puts the plus sign of "at least" behind the magnitude.
  private func with(unitOf number: String, plural: Bool, counted: Bool, open: Bool = false) -> String {
    let plus = open ? "+" : ""
    switch kind {
    case .currency:
      guard let currency = currency ?? unit else { return number + plus }
      if let sign = Self.signs[currency] {
        return number.hasPrefix("-") ? "-" + sign + number.dropFirst() + plus : sign + number + plus
      }
      return currency + " " + number + plus
    case .percent: return number + plus + " %"
    case .percentPoints: return number + plus + " " + (unit ?? "pp")
    case .multiplier: return number + "x" + plus
    case .rank: return "#" + number
    case .score: return number + plus + (unit.map { $0.hasPrefix("/") ? $0 : " " + $0 } ?? "")
    case .ratio:
      let shown = (low ?? high).map { Self.number((($0 * 100) * 10).rounded() / 10) } ?? number
      return unit == "ratio" ? number + ":1" : shown + plus + " %"
    case .duration: return number + plus + " " + (unit.map { plural ? $0 + "s" : $0 } ?? "")
    case .dataSize: return number + plus + " " + (unit ?? "")
    case .count, .change, .date, .timeline:
      guard let unit, counted else { return number + plus }
      if unit == "times" { return number + plus + " times" }
      guard let known = QuantityUnit.named(unit) else { return number + plus + " " + unit }
      return number + plus + " " + (known.name.count > 3 && plural ? MetricWords.plural(of: known.name) : known.name)
    }
  }

  private func periodSuffix(_ period: String) -> String {
    period.split(separator: ",").map { part in
      switch part {
      case "yoy": " year over year"
      case "run rate": " run rate"
      case "ARR": " ARR"
      default: "/" + part
      }
    }.joined()
  }

  private static let signs: [String: String] = [
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "TRY": "₺", "BTC": "₿",
    "AUD": "A$", "CAD": "C$", "NZD": "NZ$",
    "HKD": "HK$", "SGD": "S$", "BRL": "R$",
  ]

  /// A number with separators, or from a million on with a letter for its magnitude. A range's first half goes without the
  /// letter when the second has the same.
  package static func number(_ value: Double, sharing other: Double? = nil) -> String {
    guard value.isFinite else { return "?" }
    let magnitude = abs(value)
    if magnitude >= 1e15 { return value.description }
    for (scale, letter) in [(1e12, "T"), (1e9, "B"), (1e6, "M")] where magnitude >= scale {
      let short = significant(value / scale)
      if let other, abs(other) >= scale, abs(other) < scale * 1000 { return short }
      return short + letter
    }
    if magnitude >= 1000 { return grouped(significantInteger(value)) }
    return significant(value)
  }

  /// At most three decimals and no trailing zeros.
  private static func significant(_ value: Double) -> String {
    let magnitude = abs(value)
    let scale = magnitude >= 100 ? 10.0 : magnitude >= 1 ? 100 : magnitude >= 0.01 ? 10_000 : 1e8
    let rounded = (value * scale).rounded() / scale
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
    return rounded.description
  }

  private static func significantInteger(_ value: Double) -> (whole: Int64, part: Double) {
    let whole = value.rounded(.towardZero)
    return (Int64(whole), value - whole)
  }

  private static func grouped(_ value: (whole: Int64, part: Double)) -> String {
    let digits = Array(String(value.whole.magnitude))
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    if value.whole < 0 || value.part < 0 { out = "-" + out }
    let cents = (abs(value.part) * 100).rounded()
    guard cents > 0, cents < 100 else { return out }
    return out + "." + (cents < 10 ? "0" : "") + String(Int(cents))
  }
}
