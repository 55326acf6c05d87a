extension ParsedDocument {
  /// What is wrong with a document that did not come from our own reading; nil where everything refers to what is there and
  /// every place can be one.
  var defect: String? {
    if path.isEmpty || path.utf8.contains(0) { return "a document has no path" }
    if sections.isEmpty || records.isEmpty { return "\(path) has no sections or no records" }
    if !fitsTogether { return "elements of \(path) refer to others that are not there" }
    if !spans.allSatisfy(\.isPlausible) { return "a place in \(path) is none" }
    if !tables.allSatisfy(\.isRectangular) { return "a table of \(path) has rows or headings that are not there" }
    if !(0...Span.limit).contains(byteCount) || !(0...Span.limit).contains(lineCount) {
      return "\(path) cannot be as large as it says"
    }
    return nil
  }

  /// Of all elements.
  private var spans: [Span] {
    var spans = metadata.map(\.span) + provenance.map(\.span) + sections.map(\.span) + records.map(\.span)
    spans += statements.map(\.span) + metrics.map(\.span) + phases.map(\.span) + criteria.map(\.span)
    spans += tables.map(\.span) + repairs.map(\.span) + diagnostics.map(\.span)
    return spans
  }
}

extension Span {
  /// No file is as long, and sums of such numbers do not overflow.
  fileprivate static let limit = 1 << 40

  fileprivate var isPlausible: Bool {
    (0...Self.limit).contains(line) && line <= endLine && endLine <= Self.limit && (0...Self.limit).contains(column)
      && (0...Self.limit).contains(start) && start <= end && end <= Self.limit
  }
}

extension DocumentTable {
  fileprivate var isRectangular: Bool {
    let columns = grid.first?.count ?? 0
    return grid.allSatisfy { $0.count == columns } && headerRows.allSatisfy(grid.indices.contains)
      && headerColumns.allSatisfy((0..<columns).contains) && rowLines.count == grid.count
  }
}
