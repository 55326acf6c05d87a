/// The documents of words near a word, nearer words first: a score lies in the band of its distance, and within it by the word's frequency.
@safe final class TierScorer: Scorer {
  typealias Tier = (slot: TermSlot, distance: Int)

  /// The most frequent words, by window.
  private let dense: [(scorer: TermScorer, distance: Int)]
  /// The words of medium frequency, whose blocks span many windows: they are put together for many windows at a time.
  private let sparse: [Tier]
  private let chunk: UnsafeMutablePointer<Float>
  private var chunkBase = -1
  /// The documents of all words that have few, in order, each with its best score. There are often thousands of such words.
  private let few: [(document: UInt32, score: Float)]
  private let limit: Int
  private let weight: Float
  private let part: Window
  private let scratch: SearchScratch

  /// - Parameter tiers: words of weight 1.
  init(_ tiers: [Tier], limit: Int, weight: Float, _ scratch: SearchScratch) {
    dense = tiers.filter { $0.slot.postings.form == .dense }.map { (TermScorer($0.slot, scratch), $0.distance) }
    sparse = tiers.filter { $0.slot.postings.form == .sparse }
    unsafe chunk = .allocate(capacity: SearchScratch.chunkWidth)
    unsafe chunk.initialize(repeating: 0, count: SearchScratch.chunkWidth)
    (self.limit, self.weight) = (limit, weight)
    self.scratch = scratch
    part = scratch.takeWindow()
    var few: [(document: UInt32, score: Float)] = []
    for (slot, distance) in tiers where slot.postings.form == .tiny {
      slot.postings.forEachTiny { document, frequency, _ in
        let score = slot.score(UInt32(truncatingIfNeeded: frequency), document)
        few.append((UInt32(document), Self.score(score, distance, limit, weight)))
      }
    }
    self.few = few.sorted { $0.document < $1.document }
  }

  deinit {
    scratch.give(part)
    unsafe chunk.deallocate()
  }

  @inline(__always)
  private static func score(_ score: Float, _ distance: Int, _ limit: Int, _ weight: Float) -> Float {
    weight * (Float(limit - distance) + score) / Float(limit + 1)
  }

  /// Puts the best scores of the words of medium frequency together, from `start` on, without the query's weight: those of their documents are
  /// above 0.
  private func fillChunk(_ start: Int) {
    chunkBase = start
    unsafe chunk.update(repeating: 0, count: SearchScratch.chunkWidth)
    let end = start + SearchScratch.chunkWidth
    let documents = unsafe scratch.documents
    let scores = unsafe scratch.blockScores
    for (slot, distance) in sparse {
      let postings = slot.postings
      var block = TermSum.firstBlock(postings, start)
      while block < postings.blockCount {
        let count = postings.count(block: block)
        slot.scoreBlock(block, count, scratch)
        for index in 0..<count {
          let document = unsafe Int(documents[index])
          guard document >= start, document < end else { continue }
          let score = unsafe Float(limit - distance) + scores[index]
          unsafe chunk[document - start] = unsafe max(chunk[document - start], score)
        }
        if postings.lastDocument(block: block) >= end - 1 { break }
        block += 1
      }
    }
  }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    if !sparse.isEmpty {
      let start = base / SearchScratch.chunkWidth * SearchScratch.chunkWidth
      if start != chunkBase { fillChunk(start) }
      for local in 0..<Window.width {
        let score = unsafe chunk[base - start + local]
        if score > 0 {
          unsafe window.bits[local >> 6] |= 1 << UInt64(local & 63)
          if scores { unsafe window.scores[local] = weight * score / Float(limit + 1) }
        }
      }
    }
    var low = 0
    var high = few.count
    while low < high {
      let middle = (low + high) / 2
      if Int(few[middle].document) < base { low = middle + 1 } else { high = middle }
    }
    while low < few.count, Int(few[low].document) < base + Window.width {
      let local = Int(few[low].document) - base
      unsafe window.bits[local >> 6] |= 1 << UInt64(local & 63)
      if scores { unsafe window.scores[local] = unsafe max(window.scores[local], few[low].score) }
      low += 1
    }
    for (scorer, distance) in dense where scorer.next(from: base) < base + Window.width {
      scorer.evaluate(base, part, scores: scores)
      for word in 0..<Window.wordCount { unsafe window.bits[word] |= part.bits[word] }
      guard scores else { continue }
      part.forEach { local in
        let score = unsafe Self.score(part.scores[local], distance, limit, weight)
        unsafe window.scores[local] = unsafe max(window.scores[local], score)
      }
    }
  }
}
