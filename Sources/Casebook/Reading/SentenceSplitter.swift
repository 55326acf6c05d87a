/// Splits running text into sentences, as UTF-8 ranges without the white space around them.
///
/// A sentence ends at `.`, `!` or `?` (with closing quotes and brackets) before white space and something that can begin
/// a sentence, or at the full-width marks of Chinese and Japanese. Abbreviations, initials and numbers do not end one.
enum SentenceSplitter {
  /// Words before a full stop that rarely end a sentence.
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "inc", "ltd", "co", "corp", "llc", "vs", "etc", "eg", "ie",
    "e.g",
    "i.e", "approx", "no", "nos", "fig", "ca", "cf", "al", "dept", "est", "u.s", "u.k", "a.m", "p.m", "jan", "feb",
    "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "ca", "nr",
  ]

  static func ranges(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var ranges: [Range<Int>] = []
    var start = skipSpace(bytes, 0)
    var index = start
    while index < bytes.count {
      guard let after = endOfTerminator(bytes, index) else {
        index += 1
        continue
      }
      let isWide = bytes[index] >= 0x80
      let next = skipSpace(bytes, after)
      let ends =
        isWide || next == bytes.count || (next > after && canBegin(bytes, next) && !isAbbreviation(bytes, index, start))
      if ends {
        append(start..<after, of: bytes, to: &ranges)
        start = next
      }
      index = max(after, index + 1)
    }
    append(start..<bytes.count, of: bytes, to: &ranges)
    return ranges
  }

  private static func append(_ range: Range<Int>, of bytes: [UInt8], to ranges: inout [Range<Int>]) {
    var end = range.upperBound
    while end > range.lowerBound, isSpace(bytes[end - 1]) { end -= 1 }
    if end > range.lowerBound { ranges.append(range.lowerBound..<end) }
  }

  /// Where a terminator that starts at `index` ends, closing quotes included; nil where none starts.
  private static func endOfTerminator(_ bytes: [UInt8], _ index: Int) -> Int? {
    var end: Int
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      end = index + 1
      while end < bytes.count, [0x2E, 0x21, 0x3F].contains(bytes[end]) { end += 1 }
    case 0xE3 where matches(bytes, index, [0xE3, 0x80, 0x82]):  // 。
      end = index + 3
    case 0xEF where matches(bytes, index, [0xEF, 0xBC, 0x81]) || matches(bytes, index, [0xEF, 0xBC, 0x9F]):  // ！ ？
      end = index + 3
    default:
      return nil
    }
    while end < bytes.count {
      if [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]")].contains(bytes[end]) {
        end += 1
      } else if matches(bytes, end, [0xE2, 0x80, 0x9D]) || matches(bytes, end, [0xE2, 0x80, 0x99]) {  // ” ’
        end += 3
      } else {
        break
      }
    }
    return end
  }

  private static func matches(_ bytes: [UInt8], _ index: Int, _ wanted: [UInt8]) -> Bool {
    index + wanted.count <= bytes.count && bytes[index..<index + wanted.count].elementsEqual(wanted)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func skipSpace(_ bytes: [UInt8], _ index: Int) -> Int {
    var index = index
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    return index
  }

  /// Anything but a lower-case ASCII letter can begin a sentence.
  private static func canBegin(_ bytes: [UInt8], _ index: Int) -> Bool {
    !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index])
  }

  /// The word before the full stop at `index` is an abbreviation or an initial.
  private static func isAbbreviation(_ bytes: [UInt8], _ index: Int, _ sentence: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: ".") else { return false }
    var start = index
    while start > sentence, !isSpace(bytes[start - 1]), bytes[start - 1] != UInt8(ascii: "(") { start -= 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    let isInitial = index - start == 1 && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[start])
    return isInitial || abbreviations.contains(word.lowercased())
  }
}
