internal import CPageChecksums
internal import GRDB

/// The record store: one SQLite file, `casebook.sqlite`, the truth of an index.
///
/// One writer at a time (held by the index's write lock), any number of readers; each reader sees one committed state. Every page
/// has a checksum that is compared when it is read, so damage is an error and never another answer.
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
    try installChecksums(path)
    let prepared = casebook_checksums_prepare(path, Int32(StoreSchema.applicationID))
    guard prepared == 0 else { throw translated(DatabaseError(resultCode: ResultCode(rawValue: prepared)), path: path) }
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
    try installChecksums(path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
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

  /// Whether the pages of the store have checksums. Stores of older casebooks have none.
  static func hasChecksums(path: String) -> Bool { casebook_checksums_are_kept(path) != 0 }

  /// Compares every page with its checksum; a store without checksums is not looked at. Complexity: O(bytes).
  ///
  /// - Throws: ``CasebookError/damaged(file:detail:)``
  static func verifyChecksums(path: String) throws {
    guard hasChecksums(path: path) else { return }
    let page = casebook_checksums_first_damaged_page(path)
    if page > 0 { throw CasebookError.damaged(file: path, detail: "page \(page) does not match its checksum") }
  }

  private static func installChecksums(_ path: String) throws {
    let result = casebook_checksums_install(fileName)
    guard result == 0 else { throw translated(DatabaseError(resultCode: ResultCode(rawValue: result)), path: path) }
  }

  /// SQLite's error in our words.
  static func translated(_ error: DatabaseError, path: String) -> any Error {
    if error.extendedResultCode == ResultCode(rawValue: 10 | 32 << 8) {  // SQLITE_IOERR_DATA
      return CasebookError.damaged(file: path, detail: "a page does not match its checksum")
    }
    switch error.resultCode {
    case .SQLITE_NOTADB: return CasebookError.notAnIndex(file: path)
    case .SQLITE_CORRUPT:
      return CasebookError.damaged(file: path, detail: error.message ?? "SQLite reports corruption")
    case .SQLITE_BUSY, .SQLITE_LOCKED: return CasebookError.locked(folder: path, holder: "")
    default:
      return CasebookError.io(
        path: path, operation: "use the record store", reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Takes a snapshot that all later reading sees, whatever others write. It ends with the store.
  func beginReading() throws {
    do {
      try queue.inDatabase { try $0.beginTransaction(.deferred) }
    } catch let error as DatabaseError {
      throw Self.translated(error, path: path)
    }
  }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    do { return try queue.inDatabase(body) } catch let error as DatabaseError {
      throw Self.translated(error, path: path)
    }
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
      arguments: [SourcePath.standardInput])
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
    ("facets", "record_id", "records"),
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
}
