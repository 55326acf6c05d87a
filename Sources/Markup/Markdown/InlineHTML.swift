/// A tag inside a line of Markdown.
enum InlineHTML {
  case opening(Inline.Kind)
  case closing(matches: @Sendable (Inline.Kind) -> Bool)
  case lineBreak
  /// A comment, or a tag that says nothing about the text.
  case other

  /// Reads one tag, from `<` to `>`.
  init(_ tag: UnsafeBufferPointer<UInt8>) {
    self = .other
    guard tag.count >= 3, tag[0] == UInt8(ascii: "<") else { return }
    let isClosing = tag[1] == UInt8(ascii: "/")
    let name = tag.dropFirst(isClosing ? 2 : 1).prefix { byte in
      byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte >= 0x30 && byte <= 0x39
    }
    switch String(decoding: name, as: UTF8.self).lowercased() {
    case "br": self = .lineBreak
    case "b", "strong": self = isClosing ? .closing { $0 == .strong } : .opening(.strong)
    case "i", "em", "cite": self = isClosing ? .closing { $0 == .emphasis } : .opening(.emphasis)
    case "s", "del", "strike": self = isClosing ? .closing { $0 == .strikethrough } : .opening(.strikethrough)
    case "code", "kbd", "samp", "tt": self = isClosing ? .closing { $0 == .code } : .opening(.code)
    case "sup": self = isClosing ? .closing { $0 == .superscript } : .opening(.superscript)
    case "a":
      if isClosing {
        self = .closing {
          if case .link = $0 { true } else { false }
        }
      } else if let destination = Self.attribute("href", of: tag) {
        self = .opening(.link(destination: destination))
      }
    default: break
    }
  }

  /// An attribute's value with character references decoded.
  static func attribute(_ name: String, of tag: UnsafeBufferPointer<UInt8>) -> String? {
    let name = Array(name.utf8)
    var offset = 1
    while offset + name.count < tag.count {
      let isName = tag[offset - 1] <= 0x20 && zip(tag[offset...], name).allSatisfy { $0 | 0x20 == $1 }
      guard isName else {
        offset += 1
        continue
      }
      offset += name.count
      while offset < tag.count, tag[offset] <= 0x20 { offset += 1 }
      guard offset < tag.count, tag[offset] == UInt8(ascii: "=") else { continue }
      offset += 1
      while offset < tag.count, tag[offset] <= 0x20 { offset += 1 }
      guard offset < tag.count else { return nil }
      let quote = tag[offset]
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      let value = tag[(isQuoted ? offset + 1 : offset)...].prefix {
        isQuoted ? $0 != quote : $0 > 0x20 && $0 != UInt8(ascii: ">")
      }
      return CharacterReference.decodeAll(value)
    }
    return nil
  }
}
