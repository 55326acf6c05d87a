/// One word of a query in one segment, ready to be scored.
@safe struct TermSlot {
  var postings: Postings
  /// What the fraction `frequency / (frequency + norm)` is multiplied with.
  var weight: Float
  /// The length code of each document, and what it adds below the fraction bar; without norms every document counts as of average length.
  var norms: UnsafePointer<UInt8>?
  var table: UnsafePointer<Float>
  /// An impact of the list, divided by this, bounds the fraction in the whole index: the segment's average length may differ from it.
  var scale: Float
  /// Three times 2^22 units, or 0. Adding and subtracting it rounds a score to whole units; sums of whole units are exact, so they do not depend on
  /// the order in which lists are read, and with it on how documents are spread over segments.
  var grain: Float = 0

  /// A whole unit: scores may be rounded up by half of it.
  private var unit: Float { grain / Float(3 << 22) }

  /// No document scores more.
  var maximumScore: Float { bound(postings.maximumImpact) }

  @inline(__always)
  func bound(_ impact: Int) -> Float { weight * min(1, Float(impact) / (255 * scale)) + unit }

  @inline(__always)
  func norm(_ document: Int) -> Float { unsafe norms.map { unsafe table[Int($0[document])] } ?? BM25.k1 }

  @inline(__always)
  func score(_ frequency: UInt32, _ document: Int) -> Float {
    let frequency = Float(frequency)
    return weight * (frequency / (frequency + norm(document))) + grain - grain
  }
}

extension TermSlot {
  /// Decodes a sparse block: its documents and their scores go to the scratch memory.
  @inline(__always)
  func scoreBlock(_ block: Int, _ count: Int, _ scratch: SearchScratch) {
    let documents = unsafe scratch.documents
    let frequencies = unsafe scratch.frequencies
    let scores = unsafe scratch.blockScores
    let rest = unsafe postings.decodeDocuments(block: block, to: documents)
    if postings.hasFrequencies {
      _ = unsafe postings.decodeFrequencies(rest, count: count, to: frequencies)
    } else {
      unsafe frequencies.update(repeating: 0, count: count)
    }
    if let norms = unsafe norms {
      for index in 0..<count { unsafe scores[index] = unsafe table[Int(norms[Int(documents[index])])] }
    } else {
      unsafe scores.update(repeating: BM25.k1, count: count)
    }
    // Whole registers; what lies behind the last document is not used.
    let raw = UnsafeMutableRawPointer(scores)
    let one = SIMD8<UInt32>(repeating: 1)
    var index = 0
    while index < count {
      let whole = unsafe UnsafeRawPointer(frequencies + index).loadUnaligned(as: SIMD8<UInt32>.self) &+ one
      let frequency = unsafe SIMD8<Float>(unsafeBitCast(whole, to: SIMD8<Int32>.self))
      let norm = unsafe raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      unsafe raw.storeBytes(
        of: weight * (frequency / (frequency + norm)) + grain - grain, toByteOffset: index * 4, as: SIMD8<Float>.self)
      index += 8
    }
    unsafe assert(
      Invariants.hold(
        UnsafeBufferPointer(start: scores, count: count).allSatisfy {
          $0 <= bound(postings.impact(block: block)) * TermSum.rounding
        }), "a score passes the bound of its block")
  }
}

/// A search for words in one segment: the sum of their scores, some words required, some optional, some prohibited.
///
/// This is what nearly all searches are. These ways lead through it:
/// - `searchDense` for one frequent word: the same with its grid alone.
/// - `searchCells` when no required word is rare: a bound for each 16 documents comes from the grids of the frequent words, and cells are scored
///   from the greatest bound down until none can enter the top.
/// - `searchDriver` when a required word is rare: its documents are looked up in the other lists.
/// - `searchRareFirst` when all are optional: the rarest words' documents often fill the top, and nothing without them can reach it ("MaxScore":
///   Turtle and Flood, 1995). When they do not, the score they reached spares `searchCells` most cells.
struct TermSum {
  var required: [TermSlot] = []
  var optional: [TermSlot] = []
  var prohibited: [Postings] = []
  /// The documents that may be found at all, one bit each; nil when all may.
  var allowed: [UInt64]?
  let documentCount: Int
  /// The number of the segment's first document in the snapshot.
  let base: Int

