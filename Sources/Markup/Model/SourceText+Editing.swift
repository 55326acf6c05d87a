extension SourceText {
  /// A stretch of the text. Bounds between two bytes of a character give U+FFFD.
  ///
  /// Complexity: O(length + log runs).
  func slice(_ range: Range<Int>) -> SourceText {
    if range.isEmpty { return SourceText() }
    let view = string.utf8
    let start = view.index(view.startIndex, offsetBy: range.lowerBound)
    let end = view.index(start, offsetBy: range.count)
    var result = SourceText(string: String(decoding: view[start..<end], as: UTF8.self))
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].textStart <= range.lowerBound { low = middle } else { high = middle }
    }
    while low < runs.count, runs[low].textStart < range.upperBound {
      var run = runs[low]
      low += 1
      let from = max(run.textStart, range.lowerBound)
      let to = min(run.textStart + run.textCount, range.upperBound)
      guard from < to else { continue }
      if run.isVerbatim {
        run.sourceStart += from - run.textStart
        run.sourceCount = to - from
      }
      run.textStart = from - range.lowerBound
      run.textCount = to - from
      result.runs.append(run)
    }
    return result
  }

  /// Adds another text behind this one. The separator stands for what is between them in the file, if anything is.
  mutating func append(_ other: SourceText, separator: String = "") {
    let count = string.utf8.count
    if !separator.isEmpty {
      let place = runs.last.map { $0.sourceStart + $0.sourceCount } ?? 0
      let gap = (other.runs.first?.sourceStart ?? place) - place
      runs.append(
        Run(
          textStart: count, textCount: separator.utf8.count, sourceStart: place,
          sourceCount: separator == " " ? max(0, gap) : 0))
    }
    let shift = count + separator.utf8.count
    string += separator + other.string
    for var run in other.runs {
      run.textStart += shift
      runs.append(run)
    }
  }

  /// White space at the ends gone and every stretch of it one space.
  func foldingWhiteSpace() -> SourceText {
    var result = SourceText()
    let bytes = Array(string.utf8)
    var offset = 0
    while offset < bytes.count {
      while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
      let start = offset
      while offset < bytes.count,
        bytes[offset] > 0x20 || (bytes[offset] == 0x20 && offset + 1 < bytes.count && bytes[offset + 1] > 0x20)
      {
        offset += 1
      }
      if start < offset { result.append(slice(start..<offset), separator: result.isEmpty ? "" : " ") }
    }
    return result
  }
}
