/// Recognises number blocks: a value and its label in two sibling elements, in either order.
enum StatBlock {
  /// The stat that an element is, nil when it is none. Complexity: O(1) (only small elements are looked at).
  static func read(_ index: Int, tree: HTMLTree, places: HTMLPlaces, dropped: [Bool]) -> Block? {
    let range = tree.subtree(index)
    guard range.count >= 5, range.count <= 32 else { return nil }
    switch tree.nodes[index].tag {
    case .div, .section, .article, .li, .td, .figure, .center: break
    default: return nil
    }
    var parts: [Int] = []
    for child in tree.children(of: index) {
      let node = tree.nodes[child]
      if node.isText {
        if tree.textBytes(child).contains(where: { $0 > 0x20 }) { return nil }
        continue
      }
      if node.tag.isInvisible || !dropped.isEmpty && dropped[child] || !hasText(child, tree) { continue }
      parts.append(child)
      if parts.count > 2 { return nil }
    }
    guard parts.count == 2, parts.allSatisfy({ isPart($0, tree) }) else { return nil }
    let texts = parts.map { HTMLTableReader(tree: tree, places: places).text(of: $0) }
    let values = texts.map { isValue($0.string) }
    guard values[0] != values[1] else { return nil }
    let valueIndex = values[0] ? 0 : 1
    let label = texts[1 - valueIndex]
    guard isLabel(label.string) else { return nil }
    var children = [0, 1].map { part in
      Block(
        kind: part == valueIndex ? .statValue : .statLabel, text: texts[part],
        range: places.original(tree.nodes[parts[part]].range))
    }
    children.sort { $0.range.lowerBound < $1.range.lowerBound }
    return Block(kind: .stat, children: children, range: places.original(tree.nodes[index].range))
  }

  private static func hasText(_ index: Int, _ tree: HTMLTree) -> Bool {
    tree.subtree(index).contains {
      tree.nodes[$0].isText && tree.textBytes($0).contains { $0 > 0x20 }
    }
  }

  /// One line of text, without links, lists or tables.
  private static func isPart(_ index: Int, _ tree: HTMLTree) -> Bool {
    var blocks = 0
    for node in tree.subtree(index) {
      switch tree.nodes[node].tag {
      case .a, .ul, .ol, .table, .dl, .pre, .blockquote, .button, .time: return false
      case .p, .div, .h1, .h2, .h3, .h4, .h5, .h6: blocks += 1
      default: break
      }
    }
    return blocks <= 2
  }

  /// A figure with its signs and unit, at most four words: "$8M", "18%", "24/7", "4 weeks", "48 hours → 5 minutes".
  static func isValue(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count <= 40, text.contains(where: \.isNumber) else { return false }
    var letters = 0
    for word in text.split(separator: " ") {
      letters += word.allSatisfy({ $0.isLetter || $0 == "." || $0 == "-" }) ? 1 : 0
    }
    guard letters <= 3 else { return false }
    // Step numbers ("01", "1.") are no figures.
    if text.first == "0", text.count <= 2, text.allSatisfy(\.isNumber) { return false }
    if text.hasSuffix("."), text.dropLast().allSatisfy(\.isNumber) { return false }
    guard let first = text.first else { return false }
    if first.isNumber || "$€£¥₹₩~≈<>+-−–±↑↓×x#".contains(first) { return true }
    // "US$ 3M", "up 45%": the figure comes within the first word or two.
    let head = text.prefix { !$0.isNumber }
    return head.utf8.count <= 10 && head.split(separator: " ").count <= 2 && letters <= 2
  }

  static func isLabel(_ text: String) -> Bool {
    text.utf8.count <= 160 && text.contains(where: \.isLetter) && text.utf8.count >= 2
  }
}
