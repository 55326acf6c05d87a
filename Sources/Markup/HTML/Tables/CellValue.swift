/// What one cell holds.
///
/// Cells are read as UTF-8 bytes: a table of a hundred thousand cells is nothing unusual, and most of them are text that the
/// first bytes tell. Linear in the cell's length.
struct CellValue {
  var type: Table.ColumnType = .text
  var unit: String?

  /// Signs and codes, longest first, so that "US$" is not read as "$".
  static let currencies: [(sign: String, code: String)] = [
    ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("S$", "SGD"), ("HK$", "HKD"), ("NZ$", "NZD"), ("R$", "BRL"),
    ("CN¥", "CNY"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"),
    ("₽", "RUB"), ("₺", "TRY"), ("₪", "ILS"), ("₫", "VND"), ("zł", "PLN"), ("CHF", "CHF"), ("kr", "SEK"),
  ]
  private static let currencyBytes = currencies.map {
    (sign: Array($0.sign.utf8), code: Array($0.code.utf8), name: $0.code)
  }
  private static let magnitudes: Set<String> = [
    "k", "K", "M", "m", "B", "bn", "T", "million", "billion", "thousand", "+",
  ]

  init(_ text: String) {
    var text = text
    text.withUTF8 { read(CellBytes($0)) }
  }

  private mutating func read(_ cell: CellBytes) {
    // Every value has a digit or another number sign.
    guard cell.hasNumber else { return }
    var rest = cell
    rest.trim()
    // Footnote marks behind a value: "12*", "12 [a]".
    while rest.dropSuffix("*") || rest.dropSuffix("†") || rest.dropSuffix("‡") {}
    if rest.hasSuffix("]"), let open = rest.lastIndex(of: UInt8(ascii: "[")), open > rest.start { rest.end = open }
    rest.trim()
    if CellDate.isDate(rest) {
      type = .date
      return
    }
    var isNegative = false
    if rest.count > 1, rest.hasPrefix("("), rest.hasSuffix(")") {
      rest.start += 1
      rest.end -= 1
      isNegative = true
    }
    for sign: StaticString in ["+", "-", "−", "–", "±"] where rest.dropPrefix(sign) {
      isNegative = true
      break
    }
    rest.trim()
    let currency = Self.dropCurrency(&rest)
    rest.trim()
    for sign: StaticString in ["-", "−", "–"] where rest.dropPrefix(sign) { break }
    let isPercent = rest.dropSuffix("%") || rest.dropSuffix("٪")
    rest.trim()
    guard rest.startsWithNumber || rest.hasPrefix(".") || rest.hasPrefix(",") else { return }
    let tail = rest.afterNumber()
    guard tail.start > rest.start, rest.hasNumber(before: tail.start) else { return }
    let suffix = tail.withoutSpaces
    // "12 ms", "3.5x", "1.2M", but not "3 of our offices".
    guard suffix.utf8.count <= 10, isNegative || !tail.hasSpaceBehindFirst else { return }
    if isPercent {
      type = .percent
      unit = "%"
    } else if let currency {
      type = .currency
      unit = currency
    } else {
      type = .number
      unit = suffix.isEmpty || Self.magnitudes.contains(suffix) ? nil : suffix
    }
  }

  /// Takes a currency's sign or code off the front or the end, and tells its code.
  private static func dropCurrency(_ rest: inout CellBytes) -> String? {
    for (sign, code, name) in currencyBytes {
      if rest.dropPrefix(sign) || rest.dropPrefix(code) { return name }
      if rest.count > sign.count, rest.dropSuffix(sign) { return name }
      if rest.hasSpace(beforeLast: code.count), rest.dropSuffix(code) { return name }
    }
    return nil
  }
}
