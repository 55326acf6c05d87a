/// The characters of the language, read one after another.
extension QueryParserRun {
  mutating func boosted(_ query: Query) -> Query {
    guard index < text.count, text[index] == UInt8(ascii: "^") else { return query }
    let start = index
    index += 1
    let number = readBare()
    if let factor = Float(number), factor.isFinite, factor >= 0 { return .boost(query, factor: factor) }
    note("what stands behind ^ has to be a number", start..<index)
    return query
  }

  mutating func skipSpace() { while index < text.count, isSpace(text[index]) { index += 1 } }

  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  /// Whether a word is a web address, whose question marks and tildes are its own.
  func isAddress(_ word: [UInt8]) -> Bool {
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return false }
    return word[(colon + 1)...].starts(with: "//".utf8)
  }

  func string(_ start: Int, _ end: Int) -> String { String(decoding: text[start..<end], as: UTF8.self) }

  /// AND, OR or NOT in capitals, or `&&` and `||`, standing alone; and how many bytes it has.
  func peekOperator() -> (name: String, length: Int)? {
    // Hardly any word begins so.
    guard "AON&|".utf8.contains(text[index]) else { return nil }
    for (word, name) in [("AND", "AND"), ("OR", "OR"), ("NOT", "NOT"), ("&&", "AND"), ("||", "OR")]
    where text[index...].starts(with: word.utf8) {
      let end = index + word.utf8.count
      if end == text.count || isSpace(text[end]) || text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: ")") {
        return (name, word.utf8.count)
      }
    }
    return nil
  }

  mutating func readQuoted() -> String {
    let start = index
    index += 1
    var bytes: [UInt8] = []
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      if text[index] == UInt8(ascii: "\\"), index + 1 < text.count { index += 1 }
      bytes.append(text[index])
      index += 1
    }
    if index < text.count {
      index += 1
      return String(decoding: bytes, as: UTF8.self)
    }
    index = endOfOpenPhrase(from: start + 1)
    note(
      index < text.count
        ? "a quotation mark is not closed: the phrase was taken to end before what follows it here"
        : "a quotation mark is not closed", start..<index)
    return string(start + 1, index)
  }

  /// Where a phrase without a closing quotation mark ends: before the first word with a sign, operator, field or parenthesis, none of which people
  /// put inside a phrase; else at the end. The first word belongs to it in any case.
  private func endOfOpenPhrase(from start: Int) -> Int {
    var place = start
    while place < text.count, isSpace(text[place]) { place += 1 }
    var isFirst = true
    while place < text.count {
      var end = place
      while end < text.count, !isSpace(text[end]) { end += 1 }
      let word = text[place..<end]
      if !isFirst, isSyntax(word) { return trimmed(place, from: start) }
      if let parenthesis = word.firstIndex(of: UInt8(ascii: ")")), parenthesis > start { return parenthesis }
      isFirst = false
      place = end
      while place < text.count, isSpace(text[place]) { place += 1 }
    }
    return text.count
  }

  /// The offset without the space before it.
  private func trimmed(_ place: Int, from start: Int) -> Int {
    var place = place
    while place > start, isSpace(text[place - 1]) { place -= 1 }
    return place
  }

  /// Whether a word means something to the language by itself.
  private func isSyntax(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    if word.count > 1, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") { return true }
    if first == UInt8(ascii: "(") || ["AND", "OR", "NOT", "&&", "||"].contains(where: { word.elementsEqual($0.utf8) }) {
      return true
    }
    guard let colon = word.firstIndex(of: UInt8(ascii: ":")), colon > word.startIndex else { return false }
    return parser.field(named: String(decoding: word[..<colon], as: UTF8.self)) != nil
  }

  mutating func readInteger() -> Int? {
    let start = index
    while index < text.count, text[index] >= 0x30, text[index] <= 0x39, index - start < 9 { index += 1 }
    return Int(string(start, index))
  }

  mutating func readBare() -> String {
    let start = index
    while index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: ")"), text[index] != UInt8(ascii: "^")
    { index += 1 }
    return string(start, index)
  }
}
