/// Finds groups of teasers: siblings built alike, each leading to another page with a headline, a picture and perhaps a
/// few words from it.
///
/// Their words are sentences like those of the text; only their shape tells them apart. A section of an article also has
/// a heading and text, but its heading is no link, and it is longer.
enum TeaserGroups {
  /// Elements that are teasers in a group of at least three.
  static func find(_ tree: HTMLTree, _ statistics: TextStatistics) -> [Int] {
    var result: [Int] = []
    let total = max(statistics.sums[0].mass, 1)
    // Elements of one class, wherever on the page: rows of a grid hold two or three teasers each.
    var named: [Key: (count: Int, teasers: [Int])] = [:]
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      guard !node.isText, node.subtreeEnd > index + 12, statistics.sums[index].link > 0 else { continue }
      var groups: [Key: (count: Int, teasers: [Int])] = [:]
      var children = 0
      for child in tree.children(of: index) where !tree.nodes[child].isText {
        children += 1
        if children > 2000 { break }
        guard tree.nodes[child].subtreeEnd > child + 3, statistics.sums[child].text > 0 else { continue }
        let names = tree.attributeBytes(.class, of: child) ?? []
        let key = Key(tag: tree.nodes[child].tag, name: names.split(separator: 0x20).first.map(Array.init) ?? [])
        groups[key, default: (0, [])].count += 1
        let isTeaser = isTeaser(child, tree, statistics)
        if isTeaser { groups[key, default: (0, [])].teasers.append(child) }
        if !names.isEmpty {
          named[key, default: (0, [])].count += 1
          if isTeaser { named[key, default: (0, [])].teasers.append(child) }
        }
      }
      for group in groups.values where group.teasers.count >= 3 && group.teasers.count * 4 >= group.count * 3 {
        let mass = group.teasers.reduce(0) { $0 + statistics.sums[$1].mass }
        // A page that is nothing but teasers is an index, and they are its content.
        if mass < total * 0.7 { result += group.teasers }
      }
    }
    for group in named.values where group.teasers.count >= 4 && group.teasers.count * 10 >= group.count * 9 {
      let mass = group.teasers.reduce(0) { $0 + statistics.sums[$1].mass }
      if mass < total * 0.5 { result += group.teasers }
    }
    // So is a page of several groups of them.
    if result.isEmpty || isMost(of: total, result, tree, statistics) { return [] }
    // On a page of many articles, the head of the one that the page is about looks like those of the others.
    let titles = TitleLines(tree, takesHeadings: false)
    return result.filter { !holdsTitle($0, tree, titles) }
  }

  /// Whether hardly any sentences stand outside some elements.
  private static func isMost(
    of total: Float, _ teasers: [Int], _ tree: HTMLTree, _ statistics: TextStatistics
  ) -> Bool {
    var mass: Float = 0
    var end = 0
    for teaser in teasers.sorted() where teaser >= end {
      mass += statistics.sums[teaser].mass
      end = Int(tree.nodes[teaser].subtreeEnd)
    }
    return mass > total * 0.85
  }

  private static func holdsTitle(_ index: Int, _ tree: HTMLTree, _ titles: TitleLines) -> Bool {
    tree.subtree(index).contains { place in
      tree.nodes[place].tag.headingLevel != nil && titles.contains(ContentLines.text(below: place, tree))
    }
  }

  private struct Key: Hashable {
    var tag: HTMLTag
    var name: [UInt8]
  }

  /// Complexity: O(nodes of the element), at most 120.
  private static func isTeaser(_ index: Int, _ tree: HTMLTree, _ statistics: TextStatistics) -> Bool {
    let sums = statistics.sums[index]
    guard sums.text < 700, sums.link >= 8, tree.subtree(index).count <= 120 else { return false }
    var headlines = 0
    var headings = 0
    var pictures = 0
    var blocks = 0
    var linkEnd = 0
    var headingEnd = 0
    for place in tree.subtree(index) {
      let node = tree.nodes[place]
      switch node.tag {
      case .a:
        // Links to a place on this page, or a sign beside a heading that is one, lead nowhere else.
        guard tree.leadsAway(place), statistics.sums[place].text >= 4 || place >= headingEnd else { break }
        linkEnd = max(linkEnd, Int(node.subtreeEnd))
        if place < headingEnd { headlines += 1 }
      case .h1, .h2, .h3, .h4, .h5, .h6, .header:
        headingEnd = max(headingEnd, Int(node.subtreeEnd))
        if place < linkEnd { headlines += 1 }
        headings += 1
      case .img, .picture, .svg, .amp_img: if place < linkEnd { pictures += 1 }
      default: if node.tag.isBlock, place != index { blocks += 1 }
      }
    }
    // A heading that is no link stands over what is said here, not over another page.
    return headlines > 0 && headlines <= 2 || pictures > 0 && blocks > 0 && headings == 0
  }
}
