internal import Words

/// The words of a statement that belong to one of its figures.
///
/// A figure has the words behind it up to the next figure, and those before it that follow the last mark or "and" between the
/// two. A figure that is alone has the whole statement.
/// The figure's own text is in none.
enum FigureClause {
  /// The clause of each figure, in the order given.
  ///
  /// - Parameter figures: the figures' texts in the order in which they stand in `text`.
  static func clauses(of figures: [String], in text: String) -> [String] {
    var ranges: [Range<String.Index>?] = []
    var at = text.startIndex
    for figure in figures {
      guard !figure.isEmpty, let range = text[at...].firstRange(of: figure) else {
        ranges.append(nil)
        continue
      }
      ranges.append(range)
      at = range.upperBound
    }
    let found = ranges.indices.filter { ranges[$0] != nil }
    var clauses = figures.map { _ in text }
    if found.count == 1, let range = ranges[found[0]] {
      clauses[found[0]] = String(text[..<range.lowerBound]) + " " + String(text[range.upperBound...])
      return clauses
    }
    var start = text.startIndex
    for (position, index) in found.enumerated() {
      guard let range = ranges[index] else { continue }
      let next = position + 1 < found.count ? ranges[found[position + 1]] : nil
      let end = end(of: text[range.upperBound..<(next?.lowerBound ?? text.endIndex)], hasNext: next != nil)
      clauses[index] = String(text[start..<range.lowerBound]) + " " + String(text[range.upperBound..<end])
      start = end
    }
    return clauses
  }

  /// Where the words behind a figure cease to be its own.
  private static func end(of between: Substring, hasNext: Bool) -> String.Index {
    if let mark = between.firstIndex(where: { $0 == ";" }) { return mark }
    guard hasNext else { return between.endIndex }
    if let comma = between.lastIndex(where: { $0 == "," || $0 == "(" || $0 == "–" || $0 == "—" }) { return comma }
    // "1+ million registered users and 500,000+ models"
    for word in [" and ", " or ", " plus ", " & "] {
      guard let range = between.ranges(of: word).last else { continue }
      return range.lowerBound
    }
    return between.endIndex
  }

  /// The year that a clause names last; nil where it names none, or a span of years.
  static func year(in clause: String) -> Int? {
    let years = Wording.years(in: clause)
    return years.count == 1 ? years[0] : nil
  }
}
