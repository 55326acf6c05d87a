/// Puts a table together from md4c's rows of cells.
struct MarkdownTable {
  private var cells: [Table.Cell] = []
  private var alignments: [Table.Alignment] = []
  private(set) var rowCount = 0
  private var column = 0
  /// The content of the current row's line, in the decoded text.
  private(set) var row: Range<Int>
  /// Behind the last cell's content, on the current row's line.
  private var cursor: Int
  /// From the header to the end of the last row.
  let start: Int

  init(header: Range<Int>) {
    row = header
    start = header.lowerBound
    cursor = header.lowerBound
  }

  var end: Int { row.upperBound }

  var isAtHeader: Bool { rowCount == 0 }

  mutating func startRow(_ line: Range<Int>?) {
    if let line { row = line }
    cursor = row.lowerBound
    column = 0
  }

  mutating func endRow() { rowCount += 1 }

  /// Inline markup of the cells, kept when the document is to be written as HTML again.
  private(set) var inlines: [[Inline]] = []

  /// Adds a cell. Its range is what stands between the pipes, without the white space.
  ///
  /// - Parameter lastText: behind the last text of the cell: pipes before it are part of the text.
  mutating func add(
    _ text: SourceText, isHeader: Bool, alignment: Table.Alignment, lastText: Int?,
    source: UnsafeBufferPointer<UInt8>, map: OffsetMap, inlines: [Inline] = []
  ) {
    var start = min(cursor, row.upperBound)
    if start < row.upperBound, source[start] == UInt8(ascii: "|") { start += 1 }
    var end = min(max(start, lastText ?? start), row.upperBound)
    while end < row.upperBound, source[end] != UInt8(ascii: "|") {
      end += source[end] == UInt8(ascii: "\\") && end + 1 < row.upperBound ? 2 : 1
    }
    cursor = end
    while start < end, source[start] <= 0x20 { start += 1 }
    while end > start, source[end - 1] <= 0x20 { end -= 1 }
    cells.append(
      Table.Cell(
        text: text, isHeader: isHeader, row: rowCount, column: column, range: map.sourceRange(of: start..<end)))
    self.inlines.append(inlines)
    if rowCount == 0 { alignments.append(alignment) }
    column += 1
  }

  /// The finished table. Every row has as many cells as the header.
  func table() -> Table {
    let columnCount = alignments.count
    var grid = [[Int?]](repeating: [Int?](repeating: nil, count: columnCount), count: rowCount)
    for (index, cell) in cells.enumerated() where cell.row < rowCount && cell.column < columnCount {
      grid[cell.row][cell.column] = index
    }
    let headerRows = rowCount > 0 ? hasSecondHeading(columnCount) ? [0, 1] : [0] : []
    // A heading over several columns stands in the first of them; the others are left empty.
    if headerRows.count == 2 {
      for column in 1..<columnCount where grid[0][column].map({ cells[$0].text.isEmpty }) ?? true {
        if let left = grid[0][column - 1], !cells[left].text.isEmpty { grid[0][column] = left }
      }
    }
    return Table(
      rowCount: rowCount, columnCount: columnCount, cells: cells, grid: grid, headerRows: headerRows,
      columns: alignments.map { Table.Column(alignment: $0) })
  }

  /// Whether the first row below the header is a second one: the header leaves columns empty that this row names, without a figure,
  /// above rows that hold some.
  private func hasSecondHeading(_ columnCount: Int) -> Bool {
    guard rowCount > 2, columnCount > 2 else { return false }
    var isBlank = false
    for cell in cells {
      guard cell.row < 2 else { break }
      if cell.row == 0, cell.column > 0, cell.text.isEmpty { isBlank = true }
      if cell.row == 1, cell.column > 0, cell.text.isEmpty || Self.hasDigit(cell.text.string) { return false }
    }
    guard isBlank else { return false }
    return cells.contains { $0.row == 2 && $0.column > 0 && Self.hasDigit($0.text.string) }
  }

  /// What the columns hold. A cell without a digit, or with a sentence, is no value: it is not looked at closely.
  static func columns(of table: Table) -> [Table.Column] {
    var table = table
    // The first thousand rows tell as much as all.
    let rows = min(table.rowCount, 1_000)
    table.rowCount = rows
    table.grid.removeSubrange(rows...)
    table.cells.removeSubrange((table.cells.firstIndex { $0.row >= rows } ?? table.cells.count)...)
    let word = SourceText(string: "-text-")
    for index in table.cells.indices where !table.cells[index].isHeader {
      let isWord = table.cells[index].text.string.utf8.count > 48 || !hasDigit(table.cells[index].text.string)
      if isWord, table.cells[index].text.string.utf8.count > 6 { table.cells[index].text = word }
    }
    return ColumnTyping.columns(of: table)
  }

  private static func hasDigit(_ text: String) -> Bool {
    // Digits of other scripts are not ASCII.
    text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x80 }
  }
}
