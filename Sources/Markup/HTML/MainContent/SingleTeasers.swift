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
    guard share < (isBehind ? 0.2 : 0.1), sums.text > 0, sums.text < (isBehind ? 1500 : 700),
      tree.subtree(index).count <= 200,
      links.count(tree, in: index) > 0, links.externalShare(tree, in: index) == 0
    else { return false }
    // What was found to be beside the text counts here: the headline may be among it.
    var headings = 0
    var paragraphs = 0
    var targets: [ArraySlice<UInt8>: Int] = [:]
    var headline: ArraySlice<UInt8>?
    var headingEnd = 0
    var linkEnd = 0
    var before: Float = 0
    var plain: Float = 0
    for place in tree.subtree(index) {
      let node = tree.nodes[place]
      if node.isText {
        let characters = TextStatistics.measure(tree.textBytes(place)).characters
        if headline == nil { before += characters }
        if place >= linkEnd {
          plain += characters
          // A heading that says more than its link is one of the text.
          if place < headingEnd, characters > 2 { return false }
        }
      } else if node.tag.headingLevel != nil {
        headings += 1
        // The headline comes first.
        if headings > 1 || before > 30 || headline != nil && place >= linkEnd { return false }
        headingEnd = Int(node.subtreeEnd)
      } else if node.tag == .p {
        paragraphs += 1
      } else if node.tag == .a, tree.leadsAway(place), let target = tree.attributeBytes(.href, of: place) {
        targets[target, default: 0] += 1
        linkEnd = max(linkEnd, Int(node.subtreeEnd))
        if headline == nil, before <= 30, length(of: place) >= 15 { headline = target }
      }
    }
    guard let headline, plain > 0, paragraphs <= 2 else { return false }
    return headings == 1 && isBehind || (targets[headline] ?? 0) >= 2
  }

  /// Characters of an element.
  private func length(of index: Int) -> Float {
    tree.subtree(index).reduce(0) {
      tree.nodes[$1].isText ? $0 + TextStatistics.measure(tree.textBytes($1)).characters : $0
    }
  }
}
