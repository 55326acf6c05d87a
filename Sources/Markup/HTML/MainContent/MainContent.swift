/// The part of a page that is the page's own content.
struct MainContent {
  /// In document order, none inside another.
  var roots: [Int]
  /// Nodes that are left out with all below them.
  var dropped: [Bool]
  /// Nodes that belong to the document but not to its running text: the title, captions.
  var beside: [Bool]

  /// Complexity: O(nodes + text bytes).
  static func find(in page: HTMLPage) -> MainContent {
    let tree = page.tree
    let furniture = Furniture(tree)
    let statistics = TextStatistics(tree, dropped: furniture.dropped)
    let root = ContentRoot(tree, statistics, furniture).node
    let region = ContentRegion(tree, statistics, furniture, chosen: root, places: page.places)
    let cleaning = ContentCleaning(tree, statistics, furniture, region)
    return MainContent(roots: region.roots, dropped: cleaning.dropped, beside: cleaning.beside)
  }
}
