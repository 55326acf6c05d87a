/// How much text each element holds and of which kind: the evidence that main content is found by.
///
/// All measures count characters without white space; an ideograph, syllable of Hangul or kana counts as two, because
/// it says about as much as two or three letters.
struct TextStatistics {
  /// Sums over an element's subtree.
  struct Sums {
    /// Characters of text.
    var text: Float = 0
    /// Of these, inside links.
    var link: Float = 0
    /// Text that reads like content: see `quality`.
    var mass: Float = 0
  }

  private(set) var sums: [Sums]
  /// Text directly in a block element, through inline elements only: characters, characters in links, sentence marks.
  private(set) var ownText: [Float]
  private(set) var ownLink: [Float]
  private(set) var ownMarks: [Int32]
  /// The nearest block element of each node (itself for a block element).
  private(set) var line: [Int32]

  /// Complexity: O(nodes + text bytes).
  ///
  /// - Parameter dropped: nodes that count as empty with all below them.
  init(_ tree: HTMLTree, dropped: [Bool]) {
    let count = tree.nodes.count
    sums = [Sums](repeating: Sums(), count: count)
    ownText = [Float](repeating: 0, count: count)
    ownLink = ownText
    ownMarks = [Int32](repeating: 0, count: count)
    line = [Int32](repeating: 0, count: count)
    var linkEnd = 0
    var skipEnd = 0
    for index in 0..<count {
      let node = tree.nodes[index]
      let parent = max(Int(node.parent), 0)
      if node.isText {
        line[index] = line[parent]
        if index < skipEnd { continue }
        let (characters, marks) = TextStatistics.measure(tree.textBytes(index))
        if characters == 0 { continue }
        let place = Int(line[index])
        ownText[place] += characters
        ownMarks[place] += marks
        sums[index].text = characters
        if index < linkEnd {
          ownLink[place] += characters
          sums[index].link = characters
        }
      } else {
        let isLine = node.tag.isBlock || node.tag == .td || node.tag == .th || index == 0
        line[index] = isLine ? Int32(index) : line[parent]
        if index < skipEnd { continue }
        if dropped[index] || node.tag.isInvisible { skipEnd = max(skipEnd, Int(node.subtreeEnd)) }
        if tree.leadsAway(index) { linkEnd = max(linkEnd, Int(node.subtreeEnd)) }
      }
    }
    for index in 0..<count where ownText[index] > 0 { sums[index].mass = quality(of: index, tree.nodes[index].tag) }
    for index in stride(from: count - 1, to: 0, by: -1) {
      let parent = Int(tree.nodes[index].parent)
      sums[parent].text += sums[index].text
      sums[parent].link += sums[index].link
      sums[parent].mass += sums[index].mass
    }
  }

  /// Share of an element's text that is inside links.
  func linkDensity(_ index: Int) -> Float { sums[index].text > 0 ? sums[index].link / sums[index].text : 0 }

  /// Share of an element's text that reads like content.
  func purity(_ index: Int) -> Float { sums[index].text > 0 ? min(sums[index].mass / sums[index].text, 1) : 0 }

  private func quality(of index: Int, _ tag: HTMLTag) -> Float {
    TextStatistics.quality(plain: ownText[index] - ownLink[index], of: ownText[index], ownMarks[index], tag)
  }

  /// How much of a line reads like content: nothing for links and headings, little for a few words, all for sentences.
  static func quality(plain: Float, of characters: Float, _ marks: Int32, _ tag: HTMLTag) -> Float {
    if tag.headingLevel != nil || tag == .title || plain * 2 < characters { return 0 }
    var share: Float
    switch plain {
    case ..<20: share = 0
    case ..<60: share = 0.25
    case ..<120: share = 0.6
    default: share = 1
    }
    // Sentences have marks; lists of names, prices and tags have none.
    if marks == 0 { share *= plain > 5000 ? 0 : 0.4 }
    switch tag {
    case .li, .dd:
      // Items of a list without links are content however short: ingredients, results.
      share = plain == characters ? max(share * 0.8, 0.3) : share * 0.8
    case .td, .th:
      // So are the cells of a table. A long text is a paragraph in a page laid out by tables.
      if plain >= 200 && marks > 1 { break }
      share = plain == characters ? max(share * 0.5, 0.3) : share * 0.5
    case .figcaption, .label, .button, .option, .address: share *= 0.5
    default: break
    }
    return plain * share
  }

  /// Characters and sentence marks of a text.
  static func measure(_ bytes: ArraySlice<UInt8>) -> (characters: Float, marks: Int32) {
    var characters = 0
    var marks: Int32 = 0
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      let count = text.count
      while index < count {
        let byte = text[index]
        if byte < 0x80 {
          if byte > 0x20 {
            characters += 1
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";")
              || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: ":")
            {
              // A mark ends a word: what follows is white space, a closing mark or nothing.
              let next = index + 1 < count ? text[index + 1] : 0
              if next <= 0x20 || next >= 0x80 || next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
                || next == UInt8(ascii: ")")
              {
                marks += 1
              }
            }
          }
          index += 1
        } else if byte < 0xE0 {
          // Letters of most alphabets; the no-break space and Latin-1 signs count as nothing.
          if byte != 0xC2 { characters += 1 }
          if index + 1 < count {
            // Arabic comma and question mark, Urdu and Armenian full stops.
            let next = text[index + 1]
            if byte == 0xD8 && (next == 0x8C || next == 0x9F) || byte == 0xDB && next == 0x94
              || byte == 0xD6 && next == 0x89
            {
              marks += 1
            }
          }
          index += 2
        } else if byte < 0xF0 {
          // CJK: U+3040…U+9FFF, U+AC00…U+D7AF.
          let isWide = byte >= 0xE4 && byte <= 0xED || byte == 0xE3 && index + 1 < count && text[index + 1] >= 0x81
          characters += isWide ? 2 : 1
          if index + 2 < count {
            // 、 。 ， ． ！ ？ ； and the stops of Indian scripts, Khmer, Burmese and Ethiopic.
            if byte == 0xE3 && text[index + 1] == 0x80 && (text[index + 2] == 0x81 || text[index + 2] == 0x82)
              || byte == 0xEF && text[index + 1] == 0xBC
              || byte == 0xE0 && text[index + 1] == 0xA5 && text[index + 2] == 0xA4
              || byte == 0xE1 && text[index + 1] == 0x9F && text[index + 2] == 0x94
              || byte == 0xE1 && text[index + 1] == 0x81 && text[index + 2] & 0xFE == 0x8A
              || byte == 0xE1 && text[index + 1] == 0x8D && text[index + 2] == 0xA2
            {
              marks += 1
            }
            // Thai and Lao have no stops: a space between two letters of theirs parts sentences or clauses.
            if byte == 0xE0, text[index + 1] >= 0xB8, text[index + 1] <= 0xBB, index + 4 < count,
              text[index + 3] == 0x20, text[index + 4] == 0xE0
            {
              marks += 1
            }
          }
          index += 3
        } else {
          characters += 1
          index += 4
        }
      }
    }
    return (Float(characters), marks)
  }
}
