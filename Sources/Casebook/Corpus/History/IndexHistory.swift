internal import GRDB

/// What became of a document in one generation of the index.
struct DocumentChange: Sendable, Hashable {
  var kind: IngestReport.FileChange.Kind
  var source: String
  var path: String
  /// Where it was, for one that moved.
  var oldPath: String?
  var title: String
  /// How many figures it has; for one that is gone, had.
  var figures: Int
  var changes: [FigureChange] = []
}

/// The history of an index: for each generation but the first the documents that changed, and their figures before and after.
///
/// Generations are numbers; the same ingestions in the same order make the same history. A generation has a date where one was
/// given from outside. The first generation lists nothing: all of it is new. So does one that reads all documents again because
/// the program's own format changed, as there is nothing to compare with.
///
/// The history is bounded: ``mostGenerations`` generations, and ``mostChanges`` changes of documents and figures; the oldest
/// generations go first. One generation alone keeps at most ``mostOfOne`` changes of figures.
enum IndexHistory {
  static let mostGenerations = 200
  static let mostChanges = 50_000
  static let mostOfOne = 20_000

  /// Adds a generation, and takes out what is beyond the bound.
  static func add(_ db: Database, generation: UInt64, date: String?, reason: String?, _ documents: [DocumentChange])
    throws
  {
    var generations: RowWriter<GenerationColumn> = try RowWriter(db)
    generations.set(.number, Int64(generation))
    generations.set(.dated, date)
    generations.set(.reason, reason)
    try generations.write()
    var writer: RowWriter<DocumentChangeColumn> = try RowWriter(db)
    var figures: RowWriter<FigureChangeColumn> = try RowWriter(db)
    var left = mostOfOne
    for document in documents {
      writer.set(.generation, Int64(generation))
      writer.set(.change, document.kind.rawValue)
      writer.set(.source, document.source)
      writer.set(.path, document.path)
      writer.set(.oldPath, document.oldPath)
      writer.set(.title, document.title)
      writer.set(.figures, document.figures)
      writer.set(.figureChanges, document.changes.count)
      try writer.write()
      for change in document.changes.prefix(left) { try write(change, of: document, generation, &figures) }
      left -= min(left, document.changes.count)
    }
    try cut(db)
  }

  private static func write(
    _ change: FigureChange, of document: DocumentChange, _ generation: UInt64,
    _ writer: inout RowWriter<FigureChangeColumn>
  ) throws {
    let (before, after) = (change.before, change.after)
    writer.set(.generation, Int64(generation))
    writer.set(.change, change.kind.rawValue)
    writer.set(.source, document.source)
    writer.set(.path, document.path)
    writer.set(.record, (after ?? before)?.record ?? "")
    writer.set(.subject, after?.subject ?? before?.subject)
    writer.set(.label, (after ?? before)?.label ?? "")
    writer.set(.value, after?.value)
    writer.set(.oldLabel, before?.label)
    writer.set(.oldValue, before?.value)
    writer.set(.oldLine, before.map { Int64($0.span.line) })
    let span = (after ?? before)?.span ?? Span(line: 1, endLine: 1, column: 1, start: 0, end: 0)
    writer.set(.line, span.line)
    writer.set(.endLine, span.endLine)
    writer.set(.column, span.column)
    writer.set(.byteStart, span.start)
    writer.set(.byteEnd, span.end)
    try writer.write()
  }

  /// Takes out the oldest generations beyond the bound; the newest stays whatever its size.
  private static func cut(_ db: Database) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT g.number, (SELECT count(*) FROM document_changes d WHERE d.generation = g.number)
          + (SELECT count(*) FROM figure_changes f WHERE f.generation = g.number)
        FROM generations g ORDER BY g.number DESC
        """)
    var changes = 0
    for (index, row) in rows.enumerated() {
      changes += row[1] as Int
      guard index > 0, index >= mostGenerations || changes > mostChanges else { continue }
      let number: Int64 = row[0]
      for (table, column) in tables {
        try db.execute(sql: "DELETE FROM \(table) WHERE \(column) <= ?", arguments: [number])
      }
      return
    }
  }

  private static let tables = [
    ("generations", "number"), ("document_changes", "generation"), ("figure_changes", "generation"),
  ]

  static var tableNames: [String] { tables.map { $0.0 } }

  /// Whether a store has the tables of the history, with the columns of now.
  static func isThere(_ db: Database) throws -> Bool {
    let tables: [any StoredColumn.Type] = [GenerationColumn.self, DocumentChangeColumn.self, FigureChangeColumn.self]
    return try tables.allSatisfy { table in
      let names = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table.table])
      return names.joined(separator: ", ") == table.list()
    }
  }

  static let schema = """
    -- The history: what each ingestion after the first changed. `dated` is a date that was given from outside; places are those of
    -- the version that the generation read, of figures that are gone those of the version before.
    CREATE TABLE generations (number INTEGER PRIMARY KEY, dated TEXT, reason TEXT);
    CREATE TABLE document_changes (
      generation INTEGER NOT NULL, change TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL, old_path TEXT,
      title TEXT NOT NULL, figures INTEGER NOT NULL, figure_changes INTEGER NOT NULL);
    CREATE INDEX document_changes_generation ON document_changes (generation);
    CREATE TABLE figure_changes (
      generation INTEGER NOT NULL, change TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL, record TEXT NOT NULL,
      subject TEXT, label TEXT NOT NULL, value TEXT, old_label TEXT, old_value TEXT, old_line INTEGER,
      line INTEGER NOT NULL, end_line INTEGER NOT NULL, column INTEGER NOT NULL, byte_start INTEGER NOT NULL,
      byte_end INTEGER NOT NULL);
    CREATE INDEX figure_changes_generation ON figure_changes (generation);
    """
}

enum GenerationColumn: Int, StoredColumn {
  static let table = "generations"
  case number, dated, reason
}

enum DocumentChangeColumn: Int, StoredColumn {
  static let table = "document_changes"
  case generation, change, source, path, oldPath, title, figures, figureChanges
}

enum FigureChangeColumn: Int, PlacedColumn {
  static let table = "figure_changes"
  case generation, change, source, path, record, subject, label, value, oldLabel, oldValue, oldLine, line, endLine,
    column
  case byteStart, byteEnd
}
