internal import GRDB
internal import GRDBSQLite

/// Writes parsed documents into the record store, inside one transaction that the caller holds.
///
/// Ids are given here: an element's id is the first free id of its table plus its index in the document, so that elements
/// refer to each other without asking the database.
struct RecordWriter {
  private let db: Database
  private var nextID: [String: Int64] = [:]

  init(_ db: Database) throws {
    self.db = db
    for table in [
      "documents", "sections", "records", "statements", "metrics", "factors", "phases", "tables", "criteria",
    ] {
      nextID[table] = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0) + 1
    }
  }

  /// Writes a document that is not in the store yet.
  mutating func insert(_ document: ParsedDocument, source: Int64) throws {
    let id = take("documents", 1)
    let sections = take("sections", document.sections.count)
    let records = take("records", document.records.count)
    let statements = take("statements", document.statements.count)
    let tables = take("tables", document.tables.count)
    func ref(_ base: Int64, _ index: Int?) -> Int64? { index.map { base + Int64($0) } }

    try run(
      "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      [
        id, source, document.path, document.format, document.hash, document.reader, document.byteCount,
        document.lineCount, document.encoding,
        document.title, document.heading, document.subheading, document.language, document.published, document.modified,
        document.url,
      ])
    let sketch = document.sketch
    if !sketch.isEmpty { try run("INSERT INTO sketches VALUES (?,?)", [id, TextSketch.bytes(of: sketch)]) }
    for entry in document.metadata {
      try run(
        "INSERT INTO metadata VALUES (?,?,?,?,?,?,?,?,?)", [id, entry.key, entry.value, entry.origin], entry.span)
    }
    for line in document.provenance {
      try run("INSERT INTO provenance VALUES (?,?,?,?,?,?,?,?)", [id, line.label, line.text], line.span)
    }
    for (index, section) in document.sections.enumerated() {
      try run(
        "INSERT INTO sections VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          sections + Int64(index), id, ref(sections, section.parent), ref(records, section.record), section.level,
          section.origin.rawValue, section.title, section.number, section.role?.rawValue, section.roleRule,
          section.contentEnd,
        ], section.span)
    }
    for (index, record) in document.records.enumerated() {
      let recordID = records + Int64(index)
      try run(
        "INSERT INTO records VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          recordID, id, record.key, record.kind.rawValue, record.kindRule, record.title, record.number,
          sections + Int64(record.section), ref(records, record.parent),
        ], record.span)
      for organisation in record.organisations {
        try run(
          "INSERT INTO organisations VALUES (?,?,?,?)",
          [recordID, organisation.name, organisation.isSubject, organisation.rule])
      }
      for tag in record.tags { try run("INSERT INTO tags VALUES (?,?)", [recordID, tag]) }
    }
    for (index, statement) in document.statements.enumerated() {
      try run(
        "INSERT INTO statements VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          statements + Int64(index), id, sections + Int64(statement.section), ref(records, statement.record),
          ref(statements, statement.parent), statement.kind.rawValue, statement.role?.rawValue, statement.label,
          statement.text,
          statement.attribution,
        ], statement.span)
    }
    for (index, table) in document.tables.enumerated() {
      try run(
        "INSERT INTO tables VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          tables + Int64(index), id, sections + Int64(table.section), ref(records, table.record), table.caption,
          JSONValue(table.grid).text, JSONValue(table.headerRows).text, JSONValue(table.headerColumns).text,
          JSONValue(table.columnTypes).text, JSONValue(table.columnUnits).text, JSONValue(table.rowLines).text,
        ], table.span)
    }
    try insertEvidence(
      of: document, id: id, sections: sections, records: records, statements: statements, tables: tables)
    for repair in document.repairs {
      try run(
        "INSERT INTO repairs VALUES (?,?,?,?,?,?,?,?,?)", [id, repair.original, repair.repaired, repair.encoding],
        repair.span)
    }
    for diagnostic in document.diagnostics {
      try run(
        "INSERT INTO diagnostics VALUES (?,?,?,?,?,?,?,?,?)",
        [id, diagnostic.severity, diagnostic.code, diagnostic.message],
        diagnostic.span)
    }
  }

  private mutating func insertEvidence(
    of document: ParsedDocument, id: Int64, sections: Int64, records: Int64, statements: Int64, tables: Int64
  ) throws {
    let metrics = take("metrics", document.metrics.count)
    let factors = take("factors", document.factors.count)
    let phases = take("phases", document.phases.count)
    let criteria = take("criteria", document.criteria.count)
    func ref(_ base: Int64, _ index: Int?) -> Int64? { index.map { base + Int64($0) } }

    for (index, found) in document.metrics.enumerated() {
      let metric = found.metric
      try run(
        "INSERT INTO metrics VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          metrics + Int64(index), id, statements + Int64(found.statement), ref(records, found.record),
          ref(tables, found.table),
          metric.text, metric.kind.rawValue, metric.low, metric.high, metric.comparator?.rawValue, metric.unit,
          metric.currency,
          metric.magnitude, metric.period, metric.direction?.rawValue, metric.role?.rawValue, metric.label,
          metric.subject,
          metric.category?.rawValue, metric.asOf, metric.measure, metric.whole, metric.statistic, metric.isVague,
          metric.rules.joined(separator: "; "),
        ], found.span)
    }
    for (index, factor) in document.factors.enumerated() {
      let factorID = factors + Int64(index)
      try run(
        "INSERT INTO factors VALUES (?,?,?,?,?)",
        [factorID, id, statements + Int64(factor.statement), ref(records, factor.record), factor.kind.rawValue])
      for theme in factor.themes {
        try run(
          "INSERT INTO factor_themes VALUES (?,?,?,?)",
          [factorID, theme.theme, theme.entry, theme.words.joined(separator: ", ")])
      }
    }
    for (index, phase) in document.phases.enumerated() {
      let phaseID = phases + Int64(index)
      let frame = phase.timeFrame
      try run(
        "INSERT INTO phases VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          phaseID, id, ref(records, phase.record), sections + Int64(phase.plan), sections + Int64(phase.section),
          phase.ordinal,
          phase.noun, phase.name, frame?.text, frame?.unit?.rawValue, frame?.isLength, frame?.from, frame?.to,
          frame?.isOngoing,
        ], phase.span)
      for (ordinal, task) in phase.tasks.enumerated() {
        try run("INSERT INTO phase_tasks VALUES (?,?,?)", [phaseID, statements + Int64(task), ordinal])
      }
    }
    for (index, criterion) in document.criteria.enumerated() {
      try run(
        "INSERT INTO criteria VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
          criteria + Int64(index), id, ref(records, criterion.record), tables + Int64(criterion.table),
          criterion.ordinal,
          criterion.name, criterion.weight, criterion.factors.joined(separator: ", "), criterion.method,
        ], criterion.span)
    }
  }

  private mutating func take(_ table: String, _ count: Int) -> Int64 {
    let first = nextID[table] ?? 1
    nextID[table] = first + Int64(count)
    return first
  }

  /// Binds and steps by hand: GRDB's arguments would cost about as much again as SQLite's own work.
  private func run(_ sql: String, _ values: [any StoreValue], _ span: Span? = nil) throws {
    let statement = try db.cachedStatement(sql: sql).sqliteStatement
    sqlite3_reset(statement)
    var index: CInt = 1
    for value in values {
      value.bind(to: statement, at: index)
      index += 1
    }
    if let span {
      for number in [span.line, span.endLine, span.column, span.start, span.end] {
        sqlite3_bind_int64(statement, index, Int64(number))
        index += 1
      }
    }
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)), sql: sql)
    }
  }
}

