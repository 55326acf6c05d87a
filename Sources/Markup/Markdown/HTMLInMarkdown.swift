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
