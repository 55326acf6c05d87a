/// Tells what the columns of a table hold, from their cells, and in which unit, from their headers or cells.
enum ColumnTyping {
  /// Types for all columns of a table; alignments are left as they are.
  ///
  /// A column has a type when at least 80 % of its filled cells below the header rows are of that type.
  static func columns(of table: Table) -> [Table.Column] {
    let headerRows = Set(table.headerRows)
    // A cell over many columns is read once.
    let values = table.cells.map { isBlank($0.text.string) ? nil : CellValue($0.text.string) }
    return (0..<table.columnCount).map { column in
      var result = column < table.columns.count ? table.columns[column] : Table.Column()
      var counts: [Table.ColumnType: Int] = [:]
      var units: [String: Int] = [:]
      var filled = 0
      var header = ""
      var lastCell = -1
      for row in 0..<table.rowCount {
        guard row < table.grid.count, column < table.grid[row].count, let index = table.grid[row][column] else {
          continue
        }
        // A cell over several rows counts once.
        if index == lastCell { continue }
        lastCell = index
        let cell = table.cells[index]
        if headerRows.contains(row) {
          if header.utf8.count < 200 { header += " " + cell.text.string }
          continue
        }
        guard !cell.isHeader, let value = values[index] else { continue }
        filled += 1
        counts[value.type, default: 0] += 1
        if let unit = value.unit { units[unit, default: 0] += 1 }
      }
      let numeric = (counts[.number] ?? 0) + (counts[.currency] ?? 0) + (counts[.percent] ?? 0)
      guard filled > 0 else { return result }
      if numeric * 5 >= filled * 4 {
        if let percent = counts[.percent], percent * 2 >= numeric {
          result.type = .percent
        } else if let currency = counts[.currency], currency * 2 >= numeric {
          result.type = .currency
        } else {
          result.type = .number
        }
      } else if let dates = counts[.date], dates * 5 >= filled * 4 {
        result.type = .date
      }
      if result.type != .text, result.type != .date {
        let common = units.max { ($0.value, $1.key) < ($1.value, $0.key) }
        if let common, common.value * 2 >= numeric { result.unit = common.key }
        if let told = unit(fromHeader: header) {
          result.unit = result.unit ?? told.unit
          if result.type == .number { result.type = told.type }
        }
      }
      return result
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    text.isEmpty || ["-", "–", "—", "n/a", "N/A", "n.a.", ".", "...", "…", "?"].contains(text)
  }

  /// A unit in brackets, or behind "in" or a comma: "Budget (US$ m)", "Latency, ms", "Share in %".
  static func unit(fromHeader header: String) -> (unit: String, type: Table.ColumnType)? {
    var candidate = ""
    if let open = header.lastIndex(where: { $0 == "(" || $0 == "[" }) {
      let rest = header[header.index(after: open)...]
      candidate = String(rest.prefix { $0 != ")" && $0 != "]" })
    } else if let range = header.lastIndex(of: ",") {
      candidate = String(header[header.index(after: range)...])
    } else if header.contains("%") {
      candidate = "%"
    }
    var unit = ""
    for word in candidate.split(separator: " ") { unit += unit.isEmpty ? String(word) : " " + word }
    guard !unit.isEmpty, unit.utf8.count <= 16 else { return nil }
    if unit == "%" || unit.lowercased() == "percent" { return ("%", .percent) }
    for (sign, code) in CellValue.currencies where unit.hasPrefix(sign) || unit.hasPrefix(code) {
      let rest = unit.dropFirst(unit.hasPrefix(sign) ? sign.count : code.count).drop { $0 == " " }
      return (rest.isEmpty ? code : "\(code) \(rest)", .currency)
    }
    guard unit.first.map({ $0.isLetter || $0 == "µ" || $0 == "°" }) == true else { return nil }
    return (unit, .number)
  }
}

/// What one cell holds.
struct CellValue {
  var type: Table.ColumnType = .text
  var unit: String?

