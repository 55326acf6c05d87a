import Testing

@testable import FullText

/// Holds the engine's answers against those of ``NaiveIndex``.
enum Comparison {
  /// Compares one query's answers. Scores are compared only when the statistics are those of the live documents alone.
  static func compare(
    _ snapshot: Snapshot, _ naive: NaiveIndex, _ numbers: [Int], _ query: Query, scores: Bool = true,
    isOrdered: Bool = true
  )
    throws
  {
    let all = try naive.scores(query) ?? naive.entries.map { _ in nil }
    let expected = all.indices.filter { all[$0] != nil }
    #expect(try snapshot.count(query) == expected.count, "count of \(query)")
    var matches: [Int] = []
    try snapshot.forEachMatch(query) {
      matches.append(numbers[Int($0.rawValue)])
      return true
    }
    #expect((isOrdered ? matches : matches.sorted()) == expected, "matches of \(query)")
    let ranked = expected.map { all[$0] ?? 0 }.sorted(by: >)
    for limit in [1, 10, 10_000] {
      for counts in [true, false] {
        let top = try snapshot.search(query, limit: limit, countsExactly: counts)
        #expect(top.hits.count == min(limit, expected.count), "hits of \(query)")
        if counts { #expect(top.total == expected.count) }
        let inOrder = zip(top.hits, top.hits.dropFirst()).allSatisfy {
          $0.score > $1.score || $0.score == $1.score && $0.document < $1.document
        }
        #expect(inOrder, "order of \(query)")
        if !scores { continue }
        for (hit, best) in zip(top.hits, ranked) {
          let own = all[numbers[Int(hit.document.rawValue)]] ?? -1
          #expect(isClose(hit.score, own), "score of \(query)")
          #expect(isClose(hit.score, best), "rank of \(query)")
        }
      }
    }
  }

  private static func isClose(_ left: Float, _ right: Float) -> Bool {
    abs(left - right) <= 1e-4 * max(1e-3, abs(right))
  }
}
