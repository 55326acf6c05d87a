/// Shares the width of a terminal out among the columns of a table.
///
/// Columns that are firm keep the width of their widest cell. The others begin with that of their longest word and take what is left
/// where it saves most lines, so that a long text gets the room that a short name does not need.
struct ColumnWidths {
  private let natural: [Int]
  /// The least widths that do, the better ones first.
  private let least: [[Int]]
  /// The widths of the cells that can be wrapped, by row and column; as many rows as decide.
  private let sizes: [[Int]]
  /// Columns with cells of several lines' length.
  private let isLong: [Bool]

  /// Rows that are looked at.
  private static let decidingRows = 200
  /// A cell wider than this is running text.
  private static let longText = 60
  /// Running text in less room than the first reads badly beside other columns; below the second, rows are better stacked.
  private static let leastForText = [28, 20]
  private static let gap = 2

  init(headers: [String], cells: [[String]], isFirm: [Bool]) {
    sizes = cells.prefix(Self.decidingRows).map { row in row.map { DisplayWidth.ofLines($0) } }
    natural = headers.indices.map { index in
      max(DisplayWidth.of(headers[index][...]), cells.map { DisplayWidth.ofLines($0[index]) }.max() ?? 0)
    }
    let sizes = sizes
    isLong = headers.indices.map { index in
      !isFirm[index] && sizes.filter { $0[index] > Self.longText }.count * 4 > sizes.count
    }
    let natural = natural
    let isLong = isLong
    let words = headers.indices.map { index in Self.longestWord(headers[index], cells.map { $0[index] }) }
    least = Self.leastForText.map { leastForText in
      headers.indices.map { index in
        isFirm[index]
          ? natural[index] : min(natural[index], isLong[index] ? max(words[index], leastForText) : words[index])
      }
    }
  }

  /// The width of each column; nil where they have no room side by side.
  ///
  /// - Parameter width: of the whole table; nil for as much as it takes.
  /// - Complexity: O(width * columns * rows), of at most 200 rows.
  func widths(in width: Int?) -> [Int]? {
    guard let width else { return natural }
    let room = width - Self.gap * (natural.count - 1)
    if natural.reduce(0, +) <= room { return natural }
    guard var widths = least.first(where: { $0.reduce(0, +) <= room }) else { return nil }
    var left = room - widths.reduce(0, +)
    while left > 0, let best = bestColumn(widths, left) {
      widths[best.column] += best.step
      left -= best.step
    }
    return widths
  }

  /// The column that saves most lines for each place it takes, and how many places it takes for that.
  private func bestColumn(_ widths: [Int], _ left: Int) -> (column: Int, step: Int)? {
    let lines = total(widths)
    var best: (column: Int, step: Int, gain: Double)?
    for column in widths.indices where widths[column] < natural[column] {
      for step in [1, 2, 4, 8, 16, 32] where step <= left {
        let step = min(step, natural[column] - widths[column])
        var wider = widths
        wider[column] += step
        let gain = Double(lines - total(wider)) / Double(step)
        if gain > (best?.gain ?? 0) { best = (column, step, gain) }
      }
    }
    if let best { return (best.column, best.step) }
    // Nothing saves a line: what is left goes to the text that wants most.
    let open = widths.indices.filter { widths[$0] < natural[$0] }
    return open.max { natural[$0] - widths[$0] < natural[$1] - widths[$1] }.map { ($0, 1) }
  }

  /// The lines of the rows that are looked at. A row is as high as its highest cell; what the other cells take counts a little, so
  /// that of two columns that are equally high neither stays narrow.
  private func total(_ widths: [Int]) -> Int {
    var total = 0
    for row in sizes {
      var highest = 1
      for (size, width) in zip(row, widths) where size > width {
        let lines = (size + width - 1) / width
        highest = max(highest, lines)
        total += lines
      }
      total += 4 * highest
    }
    return total
  }

  /// The room that the longest word of a column takes, of which no more than a line is kept whole.
  private static func longestWord(_ header: String, _ cells: [String]) -> Int {
    var longest = 12
    for text in cells + [header] {
      for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        longest = max(longest, DisplayWidth.of(word))
      }
    }
    return min(longest, 40)
  }
}
