/// The part of a page that is the page's own content.
struct MainContent {
  /// In document order, none inside another.
  var roots: [Int]
  /// Nodes that are left out with all below them.
  var dropped: [Bool]
  /// Nodes that belong to the document but not to its running text: the title, captions.
  var beside: [Bool]

  /// Complexity: O(nodes + text bytes).
  static func find(in tree: HTMLTree, places: HTMLPlaces) -> MainContent {
    let content = find(in: tree, places, trustsNames: true)
    let found = content.textLength(tree)
    if found >= 400 { return content }
    let whole = TextStatistics(tree, dropped: [Bool](repeating: false, count: tree.nodes.count))
    // Little was found on a page of sentences: the names of its elements misled.
    if whole.sums[0].mass > 3 * found + 400 {
      let other = find(in: tree, places, trustsNames: false)
      if other.textLength(tree) > max(3 * found, 200) { return other }
    }
    // A page that leads to others has little text of its own: what it says of them is its content.
    if found < 250, let index = indexPage(tree), index.textLength(tree) > 4 * found { return index }
    // A page of hardly any text is taken as it is.
    if found < 25, whole.sums[0].text > 0 {
      let other = MainContent(
        roots: [0], dropped: [Bool](repeating: false, count: tree.nodes.count),
        beside: [Bool](repeating: false, count: tree.nodes.count))
      if other.textLength(tree) > found { return other }
    }
    return content
  }

  /// The content of a page of headlines that are links: all but what tags say is beside it; nil for other pages.
  private static func indexPage(_ tree: HTMLTree) -> MainContent? {
    var dropped = [Bool](repeating: false, count: tree.nodes.count)
    var headlines = 0
    var root = 0
    var linkEnd = 0
    var headingEnd = 0
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      switch node.tag {
      case .nav, .menu, .search, .footer, .aside, .dialog, .form, .button, .option, .label, .header:
        // A teaser has a head of its own.
        if node.tag == .header, root > 0 || node.subtreeEnd < index + 40 { break }
        dropped[index] = true
        index = Int(node.subtreeEnd)
        continue
      case .main: if root == 0 { root = index }
      case .a: if tree.has(.href, index) { linkEnd = max(linkEnd, Int(node.subtreeEnd)) }
      case .h1, .h2, .h3, .h4, .h5, .h6: headingEnd = max(headingEnd, Int(node.subtreeEnd))
      default: if node.isText, index < linkEnd, index < headingEnd { headlines += 1 }
      }
      index += 1
    }
    guard headlines >= 8 else { return nil }
    return MainContent(roots: [root], dropped: dropped, beside: [Bool](repeating: false, count: tree.nodes.count))
  }

  /// Characters of the running text.
  func textLength(_ tree: HTMLTree) -> Float {
    var length: Float = 0
    for root in roots {
      var index = root
      while index < Int(tree.nodes[root].subtreeEnd) {
        let node = tree.nodes[index]
        if dropped[index] || beside[index] || node.tag.isInvisible {
          index = Int(node.subtreeEnd)
          continue
        }
        if node.isText { length += TextStatistics.measure(tree.textBytes(index)).characters }
        index += 1
      }
    }
    return length
  }

  private static func find(in tree: HTMLTree, _ places: HTMLPlaces, trustsNames: Bool) -> MainContent {
    let furniture = Furniture(tree, trustsNames: trustsNames)
    let statistics = TextStatistics(tree, dropped: furniture.dropped)
    let root = ContentRoot(tree, statistics, furniture).node
    let region = ContentRegion(tree, statistics, furniture, chosen: root, places: places)
    let cleaning = ContentCleaning(tree, statistics, furniture, region)
    return MainContent(roots: region.roots, dropped: cleaning.dropped, beside: cleaning.beside)
  }
}
