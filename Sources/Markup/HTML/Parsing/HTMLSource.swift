/// HTML made ready for libxml2: a copy of the bytes, same length and same offsets, without what would trip the parser.
///
/// - A byte order mark in front tells the parser that it is UTF-8.
/// - NUL, which would end the document, and other control characters become tabs.
/// - A comment that is never closed would swallow the rest: its opening is blanked. So are `<!-->`, and the bogus
///   comments of `<![if …]>`, which the parser reads differently from browsers.
/// - The parser compares each attribute of a tag with those before it: attributes after the 400th are blanked.
/// - What stands inside elements that browsers read as raw text (iframe, noframes, noembed, xmp) is blanked or escaped.
struct HTMLSource {
  /// With the mark; offsets in the tree count from behind it.
  private(set) var bytes: [UInt8]

  /// Without the mark.
  var count: Int { bytes.count - 3 }

  static let maximumAttributes = 400

  /// Complexity: O(bytes).
  init(_ source: ArraySlice<UInt8>) {
    bytes = []
    bytes.reserveCapacity(source.count + 3)
    bytes += [0xEF, 0xBB, 0xBF]
    bytes += source
    prepare()
  }

  private mutating func prepare() {
    let count = bytes.count
    bytes.withUnsafeMutableBufferPointer { buffer in
      var scanner = Scanner(buffer: buffer)
      var index = 3
      while index < count {
        let byte = buffer[index]
        if byte == UInt8(ascii: "<") {
          index = scanner.tag(at: index)
        } else {
          if byte < 0x20 || byte == 0x7F { scanner.cleanControl(at: index) }
          index += 1
        }
      }
    }
  }

  /// The source with the tags of all elements blanked but those that make lines: for documents nested too deep to read
  /// as they stand.
  func flattened() -> HTMLSource {
    var copy = self
    let keep: Set<String> = [
      "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "script", "style", "title", "meta", "link", "head",
    ]
    copy.bytes.withUnsafeMutableBufferPointer { buffer in
      var index = 3
      while index < buffer.count {
        guard buffer[index] == UInt8(ascii: "<"), index + 1 < buffer.count else {
          index += 1
          continue
        }
        let isEnd = buffer[index + 1] == UInt8(ascii: "/")
        var cursor = index + (isEnd ? 2 : 1)
        var name: [UInt8] = []
        while cursor < buffer.count, Scanner.isNameByte(buffer[cursor]), name.count < 16 {
          name.append(buffer[cursor] | 0x20)
          cursor += 1
        }
        guard !name.isEmpty else {
          index += 1
          continue
        }
        let string = String(decoding: name.map { $0 == 0x31 | 0x20 ? 0x31 : $0 }, as: UTF8.self)
        let end = Scanner.endOfTag(buffer, from: cursor)
        if !keep.contains(string) {
          for place in index..<end { buffer[place] = 0x20 }
        } else if !isEnd, string == "script" || string == "style" {
          index = Scanner.endOfRawText(buffer, from: end, name: name)
          continue
        }
        index = max(end, index + 1)
      }
    }
    return copy
  }

  /// Looks at one tag, comment or declaration at a time.
  private struct Scanner {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    /// No "-->" from here on: searched once, so that many openings cost one search.
    var noCommentEnd = Int.max
    /// The same for closing quotes of attribute values.
    var noDoubleQuote = Int.max
    var noSingleQuote = Int.max
    /// Elements whose end tag was looked for from here on and does not come.
    var missingEnds: [UInt64: Int] = [:]

    init(buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    static func isNameByte(_ byte: UInt8) -> Bool {
      let lower = byte | 0x20
      return lower >= 0x61 && lower <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x3A
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    func cleanControl(at index: Int) {
      switch buffer[index] {
      case 0x09, 0x0A, 0x0D: return
      default: buffer[index] = 0x09
      }
    }

    func blank(_ range: Range<Int>) {
      for place in range where buffer[place] != 0x0A && buffer[place] != 0x0D { buffer[place] = 0x20 }
    }

    func byte(_ index: Int) -> UInt8 { index < buffer.count ? buffer[index] : 0 }

    /// Handles what starts with '<' at `index`; where to go on.
    mutating func tag(at index: Int) -> Int {
      let next = byte(index + 1)
      if next == UInt8(ascii: "!") { return declaration(at: index) }
      if next == UInt8(ascii: "/") { return index + 2 }
      let letter = next | 0x20
      guard letter >= 0x61 && letter <= 0x7A else { return index + 1 }
      var end = index + 1
      var key: UInt64 = 0
      while end < buffer.count, Scanner.isNameByte(buffer[end]) {
        if end - index <= 8 { key = key << 8 | UInt64(buffer[end] | 0x20) }
        end += 1
      }
      let nameEnd = end
      end = attributes(from: end)
      guard let raw = Scanner.rawText[key], nameEnd - index - 1 == raw.count else { return end }
      return rawText(raw, key: key, from: end)
    }

    /// Walks a start tag's attributes as browsers do; returns the index behind '>'.
    private mutating func attributes(from start: Int) -> Int {
      var index = start
      var seen = 0
      while index < buffer.count {
        while index < buffer.count, Scanner.isSpace(buffer[index]) || buffer[index] == UInt8(ascii: "/") {
          if buffer[index] < 0x20 { cleanControl(at: index) }
          index += 1
        }
        if index >= buffer.count { return index }
        if buffer[index] == UInt8(ascii: ">") { return index + 1 }
        let attributeStart = index
        index += 1
        while index < buffer.count {
          let byte = buffer[index]
          if Scanner.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "=")
          {
            break
          }
          if byte < 0x20 { buffer[index] = 0x20 }
          index += 1
        }
        var after = index
        while after < buffer.count, Scanner.isSpace(buffer[after]) { after += 1 }
        if byte(after) == UInt8(ascii: "=") {
          index = after + 1
          while index < buffer.count, Scanner.isSpace(buffer[index]) { index += 1 }
          let quote = byte(index)
          if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), let end = quoteEnd(quote, from: index + 1) {
            for place in index..<end where buffer[place] < 0x20 { cleanControl(at: place) }
            index = end
          } else {
            while index < buffer.count, !Scanner.isSpace(buffer[index]), buffer[index] != UInt8(ascii: ">") {
              if buffer[index] < 0x20 { buffer[index] = 0x20 }
              index += 1
            }
          }
        }
        seen += 1
        if seen > HTMLSource.maximumAttributes { blank(attributeStart..<index) }
      }
      return index
    }

