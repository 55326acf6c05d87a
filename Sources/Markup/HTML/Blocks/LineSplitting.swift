/// Splits collected text where one paragraph holds several fields.
///
/// A line break inside a paragraph is white space, as in a browser, unless the lines are fields of their own: then each
/// line is a paragraph. Lines are fields when at least two of them start with a lead-in ("**Company:** Acme"). The same
/// holds for fields set apart by runs of no-break spaces ("Company **Acme**   Location **Paris**").
enum LineSplitting {
  /// A paragraph of more lines is no list of fields. Bounds the work.
  static let maximumLines = 200

  static func parts(of result: TextCollector.Result) -> [TextCollector.Result] {
    if result.gaps.count + result.breaks.count > maximumLines || result.text.runs.count > 20_000 { return [result] }
    if !result.gaps.isEmpty {
      let parts = split(result, at: result.gaps)
      if parts.count > 1, parts.allSatisfy(isLabelledField) { return parts }
    }
    if !result.breaks.isEmpty {
      let parts = split(result, at: result.breaks)
      if parts.count(where: { LeadIn.find(in: $0) != nil }) >= 2 { return parts }
    }
    return [result]
  }

  /// A short label, then a value in bold, and nothing else.
  static func isLabelledField(_ part: TextCollector.Result) -> Bool {
    guard let bold = part.inlines.first(where: { $0.kind == .strong }) else { return false }
    return bold.range.lowerBound > 0 && bold.range.lowerBound <= 32
      && bold.range.upperBound + 1 >= part.text.string.utf8.count
  }

  private static func split(_ result: TextCollector.Result, at offsets: [Int]) -> [TextCollector.Result] {
    let bytes = Array(result.text.string.utf8)
    var parts: [TextCollector.Result] = []
    var start = 0
    for offset in offsets + [bytes.count] {
      var from = start
      var to = min(offset, bytes.count)
      start = to
      while from < to, bytes[from] == 0x20 { from += 1 }
      while to > from, bytes[to - 1] == 0x20 { to -= 1 }
      guard from < to else { continue }
      parts.append(part(of: result, bytes: bytes, from..<to))
    }
    return parts
  }

  private static func part(
    of result: TextCollector.Result, bytes: [UInt8], _ range: Range<Int>
  ) -> TextCollector.Result {
    var runs: [SourceText.Run] = []
    for run in result.text.runs {
      let start = max(run.textStart, range.lowerBound)
      let end = min(run.textStart + run.textCount, range.upperBound)
      guard start < end else { continue }
      var piece = run
      if run.isVerbatim {
        piece.sourceStart += start - run.textStart
        piece.sourceCount = end - start
      }
      piece.textStart = start - range.lowerBound
      piece.textCount = end - start
      runs.append(piece)
    }
    let inlines = result.inlines.compactMap { inline -> Inline? in
      let start = max(inline.range.lowerBound, range.lowerBound)
      let end = min(inline.range.upperBound, range.upperBound)
      guard start < end || inline.range.isEmpty && range.contains(inline.range.lowerBound) else { return nil }
      return Inline(
        kind: inline.kind, range: (start - range.lowerBound)..<(max(end, start) - range.lowerBound))
    }
    var part = result
    part.text = SourceText(string: String(decoding: bytes[range], as: UTF8.self), runs: runs)
    part.inlines = inlines
    part.breaks = []
    part.gaps = []
    return part
  }
}

/// Finds the lead-in of a line of text.
enum LeadIn {
  /// `**Label:** value`, `**Label**: value`, a line in bold as a whole, or a label with its value in bold.
  static func find(in result: TextCollector.Result) -> Lead? {
    let text = result.text.string
    let count = text.utf8.count
    guard let bold = result.inlines.first(where: { $0.kind == .strong && !$0.range.isEmpty }) else { return nil }
    let bytes = Array(text.utf8)
    func trimmed(_ range: Range<Int>) -> Range<Int> {
      var start = range.lowerBound
      var end = range.upperBound
      while start < end, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ":") { start += 1 }
      while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == UInt8(ascii: ":") { end -= 1 }
      return start..<end
    }
    if bold.range.lowerBound == 0 {
      // Bold runs that touch are one.
      var end = bold.range.upperBound
      for inline in result.inlines where inline.kind == .strong && inline.range.lowerBound <= end + 1 {
        end = max(end, inline.range.upperBound)
      }
      guard end <= 120 else { return nil }
      let label = trimmed(0..<end)
      guard !label.isEmpty else { return nil }
      if end >= count { return Lead(label: label, value: count..<count) }
      var next = end
      while next < count, bytes[next] == 0x20 { next += 1 }
      let endsInColon = bytes[end - 1] == UInt8(ascii: ":")
      let isColon = next < count && bytes[next] == UInt8(ascii: ":")
      guard endsInColon || isColon else {
        // "**Label** — value", "**Label** – value".
        let dash = Array(bytes[next...].prefix(3))
        if dash == [0xE2, 0x80, 0x94] || dash == [0xE2, 0x80, 0x93] {
          return Lead(label: label, value: trimmed((next + 3)..<count))
        }
        return nil
      }
      return Lead(label: label, value: trimmed((isColon ? next + 1 : end)..<count))
    }
    if LineSplitting.isLabelledField(result) {
      let label = trimmed(0..<bold.range.lowerBound)
      if !label.isEmpty { return Lead(label: label, value: trimmed(bold.range)) }
    }
    return nil
  }
}
