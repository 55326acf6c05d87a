/// The lines of text below an element, in order: what a reader sees as one line or paragraph each.
struct ContentLines {
  struct Line {
    /// The block element that the text is directly in.
    var node: Int
    /// The text nodes.
    var texts: [Int]
    var characters: Float
    var link: Float
    var marks: Int32
    /// How much of it reads like content (see `TextStatistics`).
    var mass: Float
    var tag: HTMLTag

    /// Sentences, enough of them that nothing but content looks so.
    var isStrong: Bool { mass >= 45 && link * 2 < characters }
    var linkDensity: Float { characters > 0 ? link / characters : 0 }
  }

  private(set) var lines: [Line] = []

  /// Complexity: O(nodes below the roots).
  init(_ tree: HTMLTree, roots: [Int], dropped: [Bool], statistics: TextStatistics) {
    for root in roots { read(tree, root, dropped, statistics) }
  }

  private mutating func read(_ tree: HTMLTree, _ root: Int, _ dropped: [Bool], _ statistics: TextStatistics) {
    var index = root
    let end = Int(tree.nodes[root].subtreeEnd)
    var linkEnd = 0
    var current: Line?
    while index < end {
      let node = tree.nodes[index]
      if dropped[index] || node.tag.isInvisible {
        index = Int(node.subtreeEnd)
        continue
      }
      if tree.leadsAway(index) { linkEnd = max(linkEnd, Int(node.subtreeEnd)) }
      if node.isText {
        let (characters, marks) = TextStatistics.measure(tree.textBytes(index))
        if characters > 0 {
          let place = Int(statistics.line[index])
          if current?.node != place {
            if let done = current { append(done, tree) }
            current = Line(
              node: place, texts: [], characters: 0, link: 0, marks: 0, mass: 0, tag: tree.nodes[place].tag)
          }
          current?.texts.append(index)
          current?.characters += characters
          current?.marks += marks
          if index < linkEnd { current?.link += characters }
        }
      }
      index += 1
    }
    if let done = current { append(done, tree) }
  }

  private mutating func append(_ line: Line, _ tree: HTMLTree) {
    var line = line
    line.mass = TextStatistics.quality(plain: line.characters - line.link, of: line.characters, line.marks, line.tag)
    lines.append(line)
  }

  /// The text below an element, white space folded, at most 200 nodes and 400 bytes looked at.
  static func text(below index: Int, _ tree: HTMLTree) -> String {
    var bytes: [UInt8] = []
    for place in tree.subtree(index).prefix(200) where tree.nodes[place].isText {
      if bytes.count > 400 { break }
      bytes += tree.textBytes(place).prefix(400)
      bytes.append(0x20)
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The text of a line, white space folded, at most `limit` bytes of it looked at.
  static func text(_ line: Line, _ tree: HTMLTree, limit: Int = 400) -> String {
    var bytes: [UInt8] = []
    for index in line.texts {
      if bytes.count > limit { break }
      bytes += tree.textBytes(index).prefix(limit)
      bytes.append(0x20)
    }
    var result = ""
    for word in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
      if !result.isEmpty { result += " " }
      result += word
    }
    return result
  }
}

/// Which lines stand in the text as its paragraphs do: however short, they are of it.
struct TextKin {
  private struct Place: Hashable {
    var parent: Int32
    var tag: HTMLTag
  }

  /// Boxes of one class, of which a page has many.
  private struct Kind: Hashable {
    var name: ArraySlice<UInt8>
    var tag: HTMLTag
  }

  private var kinds: Set<Kind> = []

  private var places: [Place: Int] = [:]
  private var strong: Set<Place> = []
  /// Elements that hold strong lines directly: lines parted by `<br>`.
  private var holders: Set<Int> = []
  private let tree: HTMLTree

  /// Complexity: O(lines).
  init(_ tree: HTMLTree, _ lines: [ContentLines.Line]) {
    self.tree = tree
    for line in lines {
      let place = Place(parent: tree.nodes[line.node].parent, tag: line.tag)
      places[place, default: 0] += 1
      guard line.isStrong else { continue }
      if line.tag == .p || line.tag == .div || line.tag == .blockquote { strong.insert(place) }
      if line.tag == .p, let kind = kind(of: line) { kinds.insert(kind) }
      holders.insert(line.node)
    }
  }

  /// Whether a line is a paragraph beside a paragraph of sentences, or stands in one element with sentences.
  func contains(_ line: ContentLines.Line) -> Bool {
    holders.contains(line.node) || strong.contains(Place(parent: tree.nodes[line.node].parent, tag: line.tag))
      || line.tag == .p && kind(of: line).map(kinds.contains) == true
  }

  private func kind(of line: ContentLines.Line) -> Kind? {
    let parent = Int(tree.nodes[line.node].parent)
    guard parent > 0, let name = tree.attributeBytes(.class, of: parent), !name.isEmpty, name.count < 200 else {
      return nil
    }
    return Kind(name: name, tag: tree.nodes[parent].tag)
  }

  /// Whether a line is one of five or more beside a paragraph of sentences: text in short lines.
  func isAmongMany(_ line: ContentLines.Line) -> Bool {
    let place = Place(parent: tree.nodes[line.node].parent, tag: line.tag)
    return strong.contains(place) && places[place, default: 0] >= 5
  }
}
