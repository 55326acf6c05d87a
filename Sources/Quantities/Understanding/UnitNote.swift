/// The unit that a heading, caption, label or column gives the bare numbers under it: `$M`, `EUR m`, `hours`, `in thousands`,
/// `USD '000`, `requests/s`.
package struct UnitNote: Equatable {
  var currency: String?
  var scale = 1.0
  var unit = AmountUnit.none
  /// What is counted: "users" of `(users)`.
  var noun: String?
  var period: String?

  private var isEmpty: Bool { currency == nil && scale == 1 && unit == .none && noun == nil && period == nil }

  /// Reads a note; nil unless all of its words tell of a unit.
  ///
  /// - Parameter counts: a plural alone is what is counted.
  package init?(_ text: String, counts: Bool = false) {
    guard text.utf8.count <= 64 else { return nil }
    // Units are read behind a number.
    let bytes = Array(("1 " + text).utf8)
    var lexer = MetricLexer(bytes)
    var tokens: [Token] = []
    guard lexer.next(into: &tokens), tokens.count > 1, tokens.count <= 11, tokens[0].kind == .number else { return nil }
    let parser = FigureParser(bytes: bytes, tokens: tokens, lexicon: .shared, commaDecimal: false)
    var at = 1
    while at < tokens.count {
      guard let next = read(parser, at, counts: counts), next > at else { return nil }
      at = next
    }
    guard !isEmpty else { return nil }
    // A lone `m` is a magnitude beside a currency only; `t` and `b` alone are too little.
    if currency == nil, tokens.count == 2, parser.length(1) == 1, scale >= 1e9 { return nil }
  }

  /// A note that says what this one says, and what `other` says of what it leaves open: "EUR" of a column, "in millions" of a
  /// caption.
  package func merged(with other: UnitNote) -> UnitNote {
    guard unit == .none, noun == nil else { return self }
    var result = self
    guard other.unit == .none, other.noun == nil else { return self }
    if currency == nil { result.currency = other.currency }
    // "USD million" above a column of "USD" says nothing of that column's magnitude; "in millions" does.
    if scale == 1, other.currency == nil || currency == nil { result.scale = other.scale }
    result.period = period ?? other.period
    return result
  }

  /// Reads what stands at a token, and tells where reading goes on; nil for what is no unit.
  private mutating func read(_ p: FigureParser, _ at: Int, counts: Bool) -> Int? {
    let token = p.token(at)
    switch token.kind {
    case .currencySign:
      guard currency == nil, let code = CurrencyTable.code(forSign: token.code) else { return nil }
      currency = code
      return at + 1
    case .number:
      // "'000", "000s", "1,000", "€000"
      let digits = p.rawText(at, at).filter { $0 != "," && $0 != "." }
      guard scale == 1, ["000", "1000", "000000", "1000000"].contains(digits) else { return nil }
      scale = digits.count >= 6 ? 1e6 : 1e3
      return p.isWord(at + 1) && p.isJoined(at + 1) && p.text(at + 1) == "s" ? at + 2 : at + 1
    case .mark:
      return readMark(p, at)
    case .word: break
    }
    if let prefix = p.multipleOfCode(at) {
      (currency, scale) = prefix
      return at + 1
    }
    if p.token(at + 1).kind == .currencySign, let code = CurrencyTable.code(forDollarPrefix: p.text(at)) {
      currency = code
      return at + 2
    }
    let info = p.info(at)
    if currency == nil, info.traits.contains(.currencyCode), p.isWrittenAsCode(at) || p.length(at) == 3 {
      currency = CurrencyTable.code(at: info.currency)
      return at + 1
    }
    if info.traits.contains(.currencyAdjective) || info.traits.contains(.currencyWord), currency == nil,
      let (code, last) = p.currencyWords(at: at, amount: nil)
    {
      currency = code
      return last + 1
    }
    if let next = readScale(p, at) { return next }
    if unit == .none, noun == nil, currency == nil {
      var amount = Amount(first: at, last: at - 1, value: 1, isDigits: true)
      p.readUnit(&amount)
      if amount.unit == .none, info.traits.contains(.shortUnit), info.unit >= 0 {
        amount.unit = .unit(Int(info.unit), count: 1)
        amount.last = at
      }
      if amount.unit != .none {
        unit = amount.unit
        return amount.last + 1
      }
    }
    return readWord(p, at, counts: counts)
  }

  private mutating func readMark(_ p: FigureParser, _ at: Int) -> Int? {
    switch p.token(at).code {
    case Mark.percent, 0xFF05:
      unit = .percent
      return at + 1
    case Mark.slash:
      return readPeriod(p, at + 1)
    case 0x27, 0x2019, 0x2018, Mark.open, Mark.close, Mark.dot, Mark.comma, 0x5B, 0x5D: return at + 1
    case Mark.times:
      unit = .times
      return at + 1
    default: return nil
    }
  }

  private mutating func readScale(_ p: FigureParser, _ at: Int) -> Int? {
    let traits = p.traits(at)
    guard scale == 1, unit == .none else { return nil }
    if traits.contains(.scale) || traits.contains(.vagueScale) {
      scale = p.info(at).value
      return at + 1
    }
    guard traits.contains(.letterScale), p.length(at) <= 2 else { return nil }
    let isUpper = p.token(at).flags.contains(.capital)
    // "(m)" and "(g)" are metres and grams, beside a currency millions and billions.
    guard isUpper && p.text(at) != "g" || currency != nil || p.text(at) == "k" || p.text(at) == "bn" else { return nil }
    scale = p.info(at).value
    return at + 1
  }

  /// "per day", "/month", "p.a."
  private mutating func readPeriod(_ p: FigureParser, _ at: Int) -> Int? {
    let info = p.info(at)
    if info.traits.contains(.timeUnit), info.unit >= 0 {
      period = QuantityUnit.specifications[Int(info.unit)].name
      return at + 1
    }
    switch p.text(at) {
    case "s", "sec": period = "second"
    case "y", "yr", "annum": period = "year"
    case "mo": period = "month"
    default: return nil
    }
    return at + 1
  }

  private mutating func readWord(_ p: FigureParser, _ at: Int, counts: Bool) -> Int? {
    switch p.word(at) {
    case .in, .of, .the, .and, .all, .at: return at + 1
    case .per, .a: return readPeriod(p, at + 1)
    case .annual, .annually, .yearly:
      period = "year"
      return at + 1
    case .monthly:
      period = "month"
      return at + 1
    case .daily:
      period = "day"
      return at + 1
    default: break
    }
    if ["figures", "amounts", "values", "numbers", "units", "unit", "local", "currency"].contains(p.text(at)) {
      return at + 1
    }
    guard counts, noun == nil, unit == .none, p.isPlural(at), p.isLower(at) || p.token(at).flags.contains(.allCaps)
    else {
      return nil
    }
    noun = p.text(at)
    return at + 1
  }
}

