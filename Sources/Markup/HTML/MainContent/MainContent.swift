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
    let content = choose(in: tree, places: places)
    // Beside a short text, a long notice on cookies has the most sentences of the page.
    guard content.textLength(tree) < 5000, tree.nodes.count < 20_000, PhraseEvidence.namesCookies(tree.text) else {
      return content
    }
    return content.withoutNotices(tree)
  }

  private static func choose(in tree: HTMLTree, places: HTMLPlaces) -> MainContent {
    let content = find(in: tree, places, trustsNames: true)
    let found = content.textLength(tree)
    if found < 2500, tree.nodes.count < 20_000, let short = shortPage(tree, content, found) { return short }
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

  /// The content of a page that is short as a whole: shares of its text say little there, so that all its `main`, `article` or body
  /// holds beside furniture is taken; nil for other pages.
  private static func shortPage(_ tree: HTMLTree, _ content: MainContent, _ found: Float) -> MainContent? {
    let furniture = Furniture(tree, trustsNames: true)
    let statistics = TextStatistics(tree, dropped: furniture.dropped)
    func only(_ tag: HTMLTag) -> Int? {
      var only: Int?
      for index in tree.nodes.indices where tree.nodes[index].tag == tag && !furniture.dropped[index] {
        if only != nil { return nil }
        only = index
      }
      return only
    }
    let marked = only(.main) ?? only(.article)
    guard let root = marked ?? only(.body) else { return nil }
    let sums = statistics.sums[root]
    guard sums.text <= (marked == nil ? 1200 : 2500), sums.link <= sums.text * 0.3,
      furniture.titles.count(in: tree, root) > 0
    else { return nil }
    var whole = MainContent(roots: [root], dropped: furniture.dropped, beside: content.beside)
    // What was left out comes back where it is a part of the text: sentences, and what stands below headings of its own.
    var lines: [Int: [Int]] = [:]
    for index in tree.subtree(root) where tree.nodes[index].isText && !content.holds(index, tree) {
      lines[Int(statistics.line[index]), default: []].append(index)
    }
    for (line, texts) in lines where !isOwnText(line, texts, root, isMarked: marked != nil, tree, statistics, furniture)
    {
      for index in texts { whole.dropped[index] = true }
    }
    return whole.textLength(tree) > found ? whole : nil
  }

  /// Whether a node is part of the content.
  private func holds(_ index: Int, _ tree: HTMLTree) -> Bool {
    var place = index
    while place >= 0 {
      if dropped[place] { return false }
      if roots.contains(place) { return true }
      place = Int(tree.nodes[place].parent)
    }
    return false
  }

  /// Whether a line of a short page is its own text and no date, author, invitation or the like.
  private static func isOwnText(
    _ line: Int, _ texts: [Int], _ root: Int, isMarked: Bool, _ tree: HTMLTree, _ statistics: TextStatistics,
    _ furniture: Furniture
  ) -> Bool {
    if statistics.ownLink[line] > statistics.ownText[line] * 0.2 { return false }
    var place = line
    var isBelowHeading = isMarked && tree.nodes[line].tag.headingLevel != nil
    while place > root {
      if let names = furniture.evidence[place],
        names.isMeta || names.isFurniture || names.isComments || names.isCallToAction
      {
        return false
      }
      switch tree.nodes[place].tag {
      case .details, .summary: isBelowHeading = true
      case .section, .div, .article:
        // Without an element for the article, boxes under headings may be comments and the like.
        if isMarked, furniture.headings.count(in: tree, place) > 0 {
          // Boxes whose headings are links lead elsewhere.
          for heading in tree.subtree(place) where tree.nodes[heading].tag.headingLevel != nil {
            if statistics.sums[heading].link > 0 { return false }
          }
          isBelowHeading = true
        }
      default: break
      }
      place = Int(tree.nodes[place].parent)
    }
    var text = ""
    for index in texts { text += String(decoding: tree.textBytes(index), as: UTF8.self) }
    let words = text.split { $0 == " " || $0.isNewline }
    let last = text.unicodeScalars.last { $0.value > 0x20 }
    let isSentence = words.count >= 3 && (last == "." || last == "!" || last == "?") && !text.contains("...")
    if PhraseEvidence.isCookieNotice(text) { return false }
    // Outside an element for the article a sentence alone may be anything.
    return isSentence && (isMarked || isBelowHeading)
      || isBelowHeading && !words.isEmpty && tree.nodes[line].tag != .time && words.count < 40
        && !PhraseEvidence.isSmallPrint(text) && hasParagraphs(beside: line, root, tree)
  }

  /// A heading of a box is one of the text where the box holds sentences too.
  private static func hasParagraphs(beside line: Int, _ root: Int, _ tree: HTMLTree) -> Bool {
    var place = line
    while place > root, tree.nodes[place].tag != .section, tree.nodes[place].tag != .div,
      tree.nodes[place].tag != .details
    {
      place = Int(tree.nodes[place].parent)
    }
    guard place > root else { return tree.nodes[line].tag.headingLevel != nil }
    return tree.subtree(place).contains { index in
      tree.nodes[index].isText
        && tree.textBytes(index).last { $0 > 0x20 }.map { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "!") } == true
    }
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
