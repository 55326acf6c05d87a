/// HTML blocks inside Markdown.
struct HTMLInMarkdown {
  private let text: DecodedText

  /// - Parameter blanked: the text's bytes with template tags blanked for a Markdown parser.
  init(text: DecodedText, blanked: [UInt8]?) {
    guard let blanked else {
      self.text = text
      return
    }
    var text = text
    text.bytes = blanked.map { $0 == TemplateTags.filler ? 0x20 : $0 }
    self.text = text
  }

  func blocks(_ range: Range<Int>) -> [Block] {
    if Self.isInvisible(text.bytes[range]) { return [] }
    return HTMLReader.blocks(fragment: range, of: text)
  }

  /// What components of a stretch say in their properties.
  func properties(_ range: Range<Int>, map: OffsetMap) -> [Block] {
    ComponentProperties.blocks(text.bytes, range, map: map)
  }

  /// How many elements of each of the names a stretch opens more than it closes.
  func balance(_ range: Range<Int>, of names: [String]) -> [Int] {
    var balance = [Int](repeating: 0, count: names.count)
    let bytes = text.bytes
    var offset = range.lowerBound
    while offset + 2 < range.upperBound {
      guard bytes[offset] == UInt8(ascii: "<") else {
        offset += 1
        continue
      }
      let isClosing = bytes[offset + 1] == UInt8(ascii: "/")
      let start = offset + (isClosing ? 2 : 1)
      var end = start
      while end < range.upperBound, bytes[end] | 0x20 >= 0x61, bytes[end] | 0x20 <= 0x7A { end += 1 }
      for (index, name) in names.enumerated() where name.utf8.count == end - start {
        if zip(name.utf8, bytes[start..<end]).allSatisfy({ $0 == $1 | 0x20 }) { balance[index] += isClosing ? -1 : 1 }
      }
      offset = max(end, offset + 1)
    }
    return balance
  }

  /// Comments, scripts and the like are most of the HTML blocks in Markdown: not worth loading the HTML parser for.
  private static func isInvisible(_ bytes: ArraySlice<UInt8>) -> Bool {
    let hasText = bytes.contains { $0 > 0x20 }
    guard hasText else { return true }
    let content = bytes.drop { $0 <= 0x20 }
    if content.starts(with: "<!--".utf8) {
      var end = content.startIndex + 4
      while end + 2 < content.endIndex,
        !(content[end] == UInt8(ascii: "-") && content[end + 1] == UInt8(ascii: "-")
          && content[end + 2] == UInt8(ascii: ">"))
      {
        end += 1
      }
      return content.dropFirst(end + 3 - content.startIndex).allSatisfy { $0 <= 0x20 }
    }
    return content.starts(with: "<?".utf8) || content.starts(with: "</".utf8) && !content.dropFirst(2).contains(0x3C)
  }
}