  /// Sums of the same scores in another order differ by less than this factor: bounds are multiplied with it before scores are held against them.
  static let rounding: Float = 1.00001

  func search(_ scratch: SearchScratch, _ heap: inout TopHeap) {
    if heap.capacity == 0 { return }
    assert((required + optional).allSatisfy { $0.weight >= 0 && $0.scale > 0 }, "scores are bounded from below by 0")
    if required.contains(where: { $0.postings.form != .dense }) {
      searchDriver(scratch, &heap)
    } else if required.count + optional.count == 1, prohibited.isEmpty, let slot = required.first ?? optional.first,
      slot.postings.form == .dense, slot.postings.hasFrequencies
    {
      searchDense(slot, scratch, &heap)
    } else if required.isEmpty, optional.count == 1, optional[0].postings.form != .dense {
      searchSingle(scratch, &heap)
    } else if !required.isEmpty || optional.count < 2 || !searchRareFirst(scratch, &heap) {
      searchCells(scratch, &heap)
    }
  }

  @inline(__always)
  func isAllowed(_ document: Int) -> Bool {
    allowed.map { $0[document >> 6] & (1 << UInt64(document & 63)) != 0 } ?? true
  }

  // MARK: - One rare word

  private func searchSingle(_ scratch: SearchScratch, _ heap: inout TopHeap) {
    let slot = optional[0]
    let excluded = prohibited.map { PostingsCursor($0) }
    @inline(__always)
    func isFound(_ document: Int) -> Bool {
      isAllowed(document) && !excluded.contains { $0.contains(document) }
    }
    if slot.postings.form == .tiny {
      slot.postings.forEachTiny { document, frequency, _ in
        if isFound(document) {
          heap.insert(slot.score(UInt32(truncatingIfNeeded: frequency), document), base + document)
        }
      }
      return
    }
    let documents = unsafe scratch.documents
    let scores = unsafe scratch.blockScores
    let isFree = allowed == nil && excluded.isEmpty
    for block in 0..<slot.postings.blockCount {
      if slot.bound(slot.postings.impact(block: block)) < heap.thresholdScore { continue }
      let count = slot.postings.count(block: block)
      slot.scoreBlock(block, count, scratch)
      for index in 0..<count where unsafe scores[index] >= heap.thresholdScore {
        let document = unsafe Int(documents[index])
        if isFree || isFound(document) { unsafe heap.insert(scores[index], base + document) }
      }
    }
  }

  // MARK: - A rare required word

  /// The lists that a document of the driver is looked up in.
  private struct Probes {
    /// A list with its cursor, which is not counted: `owned` keeps it.
    @safe struct Probe {
      var slot: TermSlot
      private let unmanaged: Unmanaged<PostingsCursor>

      init(_ slot: TermSlot, _ cursor: PostingsCursor) {
        self.slot = slot
        unsafe unmanaged = unsafe .passUnretained(cursor)
      }

      var cursor: PostingsCursor { unsafe unmanaged.takeUnretainedValue() }

      @inline(__always)
      func contains(_ document: Int) -> Bool {
        slot.postings.form == .dense
          ? slot.postings.contains(document) : unsafe unmanaged._withUnsafeGuaranteedRef { $0.contains(document) }
      }

      @inline(__always)
      func frequency(of document: Int) -> UInt32 {
        unsafe unmanaged._withUnsafeGuaranteedRef { $0.frequency(of: document) }
      }
    }
    var others: [Probe] = []
    var extras: [Probe] = []
    var excluded: [PostingsCursor] = []
    private var owned: [PostingsCursor] = []

    mutating func probe(_ slot: TermSlot) -> Probe {
      let cursor = PostingsCursor(slot.postings)
      owned.append(cursor)
      return Probe(slot, cursor)
    }
    /// No document gets more than this from the others and the extras.
    var rest: Float = 0
  }

