/// Shortcodes and template tags of Hugo, Liquid, Go templates, Jinja and ERB.
///
/// They are instructions to a site generator, not text: they are blanked, their inner text stays, and what a quote's
/// tag says (the text itself, its author) is handed on. Tags in the code of a Markdown document are examples and stay.
enum TemplateTags {
  /// What was found.
  struct Scan: Sendable {
    /// As long as the bytes given, tags replaced by white space; nil when there is no tag.
    var blanked: [UInt8]?
    /// In document order, not nested.
    var quotes: [TemplateQuote] = []
  }

  /// White space to us and a word to a Markdown parser: what a tag is blanked with that shares its line with text,
  /// because spaces would be indentation at the head of the line, and a line break at its end.
  static let filler: UInt8 = 0x1A

  /// Finds the tags of `text.bytes` from `start` on. Complexity: O(bytes).
  static func scan(_ text: DecodedText, from start: Int = 0, format: DocumentFormat) -> Scan {
    guard text.bytes.withUnsafeBufferPointer({ mayHaveTags($0, from: start) }) else { return Scan() }
    var scanner = TemplateScanner(bytes: text.bytes, start: start, format: format)
    let tags = scanner.tags()
    if tags.isEmpty { return Scan() }
    var scan = Scan()
    scan.blanked = blank(tags, in: text.bytes, format: format)
    scan.quotes = TemplateQuotes.find(in: tags, text)
    return scan
  }

  private static func mayHaveTags(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var offset = start
    while offset + 1 < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "{") {
        let next = bytes[offset + 1]
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "%") || next == UInt8(ascii: "#") { return true }
      } else if byte == UInt8(ascii: "<"), bytes[offset + 1] == UInt8(ascii: "%") {
        return true
      }
      offset += 1
    }
    return false
  }

  private static func blank(_ tags: [TemplateTag], in bytes: [UInt8], format: DocumentFormat) -> [UInt8] {
    var result = bytes
    for tag in tags where !tag.isText {
      for index in tag.range where result[index] != 0x0A && result[index] != 0x0D { result[index] = 0x20 }
    }
    switch format {
    case .markdown: fill(tags, in: &result)
    case .html: separate(tags, in: &result)
    case .yaml: break
    }
    return result
  }

  /// Markdown: tags that share a line with text, or stand alone between lines of HTML, which an empty line would end.
  private static func fill(_ tags: [TemplateTag], in bytes: inout [UInt8]) {
    var line = 0..<0
    var isFilled = false
    for tag in tags where !tag.isText {
      for index in tag.range where bytes[index] == 0x20 {
        if index >= line.upperBound {
          line = self.line(around: index, in: bytes, from: line.upperBound)
          isFilled = bytes[line].contains { $0 > 0x20 } || isInsideHTML(line, bytes)
        }
        if isFilled { bytes[index] = filler }
      }
    }
  }

  private static func line(around index: Int, in bytes: [UInt8], from lowest: Int) -> Range<Int> {
    var start = index
    while start > lowest, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = index
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return start..<end
  }

  /// Whether the line before is not empty, and it or the line behind starts with a tag of HTML.
  private static func isInsideHTML(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
    func head(from start: Int, to end: Int) -> UInt8? {
      var index = start
      while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      return index < end && bytes[index] != 0x0A && bytes[index] != 0x0D ? bytes[index] : nil
    }
    guard line.lowerBound > 1 else { return false }
    // Looking back and ahead is bounded: indentation this long is not HTML that people write.
    var start = line.lowerBound - 1
    while start > 0, line.lowerBound - start < 4096, bytes[start - 1] != 0x0A { start -= 1 }
    guard let before = head(from: start, to: line.lowerBound) else { return false }
    if before == UInt8(ascii: "<") || before == filler { return true }
    return head(from: min(line.upperBound + 1, bytes.count), to: min(bytes.count, line.upperBound + 4096))
      == UInt8(ascii: "<")
  }

  /// HTML: a shortcode on lines of its own parts what stands before it from what stands behind.
  private static func separate(_ tags: [TemplateTag], in bytes: inout [UInt8]) {
    for tag in tags where tag.isShortcode && tag.range.count >= 3 {
      var before = tag.range.lowerBound
      while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
      var after = tag.range.upperBound
      while after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 { after += 1 }
      let isHead = before == 0 || bytes[before - 1] == 0x0A
      let isTail = after == bytes.count || bytes[after] == 0x0A || bytes[after] == 0x0D
      guard isHead, isTail, bytes[tag.range.lowerBound..<(tag.range.lowerBound + 3)].allSatisfy({ $0 == 0x20 }) else {
        continue
      }
      bytes.replaceSubrange(tag.range.lowerBound..<(tag.range.lowerBound + 3), with: "<p>".utf8)
    }
  }
}

/// One tag or call.
struct TemplateTag: Sendable {
  enum Role: Sendable { case call, opening, closing }

  /// With its braces.
  var range: Range<Int>
  /// Between the braces.
  var content: Range<Int>
  var name: String
  var role: Role
  /// Hugo's `{{< >}}` and `{{% %}}`.
  var isShortcode = false
  /// Stands between `{% raw %}` and `{% endraw %}`: it is meant to be read.
  var isText = false
}

/// A quote that a template call makes.
struct TemplateQuote: Sendable {
  /// Where its words stand.
  enum Words: Sendable {
    /// Between the opening and the closing tag, as part of the document: offsets in the decoded text.
    case between(Range<Int>)
    /// Inside the call itself, as paragraphs.
    case inCall([SourceText])
  }

  /// From the opening tag to behind the closing tag, in the decoded text.
  var range: Range<Int>
  var words: Words
  var attribution: Attribution?
}
