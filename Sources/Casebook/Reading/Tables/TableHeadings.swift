internal import Markup
internal import Quantities

/// What the headings of a table say of its cells: the names of columns over all heading rows, their units and dates, which column
/// names the rows, which only numbers them, which holds their units, and the groups that rows stand in.
struct TableHeadings {
  /// One per column: its name over all heading rows, "2022: Sales".
  private(set) var names: [String?]
  /// The same without the unit.
  private(set) var measures: [String?]
  /// The unit that a column's heading states, as written.
  private(set) var units: [String?]
  /// The date that a column's heading states, as written.
  private(set) var dates: [String?]
  /// The column whose cells name the rows.
  private(set) var labelColumn: Int?
  /// A column that only numbers the rows: "#", "No.", "ID".
  private(set) var numberColumn: Int?
  /// A column that holds the units of its rows.
  private(set) var unitColumn: Int?
  /// The unit in the corner above the row names: "EUR m".
  private(set) var cornerUnit: String?
  /// The heading of the rows' group, by row; rows that are such headings themselves.
  private(set) var groups: [Int: String] = [:]
  private(set) var groupRows: Set<Int> = []
  /// A second column that tells rows of the same name apart.
  private var detailColumn: Int?
  /// A heading over all columns, above the others: the table's title.
  private(set) var title: String?

  init(_ table: Table) {
    let parts = (0..<table.columnCount).map { column in Self.parts(of: table, column: column) }
    names = parts.map { $0.isEmpty ? nil : $0.joined(separator: ": ") }
    let told = parts.map { parts in parts.map { UnitNote.split($0) } }
    units = told.map { $0.compactMap { $0?.note }.last }
    measures = zip(parts, told).map { parts, told in
      let texts = zip(parts, told).map { $1?.rest ?? $0 }.filter { !$0.isEmpty }
      return texts.isEmpty ? nil : texts.joined(separator: ": ")
    }
    dates = parts.map { MetricExtractor.date(inHeadings: $0) }
    title = Self.title(of: table)
    let rows = (0..<table.rowCount).filter { !table.headerRows.contains($0) }
    findGroups(table, rows: rows)
    findColumns(table, rows: rows.filter { !groupRows.contains($0) })
  }

  /// The name of a row: its group's, and what its own cells say.
  func label(of row: Int, in table: Table) -> String? {
    guard let column = labelColumn, let cell = table[row, column], !cell.text.isEmpty else { return groups[row] }
    var parts: [String] = []
    let name = cell.text.string
    if let group = groups[row], !Self.isTotal(name) { parts.append(group) }
    parts.append(name)
    if let detail = detailColumn, let second = table[row, detail], !second.text.isEmpty, second.text.string != name {
      parts.append(second.text.string)
    }
    return parts.joined(separator: ": ")
  }

  /// Whether a column's cells are no figures of their own: names, numbers and units of rows.
  func isHeading(_ column: Int) -> Bool {
    column == labelColumn || column == numberColumn || column == unitColumn || column == detailColumn
  }

  /// Columns in front of the label, which say nothing of the row.
  func isNumbering(_ column: Int) -> Bool { column == numberColumn }

  // MARK: Columns

  /// The texts of a column's heading cells from the top, each said once; a heading over the whole table is its title.
  private static func parts(of table: Table, column: Int) -> [String] {
    var parts: [String] = []
    for row in table.headerRows {
      guard let cell = table[row, column], !cell.text.isEmpty, !isTitle(cell, in: table) else { continue }
      if parts.last != cell.text.string { parts.append(cell.text.string) }
    }
    return parts
  }

  private static func isTitle(_ cell: Table.Cell, in table: Table) -> Bool {
    table.headerRows.count > 1 && table.columnCount > 1 && cell.columnSpan >= table.columnCount
  }

  private static func title(of table: Table) -> String? {
    guard let row = table.headerRows.first, let cell = table[row, 0], isTitle(cell, in: table) else { return nil }
    return cell.text.string
  }

  private mutating func findColumns(_ table: Table, rows: [Int]) {
    guard table.columnCount > 1 else { return }
    labelColumn = Self.holdsFigures(table, 0) ? nil : 0
    if labelColumn == 0 {
      if let corner = measures.first ?? nil, UnitNote(corner) != nil { cornerUnit = corner }
      if let corner = units.first ?? nil { cornerUnit = corner }
    }
    if Self.numbersRows(table, rows: rows, header: names[0]), table.columnCount > 2 || Self.isText(table, 1, rows) {
      numberColumn = 0
      labelColumn = table.columnCount > 2 && Self.isText(table, 1, rows) ? 1 : table.columnCount > 2 ? 0 : nil
      if labelColumn == 0 { numberColumn = nil }
    }
    unitColumn = names.indices.first { column in
      column != labelColumn && names[column].map { Self.unitHeaders.contains($0.lowercased()) } == true
    }
    guard let label = labelColumn, label + 1 < table.columnCount, table.columnCount - label > 2, label + 1 != unitColumn
    else { return }
    // Rows of the same name are told apart by what stands beside it.
    let labels = rows.compactMap { table[$0, label]?.text.string }
    let spans = rows.contains { (table[$0, label]?.rowSpan ?? 1) > 1 || table[$0, label]?.text.isEmpty == true }
    if spans || Set(labels).count < labels.count, Self.isText(table, label + 1, rows) { detailColumn = label + 1 }
  }

