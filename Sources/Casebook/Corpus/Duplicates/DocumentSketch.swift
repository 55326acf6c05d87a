internal import GRDB

/// A document of the store with the sample by which near duplicates are found.
struct DocumentSketch: Sendable {
  var source: String
  var path: String
  var title: String
  /// Where the document's first record begins.
  var line: Int
  var sketch: [UInt64]

  /// Those of the documents that have a sample, by source and path.
  static func all(_ db: Database) throws -> [DocumentSketch] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.label, d.path, d.title, k.sketch,
          (SELECT r.line FROM records r WHERE r.document_id = d.id ORDER BY r.id LIMIT 1) AS first_line
        FROM sketches k JOIN documents d ON d.id = k.document_id JOIN sources s ON s.id = d.source_id
        ORDER BY s.label, d.path
        """
    ).map { row in
      let bytes: [UInt8] = try row.withUnsafeData(named: "sketch") { data in data.map { Array($0) } ?? [] }
      return DocumentSketch(
        source: row["label"], path: row["path"], title: row["title"], line: row["first_line"] ?? 1,
        sketch: TextSketch.sketch(fromBytes: bytes))
    }
  }
}
