/// A search for one phrase in one segment.
///
/// Where the words stand is looked up only for documents that all lists have, and of those only for the ones that can still enter the top: a
/// phrase is nowhere more frequent than its rarest word or pair, which bounds its score before any position is read. Documents with great bounds
/// come first, in levels, each in the order of the documents.
struct PhraseSearch {
  private let scorer: PhraseScorer
  private let matcher: PhraseMatcher
  private let deletes: [UInt64]?
  /// The number of the segment's first document in the snapshot.
  private let base: Int
  private let scratch: SearchScratch
  private var lead: Postings { matcher.lead }

  init(_ scorer: PhraseScorer, deletes: [UInt64]?, base: Int, _ scratch: SearchScratch) {
    (self.scorer, self.deletes, self.base, self.scratch) = (scorer, deletes, base, scratch)
    matcher = scorer.matcher
  }

  /// Puts the best documents into the heap; returns how many match when that is asked for.
  func search(_ heap: inout TopHeap, counts: Bool) -> Int {
    if heap.capacity == 0, !counts { return 0 }
    // A sloppy phrase may match more often than a word occurs, so nothing bounds it.
    let isBounded = !counts && matcher.slop == 0
    var place = 0
    var total = 0
    while true {
      let count = gather(&place, least: isBounded ? heap.thresholdScore : nil)
      if count == 0, isAtEnd(place) { return total }
      if isBounded, count > 2 * Self.firstLevel {
        verifyLevels(count, &heap)
      } else {
        total += verify(count, &heap, isBounded: isBounded) { _ in true }
      }
    }
  }

  /// The number of documents with the phrase.
  func count() -> Int {
    var heap = TopHeap(capacity: 0)
    return search(&heap, counts: true)
  }

  // MARK: - Candidates

  @inline(__always)
  private func isLive(_ document: Int) -> Bool {
    deletes.map { $0[document >> 6] & (1 << UInt64(document & 63)) == 0 } ?? true
  }

  /// Whether a place of ``gather(_:least:)`` is behind the last document.
  private func isAtEnd(_ place: Int) -> Bool {
    switch lead.form {
    case .tiny: place > 0
    case .sparse: place >= lead.blockCount
    case .dense: place * 64 >= matcher.documentCount
    }
  }

  /// Collects the next documents that all lists have, from `place` on: a block of the shortest list, or a word of its bitmap.
  /// - Parameter least: what a document's bound has to reach; nil when there are no bounds.
  private func gather(_ place: inout Int, least: Float?) -> Int {
    let candidates = unsafe scratch.candidates
    let bounds = unsafe scratch.candidateBounds
    let slot = scorer.slot
    var count = 0
    switch lead.form {
    case .tiny:
      if place > 0 { return 0 }
      place = 1
      lead.forEachTiny { document, frequency, _ in
        guard isLive(document), matcher.othersContain(document) else { return }
        unsafe candidates[count] = UInt32(document)
        unsafe bounds[count] = slot.score(UInt32(truncatingIfNeeded: frequency), document)
        count += 1
      }
    case .sparse:
      let documents = unsafe scratch.documents
      let scores = unsafe scratch.blockScores
      while place < lead.blockCount, count + PostingsFormat.blockSize <= SearchScratch.candidateCapacity {
        defer { place += 1 }
        let size = lead.count(block: place)
        if let least {
          if slot.bound(lead.impact(block: place)) < least { continue }
          slot.scoreBlock(place, size, scratch)
        } else {
          _ = unsafe lead.decodeDocuments(block: place, to: documents)
        }
        for index in 0..<size {
          if let least, unsafe scores[index] < least { continue }
          let document = unsafe Int(documents[index])
          guard matcher.othersContain(document), isLive(document) else { continue }
          unsafe candidates[count] = UInt32(document)
          unsafe bounds[count] = scores[index]
          count += 1
        }
      }
    case .dense:
      while place * 64 < matcher.documentCount, count + 64 <= SearchScratch.candidateCapacity {
        defer { place += 1 }
        var bits = matcher.commonWord(place)
        if let deletes { bits &= ~deletes[place] }
        while bits != 0 {
          let document = place * 64 + bits.trailingZeroBitCount
          bits &= bits &- 1
          if document >= matcher.documentCount { break }
          let bound = unsafe slot.bound(Int(lead.grid[document / SegmentFormat.gridWidth]))
          if let least, bound < least { continue }
          unsafe candidates[count] = UInt32(document)
          unsafe bounds[count] = bound
          count += 1
        }
      }
    }
    return count
  }

  // MARK: - Positions

  /// Offers those of the candidates that are chosen and have the phrase; returns how many have it.
  /// - Parameter isBounded: whether those that cannot enter the top are left out.
  @inline(__always)
  private func verify(_ count: Int, _ heap: inout TopHeap, isBounded: Bool, _ isChosen: (Int) -> Bool) -> Int {
    var found = 0
    for index in 0..<count where isChosen(index) {
      let document = unsafe Int(scratch.candidates[index])
      if isBounded {
        if unsafe scratch.candidateBounds[index] < heap.thresholdScore { continue }
        // The bound of a frequent word is that of 16 documents.
        if lead.form == .dense,
          scorer.slot.score(lead.denseFrequency(lead.rank(document)), document) < heap.thresholdScore
        {
          continue
        }
      }
      let frequency = matcher.frequency(in: document)
      if frequency > 0 {
        found += 1
        heap.insert(scorer.score(frequency, document), base + document)
      }
    }
    return found
  }

  /// How many candidates the first level has at least.
  private static let firstLevel = 32
  private static let levelCount = 64

  /// Looks at the quarter of the candidates that has the greatest bounds, then at those of the others that can still enter the top. More levels cost
  /// more than they spare: neighbours among the documents share what is read.
  private func verifyLevels(_ count: Int, _ heap: inout TopHeap) {
    let bounds = unsafe scratch.candidateBounds
    let levels = unsafe scratch.candidateLevels
    var greatest: Float = 0
    for index in 0..<count { unsafe greatest = max(greatest, bounds[index]) }
    let scale = Float(Self.levelCount - 1) / max(greatest, .leastNormalMagnitude)
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.levelCount) { sizes in
      unsafe sizes.initialize(repeating: 0)
      for index in 0..<count {
        let level = unsafe min(Self.levelCount - 1, Int(bounds[index] * scale))
        unsafe levels[index] = UInt8(truncatingIfNeeded: level)
        unsafe sizes[level] += 1
      }
      var upper = Self.levelCount
      var wanted = max(Self.firstLevel, count / 4)
      while upper > 0 {
        var lower = upper
        var size = 0
        while lower > 0, size < wanted {
          lower -= 1
          unsafe size += sizes[lower]
        }
        _ = verify(count, &heap, isBounded: true) { unsafe levels[$0] >= lower && levels[$0] < upper }
        upper = lower
        wanted = count
      }
    }
  }
}
