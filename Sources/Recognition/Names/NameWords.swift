internal import Learning

/// A text cut into words as names are looked for in it. White space, slashes, brackets, quotation marks and long dashes
/// part words; hyphens, dots and apostrophes inside stay ("E-Commerce", "U.S.", "Acme.io").
struct NameWords {
  struct Flags: OptionSet {
    var rawValue: UInt16
    /// Begins with a capital.
    static let capital = Flags(rawValue: 1)
    /// Has a capital behind its first character.
    static let innerCapital = Flags(rawValue: 2)
    /// Two letters or more, all capitals.
    static let allCapitals = Flags(rawValue: 4)
    /// Holds a digit.
    static let digit = Flags(rawValue: 8)
    /// First of a sentence, or behind a colon or an opening quotation mark: its capital says little.
    static let first = Flags(rawValue: 16)
    /// A genitive's ending is left out of it.
    static let possessive = Flags(rawValue: 32)
    /// A mark stands behind it that no name goes across.
    static let breaks = Flags(rawValue: 64)
    /// A sentence ends behind it.
    static let endsSentence = Flags(rawValue: 128)
    /// A comma stands behind it.
    static let comma = Flags(rawValue: 256)
    /// A bracket opens before it.
    static let opensBracket = Flags(rawValue: 512)
    /// A bracket closes behind it.
    static let closesBracket = Flags(rawValue: 1024)
    /// A colon or a dash stands behind it.
    static let colon = Flags(rawValue: 2048)
    /// Ends as the name of a host does: "acme.io".
    static let domain = Flags(rawValue: 4096)
  }

  struct Word {
    /// Of the bytes, without a genitive's ending.
    var range: Range<Int>
    /// Of the word in lower case.
    var hash: UInt64
    var flags: Flags

    func has(_ flag: Flags) -> Bool { flags.contains(flag) }
    /// A capital anywhere.
    var isNameLike: Bool { !flags.isDisjoint(with: [.capital, .innerCapital]) }
  }

  /// Words looked at; the rest of a longer text is left out.
  private static let maximumWords = 2000
  private static let abbreviations = WordSet("inc corp co ltd st mr mrs ms dr prof jr no vs e.g i.e dept gov univ")

  private static let hostEndings = WordSet("com org net io gov ai dev co app edu eu uk de fr tech cloud")

  let bytes: [UInt8]
  private(set) var words: [Word] = []
  private var nextFlags: Flags = [.first]

  /// Complexity: O(bytes).
  init(_ text: String) {
    bytes = Array(text.utf8)
    words.reserveCapacity(min(bytes.count / 6 + 2, Self.maximumWords))
    var start = -1
    var at = 0
    while at < bytes.count, words.count < Self.maximumWords {
      let byte = bytes[at]
      let length = Self.length(byte)
      if isInside(at, length) {
        if start < 0 { start = at }
        at += length
        continue
      }
      if start >= 0 { take(start..<at) }
      start = -1
      mark(at, length)
      at += length
    }
    if start >= 0, words.count < Self.maximumWords { take(start..<bytes.count) }
  }

