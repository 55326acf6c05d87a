/// Words of which only the shape is known, alone and in phrases.
extension QueryParserRun {
  mutating func pattern(_ word: [UInt8], _ literal: Set<Int>, _ shape: [Int], _ field: String?, _ range: Range<Int>)
    -> Query?
  {
    if word == [UInt8(ascii: "*")] { return field.map { .exists(field: $0) } ?? .all }
    if shape == [word.count - 1], word.last == UInt8(ascii: "*") {
      let prefix = String(decoding: word.dropLast(), as: UTF8.self)
      return over(field) { .prefix(field: $0, text: prefix) }
    }
    // A question mark at the end of a question is punctuation.
    if shape == [word.count - 1], word.last == UInt8(ascii: "?") { return nil }
    if let separator = word.first(where: separatesWords) {
      note(
        "a pattern stands for one word, and '\(Unicode.Scalar(separator))' parts words: only * at the end can follow it",
        range)
    }
    var pattern: [UInt8] = []
    for (offset, byte) in word.enumerated() {
      if literal.contains(offset) { pattern.append(UInt8(ascii: "\\")) }
      pattern.append(byte)
    }
    return over(field) { .wildcard(field: $0, pattern: String(decoding: pattern, as: UTF8.self)) }
  }

  /// A phrase between quotation marks; with a star at its end the last word only has to begin so.
  mutating func quoted(_ phrase: String, slop: Int, _ field: String?, _ range: Range<Int>) -> Query {
    let bytes = Array(phrase.utf8)
    let star = UInt8(ascii: "*")
    var isPrefix = false
    if bytes.count > 1, bytes[bytes.count - 1] == star, isWordCharacter(bytes[bytes.count - 2]) {
      isPrefix = slop == 0
      if !isPrefix { note("a phrase whose words may be apart has no star: it was left out", range) }
    }
    let hasInnerStar = zip(bytes, bytes.dropFirst()).enumerated().contains { place, pair in
      pair.0 == star && isWordCharacter(pair.1)
        || pair.1 == star && isWordCharacter(pair.0) && place + 2 < bytes.count
    }
    if hasInnerStar { note("in a phrase only the last word may end with a star: the others were left out", range) }
    let words = isPrefix ? String(decoding: bytes.dropLast(), as: UTF8.self) : phrase
    return over(field) { field in
      guard isText(field) else { return exact(field, phrase) }
      return isPrefix ? .phrasePrefix(field: field, text: words) : .phrase(field: field, text: words, slop: slop)
    }
  }

  private func isWordCharacter(_ byte: UInt8) -> Bool { isLetter(byte) || byte >= 0x30 && byte <= 0x39 }

  /// Whether no word has this character, whatever stands beside it.
  private func separatesWords(_ byte: UInt8) -> Bool {
    byte < 0x80 && !isWordCharacter(byte) && !"*?_'.,;:\\".utf8.contains(byte)
  }
}
