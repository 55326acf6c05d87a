internal import GRDB

/// All that is in an index, one document after another.
extension Corpus {
  /// The sources, by label.
  var storedSources: [RecordStore.Source] { get throws { try read { try RecordStore.sources($0) } } }

  /// How many documents there are.
  var documentCount: Int {
    get throws { try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM documents") ?? 0 } }
  }

  /// Every document with all that was read of it, in the order of the index: by label of the source, then by path, as bytes.
  /// One is in memory at a time.
  func forEachDocument(_ body: (SourcedDocument) throws -> Void) throws {
    let ids = try read { db in
      try Int64.fetchAll(
        db, sql: "SELECT d.id FROM documents d JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path")
    }
    for id in ids { try body(try read { try DocumentLoader.document($0, id: id, parts: .all) }) }
  }
}
