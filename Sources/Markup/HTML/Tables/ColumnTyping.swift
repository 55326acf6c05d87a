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
      // Variables and not a dictionary: a table that is all spans has a thousand columns and no text to speak of.
      var (numbers, currencies, percents, dates) = (0, 0, 0, 0)
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
        switch value.type {
        case .number: numbers += 1
        case .currency: currencies += 1
        case .percent: percents += 1
        case .date: dates += 1
        case .text: break
        }
        if let unit = value.unit { units[unit, default: 0] += 1 }
      }
      let numeric = numbers + currencies + percents
      guard filled > 0 else { return result }
      if numeric * 5 >= filled * 4 {
        if percents > 0, percents * 2 >= numeric {
          result.type = .percent
        } else if currencies > 0, currencies * 2 >= numeric {
          result.type = .currency
        } else {
          result.type = .number
        }
      } else if dates > 0, dates * 5 >= filled * 4 {
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
