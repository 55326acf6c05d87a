internal import GRDB
internal import Quantities

/// The record store: one SQLite file, `casebook.sqlite`, the truth of an index.
///
/// One writer at a time (held by the index's write lock), any number of readers; each reader sees one committed state.
final class RecordStore: Sendable {
  static let fileName = "casebook.sqlite"

  /// A source of the index.
  struct Source: Hashable {
    var id: Int64
    var label: String
    var path: String
    var isFolder: Bool
  }

  /// A document as far as ingestion needs it.
  struct StoredDocument: Hashable {
    var id: Int64
    var source: Int64
    var path: String
    var hash: String
    var reader: String
  }

  let queue: DatabaseQueue
  let path: String

  private init(queue: DatabaseQueue, path: String) {
    self.queue = queue
    self.path = path
  }

  /// Opens for writing; makes the file and its tables where there are none. A store of an older schema is left as it is:
  /// who writes renews it in the transaction that fills it again.
  static func openForWriting(path: String) throws -> RecordStore {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.journalMode = .wal
    configuration.prepareDatabase { db in
      // A commit is on the disk before it is acknowledged.
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { db in
        if try StoreSchema.state(db, path: path) == .empty { try StoreSchema.create(db) }
      }
      return RecordStore(queue: queue, path: path)
    } catch let error as DatabaseError {
      throw translated(error, path: path)
    }
  }

