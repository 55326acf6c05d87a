/// Which segments a commit merges: a decision on sizes alone.
///
/// Segments are put into levels by their size, each level ``factor`` times as large as the one below. A row of neighbours up to some level is merged
/// when it has as many as the factor and the merged segment is at least twice as large as its largest part, lower levels first; so each document is
/// rewritten about `log(n)` times, and a large segment is left alone while small ones gather behind it (the logarithmic merging of Lucene and
/// Tantivy). Only neighbours are merged, so documents keep their order. A segment that is mostly deleted is rewritten alone, so that at most
/// half of what a search reads is dead.
struct MergePolicy: Hashable, Sendable {
  /// What the policy knows of a segment.
  struct Size: Hashable, Sendable {
    /// Documents, with the deleted ones.
    var documents: Int
    /// Those of them that are deleted.
    var deleted: Int

    var live: Int { documents - deleted }
  }

  /// Segments up to this many documents belong to the lowest level.
  static let smallestLevel = 1000

  /// How many segments of one level there may be before they are merged.
  var factor: Int

  /// - Parameter factor: at least 2.
  init(factor: Int) {
    assert(factor >= 2, "merging one segment with itself makes no progress")
    self.factor = max(2, factor)
  }

  /// The segments to merge next, nil when all may stay as they are.
  ///
  /// Every merge leaves fewer segments or fewer deleted documents, so asking again and again comes to an end, with fewer than three times as many
  /// segments as the factor.
  func next(_ sizes: [Size]) -> Range<Int>? {
    if let index = sizes.firstIndex(where: { $0.deleted * 2 > $0.documents }) { return index..<(index + 1) }
    let levels = sizes.map { level(of: $0.live) }
    for level in Set(levels).sorted() {
      var start = 0
      while start < levels.count {
        var end = start
        while end < levels.count, levels[end] <= level { end += 1 }
        if end - start >= factor, isWorthwhile(sizes[start..<end], level: level) { return start..<end }
        start = end + 1
      }
    }
    return nil
  }

  private func isWorthwhile(_ row: ArraySlice<Size>, level: Int) -> Bool {
    let largest = row.reduce(0) { max($0, $1.live) }
    let total = row.reduce(0) { $0 + $1.live }
    return level == 0 || largest <= total / 2 || row.count >= 3 * factor
  }

  /// The level of a segment with this many live documents.
  func level(of live: Int) -> Int {
    var level = 0
    var size = Self.smallestLevel
    while size < live {
      let (next, isTooLarge) = size.multipliedReportingOverflow(by: factor)
      level += 1
      if isTooLarge { break }
      size = next
    }
    return level
  }
}
