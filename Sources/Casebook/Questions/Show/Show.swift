internal import Quantities

extension KnowledgeBase {
  /// A record or document as a whole: its provenance, and every section with its statements, each with its line.
  ///
  /// - Parameter name: a record's key, the end of a key, or words of its title.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  public func show(_ name: String) throws -> Answer {
    let corpus = try corpus()
    let directory = try corpus.records
    let record = try directory.record(named: name)
    let content = RecordContent(try corpus.document(record.document), record, directory)
    var answer = Answer(
      schema: "casebook.record/1", title: Self.heading(of: record), rows: content.lines,
      layout: .table(groupedBy: "section")
    ) {
      Answer.Field("section", title: "Section") { $0.section }
      Answer.Field("role") { $0.statement.role?.rawValue }
      Answer.Field("kind") { $0.statement.kind.rawValue }
      Answer.Field("label") { $0.statement.label }
      Answer.Field("text") { $0.statement.text }
      Answer.Field("statement", title: "Statement") { $0.text }
      Answer.Field("metrics", title: "Metrics") { JSONValue($0.metrics) }
      Answer.Field("record") { $0.record.title }
      Answer.Field("key") { $0.record.key }
      Answer.CitationFields { (record.source, content.document.citation($0.statement.span)) }
    }
    if let provenance = content.provenance { answer.notes.append(Answer.Note(provenance)) }
    answer.notes += notesOnChanges([(record.source, record.file, record.hash)])
    return answer
  }

  private static func heading(of record: RecordDirectory.Entry) -> String {
    var heading =
      record.number.map { "\(record.kind.name) \($0): \(record.title)" } ?? "\(record.title) (\(record.kind.name))"
    if !record.subjects.isEmpty { heading += "\nAbout: \(record.subjects.joined(separator: ", "))" }
    if !record.others.isEmpty { heading += "\nAlso: \(record.others.joined(separator: ", "))" }
    let facets = Facet.Name.allCases.compactMap { name in
      let values = record.facet(name)
      return values.isEmpty
        ? nil : "\(name.rawValue.prefix(1).uppercased())\(name.rawValue.dropFirst()): \(values.joined(separator: ", "))"
    }
    if !facets.isEmpty { heading += "\n" + facets.joined(separator: "; ") }
    if let correction = record.correction { heading += "\nCorrected by \(correction)" }
    return heading + "\n\(record.key)  \(record.file):\(record.line)"
  }
}

/// The statements of a record and of the records in it.
private struct RecordContent {
  struct Line {
    /// The headings around the statement below the record's own, joined.
    var section: String
    var statement: Statement
    /// Label, text and speaker in one line.
    var text: String
    /// The figures of the statement, as written.
    var metrics: [String]
    /// The record it belongs to.
    var record: Record
  }

  let document: ParsedDocument
  private(set) var lines: [Line] = []

  init(_ sourced: SourcedDocument, _ record: RecordDirectory.Entry, _ directory: RecordDirectory) {
    document = sourced.document
    // Keys are told apart within a document, and the directory has all of its records.
    let inside = Set(
      directory.entries.filter { entry in
        entry.document == record.document && directory.lineage(entry.id).contains { $0.id == record.id }
      }.map(\.key))
    let own = document.records.first { $0.key == record.key }
    let paths = Self.paths(document, below: own?.section)
    var metrics: [Int: [String]] = [:]
    for metric in document.metrics.sorted(by: { $0.span.start < $1.span.start }) {
      metrics[metric.statement, default: []].append(metric.metric.text)
    }
    let order = document.statements.indices.sorted { a, b in
      (document.statements[a].span.start, a) < (document.statements[b].span.start, b)
    }
    for index in order {
      let statement = document.statements[index]
      guard let owner = statement.record.map({ document.records[$0] }), inside.contains(owner.key) else { continue }
      let speaker = statement.attribution.map { " (\($0))" } ?? ""
      lines.append(
        Line(
          section: paths[statement.section], statement: statement, text: statement.fullText + speaker,
          metrics: metrics[index] ?? [], record: owner))
    }
  }

  /// What the document says of where its facts come from, in one line; nil where it says nothing.
  var provenance: String? {
    let lines = document.provenance.sorted { $0.span.start < $1.span.start }.map { "\($0.label): \($0.text)" }
    return lines.isEmpty ? nil : "Provenance: " + lines.joined(separator: "; ")
  }

  /// The headings of each section below the record's own, joined.
  private static func paths(_ document: ParsedDocument, below top: Int?) -> [String] {
    var paths: [String] = []
    for (index, section) in document.sections.enumerated() {
      guard let parent = section.parent, index != top else {
        paths.append("")
        continue
      }
      paths.append(paths[parent].isEmpty ? section.title : "\(paths[parent]) › \(section.title)")
    }
    return paths
  }
}
