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
    for id in try documentIDs { try body(try read { try DocumentLoader.document($0, id: id, parts: .all) }) }
  }

  /// The documents, in the order of the index.
  var documentIDs: [Int64] {
    get throws {
      try read { db in
        try Int64.fetchAll(
          db, sql: "SELECT d.id FROM documents d JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path")
      }
    }
  }

  /// A document with what quotations are found in: outline, statements, metadata.
  func spokenDocument(_ id: Int64) throws -> SourcedDocument {
    try read { try DocumentLoader.document($0, id: id, parts: [.outline, .statements, .metadata]) }
  }

  /// The documents that have a block quote, or a mark that can open a quotation; the others quote nobody.
  func documentsThatMayQuote() throws -> Set<Int64> {
    try read { db in
      try Set(
        Int64.fetchAll(
          db,
          sql: """
            SELECT DISTINCT document_id FROM (
              SELECT document_id, kind, ' ' || coalesce(label || ': ', '') || text AS words FROM statements)
            WHERE kind = 'quote' OR words GLOB '*["\u{2018}\u{201A}-\u{201F}]*' OR words GLOB '*[^a-zA-Z0-9]''*'
            """))
    }
  }
}
