/// A word of a text.
struct ScannedWord {
  /// UTF-8 range in the text.
  var begin: Int32
  var end: Int32
  /// Which classes of the index it belongs to: a slice of its `classLists`.
  var classes: Int32
  var classCount: Int32
  /// What stands between it and the word before it.
  var separator: Separator
  /// Only digits.
  var isNumber: Bool

  /// How far a separator sets two words apart.
  enum Separator: UInt8, Comparable {
    /// Hyphen, apostrophe, without space: parts of one word.
    case joined
    /// Space, and signs that part no phrase.
    case space
    /// Comma, slash.
    case comma
    /// Colon, semicolon, dash between spaces, parenthesis.
    case clause
    /// Full stop, question mark, exclamation mark, line break.
    case sentence

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }
}

/// Splits text into words, folds them, and looks them up, in one pass over the bytes.
enum WordScanner {
  /// Scans `bytes`, which must be UTF-8, and hands the words to `into` (emptied first). O(bytes).
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, with trie: borrowing WordTrie, into words: inout [ScannedWord])
  {
    trie.withReader { scan(bytes, with: $0, into: &words) }
  }

  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, with trie: WordTrie.Reader, into words: inout [ScannedWord]
  ) {
    words.removeAll(keepingCapacity: true)
    var separator = ScannedWord.Separator.joined
    var at = 0
    while at < bytes.count {
      var cursor = WordTrie.Cursor()
      let begin = at
      var end = at
      var isNumber = true
      // One word: each round folds one character.
      while at < bytes.count {
        let byte = bytes[at]
        if byte < 128 {
          let folded = WordFolding.ascii[Int(byte)]
          guard folded != 0 else { break }
          if folded > 57 { isNumber = false }
          trie.step(&cursor, folded)
          at += 1
        } else {
          let length = foldOther(bytes, at) { trie.step(&cursor, $0) }
          guard length > 0 else { break }
          isNumber = false
          at += length
        }
        end = at
      }
      if end > begin {
        let list = trie.classes(at: cursor)
        words.append(
          ScannedWord(
            begin: Int32(truncatingIfNeeded: begin), end: Int32(truncatingIfNeeded: end), classes: list.first,
            classCount: list.count, separator: separator, isNumber: isNumber))
        separator = .joined
      } else if bytes[at] == UInt8(ascii: "&") {
        // "&" is the word "and".
        for letter in "and".utf8 { trie.step(&cursor, letter) }
        let list = trie.classes(at: cursor)
        words.append(
          ScannedWord(
            begin: Int32(truncatingIfNeeded: at), end: Int32(truncatingIfNeeded: at + 1), classes: list.first,
            classCount: list.count, separator: separator, isNumber: false))
        separator = .joined
        at += 1
      } else {
        separator = max(separator, Self.separator(bytes, at))
        at += 1
      }
    }
  }

  /// Folds the character at `at`, which is not ASCII; returns its length in bytes, or 0 where it separates words.
  private static func foldOther(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ step: (UInt8) -> Void
  ) -> Int {
    let byte = bytes[at]
    guard byte >= 0xC3, at + 1 < bytes.count else { return 0 }
    if byte <= 0xC5 {
      let letters = WordFolding.latin[Int(byte - 0xC3) << 6 | Int(bytes[at + 1] & 0x3F)]
      guard letters.first != 0 else { return 0 }
      step(letters.first)
      if letters.second != 0 { step(letters.second) }
      return 2
    }
    if byte == 0xCC || (byte == 0xCD && bytes[at + 1] < 0xB0) { return 2 }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    guard at + length <= bytes.count, byte != 0xE2 else { return 0 }
    var value = UInt32(byte) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset] & 0x3F) }
    guard let scalar = UnicodeScalar(value), scalar.properties.isAlphabetic else { return 0 }
    for letter in scalar.properties.lowercaseMapping.utf8 { step(letter) }
    return length
  }

  private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> ScannedWord.Separator {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 32
    switch bytes[at] {
    case UInt8(ascii: ","), UInt8(ascii: "/"): return .comma
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"),
      UInt8(ascii: "["), UInt8(ascii: "]"):
      return .clause
    case UInt8(ascii: "-"): return next <= 32 && (at == 0 || bytes[at - 1] <= 32) ? .clause : .joined
    case UInt8(ascii: "."): return next <= 32 ? .sentence : .space
    case UInt8(ascii: "!"), UInt8(ascii: "?"), 10: return .sentence
    // General punctuation; arrows.
    case 0xE2 where next == 0x80 && at + 2 < bytes.count:
      return dash(bytes, at)
    case 0xE2 where next == 0x86: return .clause
    case UInt8(ascii: "'"): return .joined
    // The later bytes of a character: its first has said it.
    case 0x80..<0xC0: return .joined
    default: return .space
    }
  }

  /// U+2010 to U+201F: a hyphen or an apostrophe joins, a dash beside a space and an em dash set clauses apart.
  private static func dash(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> ScannedWord.Separator {
    switch bytes[at + 2] {
    case 0x90, 0x91, 0x99: return .joined
    case 0x93: return at == 0 || bytes[at - 1] <= 32 ? .clause : .joined
    case 0x94: return .clause
    default: return .space
    }
  }

  /// The folded words of a text, as patterns and tests need them.
  static func foldedWords(of text: String) -> [String] {
    var text = text
    var words: [String] = []
    text.withUTF8 { bytes in
      var word: [UInt8] = []
      var at = 0
      while at < bytes.count {
        var length = 1
        var isLetter = true
        if bytes[at] < 128 {
          let folded = WordFolding.ascii[Int(bytes[at])]
          if folded == 0 { isLetter = false } else { word.append(folded) }
        } else {
          length = foldOther(bytes, at) { word.append($0) }
          isLetter = length > 0
          length = max(length, 1)
        }
        if !isLetter, !word.isEmpty {
          words.append(String(decoding: word, as: UTF8.self))
          word.removeAll()
        }
        at += length
      }
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    }
    return words
  }
}
