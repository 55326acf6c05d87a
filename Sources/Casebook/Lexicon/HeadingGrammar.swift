/// The little grammar that headings need: where their parts and noun phrases begin and end.
///
/// A heading is cut into segments at colons, dashes and parentheses, and a segment into noun phrases at "and", "or",
/// commas and slashes. What follows a preposition only qualifies what stands before it.
struct HeadingGrammar {
  /// Where a phrase stands in a heading.
  struct Place {
    var segment: Int32
    var nounPhrase: Int32
    /// The phrase is nothing but a word that also adds nothing: "overview" in "Results Overview".
    var isFiller: Bool
    var confidence: Double
  }

  private struct Word {
    var segment: Int32 = 0
    var isSegmentBegin = false
    var isSkip = false
    var isBreak = false
    var isJoin = false
    var isFiller = false
  }

  /// What has more words is a paragraph that someone set as a heading.
  static let longestHeading = 40

  private let scanned: [ScannedWord]
  private let first: Int
  private var words: [Word]
  /// Whether the heading only names a thing: "Case Study 4: ...".
  private(set) var isName = false

  init(words scanned: [ScannedWord], first: Int) {
    self.scanned = scanned
    self.first = first
    words = [Word](repeating: Word(), count: scanned.count)
    var segment: Int32 = 0
    for index in scanned.indices {
      let begins = index > first && scanned[index].separator >= .clause
      if begins { segment += 1 }
      words[index].segment = segment
      words[index].isSegmentBegin = begins || index == first
      words[index].isJoin = index > first && scanned[index].separator == .comma
    }
  }

  /// Takes down what a phrase of the grammar says of its words.
  mutating func note(_ kind: RoleLexicon.Rule.Kind, _ hit: PhraseIndex.Hit) {
    let range = Int(hit.begin)..<Int(hit.end)
    switch kind {
    case .skip: for index in range { words[index].isSkip = true }
    case .break: if !isInCompound(range.lowerBound) { words[range.lowerBound].isBreak = true }
    case .join: if !isInCompound(range.lowerBound) { words[range.lowerBound].isJoin = true }
    case .filler: for index in range { words[index].isFiller = true }
    case .name: isName = isName || Int(hit.begin) == begin || Int(hit.begin) == first
    case .role, .exception: break
    }
  }

  /// Whether hyphens tie the word to others: the "to" of "go-to-market" is no preposition.
  private func isInCompound(_ index: Int) -> Bool {
    let isTiedBack = index > first && scanned[index].separator == .joined
    return isTiedBack || (index + 1 < scanned.count && scanned[index + 1].separator == .joined)
  }

  /// The first word that is no article or the like.
  var begin: Int {
    var index = first
    while index + 1 < words.count, words[index].isSkip { index += 1 }
    return index
  }

  /// The place of a phrase where it may decide, else nil.
  func place(of hit: PhraseIndex.Hit, isOpen: Bool) -> Place? {
    let begin = Int(hit.begin)
    let end = Int(hit.end)
    guard begin >= first, end <= words.count, begin < end, words[begin].segment == words[end - 1].segment else {
      return nil
    }
    let segment = words[begin].segment
    // Back to the segment's begin: a preposition on the way puts the phrase in the tail.
    var nounPhrase: Int32 = 0
    var index = begin
    var isWhole = true
    while !words[index].isSegmentBegin, index > first {
      if words[index].isJoin { nounPhrase += 1 }
      index -= 1
      if words[index].isBreak { return nil }
      if !words[index].isSkip { isWhole = false }
    }
    let hasEnd = isOpen || isEndOfNounPhrase(end, segment)
    guard hasEnd else { return nil }
    let reachesEnd = end == words.count || words[end].segment != segment
    isWhole = isWhole && reachesEnd
    guard segment == 0 || isWhole else { return nil }
    return Place(
      segment: segment, nounPhrase: nounPhrase, isFiller: (begin..<end).allSatisfy { words[$0].isFiller },
      confidence: segment > 0 ? 0.8 : isWhole ? 1 : nounPhrase > 0 ? 0.75 : 0.9)
  }

  /// Whether nothing of weight follows in the noun phrase.
  private func isEndOfNounPhrase(_ end: Int, _ segment: Int32) -> Bool {
    var index = end
    while index < words.count, words[index].segment == segment, !words[index].isBreak, !words[index].isJoin {
      guard words[index].isFiller || scanned[index].isNumber else { return false }
      index += 1
    }
    return true
  }

  /// How many words before the text are only its number: "3.", "2.1", "IV.", "a)".
  static func wordsBeforeText(_ words: [ScannedWord], _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index + 1 < words.count {
      let word = words[index]
      if word.isNumber {
        index += 1
        continue
      }
      let end = Int(word.end)
      let isMarker = end < bytes.count && (bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"))
      let isOrdinal = word.end - word.begin == 1 || isRoman(bytes[Int(word.begin)..<end])
      guard index == 0 || words[index - 1].isNumber, isMarker, isOrdinal else { break }
      index += 1
      break
    }
    return index
  }

  private static func isRoman(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.count <= 5 && bytes.allSatisfy { byte in "ivxIVX".utf8.contains(byte) }
  }
}
