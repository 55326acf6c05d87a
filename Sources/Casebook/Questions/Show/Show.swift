internal import GRDB

extension KnowledgeBase {
  /// A record or document as a whole: its provenance, and every section with its statements, each with its line.
  ///
  /// - Parameter name: a record's key, the end of a key, or words of its title.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  public func show(_ name: String) throws -> Answer {
    try records().read { db in
      let directory = try RecordDirectory(db)
      let record = try directory.record(named: name)
      let document =
        try Int64.fetchOne(db, sql: "SELECT document_id FROM records WHERE id = ?", arguments: [record.id]) ?? 0
      let inside = Set(directory.entries.filter { directory.lineage($0.id).contains { $0.id == record.id } }.map(\.id))
      var answer = Answer(
        schema: "casebook.record/1", title: Self.heading(of: record),
        columns: [
          Answer.Column("section", title: "Section"), Answer.Column("role"), Answer.Column("kind"),
          Answer.Column("label"),
          Answer.Column("text"), Answer.Column("statement", title: "Statement"),
          Answer.Column("metrics", title: "Metrics"),
          Answer.Column("record"), Answer.Column("key"),
        ] + Answer.Column.citation + [Answer.Column.place],
        layout: .table(groupedBy: "section"))
      if let provenance = try Self.provenance(db, document: document) { answer.notes.append(provenance) }
      answer.notes += notesOnChanges([(record.source, record.file, record.hash)])
      let paths = try Self.headingPaths(db, document: document, below: record)
      var metrics: [Int64: [String]] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT statement_id, raw FROM metrics WHERE document_id = ? ORDER BY byte_start",
        arguments: [document])
      {
        metrics[row[0], default: []].append(row[1])
      }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, section_id, record_id, kind, role, label, text, attribution, line, end_line, column, byte_start, byte_end
          FROM statements WHERE document_id = ? ORDER BY byte_start, id
          """, arguments: [document])
      for row in rows {
        guard let owner: Int64 = row[2], inside.contains(owner) else { continue }
        let span = RecordStore.span(row, from: 8)
        let citation = Citation(
          file: record.file, line: span.line, endLine: span.endLine, column: span.column, start: span.start,
          end: span.end)
        let label: String? = row[5]
        let text: String = row[6]
        let attribution: String? = row[7]
        var whole = label.map { text.isEmpty ? $0 : "\($0): \(text)" } ?? text
        if let attribution { whole += " (\(attribution))" }
        answer.items.append(
          [
            Answer.Cell(paths[row[1]] ?? ""), Answer.Cell(row[4] as String?), Answer.Cell(row[3] as String),
            Answer.Cell(label), Answer.Cell(text),
            Answer.Cell(whole), Answer.Cell(JSONValue(metrics[row[0]] ?? [])), Answer.Cell(directory[owner]?.title),
            Answer.Cell(directory[owner]?.key),
          ] + citation.cells(source: record.source) + [Answer.Cell(citation.place)])
      }
      answer.total = answer.items.count
      return answer
    }
  }

  private static func heading(of record: RecordDirectory.Entry) -> String {
    var heading =
      record.number.map { "\(record.kind.name) \($0): \(record.title)" } ?? "\(record.title) (\(record.kind.name))"
    if !record.subjects.isEmpty { heading += "\nAbout: \(record.subjects.joined(separator: ", "))" }
    if !record.others.isEmpty { heading += "\nAlso: \(record.others.joined(separator: ", "))" }
    return heading + "\n\(record.key)  \(record.file):\(record.line)"
  }

  private static func provenance(_ db: Database, document: Int64) throws -> String? {
    let lines = try Row.fetchAll(
      db, sql: "SELECT label, text FROM provenance WHERE document_id = ? ORDER BY byte_start", arguments: [document]
    ).map { "\($0[0] as String): \($0[1] as String)" }
    return lines.isEmpty ? nil : "Provenance: " + lines.joined(separator: "; ")
  }

  /// The headings of each section below the record's own, joined.
  private static func headingPaths(_ db: Database, document: Int64, below record: RecordDirectory.Entry) throws
    -> [Int64: String]
  {
    let top = try Int64.fetchOne(db, sql: "SELECT section_id FROM records WHERE id = ?", arguments: [record.id])
    var paths: [Int64: String] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT id, parent_id, title FROM sections WHERE document_id = ? ORDER BY id", arguments: [document])
    {
      let id: Int64 = row[0]
      let title: String = row[2]
      guard let parent: Int64 = row[1], id != top else {
        paths[id] = ""
        continue
      }
      let above = paths[parent] ?? ""
      paths[id] = above.isEmpty ? title : "\(above) › \(title)"
    }
    return paths
  }
}