extension UnitNote {
  /// The unit that a heading or label tells, and the text without it: `(hours)` of "Before (hours)", `ms` of "Latency, ms", `%` of
  /// "Growth in %", "Hours" of itself.
  package static func split(_ heading: String) -> (note: String, rest: String)? {
    if let open = heading.lastIndex(where: { $0 == "(" || $0 == "[" }),
      let close = heading[open...].firstIndex(where: { $0 == ")" || $0 == "]" })
    {
      let inner = String(heading[heading.index(after: open)..<close])
      let head = inner.split(separator: ",").first.map(String.init) ?? inner
      for note in inner == head ? [inner] : [inner, head] where UnitNote(note, counts: true) != nil {
        let rest = heading[..<open] + heading[heading.index(after: close)...]
        return (note, trimmed(rest))
      }
      // "Revenue (in EUR millions, unaudited)"
      return nil
    }
    if let comma = heading.lastIndex(of: ","), comma > heading.startIndex {
      let tail = heading[heading.index(after: comma)...]
      if UnitNote(String(tail)) != nil { return (trimmed(tail), trimmed(heading[..<comma])) }
    }
    let words = heading.split(separator: " ")
    if let marker = words.lastIndex(where: { $0.lowercased() == "in" }), marker < words.count - 1 {
      let tail = words[(marker + 1)...].joined(separator: " ")
      if UnitNote(tail) != nil { return (tail, words[..<marker].joined(separator: " ")) }
    }
    guard let last = words.last, last.count <= 3 || words.count == 1 else { return nil }
    // "Cost €", "Growth %", "Hours"; short words alone may mean anything.
    let isSign = last.unicodeScalars.allSatisfy { $0 == "%" || CodePoint.classify($0.value) == .currency || $0 == "$" }
    guard
      isSign || words.count == 1 && last.count > 3 && last.hasSuffix("s")
        || ["ms", "GB", "MB", "TB", "kWh", "hrs", "EUR", "USD", "GBP"].contains(last),
      let note = UnitNote(String(last)), words.count > 1 || note.scale == 1
    else { return nil }
    return (String(last), words.count == 1 ? heading : words.dropLast().joined(separator: " "))
  }

  /// The first words of lines that state a unit.
  private static let openings: Set<String> = [
    "all", "amounts", "figures", "values", "numbers", "in", "amount", "sums",
  ]

  /// The unit that a line above a table states: "(in millions)", "Sales by region (USD m)", "All amounts in EUR thousand."
  package static func ofLine(_ line: String) -> String? {
    var line = Substring(line)
    while let last = line.last, last == "." || last == ":" || last == " " { line = line.dropLast() }
    if line.last == ")" || line.last == "]" { return split(String(line))?.note }
    let opening = line.utf8.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    guard opening.count <= 8 else { return nil }
    let first = Substring(opening).lowercased()
    guard openings.contains(first) else { return nil }
    if first == "in" { return UnitNote(String(line)) == nil ? nil : String(line) }
    // A line with a figure of its own states that.
    return line.contains { $0.isNumber && $0 != "0" } ? nil : split(String(line))?.note
  }

  /// The note in a form that reads the same.
  package var text: String? {
    guard unit == .none, noun == nil else { return nil }
    var words: [String] = []
    if let currency { words.append(currency) }
    switch scale {
    case 1: break
    case 1e3: words.append("thousand")
    case 1e6: words.append("million")
    case 1e9: words.append("billion")
    case 1e5: words.append("lakh")
    case 1e7: words.append("crore")
    case 1e12: words.append("trillion")
    default: return nil
    }
    if let period { words += ["per", period] }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Whether names of a row and column count people or things: money that is said of a whole table is not meant for them.
  package static func countsThings(_ names: [String?]) -> Bool {
    let topics = names.reduce(into: Topics()) { $0.formUnion(Surroundings.topics(of: $1)) }
    return !topics.isDisjoint(with: [.people, .headcount, .asset, .partner, .performance, .satisfaction])
      && topics.isDisjoint(with: [.revenue, .cost, .saving, .investment, .valuation])
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var words = text.split(separator: " ")
    while let last = words.last, last == "-" || last == "–" || last == ":" { words.removeLast() }
    return words.joined(separator: " ")
  }
}
