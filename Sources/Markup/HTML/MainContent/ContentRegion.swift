/// The elements that together hold a page's content: the one chosen first, and what belongs to it around it.
///
/// Pages laid out in bands (a head with the title, a bar of figures, sections of text) have no one element for their
/// content but the body. So the way up from the chosen element is walked, and at each step its siblings are asked
/// whether they are of the same kind.
struct ContentRegion {
  /// In document order, none inside another.
  private(set) var roots: [Int]
  /// Of these, the ones that belong to the document but not to its running text: its title, its figures.
  private(set) var beside: Set<Int> = []

  /// Complexity: O(nodes).
  init(_ tree: HTMLTree, _ statistics: TextStatistics, _ furniture: Furniture, chosen: Int, places: HTMLPlaces) {
    roots = [chosen]
    let total = max(statistics.sums[chosen].mass, 1)
    var hasTitle =
      ContentRegion.holdsTitle(tree, chosen, furniture) || ContentRegion.holdsPageTitle(tree, chosen, furniture)
    // A first paragraph may stand between the title and the text.
    let titleEnd = ContentRegion.titleEnd(tree, before: chosen, furniture)
    var isMarked = false
    var node = chosen
    while node > 0, tree.nodes[node].tag != .body {
      // An author who marks the article has said where it ends. Its title may still stand before it.
      // One without a heading is a part of a page that marks all its parts so.
      if tree.nodes[node].tag == .main
        || tree.nodes[node].tag == .article && furniture.headings.count(in: tree, node) > 0
      {
        isMarked = true
      }
      let parent = Int(tree.nodes[node].parent)
      guard parent >= 0 else { break }
      var siblings = 0
      for sibling in tree.children(of: parent) where sibling != node {
        siblings += 1
        if siblings > 500 { break }
        guard !tree.nodes[sibling].isText, !furniture.dropped[sibling], !tree.nodes[sibling].tag.isInvisible,
          statistics.sums[sibling].text > 0
        else { continue }
        let isLead = !isMarked && sibling < node && titleEnd > 0 && sibling >= titleEnd
        if !isMarked, ContentRegion.isText(statistics.sums[sibling], total, tree, sibling, furniture, isLead: isLead) {
          roots.append(sibling)
          if !hasTitle { hasTitle = ContentRegion.holdsTitle(tree, sibling, furniture) }
        } else if statistics.sums[sibling].mass < total {
          if !hasTitle, sibling < node, ContentRegion.holdsTitle(tree, sibling, furniture) {
            hasTitle = true
            roots.append(sibling)
            // A first paragraph may share the title's box.
            let sums = statistics.sums[sibling]
            if sums.mass < 60 || sums.mass < sums.text * 0.45 || sums.link > sums.text * 0.15 { beside.insert(sibling) }
          } else if statistics.linkDensity(sibling) < 0.2,
            ContentRegion.figures(tree, sibling, places, furniture) >= 2
          {
            roots.append(sibling)
            beside.insert(sibling)
          }
        }
      }
      node = parent
    }
    roots.sort()
  }

  /// Sentences and hardly anything else.
  private static func isText(
    _ sums: TextStatistics.Sums, _ total: Float, _ tree: HTMLTree, _ index: Int, _ furniture: Furniture, isLead: Bool
  ) -> Bool {
    let least: Float = isLead ? 40 : 100
    guard sums.mass >= least, isLead || sums.mass >= total * 0.02, sums.link <= sums.text * 0.15,
      sums.mass >= sums.text * (isLead ? 0.5 : 0.7)
    else { return false }
    if let names = furniture.evidence[index], names.isMeta || names.isFurniture || names.isCaption { return false }
    switch tree.nodes[index].tag {
    case .footer, .aside, .form, .figure, .header, .nav, .address: return false
    default: break
    }
    // A column that much was taken out of already is one of furniture.
    let all = tree.subtree(index).reduce(into: Float(0)) { sum, place in
      if tree.nodes[place].isText, !tree.nodes[Int(tree.nodes[place].parent)].tag.isInvisible {
        sum += TextStatistics.measure(tree.textBytes(place)).characters
      }
    }
    guard sums.text >= all * 0.6 else { return false }
    var text = ""
    for place in tree.subtree(index) where tree.nodes[place].isText {
      if tree.nodes[Int(tree.nodes[place].parent)].tag == .figcaption { continue }
      text += String(decoding: tree.textBytes(place), as: UTF8.self)
      if text.utf8.count > 4000 { break }
    }
    return !PhraseEvidence.isSmallPrint(text)
  }

  /// Where the last first heading before an element ends, 0 without one. On a page without any it is the heading that
  /// the title starts with.
  private static func titleEnd(_ tree: HTMLTree, before index: Int, _ furniture: Furniture) -> Int {
    var end = 0
    var place = 0
    let all = furniture.titles.count(in: tree, 0)
    let titles = all == 0 ? TitleLines(tree) : nil
    while place < index {
      if furniture.dropped[place] {
        place = Int(tree.nodes[place].subtreeEnd)
        continue
      }
      let tag = tree.nodes[place].tag
      if tag == .h1 || tag == .h2 && titles?.containsStart(ContentLines.text(below: place, tree)) == true {
        end = Int(tree.nodes[place].subtreeEnd)
      }
      place += 1
    }
    return end
  }

  /// Whether a heading of an article is the page's title: a first heading before it names a list of articles, then.
  private static func holdsPageTitle(_ tree: HTMLTree, _ index: Int, _ furniture: Furniture) -> Bool {
    guard tree.nodes[index].tag == .article, furniture.headings.count(in: tree, index) > 0 else { return false }
    let titles = TitleLines(tree, takesHeadings: false)
    return tree.subtree(index).contains { place in
      tree.nodes[place].tag == .h2 && !furniture.dropped[place]
        && titles.contains(ContentLines.text(below: place, tree))
    }
  }

  private static func holdsTitle(_ tree: HTMLTree, _ index: Int, _ furniture: Furniture) -> Bool {
    var place = index
    let end = Int(tree.nodes[index].subtreeEnd)
    while place < end {
      if furniture.dropped[place] {
        place = Int(tree.nodes[place].subtreeEnd)
        continue
      }
      if tree.nodes[place].tag == .h1 { return true }
      place += 1
    }
    return false
  }

  /// How many number blocks an element holds, counted up to two.
  private static func figures(
    _ tree: HTMLTree, _ index: Int, _ places: HTMLPlaces, _ furniture: Furniture
  ) -> Int {
    guard tree.subtree(index).count < 400 else { return 0 }
    var count = 0
    for place in tree.subtree(index) {
      if StatBlock.read(place, tree: tree, places: places, dropped: furniture.dropped) != nil {
        count += 1
        if count == 2 { break }
      }
    }
    return count
  }
}
