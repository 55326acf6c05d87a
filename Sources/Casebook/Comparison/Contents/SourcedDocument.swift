/// A document with the source it belongs to: what comparisons work on, whether it comes from an index or was read just now.
struct SourcedDocument: Sendable {
  /// Label of the source.
  var source: String
  var document: ParsedDocument
}

extension ParsedDocument {
  /// The titles of a section and those around it, from the outside; the document's own title is left out.
  func headingPath(of section: Int) -> [String] {
    var path: [String] = []
    var at: Int? = section
    while let index = at, index > 0, index < sections.count, path.count < 64 {
      path.append(sections[index].title)
      at = sections[index].parent
    }
    return path.reversed()
  }

  /// A record and those around it, from the inside. What stands around a case or pattern says nothing of whom it is about.
  func lineage(of record: Int) -> [Record] {
    var lineage: [Record] = []
    var at: Int? = record
    while let index = at, index < records.count, lineage.count < 64 {
      lineage.append(records[index])
      if [.caseStudy, .pattern, .profile].contains(records[index].kind) { break }
      at = records[index].parent
    }
    return lineage
  }

  /// The place of a span of this document.
  func citation(_ span: Span) -> Citation {
    Citation(
      file: path, line: span.line, endLine: span.endLine, column: span.column, start: span.start, end: span.end)
  }
}
