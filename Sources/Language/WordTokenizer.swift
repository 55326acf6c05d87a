/// Cuts plain text into words, numbers and marks as the treebank does, and says where sentences begin.
///
/// Words keep apostrophes inside ("don't", "Nav's"); hyphens, slashes, signs of currency and percent are tokens of their own;
/// numbers keep separators between digits ("3.2", "1,200").
package enum WordTokenizer {
  /// A token's place in the text.
  package struct Piece: Sendable, Hashable {
    /// UTF-8 offsets, half open.
    package var range: Range<Int>
    /// A sentence begins here.
    package var beginsSentence: Bool
    /// White space goes before it.
    package var isSpaced: Bool
  }

  /// The pieces of a text.
  ///
  /// - Complexity: O(bytes).
  package static func pieces(_ bytes: [UInt8]) -> [Piece] {
    var result: [Piece] = []
    var at = 0
    var begins = true
    var spaced = true
    while at < bytes.count {
      let byte = bytes[at]
      if byte <= 0x20 || byte == 0x7F {
        if byte == 0x0A, at + 1 < bytes.count, bytes[at + 1] == 0x0A { begins = true }
        spaced = true
        at += 1
        continue
      }
      if byte == 0xC2, at + 1 < bytes.count, bytes[at + 1] == 0xA0 {
        spaced = true
        at += 2
        continue
      }
      let start = at
      if isLetter(byte) {
        at = endOfWord(bytes, start)
      } else if isDigit(byte) {
        at = endOfNumber(bytes, start)
      } else if byte >= 0x80 {
        // A letter of another script or an accented one begins a word; a mark stands alone.
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        at = isHighMark(bytes, start) ? min(bytes.count, start + length) : endOfWord(bytes, start)
      } else {
        at += 1
        while byte == UInt8(ascii: "."), at < bytes.count, bytes[at] == byte { at += 1 }
      }
      result.append(Piece(range: start..<at, beginsSentence: begins, isSpaced: spaced))
      begins = endsSentence(bytes, result)
      spaced = false
    }
    return result
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// General punctuation, arrows, signs of currency and the like.
  private static func isHighMark(_ bytes: [UInt8], _ at: Int) -> Bool {
    guard at + 1 < bytes.count else { return true }
    switch bytes[at] {
    case 0xC2: return true
    case 0xC3: return bytes[at + 1] == 0x97 || bytes[at + 1] == 0xB7
    case 0xE2: return bytes[at + 1] < 0xB0
    case 0xE3: return bytes[at + 1] == 0x80
    case 0xF0: return true
    default: return false
    }
  }

  private static func isApostrophe(_ bytes: [UInt8], _ at: Int) -> Int {
    if bytes[at] == UInt8(ascii: "'") { return 1 }
    if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x99 { return 3 }
    return 0
  }

  private static func endOfWord(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if isLetter(byte) || isDigit(byte) {
        at += 1
      } else if byte >= 0x80, !isHighMark(bytes, at) {
        at += byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      } else {
        let apostrophe = isApostrophe(bytes, at)
        guard apostrophe > 0, at + apostrophe < bytes.count, isLetter(bytes[at + apostrophe]), at > start else {
          // "U.S.", "e.g.": single letters keep their dots.
          if byte == UInt8(ascii: "."), at - start == 1 || at >= start + 3 && bytes[at - 2] == byte,
            at + 1 < bytes.count,
            isLetter(bytes[at + 1]) && (at + 2 == bytes.count || !isLetter(bytes[at + 2]))
              || at >= start + 3
                && bytes[at - 2] == byte
          {
            at += 1
            continue
          }
          break
        }
        at += apostrophe
      }
    }
    return min(at, bytes.count)
  }

  private static func endOfNumber(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count {
      if isDigit(bytes[at]) {
        at += 1
      } else if bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ":"),
        at + 1 < bytes.count, isDigit(bytes[at + 1])
      {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  /// Whether a sentence ends with the last piece.
  private static func endsSentence(_ bytes: [UInt8], _ pieces: [Piece]) -> Bool {
    guard let last = pieces.last else { return false }
    let mark = bytes[last.range.lowerBound]
    let isEnd = mark == UInt8(ascii: ".") || mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?")
    // A quotation mark or bracket behind the end belongs to it.
    if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: ")") || mark == 0xE2 {
      guard pieces.count > 1, !last.isSpaced else { return false }
      let before = bytes[pieces[pieces.count - 2].range.lowerBound]
      guard before == UInt8(ascii: ".") || before == UInt8(ascii: "!") || before == UInt8(ascii: "?") else {
        return false
      }
      return startsUpper(bytes, last.range.upperBound)
    }
    guard isEnd else { return false }
    if mark == UInt8(ascii: "."), pieces.count > 1, !last.isSpaced {
      let word = bytes[pieces[pieces.count - 2].range]
      if abbreviations.contains(String(decoding: word, as: UTF8.self).lowercased()) { return false }
      if word.count == 1, let only = word.first, only &- 65 < 26 { return false }
    }
    return startsUpper(bytes, last.range.upperBound)
  }

  /// Whether what follows, behind white space, can begin a sentence.
  private static func startsUpper(_ bytes: [UInt8], _ end: Int) -> Bool {
    var at = end
    guard at < bytes.count, bytes[at] <= 0x20 else { return false }
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    guard at < bytes.count else { return false }
    return !(bytes[at] &- 0x61 < 26)
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "etc", "approx", "est", "ca", "inc", "corp", "ltd", "co",
    "e.g",
    "i.e", "fig", "vol", "dept", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec",
  ]
}
