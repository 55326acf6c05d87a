/// Cleans the content's element of what its authors put between and behind the text: links to other pages, lines about
/// the text, requests to the reader.
struct ContentCleaning {
  /// Nodes left out, with all below them.
  private(set) var dropped: [Bool]
  /// Nodes that are part of the document but not of its running text: titles, captions.
  private(set) var beside: [Bool]

  private let tree: HTMLTree
  private let statistics: TextStatistics
  private let furniture: Furniture
  private let roots: [Int]
  /// What the content holds of sentences.
  private let total: Float
  private let links: PageLinks
  private let pictures: NodeCounts
  /// From the first strong line to the last, in the source.
  private var strongStart: UInt32 = .max
  private var strongEnd: UInt32 = 0
  /// Elements that hold paragraphs of sentences.
  private var textParents: Set<Int32> = []
  /// How many paragraphs of nothing but links each element holds.
  private var linkParagraphs: [Int32: Int] = [:]

  /// Complexity: O(nodes + text bytes below the roots).
  init(_ tree: HTMLTree, _ statistics: TextStatistics, _ furniture: Furniture, _ region: ContentRegion) {
    self.tree = tree
    self.statistics = statistics
    self.furniture = furniture
    roots = region.roots
    total = max(region.roots.reduce(0) { $0 + statistics.sums[$1].mass }, 1)
    links = PageLinks(tree)
    pictures = NodeCounts(tree) { tree.nodes[$0].tag == .img || tree.nodes[$0].tag == .amp_img }
    dropped = furniture.dropped
    beside = [Bool](repeating: false, count: tree.nodes.count)
    for root in region.beside { beside[root] = true }
    var mass: Float = 0
    // Where most of the sentences have been said.
    var middle: UInt32 = .max
    for line in ContentLines(tree, roots: roots, dropped: dropped, statistics: statistics).lines {
      mass += line.mass
      if mass > 0.6 * total { middle = min(middle, tree.nodes[line.node].start) }
      if line.tag == .p, line.linkDensity > 0.8 { linkParagraphs[tree.nodes[line.node].parent, default: 0] += 1 }
      guard line.isStrong else { continue }
      strongStart = min(strongStart, tree.nodes[line.node].start)
      strongEnd = max(strongEnd, tree.nodes[line.node].end)
      if line.tag == .p { textParents.insert(tree.nodes[line.node].parent) }
    }
    let teasers = SingleTeasers(tree, statistics, links)
    for place in teasers.find(in: roots, dropped: dropped, total: total, from: strongStart, middle: middle) {
      dropped[place] = true
    }
    sweep()
    cutBehindComments()
    readLines()
  }

  /// Behind the comments of its readers, no text goes on.
  private mutating func cutBehindComments() {
    let lines = ContentLines(tree, roots: roots, dropped: dropped, statistics: statistics).lines
    guard let last = lines.last, let first = lines.first else { return }
    let whole = lines.reduce(0) { $0 + $1.mass }
    var before: Float = 0
    var position = 0
    var index = first.node
    while index < last.node {
      let node = tree.nodes[index]
      if let names = furniture.evidence[index], names.isComments, furniture.dropped[index],
        tree.subtree(index).count > 15,
        !tree.isInside(.a, index)
      {
        while position < lines.count, lines[position].node < index {
          before += lines[position].mass
          position += 1
        }
        if before >= 0.6 * whole, before >= 200 {
          for line in lines[position...] { drop(line) }
          return
        }
      }
      index = furniture.dropped[index] ? Int(node.subtreeEnd) : index + 1
    }
  }

  // MARK: Lines

