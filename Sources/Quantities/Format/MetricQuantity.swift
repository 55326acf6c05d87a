/// What a metric says apart from where it stands: its value, bounds, unit and the like.
///
/// Has a canonical form that is exact: printing a quantity and reading it again gives the same quantity.
///
///     kind SP value [SP "[" unit "]"] [SP "/" period] [SP "^" direction] [SP "@" role] [SP "%" statistic] [SP "10e" magnitude]
///          [SP "vague"] [SP "word"]
///     value: "?" | [comparator] bounds          comparator: = >= > <= < ~ range
///     bounds: number | [number] ".." [number]   one number stands for both ends
///
/// For example `currency >=13000000000.0.. [USD] /year,run rate`. In unit, period and statistic a backslash, a closing bracket
/// and a space are escaped by a backslash. Money's unit is its currency.
public struct MetricQuantity: Sendable, Hashable, CustomStringConvertible {
  /// What sort of figure it is.
  public var kind: MetricKind
  /// Lower bound; nil when open or not stated.
  public var low: Double?
  /// Upper bound; nil when open or not stated.
  public var high: Double?
  /// How the value is bounded.
  public var comparator: Comparator?
  /// As in ``Metric/unit``.
  public var unit: String?
  /// ISO 4217 code, for money only.
  public var currency: String?
  /// Order of magnitude of a vague amount.
  public var magnitude: Double?
  /// As in ``Metric/period``.
  public var period: String?
  /// Which way a change goes.
  public var direction: Direction?
  /// The part the figure plays.
  public var role: MetricRole?
  /// As in ``Metric/statistic``.
  public var statistic: String?
  /// No number is stated.
  public var isVague: Bool
  /// The value is said by a word alone.
  public var isWord: Bool

  /// A quantity without a value.
  public init(kind: MetricKind) {
    self.kind = kind
    isVague = false
    isWord = false
  }

  /// The canonical form.
  public var description: String { canonical }

  /// The exact printed form.
  public var canonical: String {
    var parts = [kind.rawValue, value]
    if let unit { parts.append("[" + Self.escaped(unit) + "]") }
    if let currency, currency != unit || kind != .currency { parts.append("$" + Self.escaped(currency)) }
    if let period { parts.append("/" + Self.escaped(period)) }
    if let direction { parts.append("^" + direction.rawValue) }
    if let role { parts.append("@" + role.rawValue) }
    if let statistic { parts.append("%" + Self.escaped(statistic)) }
    if let magnitude { parts.append("10e" + magnitude.description) }
    if isVague { parts.append("vague") }
    if isWord { parts.append("word") }
    return parts.joined(separator: " ")
  }

  private var value: String {
    let sign = comparator?.rawValue ?? ""
    switch (low, high) {
    case (nil, nil): return sign + "?"
    case let (low?, high?) where low == high: return sign + low.description
    default: return sign + (low?.description ?? "") + ".." + (high?.description ?? "")
    }
  }

  /// Reads the canonical form; nil when the text is none.
  public init?(canonical: String) {
    let parts = Self.fields(canonical)
    guard parts.count >= 2, let kind = MetricKind(rawValue: parts[0]) else { return nil }
    self.init(kind: kind)
    guard readValue(parts[1]) else { return nil }
    for part in parts.dropFirst(2) {
      guard let first = part.first else { return nil }
      let rest = String(part.dropFirst())
      switch first {
      case "[":
        guard rest.hasSuffix("]") else { return nil }
        unit = Self.unescaped(String(rest.dropLast()))
        if kind == .currency { currency = currency ?? unit }
      case "$": currency = Self.unescaped(rest)
      case "/": period = Self.unescaped(rest)
      case "^":
        guard let value = Direction(rawValue: rest) else { return nil }
        direction = value
      case "@":
        guard let value = MetricRole(rawValue: rest) else { return nil }
        role = value
      case "%": statistic = Self.unescaped(rest)
      default:
        if part == "vague" {
          isVague = true
        } else if part == "word" {
          isWord = true
        } else if part.hasPrefix("10e"), let value = Double(part.dropFirst(3)) {
          magnitude = value
        } else {
          return nil
        }
      }
    }
  }

  private mutating func readValue(_ text: String) -> Bool {
    var rest = Substring(text)
    // Longer signs first: ">=" before ">".
    for sign in [Comparator.atLeast, .atMost, .moreThan, .lessThan, .equal, .about, .range]
    where rest.hasPrefix(sign.rawValue) {
      comparator = sign
      rest = rest.dropFirst(sign.rawValue.count)
      break
    }
    if rest == "?" { return true }
    guard let dots = Self.range(of: "..", in: rest) else {
      guard let value = Double(rest), value.isFinite else { return false }
      low = value
      high = value
      return true
    }
    let before = rest[..<dots]
    let after = rest[rest.index(dots, offsetBy: 2)...]
    if !before.isEmpty {
      guard let value = Double(before), value.isFinite else { return false }
      low = value
    }
    if !after.isEmpty {
      guard let value = Double(after), value.isFinite else { return false }
      high = value
    }
    return low != nil || high != nil
  }

  private static func range(of pattern: String, in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix(pattern) { return index }
      index = text.index(after: index)
    }
    return nil
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text.unicodeScalars {
      if character == "\\" || character == " " || character == "]" { out.unicodeScalars.append("\\") }
      out.unicodeScalars.append(character)
    }
    return out
  }

  private static func unescaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isEscaped = false
    for character in text.unicodeScalars {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        out.append(character)
        isEscaped = false
      }
    }
    return String(out)
  }

  /// Splits at spaces that are not escaped.
  private static func fields(_ text: String) -> [String] {
    var out: [String] = []
    var current = String.UnicodeScalarView()
    var isEscaped = false
    for character in text.unicodeScalars {
      if character == " ", !isEscaped {
        out.append(String(current))
        current = String.UnicodeScalarView()
      } else {
        current.append(character)
        isEscaped = character == "\\" && !isEscaped
      }
    }
    out.append(String(current))
    return out
  }
}

extension Metric {
  /// The value, bounds and unit without place, label and subject.
  public var quantity: MetricQuantity {
    var quantity = MetricQuantity(kind: kind)
    quantity.low = low
    quantity.high = high
    quantity.comparator = comparator
    quantity.unit = unit
    quantity.currency = currency
    quantity.magnitude = magnitude
    quantity.period = period
    quantity.direction = direction
    quantity.role = role
    quantity.statistic = statistic
    quantity.isVague = isVague
    quantity.isWord = isWord
    return quantity
  }

  /// The exact printed form of ``quantity``: reading it with ``MetricQuantity/init(canonical:)`` gives the same quantity.
  public var canonical: String { quantity.canonical }
}