  /// Opens for reading what was committed last.
  ///
  /// - Throws: ``CasebookError/indexTooOld(file:found:known:)``, unless older schemas are allowed. Their sources can be read.
  static func openForReading(path: String, allowsOlder: Bool = false) throws -> RecordStore {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      switch try queue.read({ try StoreSchema.state($0, path: path) }) {
      case .empty: throw CasebookError.notAnIndex(file: path)
      case .older(let found) where !allowsOlder:
        throw CasebookError.indexTooOld(file: path, found: found, known: StoreSchema.version)
      case .older, .current: break
      }
      return RecordStore(queue: queue, path: path)
    } catch let error as DatabaseError {
      throw translated(error, path: path)
    }
  }

  /// SQLite's error in our words.
  static func translated(_ error: DatabaseError, path: String) -> any Error {
    switch error.resultCode {
    case .SQLITE_NOTADB: CasebookError.notAnIndex(file: path)
    case .SQLITE_CORRUPT: CasebookError.damaged(file: path, detail: error.message ?? "SQLite reports corruption")
    case .SQLITE_BUSY, .SQLITE_LOCKED: CasebookError.locked(folder: path, holder: "")
    default:
      CasebookError.io(path: path, operation: "use the record store", reason: error.message ?? "\(error.resultCode)")
    }
  }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    do { return try queue.read(body) } catch let error as DatabaseError { throw Self.translated(error, path: path) }
  }

  // MARK: - Generation, sources, documents

  static func generation(_ db: Database) throws -> UInt64 {
    try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'generation'").flatMap { UInt64($0) } ?? 0
  }

  static func setGeneration(_ db: Database, _ generation: UInt64) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO meta VALUES ('generation', ?)", arguments: [String(generation)])
  }

  static func sources(_ db: Database) throws -> [Source] {
    try Row.fetchAll(db, sql: "SELECT id, label, path, is_folder FROM sources ORDER BY label").map {
      Source(id: $0[0], label: $0[1], path: $0[2], isFolder: $0[3])
    }
  }

  /// Names of the documents that were given as bytes.
  static func givenDocuments(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: "SELECT d.path FROM documents d JOIN sources s ON s.id = d.source_id WHERE s.path = ? ORDER BY d.path",
      arguments: [IngestPlan.standardInput])
  }

  static func documents(_ db: Database) throws -> [StoredDocument] {
    try Row.fetchAll(db, sql: "SELECT id, source_id, path, hash, reader FROM documents ORDER BY source_id, path").map {
      StoredDocument(id: $0[0], source: $0[1], path: $0[2], hash: $0[3], reader: $0[4])
    }
  }

  /// Tables whose rows name their document.
  private static let tablesOfDocuments = [
    "sketches", "metadata", "provenance", "repairs", "diagnostics", "criteria", "tables", "phases", "factors",
    "metrics",
    "statements", "records", "sections",
  ]
  /// Tables whose rows name an element of a document, with the column and the element's table.
  private static let tablesOfElements = [
    ("factor_themes", "factor_id", "factors"), ("phase_tasks", "phase_id", "phases"),
    ("organisations", "record_id", "records"), ("tags", "record_id", "records"),
  ]

  /// Takes out a document and all that was read of it.
  static func delete(_ db: Database, _ document: StoredDocument) throws {
    for (table, column, elements) in tablesOfElements {
      try db.cachedStatement(
        sql: "DELETE FROM \(table) WHERE \(column) IN (SELECT id FROM \(elements) WHERE document_id = ?)"
      ).execute(arguments: [document.id])
    }
    for table in tablesOfDocuments {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE document_id = ?").execute(arguments: [document.id])
    }
    try db.cachedStatement(sql: "DELETE FROM documents WHERE id = ?").execute(arguments: [document.id])
  }

  /// What the text index needs of a document: its sections, records and statements, as they were read.
  static func contentForIndex(_ db: Database, document id: Int64) throws -> ParsedDocument {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT path, format, hash, reader, bytes, lines, encoding, title, language, heading, subheading
        FROM documents WHERE id = ?
        """, arguments: [id])
    guard let row else { throw CasebookError.damaged(file: fileName, detail: "document \(id) is missing") }
    var document = ParsedDocument(
      path: row[0], format: row[1], hash: row[2], reader: row[3], byteCount: row[4], lineCount: row[5],
      encoding: row[6], title: row[7])
    document.language = row[8]
    document.heading = row[9]
    document.subheading = row[10]
    let firstSection =
      try Int64.fetchOne(db, sql: "SELECT min(id) FROM sections WHERE document_id = ?", arguments: [id]) ?? 0
    let firstRecord =
      try Int64.fetchOne(db, sql: "SELECT min(id) FROM records WHERE document_id = ?", arguments: [id]) ?? 0
    func local(_ row: Row, _ column: Int, _ first: Int64) -> Int? {
      let value: Int64? = row[column]
      return value.map { Int($0 - first) }
    }
    let sections = try Row.fetchCursor(
      db,
      sql: """
        SELECT parent_id, record_id, level, origin, title, number, role, role_rule, content_end, line, end_line, column, byte_start,
          byte_end FROM sections WHERE document_id = ? ORDER BY id
        """, arguments: [id])
    while let row = try sections.next() {
      let role: String? = row[6]
      document.sections.append(
        Section(
          parent: local(row, 0, firstSection), level: row[2], origin: Section.Origin(rawValue: row[3]) ?? .heading,
          title: row[4],
          number: row[5], role: role.map { Role(rawValue: $0) }, roleRule: row[7], record: local(row, 1, firstRecord),
          span: span(row, from: 9), contentEnd: row[8]))
    }
    let records = try Row.fetchAll(
      db,
      sql: """
        SELECT id, key, kind, kind_rule, title, number, section_id, parent_id, line, end_line, column, byte_start, byte_end
        FROM records WHERE document_id = ? ORDER BY id
        """, arguments: [id])
    for row in records {
      let recordID: Int64 = row[0]
      let organisations = try Row.fetchAll(
        db, sql: "SELECT name, is_subject, rule FROM organisations WHERE record_id = ? ORDER BY rowid",
        arguments: [recordID])
      document.records.append(
        Record(
          key: row[1], kind: RecordKind(rawValue: row[2]), kindRule: row[3], title: row[4], number: row[5],
          section: local(row, 6, firstSection) ?? 0, parent: local(row, 7, firstRecord),
          organisations: organisations.map { Organisation(name: $0[0], isSubject: $0[1], rule: $0[2]) },
          tags: try String.fetchAll(
            db, sql: "SELECT tag FROM tags WHERE record_id = ? ORDER BY rowid", arguments: [recordID]),
          span: span(row, from: 8)))
    }
    let statements = try Row.fetchCursor(
      db,
      sql: """
        SELECT section_id, record_id, kind, role, label, text, line, end_line, column, byte_start, byte_end
        FROM statements WHERE document_id = ? ORDER BY id
        """, arguments: [id])
    while let row = try statements.next() {
      let role: String? = row[3]
      document.statements.append(
        Statement(
          kind: Statement.Kind(rawValue: row[2]) ?? .sentence, section: local(row, 0, firstSection) ?? 0,
          record: local(row, 1, firstRecord), role: role.map { Role(rawValue: $0) }, label: row[4], text: row[5],
          span: span(row, from: 6)))
    }
    return document
  }

  static func span(_ row: Row, from column: Int) -> Span {
    Span(
      line: row[column], endLine: row[column + 1], column: row[column + 2], start: row[column + 3], end: row[column + 4]
    )
  }

  /// The columns ``metric(_:from:)`` reads, in its order, each behind `prefix`.
  static func metricColumns(_ prefix: String = "") -> String {
    metricColumnNames.map { prefix + $0 }.joined(separator: ", ")
  }
  /// The columns of the table `metrics` that make a metric.
  static let metricColumnNames = [
    "raw", "kind", "low", "high", "comparator", "unit", "currency", "magnitude", "period", "direction", "role", "label",
    "subject", "category", "as_of", "measure", "whole", "statistic", "vague",
  ]

  /// A metric of the columns that ``metricColumns(_:)`` names; its range in the statement is not stored.
  static func metric(_ row: Row, from column: Int) -> Metric {
    let kind: String = row[column + 1]
    var metric = Metric(text: row[column], range: 0..<0, kind: MetricKind(rawValue: kind) ?? .count)
    metric.low = row[column + 2]
    metric.high = row[column + 3]
    metric.comparator = (row[column + 4] as String?).flatMap { Comparator(rawValue: $0) }
    metric.unit = row[column + 5]
    metric.currency = row[column + 6]
    metric.magnitude = row[column + 7]
    metric.period = row[column + 8]
    metric.direction = (row[column + 9] as String?).flatMap { Direction(rawValue: $0) }
    metric.role = (row[column + 10] as String?).flatMap { MetricRole(rawValue: $0) }
    metric.label = row[column + 11]
    metric.subject = row[column + 12]
    metric.category = (row[column + 13] as String?).flatMap { MetricCategory(rawValue: $0) }
    metric.asOf = row[column + 14]
    metric.measure = row[column + 15]
    metric.whole = row[column + 16]
    metric.statistic = row[column + 17]
    metric.isVague = row[column + 18]
    return metric
  }
}
