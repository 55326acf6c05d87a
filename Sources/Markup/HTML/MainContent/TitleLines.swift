/// The title of a page as its head and its first heading have it: what the text need not repeat.
struct TitleLines {
  private var titles: [String] = []

  /// Complexity: O(nodes).
  ///
  /// - Parameter takesHeadings: whether first headings count, or the page's head alone.
  init(_ tree: HTMLTree, takesHeadings: Bool = true) {
    for index in tree.nodes.indices {
      switch tree.nodes[index].tag {
      case .title, .h1:
        if tree.nodes[index].tag == .h1, !takesHeadings { continue }
        guard titles.count < 6, tree.subtree(index).count < 60 else { continue }
        var text = ""
        for place in tree.subtree(index) where tree.nodes[place].isText {
          text += String(decoding: tree.textBytes(place).prefix(600), as: UTF8.self)
        }
        add(text)
      case .meta:
        if tree.attribute(.property, of: index) == "og:title", let title = tree.attribute(.content, of: index) {
          add(title)
        }
      default: break
      }
    }
  }

  /// A page about cookies may speak of them.
  var mentionsCookies: Bool { titles.contains { PhraseEvidence.isCookieNotice($0) } }

  private mutating func add(_ title: String) {
    let words = TitleLines.normalized(title)
    if words.utf8.count >= 8 { titles.append(words) }
  }

  /// Whether a line is a title, or the title without the name of the site.
  func contains(_ line: String) -> Bool {
    guard line.utf8.count < 600 else { return false }
    let words = TitleLines.normalized(line)
    guard words.utf8.count >= 8 else { return false }
    return titles.contains { $0 == words || words.utf8.count >= 20 && $0.hasPrefix(words + " ") }
  }

  /// Whether a line, however short, is how a title starts.
  func containsStart(_ line: String) -> Bool {
    let words = TitleLines.normalized(line)
    return words.utf8.count >= 4 && titles.contains { $0 == words || $0.hasPrefix(words + " ") }
  }

  private static func normalized(_ text: String) -> String {
    var result = ""
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      if !result.isEmpty { result += " " }
      result += word
    }
    return result
  }
}
