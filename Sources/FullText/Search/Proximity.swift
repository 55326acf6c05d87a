/// How much it counts that the words of a query stand near each other.
///
/// The best documents by the query alone are looked at again, and each gets, beside its score, for every word of the query
/// `idf (k1 + 1) a / (a + K)`, times ``weight``. Here `a` sums over the places where the word stands next to another word of the query, nothing
/// of the query between them, the other's idf by the square of their distance; `K` is what BM25 adds below the fraction bar (Büttcher, Clarke
/// and Lushman, "Term Proximity Scoring for Ad-Hoc Retrieval on Very Large Text Collections", 2006).
public struct Proximity: Sendable, Hashable {
  /// What nearness counts against the words themselves; 0.1 helped a little on all collections that were tried.
  public var weight: Float
  /// How many of the best documents are looked at again, unless more are asked for.
  public var depth: Int

  /// Nearness of this weight among this many documents.
  public init(weight: Float = 0.1, depth: Int = 200) { (self.weight, self.depth) = (weight, depth) }
}

extension Snapshot {
  /// The best documents for a query when it counts that its words stand near each other.
  ///
  /// Words count that are looked for by themselves, in fields with positions; phrases, patterns and filters take no part. A query of one word
  /// gives what ``search(_:limit:offset:countsExactly:)`` gives.
  ///
  /// - Parameters:
  ///   - query: what a document has to match.
  ///   - limit: how many at most.
  ///   - offset: how many of the best to leave out.
  ///   - proximity: how much nearness counts, and among how many documents.
  ///   - countsExactly: whether ``TopDocuments/total`` has to be exact.
  /// - Throws: ``FullTextError/invalid(_:)`` for a weight that is negative or no number.
  /// - Complexity: the search for ``Proximity/depth`` documents, and reading the words' positions in each.
  public func search(
    _ query: Query, limit: Int, offset: Int = 0, proximity: Proximity, countsExactly: Bool = true
  ) throws -> TopDocuments {
    guard proximity.weight >= 0, proximity.weight.isFinite else {
      throw FullTextError.invalid("the weight of proximity has to be a number from 0 on")
    }
    let limit = max(0, limit)
    let offset = max(0, offset)
    let depth = max(proximity.depth, limit.addingReportingOverflow(offset).partialValue)
    var top = try search(query, limit: depth < 0 ? .max : depth, countsExactly: countsExactly)
    try withPlan(query) { plan, _ in
      let scorer = ProximityScorer(plan, self)
      if scorer.isIdle { return }
      for index in top.hits.indices {
        top.hits[index].score += proximity.weight * (try scorer.score(top.hits[index].document))
      }
    }
    try sortByKeys(&top.hits)
    top.hits = Array(top.hits.dropFirst(offset).prefix(limit))
    if !countsExactly { top.total = offset + top.hits.count }
    return top
  }

  /// Why a document has its score in a search with proximity.
  public func explain(_ query: Query, document: DocumentID, proximity: Proximity) throws -> Explanation {
    let base = try explain(query, document: document)
    guard base.isMatch else { return base }
    let score = try withPlan(query) { plan, _ in try ProximityScorer(plan, self).score(document) }
    let near = Explanation(
      value: proximity.weight * score, summary: "nearness of the words, weight \(proximity.weight)", isMatch: true,
      details: [])
    return Explanation(value: base.value + near.value, summary: "sum of", isMatch: true, details: [base, near])
  }
}

/// Measures how near the words of a query stand in documents.
private struct ProximityScorer {
  private let snapshot: Snapshot
  /// The different words of each field.
  private var fields: [(field: Int, terms: [Plan.TermPlan])] = []

  init(_ plan: Plan, _ snapshot: Snapshot) {
    self.snapshot = snapshot
    var stack = [plan]
    while let plan = stack.popLast() {
      switch plan {
      case .term(let term): add(term)
      case .boolean(let plan): stack.append(contentsOf: (plan.must + plan.should).reversed())
      case .disMax(let plans, _): stack.append(contentsOf: plans.reversed())
      case .combined(let combined): for term in combined.terms { add(term) }
      case .none, .empty, .all, .phrase, .anyTerm, .tiers, .range, .exists, .constant: break
      }
    }
    fields.removeAll { $0.terms.count < 2 }
  }

  private mutating func add(_ term: Plan.TermPlan) {
    guard case .text(_, _, true) = snapshot.schema.fields[term.field].kind, term.boost > 0 else { return }
    if let place = fields.firstIndex(where: { $0.field == term.field }) {
      if !fields[place].terms.contains(where: { $0.term == term.term }) { fields[place].terms.append(term) }
    } else {
      fields.append((term.field, [term]))
    }
  }

  /// Whether there are no words to be near each other.
  var isIdle: Bool { fields.isEmpty }

  func score(_ document: DocumentID) throws -> Float {
    let (number, local) = try snapshot.locate(document)
    return try fields.reduce(0) { try $0 + score($1.field, $1.terms, number, local) }
  }

  private func score(_ field: Int, _ terms: [Plan.TermPlan], _ number: Int, _ document: Int) throws -> Float {
    let segment = snapshot.segments[number]
    guard let text = segment.text(field) else { return 0 }
    var places: [(position: UInt32, word: Int)] = []
    let buffer = PositionBuffer()
    for (word, term) in terms.enumerated() {
      guard let info = term.infos[number] else { continue }
      let cursor = PostingsCursor(try segment.postings(field, info))
      guard cursor.locate(document) > 0 else { continue }
      cursor.positions(into: buffer)
      for place in 0..<buffer.count { places.append((buffer[place], word)) }
    }
    places.sort { $0.position != $1.position ? $0.position < $1.position : $0.word < $1.word }
    var sums = [Float](repeating: 0, count: terms.count)
    for (left, right) in zip(places, places.dropFirst()) where left.word != right.word {
      let distance = max(1, Float(right.position - left.position))
      sums[left.word] += terms[right.word].idf / (distance * distance)
      sums[right.word] += terms[left.word].idf / (distance * distance)
    }
    try segment.file.verify(text.normsRange)
    let norm = unsafe text.norms.map { unsafe snapshot.normTable(field)[Int($0[document])] } ?? BM25.k1
    var score: Float = 0
    for (word, sum) in sums.enumerated() where sum > 0 { score += terms[word].weight * sum / (sum + norm) }
    return score
  }
}
