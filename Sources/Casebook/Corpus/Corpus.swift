internal import GRDB
internal import Synchronization

/// One generation of one index, as one read transaction sees it: all that an answer is computed from.
///
/// A table is read when it is first asked for, and kept. Nothing outside this folder reads the record store, so nothing else
/// knows its tables.
final class Corpus: Sendable {
  private let store: RecordStore
  private let cache = Mutex(Cache())
  /// Counts ingestions that changed the index.
  let generation: UInt64
  /// Tells the store from another at the same path.
  let identity: FileIdentity?

  /// Opens the index for one answer, or for as many as are to agree with each other.
  ///
  /// - Throws: ``CasebookError`` when there is no index, or another version wrote it.
  static func open(_ folder: IndexFolder) throws -> Corpus {
    try Corpus(RecordStore.openForReading(path: folder.records))
  }

  /// The index as it is now, over a connection of its own.
  func another() throws -> Corpus { try Corpus(RecordStore.openForReading(path: store.path)) }

  init(_ store: RecordStore) throws {
    self.store = store
    identity = FileIdentity(store.path)
    // SQLite takes its snapshot with the first row that is read.
    try store.beginReading()
    generation = try store.read { try RecordStore.generation($0) }
  }

  /// What was read, by what it is.
  private struct Cache {
    var documents: [SourcedDocument]?
    var records: RecordDirectory?
    var outlines: [CorpusOutline.Scope: CorpusOutline] = [:]
    var tags: [Int64: [String]]?
    var metrics: [MetricRow]?
    var factors: [FactorStatement]?
    var sketches: [DocumentSketch]?
  }

  private func kept<Table: Sendable>(
    _ path: WritableKeyPath<Cache, Table?>, _ load: (Database) throws -> Table
  ) throws -> Table {
    if let known = cache.withLock({ $0[keyPath: path] }) { return known }
    // Read without the lock: what is loaded may need other tables. Two threads that both read it get the same.
    let table = try store.read(load)
    cache.withLock { $0[keyPath: path] = table }
    return table
  }

  /// Reads what is not kept.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try store.read(body) }

  // MARK: - Tables

  /// The documents with all that was read of them but repairs and diagnostics, by source and path.
  var documents: [SourcedDocument] { get throws { try kept(\.documents) { try DocumentLoader.documents($0) } } }

  /// The records, to find by name.
  var records: RecordDirectory { get throws { try kept(\.records) { try RecordDirectory($0) } } }

  /// Sections and statements as trees.
  func outline(_ scope: CorpusOutline.Scope = .all) throws -> CorpusOutline {
    try kept(\.outlines[scope]) { try CorpusOutline($0, scope: scope) }
  }

  /// Tags of each record, in their order.
  var tags: [Int64: [String]] { get throws { try kept(\.tags) { try Self.tags($0) } } }

  /// The metrics with their places, in the order of the index.
  var metrics: [MetricRow] {
    get throws {
      let records = try records
      return try kept(\.metrics) { try MetricRow.all($0, records) }
    }
  }

  /// Factors, lessons, values and pitfalls of records, in the order of the index.
  var factors: [FactorStatement] { get throws { try kept(\.factors) { try FactorStatement.all($0) } } }

  /// The samples by which near duplicates are found.
  var sketches: [DocumentSketch] { get throws { try kept(\.sketches) { try DocumentSketch.all($0) } } }

  private static func tags(_ db: Database) throws -> [Int64: [String]] {
    var tags: [Int64: [String]] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT \(TagColumn.list()) FROM tags ORDER BY rowid")
    while let row = try rows.next() { tags[row[TagColumn.recordID], default: []].append(row[TagColumn.tag]) }
    return tags
  }
}
