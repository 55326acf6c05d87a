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
    word.withUTF8Buffer { FeatureHash.bytes($0.prefix(stemLength(Array($0)))) }
  }

  private static func word(_ buffer: [UInt8], _ range: Range<Int>) -> StatementWord {
    StatementWord(
      form: FeatureHash.bytes(buffer), stem: FeatureHash.bytes(buffer.prefix(stemLength(buffer))), range: range,
      isWord: true, endsInED: ends(buffer, in: "ed"), endsInING: ends(buffer, in: "ing"))
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
      guard "%$?!:;|\"".utf8.contains(bytes[start]) else { return }
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
  private static let endings: [[UInt8]] = [
    "ational", "ations", "ation", "ingly", "ments", "ment", "ness", "ities", "ity", "ings", "ing", "edly", "ied", "ies",
    "ed", "es", "ly", "ers", "er", "s", "e", "y",
  ].map { Array($0.utf8) }

  private static func stemLength(_ word: [UInt8]) -> Int {
    for ending in endings where word.count >= ending.count + 3 {
      if word.suffix(ending.count).elementsEqual(ending) { return word.count - ending.count }
    }
    return word.count
  }

  private static func ends(_ word: [UInt8], in ending: StaticString) -> Bool {
    ending.withUTF8Buffer { word.count > $0.count && word.suffix($0.count).elementsEqual($0) }
  }
}
