/// Finds and scores the documents of a plan in one segment, 4,096 at a time.
///
/// The contract, enough to write another one:
/// - `evaluate` may be asked for windows in any order, each starting at a multiple of ``Window/width``.
/// - It replaces all that is in the window: a bit for each document that matches, live or deleted; when scores are asked for a score of at least 0 for
///   each of them, and 0 for every other document; when they are not, scores are left undefined.
/// - Documents from the segment's end on have no bit.
/// - `next` may be too low but never too high: no document from `document` on and before it matches.
/// - Scorers of one plan share scratch memory: none keeps what it decoded from one call to the next.
///
/// This is the general way; sums of words go through ``TermSum``.
class Scorer {
  /// Replaces what is in the window.
  func evaluate(_ base: Int, _ window: Window, scores: Bool) { window.clear() }
  /// No document before this one and from `document` on matches; never beyond the first that does.
  func next(from document: Int) -> Int { document }
}

/// Every document with one score.
final class AllScorer: Scorer {
  private let documentCount: Int
  private let score: Float

  init(documentCount: Int, score: Float) { (self.documentCount, self.score) = (documentCount, score) }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    let count = min(Window.width, documentCount - base)
    guard count > 0 else { return }
    for word in 0..<Window.wordCount {
      let left = count - word * 64
      unsafe window.bits[word] = left >= 64 ? .max : left > 0 ? (1 << UInt64(left)) - 1 : 0
    }
    if scores { unsafe window.scores.update(repeating: score, count: count) }
  }
}

/// No document.
final class NoneScorer: Scorer {
  override func next(from document: Int) -> Int { .max }
}

/// The documents of one bitmap with one score.
final class BitmapScorer: Scorer {
  private let words: [UInt64]
  private let score: Float

  init(words: [UInt64], score: Float) { (self.words, self.score) = (words, score) }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    let first = base / 64
    for word in 0..<min(Window.wordCount, max(0, words.count - first)) {
      unsafe window.bits[word] = words[first + word]
    }
    if scores { window.forEach { unsafe window.scores[$0] = score } }
  }
}

/// The documents whose number lies in a range.
final class RangeScorer: Scorer {
  private let plan: Plan.RangePlan
  private let presence: [UInt64]
  private let column: PackedColumn

  init(_ plan: Plan.RangePlan, presence: [UInt64], column: PackedColumn) {
    (self.plan, self.presence, self.column) = (plan, presence, column)
  }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    let sign: UInt64 = plan.isSigned ? 1 << 63 : 0
    let first = base / 64
    for word in 0..<min(Window.wordCount, max(0, presence.count - first)) {
      var rest = presence[first + word]
      var found: UInt64 = 0
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest &- 1
        let document = base + word * 64 + bit
        guard document < column.count else { break }
        let value = column[document] ^ sign
        if value >= plan.lower, value <= plan.upper { found |= 1 << UInt64(bit) }
      }
      unsafe window.bits[word] = found
    }
    if scores { window.forEach { unsafe window.scores[$0] = plan.score } }
  }
}

/// The documents of one word.
final class TermScorer: Scorer {
  let slot: TermSlot
  private let scratch: SearchScratch

  init(_ slot: TermSlot, _ scratch: SearchScratch) { (self.slot, self.scratch) = (slot, scratch) }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    let postings = slot.postings
    @inline(__always)
    func set(_ document: Int, _ frequency: UInt32) {
      let local = document - base
      guard local >= 0, local < Window.width else { return }
      unsafe window.bits[local >> 6] |= 1 << UInt64(local & 63)
      if scores { unsafe window.scores[local] = slot.score(frequency, document) }
    }
    switch postings.form {
    case .tiny: postings.forEachTiny { document, frequency, _ in set(document, UInt32(truncatingIfNeeded: frequency)) }
    case .sparse:
      var block = TermSum.firstBlock(postings, base)
      while block < postings.blockCount {
        let count = postings.count(block: block)
        let rest = unsafe postings.decodeDocuments(block: block, to: scratch.documents)
        if scores, postings.hasFrequencies {
          _ = unsafe postings.decodeFrequencies(rest, count: count, to: scratch.frequencies)
        } else {
          unsafe scratch.frequencies.update(repeating: 0, count: count)
        }
        for index in 0..<count { unsafe set(Int(scratch.documents[index]), scratch.frequencies[index] &+ 1) }
        if postings.lastDocument(block: block) >= base + Window.width - 1 { return }
        block += 1
      }
    case .dense:
      let first = base / 64
      let words = (postings.documentCount + 63) / 64
      for word in 0..<min(Window.wordCount, max(0, words - first)) {
        unsafe window.bits[word] = postings.word(first + word)
      }
      guard scores else { return }
      guard postings.hasFrequencies else {
        window.forEach { unsafe window.scores[$0] = slot.score(1, base + $0) }
        return
      }
      if base >= postings.documentCount { return }
      var index = postings.rank(base)
      window.forEach { local in
        unsafe window.scores[local] = slot.score(
          postings.denseFrequency(min(index, postings.documents - 1)), base + local)
        index += 1
      }
    }
  }

  override func next(from document: Int) -> Int {
    guard slot.postings.form == .sparse else { return document }
    let block = TermSum.firstBlock(slot.postings, document)
    if block >= slot.postings.blockCount { return .max }
    return block == 0 ? document : max(document, slot.postings.lastDocument(block: block - 1) + 1)
  }
}

