internal import GRDB

/// What a store contains, as far as an ingestion has to know before it begins.
struct StoreState: Sendable {
  /// The version of an older schema, whose documents have to be read again; nil for the current one.
  var olderVersion: Int?
  /// Counts ingestions that changed the index.
  var generation: UInt64
  var sources: [RecordStore.Source]
  /// Empty in a store of an older schema.
  var documents: [RecordStore.StoredDocument]
  /// Names of the documents that were given as bytes.
  var given: [String]

  fileprivate init(_ db: Database, path: String) throws {
    if case .older(let version) = try StoreSchema.state(db, path: path) { olderVersion = version }
    generation = try RecordStore.generation(db)
    sources = try RecordStore.sources(db)
    documents = olderVersion == nil ? try RecordStore.documents(db) : []
    given = try RecordStore.givenDocuments(db)
  }
}

/// One change of the record store: readers see all of it after ``commit()``, and nothing before.
final class StoreChange {
  /// Before the change.
  let state: StoreState
  private let db: Database
  private var writer: RecordWriter

  /// A store of an older schema gets the tables of this one, without documents.
  fileprivate init(_ db: Database, path: String) throws {
    self.db = db
    state = try StoreState(db, path: path)
    if state.olderVersion != nil { try StoreSchema.renew(db) }
    writer = try RecordWriter(db)
  }

  /// The ids of the sources by label; a source without an id is added.
  func ids(of sources: [(label: String, path: String, isFolder: Bool, id: Int64?)]) throws -> [String: Int64] {
    var ids: [String: Int64] = [:]
    for source in sources {
      if let id = source.id {
        ids[source.label] = id
      } else {
        try db.execute(
          sql: "INSERT INTO sources (label, path, is_folder) VALUES (?, ?, ?)",
          arguments: [source.label, source.path, source.isFolder])
        ids[source.label] = db.lastInsertedRowID
      }
    }
    return ids
  }

  /// Takes out a source whose documents were taken out.
  func delete(_ source: RecordStore.Source) throws {
    try db.execute(sql: "DELETE FROM sources WHERE id = ?", arguments: [source.id])
  }

  /// Takes out a document and all that was read of it.
  func delete(_ document: RecordStore.StoredDocument) throws { try RecordStore.delete(db, document) }

  /// Adds a document that is not in the store yet.
  func insert(_ document: ParsedDocument, sketch: [UInt64], source: Int64) throws {
    try writer.insert(document, sketch: sketch, source: source)
  }

  /// What the text index needs of a document of the store.
  func text(of document: RecordStore.StoredDocument) throws -> ParsedDocument {
    try DocumentLoader.document(db, id: document.id, parts: .text).document
  }

  /// The figures of a document of the store, to be compared with those of its next version.
  func figures(of document: RecordStore.StoredDocument) throws -> [ComparedFigure] {
    try DocumentLoader.document(db, id: document.id, parts: [.outline, .statements, .evidence]).document.comparedFigures
  }

  /// The title of a document of the store, and how many figures it has.
  func summary(of document: RecordStore.StoredDocument) throws -> (title: String, figures: Int) {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT d.title, (SELECT count(*) FROM metrics m WHERE m.document_id = d.id AND m.kind NOT IN ('date', 'timeline'))
        FROM documents d WHERE d.id = ?
        """, arguments: [document.id])
    return (row?[0] ?? "", row?[1] ?? 0)
  }

  /// Adds a generation to the history.
  func addHistory(generation: UInt64, date: String?, reason: String?, _ changes: [DocumentChange]) throws {
    try IndexHistory.add(db, generation: generation, date: date, reason: reason, changes)
  }

  /// The samples by which near duplicates are found.
  var sketches: [DocumentSketch] { get throws { try DocumentSketch.all(db) } }

  /// After the change so far.
  var sources: [RecordStore.Source] { get throws { try RecordStore.sources(db) } }

  /// Documents and records after the change so far.
  func counts() throws -> (documents: Int, records: Int) {
    (
      try Int.fetchOne(db, sql: "SELECT count(*) FROM documents") ?? 0,
      try Int.fetchOne(db, sql: "SELECT count(*) FROM records") ?? 0
    )
  }

  /// What people put right, as the last ingestion found it.
  var corrections: [StoredCorrection] { get throws { try StoredCorrection.all(db) } }

  /// Puts these in the place of all that are stored.
  func replaceCorrections(_ rows: [StoredCorrection], sources: [String: Int64]) throws {
    try StoredCorrection.replace(db, rows, sources: sources)
  }

  func setGeneration(_ generation: UInt64) throws { try RecordStore.setGeneration(db, generation) }

  /// Makes the change visible. It is on the disk when this returns, in the store's own file where no reader needs the one before.
  func commit() throws {
    try db.commit()
    try db.checkpoint(.passive)
  }
}

extension RecordStore {
  /// What the store contains now.
  func state() throws -> StoreState {
    try beginReading()
    return try read { try StoreState($0, path: path) }
  }

  /// Changes the store. What `body` does not commit is undone.
  func change<Result>(_ body: (StoreChange) throws -> Result) throws -> Result {
    do {
      return try queue.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        defer { if db.isInsideTransaction { try? db.rollback() } }
        return try body(StoreChange(db, path: path))
      }
    } catch let error as DatabaseError {
      throw Self.translated(error, path: path)
    }
  }
}