  private func searchDriver(_ scratch: SearchScratch, _ heap: inout TopHeap) {
    let order = required.sorted { $0.postings.documents < $1.postings.documents }
    guard let driver = order.first else { return }
    var probes = Probes()
    for slot in order.dropFirst() {
      probes.others.append(probes.probe(slot))
      probes.rest += slot.maximumScore
    }
    for slot in optional {
      probes.extras.append(probes.probe(slot))
      probes.rest += slot.maximumScore
    }
    probes.excluded = prohibited.map { PostingsCursor($0) }
    // Rounding must not lose a document that just enters.
    probes.rest *= Self.rounding
    drive(driver, probes, scratch, &heap)
  }

  /// Offers the documents of a list that is not dense.
  private func drive(_ driver: TermSlot, _ probes: borrowing Probes, _ scratch: SearchScratch, _ heap: inout TopHeap) {
    switch driver.postings.form {
    case .tiny:
      driver.postings.forEachTiny { document, frequency, _ in
        let score = driver.score(UInt32(truncatingIfNeeded: frequency), document)
        if score + probes.rest >= heap.thresholdScore { probe(document, score, probes, &heap) }
      }
    case .sparse:
      let documents = unsafe scratch.documents
      let scores = unsafe scratch.blockScores
      for block in 0..<driver.postings.blockCount {
        if driver.bound(driver.postings.impact(block: block)) + probes.rest < heap.thresholdScore { continue }
        let count = driver.postings.count(block: block)
        driver.scoreBlock(block, count, scratch)
        for index in 0..<count where unsafe scores[index] + probes.rest >= heap.thresholdScore {
          unsafe probe(Int(documents[index]), scores[index], probes, &heap)
        }
      }
    case .dense: break
    }
  }

  // MARK: - Rare optional words first

  /// How many documents of rare words are looked up before the cells are tried; of queries of more words fewer, since each is looked up in all
  /// their lists.
  private var rareDocuments: Int { 4096 / max(4, optional.count) }

  /// Offers the documents of the rarest words, one word after another. Returns whether no other document can enter the top; else the heap is as it
  /// was, but for the score that is known to be reached.
  private func searchRareFirst(_ scratch: SearchScratch, _ heap: inout TopHeap) -> Bool {
    let order = optional.sorted { $0.postings.documents < $1.postings.documents }
    if order[0].postings.form == .dense || order[0].postings.documents > rareDocuments { return false }
    let before = heap
    var probes = Probes()
    for slot in order { probes.extras.append(probes.probe(slot)) }
    probes.excluded = prohibited.map { PostingsCursor($0) }
    probes.rest = order.reduce(0) { $0 + $1.maximumScore }
    var left = rareDocuments
    for slot in order {
      left -= slot.postings.documents
      if slot.postings.form == .dense || left < 0 {
        // The cells add a document's scores up in another order: rounding must not put it below what it reached here.
        let floor = heap.thresholdScore * 0.9999
        assert(floor <= heap.thresholdScore && before.thresholdScore <= heap.thresholdScore)
        heap = before
        heap.floor = max(heap.floor, floor)
        return false
      }
      let cursor = probes.extras.removeFirst().cursor
      // Not a difference: rounding could leave too little.
      probes.rest = probes.extras.reduce(0) { $0 + $1.slot.maximumScore } * Self.rounding
      drive(slot, probes, scratch, &heap)
      if probes.rest < heap.thresholdScore { return true }
      probes.excluded.append(cursor)
    }
    return true
  }

  /// Offers a document of the driver if the other lists have it.
  @inline(__always)
  private func probe(_ document: Int, _ driven: Float, _ probes: borrowing Probes, _ heap: inout TopHeap) {
    for index in probes.others.indices where !probes.others[index].contains(document) { return }
    if !isAllowed(document) { return }
    for cursor in probes.excluded where cursor.contains(document) { return }
    var score = driven
    for index in probes.others.indices {
      score += probes.others[index].slot.score(probes.others[index].frequency(of: document), document)
    }
    for index in probes.extras.indices {
      let frequency = probes.extras[index].frequency(of: document)
      if frequency > 0 { score += probes.extras[index].slot.score(frequency, document) }
    }
    assert(
      Invariants.hold(score <= (driven + probes.rest) * Self.rounding), "a document passes the bound it was chosen by")
    heap.insert(score, base + document)
  }

  // MARK: - Counting

