/// Finds what is on a page besides its content: navigation, forms, advertisements, share buttons, related items,
/// comments.
///
/// What an element is called is evidence, not proof: nothing that holds a good part of the page's text is dropped for its
/// name alone.
struct Furniture {
  private(set) var dropped: [Bool]
  /// What the names of each element say; `nil` where it was not asked.
  private(set) var evidence: [NameEvidence?]

  /// Complexity: O(nodes + bytes of class names).
  init(_ tree: HTMLTree) {
    let count = tree.nodes.count
    dropped = [Bool](repeating: false, count: count)
    evidence = [NameEvidence?](repeating: nil, count: count)
    let whole = TextStatistics(tree, dropped: dropped)
    let total = max(whole.sums[0].mass, 1)
    for teaser in TeaserGroups.find(tree, whole) { dropped[teaser] = true }
    var index = 0
    while index < count {
      let node = tree.nodes[index]
      if node.isText || node.tag == .html || node.tag == .body || index == 0 {
        index += 1
        continue
      }
      if node.tag.isInvisible || dropped[index] {
        index = Int(node.subtreeEnd)
        continue
      }
      let names = NameEvidence(tree, index)
      evidence[index] = names
      let mass = whole.sums[index].mass
      if Furniture.isFurniture(node.tag, names, share: mass / total, rest: total - mass, tree, index, whole) {
        dropped[index] = true
        index = Int(node.subtreeEnd)
        continue
      }
      index += 1
    }
  }

  private static func isFurniture(
    _ tag: HTMLTag, _ names: NameEvidence, share: Float, rest: Float, _ tree: HTMLTree, _ index: Int,
    _ statistics: TextStatistics
  ) -> Bool {
    switch tag {
    case .nav, .menu, .search: if share < 0.3 { return true }
    case .footer:
      // The foot of a page may hold long small print; that of an article is part of it, by and large.
      if share < (tree.isInside(.article, index) || tree.isInside(.main, index) ? 0.1 : 0.6) { return true }
    case .aside: if share < 0.3 { return true }
    case .dialog: if share < 0.5 { return true }
    case .form, .fieldset: if share < 0.3 { return true }
    case .button, .label, .legend:
      if share < 0.2, !(tag == .button && tree.has(.ariaExpanded, index)) { return true }
    case .header:
      // The head of a page, not of an article: it has links, and not the title.
      if share < 0.1, tree.first(.h1, in: index) == nil, !tree.isInside(.article, index) { return true }
      if share < 0.1, tree.first(.nav, in: index) != nil, tree.first(.p, in: index) == nil { return true }
    default: break
    }
    if names.isHidden { return share < 0.4 }
    if names.isComments { return share < 0.5 || share < 0.95 && rest > 600 }
    if names.isCallToAction { return share < 0.2 }
    if names.isFurniture {
      // Names of content on the same element weigh against it ("post related-post" is not, "main-sidebar" is).
      if names.isBody { return false }
      return share < (tag.isBlock ? 0.3 : 0.15)
    }
    return false
  }
}
