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

  /// Whether every element refers to elements that are there. A document that was parsed does; one read back from a file that
  /// somebody changed may not.
  var fitsTogether: Bool {
    func isRecord(_ index: Int?) -> Bool { index.map { records.indices.contains($0) } ?? true }
    func isSection(_ index: Int?) -> Bool { index.map { sections.indices.contains($0) } ?? true }
    func isStatement(_ index: Int?) -> Bool { index.map { statements.indices.contains($0) } ?? true }
    func isTable(_ index: Int?) -> Bool { index.map { tables.indices.contains($0) } ?? true }
    // What stands around something comes before it, so that no walk upwards goes in circles.
    func isAbove(_ parent: Int?, _ index: Int) -> Bool { parent.map { $0 >= 0 && $0 < index } ?? true }
    return sections.enumerated().allSatisfy { isAbove($1.parent, $0) && isRecord($1.record) }
      && records.enumerated().allSatisfy { isSection($1.section) && isAbove($1.parent, $0) }
      && statements.allSatisfy { isSection($0.section) && isRecord($0.record) && isStatement($0.parent) }
      && metrics.allSatisfy { isStatement($0.statement) && isRecord($0.record) && isTable($0.table) }
      && factors.allSatisfy { isStatement($0.statement) && isRecord($0.record) }
      && phases.allSatisfy {
        isSection($0.plan) && isSection($0.section) && isRecord($0.record) && $0.tasks.allSatisfy { isStatement($0) }
      }
      && tables.allSatisfy { isSection($0.section) && isRecord($0.record) }
      && criteria.allSatisfy { isTable($0.table) && isRecord($0.record) }
  }
}
