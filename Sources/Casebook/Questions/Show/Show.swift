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
      schema: "casebook.record/1", title: Self.heading(of: record),
      columns: [
        Answer.Column("section", title: "Section"), Answer.Column("role"), Answer.Column("kind"),
        Answer.Column("label"),
        Answer.Column("text"), Answer.Column("statement", title: "Statement"),
        Answer.Column("metrics", title: "Metrics"),
        Answer.Column("record"), Answer.Column("key"),
      ] + Answer.Column.citation + [Answer.Column.place],
      items: content.lines.map { line in
        let statement = line.statement
        let citation = content.document.citation(statement.span)
        return [
          Answer.Cell(line.section), Answer.Cell(statement.role?.rawValue), Answer.Cell(statement.kind.rawValue),
          Answer.Cell(statement.label), Answer.Cell(statement.text), Answer.Cell(line.text),
          Answer.Cell(JSONValue(line.metrics)), Answer.Cell(line.record.title), Answer.Cell(line.record.key),
        ] + citation.cells(source: record.source) + [Answer.Cell(citation.place)]
      },
      layout: .table(groupedBy: "section"))
    if let provenance = content.provenance { answer.notes.append(provenance) }
    answer.notes += notesOnChanges([(record.source, record.file, record.hash)])
    return answer
  }

  private static func heading(of record: RecordDirectory.Entry) -> String {
    var heading =
      record.number.map { "\(record.kind.name) \($0): \(record.title)" } ?? "\(record.title) (\(record.kind.name))"
    if !record.subjects.isEmpty { heading += "\nAbout: \(record.subjects.joined(separator: ", "))" }
    if !record.others.isEmpty { heading += "\nAlso: \(record.others.joined(separator: ", "))" }
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
      directory.entries.filter { entry in directory.lineage(entry.id).contains { $0.id == record.id } }.map(\.key))
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