/// What a column of the store can hold.
private protocol StoreValue {
  func bind(to statement: SQLiteStatement, at index: CInt)
}

extension Int: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) {
    sqlite3_bind_int64(statement, index, Int64(self))
  }
}

extension Int64: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) { sqlite3_bind_int64(statement, index, self) }
}

extension Bool: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) {
    sqlite3_bind_int64(statement, index, self ? 1 : 0)
  }
}

extension Double: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) { sqlite3_bind_double(statement, index, self) }
}

extension String: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) {
    var text = self
    text.withUTF8 { buffer in
      // SQLite copies the text (SQLITE_TRANSIENT, which is -1 as a function pointer and not imported).
      let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      if let base = buffer.baseAddress {
        base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
          _ = sqlite3_bind_text(statement, index, $0, CInt(clamping: buffer.count), copies)
        }
      } else {
        _ = sqlite3_bind_text(statement, index, "", 0, copies)
      }
    }
  }
}

extension Optional: StoreValue where Wrapped: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) {
    if let self { self.bind(to: statement, at: index) } else { sqlite3_bind_null(statement, index) }
  }
}

extension [UInt8]: StoreValue {
  fileprivate func bind(to statement: SQLiteStatement, at index: CInt) {
    let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    _ = withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, CInt(clamping: $0.count), copies) }
  }
}
