/// The best documents with one value of a field.
public struct HitGroup: Sendable, Hashable {
  /// The value; nil for documents without one.
  public var value: String?
  /// The best of them, best first.
  public var hits: [Hit]
  /// How many match.
  public var total: Int
}

extension Snapshot {
  /// The hits of a query by the value of a keyword field, the group with the best hit first. Of several values of a document its least counts.
  ///
  /// - Parameters:
  ///   - query: what a hit has to match.
  ///   - field: a keyword field.
  ///   - limit: how many groups at most.
  ///   - hitsPerGroup: how many hits each has at most.
  public func groups(_ query: Query, by field: String, limit: Int, hitsPerGroup: Int = 1) throws -> [HitGroup] {
    guard let index = schema.index(of: field), schema.fields[index].kind == .keyword else {
      throw FullTextError.unsupportedQuery("groups need a keyword field, and \(field) is none")
    }
    var groups: [[UInt8]?: (heap: TopHeap, total: Int)] = [:]
    try withPlan(query) { plan, scratch in
      for number in segments.indices {
        let (terms, ordinals) = try keywords(index, number)
        try SegmentSearcher(self, number, scratch, for: plan).forEachWindow(plan, scores: true) { start, window in
          window.forEach { local in
            let ordinal = Int(ordinals[start + local])
            let value = ordinal < 0 ? nil : terms[ordinal]
            // One group at a time is changed in place: the heap is not copied.
            unsafe groups[value, default: (TopHeap(capacity: max(1, hitsPerGroup)), 0)].heap.insert(
              window.scores[local], bases[number] + start + local)
            groups[value]?.total += 1
          }
          return true
        }
      }
    }
    let sorted = groups.map { value, group in
      HitGroup(value: value.map { String(decoding: $0, as: UTF8.self) }, hits: group.heap.sorted(), total: group.total)
    }.sorted { left, right in
      guard let a = left.hits.first, let b = right.hits.first else { return false }
      return a.score != b.score ? a.score > b.score : a.document < b.document
    }
    return Array(sorted.prefix(max(0, limit)))
  }
}