  private static let unitHeaders: Set<String> = [
    "unit", "units", "uom", "unit of measure", "unit of measurement", "measure unit", "currency", "scale", "einheit",
    "unité", "unidad", "unidade", "eenheid",
  ]
  private static let numberHeaders: Set<String> = [
    "#", "no", "no.", "nr", "nr.", "num", "num.", "number", "id", "rank", "pos", "pos.", "position", "item", "ref",
    "ref.",
    "s.no", "s.no.", "sl no", "sl. no.", "sr. no.", "sr no", "№", "n°", "nº", "key", "code", "index", "step", "line",
    "place",
  ]

  /// Whether the first column only numbers the rows: "1", "2.", "(a)", "iv", "R1".
  private static func numbersRows(_ table: Table, rows: [Int], header: String?) -> Bool {
    guard !rows.isEmpty else { return false }
    let texts = rows.compactMap { table[$0, 0]?.text.string }.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return false }
    let isNamed = header.map { numberHeaders.contains($0.lowercased()) } == true
    if isNamed { return texts.allSatisfy(isOrdinal) }
    guard header == nil || header == "" else { return false }
    // Without a heading, only what counts on from one.
    let numbers = texts.map { $0.trimmingCharacters(of: "().").lowercased() }
    return numbers == (1...numbers.count).map { String($0) } && numbers.count > 1
      || numbers.count > 1
        && zip(numbers, ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]).allSatisfy(==)
        && numbers.count <= 10
      || numbers.count > 1
        && numbers.enumerated().allSatisfy { $1.utf8.count == 1 && Int($1.utf8.first ?? 0) == 0x61 + $0 }
  }

  /// A number, a letter or both, and nothing else.
  private static func isOrdinal(_ text: String) -> Bool {
    let core = text.trimmingCharacters(of: "().#:")
    guard !core.isEmpty, core.utf8.count <= 8 else { return false }
    if core.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }) { return core.utf8.count <= 6 }
    let lower = core.lowercased()
    if lower.allSatisfy({ "ivxlc".contains($0) }) || lower.utf8.count == 1 { return true }
    // "R1", "KPI-3", "A.2"
    let digits = lower.drop { !$0.isNumber }
    return !digits.isEmpty && digits.allSatisfy { $0.isNumber || $0 == "." } && lower.prefix { $0.isLetter }.count <= 4
  }

  /// A first column of figures, under a heading that says what they are: such a table has no names of rows.
  private static func holdsFigures(_ table: Table, _ column: Int) -> Bool {
    guard column < table.columns.count else { return false }
    switch table.columns[column].type {
    case .currency, .percent: return true
    case .number:
      // Years, and numbers of rows, name rows.
      guard let name = table.headerRows.last.flatMap({ table[$0, column]?.text.string }) else { return false }
      return UnitNote.split(name) != nil
    default: return false
    }
  }

  /// Most filled cells of a column hold words and no figures.
  private static func isText(_ table: Table, _ column: Int, _ rows: [Int]) -> Bool {
    var filled = 0
    var texts = 0
    for row in rows {
      guard let cell = table[row, column], !cell.text.isEmpty else { continue }
      filled += 1
      if !cell.text.string.utf8.contains(where: { $0 &- 48 < 10 }), cell.text.string.contains(where: \.isLetter) {
        texts += 1
      }
    }
    return filled > 0 && texts * 4 >= filled * 3
  }

  // MARK: Groups of rows

  /// Rows of one cell over the whole width, or with their first cell alone filled, head the rows below them.
  private mutating func findGroups(_ table: Table, rows: [Int]) {
    guard table.columnCount > 1, rows.count > 1 else { return }
    var group: String?
    for (place, row) in rows.enumerated() {
      if let name = Self.groupName(table, row), place + 1 < rows.count, Self.groupName(table, rows[place + 1]) == nil {
        group = name
        groupRows.insert(row)
      } else {
        groups[row] = group
      }
    }
  }

  private static func groupName(_ table: Table, _ row: Int) -> String? {
    guard let first = table[row, 0], !first.text.isEmpty, first.rowSpan == 1 else { return nil }
    for column in table.columns(of: row).dropFirst() {
      guard let cell = table[row, column] else { continue }
      if cell.column != 0 || cell.row != row, !cell.text.isEmpty { return nil }
    }
    let name = first.text.string
    guard name.utf8.count <= 80, !name.hasSuffix("."), name.split(separator: " ").count <= 8 else { return nil }
    return name
  }

  private static func isTotal(_ label: String) -> Bool {
    let first = label.lowercased().split { !$0.isLetter }.first
    return first == "total" || first == "totals" || first == "grand" || first == "overall" || first == "sum"
  }
}

extension String {
  fileprivate func trimmingCharacters(of set: String) -> String {
    var text = Substring(self)
    while let first = text.first, set.contains(first) || first == " " { text = text.dropFirst() }
    while let last = text.last, set.contains(last) || last == " " { text = text.dropLast() }
    return String(text)
  }
}