  private static func length(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Letters and digits anywhere; dots, apostrophes and hyphens between them; "&" and "+" where they touch letters.
  private func isInside(_ at: Int, _ length: Int) -> Bool {
    let byte = bytes[at]
    if byte < 0x80 {
      if Self.isAlphanumeric(byte) { return true }
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        return at > 0 && at + 1 < bytes.count && Self.isLetterLike(bytes[at - 1]) && Self.isLetterLike(bytes[at + 1])
      case UInt8(ascii: "&"):
        return true
      case UInt8(ascii: "+"):
        return at > 0 && Self.isLetterLike(bytes[at - 1])
      default: return false
      }
    }
    guard length == 3, at + 2 < bytes.count else { return true }
    // E2 80 99 "’" between letters.
    if byte == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x99 {
      return at > 0 && at + 3 < bytes.count && Self.isLetterLike(bytes[at - 1]) && Self.isLetterLike(bytes[at + 3])
    }
    // Punctuation, arrows, symbols and the like; CJK punctuation.
    if byte == 0xE2 || byte == 0xE3 && bytes[at + 1] == 0x80 || byte == 0xEF { return false }
    return true
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
  private static func isLetterLike(_ byte: UInt8) -> Bool { byte >= 0x80 || isAlphanumeric(byte) }

  /// What a mark says of the words around it.
  private mutating func mark(_ at: Int, _ length: Int) {
    let byte = bytes[at]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: return
    case UInt8(ascii: ","): flagLast([.comma, .breaks])
    case UInt8(ascii: ";"): flagLast([.breaks])
    case UInt8(ascii: "."):
      guard let last = words.last, last.range.upperBound == at || last.has(.possessive) else { return }
      let count = last.range.count
      // "U.S.", "Inc.", an initial.
      if count == 1 && last.has(.capital) || bytes[last.range].contains(UInt8(ascii: ".")) && count <= 5
        || Self.abbreviations.contains(last.hash)
      {
        return
      }
      endSentence()
    case UInt8(ascii: "!"), UInt8(ascii: "?"): endSentence()
    case UInt8(ascii: ":"):
      flagLast([.colon, .breaks])
      nextFlags = [.first]
    case UInt8(ascii: "("), UInt8(ascii: "["):
      flagLast(.breaks)
      nextFlags.insert(.opensBracket)
    case UInt8(ascii: ")"), UInt8(ascii: "]"): flagLast([.closesBracket, .breaks])
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      flagLast(.breaks)
      nextFlags.insert(.first)
    case UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "*"):
      flagLast(.breaks)
    case UInt8(ascii: "-"):
      // A dash with white space around it, or two hyphens.
      flagLast([.colon, .breaks])
    case 0xE2 where length == 3 && at + 2 < bytes.count && bytes[at + 1] == 0x80:
      switch bytes[at + 2] {
      case 0x93, 0x94: flagLast([.colon, .breaks])
      case 0x98, 0x9C:
        flagLast(.breaks)
        nextFlags.insert(.first)
      default: flagLast(.breaks)
      }
    case 0xC2: return
    default: flagLast(.breaks)
    }
  }

  private mutating func endSentence() {
    flagLast([.endsSentence, .breaks])
    nextFlags = [.first]
  }

  private mutating func flagLast(_ flags: Flags) {
    if !words.isEmpty { words[words.count - 1].flags.formUnion(flags) }
  }

  private mutating func take(_ token: Range<Int>) {
    var range = token
    var flags = nextFlags
    nextFlags = []
    // "Acme's", "Acme’s".
    if range.count > 2, bytes[range.upperBound - 1] == UInt8(ascii: "s") {
      if bytes[range.upperBound - 2] == UInt8(ascii: "'") {
        range = range.lowerBound..<(range.upperBound - 2)
        flags.insert(.possessive)
      } else if range.count > 4, bytes[range.upperBound - 2] == 0x99, bytes[range.upperBound - 3] == 0x80 {
        range = range.lowerBound..<(range.upperBound - 4)
        flags.insert(.possessive)
      }
    }
    var letters = 0
    var capitals = 0
    for at in range {
      let byte = bytes[at]
      if byte &- 0x30 < 10 { flags.insert(.digit) }
      if byte &- 0x61 < 26 || byte >= 0xC0 { letters += 1 }
      if byte &- 0x41 < 26 {
        letters += 1
        capitals += 1
        if at > range.lowerBound, bytes[at - 1] != UInt8(ascii: "-") { flags.insert(.innerCapital) }
      }
    }
    let first = bytes[range.lowerBound]
    if first &- 0x41 < 26 {
      flags.insert(.capital)
    } else if first >= 0xC3,
      String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first?.properties.isUppercase == true
    {
      flags.insert(.capital)
      capitals += 1
    }
    if capitals >= 2, capitals == letters { flags.insert(.allCapitals) }
    if let dot = bytes[range].lastIndex(of: UInt8(ascii: ".")), dot > range.lowerBound + 1, range.upperBound - dot <= 5,
      Self.hostEndings.contains(WordSet.hash(bytes[(dot + 1)..<range.upperBound]))
    {
      flags.insert(.domain)
    }
    words.append(Word(range: range, hash: WordSet.hash(bytes[range]), flags: flags))
  }

  /// "adopted": five letters or more that end as past tenses do.
  func endsInED(_ word: Word) -> Bool {
    word.range.count > 4 && bytes[word.range.upperBound - 1] == UInt8(ascii: "d")
      && bytes[word.range.upperBound - 2] == UInt8(ascii: "e")
  }

  /// The text of words in a row, as written, white space folded.
  func text(_ range: Range<Int>) -> String {
    guard let last = range.last else { return "" }
    let bytes = bytes[words[range.lowerBound].range.lowerBound..<words[last].range.upperBound]
    let text = String(decoding: bytes, as: UTF8.self)
    var isFolded = true
    var before: UInt8 = 0
    for byte in bytes {
      if byte < 0x20 || byte == 0x20 && before == 0x20 { isFolded = false }
      before = byte
    }
    return !isFolded
      ? text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : text
  }
}

/// Words by their hashes, in an open table: they are looked up for each word of a document.
struct WordSet {
  /// Hashes at the place that their low bits say, or behind it; 0 where there is none.
  private let table: [UInt64]
  private let mask: Int

  /// - Parameter words: in lower case, separated by white space.
  init(_ words: String) {
    let hashes = words.split(whereSeparator: \.isWhitespace).map { Self.hash(Array($0.utf8)[...]) }
    var size = 8
    while size < hashes.count * 3 { size *= 2 }
    var table = [UInt64](repeating: 0, count: size)
    for hash in hashes {
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
      while table[place] != 0, table[place] != hash { place = (place + 1) & (size - 1) }
      table[place] = hash
    }
    self.table = table
    mask = size - 1
  }

  func contains(_ hash: UInt64) -> Bool {
    var place = Int(truncatingIfNeeded: hash) & mask
    while table[place] != 0 {
      if table[place] == hash { return true }
      place = (place + 1) & mask
    }
    return false
  }

  /// The hash of a word in lower case; letters beyond ASCII are lowered by Unicode's rules.
  static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash = FeatureHash.empty
    for byte in word {
      if byte >= 0x80 { return FeatureHash.text(String(decoding: word, as: UTF8.self).lowercased()) }
      hash = FeatureHash.adding(byte &- 0x41 < 26 ? byte | 0x20 : byte, to: hash)
    }
    return hash
  }

  static func hash(_ word: String) -> UInt64 { hash(Array(word.utf8)[...]) }
}
