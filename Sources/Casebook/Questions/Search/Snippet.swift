/// A text shortened around what matched in it.
struct Snippet: Hashable {
  var text: String
  /// UTF-8 ranges of `text`.
  var matches: [Range<Int>]

  /// - Parameters:
  ///   - matches: in order of their starts.
  ///   - length: UTF-8 bytes to keep, about; cut at white space.
  /// - Complexity: O(*n*) for text and matches together: one word may stand in a text a hundred thousand times.
  init(_ full: String, matches: [Range<Int>], length: Int) {
    let bytes = Array(full.utf8)
    guard bytes.count > length else {
      text = full
      self.matches = matches
      return
    }
    // The window that holds the most matches; the first of equals.
    var best = (start: 0, count: -1)
    var last = 0
    for (index, first) in matches.enumerated() {
      last = max(last, index)
      while last < matches.count, matches[last].upperBound <= first.lowerBound + length * 3 / 4 { last += 1 }
      if last - index > best.count { best = (max(0, first.lowerBound - length / 4), last - index) }
    }
    var start = min(best.start, bytes.count - length)
    var end = start + length
    func isSpace(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x0A }
    if start > 0 {
      let from = start
      while start < end, !isSpace(start) { start += 1 }
      // Text without spaces is cut at a character.
      if start >= end || start - from > 40 {
        start = from
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
      } else {
        start += 1
      }
    }
    if end < bytes.count {
      let from = end
      while end > start, !isSpace(end) { end -= 1 }
      if end <= start || from - end > 40 {
        end = from
        while end > start, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      }
    }
    let head = start > 0 ? "… " : ""
    let tail = end < bytes.count ? " …" : ""
    text = head + String(decoding: bytes[start..<end], as: UTF8.self) + tail
    let shift = head.utf8.count - start
    self.matches = matches.filter { $0.lowerBound >= start && $0.upperBound <= end }.map {
      $0.lowerBound + shift..<$0.upperBound + shift
    }
  }
}