  /// Drops lines by what they say and where they stand.
  private mutating func readLines() {
    let lines = ContentLines(tree, roots: roots, dropped: dropped, statistics: statistics).lines
    let firstStrong = lines.firstIndex(where: \.isStrong) ?? 0
    let lastStrong = lines.lastIndex(where: \.isStrong) ?? lines.count
    var inRelated = false
    var massBefore: Float = 0
    let titles = TitleLines(tree)
    // Long lines and the class of the box they stood in.
    var seen: [String: String] = [:]
    let kin = TextKin(tree, lines)
    for (position, line) in lines.enumerated() {
      let isHeading = line.tag.headingLevel != nil
      if line.isStrong {
        inRelated = false
        if position == firstStrong || position == lastStrong, line.characters < 900,
          PhraseEvidence.isCookieNotice(ContentLines.text(line, tree, limit: 1500)), !titles.mentionsCookies
        {
          drop(line)
          continue
        }
        massBefore += line.mass
        if position <= firstStrong, titles.contains(ContentLines.text(line, tree)) { setBeside(line) }
        // What stands twice was made twice: for wide and for narrow screens, or as a summary and as a text.
        if line.characters < 600 && isScreenVariant(line.node) || line.characters >= 120 && line.tag != .li {
          let box = tree.attribute(.class, of: max(Int(tree.nodes[line.node].parent), 0)) ?? ""
          let other = seen.updateValue(box, forKey: ContentLines.text(line, tree, limit: 2000))
          if let other, other != box || isScreenVariant(line.node) { drop(line) }
        }
        continue
      }
      guard line.characters < 200 else {
        inRelated = false
        continue
      }
      let text = ContentLines.text(line, tree)
      let meaning = PhraseEvidence.meaning(of: text, isStrict: line.characters > 120)
      switch meaning {
      case .related:
        drop(line)
        // A heading, or a line that is nothing else, stands over what it announces.
        if line.linkDensity < 0.5, PhraseEvidence.meaning(of: text, isStrict: true) != nil || isHeading {
          inRelated = true
        }
        continue
      case .ending:
        if isHeading || line.characters < 40, massBefore > min(max(total * 0.4, 200), 500) {
          for rest in lines[position...] { drop(rest) }
          return
        }
      case .request, .meta:
        if !isHeading || PhraseEvidence.meaning(of: text, isStrict: true) != nil {
          if position > lastStrong || position < firstStrong || line.tag != .li && line.tag != .td {
            drop(line)
            continue
          }
        }
      case .credit:
        if !isHeading, line.mass < 60, line.tag != .li, line.tag != .td {
          setBeside(line)
          continue
        }
      case nil: break
      }
      if position <= firstStrong, titles.contains(text) || isHeading && titles.containsStart(text) {
        setBeside(line)
        continue
      }
      if !isHeading, line.characters < 120, isCaption(line), !(line.marks >= 2 && line.mass >= 30 && kin.contains(line))
      {
        setBeside(line)
        continue
      }
      if position < firstStrong, line.linkDensity > 0.8, !isHeading {
        drop(line)
        continue
      }
      if inRelated {
        if isHeading {
          inRelated = false
        } else if line.linkDensity > 0.5 || line.mass < 30 {
          drop(line)
          continue
        } else {
          inRelated = false
        }
      }
      if position > lastStrong, isLoose(line) || isHeading, !hasContent(lines, after: position) {
        // The name under a last quote is part of it.
        if position == lastStrong + 1, let first = text.first, "—–―-".contains(first) { continue }
        // The heading of a last list of short items stays with it.
        if isHeading, isHeadingOfList(lines, at: position) { continue }
        // So is a short line among its paragraphs.
        if kin.contains(line), line.linkDensity < 0.5 || links.externalShare(tree, in: line.node) > 0.7 { continue }
        if isHeading, position + 1 < lines.count, kin.contains(lines[position + 1]),
          lines[position + 1].linkDensity < 0.5,
          tree.nodes[lines[position + 1].node].parent == tree.nodes[line.node].parent
        {
          continue
        }
        // A heading of sentences is a line set large.
        if isHeading, line.characters >= 50, line.marks >= 1, line.linkDensity < 0.5 { continue }
        drop(line)
      } else if position < firstStrong, !isHeading, isLoose(line), isAboutText(text),
        !(line.marks > 0 && line.linkDensity == 0 && kin.isAmongMany(line))
      {
        if line.linkDensity > 0.5 { drop(line) } else { setBeside(line) }
      }
    }
  }

  private mutating func setBeside(_ line: ContentLines.Line) {
    for node in line.texts { beside[node] = true }
  }

  /// A few words in one box with a picture.
  private func isCaption(_ line: ContentLines.Line) -> Bool {
    switch line.tag {
    case .li, .td, .th, .dd, .dt: return false
    default: break
    }
    if pictures.count(in: tree, line.node) > 0 { return statistics.sums[line.node].text < 160 }
    let parent = Int(tree.nodes[line.node].parent)
    guard parent > 0, tree.nodes[line.node].tag != .body else { return false }
    return pictures.count(in: tree, parent) > 0 && statistics.sums[parent].text < 160
  }

  private mutating func drop(_ line: ContentLines.Line) {
    for node in line.texts { dropped[node] = true }
  }

  /// Whether an element, or one around it, is named for a kind of screen.
  private func isScreenVariant(_ index: Int) -> Bool {
    var place = index
    for _ in 0..<4 where place > 0 {
      if let names = tree.attribute(.class, of: place)?.lowercased(),
        names.contains("mobile") || names.contains("desktop") || names.contains("banner")
      {
        return true
      }
      place = Int(tree.nodes[place].parent)
    }
    return false
  }

  /// A few words without a sentence, not in a list or table.
  private func isLoose(_ line: ContentLines.Line) -> Bool {
    switch line.tag {
    case .li, .td, .th, .dd, .dt, .pre, .blockquote: return line.linkDensity > 0.8
    default: return line.mass < 12
    }
  }

  private func hasContent(_ lines: [ContentLines.Line], after position: Int) -> Bool {
    for line in lines[(position + 1)...].prefix(40)
    where line.mass >= 20 || line.tag == .td || line.tag == .pre || line.tag == .li && line.mass > 0 {
      if line.linkDensity < 0.5 { return true }
    }
    return false
  }