  /// Signs and codes, longest first, so that "US$" is not read as "$".
  static let currencies: [(sign: String, code: String)] = [
    ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("S$", "SGD"), ("HK$", "HKD"), ("NZ$", "NZD"), ("R$", "BRL"),
    ("CN¥", "CNY"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW"),
    ("₽", "RUB"), ("₺", "TRY"), ("₪", "ILS"), ("₫", "VND"), ("zł", "PLN"), ("CHF", "CHF"), ("kr", "SEK"),
  ]

  init(_ text: String) {
    var rest = Substring(text)
    func trim() {
      while let first = rest.first, first == " " || first == "~" || first == "≈" || first == "<" || first == ">" {
        rest = rest.dropFirst()
      }
      while rest.last == " " { rest = rest.dropLast() }
    }
    trim()
    // Footnote marks behind a value: "12*", "12 [a]".
    while let last = rest.last, last == "*" || last == "†" || last == "‡" { rest = rest.dropLast() }
    if rest.last == "]", let open = rest.lastIndex(of: "["), open > rest.startIndex { rest = rest[..<open] }
    trim()
    if CellValue.isDate(rest) {
      type = .date
      return
    }
    var isNegative = false
    if rest.first == "(" && rest.last == ")" {
      rest = rest.dropFirst().dropLast()
      isNegative = true
    }
    if let first = rest.first, "+-−–±".contains(first) {
      rest = rest.dropFirst()
      isNegative = true
    }
    trim()
    var currency: String?
    for (sign, code) in CellValue.currencies {
      if rest.hasPrefix(sign) {
        currency = code
        rest = rest.dropFirst(sign.count)
        break
      }
      if rest.hasPrefix(code) {
        currency = code
        rest = rest.dropFirst(code.count)
        break
      }
      if rest.hasSuffix(" " + sign) || rest.hasSuffix(sign), rest.count > sign.count {
        currency = code
        rest = rest.dropLast(sign.count)
        break
      }
      if rest.hasSuffix(" " + code) {
        currency = code
        rest = rest.dropLast(code.count)
        break
      }
    }
    trim()
    if let first = rest.first, "-−–".contains(first) { rest = rest.dropFirst() }
    let isPercent = rest.last == "%" || rest.last == "٪"
    if isPercent { rest = rest.dropLast() }
    trim()
    guard let first = rest.first, first.isNumber || first == "." || first == "," else { return }
    let digits = rest.prefix { $0.isNumber || ".,'’ \u{202F}–-/:".contains($0) }
    guard digits.contains(where: \.isNumber) else { return }
    let tail = rest.dropFirst(digits.count)
    let suffix = String(tail.filter { $0 != " " })
    // "12 ms", "3.5x", "1.2M", but not "3 of our offices".
    guard suffix.utf8.count <= 10, !tail.dropFirst().contains(" ") || isNegative else { return }
    if isPercent {
      type = .percent
      unit = "%"
    } else if let currency {
      type = .currency
      unit = currency
    } else {
      type = .number
      let magnitudes: Set<String> = ["k", "K", "M", "m", "B", "bn", "T", "million", "billion", "thousand", "+"]
      unit = suffix.isEmpty || magnitudes.contains(suffix) ? nil : suffix
    }
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// ISO dates, day-month-year with points or slashes, quarters, and a month's name with a year.
  private static func isDate(_ text: Substring) -> Bool {
    let parts = text.split { " ,./-–".contains($0) }
    guard (1...4).contains(parts.count), text.utf8.count <= 32 else { return false }
    if parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
      let lengths = parts.map(\.count)
      return lengths == [4, 2, 2]
        || (lengths[2] == 4 || lengths[2] == 2) && lengths[0] <= 2 && lengths[1] <= 2
          && !text.contains(",") && !text.contains(" ")
    }
    if parts.count == 2, parts[0].first == "Q" || parts[1].first == "Q" {
      let quarter = parts[0].first == "Q" ? parts[0] : parts[1]
      return quarter.count == 2 && quarter.last?.isNumber == true
    }
    let hasMonth = parts.contains { part in
      months.contains(part.prefix(3).lowercased()) && part.allSatisfy(\.isLetter)
    }
    let hasNumber = parts.contains { $0.allSatisfy(\.isNumber) && $0.count <= 4 }
    return hasMonth && hasNumber
  }
}