/// The documents of a query with one score.
final class ConstantScorer: Scorer {
  private let inner: Scorer
  private let score: Float

  init(_ inner: Scorer, score: Float) { (self.inner, self.score) = (inner, score) }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    inner.evaluate(base, window, scores: false)
    if scores {
      unsafe window.scores.update(repeating: 0, count: Window.width)
      window.forEach { unsafe window.scores[$0] = score }
    }
  }

  override func next(from document: Int) -> Int { inner.next(from: document) }
}

/// The documents of any of several queries, with the best score and a part of the others.
final class DisMaxScorer: Scorer {
  private let scorers: [Scorer]
  private let tieBreaker: Float
  private let part: Window
  private let total: Window
  private let scratch: SearchScratch

  init(_ scorers: [Scorer], tieBreaker: Float, _ scratch: SearchScratch) {
    (self.scorers, self.tieBreaker) = (scorers, tieBreaker)
    self.scratch = scratch
    part = scratch.takeWindow()
    total = scratch.takeWindow()
  }

  deinit {
    scratch.give(part)
    scratch.give(total)
  }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    if scores { total.clear() }
    for scorer in scorers where scorer.next(from: base) < base + Window.width {
      scorer.evaluate(base, part, scores: scores)
      for word in 0..<Window.wordCount { unsafe window.bits[word] |= part.bits[word] }
      guard scores else { continue }
      part.forEach { local in
        unsafe window.scores[local] = unsafe max(window.scores[local], part.scores[local])
        unsafe total.scores[local] += part.scores[local]
      }
    }
    if scores, tieBreaker > 0 {
      window.forEach { unsafe window.scores[$0] += tieBreaker * (total.scores[$0] - window.scores[$0]) }
    }
  }

  override func next(from document: Int) -> Int { scorers.reduce(.max) { min($0, $1.next(from: document)) } }
}

/// One word in several fields as if they were one: BM25F.
final class CombinedScorer: Scorer {
  /// Each field's word, its weight, and what turns a frequency into one of a text of average length.
  private let parts: [(slot: TermSlot, scorer: TermScorer, weight: Float)]
  private let weight: Float
  private let part: Window
  private let scratch: SearchScratch

  /// - Parameter parts: scorers of weight 1, whose score `f / (f + norm)` gives back the frequency over the norm.
  init(_ parts: [(slot: TermSlot, scorer: TermScorer, weight: Float)], weight: Float, _ scratch: SearchScratch) {
    (self.parts, self.weight) = (parts, weight)
    self.scratch = scratch
    part = scratch.takeWindow()
  }

  deinit {
    scratch.give(part)
  }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    for (_, scorer, fieldWeight) in parts where scorer.next(from: base) < base + Window.width {
      scorer.evaluate(base, part, scores: scores)
      for word in 0..<Window.wordCount { unsafe window.bits[word] |= part.bits[word] }
      guard scores else { continue }
      part.forEach { local in
        // A score s is f / (f + k1 B); so f / B = k1 s / (1 - s), where B is the length normalisation.
        let fraction = unsafe min(part.scores[local], 0.999_999)
        unsafe window.scores[local] += fieldWeight * BM25.k1 * fraction / (1 - fraction)
      }
    }
    if scores {
      window.forEach { local in
        let frequency = unsafe window.scores[local]
        unsafe window.scores[local] = weight * frequency / (BM25.k1 + frequency)
      }
    }
  }

  override func next(from document: Int) -> Int { parts.reduce(.max) { min($0, $1.scorer.next(from: document)) } }
}