  /// Whether two items of text, no links, follow a heading right away, in a box that the heading stands in as well.
  private func isHeadingOfList(_ lines: [ContentLines.Line], at position: Int) -> Bool {
    guard position + 2 < lines.count else { return false }
    let items = lines[(position + 1)...(position + 2)]
    guard items.allSatisfy({ $0.tag == .li && $0.linkDensity == 0 && $0.characters >= 24 }) else { return false }
    let list = Int(tree.nodes[items[position + 1].node].parent)
    return list > 0 && tree.nodes[list].parent == tree.nodes[lines[position].node].parent
  }

  /// Date, author and the like: a year or a clock time, or very few words.
  private func isAboutText(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    if words.count <= 4 { return true }
    guard words.count <= 14 else { return false }
    var digits = 0
    for character in text {
      if character.isNumber {
        digits += 1
        if digits == 4 { return true }
      } else if character != ":" {
        digits = 0
      }
    }
    return false
  }

  // MARK: Elements

  /// Whether much of the text stands before an element, and much behind it.
  private func isBetweenText(_ index: Int) -> Bool {
    let place = tree.nodes[index].start
    return place > strongStart && place < strongEnd
  }

  private mutating func sweep() {
    for root in roots { sweep(root) }
  }

  private mutating func sweep(_ root: Int) {
    var index = root + 1
    let end = Int(tree.nodes[root].subtreeEnd)
    while index < end {
      let node = tree.nodes[index]
      if node.isText || dropped[index] || node.tag.isInvisible {
        index = Int(node.subtreeEnd)
        continue
      }
      let sums = statistics.sums[index]
      let share = sums.mass / total
      if isMeta(index, sums, share) {
        // Before the text, it tells about it; behind, it leads away.
        if node.start < strongStart { beside[index] = true } else { dropped[index] = true }
        index = Int(node.subtreeEnd)
        continue
      }
      if isAside(index, node.tag, sums, share) {
        dropped[index] = true
        index = Int(node.subtreeEnd)
        continue
      }
      if isBeside(index, node.tag, share) { beside[index] = true }
      index += 1
    }
  }

  private func isBeside(_ index: Int, _ tag: HTMLTag, _ share: Float) -> Bool {
    switch tag {
    case .figcaption: return share < 0.3
    // The title; authors who set all headings as first ones divide their text with them.
    case .h1: return share < 0.3 && tree.nodes[index].start < max(strongStart, 1)
    default: break
    }
    if let names = furniture.evidence[index], names.isCaption { return share < 0.1 }
    return false
  }

  private func isMeta(_ index: Int, _ sums: TextStatistics.Sums, _ share: Float) -> Bool {
    guard let names = furniture.evidence[index], names.isMeta, !names.isBody else { return false }
    return share < 0.05 && sums.text > 0 && sums.text < 300 && furniture.titles.count(in: tree, index) == 0
  }

  /// Links to other sites that the author gave: between paragraphs, or as a paragraph beside them.
  private func isOwnLinks(_ index: Int, _ tag: HTMLTag, _ sums: TextStatistics.Sums) -> Bool {
    guard links.externalShare(tree, in: index) > 0.7 else { return false }
    if isBetweenText(index) { return true }
    let parent = tree.nodes[index].parent
    // Buttons and tags are shorter; many paragraphs of links are a list of them.
    return tag == .p && textParents.contains(parent) && linkParagraphs[parent, default: 0] < 3
      && sums.link >= 15 * Float(links.count(tree, in: index))
  }

  /// Whether words stand beside an inline element on its line.
  private func isInSentence(_ index: Int, _ sums: TextStatistics.Sums) -> Bool {
    let line = Int(statistics.line[index])
    switch tree.nodes[line].tag {
    case .p, .li, .td, .dd, .blockquote, .figcaption: return statistics.ownText[line] >= sums.text + 20
    default: return statistics.ownText[line] >= sums.text * 2 + 60
    }
  }

  private func isAside(_ index: Int, _ tag: HTMLTag, _ sums: TextStatistics.Sums, _ share: Float) -> Bool {
    if sums.text == 0 { return false }
    let density = sums.link / sums.text
    if let names = furniture.evidence[index] {
      if names.isFurniture, !names.isBody, share < 0.2 { return true }
    }
    switch tag {
    case .ul, .ol, .dl, .div, .section, .table, .tbody, .tr, .td, .unknown, .center, .article, .header, .footer, .span:
      // A list or box of links to other pages. Links to other sites between paragraphs are the author's.
      if density > 0.6, tag.isBlock || tag == .td, share < 0.1 { return !isOwnLinks(index, tag, sums) }
      if tag == .footer, share < 0.05 { return !tree.isInside(.blockquote, index) }
    case .p, .h2, .h3, .h4, .h5, .h6:
      if density > 0.8, share < 0.1 { return !isOwnLinks(index, tag, sums) }
    case .time: return share < 0.02 && !isInSentence(index, sums)
    default: break
    }
    return false
  }
}
