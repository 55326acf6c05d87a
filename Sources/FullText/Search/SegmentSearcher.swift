/// Runs a plan in one segment.
struct SegmentSearcher {
  let snapshot: Snapshot
  /// Which of the snapshot's segments.
  let number: Int
  let segment: SegmentReader
  let scratch: SearchScratch
  /// What scores are rounded to: that of the whole plan.
  private let grain: Float

  init(_ snapshot: Snapshot, _ number: Int, _ scratch: SearchScratch, for plan: Plan) {
    grain = plan.grain
    self.snapshot = snapshot
    self.number = number
    self.scratch = scratch
    segment = snapshot.segments[number]
  }

  private var base: Int { snapshot.bases[number] }

  // MARK: - Slots

  /// The list of a word with what is needed to score it; nil when the segment does not have it.
  private func slot(_ plan: Plan.TermPlan, weight: Float) throws -> TermSlot? {
    guard let info = plan.infos[number] else { return nil }
    return try slot(segment.postings(plan.field, info), field: plan.field, weight: weight, grain: 0)
  }

  /// The list of a word that is summed up with others.
  private func slot(_ plan: Plan.TermPlan) throws -> TermSlot? {
    guard let info = plan.infos[number] else { return nil }
    return try slot(segment.postings(plan.field, info), field: plan.field, weight: plan.weight, grain: grain)
  }

  private func slot(_ postings: Postings, field: Int, weight: Float, grain: Float) throws -> TermSlot {
    let text = segment.text(field)
    if let range = text?.normsRange { try segment.file.verify(range) }
    return unsafe TermSlot(
      postings: postings, weight: weight, norms: text?.norms, table: snapshot.normTable(field),
      scale: snapshot.scale(field, number), grain: grain)
  }

  /// A phrase of two frequent words is one list; nil when it is no such phrase, `.some(nil)` when no document has it.
  private func pairSlot(_ plan: Plan.PhrasePlan) throws -> TermSlot?? {
    guard plan.terms.count == 2, plan.slop == 0, plan.offsets == [0, 1], let pairs = segment.text(plan.field)?.pairs,
      let info = try pairs.find(plan.terms[0].term, plan.terms[1].term)
    else { return nil }
    guard let info else { return .some(nil) }
    return .some(try slot(segment.pairPostings(pairs, info), field: plan.field, weight: plan.weight, grain: grain))
  }

  private func matcher(_ plan: Plan.PhrasePlan) throws -> PhraseMatcher? {
    var postings: [Postings] = []
    for term in plan.terms {
      guard let info = term.infos[number] else { return nil }
      postings.append(try segment.postings(plan.field, info))
    }
    var filters: [Postings] = []
    if plan.slop == 0, let pairs = segment.text(plan.field)?.pairs {
      for (left, right) in zip(plan.terms.indices, plan.terms.indices.dropFirst())
      where plan.offsets[right] == plan.offsets[left] + 1 {
        guard let info = try pairs.find(plan.terms[left].term, plan.terms[right].term) else { continue }
        guard let info else { return nil }
        filters.append(try segment.pairPostings(pairs, info))
      }
    }
    return PhraseMatcher(
      postings: postings, offsets: plan.offsets, slop: plan.slop, pairs: filters, documentCount: segment.documentCount)
  }

  private func phraseScorer(_ plan: Plan.PhrasePlan) throws -> PhraseScorer? {
    guard let matcher = try matcher(plan) else { return nil }
    return PhraseScorer(matcher, slot: try slot(matcher.lead, field: plan.field, weight: plan.weight, grain: grain))
  }

  // MARK: - Sums of words

