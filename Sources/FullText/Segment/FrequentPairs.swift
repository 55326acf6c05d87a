/// Postings for frequent pairs of neighbours: a phrase of two words that many documents have is then looked up like one word (nextword indexes:
/// Bahle, Williams and Zobel, "Efficient Phrase Querying with an Auxiliary Index", 2002).
///
///     frequentTerms := count:varint (term:blob){count}           in order; a term's rank is its place, from 1
///     pairs         := dictionary of the keys first:u16 second:u16, both ranks, big-endian
///     pairPostings  := postings with frequencies and without positions
///
/// Every pair of neighbours of which both are frequent is there, so a pair that is not found occurs nowhere. A term is frequent when at least
/// one in 24 documents has it (one in 16 in a segment of 65,536 documents or more), and had in the segments that were merged.
struct FrequentPairs {
  private let ranks: [[UInt8]: UInt16]
  let dictionary: TermDictionary
  let postings: Range<Int>

  init?(file: SegmentFile, field: Int) throws {
    guard let terms = file.section(.frequentTerms, field: field), let pairs = file.section(.pairs, field: field),
      let index = file.section(.pairsIndex, field: field), let postings = file.section(.pairPostings, field: field)
    else { return nil }
    try file.verify(terms)
    var reader = try file.reader(terms, "frequent terms")
    var ranks: [[UInt8]: UInt16] = [:]
    let count = try reader.count(atMost: SegmentFormat.maximumFrequentTerms)
    for rank in 0..<count { ranks[try reader.blob()] = UInt16(rank + 1) }
    self.ranks = ranks
    dictionary = try TermDictionary(file: file, blocks: pairs, index: index)
    self.postings = postings
  }

  var terms: [[UInt8]] { ranks.sorted { $0.value < $1.value }.map(\.key) }

  func isFrequent(_ term: [UInt8]) -> Bool { ranks[term] != nil }

  static func key(_ first: UInt16, _ second: UInt16) -> [UInt8] {
    [UInt8(first >> 8), UInt8(first & 255), UInt8(second >> 8), UInt8(second & 255)]
  }

  /// The pair's postings; nil when a word is not frequent, `.some(nil)` when no document has the pair.
  func find(_ first: [UInt8], _ second: [UInt8]) throws -> TermInfo?? {
    guard let a = ranks[first], let b = ranks[second] else { return nil }
    return unsafe .some(try Self.key(a, b).withUnsafeBufferPointer { try unsafe dictionary.find($0) })
  }

  static func isFrequent(documents: Int, of count: Int) -> Bool {
    let isLarge = count >= SegmentFormat.largeDocumentCount
    let ratio = isLarge ? SegmentFormat.frequentRatioOfLarge : SegmentFormat.frequentRatio
    return count >= SegmentFormat.minimumDocumentsForPairs && documents >= (count + ratio - 1) / ratio
  }
}
