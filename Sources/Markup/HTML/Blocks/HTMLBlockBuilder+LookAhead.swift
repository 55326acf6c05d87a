/// What elements hold, asked before they are entered.
extension HTMLBlockBuilder {
  /// A sign in an element of its own at the head of a list item, in the place of a bullet: "/", "+", "→".
  func isBullet(_ index: Int) -> Bool {
    guard case .item = frames[frames.count - 1].kind, collector.isEmpty, frames[frames.count - 1].text == nil,
      tree.subtree(index).count == 2, tree.nodes[index + 1].isText
    else { return false }
    let text = String(decoding: tree.textBytes(index + 1), as: UTF8.self).filter { !$0.isWhitespace }
    return text.count == 1 && !text.contains { $0.isLetter || $0.isNumber || "\"'“”‘’«»([{$€£#@".contains($0) }
  }

  /// Whether an element holds paragraphs, lists, tables or headings. Complexity: O(nodes below), at most 200.
  func holdsBlocks(_ index: Int) -> Bool {
    for child in tree.subtree(index).dropFirst().prefix(200) {
      switch tree.nodes[child].tag {
      case .ul, .ol, .table, .dl, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .blockquote, .article, .form: return true
      case .p: if tree.nodes[index].tag.headingLevel == nil { return true }
      default: break
      }
    }
    return false
  }

  func textBytes(below index: Int) -> Int {
    var sum = 0
    for child in tree.subtree(index).dropFirst().prefix(400) where tree.nodes[child].isText {
      sum += Int(tree.nodes[child].textCount)
    }
    return sum
  }
}

extension Block.Kind {
  var isItem: Bool { if case .item = self { true } else { false } }
}

/// The language of a code block, from the class names that highlighters use.
enum CodeLanguage {
  static func of(_ index: Int, in tree: HTMLTree) -> String? {
    for node in tree.subtree(index).prefix(3) {
      guard let names = tree.attribute(.class, of: node) else { continue }
      for name in names.split(separator: " ") {
        for prefix in ["language-", "lang-", "highlight-source-"] where name.hasPrefix(prefix) {
          return String(name.dropFirst(prefix.count))
        }
      }
    }
    return nil
  }
}