  /// The plan as a sum of words; nil when it is something else. `isImpossible` when a required word is not in the segment.
  func termSum(_ plan: Plan) throws -> (sum: TermSum, isImpossible: Bool)? {
    var sum = TermSum(allowed: nil, documentCount: segment.documentCount, base: base)
    var isImpossible = false
    switch plan {
    case .term(let term):
      guard isScorable(term.field, term.weight) else { return nil }
      if let slot = try slot(term) { sum.optional.append(slot) } else { isImpossible = true }
    case .phrase(let phrase):
      guard phrase.weight > 0, let slot = try pairSlot(phrase) else { return nil }
      if let slot { sum.optional.append(slot) } else { isImpossible = true }
    case .boolean(let plan):
      guard plan.minimum == 0 || (plan.minimum == 1 && plan.must.isEmpty),
        plan.filter.isEmpty || !plan.must.isEmpty || !plan.should.isEmpty
      else { return nil }
      // With a filter alone required, documents match without any word.
      if plan.must.isEmpty, !plan.filter.isEmpty, plan.minimum == 0 { return nil }
      guard try unsafe collect(plan.must, &sum.required, &isImpossible),
        try unsafe collect(plan.should, &sum.optional, nil)
      else {
        return nil
      }
      if plan.must.isEmpty, sum.optional.isEmpty { isImpossible = true }
      if isImpossible { return (sum, true) }
      var others: [(plan: Plan, isProhibited: Bool)] = plan.filter.map { ($0, false) }
      for prohibited in plan.mustNot {
        if case .term(let term) = prohibited {
          if let info = term.infos[number] { sum.prohibited.append(try segment.postings(term.field, info)) }
        } else {
          others.append((prohibited, true))
        }
      }
      if !others.isEmpty { sum.allowed = try bitmap(others) }
    default: return nil
    }
    if let deletes = segment.deletes {
      if sum.allowed == nil {
        sum.allowed = deletes.map { ~$0 }
      } else {
        for word in deletes.indices { sum.allowed?[word] &= ~deletes[word] }
      }
    }
    return (sum, isImpossible)
  }

  /// Only text fields have the grids that bounds come from.
  private func isScorable(_ field: Int, _ weight: Float) -> Bool {
    unsafe segment.text(field)?.norms != nil && weight > 0 && weight < 1e30
  }

  /// Turns plans that are words, or phrases kept as pairs, into slots. A word that comes again counts again, by a slot of its own.
  private func collect(_ plans: [Plan], _ slots: inout [TermSlot], _ isImpossible: UnsafeMutablePointer<Bool>?) throws
    -> Bool
  {
    for plan in plans {
      switch plan {
      case .term(let term):
        guard isScorable(term.field, term.weight) else { return false }
        guard let slot = try slot(term) else {
          unsafe isImpossible?.pointee = true
          continue
        }
        slots.append(slot)
      case .phrase(let phrase):
        guard phrase.weight > 0, let slot = try pairSlot(phrase) else { return false }
        if let slot { slots.append(slot) } else { unsafe isImpossible?.pointee = true }
      default: return false
      }
    }
    return slots.count < 200
  }

  /// The documents that match every plan that is not prohibited and none that is, as one bit each.
  private func bitmap(_ plans: [(plan: Plan, isProhibited: Bool)]) throws -> [UInt64] {
    var words = [UInt64](repeating: .max, count: (segment.documentCount + 63) / 64)
    let window = scratch.takeWindow()
    defer { scratch.give(window) }
    for (plan, isProhibited) in plans {
      let scorer = try scorer(plan)
      for first in stride(from: 0, to: words.count, by: Window.wordCount) {
        scorer.evaluate(first * 64, window, scores: false)
        for word in 0..<min(Window.wordCount, words.count - first) {
          unsafe words[first + word] &= isProhibited ? ~window.bits[word] : window.bits[word]
        }
      }
    }
    return words
  }

  // MARK: - Scorers

  /// The plan as a scorer. Recursion is as deep as the query, which is limited.
  func scorer(_ plan: Plan) throws -> Scorer {
    switch plan {
    case .none, .empty: return NoneScorer()
    case .all(let score): return AllScorer(documentCount: segment.documentCount, score: score)
    case .term(let term):
      guard let slot = try slot(term) else { return NoneScorer() }
      return TermScorer(slot, scratch)
    case .phrase(let phrase):
      if let pair = try pairSlot(phrase) { return pair.map { TermScorer($0, scratch) } ?? NoneScorer() }
      return try phraseScorer(phrase) ?? NoneScorer()
    case .anyTerm(let field, let infos, let score):
      return infos[number].isEmpty ? NoneScorer() : BitmapScorer(words: try union(field, infos[number]), score: score)
    case .tiers(let plan):
      var tiers: [TierScorer.Tier] = []
      for (term, distance) in plan.terms {
        if let slot = try slot(term, weight: 1) { tiers.append((slot, distance)) }
      }
      return tiers.isEmpty ? NoneScorer() : TierScorer(tiers, limit: plan.limit, weight: plan.weight, scratch)
    case .range(let range):
      return RangeScorer(range, presence: try segment.presence(range.field), column: try segment.column(range.field))
    case .exists(let field, let score):
      guard segment.schema.fields[field].kind != .storedOnly else {
        throw FullTextError.unsupportedQuery(
          "the field \(segment.schema.fields[field].name) is only stored, not searched")
      }
      return BitmapScorer(words: try segment.presence(field), score: score)
    case .boolean(let plan):
      return BooleanScorer(
        must: try plan.must.map(scorer), should: try plan.should.map(scorer), mustNot: try plan.mustNot.map(scorer),
        filter: try plan.filter.map(scorer), minimum: plan.minimum, scratch)
    case .constant(let plan, let score): return ConstantScorer(try scorer(plan), score: score)
    case .disMax(let plans, let tieBreaker): return DisMaxScorer(try plans.map(scorer), tieBreaker: tieBreaker, scratch)
    case .combined(let plan):
      var parts: [(slot: TermSlot, scorer: TermScorer, weight: Float)] = []
      for (term, weight) in zip(plan.terms, plan.weights) {
        if let slot = try slot(term, weight: 1) { parts.append((slot, TermScorer(slot, scratch), weight)) }
      }
      return parts.isEmpty ? NoneScorer() : CombinedScorer(parts, weight: plan.weight, scratch)
    }
  }

