/// Answers for people at a terminal.
struct TextRenderer {
  var width: Int?
  var usesColor: Bool
  /// Whether places are written in full, also where they share a folder.
  var showsFullPaths = false
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
    case .table(let group):
      text += TableText(width: width, usesColor: usesColor, showsFullPaths: showsFullPaths).render(answer, group)
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
      text += headed(line, indent: 3) + "\n   " + dim(row[place].text) + "\n"
      let snippet = (usesColor ? marked(row[body], "\u{1B}[1m", "\u{1B}[0m") : marked(row[body], "«", "»"))
        .split(separator: "\n").joined(separator: " ")
      if !snippet.isEmpty { text += wrapped(snippet, indent: 3) + "\n" }
    }
    return text
  }

  /// A line whose continuation is set in; escape sequences take no room.
  private func headed(_ text: String, indent: Int) -> String {
    guard let width, width > indent + 20, DisplayWidth.of(text[...]) > width else { return text }
    // The first line begins at the edge, and is wrapped as if it were set in, too.
    return String(wrapped(text, indent: indent).dropFirst(indent))
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
}
