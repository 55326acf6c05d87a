/// Reads `<table>` elements by the table model of the WHATWG HTML standard (section 4.9.12, "Forming a table").
struct HTMLTableReader {
  let tree: HTMLTree
  let places: HTMLPlaces
  /// See `TextCollector.raisesDigits`.
  var raisesDigits = true

  /// The standard's own limits for spans.
  static let maximumColumnSpan = 1000
  static let maximumRowSpan = 65534
  /// No more places than this in one grid; cells that would need more are left out.
  static let maximumPlaces = 1_000_000
  /// Tables nested deeper are not read: each one's cells hold the text of all within.
  static let maximumNesting = 24

  /// All tables of the document in the order of their start tags, layout tables and nested ones included.
  func tables() -> [Table] {
    var result: [Table] = []
    // Tables that are open at this point of the document: index in `result`, end of subtree.
    var open: [(index: Int, end: Int)] = []
    for node in tree.nodes.indices where tree.nodes[node].tag == .table {
      while let last = open.last, last.end <= node { open.removeLast() }
      var table =
        open.count < HTMLTableReader.maximumNesting
        ? read(node) : Table(rowCount: 0, columnCount: 0, cells: [], grid: [])
      table.parent = open.last?.index
      open.append((result.count, Int(tree.nodes[node].subtreeEnd)))
      result.append(table)
    }
    return result
  }

  // MARK: The grid

  private struct RowGroup {
    /// The cells of each row.
    var rows: [[Int]]
    var isHeader: Bool
  }