  /// The documents of any of the words, one bit each. A pattern may stand for many thousands of words, most of which have few documents: each list
  /// is read once.
  private func union(_ field: Int, _ infos: [TermInfo]) throws -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (segment.documentCount + 63) / 64)
    for info in infos {
      let postings = try segment.postings(field, info)
      if postings.form == .dense {
        for word in words.indices { words[word] |= postings.word(word) }
      } else {
        TermSum.forEachDocument(postings, scratch, from: 0, to: segment.documentCount) { document in
          words[document >> 6] |= 1 << UInt64(document & 63)
        }
      }
    }
    return words
  }

  // MARK: - Searches

  /// Puts the segment's best documents into the heap; returns how many match when that is asked for.
  func search(_ plan: Plan, _ heap: inout TopHeap, counts: Bool) throws -> Int {
    if let (sum, isImpossible) = try termSum(plan) {
      if isImpossible { return 0 }
      sum.search(scratch, &heap)
      return counts ? sum.count(scratch) : 0
    }
    if case .phrase(let phrase) = plan {
      guard let scorer = try phraseScorer(phrase) else { return 0 }
      return PhraseSearch(scorer, deletes: segment.deletes, base: base, scratch).search(&heap, counts: counts)
    }
    var count = 0
    try forEachWindow(plan, scores: true) { start, window in
      if counts { count += window.count }
      window.forEach { unsafe heap.insert(window.scores[$0], base + start + $0) }
      return true
    }
    return count
  }

  func count(_ plan: Plan) throws -> Int {
    if let (sum, isImpossible) = try termSum(plan) { return isImpossible ? 0 : sum.count(scratch) }
    if case .phrase(let phrase) = plan {
      guard let scorer = try phraseScorer(phrase) else { return 0 }
      return PhraseSearch(scorer, deletes: segment.deletes, base: base, scratch).count()
    }
    var count = 0
    try forEachWindow(plan, scores: false) { _, window in
      count += window.count
      return true
    }
    return count
  }

  /// Calls `body` with each window that has a live match, until it returns false.
  func forEachWindow(_ plan: Plan, scores: Bool, _ body: (_ start: Int, Window) throws -> Bool) throws {
    let scorer = try scorer(plan)
    let window = scratch.takeWindow()
    defer { scratch.give(window) }
    var start = 0
    while start < segment.documentCount {
      let next = scorer.next(from: start)
      if next >= segment.documentCount { return }
      start = max(start, next / Window.width * Window.width)
      scorer.evaluate(start, window, scores: scores)
      removeDeleted(start, window)
      if !window.isEmpty, try !body(start, window) { return }
      start += Window.width
    }
  }

  private func removeDeleted(_ start: Int, _ window: Window) {
    let first = start / 64
    if let deletes = segment.deletes {
      for word in 0..<min(Window.wordCount, deletes.count - first) {
        unsafe window.bits[word] &= ~deletes[first + word]
      }
    }
    // Damaged bitmaps may have bits behind the last document.
    let left = segment.documentCount - start
    if left < Window.width {
      for word in 0..<Window.wordCount {
        let rest = left - word * 64
        if rest < 64 { unsafe window.bits[word] &= rest <= 0 ? 0 : (1 << UInt64(rest)) - 1 }
      }
    }
  }
}
