/// A table of a page, as a grid of words.
struct PageTable: Sendable, Hashable {
  struct Cell: Sendable, Hashable {
    var lines: [PageLine] = []
    var text: String { lines.map(\.text).joined(separator: " ") }
    var isBold: Bool { lines.allSatisfy(\.isBold) }
  }

  /// `rows[row][column]`; all rows have the same number of cells.
  var rows: [[Cell]]
  /// Number of the first line of each row on its page, and the page.
  var places: [(page: Int, line: Int)]
  /// Left edges of the columns.
  var lefts: [Double]
  /// The first row names the columns.
  var hasHeader = false

  static func == (a: PageTable, b: PageTable) -> Bool { a.rows == b.rows && a.lefts == b.lefts }
  func hash(into hasher: inout Hasher) { hasher.combine(rows) }
}

/// Finds the tables of a page: rows of words that are set apart, one below the other.
struct TableFinder {
  let measures: LayoutMeasures

  /// Words side by side on a page.
  private struct Row {
    var pieces: [PageLine]
    var top: Double
    var bottom: Double
  }

  /// The tables, each with the lines it took, as indices into `lines`. Complexity: O(n log n) for n words, and O(columns) a word.
  func tables(in lines: [PageLine], page: Int) -> [(table: PageTable, lines: Set<Int>)] {
    var pieces: [PageLine] = []
    for (index, line) in lines.enumerated() {
      for var piece in split(line) {
        // The piece remembers its line by this.
        piece.number = line.number
        piece.block = index
        pieces.append(piece)
      }
    }
    var found: [(table: PageTable, lines: Set<Int>)] = []
    for region in regions(rows(pieces)) {
      guard let table = table(region, page: page) else { continue }
      found.append((table, Set(region.flatMap { $0.pieces.map(\.block) })))
    }
    return found
  }

  /// A line at its wide gaps.
  private func split(_ line: PageLine) -> [PageLine] {
    var pieces: [PageLine] = []
    for word in line.words {
      if let last = pieces.last?.words.last, word.left - last.right <= line.size * 1.1, word.left >= last.left {
        pieces[pieces.count - 1].words.append(word)
      } else {
        pieces.append(PageLine(words: [word], block: line.block))
      }
    }
    // A bullet and its text are no two cells.
    if pieces.count >= 2, pieces[0].words.count == 1,
      WordText.isBullet(pieces[0].words[0].text) || WordText.enumerator(pieces[0].words[0].text) != nil
    {
      pieces[1].words = pieces[0].words + pieces[1].words
      pieces.removeFirst()
    }
    return pieces
  }

  private func rows(_ pieces: [PageLine]) -> [Row] {
    var rows: [Row] = []
    for piece in pieces.sorted(by: { ($0.middle, $0.left) < ($1.middle, $1.left) }) {
      if let last = rows.last, piece.middle < last.bottom, piece.middle - last.top < (last.bottom - last.top) * 0.9,
        !last.pieces.contains(where: { $0.left < piece.right && piece.left < $0.right })
      {
        rows[rows.count - 1].pieces.append(piece)
        rows[rows.count - 1].bottom = max(last.bottom, piece.bottom)
        rows[rows.count - 1].top = min(last.top, piece.top)
      } else {
        rows.append(Row(pieces: [piece], top: piece.top, bottom: piece.bottom))
      }
    }
    return rows.map { row in
      var row = row
      row.pieces.sort { $0.left < $1.left }
      return row
    }
  }

  /// Runs of rows that may be tables: rows of several pieces, with rows of one between them that lie within a column.
  private func regions(_ rows: [Row]) -> [[Row]] {
    var regions: [[Row]] = []
    var current: [Row] = []
    var pending: [Row] = []
    var columns: [(left: Double, right: Double)] = []
    func end() {
      if current.count(where: { $0.pieces.count > 1 }) >= 2 { regions.append(current + trailing(pending, columns)) }
      current = []
      pending = []
      columns = []
    }
    for row in rows {
      let size = row.pieces.first?.size ?? measures.size
      if let last = pending.last ?? current.last, row.top - last.bottom > size * 2.2 { end() }
      if row.pieces.count > 1 {
        let merged = Self.merged(columns, row.pieces)
        if !current.isEmpty, merged.count < 2 || merged.count < columns.count - 1 {
          end()
          columns = Self.merged([], row.pieces)
        } else {
          columns = merged
        }
        if current.isEmpty {
          // What is right above may be the first line of a cell.
          current = leading(pending, columns, above: row.top)
        } else {
          current += pending
        }
        pending = []
        current.append(row)
      } else if let piece = row.pieces.first {
        let touched = columns.count { $0.left < piece.right && piece.left < $0.right }
        if current.isEmpty {
          pending = pending.suffix(2) + [row]
        } else if touched == 1 {
          pending.append(row)
          if pending.count > 6 { end() }
        } else {
          end()
          pending = [row]
        }
      }
    }
    end()
    return regions
  }

  /// Single pieces above the first row of a table that lie half a line above it, as the longer cell of a row does.
  private func leading(_ pending: [Row], _ columns: [(left: Double, right: Double)], above top: Double) -> [Row] {
    guard let row = pending.last, let piece = row.pieces.first, let first = columns.first,
      piece.bottom - piece.size * 0.15 > top, piece.left > first.right
    else { return [] }
    return [row]
  }

  /// Single pieces below the last row that belong to its cells.
  private func trailing(_ pending: [Row], _ columns: [(left: Double, right: Double)]) -> [Row] {
    var kept: [Row] = []
    for row in pending {
      guard let piece = row.pieces.first, let first = columns.first, piece.left > first.left + 2 else { break }
      kept.append(row)
    }
    return kept
  }