  /// The number of documents that match.
  func count(_ scratch: SearchScratch) -> Int {
    if required.isEmpty, optional.count == 1, prohibited.isEmpty, allowed == nil {
      return optional[0].postings.documents
    }
    if required.count == 1, prohibited.isEmpty, allowed == nil { return required[0].postings.documents }
    if required.contains(where: { $0.postings.form != .dense }) { return countDriver() }
    var count = 0
    var start = 0
    while start < documentCount {
      let end = min(documentCount, start + SearchScratch.chunkWidth)
      let words = (end - start + 63) / 64
      fillMatches(scratch, start, words)
      for word in 0..<words { unsafe count += scratch.bits[word].nonzeroBitCount }
      start = end
    }
    return count
  }

  private func countDriver() -> Int {
    let order = required.map(\.postings).sorted { $0.documents < $1.documents }
    guard let first = order.first else { return 0 }
    let driver = PostingsCursor(first)
    let others = order.dropFirst().map { PostingsCursor($0) }
    let excluded = prohibited.map { PostingsCursor($0) }
    var count = 0
    var target = 0
    nextDocument: while true {
      let document = driver.advance(to: target)
      if document >= documentCount { return count }
      target = document + 1
      for other in others {
        if other.postings.form == .dense {
          if !other.postings.contains(document) { continue nextDocument }
        } else {
          let next = other.advance(to: document)
          if next != document {
            target = next
            continue nextDocument
          }
        }
      }
      for cursor in excluded where cursor.contains(document) { continue nextDocument }
      if isAllowed(document) { count += 1 }
    }
  }

  /// Sets the bits of the documents that match, from `start`; no required word is rare.
  private func fillMatches(_ scratch: SearchScratch, _ start: Int, _ words: Int) {
    let bits = unsafe scratch.bits
    let first = start >> 6
    if let slot = required.first {
      for word in 0..<words { unsafe bits[word] = slot.postings.word(first + word) }
      for slot in required.dropFirst() {
        for word in 0..<words { unsafe bits[word] &= slot.postings.word(first + word) }
      }
    } else {
      unsafe bits.update(repeating: 0, count: words)
      for slot in optional {
        if slot.postings.form == .dense {
          for word in 0..<words { unsafe bits[word] |= slot.postings.word(first + word) }
        } else {
          Self.forEachDocument(slot.postings, scratch, from: start, to: start + words * 64) { document in
            let local = document - start
            unsafe bits[local >> 6] |= 1 << UInt64(local & 63)
          }
        }
      }
    }
    exclude(scratch, start, words)
  }

  /// Clears the bits of documents that may not be found.
  func exclude(_ scratch: SearchScratch, _ start: Int, _ words: Int) {
    let bits = unsafe scratch.bits
    let first = start >> 6
    for postings in prohibited {
      if postings.form == .dense {
        for word in 0..<words { unsafe bits[word] &= ~postings.word(first + word) }
      } else {
        Self.forEachDocument(postings, scratch, from: start, to: start + words * 64) { document in
          let local = document - start
          unsafe bits[local >> 6] &= ~(1 << UInt64(local & 63))
        }
      }
    }
    if let allowed {
      for word in 0..<words { unsafe bits[word] &= allowed[first + word] }
    }
  }

  /// Calls `body` with the documents of a tiny or sparse list between two bounds.
  @inline(__always)
  static func forEachDocument(
    _ postings: Postings, _ scratch: SearchScratch, from start: Int, to end: Int, _ body: (_ document: Int) -> Void
  ) {
    if postings.form == .tiny {
      postings.forEachTiny { document, _, _ in if document >= start, document < end { body(document) } }
      return
    }
    var block = firstBlock(postings, start)
    while block < postings.blockCount {
      let count = postings.count(block: block)
      _ = unsafe postings.decodeDocuments(block: block, to: scratch.documents)
      for index in 0..<count {
        let document = unsafe Int(scratch.documents[index])
        if document >= start, document < end { body(document) }
      }
      if postings.lastDocument(block: block) >= end - 1 { return }
      block += 1
    }
  }

  /// The first block that may hold a document from `start`.
  @inline(__always)
  static func firstBlock(_ postings: Postings, _ start: Int) -> Int {
    if start == 0 { return 0 }
    var low = 0
    var high = postings.blockCount
    while low < high {
      let middle = (low + high) >> 1
      if postings.lastDocument(block: middle) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
