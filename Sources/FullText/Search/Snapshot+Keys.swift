/// Searches over several segments whose documents have keys: of equal scores the least key comes first, wherever its document is.
///
/// Within a segment documents are in the order of their keys, so each segment's best come out right; then they are put together.
extension Snapshot {
  func searchByKeys(_ plan: Plan, _ scratch: SearchScratch, wanted: Int, after hit: Hit?, countsExactly: Bool) throws
    -> (
      hits: [Hit], total: Int
    )
  {
    var best: [Hit] = []
    var total = 0
    let start = try hit.map { (score: $0.score, key: try key(of: $0.document)) }
    for number in segments.indices {
      var ceiling = UInt64.max
      if let start {
        let first = try DocumentKeys(segments[number]).firstDocument(after: start.key)
        ceiling = TopHeap.key(start.score, bases[number] + first) &+ 1
      }
      var heap = TopHeap(capacity: wanted, ceiling: ceiling)
      // What is worse than the last of the best so far cannot enter; what equals it may.
      if wanted > 0, best.count == wanted, let last = best.last { heap.floor = last.score }
      total += try SegmentSearcher(self, number, scratch, for: plan).search(plan, &heap, counts: countsExactly)
      let found = heap.sorted()
      if found.isEmpty { continue }
      best += found
      try sortByKeys(&best)
      best.removeLast(max(0, best.count - wanted))
    }
    return (best, total)
  }

  /// Puts hits into their order: the best score, then the least key.
  func sortByKeys(_ hits: inout [Hit]) throws {
    hits.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
    guard schema.isKeyed, segments.count > 1 else { return }
    var start = 0
    while start < hits.count {
      var end = start + 1
      while end < hits.count, hits[end].score == hits[start].score { end += 1 }
      if end - start > 1 {
        let keyed = try hits[start..<end].map { (hit: $0, key: try key(of: $0.document)) }
        hits.replaceSubrange(
          start..<end,
          with: keyed.sorted { $0.key == $1.key ? $0.hit.document < $1.hit.document : $0.key < $1.key }
            .map(\.hit))
      }
      start = end
    }
  }

  private func key(of document: DocumentID) throws -> DocumentKeys.Key {
    let (segment, local) = try locate(document)
    return try DocumentKeys(segments[segment]).key(local)
  }
}
