/// Counts a phrase in one document after another of one segment.
@safe final class PhraseMatcher {
  /// A word of the phrase with its cursor, its place in the phrase, and its positions in the document that is looked at. Nothing is counted,
  /// which took a fifth of the time: the matcher's lists keep both.
  @safe private struct Word {
    let cursor: Unmanaged<PostingsCursor>
    let positions: Unmanaged<PositionBuffer>
    let offset: Int

    /// Reads the positions in a document, up to the first few above `limit`, and returns how many there are.
    @inline(__always)
    func load(_ document: Int, limit: UInt32 = .max) -> Int {
      unsafe positions._withUnsafeGuaranteedRef { output in
        unsafe cursor._withUnsafeGuaranteedRef { cursor in
          guard cursor.locate(document) > 0 else { return 0 }
          cursor.positions(into: output, limit: limit)
          return output.count
        }
      }
    }
  }

  private let cursors: [PostingsCursor]
  /// Cursors of frequent pairs inside the phrase: a document without the pair has no phrase.
  private let filters: [PostingsCursor]
  private let positions: [PositionBuffer]
  private let offsets: [Int]
  let slop: Int
  /// The words, those of the shortest lists first.
  private let words: [Word]
  /// The shortest of all lists, and the others: those that are stepped through, the shortest first, and those that are only asked.
  let lead: Postings
  private let leadCursor: Unmanaged<PostingsCursor>
  private let stepped: [Unmanaged<PostingsCursor>]
  private let asked: [Postings]
  private var places: [Int]
  let documentCount: Int

  /// - Parameter postings: the list of each word, of which there is one at least.
  init?(postings: [Postings], offsets: [Int], slop: Int, pairs: [Postings], documentCount: Int) {
    cursors = postings.map { PostingsCursor($0) }
    filters = pairs.map { PostingsCursor($0) }
    let positions = postings.map { _ in PositionBuffer() }
    self.positions = positions
    self.offsets = offsets
    self.slop = slop
    self.documentCount = documentCount
    let order = (cursors + filters).sorted { $0.postings.documents < $1.postings.documents }
    guard let first = order.first else { return nil }
    lead = first.postings
    unsafe leadCursor = unsafe .passUnretained(first)
    let others = order.dropFirst()
    unsafe stepped = unsafe others.filter { $0.postings.form != .dense }.map { unsafe .passUnretained($0) }
    asked = others.map(\.postings).filter { $0.form == .dense }
    let rarestFirst = postings.indices.sorted { postings[$0].documents < postings[$1].documents }
    words = rarestFirst.map { [cursors] in
      unsafe Word(
        cursor: .passUnretained(cursors[$0]), positions: .passUnretained(positions[$0]), offset: offsets[$0])
    }
    places = postings.map { _ in 0 }
  }

  // MARK: - Documents that have all words

  /// Whether the lists besides the shortest have the document.
  @inline(__always)
  func othersContain(_ document: Int) -> Bool {
    for postings in asked where !postings.contains(document) { return false }
    for index in unsafe stepped.indices
    where unsafe stepped[index]._withUnsafeGuaranteedRef({ $0.advance(to: document) }) != document { return false }
    return true
  }

  /// The first document from `target` on that has all words, or the number of documents.
  func nextCandidate(from target: Int) -> Int {
    // The shortest list is a bitmap only when all are.
    if lead.form == .dense { return nextCommonBit(from: target) }
    var target = target
    search: while target < documentCount {
      target = unsafe leadCursor._withUnsafeGuaranteedRef { $0.advance(to: target) }
      if target >= documentCount { return documentCount }
      for postings in asked where !postings.contains(target) {
        target += 1
        continue search
      }
      for index in unsafe stepped.indices {
        let next = unsafe stepped[index]._withUnsafeGuaranteedRef { $0.advance(to: target) }
        if next != target {
          target = next
          continue search
        }
      }
      return target
    }
    return documentCount
  }

  /// The documents of word `word` of the bitmaps that all dense lists have; the shortest list has to be one.
  @inline(__always)
  func commonWord(_ word: Int) -> UInt64 {
    var bits = lead.word(word)
    for postings in asked { bits &= postings.word(word) }
    return bits
  }

  /// The first document from `target` on that all bitmaps have.
  private func nextCommonBit(from target: Int) -> Int {
    if target >= documentCount { return documentCount }
    var word = target >> 6
    var mask = UInt64.max << UInt64(target & 63)
    while word * 64 < documentCount {
      let bits = mask & commonWord(word)
      if bits != 0 { return min(documentCount, word * 64 + bits.trailingZeroBitCount) }
      mask = .max
      word += 1
    }
    return documentCount
  }

  // MARK: - One document

  /// How often the phrase occurs in a document that has all words. A match whose words are `m` moves apart counts `1 / (1 + m)`.
  @inline(__always)
  func frequency(in document: Int) -> Float { slop == 0 ? Float(exactFrequency(document)) : sloppyFrequency(document) }

  private func sloppyFrequency(_ document: Int) -> Float {
    for index in cursors.indices {
      _ = cursors[index].locate(document)
      cursors[index].positions(into: positions[index])
      places[index] = 0
    }
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
  private func exactFrequency(_ document: Int) -> Int {
    let lead = words[0]
    var found = lead.load(document)
    let kept = unsafe lead.positions._withUnsafeGuaranteedRef { unsafe $0.values }
    for index in 1..<max(1, words.count) {
      if found == 0 { return 0 }
      let word = words[index]
      let last = unsafe Int64(kept[found - 1]) + Int64(word.offset - lead.offset)
      if last < 0 { return 0 }
      let count = word.load(document, limit: UInt32(truncatingIfNeeded: min(last, Int64(UInt32.max))))
      found = confirm(found, by: word, count)
    }
    return found
  }

  /// Keeps those of the rarest word's first `found` places where another word, whose `count` positions were read, stands in its place.
  @inline(__always)
  private func confirm(_ found: Int, by word: Word, _ count: Int) -> Int {
    let kept = unsafe words[0].positions._withUnsafeGuaranteedRef { unsafe $0.values }
    let other = unsafe word.positions._withUnsafeGuaranteedRef { unsafe $0.values }
    let shift = Int64(word.offset - words[0].offset)
    var left = 0
    var place = 0
    for candidate in 0..<found {
      let wanted = unsafe Int64(kept[candidate]) + shift
      while place < count, unsafe Int64(other[place]) < wanted { place += 1 }
      if place >= count { break }
      if unsafe Int64(other[place]) == wanted {
        unsafe kept[left] = unsafe kept[candidate]
        left += 1
      }
    }
    return left
  }
}

/// The documents of a phrase.
final class PhraseScorer: Scorer {
  let matcher: PhraseMatcher
  /// Weight, norms and scale; its postings are the shortest list of the phrase, and so its bounds are bounds of the phrase.
  let slot: TermSlot

  init(_ matcher: PhraseMatcher, slot: TermSlot) { (self.matcher, self.slot) = (matcher, slot) }

  @inline(__always)
  func score(_ frequency: Float, _ document: Int) -> Float {
    slot.weight * (frequency / (frequency + slot.norm(document))) + slot.grain - slot.grain
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
