/// Finds single boxes that lead to another page of the site: in the text, "read this too", or behind it, the next posts.
///
/// Groups of them are told by their number (see `TeaserGroups`); one alone only by how it is made. It opens with a
/// headline that is one link and says a few words about where it leads. A section of the text has a heading that is no
/// link, or links to itself.
struct SingleTeasers {
  private let tree: HTMLTree
  private let statistics: TextStatistics
  private let links: PageLinks

  init(_ tree: HTMLTree, _ statistics: TextStatistics, _ links: PageLinks) {
    self.tree = tree
    self.statistics = statistics
    self.links = links
  }

  /// The boxes among the content's elements; none where they are a good part of it, as on a page that lists others.
  ///
  /// Complexity: O(nodes · depth of boxes).
  ///
  /// - Parameters:
  ///   - roots: the content's elements.
  ///   - dropped: what is left out already.
  ///   - total: what the content holds of sentences.
  ///   - start: where the first paragraph of sentences starts, in the source.
  ///   - middle: where most of the sentences have been said.
  func find(in roots: [Int], dropped: [Bool], total: Float, from start: UInt32, middle: UInt32) -> [Int] {
    var found: [Int] = []
    var mass: Float = 0
    for root in roots {
      var index = root + 1
      while index < Int(tree.nodes[root].subtreeEnd) {
        let node = tree.nodes[index]
        if node.isText || dropped[index] || node.tag.isInvisible {
          index = Int(node.subtreeEnd)
        } else if node.start > start,
          isTeaser(index, share: statistics.sums[index].mass / total, isBehind: node.start > middle)
        {
          found.append(index)
          mass += statistics.sums[index].mass
          index = Int(node.subtreeEnd)
        } else {
          index += 1
        }
      }
    }
    return mass < total * 0.3 ? found : []
  }

  private func isTeaser(_ index: Int, share: Float, isBehind: Bool) -> Bool {
    switch tree.nodes[index].tag {
    case .div, .article, .section, .li, .unknown: break
    default: return false
    }
    let sums = statistics.sums[index]
    guard share < (isBehind ? 0.2 : 0.1), sums.link >= 15, sums.text < (isBehind ? 1500 : 700), sums.link < sums.text,
      tree.subtree(index).count <= 200, links.externalShare(tree, in: index) == 0
    else { return false }
    var headings = 0
    var paragraphs = 0
    var targets: [ArraySlice<UInt8>: Int] = [:]
    var headlineEnd = 0
    var headline: ArraySlice<UInt8>?
    var textSeen: Float = 0
    for place in tree.subtree(index) {
      let node = tree.nodes[place]
      if let level = node.tag.headingLevel, level > 0, statistics.sums[place].text > 0 {
        headings += 1
        // The headline comes first.
        if textSeen > 30 || statistics.linkDensity(place) < 0.9 { return false }
      }
      if node.tag == .p, statistics.sums[place].text > 0 { paragraphs += 1 }
      if node.tag == .a, tree.leadsAway(place), let target = tree.attributeBytes(.href, of: place) {
        targets[target, default: 0] += 1
        if headline == nil, statistics.sums[place].text >= 15, textSeen <= 30 {
          headline = target
          headlineEnd = Int(node.subtreeEnd)
        }
      }
      if node.isText, place >= headlineEnd { textSeen += statistics.sums[place].text }
    }
    guard let headline, paragraphs <= 2 else { return false }
    if headings == 1 { return isBehind || (targets[headline] ?? 0) >= 2 }
    return headings == 0 && (targets[headline] ?? 0) >= 2
  }
}