  /// Column intervals with those of more pieces: what overlaps is one.
  private static func merged(
    _ columns: [(left: Double, right: Double)], _ pieces: [PageLine]
  ) -> [(left: Double, right: Double)] {
    var intervals = columns + pieces.map { ($0.left, $0.right) }
    intervals.sort { $0.0 < $1.0 }
    var result: [(left: Double, right: Double)] = []
    for interval in intervals {
      if let last = result.last, interval.0 < last.right {
        result[result.count - 1].right = max(last.right, interval.1)
      } else {
        result.append((interval.0, interval.1))
      }
    }
    return result
  }

  // MARK: - One table

  private func table(_ region: [Row], page: Int) -> PageTable? {
    var columns: [(left: Double, right: Double)] = []
    for row in region { columns = Self.merged(columns, row.pieces) }
    guard columns.count >= 2 else { return nil }
    var byColumn: [[PageLine]] = Array(repeating: [], count: columns.count)
    for piece in region.flatMap(\.pieces) {
      guard let column = columns.lastIndex(where: { $0.left <= piece.left + 0.01 }) else { continue }
      byColumn[column].append(piece)
    }
    if isProse(byColumn, columns) { return nil }
    let size = measures.size
    var rows: [[PageTable.Cell]] = []
    var places: [(page: Int, line: Int)] = []
    for band in bands(region) {
      var cells = Array(repeating: PageTable.Cell(), count: columns.count)
      for piece in band.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
        guard let column = columns.lastIndex(where: { $0.left <= piece.left + 0.01 }) else { continue }
        if let last = cells[column].lines.last, abs(last.middle - piece.middle) < size * 0.3 {
          cells[column].lines[cells[column].lines.count - 1].words += piece.words
        } else {
          cells[column].lines.append(piece)
        }
      }
      if let last = rows.last, continues(cells, last, columns) {
        for column in cells.indices { rows[rows.count - 1][column].lines += cells[column].lines }
      } else {
        rows.append(cells)
        places.append((page, band.map(\.number).min() ?? 0))
      }
    }
    guard rows.count >= 2 else { return nil }
    // Next to nothing is side by side.
    let full = rows.count { $0.count { !$0.lines.isEmpty } >= 2 }
    guard full * 2 >= rows.count else { return nil }
    var table = PageTable(rows: rows, places: places, lefts: columns.map(\.left))
    table.hasHeader = Self.isHeader(rows)
    return table
  }

  /// Pieces that overlap in height, from above.
  private func bands(_ region: [Row]) -> [[PageLine]] {
    var bands: [(pieces: [PageLine], bottom: Double)] = []
    for piece in region.flatMap(\.pieces).sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
      // Boxes reach beyond the letters.
      let inset = piece.size * 0.15
      if let last = bands.last, piece.top + inset < last.bottom {
        bands[bands.count - 1].pieces.append(piece)
        bands[bands.count - 1].bottom = max(last.bottom, piece.bottom - inset)
      } else {
        bands.append(([piece], piece.bottom - inset))
      }
    }
    return bands.map(\.pieces)
  }

  /// Whether cells go on in a row's cells: they are as near as lines of a paragraph, and each goes on where a line had no more room.
  private func continues(
    _ cells: [PageTable.Cell], _ row: [PageTable.Cell], _ columns: [(left: Double, right: Double)]
  ) -> Bool {
    let lines = row.flatMap(\.lines)
    guard let bottom = lines.map(\.bottom).max(), let top = cells.flatMap(\.lines).map(\.top).min(),
      let size = lines.map(\.size).max()
    else { return false }
    guard top - bottom < (measures.leading - 1) * size + size * 0.12 + 0.5 else { return false }
    for (column, cell) in cells.enumerated() {
      guard let first = cell.lines.first else { continue }
      guard let last = row[column].lines.last, let word = first.words.first else { return false }
      if last.right + size * 0.25 + (word.right - word.left) < columns[column].right - 1 { return false }
    }
    return true
  }

  /// Whether columns are those of running text: long lines in each of them, whose paragraphs begin anywhere.
  private func isProse(_ columns: [[PageLine]], _ intervals: [(left: Double, right: Double)]) -> Bool {
    guard columns.count <= 3 else { return false }
    for (lines, interval) in zip(columns, intervals) {
      let width = interval.right - interval.left
      guard lines.count >= 5, width > measures.size * 10 else { return false }
      let full = lines.count { $0.right - $0.left > width * 0.75 }
      if full * 2 < lines.count { return false }
    }
    // Rows of a table begin in all columns at once.
    let starts = columns.map { lines in
      zip(lines, lines.dropFirst()).filter { $1.top - $0.bottom > (measures.leading - 1) * $0.size + $0.size * 0.15 }
        .map(\.1.top)
    }
    guard let first = starts.first, first.count >= 2 else { return true }
    let aligned = first.count { top in
      starts.dropFirst().allSatisfy { $0.contains { abs($0 - top) < measures.size * 0.8 } }
    }
    return aligned * 10 < first.count * 7
  }

  /// Whether the first row names columns: it is bold and others are not, or has words above figures.
  private static func isHeader(_ rows: [[PageTable.Cell]]) -> Bool {
    let first = rows[0].filter { !$0.lines.isEmpty }
    guard first.count >= 2 else { return false }
    if first.allSatisfy(\.isBold), !rows.dropFirst().allSatisfy({ $0.allSatisfy(\.isBold) }) { return true }
    func hasDigits(_ cell: PageTable.Cell) -> Bool { cell.text.contains(where: \.isNumber) }
    guard !first.contains(where: hasDigits) else { return false }
    return (1..<rows[0].count).contains { column in
      rows.dropFirst().count { hasDigits($0[column]) } * 2 > rows.count - 1
    }
  }
}
