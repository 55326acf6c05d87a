/// How the telling words of a text are weighed.
public enum TermWeighting: Sendable, Hashable {
  /// By the word's frequency in the text times its idf.
  case frequency
  /// By how much more frequent the word is in the text than in the index ("Bo1", divergence from randomness: Amati, "Probabilistic Models for
  /// Information Retrieval", 2003).
  case bo1
}

extension Snapshot {
  /// A query for documents like a text: its most telling words in a field, each weighted by how telling it is.
  ///
  /// Words that a single document has are left out, because they lead nowhere else.
  /// - Parameters:
  ///   - text: what documents shall be like.
  ///   - field: the text field whose words are compared.
  ///   - maximumTerms: how many words at most.
  ///   - weighting: what makes a word telling.
  public func moreLikeThis(
    _ text: String, field: String, maximumTerms: Int = 25, weighting: TermWeighting = .frequency
  ) throws -> Query {
    let weighted = try termCounts(text, field).compactMap { term, count -> (term: [UInt8], weight: Float)? in
      let frequency = try documentFrequency(field, term)
      if frequency < 2 { return nil }
      switch weighting {
      case .frequency: return (term, Float(count) * BM25.idf(frequency: frequency, count: documentCount))
      case .bo1: return try bo1(field, term, count).map { (term, $0) }
      }
    }
    return Self.weightedQuery(weighted, field, maximumTerms)
  }

  /// The Bo1 weight of a term that occurs `count` times in some texts; nil for one that the index does not have.
  private func bo1(_ field: String, _ term: [UInt8], _ count: Int) throws -> Float? {
    guard let index = schema.index(of: field) else { return nil }
    var occurrences = 0
    for segment in segments {
      unsafe occurrences += try term.withUnsafeBufferPointer {
        try unsafe segment.text(index)?.dictionary.find($0)?.occurrences ?? 0
      }
    }
    guard occurrences > 0, documentCount > 0 else { return nil }
    let mean = Double(occurrences) / Double(documentCount)
    return Float(Double(count) * Logarithm.onePlus(1 / mean) + Logarithm.onePlus(mean))
  }

  /// The query together with words that are telling of texts known or assumed to answer it, weighed as ``TermWeighting/bo1``.
  ///
  /// It helps when the texts are good answers and can hurt when they are merely the first hits of a poor query, which is why no search does it by
  /// itself.
  /// - Parameters:
  ///   - query: what was asked.
  ///   - texts: the answers.
  ///   - field: the text field whose words are added.
  ///   - terms: how many words to add.
  ///   - weight: how much the added words count against the query, 1 being as much.
  public func expanding(_ query: Query, from texts: [String], field: String, terms: Int = 10, weight: Float = 0.5)
    throws -> Query
  {
    var counts: [[UInt8]: Int] = [:]
    for text in texts { for (term, count) in try termCounts(text, field) { counts[term, default: 0] += count } }
    guard schema.index(of: field) != nil else { return query }
    let weighted = try counts.compactMap { term, count -> (term: [UInt8], weight: Float)? in
      try bo1(field, term, count).map { (term, $0) }
    }
    let expansion = Self.weightedQuery(weighted, field, terms)
    if case .none = expansion { return query }
    return .boolean(must: [query], should: [.boost(expansion, factor: weight)])
  }

  private func documentFrequency(_ field: String, _ term: [UInt8]) throws -> Int {
    guard let index = schema.index(of: field) else { return 0 }
    return try documentFrequency(index, term)
  }

  private func termCounts(_ text: String, _ field: String) throws -> [[UInt8]: Int] {
    guard let index = schema.index(of: field), schema.fields[index].analyzerName != nil else {
      throw FullTextError.unsupportedQuery("\(field) is no text field")
    }
    var counts: [[UInt8]: Int] = [:]
    for token in withAnalyzers(for: text, { $0.tokens(text, field: index) }) { counts[token.term, default: 0] += 1 }
    return counts
  }

  /// The heaviest terms, their weights relative to the heaviest.
  private static func weightedQuery(_ terms: [(term: [UInt8], weight: Float)], _ field: String, _ limit: Int) -> Query {
    let best = terms.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.term.lexicographicallyPrecedes($1.term)
    }
    .prefix(max(0, limit))
    guard let heaviest = best.first?.weight, heaviest > 0 else { return .none }
    return .boolean(
      should: best.map {
        .boost(.indexTerm(field: field, term: String(decoding: $0.term, as: UTF8.self)), factor: $0.weight / heaviest)
      })
  }
}
