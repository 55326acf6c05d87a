internal import Foundation
internal import GRDB
internal import Words

/// Reads the documents of an index back from the record store, as far as comparisons need them.
///
/// Rows of one document have consecutive ids, so a row's index within its document is its id less the first one's.
enum IndexContents {
  /// All documents, by source and path. Repairs and diagnostics are left out.
  static func documents(_ db: Database) throws -> [SourcedDocument] {
    var loader = Loader()
    try loader.loadDocuments(db)
    try loader.loadOutline(db)
    try loader.loadStatements(db)
    try loader.loadMetrics(db)
    try loader.loadFactors(db)
    try loader.loadPlans(db)
    try loader.loadTables(db)
    for item in loader.contents where !item.document.fitsTogether {
      throw CasebookError.damaged(
        file: RecordStore.fileName, detail: "rows of \(item.document.path) refer to others that are not there")
    }
    return loader.contents
  }

  private struct Loader {
    var contents: [SourcedDocument] = []
    private var indexOfDocument: [Int64: Int] = [:]
    private var firstSection: [Int: Int64] = [:]
    private var firstRecord: [Int: Int64] = [:]
    private var firstStatement: [Int: Int64] = [:]
    private var firstTable: [Int: Int64] = [:]

    private func local(_ first: [Int: Int64], _ document: Int, _ id: Int64?) -> Int? {
      guard let id, let first = first[document] else { return nil }
      return Int(id &- first)
    }

