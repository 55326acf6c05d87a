/// Answers for people at a terminal.
struct TextRenderer {
  var width: Int?
  var usesColor: Bool
  var words: (Remedy) -> String = { $0.description }

  func render(_ answer: Answer) -> String {
    let answer = shown(answer)
    var text = ""
    if let title = answer.title {
      let lines = title.split(separator: "\n", omittingEmptySubsequences: false)
      text +=
        lines.enumerated().map { $0.offset == 0 ? bold(String($0.element)) : dim(String($0.element)) }.joined(
          separator: "\n") + "\n\n"
    }
    switch answer.layout {
    case .hits(let title, let place, let body): text += hits(answer, title, place, body)
    case .list: text += list(answer)
    case .table(let group): text += table(answer, group)
    }
    if !answer.items.isEmpty, answer.total > answer.items.count, answer.layout != .list {
      text += dim("\(answer.items.count) of \(answer.total); \(words(.raiseLimit))") + "\n"
    }
    return text
  }

  /// The answer without control signs: names of files hold no line ends either, other texts may.
  private func shown(_ answer: Answer) -> Answer {
    var answer = answer
    answer.title = answer.title.map { ControlSigns.replaced(in: $0, keepsLines: true) }
    let isName = answer.columns.map { ["place", "file", "path", "source", "index"].contains($0.name) }
    for row in answer.items.indices {
      for column in answer.items[row].indices {
        let text = answer.items[row][column].text
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { continue }
        let keepsLines = !(column < isName.count && isName[column])
        // The places of matches are kept: signs of one byte are replaced by what has one.
        let clean = ControlSigns.replaced(in: text, keepsLines: keepsLines)
        if clean != text { answer.items[row][column] = Answer.Cell(clean) }
      }
    }
    return answer
  }

  private func bold(_ text: String) -> String { usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dim(_ text: String) -> String { usesColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  // MARK: - Hits

  private func hits(_ answer: Answer, _ title: String, _ place: String, _ body: String) -> String {
    guard let title = answer.column(title), let place = answer.column(place), let body = answer.column(body) else {
      return ""
    }
    let section = answer.column("heading")
    let kind = answer.column("kind")
    let rank = answer.column("rank")
    var text = ""
    for (index, row) in answer.items.enumerated() {
      let number = rank.map { row[$0].text } ?? String(index + 1)
      var line = "\(number). " + bold(row[title].text)
      if let section, !row[section].text.isEmpty { line += " › " + row[section].text }
      if let kind, !row[kind].text.isEmpty { line += dim("  [\(row[kind].text)]") }
      text += line + "\n   " + dim(row[place].text) + "\n"
      let snippet = (usesColor ? marked(row[body], "\u{1B}[1m", "\u{1B}[0m") : marked(row[body], "«", "»"))
        .split(separator: "\n").joined(separator: " ")
      if !snippet.isEmpty { text += wrapped(snippet, indent: 3) + "\n" }
    }
    return text
  }

  /// Wraps at spaces; escape sequences take no room.
  private func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    guard let width, width > indent + 20 else { return margin + text }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let size = DisplayWidth.of(word)
      if used > 0, used + 1 + size > width - indent {
        lines.append(margin + line)
        line = ""
        used = 0
      }
      line += (used > 0 ? " " : "") + word
      used += (used > 0 ? 1 : 0) + size
    }
    if used > 0 { lines.append(margin + line) }
    return lines.joined(separator: "\n")
  }

  // MARK: - Lists

  private func list(_ answer: Answer) -> String {
    let names = answer.items.map { $0[0].text }
    let margin = names.map { DisplayWidth.of($0[...]) }.max() ?? 0
    return zip(names, answer.items).map { name, row in
      name + String(repeating: " ", count: margin - DisplayWidth.of(name[...]) + 2) + row[1].text + "\n"
    }.joined()
  }

  // MARK: - Tables

