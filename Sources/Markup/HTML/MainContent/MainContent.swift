/// The part of a page that is the page's own content.
struct MainContent {
  /// In document order, none inside another.
  var roots: [Int]
  /// Nodes that are left out with all below them.
  var dropped: [Bool]

  static func find(in page: HTMLPage) -> MainContent {
    MainContent(roots: [0], dropped: [])
  }
}
