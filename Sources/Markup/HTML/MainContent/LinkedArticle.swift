/// The text of an article as the linked data of a page has it (`articleBody` of schema.org), for pages that scripts fill:
/// their elements hold no text.
enum LinkedArticle {
  /// The paragraphs of the longest such text; empty where there is none. Tags in it are taken out.
  ///
  /// Complexity: O(nodes + bytes of JSON-LD).
  static func blocks(_ page: HTMLPage) -> [Block] {
    var longest = 0..<0
    for index in page.tree.nodes.indices where page.tree.nodes[index].tag == .script {
      guard page.tree.attribute(.type, of: index)?.lowercased().contains("ld+json") == true else { continue }
      let start = Int(page.tree.nodes[index].contentStart) + page.places.base
      let end = Int(page.tree.nodes[index].contentEnd) + page.places.base
      guard start < end, end <= page.decoded.bytes.count else { continue }
      for value in JSONLinkedData.read(page.decoded.bytes, start..<end)
      where value.range.count > longest.count && value.key.hasSuffix("articleBody") {
        longest = value.range
      }
    }
    var splitter = ParagraphSplitter(decoded: page.decoded, index: longest.lowerBound, end: longest.upperBound)
    return splitter.blocks()
  }
}

/// Cuts the text of a JSON string into paragraphs.
private struct ParagraphSplitter {
  let decoded: DecodedText
  var index: Int
  let end: Int
  private var paragraph = SourceTextBuilder()
  private var needsSpace: Range<Int>?
  private var result: [Block] = []
  /// The first bytes of the tag being passed over; nil outside of tags.
  private var tag: [UInt8]?

  init(decoded: DecodedText, index: Int, end: Int) {
    self.decoded = decoded
    self.index = index
    self.end = end
  }

  mutating func blocks() -> [Block] {
    while index < end {
      let start = index
      var characters: [UInt8] = []
      if decoded.bytes[index] == UInt8(ascii: "\\") {
        index = min(EscapedString.appendEscape(decoded.bytes, at: index, end: end, to: &characters), end)
      } else {
        characters.append(decoded.bytes[index])
        index += 1
      }
      if characters == [UInt8(ascii: "&")], let reference = reference(from: start) {
        characters = reference.text
        index = reference.end
      }
      read(characters, start..<index)
    }
    finish()
    return result
  }

  /// The character reference that starts at an ampersand.
  private func reference(from start: Int) -> (text: [UInt8], end: Int)? {
    guard let last = decoded.bytes[start..<min(start + 34, end)].firstIndex(of: UInt8(ascii: ";")),
      let text = CharacterReference.decode(decoded.bytes[start...last])
    else { return nil }
    return (text, last + 1)
  }

  private mutating func read(_ characters: [UInt8], _ range: Range<Int>) {
    guard let first = characters.first else { return }
    if var name = tag {
      if first == UInt8(ascii: ">") {
        tag = nil
        if ParagraphSplitter.breaksLine(name) { finish() }
      } else if name.count < 12 {
        name += characters
        tag = name
      }
    } else if first == UInt8(ascii: "<"), opensTag(at: range.upperBound) {
      tag = []
    } else if first == 0x0A || first == 0x0D {
      finish()
    } else if first <= 0x20 || characters == [0xC2, 0xA0] {
      needsSpace = range
    } else {
      if let space = needsSpace, !paragraph.isEmpty { paragraph.append([0x20], for: space, of: decoded) }
      needsSpace = nil
      if characters.elementsEqual(decoded.bytes[range]) {
        paragraph.append(range, of: decoded)
      } else {
        paragraph.append(characters, for: range, of: decoded)
      }
    }
  }

  /// A sign of less is the start of a tag where a letter or a stroke follows.
  private func opensTag(at next: Int) -> Bool {
    guard next < end else { return false }
    let byte = decoded.bytes[next]
    return byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  private static func breaksLine(_ name: [UInt8]) -> Bool {
    let letters = name.drop { $0 == UInt8(ascii: "/") }.prefix {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 <= 0x39 && $0 >= 0x30
    }
    let tag = String(decoding: letters, as: UTF8.self).lowercased()
    return tag == "br" || HTMLTag.allCases.contains { $0.isBlock && $0.name == tag }
  }

  private mutating func finish() {
    needsSpace = nil
    guard !paragraph.isEmpty else { return }
    let text = paragraph.text
    result.append(Block(kind: .paragraph, text: text, range: text.sourceRange))
    paragraph = SourceTextBuilder()
  }
}
