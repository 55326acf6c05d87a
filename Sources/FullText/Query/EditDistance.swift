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

/// The distances of one word to many terms that come in order: the rows of the table that belong to a common beginning are computed once.
struct EditDistanceTable {
  private let word: [UInt32]
  private let limit: Int
  /// Row after row, one for the empty term and one for each scalar of the term; each has a number for every beginning of the word.
  private var rows: [UInt8]
  private var width: Int { word.count + 1 }
  /// For each byte of the term the number of scalars up to its end, 0 in the midst of one, and the scalars.
  private var scalarCounts: [Int] = []
  private var scalars: [UInt32] = []

  /// - Parameter limit: the greatest distance that matters, below 200.
  init(_ word: [Unicode.Scalar], limit: Int) {
    self.word = word.map(\.value)
    self.limit = limit
    rows = (0...word.count).map { UInt8(min($0, limit + 1)) }
  }

  /// The distance of a term when it is at most the limit, and when no term that begins like it is that near, how many of its bytes say so. Terms with
  /// a digit are near nothing.
  /// - Parameter shared: how many bytes the term shares with the one before.
  mutating func step(to term: UnsafeBufferPointer<UInt8>, shared: Int) -> (distance: Int?, dead: Int?) {
    var index = min(shared, scalarCounts.count, term.count)
    while index > 0, scalarCounts[index - 1] == 0 { index -= 1 }
    scalarCounts.removeLast(scalarCounts.count - index)
    let count = index == 0 ? 0 : scalarCounts[index - 1]
    scalars.removeLast(scalars.count - count)
    rows.removeLast(rows.count - (count + 1) * width)
    while index < term.count {
      let (value, length) = unsafe WordBreaks.decode(term, at: index)
      for _ in 1..<max(1, length) { scalarCounts.append(0) }
      scalars.append(value)
      scalarCounts.append(scalars.count)
      index += length
      if value >= 0x30, value <= 0x39 {
        // No row is needed: nothing that begins so is looked at.
        rows.append(contentsOf: repeatElement(UInt8(limit + 1), count: width))
        return (nil, scalarCounts.count)
      }
      if appendRow() > limit { return (nil, scalarCounts.count) }
    }
    let distance = Int(rows[rows.count - 1])
    return (distance <= limit ? distance : nil, nil)
  }

  /// Adds the row of the last scalar and returns its least number.
  private mutating func appendRow() -> Int {
    let width = width
    let row = rows.count
    let far = UInt8(limit + 1)
    let scalar = scalars[scalars.count - 1]
    let before = scalars.count > 1 ? scalars[scalars.count - 2] : .max
    rows.append(contentsOf: repeatElement(far, count: width))
    return unsafe rows.withUnsafeMutableBufferPointer { rows in
      unsafe rows[row] = UInt8(min(scalars.count, limit + 1))
      var best = unsafe rows[row]
      // Farther from the diagonal than the limit everything is too far.
      let lower = max(1, scalars.count - limit)
      let upper = min(word.count, scalars.count + limit)
      for place in stride(from: lower, through: upper, by: 1) {
        let above = row - width + place
        var cost = unsafe rows[above - 1] + (word[place - 1] == scalar ? 0 : 1)
        cost = unsafe min(cost, min(rows[above], rows[row + place - 1]) + 1)
        if place > 1, word[place - 1] == before, word[place - 2] == scalar {
          cost = unsafe min(cost, rows[above - width - 2] + 1)
        }
        unsafe rows[row + place] = min(cost, far)
        best = min(best, cost)
      }
      return Int(best)
    }
  }
}
