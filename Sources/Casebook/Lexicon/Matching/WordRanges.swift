/// Ranges of word indices, given in order of their begins, joined where they overlap.
struct WordRanges {
  private var ranges: [Range<Int32>] = []

  /// Adds a range that begins no earlier than any before it.
  mutating func append(_ range: Range<Int32>) {
    if let last = ranges.last, range.lowerBound < last.upperBound {
      ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    } else {
      ranges.append(range)
    }
  }

  /// Whether one of the ranges shares a word with this one. O(log ranges).
  func overlaps(_ range: Range<Int32>) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound < range.upperBound
  }
}
