/// Edit distance with swaps of neighbours (optimal string alignment), up to a small limit.
enum EditDistance {
  /// The distance between two words when it is at most `limit`, else nil. Cost: the shorter length times `2 * limit + 1`.
  static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    let far = limit + 1
    var beforeLast = [Int](repeating: far, count: right.count + 1)
    var last = (0...right.count).map { min($0, far) }
    var row = last
    for i in 0..<left.count {
      row[0] = min(i + 1, far)
      var best = row[0]
      let lower = max(0, i - limit)
      let upper = min(right.count, i + limit + 1)
      if lower > 0 { row[lower] = far }
      for j in lower..<max(lower, upper) {
        var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), min(last[j + 1], row[j]) + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row[j + 1] = min(cost, far)
        best = min(best, row[j + 1])
      }
      if upper < right.count { row[upper + 1] = far }
      if best > limit { return nil }
      swap(&beforeLast, &last)
      swap(&last, &row)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
