/// Pandoc's grid tables, drawn with `+---+` and `|`, which the parser takes for a paragraph.
struct GridTables {
  /// Where a table stands in the decoded text, and what it holds.
  private(set) var tables: [(range: Range<Int>, table: Table)] = []

  /// Finds the tables of a text. Complexity: O(bytes).
  init(_ text: DecodedText, _ bytes: [UInt8], from start: Int) {
    guard bytes.withUnsafeBufferPointer({ Self.hasBorder($0, from: start) }) else { return }
    var line = start
    var isInFence = false
    while line < bytes.count {
      let end = Self.lineEnd(bytes, line)
      if bytes[line..<end].starts(with: "```".utf8) || bytes[line..<end].starts(with: "~~~".utf8) { isInFence.toggle() }
      if !isInFence, let columns = Self.columns(bytes, line, end) {
        var lines: [Range<Int>] = [line..<end]
        var next = end + 1
        while next < bytes.count {
          let nextEnd = Self.lineEnd(bytes, next)
          guard bytes[next] == UInt8(ascii: "|") || bytes[next] == UInt8(ascii: "+") else { break }
          lines.append(next..<nextEnd)
          next = nextEnd + 1
        }
        if lines.count >= 3, let table = Self.table(text, bytes, lines, columns) {
          tables.append((line..<(lines.last?.upperBound ?? end), table))
          line = next
          continue
        }
      }
      line = end + 1
    }
  }

  /// The bytes with the tables blanked.
  func blank(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for (range, _) in tables {
      for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 }
    }
    return bytes
  }

  /// Puts the tables among the blocks of the document.
  func place(in blocks: [Block], _ text: DecodedText) -> [Block] {
    var blocks = blocks
    for (range, table) in tables {
      let place = text.originalRange(of: range)
      let index = blocks.firstIndex { $0.range.lowerBound >= place.lowerBound } ?? blocks.count
      blocks.insert(Block(kind: .table, table: table, range: place), at: index)
    }
    return blocks
  }

  private static func hasBorder(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    for offset in start..<max(start, bytes.count - 3)
    where bytes[offset] == UInt8(ascii: "+") && (offset == start || bytes[offset - 1] == 0x0A) {
      if bytes[offset + 1] == UInt8(ascii: "-") || bytes[offset + 1] == UInt8(ascii: "=") { return true }
    }
    return false
  }

  private static func lineEnd(_ bytes: [UInt8], _ line: Int) -> Int {
    var at = line
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    return at
  }

  /// The offsets of the corners of a border, from the line's start; nil for other lines.
  private static func columns(_ bytes: [UInt8], _ line: Int, _ end: Int) -> [Int]? {
    var last = end
    while last > line, bytes[last - 1] <= 0x20 { last -= 1 }
    guard last - line >= 5, bytes[line] == UInt8(ascii: "+"), bytes[last - 1] == UInt8(ascii: "+") else { return nil }
    var corners: [Int] = []
    for at in line..<last {
      switch bytes[at] {
      case UInt8(ascii: "+"): corners.append(at - line)
      case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ":"): break
      default: return nil
      }
    }
    return corners.count >= 2 ? corners : nil
  }

  private static func table(_ text: DecodedText, _ bytes: [UInt8], _ lines: [Range<Int>], _ corners: [Int]) -> Table? {
    var rows: [[Range<Int>]] = []
    var headerRows: [Int] = []
    var current: [Range<Int>] = []
    for line in lines {
      if bytes[line.lowerBound] == UInt8(ascii: "+") {
        if !current.isEmpty { rows.append(current) }
        current = []
        if bytes[line].contains(UInt8(ascii: "=")), headerRows.isEmpty { headerRows = Array(rows.indices) }
      } else {
        current.append(line)
      }
    }
    if !current.isEmpty { rows.append(current) }
    guard !rows.isEmpty else { return nil }
    let columnCount = corners.count - 1
    var cells: [Table.Cell] = []
    var grid: [[Int?]] = []
    for (row, lines) in rows.enumerated() {
      var places: [Int?] = []
      for column in 0..<columnCount {
        var content = SourceText()
        var range: Range<Int>?
        for line in lines {
          guard let cut = cut(bytes, line, corners[column], corners[column + 1]), !cut.isEmpty else { continue }
          let source = text.originalRange(of: cut)
          content.append(
            SourceText(verbatim: String(decoding: bytes[cut], as: UTF8.self), at: source.lowerBound),
            separator: content.isEmpty ? "" : " ")
          range = (range?.lowerBound ?? source.lowerBound)..<source.upperBound
        }
        let start = text.originalRange(of: lines[0].lowerBound..<lines[0].lowerBound).lowerBound
        places.append(cells.count)
        cells.append(
          Table.Cell(
            text: content, isHeader: headerRows.contains(row), row: row, column: column, range: range ?? start..<start))
      }
      grid.append(places)
    }
    var table = Table(
      rowCount: rows.count, columnCount: columnCount, cells: cells, grid: grid, headerRows: headerRows,
      columns: Array(repeating: Table.Column(), count: columnCount))
    table.columns = MarkdownTable.columns(of: table)
    return table
  }

  /// What stands between two corners on a line, without white space; bytes of wide characters are counted by letters.
  private static func cut(_ bytes: [UInt8], _ line: Range<Int>, _ left: Int, _ right: Int) -> Range<Int>? {
    var letters = 0
    var start: Int?
    var end = line.upperBound
    for at in line {
      if bytes[at] & 0xC0 == 0x80 { continue }
      if letters == left { start = at + 1 }
      if letters == right {
        end = at
        break
      }
      letters += 1
    }
    guard var from = start, from <= end else { return nil }
    while from < end, bytes[from] <= 0x20 { from += 1 }
    while end > from, bytes[end - 1] <= 0x20 || bytes[end - 1] == UInt8(ascii: "|") { end -= 1 }
    return from..<end
  }
}