  /// One table. Complexity: O(nodes + places of the grid).
  func read(_ table: Int) -> Table {
    let (groups, captionNode) = rowGroups(of: table)
    var grid = Grid()
    var headerGroupRows: Set<Int> = []
    var firstGroupEnd: Int?
    for group in groups {
      let first = grid.rowCount
      grid.beginGroup(rowsToCome: group.rows.count)
      for row in group.rows {
        grid.beginRow()
        for cell in row {
          let header = tree.nodes[cell].tag == .th
          let columnSpan = min(max(span(.colspan, of: cell), 1), HTMLTableReader.maximumColumnSpan)
          let rowSpan = tree.has(.rowspan, cell) ? span(.rowspan, of: cell, allowsZero: true) : 1
          grid.place(
            Table.Cell(
              text: text(of: cell), isHeader: header, row: 0, column: 0, rowSpan: rowSpan, columnSpan: columnSpan,
              range: places.original(tree.nodes[cell].range)))
        }
      }
      grid.endGroup()
      if group.isHeader {
        headerGroupRows.formUnion(first..<grid.rowCount)
      } else if firstGroupEnd == nil {
        firstGroupEnd = grid.rowCount
      }
    }
    var result = Table(
      rowCount: grid.rowCount, columnCount: grid.columnCount, cells: grid.cells, grid: grid.rectangle())
    (result.headerRows, result.headerColumns) = HTMLTableReader.headers(
      of: result, headerGroupRows: headerGroupRows, end: firstGroupEnd ?? 0)
    result.caption = captionNode.map { text(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    result.columns = ColumnTyping.columns(of: result)
    result.isLayout = LayoutTableTest(tree: tree, table: table, result: result).isLayout
    return result
  }

  /// The rows by group: header groups and body groups in order, footer groups last. Rows outside a group form one with
  /// their neighbours. Elements that are no part of a table (forms, stray paragraphs) are looked through.
  private func rowGroups(of table: Int) -> ([RowGroup], caption: Int?) {
    var groups: [RowGroup] = []
    var footers: [RowGroup] = []
    var caption: Int?
    var current: (group: RowGroup, tag: HTMLTag, end: Int)?
    // Cells outside a row form one with their neighbours, as the standard's parser has it.
    var isInRowWithoutElement = false
    func close() {
      guard let open = current else { return }
      current = nil
      if open.tag == .tfoot { footers.append(open.group) } else { groups.append(open.group) }
    }
    var index = table + 1
    let end = Int(tree.nodes[table].subtreeEnd)
    while index < end {
      if let open = current, open.tag != .tr, index >= open.end {
        isInRowWithoutElement = false
        close()
      }
      let node = tree.nodes[index]
      switch node.tag {
      case .table, .text: index = Int(node.subtreeEnd)
      case .td, .th:
        if current == nil { current = (RowGroup(rows: [], isHeader: false), .tr, end) }
        if isInRowWithoutElement, let last = current?.group.rows.indices.last {
          current?.group.rows[last].append(index)
        } else {
          current?.group.rows.append([index])
        }
        isInRowWithoutElement = true
        index = Int(node.subtreeEnd)
      case .caption:
        if caption == nil { caption = index }
        index = Int(node.subtreeEnd)
      case .thead, .tbody, .tfoot:
        isInRowWithoutElement = false
        close()
        current = (RowGroup(rows: [], isHeader: node.tag == .thead), node.tag, Int(node.subtreeEnd))
        index += 1
      case .tr:
        // A group of rows without a group element.
        if current == nil { current = (RowGroup(rows: [], isHeader: false), .tr, end) }
        current?.group.rows.append(cells(of: index))
        isInRowWithoutElement = false
        index = Int(node.subtreeEnd)
      default: index += 1
      }
    }
    close()
    return (groups + footers, caption)
  }

  private func cells(of row: Int) -> [Int] {
    var cells: [Int] = []
    var index = row + 1
    let end = Int(tree.nodes[row].subtreeEnd)
    while index < end {
      switch tree.nodes[index].tag {
      case .td, .th:
        cells.append(index)
        index = Int(tree.nodes[index].subtreeEnd)
      case .table, .text: index = Int(tree.nodes[index].subtreeEnd)
      default: index += 1
      }
    }
    return cells
  }

  /// A span by the standard's rules for parsing non-negative integers: 1 for what is none.
  private func span(_ name: HTMLAttributeName, of cell: Int, allowsZero: Bool = false) -> Int {
    guard let bytes = tree.attributeBytes(name, of: cell) else { return 1 }
    var value: Int?
    var started = false
    for byte in bytes {
      if !started, byte == 0x20 || byte >= 0x09 && byte <= 0x0D { continue }
      if !started, byte == UInt8(ascii: "+") {
        started = true
        continue
      }
      guard byte >= 0x30 && byte <= 0x39 else { break }
      started = true
      value = min((value ?? 0) * 10 + Int(byte - 0x30), 1_000_000)
    }
    guard let value else { return 1 }
    if value == 0 { return allowsZero ? 0 : 1 }
    return value
  }

  /// All the text below a node, the text of nested tables included, block boundaries as spaces.
  func text(of node: Int) -> SourceText {
    var collector = TextCollector(places: places)
    collector.raisesDigits = raisesDigits
    var index = node + 1
    let end = Int(tree.nodes[node].subtreeEnd)
    while index < end {
      let child = tree.nodes[index]
      switch child.tag {
      case .text: collector.append(tree, index)
      case .br: collector.appendSpace(source: Int(child.start)..<Int(child.start))
      case .img, .amp_img:
        // In a cell, a picture stands for its name (ticks, flags, logos).
        if let name = tree.attribute(.alt, of: index) {
          collector.append(replacement: name, source: Int(child.start)..<Int(child.contentStart))
        }
      default:
        if child.tag.isInvisible, child.tag != .noscript {
          index = Int(child.subtreeEnd)
          continue
        }
        if child.tag.isBlock || child.tag == .td || child.tag == .th {
          collector.appendSpace(source: Int(child.start)..<Int(child.start))
        }
      }
      // Where a block ends, too, the text does not run on.
      index += 1
      if index < end, endsBlock(between: index - 1, and: index) {
        collector.appendSpace(source: Int(tree.nodes[index].start)..<Int(tree.nodes[index].start))
      }
    }
    return collector.take()?.text ?? SourceText()
  }

  /// Whether a block element ends before `next`, having been open at `index`.
  private func endsBlock(between index: Int, and next: Int) -> Bool {
    var place = index
    let parent = Int(tree.nodes[next].parent)
    while place > parent {
      if Int(tree.nodes[place].subtreeEnd) <= next,
        tree.nodes[place].tag.isBlock || tree.nodes[place].tag == .td
          || tree.nodes[place].tag == .th
      {
        return true
      }
      place = Int(tree.nodes[place].parent)
    }
    return false
  }

  // MARK: Headers

  /// Header rows: those of a `thead`, and the rows at the top of the first body group all of whose cells are headers.
  /// (Such a row further down is the heading of a group of rows.) Header columns: all cells below are headers.
  static func headers(of table: Table, headerGroupRows: Set<Int>, end: Int) -> (rows: [Int], columns: [Int]) {
    var rows: [Int] = []
    var isTop = true
    for row in 0..<table.rowCount {
      if headerGroupRows.contains(row) {
        rows.append(row)
        continue
      }
      guard isTop, row < end else { continue }
      var headers = 0
      var others = 0
      for column in 0..<table.columnCount {
        guard let cell = table[row, column] else { continue }
        if cell.isHeader { headers += 1 } else { others += 1 }
      }
      // Below a row of headers, one over the whole width heads a group of rows.
      let isGroup =
        !rows.isEmpty && table.columnCount > 1 && table[row, 0].map { $0.columnSpan >= table.columnCount } == true
      isTop = headers > 0 && others == 0 && !isGroup
      if isTop { rows.append(row) }
    }
    let isHeaderRow = Set(rows)
    var columns: [Int] = []
    for column in 0..<table.columnCount {
      var headers = 0
      var others = 0
      for row in 0..<table.rowCount where !isHeaderRow.contains(row) {
        guard let cell = table[row, column] else { continue }
        if cell.isHeader { headers += 1 } else { others += 1 }
      }
      if headers > 0 && others == 0 { columns.append(column) }
    }
    return (rows, columns)
  }
}

/// The growing grid of the standard's algorithm.
private struct Grid {
  private(set) var cells: [Table.Cell] = []
  private var grid: [[Int?]] = []
  private(set) var columnCount = 0
  private var current = -1
  private var column = 0
  /// Cells with `rowspan=0`, which grow to the end of their group.
  private var growing: [Int] = []
  /// First row behind the rows of the group.
  private var groupEnd = 0
  private var placesUsed = 0
  private var isFull = false

  var rowCount: Int { grid.count }

  mutating func beginGroup(rowsToCome: Int) { groupEnd = grid.count + rowsToCome }

  mutating func beginRow() {
    current += 1
    if current >= grid.count { grid.append([]) }
    column = 0
  }

  mutating func place(_ cell: Table.Cell) {
    if isFull { return }
    while column < grid[current].count, grid[current][column] != nil { column += 1 }
    var cell = cell
    cell.row = current
    cell.column = column
    let grows = cell.rowSpan == 0
    // A cell never leaves its row group, so no span needs more rows than the group still has.
    let rows = min(
      grows ? groupEnd - current : cell.rowSpan, max(groupEnd - current, 1), HTMLTableReader.maximumRowSpan)
    let (count, overflow) = rows.multipliedReportingOverflow(by: cell.columnSpan)
    // Rows that the table is wider than cost places too.
    if overflow || placesUsed + count + (column + cell.columnSpan) > HTMLTableReader.maximumPlaces {
      isFull = true
      return
    }
    placesUsed += count
    cell.rowSpan = rows
    let index = cells.count
    let right = column + cell.columnSpan
    for row in current..<(current + rows) {
      while grid.count <= row { grid.append([]) }
      if grid[row].count < right {
        placesUsed += right - grid[row].count
        grid[row] += [Int?](repeating: nil, count: right - grid[row].count)
      }
      // Where cells overlap, the later one is seen (a table model error).
      for place in column..<right { grid[row][place] = index }
    }
    columnCount = max(columnCount, right)
    cells.append(cell)
    column = right
    if grows { growing.append(index) }
  }

  mutating func endGroup() {
    growing.removeAll()
    current = grid.count - 1
  }

  /// The grid with all rows of the same width.
  mutating func rectangle() -> [[Int?]] {
    if grid.count.multipliedReportingOverflow(by: columnCount).partialValue > HTMLTableReader.maximumPlaces * 4 {
      return grid
    }
    for row in grid.indices where grid[row].count < columnCount {
      grid[row] += [Int?](repeating: nil, count: columnCount - grid[row].count)
    }
    return grid
  }
}
