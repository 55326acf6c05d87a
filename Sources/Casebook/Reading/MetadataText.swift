internal import Markup

/// Finds the bytes that a folded value of front matter came from.
enum MetadataText {
  /// The value with its way back to the file, word by word; nil when the file's bytes do not hold its words in order.
  ///
  /// - Parameter range: where the value stands, quotes, folds and escapes included.
  static func located(_ value: String, in range: Range<Int>, bytes: [UInt8]) -> SourceText? {
    let text = Array(value.utf8)
    var runs: [SourceText.Run] = []
    var source = range.lowerBound
    var at = 0
    let end = min(range.upperBound, bytes.count)
    while at < text.count {
      let start = at
      if isSpace(text[at]) {
        while at < text.count, isSpace(text[at]) { at += 1 }
        let from = source
        while source < end, isSpace(bytes[source]) { source += 1 }
        runs.append(
          SourceText.Run(textStart: start, textCount: at - start, sourceStart: from, sourceCount: source - from))
        continue
      }
      while at < text.count, !isSpace(text[at]) { at += 1 }
      // Quotes and block marks may stand before a word.
      var skipped = 0
      while source + (at - start) <= end, !bytes[source..<source + (at - start)].elementsEqual(text[start..<at]) {
        source += 1
        skipped += 1
        if skipped > 16 { return nil }
      }
      guard source + (at - start) <= end else { return nil }
      runs.append(
        SourceText.Run(textStart: start, textCount: at - start, sourceStart: source, sourceCount: at - start))
      source += at - start
    }
    return SourceText(string: value, runs: runs)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
