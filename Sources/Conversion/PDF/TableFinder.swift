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

  /// Pieces of a page that overlap in height, as the cells of a row of a table do.
  private struct Band {
    var pieces: [PageLine] = []
    var top = 0.0
    var bottom = 0.0
    /// Intervals that the pieces cover, from the left.
    var columns: [(left: Double, right: Double)] = []
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
    for region in regions(bands(pieces)) {
      guard let table = table(region, page: page) else { continue }
      found.append((table, Set(region.flatMap { $0.pieces.map(\.block) })))
    }
    return found
  }

  /// A line at its wide gaps.
  private func split(_ line: PageLine) -> [PageLine] {
    var pieces: [PageLine] = []
    for word in line.words {
      if let last = pieces.last?.words.last, word.left - last.right <= line.size * 0.8, word.left >= last.left {
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

  /// Pieces that overlap in height, from above.
  private func bands(_ pieces: [PageLine]) -> [Band] {
    var bands: [Band] = []
    for piece in pieces.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
      // Boxes reach beyond the letters.
      let inset = piece.size * 0.15
      if let last = bands.last, piece.top + inset < last.bottom - inset {
        bands[bands.count - 1].pieces.append(piece)
        bands[bands.count - 1].bottom = max(last.bottom, piece.bottom)
      } else {
        bands.append(Band(pieces: [piece], top: piece.top, bottom: piece.bottom))
      }
    }
    for band in bands.indices { bands[band].columns = Self.merged([], bands[band].pieces) }
    return bands
  }

  /// Runs of bands that may be tables: bands of several columns, with bands of one between them that lie within a column.
  private func regions(_ bands: [Band]) -> [[Band]] {
    var regions: [[Band]] = []
    var current: [Band] = []
    var pending: [Band] = []
    var columns: [(left: Double, right: Double)] = []
    func end() {
      if current.count(where: { $0.columns.count > 1 }) >= 2 { regions.append(current + trailing(pending, columns)) }
      current = []
      pending = []
      columns = []
    }
    for band in bands {
      let size = band.pieces.first?.size ?? measures.size
      if let last = pending.last ?? current.last, band.top - last.bottom > size * 2.2 { end() }
      if band.columns.count > 1 {
        let merged = Self.merged(columns, band.pieces)
        if !current.isEmpty, merged.count < max(2, max(columns.count, band.columns.count) - 1) {
          end()
          columns = band.columns
        } else {
          columns = merged
        }
        current += current.isEmpty ? [] : pending
        pending = []
        current.append(band)
      } else if !current.isEmpty {
        let touched = columns.count { $0.left < band.columns[0].right && band.columns[0].left < $0.right }
        pending.append(band)
        if touched != 1 || pending.count > 6 {
          pending.removeLast()
          end()
        }
      }
    }
    end()
    return regions
  }

  /// Single pieces below the last row that belong to its cells.
  private func trailing(_ pending: [Band], _ columns: [(left: Double, right: Double)]) -> [Band] {
    guard let first = columns.first else { return [] }
    return Array(pending.prefix { $0.columns[0].left > first.left + 2 })
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

  private func table(_ region: [Band], page: Int) -> PageTable? {
    let columns = columns(of: region)
    guard columns.count >= 2 else { return nil }
    let region = region.map { $0.pieces.flatMap { Self.split($0, at: columns) } }
    var byColumn: [[PageLine]] = Array(repeating: [], count: columns.count)
    for piece in region.joined() { byColumn[Self.column(of: piece, columns)].append(piece) }
    if isProse(byColumn, columns) { return nil }
    let size = measures.size
    var rows: [[PageTable.Cell]] = []
    var places: [(page: Int, line: Int)] = []
    for band in region {
      var cells = Array(repeating: PageTable.Cell(), count: columns.count)
      for piece in band.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
        let column = Self.column(of: piece, columns)
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

  /// The columns of a region: what white stretches through all of its lines leave between them. Where a cell that spans columns covers
  /// them, the bands that have as many columns as most tell.
  private func columns(of region: [Band]) -> [(left: Double, right: Double)] {
    let lines = region.flatMap(\.pieces)
    // A stretch of a few lines may be white by chance: spaces of words lie below each other.
    let gap = measures.size * (lines.count >= 8 ? 0.4 : 0.6)
    let all = Self.intervals(lines, gap: gap)
    var counts: [Int: Int] = [:]
    for band in region where band.columns.count > 1 { counts[band.columns.count, default: 0] += 1 }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, all.count < usual else {
      return all
    }
    return Self.intervals(region.filter { $0.columns.count == usual }.flatMap(\.pieces), gap: gap)
  }

  /// The stretches that words cover. Gaps that are narrower than `gap` count as covered, unless most lines begin or end at their edge, as
  /// the cells of narrow tables do. Complexity: O(words log words + columns × lines).
  private static func intervals(_ lines: [PageLine], gap: Double) -> [(left: Double, right: Double)] {
    var result: [(left: Double, right: Double)] = []
    for word in lines.flatMap(\.words).sorted(by: { $0.left < $1.left }) {
      if let last = result.last, word.left < last.right + (isEdge(last.right, word.left, lines) ? 0 : gap) {
        result[result.count - 1].right = max(last.right, word.right)
      } else {
        result.append((word.left, word.right))
      }
    }
    return result
  }

  /// Whether lines keep an edge: a share of those that reach behind a gap begin a word right behind it, or end one right before it. That
  /// no line has a word across the gap is known.
  private static func isEdge(_ right: Double, _ left: Double, _ lines: [PageLine]) -> Bool {
    guard left - right >= 1.5, lines.count >= 5 else { return false }
    let behind = lines.count { $0.right > left + 0.5 }
    let begins = lines.count { line in line.words.contains { abs($0.left - left) < 0.6 } }
    let ends = lines.count { line in line.words.contains { abs($0.right - right) < 0.6 } }
    let kept = max(begins, ends)
    return behind >= 4 && kept >= 4 && kept * 10 >= behind * 4
  }

  private static func column(of piece: PageLine, _ columns: [(left: Double, right: Double)]) -> Int {
    columns.lastIndex { $0.left <= piece.left + 0.01 } ?? 0
  }

  /// A piece at the columns that it reaches into.
  private static func split(_ piece: PageLine, at columns: [(left: Double, right: Double)]) -> [PageLine] {
    var parts: [PageLine] = []
    var last = -1
    for word in piece.words {
      let column = columns.lastIndex { $0.left <= word.left + 0.01 } ?? 0
      // A word that begins within a column goes on there; one at its edge begins it.
      if column != last, parts.isEmpty || word.left < columns[column].left + 0.5 {
        parts.append(PageLine(words: [word], block: piece.block, number: piece.number))
        last = column
      } else {
        parts[parts.count - 1].words.append(word)
      }
    }
    return parts
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
