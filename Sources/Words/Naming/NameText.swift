/// A text cut into words as names are looked for in it: at white space, and behind dashes that stand without it
/// ("bureaus—Acme"). Punctuation at both ends of a word is no part of it, but what it says is kept.
package struct NameText {
  package struct Word {
    /// Of the bytes, without punctuation at both ends.
    package var range: Range<Int>
    package var flags: Flags
  }

  package struct Flags: OptionSet {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Begins with a capital.
    package static let capitalised = Flags(rawValue: 1)
    /// First of a sentence or behind an opening mark: its capital says little.
    package static let first = Flags(rawValue: 2)
    /// A mark that ends a phrase stands behind it.
    package static let endsPhrase = Flags(rawValue: 4)
    /// A mark that ends a sentence stands behind it, a colon among them.
    package static let endsSentence = Flags(rawValue: 8)
    /// A comma stands behind it.
    package static let comma = Flags(rawValue: 16)
    /// A colon stands behind it.
    package static let colon = Flags(rawValue: 32)
    /// A dash stands behind it.
    package static let dash = Flags(rawValue: 64)
  }

  /// Words looked at; the rest of a longer text is left out.
  private static let maximumWords = 4000
  private static let abbreviations: [StaticString] = ["inc", "corp", "co", "ltd", "st", "u.s"]

  package let bytes: [UInt8]
  package private(set) var words: [Word] = []

  /// Complexity: O(bytes).
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    words.reserveCapacity(min(bytes.count / 6 + 2, Self.maximumWords))
    var isFirst = true
    var at = 0
    while at < bytes.count, words.count < Self.maximumWords {
      let start = at
      var dash: Int?
      var spaceLength = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte < 0x80 {
          if byte == 0x20 || byte &- 0x09 < 5 {
            spaceLength = 1
            break
          }
          at += 1
        } else if let (scalar, length) = ByteSearch.scalar(bytes, at) {
          if scalar.properties.isWhitespace {
            spaceLength = length
            break
          }
          if scalar == "—", dash == nil { dash = at }
          at += length
        } else {
          at += 1
        }
      }
      if at > start {
        if let dash, dash > start, dash + 3 < at {
          take(start..<(dash + 3), &isFirst)
          if words.count < Self.maximumWords { take((dash + 3)..<at, &isFirst) }
        } else {
          take(start..<at, &isFirst)
        }
      }
      at += spaceLength
    }
  }

  /// Takes in the word of a stretch without white space.
  private mutating func take(_ token: Range<Int>, _ isFirst: inout Bool) {
    var start = -1
    var end = -1
    var at = token.lowerBound
    if token.count == 1, bytes[at] == UInt8(ascii: "&") { (start, end) = (at, at + 1) }
    while at < token.upperBound {
      let byte = bytes[at]
      if byte < 0x80 {
        if ByteSearch.isWord(byte) {
          if start < 0 { start = at }
          end = at + 1
        }
        at += 1
      } else if let (scalar, length) = ByteSearch.scalar(bytes, at) {
        if ByteSearch.isWord(scalar) {
          if start < 0 { start = at }
          end = at + length
        } else if end == at, scalar.properties.isGraphemeExtend {
          // An accent that follows its letter.
          end = at + length
        }
        at += length
      } else {
        at += 1
      }
    }
    guard start >= 0 else {
      isFirst = isFirst || !marks(token).isDisjoint(with: [.dash, .colon])
      return
    }
    var flags = marks(end..<token.upperBound)
    if flags.contains(.endsPhrase), bytes[end] == UInt8(ascii: "."),
      Self.abbreviations.contains(where: { ByteSearch.equal(bytes[start..<end], $0) })
    {
      flags.remove([.endsPhrase, .endsSentence])
    }
    let endsSentence = flags.contains(.endsSentence)
    if isFirst || opens(token.lowerBound..<start) { flags.insert(.first) }
    if isCapital(start) { flags.insert(.capitalised) }
    words.append(Word(range: start..<end, flags: flags))
    isFirst = endsSentence
  }

  /// What the marks of a range say of the word before them.
  private func marks(_ range: Range<Int>) -> Flags {
    var flags: Flags = []
    for at in range {
      switch bytes[at] {
      case UInt8(ascii: ","): flags.formUnion([.comma, .endsPhrase])
      case UInt8(ascii: ":"): flags.formUnion([.colon, .endsPhrase, .endsSentence])
      case UInt8(ascii: ";"), UInt8(ascii: ")"): flags.insert(.endsPhrase)
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): flags.formUnion([.endsPhrase, .endsSentence])
      // E2 80 93 "–", E2 80 94 "—"
      case 0xE2
      where at + 2 < range.upperBound && bytes[at + 1] == 0x80 && (bytes[at + 2] == 0x93 || bytes[at + 2] == 0x94):
        flags.formUnion([.dash, .endsPhrase])
      default: break
      }
    }
    return flags
  }

  /// Whether one of the marks is a quotation mark or bracket that opens.
  private func opens(_ range: Range<Int>) -> Bool {
    range.contains { at in
      switch bytes[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: "["): true
      // C2 AB "«", E2 80 98 "‘", E2 80 9C "“"
      case 0xC2: at + 1 < range.upperBound && bytes[at + 1] == 0xAB
      case 0xE2:
        at + 2 < range.upperBound && bytes[at + 1] == 0x80 && (bytes[at + 2] == 0x98 || bytes[at + 2] == 0x9C)
      default: false
      }
    }
  }

  private func isCapital(_ at: Int) -> Bool {
    if bytes[at] < 0x80 { return bytes[at] &- 0x41 < 26 }
    return ByteSearch.scalar(bytes, at).map { $0.0.properties.isUppercase } ?? false
  }

  // MARK: - Words

  /// A word in lower case.
  package func lower(_ index: Int) -> String { String(decoding: bytes[words[index].range], as: UTF8.self).lowercased() }

  /// Whether a word is this one, which is in lower case ASCII; in any case.
  package func isWord(_ index: Int, _ word: StaticString) -> Bool { ByteSearch.equal(bytes[words[index].range], word) }

  package func isPossessive(_ index: Int) -> Bool { name(index).count < words[index].range.count }

  /// A word without the ending of a genitive.
  package func name(_ index: Int) -> ArraySlice<UInt8> {
    let range = words[index].range
    let end = range.upperBound
    guard range.count >= 2, bytes[end - 1] == UInt8(ascii: "s") else { return bytes[range] }
    if bytes[end - 2] == UInt8(ascii: "'") { return bytes[range.lowerBound..<(end - 2)] }
    if range.count >= 4, bytes[end - 2] == 0x99, bytes[end - 3] == 0x80, bytes[end - 4] == 0xE2 {
      return bytes[range.lowerBound..<(end - 4)]
    }
    return bytes[range]
  }
}
