/// Counts a phrase in one document after another of one segment.
@safe final class PhraseMatcher {
  private let cursors: [PostingsCursor]
  private let offsets: [Int]
  let slop: Int
  /// Cursors of frequent pairs inside the phrase: a document without the pair has no phrase.
  private let filters: [PostingsCursor]
  /// The lists a document has to be in: those that are stepped through, the shortest first, and those that are only asked. Without counting of
  /// references, which took a fifth of the time; `cursors` and `filters` keep them.
  private let stepped: [Unmanaged<PostingsCursor>]
  private let asked: [Postings]
  /// The cursors of the words, likewise.
  private let words: [Unmanaged<PostingsCursor>]
  private let positions: [PositionBuffer]
  /// The words, those of the shortest lists first.
  private let rarestFirst: [Int]
  private var places: [Int]
  let documentCount: Int

  init(postings: [Postings], offsets: [Int], slop: Int, pairs: [Postings], documentCount: Int) {
    cursors = postings.map { PostingsCursor($0) }
    filters = pairs.map { PostingsCursor($0) }
    self.offsets = offsets
    self.slop = slop
    self.documentCount = documentCount
    let order = (cursors + filters).sorted { $0.postings.documents < $1.postings.documents }
    unsafe stepped = unsafe order.filter { $0.postings.form != .dense }.map { unsafe Unmanaged.passUnretained($0) }
    asked = order.map(\.postings).filter { $0.form == .dense }
    unsafe words = unsafe cursors.map { unsafe Unmanaged.passUnretained($0) }
    positions = postings.map { _ in PositionBuffer() }
    rarestFirst = postings.indices.sorted { postings[$0].documents < postings[$1].documents }
    places = postings.map { _ in 0 }
  }

  /// The first document from `target` on that has all words, or the number of documents.
  func nextCandidate(from target: Int) -> Int {
    if unsafe stepped.isEmpty { return nextCommonBit(from: target) }
    var target = target
    search: while target < documentCount {
      for index in unsafe stepped.indices {
        let next = unsafe stepped[index]._withUnsafeGuaranteedRef { $0.advance(to: target) }
        if next != target {
          target = next
          continue search
        }
      }
      for postings in asked where !postings.contains(target) {
        target += 1
        continue search
      }
      return target
    }
    return documentCount
  }

  /// The first document from `target` on that all bitmaps have.
  private func nextCommonBit(from target: Int) -> Int {
    if target >= documentCount { return documentCount }
    var word = target >> 6
    var mask = UInt64.max << UInt64(target & 63)
    while word * 64 < documentCount {
      var bits = mask
      for postings in asked { bits &= postings.word(word) }
      if bits != 0 { return min(documentCount, word * 64 + bits.trailingZeroBitCount) }
      mask = .max
      word += 1
    }
    return documentCount
  }

  /// An upper bound of the phrase's frequency in a document that has all words, which is then ready for ``frequency()``.
  @inline(__always)
  func maximumFrequency(in document: Int) -> Int {
    var smallest = Int.max
    for index in unsafe words.indices {
      smallest = unsafe min(smallest, words[index]._withUnsafeGuaranteedRef { $0.locate(document) })
    }
    return slop == 0 ? smallest : .max
  }

  func frequency(in document: Int) -> Float {
    for cursor in cursors { _ = cursor.locate(document) }
    return frequency()
  }

  /// How often the phrase occurs in the document that was made ready. A match whose words are `m` moves apart counts `1 / (1 + m)`.
  func frequency() -> Float {
    if slop == 0 { return Float(exactFrequency()) }
    for index in cursors.indices { cursors[index].positions(into: positions[index]) }
    for index in places.indices { places[index] = 0 }
    var frequency: Float = 0
    while true {
      var smallest = Int.max
      var greatest = Int.min
      for index in positions.indices {
        guard places[index] < positions[index].count else { return frequency }
        let place = Int(positions[index][places[index]]) - offsets[index]
        smallest = min(smallest, place)
        greatest = max(greatest, place)
      }
      if greatest - smallest <= slop { frequency += 1 / Float(1 + greatest - smallest) }
      for index in positions.indices where Int(positions[index][places[index]]) - offsets[index] == smallest {
        places[index] += 1
      }
    }
  }

  /// Starts from the rarest word's places and keeps those that every other word confirms: most documents end at the second word.
  private func exactFrequency() -> Int {
    let lead = positions[rarestFirst[0]]
    unsafe words[rarestFirst[0]]._withUnsafeGuaranteedRef { $0.positions(into: lead) }
    let leadOffset = offsets[rarestFirst[0]]
    var found = lead.count
    for word in rarestFirst.dropFirst() {
      let other = positions[word]
      unsafe words[word]._withUnsafeGuaranteedRef { $0.positions(into: other) }
      let shift = offsets[word] - leadOffset
      var kept = 0
      var place = 0
      for index in 0..<found {
        let wanted = Int(lead[index]) + shift
        while place < other.count, Int(other[place]) < wanted { place += 1 }
        if place >= other.count { break }
        if Int(other[place]) == wanted {
          unsafe lead.values[kept] = lead[index]
          kept += 1
        }
      }
      if kept == 0 { return 0 }
      found = kept
    }
    return found
  }
}

/// The documents of a phrase.
final class PhraseScorer: Scorer {
  let matcher: PhraseMatcher
  /// Weight, norms and scale; its postings are those of the phrase's first word.
  let slot: TermSlot

  init(_ matcher: PhraseMatcher, slot: TermSlot) { (self.matcher, self.slot) = (matcher, slot) }

  @inline(__always)
  func score(_ frequency: Float, _ document: Int) -> Float {
    slot.weight * (frequency / (frequency + slot.norm(document)))
  }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    let end = min(matcher.documentCount, base + Window.width)
    var document = matcher.nextCandidate(from: base)
    while document < end {
      let frequency = matcher.frequency(in: document)
      if frequency > 0 {
        let local = document - base
        unsafe window.bits[local >> 6] |= 1 << UInt64(local & 63)
        if scores { unsafe window.scores[local] = score(frequency, document) }
      }
      document = matcher.nextCandidate(from: document + 1)
    }
  }

  override func next(from document: Int) -> Int { matcher.nextCandidate(from: document) }
}
