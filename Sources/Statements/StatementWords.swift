internal import Learning

/// One word, number or mark of a text, as hashes of its folded forms.
struct StatementWord {
  /// The word in lower case; all numbers are alike.
  var form: UInt64
  /// The word without its ending.
  var stem: UInt64
  /// Where it stands, in UTF-8 bytes.
  var range: Range<Int>
  /// Letters, not a number or a mark.
  var isWord: Bool
  /// Ends in "ed" and in "ing": the cues of tense that need no tagger.
  var endsInED = false
  var endsInING = false
}

/// Splits text into words: runs of letters, with an apostrophe inside, runs of digits, and the marks that tell something
/// ("%", "$", "?", quotes ...). Letters are folded to lower case; a light stemmer takes off one ending.
enum StatementWords {
  /// No more words than this are read of a statement.
  static let limit = 80

  static let number = FeatureHash.text("#")
  private static let quote = FeatureHash.text("\"")

  static func words(of text: String, limit: Int = limit) -> [StatementWord] {
    var text = text
    var words: [StatementWord] = []
    words.reserveCapacity(40)
    var buffer: [UInt8] = []
    text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count, words.count < limit {
        let start = at
        buffer.removeAll(keepingCapacity: true)
        takeWord(bytes, &at, &buffer)
        if !buffer.isEmpty {
          words.append(word(buffer, start..<at))
        } else if isDigit(bytes[at]) {
          while at < bytes.count, isDigit(bytes[at]) || bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",")
          {
            at += 1
          }
          words.append(StatementWord(form: number, stem: number, range: start..<at, isWord: false))
        } else {
          takeMark(bytes, &at, &words)
        }
      }
    }
    return words
  }

  /// The hash of a word's stem, for words that are given in the program.
  static func stem(_ word: StaticString) -> UInt64 {
    word.withUTF8Buffer { FeatureHash.bytes(UnsafeBufferPointer(rebasing: $0.prefix(stemLength($0)))) }
  }

  private static func word(_ buffer: [UInt8], _ range: Range<Int>) -> StatementWord {
    buffer.withUnsafeBufferPointer { word in
      let length = stemLength(word)
      var hash = FeatureHash.empty
      for at in 0..<length { hash = FeatureHash.adding(word[at], to: hash) }
      let stem = hash
      for at in length..<word.count { hash = FeatureHash.adding(word[at], to: hash) }
      return StatementWord(
        form: hash, stem: stem, range: range, isWord: true, endsInED: word.count > 2 && ends(word, in: "ed"),
        endsInING: word.count > 3 && ends(word, in: "ing"))
    }
  }

  /// Takes the letters from `at` on, folded, into `buffer`.
  private static func takeWord(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ buffer: inout [UInt8]) {
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        let lower = byte | 0x20
        if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") {
          buffer.append(lower)
          at += 1
        } else if byte == UInt8(ascii: "'"), !buffer.isEmpty, at + 1 < bytes.count, isLetter(bytes[at + 1]) {
          buffer.append(byte)
          at += 1
        } else {
          return
        }
      } else if byte == 0xE2 {
        // A curved apostrophe within a word.
        guard !buffer.isEmpty, at + 3 < bytes.count, bytes[at + 1] == 0x80, bytes[at + 2] == 0x99,
          isLetter(bytes[at + 3])
        else { return }
        buffer.append(UInt8(ascii: "'"))
        at += 3
      } else if byte == 0xC2 {
        return
      } else if byte == 0xC3, at + 1 < bytes.count {
        buffer.append(byte)
        buffer.append((0x80...0x9E).contains(bytes[at + 1]) ? bytes[at + 1] + 0x20 : bytes[at + 1])
        at += 2
      } else {
        buffer.append(byte)
        at += 1
      }
    }
  }

  private static func takeMark(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ words: inout [StatementWord]
  ) {
    let start = at
    let length = bytes[at] == 0xE2 ? 3 : bytes[at] == 0xC2 ? 2 : 1
    at = min(at + length, bytes.count)
    let mark = bytes[start..<at]
    let hash: UInt64
    if length == 1 {
      switch bytes[start] {
      case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ":"),
        UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\""):
        break
      default: return
      }
      hash = FeatureHash.bytes(mark)
    } else if mark.elementsEqual("“".utf8) || mark.elementsEqual("”".utf8) {
      hash = quote
    } else if mark.elementsEqual("€".utf8) || mark.elementsEqual("£".utf8) {
      hash = FeatureHash.bytes(mark)
    } else {
      return
    }
    words.append(StatementWord(form: hash, stem: hash, range: start..<at, isWord: false))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  /// Endings, the longer ones first where one is the end of another; at least three letters stay.
  private static let endings: [StaticString] = [
    "ational", "ations", "ation", "ingly", "ments", "ment", "ness", "ities", "ity", "ings", "ing", "edly", "ied", "ies",
    "ed", "es", "ly", "ers", "er", "s", "e", "y",
  ]

  /// The endings by their last letter, from "a" on; no other ends a word that has one.
  private static let endingsByLetter: [[StaticString]] = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { letter in
    endings.filter { $0.utf8Start[$0.utf8CodeUnitCount - 1] == letter }
  }

  private static func stemLength(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    guard let last = word.last, word.count > 3, last >= UInt8(ascii: "a"), last <= UInt8(ascii: "z") else {
      return word.count
    }
    for ending in endingsByLetter[Int(last &- UInt8(ascii: "a"))]
    where word.count >= ending.utf8CodeUnitCount + 3 && ends(word, in: ending) {
      return word.count - ending.utf8CodeUnitCount
    }
    return word.count
  }

  /// Whether a word of at least as many bytes ends so.
  @inline(__always)
  private static func ends(_ word: UnsafeBufferPointer<UInt8>, in ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    let start = word.count - length
    for at in 0..<length where word[start + at] != ending.utf8Start[at] { return false }
    return true
  }
}