  private func table(_ answer: Answer, _ group: String?) -> String {
    guard !answer.items.isEmpty else { return "" }
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
    guard let widths = laidOut.widths else {
      // One below the other there is room for all, but for bars, which say nothing there.
      let whole = side(answer, all.filter { answer.columns[$0].name != "timeline" })
      return stacked(answer, groupIndex, whole.headers, whole.cells)
    }
    let (headers, cells) = (laidOut.headers, laidOut.cells)
    let isNumeric = columns.map { answer.columns[$0].isNumeric }
    var text = bold(row(headers, widths, isNumeric)) + "\n"
    text += dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")) + "\n"
    var current: String?
    for (index, item) in answer.items.enumerated() {
      if let groupIndex, item[groupIndex].text != current {
        current = item[groupIndex].text
        if let current, !current.isEmpty { text += (index > 0 ? "\n" : "") + bold(current) + "\n" }
      }
      text += row(cells[index], widths, isNumeric) + "\n"
    }
    return text
  }

  /// Columns that show again what others say, or the least: left out first where there is no room.
  private static let spareColumns = ["timeline", "targets", "repeats", "organisations", "category"]

  /// Headers, cells and the widths with which they fit side by side; no widths where they do not.
  private func side(_ answer: Answer, _ columns: [Int]) -> (headers: [String], cells: [[String]], widths: [Int]?) {
    let cells = answer.items.map { row in columns.map { row[$0].text } }
    let headers = columns.map { answer.columns[$0].title ?? "" }
    let natural = columns.indices.map { index in
      max(DisplayWidth.of(headers[index][...]), cells.map { DisplayWidth.ofLines($0[index]) }.max() ?? 0)
    }
    let isFirm = columns.map { answer.columns[$0].isNumeric || answer.columns[$0].name == "place" }
    let least = columns.indices.map { index in
      isFirm[index] ? natural[index] : min(natural[index], longestWord(headers[index], cells.map { $0[index] }))
    }
    return (headers, cells, fit(natural, least: least))
  }

  /// Rows one below the other, a line or more for each cell that is not empty: where the columns have no room side by side.
  private func stacked(_ answer: Answer, _ groupIndex: Int?, _ headers: [String], _ cells: [[String]]) -> String {
    let margin = headers.map { DisplayWidth.of($0[...]) }.max() ?? 0
    let room = max((width ?? 80) - margin - 2, 16)
    var text = ""
    var current: String?
    for (index, item) in answer.items.enumerated() {
      if index > 0 { text += "\n" }
      if let groupIndex, item[groupIndex].text != current {
        current = item[groupIndex].text
        if let current, !current.isEmpty { text += bold(current) + "\n" }
      }
      for (header, cell) in zip(headers, cells[index]) where !cell.isEmpty {
        for (number, line) in wrap(cell, room).enumerated() {
          let label = number == 0 ? header : ""
          let padding = String(repeating: " ", count: margin - DisplayWidth.of(label[...]) + 2)
          text += dim(label) + padding + line + "\n"
        }
      }
    }
    return text
  }

  /// The room that the longest word of a column takes, of which no more than a line is kept whole.
  private func longestWord(_ header: String, _ cells: [String]) -> Int {
    var longest = 12
    for text in cells + [header] {
      for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        longest = max(longest, DisplayWidth.of(word))
      }
    }
    return min(longest, 40)
  }

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

  /// Narrows columns of running text until the table fits, the widest first, and none below its longest word: places and
  /// numbers stay whole, so that a citation can be copied. nil where they have no room side by side.
  private func fit(_ natural: [Int], least: [Int]) -> [Int]? {
    guard let width else { return natural }
    var widths = natural
    let room = width - 2 * (widths.count - 1)
    guard least.reduce(0, +) <= room else { return nil }
    var used = widths.reduce(0, +)
    while used > room {
      guard let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] }) else {
        return nil
      }
      widths[widest] -= 1
      used -= 1
    }
    return widths
  }
}
