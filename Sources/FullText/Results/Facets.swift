extension Snapshot {
  /// How many of a query's documents have each value of a keyword field; the most frequent first, equal ones in the order of their bytes.
  ///
  /// - Complexity: O(documents of the field's values), whatever the query.
  public func facets(_ field: String, query: Query, limit: Int) throws -> [FacetCount] {
    guard let index = schema.index(of: field), schema.fields[index].kind == .keyword else {
      throw FullTextError.unsupportedQuery("facets need a keyword field, and \(field) is none")
    }
    var counts: [[UInt8]: Int] = [:]
    try withMatches(query) { number, words in
      let segment = segments[number]
      guard let dictionary = segment.text(index)?.dictionary else { return }
      var cursor = try dictionary.cursor(block: 0)
      while try cursor.next() {
        let postings = try segment.postings(index, cursor.info)
        var count = 0
        if postings.form == .dense {
          for word in words.indices { count += (words[word] & postings.word(word)).nonzeroBitCount }
        } else {
          unsafe postings.forEach(withPositions: false) { document, _, _ in
            if words[document >> 6] & (1 << UInt64(document & 63)) != 0 { count += 1 }
          }
        }
        if count > 0 { counts[cursor.term, default: 0] += count }
      }
    }
    let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key) }
    return sorted.prefix(max(0, limit)).map {
      FacetCount(value: String(decoding: $0.key, as: UTF8.self), count: $0.value)
    }
  }

  /// How many of a query's documents have a number in each of some ranges, which may overlap.
  public func facets(_ field: String, ranges: [(lower: RangeBound?, upper: RangeBound?)], query: Query) throws -> [Int]
  {
    try ranges.map { try count(.boolean(filter: [query, .range(field: field, lower: $0.lower, upper: $0.upper)])) }
  }

  /// Calls `body` for each segment with the live documents that match, one bit each.
  func withMatches(_ query: Query, _ body: (_ segment: Int, _ words: [UInt64]) throws -> Void) throws {
    try withPlan(query) { plan, scratch in
      for number in segments.indices {
        var words = [UInt64](repeating: 0, count: (segments[number].documentCount + 63) / 64)
        try SegmentSearcher(self, number, scratch, for: plan).forEachWindow(plan, scores: false) { start, window in
          for word in 0..<min(Window.wordCount, words.count - start / 64) {
            words[start / 64 + word] = unsafe window.bits[word]
          }
          return true
        }
        try body(number, words)
      }
    }
  }
}
