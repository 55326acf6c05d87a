internal import GRDB
internal import Words

/// What can be listed.
public enum Listing: String, Sendable, Hashable, CaseIterable {
  case cases, patterns, frameworks, processes, profiles, catalogues, reports, records, documents, phases, criteria,
    tables, roles, duplicates
}

extension KnowledgeBase {
  /// Lists what is in the index, in its order.
  public func list(_ listing: Listing, organisation: String? = nil, tag: String? = nil, limit: Int? = nil) throws
    -> Answer
  {
    switch listing {
    case .documents: try listDocuments(limit: limit)
    case .phases: try listPhases(limit: limit)
    case .criteria: try listCriteria(limit: limit)
    case .tables: try listTables(limit: limit)
    case .roles: try listRoles(limit: limit)
    case .duplicates: try duplicates(limit: limit)
    case .cases: try listRecords([.caseStudy], organisation, tag, limit)
    case .patterns: try listRecords([.pattern], organisation, tag, limit)
    case .frameworks: try listRecords([.framework], organisation, tag, limit)
    case .processes: try listRecords([.process], organisation, tag, limit)
    case .profiles: try listRecords([.profile], organisation, tag, limit)
    case .catalogues: try listRecords([.catalogue], organisation, tag, limit)
    case .reports: try listRecords([.report], organisation, tag, limit)
    case .records: try listRecords(nil, organisation, tag, limit)
    }
  }

  private func listRecords(_ kinds: Set<RecordKind>?, _ organisation: String?, _ tag: String?, _ limit: Int?) throws
    -> Answer
  {
    let store = try records()
    let (directory, metrics, factors, tags) = try store.read { db in
      (
        try RecordDirectory(db), try Self.counts(db, "SELECT record_id, count(*) FROM metrics GROUP BY record_id"),
        try Self.counts(db, "SELECT record_id, count(*) FROM factors WHERE kind = 'factor' GROUP BY record_id"),
        try Self.tags(db)
      )
    }
    let byOrganisation = organisation.map { WordMatcher($0) }
    let byTag = tag.map { WordMatcher($0) }
    let found = directory.entries.filter { entry in
      if let kinds, !kinds.contains(entry.kind) { return false }
      if let byOrganisation, !(entry.subjects + entry.others).contains(where: { byOrganisation.matches([$0]) }) {
        return false
      }
      if let byTag, !(tags[entry.id] ?? []).contains(where: { byTag.matches([$0]) }) { return false }
      return true
    }
    let shown = limit.map { Array(found.prefix($0)) } ?? found
    return Answer(
      schema: "casebook.records/1",
      columns: [
        Answer.Column("kind", title: kinds?.count == 1 ? nil : "Kind"),
        Answer.Column("number", title: "No.", isNumeric: true),
        Answer.Column("title", title: "Title"), Answer.Column("organisations", title: "Organisations"),
        Answer.Column("others"),
        Answer.Column("tags"), Answer.Column("metrics", title: "Metrics", isNumeric: true),
        Answer.Column("factors", title: "Factors", isNumeric: true), Answer.Column("key"), Answer.Column("source"),
        Answer.Column("file"),
        Answer.Column("line"), Answer.Column.place,
      ],
      items: shown.map { entry in
        [
          Answer.Cell(.string(entry.kind.rawValue), display: entry.kind.name), Answer.Cell(entry.number),
          Answer.Cell(entry.title),
          Answer.Cell(JSONValue(entry.subjects)), Answer.Cell(JSONValue(entry.others)),
          Answer.Cell(JSONValue(tags[entry.id] ?? [])),
          Answer.Cell(metrics[entry.id] ?? 0), Answer.Cell(factors[entry.id] ?? 0), Answer.Cell(entry.key),
          Answer.Cell(entry.source),
          Answer.Cell(entry.file), Answer.Cell(entry.line), Answer.Cell("\(entry.file):\(entry.line)"),
        ]
      },
      total: found.count)
  }

  private static func counts(_ db: Database, _ sql: String) throws -> [Int64: Int] {
    var counts: [Int64: Int] = [:]
    for row in try Row.fetchAll(db, sql: sql) { if let id: Int64 = row[0] { counts[id] = row[1] } }
    return counts
  }

  private static func tags(_ db: Database) throws -> [Int64: [String]] {
    var tags: [Int64: [String]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT record_id, tag FROM tags ORDER BY rowid") {
      tags[row[0], default: []].append(row[1])
    }
    return tags
  }