    mutating func loadDocuments(_ db: Database) throws {
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT d.id, s.label, d.path, d.format, d.hash, d.reader, d.bytes, d.lines, d.encoding, d.title, d.heading, d.subheading,
            d.language, d.published, d.modified, d.url
          FROM documents d JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path
          """)
      while let row = try cursor.next() {
        var document = ParsedDocument(
          path: row[2], format: row[3], hash: row[4], reader: row[5], byteCount: row[6], lineCount: row[7],
          encoding: row[8], title: row[9])
        document.heading = row[10]
        document.subheading = row[11]
        document.language = row[12]
        document.published = row[13]
        document.modified = row[14]
        document.url = row[15]
        indexOfDocument[row[0]] = contents.count
        contents.append(SourcedDocument(source: row[1], document: document))
      }
      let metadata = try Row.fetchCursor(
        db,
        sql:
          "SELECT document_id, key, value, origin, line, end_line, column, byte_start, byte_end FROM metadata ORDER BY rowid"
      )
      while let row = try metadata.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        contents[at].document.metadata.append(
          MetadataEntry(key: row[1], value: row[2], origin: row[3], span: RecordStore.span(row, from: 4)))
      }
      let provenance = try Row.fetchCursor(
        db,
        sql:
          "SELECT document_id, label, text, line, end_line, column, byte_start, byte_end FROM provenance ORDER BY rowid"
      )
      while let row = try provenance.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        contents[at].document.provenance.append(
          ProvenanceLine(label: row[1], text: row[2], span: RecordStore.span(row, from: 3)))
      }
    }

    mutating func loadOutline(_ db: Database) throws {
      let records = try Row.fetchAll(
        db,
        sql: """
          SELECT document_id, id, key, kind, kind_rule, title, number, section_id, parent_id, line, end_line, column, byte_start,
            byte_end FROM records ORDER BY id
          """)
      for row in records {
        guard let at = indexOfDocument[row[0]] else { continue }
        if firstRecord[at] == nil { firstRecord[at] = row[1] }
      }
      let sections = try Row.fetchCursor(
        db,
        sql: """
          SELECT document_id, id, parent_id, record_id, level, origin, title, number, role, role_rule, content_end, line, end_line,
            column, byte_start, byte_end FROM sections ORDER BY id
          """)
      while let row = try sections.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        if firstSection[at] == nil { firstSection[at] = row[1] }
        let role: String? = row[8]
        contents[at].document.sections.append(
          Section(
            parent: local(firstSection, at, row[2]), level: row[4],
            origin: Section.Origin(rawValue: row[5]) ?? .heading, title: row[6], number: row[7],
            role: role.map { Role(rawValue: $0) }, roleRule: row[9], record: local(firstRecord, at, row[3]),
            span: RecordStore.span(row, from: 11), contentEnd: row[10]))
      }
      var organisations: [Int64: [Organisation]] = [:]
      let named = try Row.fetchCursor(
        db, sql: "SELECT record_id, name, is_subject, rule FROM organisations ORDER BY rowid")
      while let row = try named.next() {
        organisations[row[0], default: []].append(Organisation(name: row[1], isSubject: row[2], rule: row[3]))
      }
      for row in records {
        guard let at = indexOfDocument[row[0]] else { continue }
        let kind: String = row[3]
        contents[at].document.records.append(
          Record(
            key: row[2], kind: RecordKind(rawValue: kind), kindRule: row[4], title: row[5], number: row[6],
            section: local(firstSection, at, row[7]) ?? 0, parent: local(firstRecord, at, row[8]),
            organisations: organisations[row[1]] ?? [], span: RecordStore.span(row, from: 9)))
      }
    }

    mutating func loadStatements(_ db: Database) throws {
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT document_id, id, section_id, record_id, parent_id, kind, role, label, text, attribution, line, end_line, column,
            byte_start, byte_end FROM statements ORDER BY id
          """)
      while let row = try cursor.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        if firstStatement[at] == nil { firstStatement[at] = row[1] }
        let role: String? = row[6]
        contents[at].document.statements.append(
          Statement(
            kind: Statement.Kind(rawValue: row[5]) ?? .sentence, section: local(firstSection, at, row[2]) ?? 0,
            record: local(firstRecord, at, row[3]), role: role.map { Role(rawValue: $0) }, label: row[7],
            text: row[8], parent: local(firstStatement, at, row[4]), attribution: row[9],
            span: RecordStore.span(row, from: 10)))
      }
    }

    mutating func loadMetrics(_ db: Database) throws {
      let first = try Row.fetchCursor(db, sql: "SELECT document_id, min(id) FROM tables GROUP BY document_id")
      while let row = try first.next() { if let at = indexOfDocument[row[0]] { firstTable[at] = row[1] } }
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT document_id, statement_id, record_id, table_id, \(RecordStore.metricColumns()), line, end_line, column, byte_start,
            byte_end
          FROM metrics ORDER BY id
          """)
      while let row = try cursor.next() {
        guard let at = indexOfDocument[row[0]], let statement = local(firstStatement, at, row[1]) else { continue }
        contents[at].document.metrics.append(
          DocumentMetric(
            statement: statement, record: local(firstRecord, at, row[2]), table: local(firstTable, at, row[3]),
            metric: RecordStore.metric(row, from: 4),
            span: RecordStore.span(row, from: 4 + RecordStore.metricColumnNames.count)))
      }
    }

    mutating func loadFactors(_ db: Database) throws {
      var themes: [Int64: [FactorTheme]] = [:]
      let assigned = try Row.fetchCursor(
        db, sql: "SELECT factor_id, theme, entry, words FROM factor_themes ORDER BY rowid")
      while let row = try assigned.next() {
        let words: String = row[3]
        themes[row[0], default: []].append(FactorTheme(theme: row[1], entry: row[2], words: [words]))
      }
      let cursor = try Row.fetchCursor(
        db, sql: "SELECT document_id, id, statement_id, record_id, kind FROM factors ORDER BY id")
      while let row = try cursor.next() {
        guard let at = indexOfDocument[row[0]], let statement = local(firstStatement, at, row[2]) else { continue }
        contents[at].document.factors.append(
          Factor(
            kind: Factor.Kind(rawValue: row[4]) ?? .factor, statement: statement,
            record: local(firstRecord, at, row[3]), themes: themes[row[1]] ?? []))
      }
    }

    mutating func loadPlans(_ db: Database) throws {
      var tasks: [Int64: [Int64]] = [:]
      let listed = try Row.fetchCursor(
        db, sql: "SELECT phase_id, statement_id FROM phase_tasks ORDER BY phase_id, ordinal")
      while let row = try listed.next() { tasks[row[0], default: []].append(row[1]) }
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT document_id, id, record_id, plan_section_id, section_id, ordinal, noun, name, time_text, unit, is_length, from_time,
            to_time, is_ongoing, line, end_line, column, byte_start, byte_end FROM phases ORDER BY id
          """)
      while let row = try cursor.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        let text: String? = row[8]
        let unit: String? = row[9]
        let frame = text.map {
          TimeFrame(
            text: $0, unit: unit.flatMap { TimeFrame.Unit(rawValue: $0) }, isLength: row[10] ?? false, from: row[11],
            to: row[12], isOngoing: row[13] ?? false)
        }
        contents[at].document.phases.append(
          Phase(
            record: local(firstRecord, at, row[2]), plan: local(firstSection, at, row[3]) ?? 0,
            section: local(firstSection, at, row[4]) ?? 0, ordinal: row[5], noun: row[6], name: row[7],
            timeFrame: frame, tasks: (tasks[row[1]] ?? []).compactMap { local(firstStatement, at, $0) },
            span: RecordStore.span(row, from: 14)))
      }
    }

    mutating func loadTables(_ db: Database) throws {
      let tables = try Row.fetchCursor(
        db,
        sql: """
          SELECT document_id, section_id, record_id, caption, grid, header_rows, header_columns, column_types, column_units, row_lines,
            line, end_line, column, byte_start, byte_end FROM tables ORDER BY id
          """)
      while let row = try tables.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        contents[at].document.tables.append(
          DocumentTable(
            section: local(firstSection, at, row[1]) ?? 0, record: local(firstRecord, at, row[2]), caption: row[3],
            grid: StoredJSON.read(row[4]) ?? [], headerRows: StoredJSON.read(row[5]) ?? [],
            headerColumns: StoredJSON.read(row[6]) ?? [],
            columnTypes: StoredJSON.read(row[7]) ?? [], columnUnits: StoredJSON.read(row[8]) ?? [],
            span: RecordStore.span(row, from: 10), rowLines: StoredJSON.read(row[9]) ?? []))
      }
      let criteria = try Row.fetchCursor(
        db,
        sql: """
          SELECT document_id, record_id, table_id, ordinal, name, weight, factors, method, line, end_line, column, byte_start, byte_end
          FROM criteria ORDER BY id
          """)
      while let row = try criteria.next() {
        guard let at = indexOfDocument[row[0]] else { continue }
        let factors: String = row[6]
        contents[at].document.criteria.append(
          Criterion(
            record: local(firstRecord, at, row[1]), table: local(firstTable, at, row[2]) ?? 0, ordinal: row[3],
            name: row[4], weight: row[5], factors: factors.split(separator: ",").map { String($0.trimmingSpaces()) },
            method: row[7], span: RecordStore.span(row, from: 8)))
      }
    }

  }
}

/// Columns of the store that hold JSON.
enum StoredJSON {
  /// The value a column holds; nil where it is none.
  static func read<Value: Decodable>(_ text: String) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}
