/// Required, optional, prohibited and filtering queries together.
final class BooleanScorer: Scorer {
  private let must: [Scorer]
  private let should: [Scorer]
  private let mustNot: [Scorer]
  private let filter: [Scorer]
  private let minimum: Int
  private let part: Window
  private let scratch: SearchScratch
  private var counts: [UInt16]

  init(
    must: [Scorer], should: [Scorer], mustNot: [Scorer], filter: [Scorer], minimum: Int, _ scratch: SearchScratch
  ) {
    (self.must, self.should, self.mustNot, self.filter) = (must, should, mustNot, filter)
    self.minimum = max(minimum, must.isEmpty && filter.isEmpty ? 1 : 0)
    self.scratch = scratch
    part = scratch.takeWindow()
    counts = self.minimum > 1 ? Array(repeating: 0, count: Window.width) : []
  }

  deinit {
    scratch.give(part)
  }

  override func evaluate(_ base: Int, _ window: Window, scores: Bool) {
    window.clear()
    var isFirst = true
    // What is required comes first, so that an empty window ends early.
    for (scorer, counts) in filter.map({ ($0, false) }) + must.map({ ($0, scores) }) {
      if isFirst {
        scorer.evaluate(base, window, scores: counts)
        if !counts, scores { unsafe window.scores.update(repeating: 0, count: Window.width) }
      } else {
        scorer.evaluate(base, part, scores: counts)
        for word in 0..<Window.wordCount { unsafe window.bits[word] &= part.bits[word] }
        if counts { for local in 0..<Window.width { unsafe window.scores[local] += part.scores[local] } }
      }
      isFirst = false
      if window.isEmpty {
        if scores { window.clear() }
        return
      }
    }
    addOptional(base, window, scores: scores, isAlone: isFirst)
    for scorer in mustNot where scorer.next(from: base) < base + Window.width {
      scorer.evaluate(base, part, scores: false)
      for word in 0..<Window.wordCount { unsafe window.bits[word] &= ~part.bits[word] }
    }
    if scores { window.clearScoresOutsideBits() }
  }

  private func addOptional(_ base: Int, _ window: Window, scores: Bool, isAlone: Bool) {
    if !scores, minimum == 0, !isAlone { return }
    if minimum > 1 { for index in counts.indices { counts[index] = 0 } }
    var any = [UInt64](repeating: 0, count: minimum == 1 ? Window.wordCount : 0)
    for scorer in should where scorer.next(from: base) < base + Window.width {
      scorer.evaluate(base, part, scores: scores)
      if minimum == 1 {
        for word in 0..<Window.wordCount { unsafe any[word] |= part.bits[word] }
      } else if minimum > 1 {
        part.forEach { counts[$0] &+= counts[$0] == .max ? 0 : 1 }
      }
      if scores { for local in 0..<Window.width { unsafe window.scores[local] += part.scores[local] } }
    }
    if minimum == 1 {
      for word in 0..<Window.wordCount {
        unsafe window.bits[word] = unsafe isAlone ? any[word] : window.bits[word] & any[word]
      }
    } else if minimum > 1 {
      for word in 0..<Window.wordCount {
        var enough: UInt64 = 0
        for bit in 0..<64 where Int(counts[word * 64 + bit]) >= minimum { enough |= 1 << UInt64(bit) }
        unsafe window.bits[word] = unsafe isAlone ? enough : window.bits[word] & enough
      }
    }
  }

  override func next(from document: Int) -> Int {
    var next = document
    if must.isEmpty, filter.isEmpty { return should.reduce(.max) { min($0, $1.next(from: document)) } }
    for scorer in must { next = max(next, scorer.next(from: document)) }
    for scorer in filter { next = max(next, scorer.next(from: document)) }
    return next
  }
}