    /// Behind the closing quote. A quote that is never closed would swallow the rest of the document: it is blanked.
    private mutating func quoteEnd(_ quote: UInt8, from start: Int) -> Int? {
      let isDouble = quote == UInt8(ascii: "\"")
      if start < (isDouble ? noDoubleQuote : noSingleQuote) {
        var index = start
        while index < buffer.count {
          if buffer[index] == quote { return index + 1 }
          index += 1
        }
        if isDouble { noDoubleQuote = start } else { noSingleQuote = start }
      }
      buffer[start - 1] = 0x20
      return nil
    }

    private mutating func declaration(at index: Int) -> Int {
      if byte(index + 2) == UInt8(ascii: "-"), byte(index + 3) == UInt8(ascii: "-") {
        if byte(index + 4) == UInt8(ascii: ">") {
          blank(index..<(index + 5))
          return index + 5
        }
        if index < noCommentEnd, let end = commentEnd(from: index + 4) {
          for place in index..<end where buffer[place] < 0x20 { cleanControl(at: place) }
          return end
        }
        noCommentEnd = min(noCommentEnd, index)
        blank(index..<(index + 4))
        return index + 4
      }
      if byte(index + 2) == UInt8(ascii: "[") {
        var end = index + 3
        while end < buffer.count, end - index < 256, buffer[end] != UInt8(ascii: ">") { end += 1 }
        if byte(end) == UInt8(ascii: ">") {
          blank(index..<(end + 1))
          return end + 1
        }
      }
      return index + 2
    }

    private func commentEnd(from start: Int) -> Int? {
      var index = start
      while index + 2 < buffer.count {
        if buffer[index + 2] == UInt8(ascii: ">") {
          if buffer[index] == UInt8(ascii: "-") && buffer[index + 1] == UInt8(ascii: "-") { return index + 3 }
          index += 3
        } else if buffer[index + 2] == UInt8(ascii: "-") {
          index += 1
        } else {
          index += 3
        }
      }
      return nil
    }

    /// Elements whose content is no markup, by their names packed into eight bytes.
    private static let rawText: [UInt64: [UInt8]] = {
      var table: [UInt64: [UInt8]] = [:]
      for name in ["script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"] {
        let bytes = Array(name.utf8)
        table[bytes.reduce(0) { $0 << 8 | UInt64($1) }] = bytes
      }
      return table
    }()

    private mutating func rawText(_ name: [UInt8], key: UInt64, from start: Int) -> Int {
      if let missing = missingEnds[key], start >= missing { return start }
      let end = Scanner.endOfRawText(UnsafeMutableBufferPointer(rebasing: buffer[...]), from: start, name: name)
      if end >= buffer.count { missingEnds[key] = start }
      for place in start..<end where buffer[place] < 0x20 { cleanControl(at: place) }
      switch name.first {
      case UInt8(ascii: "s"): return end
      case UInt8(ascii: "t") where name.count == 5:
        // A title's tags are text: without their '<' they are.
        if end < buffer.count, end - start < 4096 {
          for place in start..<end where buffer[place] == UInt8(ascii: "<") { buffer[place] = 0x09 }
        }
        return end
      default:
        if end < buffer.count { blank(start..<end) }
        return end
      }
    }

    /// The index of "</name", or the end of the buffer.
    static func endOfRawText(_ buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int, name: [UInt8]) -> Int {
      var index = start
      search: while index + name.count + 2 <= buffer.count {
        if buffer[index] != UInt8(ascii: "<") || buffer[index + 1] != UInt8(ascii: "/") {
          index += 1
          continue
        }
        for (offset, byte) in name.enumerated() where buffer[index + 2 + offset] | 0x20 != byte {
          index += 2
          continue search
        }
        return index
      }
      return buffer.count
    }

    /// Behind the '>' that ends a tag, quotes respected.
    static func endOfTag(_ buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int {
      var index = start
      var quote: UInt8 = 0
      while index < buffer.count {
        let byte = buffer[index]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: ">") {
          return index + 1
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), index > 0,
          buffer[index - 1] == UInt8(ascii: "=")
        {
          quote = byte
        }
        index += 1
      }
      return index
    }
  }
}
