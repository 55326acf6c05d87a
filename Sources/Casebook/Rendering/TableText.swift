/// A table for people: columns side by side where they have room, rows one below the other where they have not.
///
/// Numbers and places stay whole, so that a citation can be copied; texts are wrapped at spaces, and the room is shared out so
/// that the table has few lines.
struct TableText {
  var width: Int?
  var usesColor: Bool
  var showsFullPaths = false

  private func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dim(_ text: String) -> String { usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// A heading over rows, wrapped at spaces.
  private func heading(_ text: String) -> String {
    guard let width else { return bold(text) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      // What is set in stays so.
      let margin = line.prefix { $0 == " " }
      return wrap(String(line.dropFirst(margin.count)), max(width - margin.count, 16)).map { String(margin) + $0 }
    }.map(bold).joined(separator: "\n")
  }

  /// - Parameter group: the column whose values are headings over rows that share them.
  func render(_ answer: Answer, _ group: String?) -> String {
    guard !answer.items.isEmpty else { return "" }
    let folder = showsFullPaths ? nil : Self.sharedFolder(answer)
    let answer = folder.map { Self.shortened(answer, without: $0) } ?? answer
    let head = folder.map { dim("places are below \($0)") + "\n" } ?? ""
    let groupIndex = group.flatMap { answer.column($0) }
    var columns = answer.columns.indices.filter { answer.columns[$0].title != nil && $0 != groupIndex }
    // Columns that are empty everywhere say nothing.
    columns = columns.filter { column in answer.items.contains { !$0[column].text.isEmpty } }
    let all = columns
    var laidOut = side(answer, columns)
    for spare in Self.spareColumns where laidOut.widths == nil {
      columns.removeAll { answer.columns[$0].name == spare }
      laidOut = side(answer, columns)
    }
    guard let widths = laidOut.widths, !isTall(laidOut.cells, widths) else {
      // One below the other there is room for all, but for bars, which say nothing there.
      let whole = side(answer, all.filter { answer.columns[$0].name != "timeline" })
      return head + stacked(answer, groupIndex, whole.headers, whole.cells)
    }
    let (headers, cells) = (laidOut.headers, laidOut.cells)
    let isNumeric = columns.map { answer.columns[$0].isNumeric }
    var text = head + bold(row(headers, widths, isNumeric)) + "\n"
    text += dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")) + "\n"
    var current: String?
    for (index, item) in answer.items.enumerated() {
      if let groupIndex, item[groupIndex].text != current {
        current = item[groupIndex].text
        if let current, !current.isEmpty { text += (index > 0 ? "\n" : "") + heading(current) + "\n" }
      }
      text += row(cells[index], widths, isNumeric) + "\n"
    }
    return text
  }

  // MARK: - Places

  /// A folder shorter than this is not worth a line above the table.
  private static let leastFolder = 10

  /// The folder that all places of an answer are in, with its last `/`; nil where it is short or there is one place only.
  private static func sharedFolder(_ answer: Answer) -> String? {
    guard let column = answer.column("place") else { return nil }
    let places = Set(answer.items.map { $0[column].text }.filter { !$0.isEmpty })
    guard places.count > 1, let first = places.first else { return nil }
    var parts = first.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while !parts.isEmpty {
      let folder = parts.joined(separator: "/") + "/"
      if folder.utf8.count < leastFolder { return nil }
      if places.allSatisfy({ $0.hasPrefix(folder) }) { return folder }
      parts.removeLast()
    }
    return nil
  }

  private static func shortened(_ answer: Answer, without folder: String) -> Answer {
    guard let column = answer.column("place") else { return answer }
    var answer = answer
    for row in answer.items.indices {
      let text = answer.items[row][column].text
      guard text.hasPrefix(folder) else { continue }
      answer.items[row][column] = Answer.Cell(String(text.dropFirst(folder.count)))
    }
    return answer
  }

  // MARK: - Side by side

  /// Columns that show again what others say, or the least: left out first where there is no room.
  private static let spareColumns = ["timeline", "targets", "repeats", "organisations", "category"]

  /// Headers, cells and the widths with which they fit side by side; no widths where they do not.
  private func side(_ answer: Answer, _ columns: [Int]) -> (headers: [String], cells: [[String]], widths: [Int]?) {
    let cells = answer.items.map { row in columns.map { row[$0].text } }
    let headers = columns.map { answer.columns[$0].title ?? "" }
    let isFirm = columns.map { answer.columns[$0].isNumeric || answer.columns[$0].name == "place" }
    return (headers, cells, ColumnWidths(headers: headers, cells: cells, isFirm: isFirm).widths(in: width))
  }

  /// Whether the rows take so many lines side by side that one cell below the other takes clearly fewer.
  private func isTall(_ cells: [[String]], _ widths: [Int]) -> Bool {
    guard let width else { return false }
    let room = max(width - Self.marginOfStack, 16)
    func lines(_ text: String, in width: Int) -> Int {
      max(1, (DisplayWidth.ofLines(text) + width - 1) / max(width, 1))
    }
    var (side, stacked) = (0, 0)
    for row in cells.prefix(200) {
      side += zip(row, widths).map { lines($0, in: $1) }.max() ?? 1
      stacked += 1 + row.filter { !$0.isEmpty }.reduce(0) { $0 + lines($1, in: room) }
    }
    return Double(side) > 1.3 * Double(stacked)
  }

  /// About the room that the names of columns take where rows are stacked.
  private static let marginOfStack = 14

  /// One row, its cells wrapped within their columns.
  private func row(_ cells: [String], _ widths: [Int], _ isNumeric: [Bool]) -> String {
    let wrapped = zip(cells, widths).map { wrap($0, $1) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      var text = ""
      for (index, lines) in wrapped.enumerated() {
        let part = line < lines.count ? lines[line] : ""
        let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(part[...])))
        if index > 0 { text += "  " }
        text += isNumeric[index] ? padding + part : part + padding
      }
      let end = text.utf8.lastIndex { $0 != 0x20 }.map { text.utf8.index(after: $0) } ?? text.startIndex
      text.removeSubrange(end...)
      return text
    }.joined(separator: "\n")
  }

  // MARK: - One below the other

  /// Rows one below the other, a line or more for each cell that is not empty: where the columns have no room side by side.
  private func stacked(_ answer: Answer, _ groupIndex: Int?, _ headers: [String], _ cells: [[String]]) -> String {
    // Long headings, such as titles of cases that are compared, leave the cells most of the room.
    let widest = headers.map { DisplayWidth.of($0[...]) }.max() ?? 0
    let margin = min(widest, max((width ?? 80) / 3, 12))
    let names = headers.map { wrap($0, margin) }
    let room = max((width ?? 80) - margin - 2, 16)
    var text = ""
    var current: String?
    for (index, item) in answer.items.enumerated() {
      if index > 0 { text += "\n" }
      if let groupIndex, item[groupIndex].text != current {
        current = item[groupIndex].text
        if let current, !current.isEmpty { text += heading(current) + "\n" }
      }
      for (name, cell) in zip(names, cells[index]) where !cell.isEmpty {
        let lines = wrap(cell, room)
        for number in 0..<max(lines.count, name.count) {
          let label = number < name.count ? name[number] : ""
          let line = number < lines.count ? lines[number] : ""
          let padding = String(repeating: " ", count: margin - DisplayWidth.of(label[...]) + 2)
          text += dim(label) + (line.isEmpty ? "" : padding + line) + "\n"
        }
      }
    }
    return text
  }

  private func wrap(_ text: String, _ width: Int) -> [String] {
    if text.utf8.contains(0x0A) {
      return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrap(String($0), width) }
    }
    guard DisplayWidth.of(text[...]) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = word
      if used > 0, used + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = ""
        used = 0
      }
      while DisplayWidth.of(word) > width {
        // Longer than a whole line: paths and the like are broken where the room ends.
        var taken = 0
        var end = word.startIndex
        while end < word.endIndex, taken + DisplayWidth.of(word[end]) <= width {
          taken += DisplayWidth.of(word[end])
          end = word.index(after: end)
        }
        guard end > word.startIndex else { break }
        lines.append(String(word[..<end]))
        word = word[end...]
      }
      line += (used > 0 ? " " : "") + word
      used += (used > 0 ? 1 : 0) + DisplayWidth.of(word)
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }
}
