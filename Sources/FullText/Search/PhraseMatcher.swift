/// Counts a phrase in one document after another of one segment.
final class PhraseMatcher {
  private let cursors: [PostingsCursor]
  private let offsets: [Int]
  private let slop: Int
  /// Cursors of frequent pairs inside the phrase: a document without the pair has no phrase.
  private let filters: [PostingsCursor]
  /// All lists a document has to be in, the shortest first.
  private let order: [PostingsCursor]
  private var positions: [[UInt32]]
  private var places: [Int]
  let documentCount: Int

  init(postings: [Postings], offsets: [Int], slop: Int, pairs: [Postings], documentCount: Int) {
    cursors = postings.map { PostingsCursor($0) }
    filters = pairs.map { PostingsCursor($0) }
    self.offsets = offsets
    self.slop = slop
    self.documentCount = documentCount
    order = (cursors + filters).sorted { $0.postings.documents < $1.postings.documents }
    positions = postings.map { _ in [] }
    places = postings.map { _ in 0 }
  }

  /// The first document from `target` on that has all words, or the number of documents.
  func nextCandidate(from target: Int) -> Int {
    var target = target
    search: while target < documentCount {
      for cursor in order {
        if cursor.postings.form == .dense {
          if cursor.postings.contains(target) { continue }
          target = cursor === order.first ? nextBit(cursor.postings, target + 1) : target + 1
          continue search
        }
        let next = cursor.advance(to: target)
        if next != target {
          target = next
          continue search
        }
      }
      return target
    }
    return documentCount
  }

  private func nextBit(_ postings: Postings, _ target: Int) -> Int {
    if target >= documentCount { return documentCount }
    var word = target >> 6
    var bits = postings.word(word) & (.max << UInt64(target & 63))
    while bits == 0 {
      word += 1
      if word * 64 >= documentCount { return documentCount }
      bits = postings.word(word)
    }
    return min(documentCount, word * 64 + bits.trailingZeroBitCount)
  }

  /// How often the phrase occurs in a document that has all words. A match whose words are `m` moves apart counts `1 / (1 + m)`.
  func frequency(in document: Int) -> Float {
    // The list whose positions are fewest leads.
    for index in cursors.indices { cursors[index].positions(of: document, into: &positions[index]) }
    if slop == 0 { return Float(exactFrequency()) }
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

  private func exactFrequency() -> Int {
    var lead = 0
    for index in positions.indices where positions[index].count < positions[lead].count { lead = index }
    for index in places.indices { places[index] = 0 }
    var frequency = 0
    next: for position in positions[lead] {
      let start = Int(position) - offsets[lead]
      for index in positions.indices where index != lead {
        let wanted = start + offsets[index]
        while places[index] < positions[index].count, Int(positions[index][places[index]]) < wanted {
          places[index] += 1
        }
        if places[index] >= positions[index].count { return frequency }
        if Int(positions[index][places[index]]) != wanted { continue next }
      }
      frequency += 1
    }
    return frequency
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
        window.bits[local >> 6] |= 1 << UInt64(local & 63)
        if scores { window.scores[local] = score(frequency, document) }
      }
      document = matcher.nextCandidate(from: document + 1)
    }
  }

  override func next(from document: Int) -> Int { matcher.nextCandidate(from: document) }
}