  /// An answer straight from the store: the last two columns of the query are file and line.
  private func rows(_ schema: String, _ columns: [Answer.Column], _ sql: String, _ limit: Int?) throws -> Answer {
    let all = try records().read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        let cells = (0..<row.count).map { Answer.Cell(JSONValue(row[$0] as DatabaseValue)) }
        let file: String = row[row.count - 2]
        let line: Int = row[row.count - 1]
        return cells + [Answer.Cell("\(file):\(line)")]
      }
    }
    let shown = limit.map { Array(all.prefix($0)) } ?? all
    return Answer(
      schema: schema,
      columns: columns + [Answer.Column("source"), Answer.Column("file"), Answer.Column("line"), Answer.Column.place],
      items: shown, total: all.count)
  }

  private func listDocuments(limit: Int?) throws -> Answer {
    try rows(
      "casebook.documents/1",
      [
        Answer.Column("title", title: "Title"), Answer.Column("format", title: "Format"),
        Answer.Column("bytes", title: "Bytes", isNumeric: true),
        Answer.Column("lines", title: "Lines", isNumeric: true),
        Answer.Column("records", title: "Records", isNumeric: true),
        Answer.Column("language"), Answer.Column("published"), Answer.Column("modified"), Answer.Column("hash"),
      ],
      """
      SELECT d.title, d.format, d.bytes, d.lines, (SELECT count(*) FROM records r WHERE r.document_id = d.id), d.language, d.published,
        d.modified, d.hash, s.label, d.path, 1
      FROM documents d JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path
      """, limit)
  }

  private func listPhases(limit: Int?) throws -> Answer {
    var answer = try rows(
      "casebook.phases/1",
      [
        Answer.Column("plan", title: "Plan"), Answer.Column("noun"),
        Answer.Column("ordinal", title: "No.", isNumeric: true),
        Answer.Column("name", title: "Phase"), Answer.Column("time", title: "Time"), Answer.Column("unit"),
        Answer.Column("from"), Answer.Column("to"),
        Answer.Column("is_length"), Answer.Column("is_ongoing"),
        Answer.Column("tasks", title: "Tasks", isNumeric: true),
      ],
      """
      SELECT p.title, h.noun, h.ordinal, h.name, h.time_text, h.unit,
        CASE h.unit WHEN 'date' THEN date('1970-01-01', h.from_time || ' days')
          WHEN 'fiscal-quarter' THEN 'Q' || (CAST(h.from_time AS INTEGER) % 4 + 1) || ' FY' || (CAST(h.from_time AS INTEGER) / 4)
          ELSE h.from_time END,
        CASE h.unit WHEN 'date' THEN date('1970-01-01', h.to_time || ' days')
          WHEN 'fiscal-quarter' THEN 'Q' || (CAST(h.to_time AS INTEGER) % 4 + 1) || ' FY' || (CAST(h.to_time AS INTEGER) / 4)
          ELSE h.to_time END, h.is_length, h.is_ongoing,
        (SELECT count(*) FROM phase_tasks k WHERE k.phase_id = h.id), s.label, d.path, h.line
      FROM phases h JOIN sections p ON p.id = h.plan_section_id JOIN documents d ON d.id = h.document_id
        JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path, h.line
      """, limit)
    answer.layout = .table(groupedBy: "plan")
    return answer
  }

  private func listCriteria(limit: Int?) throws -> Answer {
    var answer = try rows(
      "casebook.criteria/1",
      [
        Answer.Column("matrix", title: "Matrix"), Answer.Column("ordinal", title: "No.", isNumeric: true),
        Answer.Column("name", title: "Criterion"),
        Answer.Column("weight", title: "Weight %", isNumeric: true), Answer.Column("factors", title: "Factors"),
        Answer.Column("method", title: "Method"),
      ],
      """
      SELECT h.title, c.ordinal, c.name, c.weight, c.factors, c.method, s.label, d.path, c.line
      FROM criteria c JOIN tables t ON t.id = c.table_id JOIN sections h ON h.id = t.section_id JOIN documents d ON d.id = c.document_id
        JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path, c.line, c.ordinal
      """, limit)
    answer.layout = .table(groupedBy: "matrix")
    return answer
  }

  private func listTables(limit: Int?) throws -> Answer {
    try rows(
      "casebook.tables/1",
      [
        Answer.Column("section", title: "Section"), Answer.Column("caption", title: "Caption"),
        Answer.Column("rows", title: "Rows", isNumeric: true),
        Answer.Column("columns", title: "Columns", isNumeric: true),
      ],
      """
      SELECT h.title, t.caption, json_array_length(t.grid), json_array_length(t.column_types), s.label, d.path, t.line
      FROM tables t JOIN sections h ON h.id = t.section_id JOIN documents d ON d.id = t.document_id JOIN sources s ON s.id = d.source_id
      ORDER BY s.label, d.path, t.line
      """, limit)
  }

  private func listRoles(limit: Int?) throws -> Answer {
    try rows(
      "casebook.roles/1",
      [
        Answer.Column("role", title: "Role"), Answer.Column("heading", title: "Heading"),
        Answer.Column("rule", title: "Told by"),
      ],
      """
      SELECT h.role, h.title, h.role_rule, s.label, d.path, h.line
      FROM sections h JOIN documents d ON d.id = h.document_id JOIN sources s ON s.id = d.source_id
      WHERE h.role IS NOT NULL ORDER BY s.label, d.path, h.line
      """, limit)
  }
}

extension JSONValue {
  /// A value of SQLite.
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null, .blob: self = .null
    case .int64(let integer): self = .integer(Int(integer))
    case .double(let number): self = .number(number)
    case .string(let string): self = .string(string)
    }
  }
}
