extension Snapshot {
  /// Why a document has its score for a query: the parts of the score, each computed by the scorer that searches.
  public func explain(_ query: Query, document: DocumentID) throws -> Explanation {
    let (number, local) = try locate(document)
    return try withPlan(query) { plan, scratch in
      let explainer = Explainer(
        searcher: SegmentSearcher(self, number, scratch, for: plan), snapshot: self, number: number, document: local)
      return try explainer.explain(plan)
    }
  }
}

/// Explains plans for one document. Recursion is as deep as the query, which is limited.
private struct Explainer {
  let searcher: SegmentSearcher
  let snapshot: Snapshot
  let number: Int
  let document: Int

  private func value(_ plan: Plan) throws -> Float? {
    let window = searcher.scratch.takeWindow()
    defer { searcher.scratch.give(window) }
    let base = document / Window.width * Window.width
    try searcher.scorer(plan).evaluate(base, window, scores: true)
    let local = document - base
    return unsafe window.bits[local >> 6] & (1 << UInt64(local & 63)) != 0 ? window.scores[local] : nil
  }

  func explain(_ plan: Plan) throws -> Explanation {
    let score = try value(plan)
    var details: [Explanation] = []
    var summary: String
    switch plan {
    case .none: summary = "matches nothing"
    case .empty: summary = "no words are left of the text"
    case .all: summary = "every document"
    case .term(let term):
      summary = "\(name(term.field)):\(text(term.term))"
      if let score { details = words(score, term.idf, term.boost, term.documentFrequency, term.field) }
    case .phrase(let phrase):
      summary = "\(name(phrase.field)):\"\(phrase.terms.map { text($0.term) }.joined(separator: " "))\""
      if phrase.slop > 0 { summary += "~\(phrase.slop)" }
      if let score { details = words(score, phrase.idf, phrase.boost, nil, phrase.field) }
    case .anyTerm(let field, let infos, _):
      summary = "any of \(infos.reduce(0) { max($0, $1.count) }) words in \(name(field)), a constant"
    case .tiers(let tiers):
      summary = "near words in \(name(tiers.field)), the nearest of"
      for (term, distance) in tiers.terms.prefix(20) {
        if let part = try value(.term(term)) {
          details.append(
            Explanation(value: part, summary: "\(text(term.term)), distance \(distance)", isMatch: true, details: []))
        }
      }
    case .range(let range): summary = "a number in the range, in \(name(range.field)), a constant"
    case .exists(let field, _): summary = "has \(name(field)), a constant"
    case .boolean(let plan):
      summary = "sum of"
      details = try (plan.must + plan.should).map(explain)
      for prohibited in plan.mustNot {
        var part = try explain(prohibited)
        part.summary = "must not match: " + part.summary
        details.append(part)
      }
      for filter in plan.filter {
        var part = try explain(filter)
        part.summary = "filter, without score: " + part.summary
        part.value = 0
        details.append(part)
      }
    case .constant(let inner, _):
      summary = "a constant for"
      details = [try explain(inner)]
    case .disMax(let plans, let tieBreaker):
      summary = tieBreaker > 0 ? "best of, plus \(tieBreaker) times the others" : "best of"
      details = try plans.map(explain)
    case .combined(let combined):
      summary = "one word over several fields, idf \(combined.idf)"
      for term in combined.terms { details.append(try explain(.term(term))) }
    }
    return Explanation(
      value: score ?? 0, summary: score == nil ? summary + " (no match)" : summary, isMatch: score != nil,
      details: details)
  }

  /// The factors of a word's or phrase's score. The frequency part is what the scorer's result leaves after the others.
  private func words(_ score: Float, _ idf: Float, _ boost: Float, _ frequency: Int?, _ field: Int) -> [Explanation] {
    var details = [
      Explanation(
        value: idf,
        summary: frequency.map { "idf: ln(1 + (N - n + 0.5) / (n + 0.5)), n \($0), N \(snapshot.documentCount)" }
          ?? "idf: sum over the words",
        isMatch: true, details: []),
      Explanation(value: BM25.k1 + 1, summary: "k1 + 1", isMatch: true, details: []),
    ]
    if boost != 1 { details.append(Explanation(value: boost, summary: "boost", isMatch: true, details: [])) }
    let weight = idf * (BM25.k1 + 1) * boost
    var summary = "f / (f + k1 (1 - b + b L / A)), k1 \(BM25.k1), b \(BM25.b)"
    if let text = snapshot.segments[number].text(field), let norms = unsafe text.norms {
      summary += unsafe ", L \(FieldNorm.lengths[Int(norms[document])]), A \(snapshot.averageLength(field))"
    }
    details.append(Explanation(value: weight > 0 ? score / weight : 0, summary: summary, isMatch: true, details: []))
    return details
  }

  private func name(_ field: Int) -> String { snapshot.schema.fields[field].name }
  private func text(_ term: [UInt8]) -> String { String(decoding: term, as: UTF8.self) }
}
