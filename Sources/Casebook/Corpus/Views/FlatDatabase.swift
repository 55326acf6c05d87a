internal import GRDB

/// An index as one plain SQLite file for other programs: a table for each ``CorpusView`` with its rows, a full-text index of the
/// statements, and views for the questions that people ask first. The table `documentation` says what each column holds.
///
/// Rows stand in the order of the index, so the same index is the same bytes under one version of SQLite.
enum FlatDatabase {
  /// Views over the tables, with what a row is.
  private static let views: [(name: String, documentation: String, sql: String)] = [
    (
      "case_studies", "a case study, with whom it is about and how much was read of it",
      "SELECT * FROM records WHERE kind = 'case-study'"
    ),
    ("patterns", "a pattern of the knowledge base", "SELECT * FROM records WHERE kind = 'pattern'"),
    (
      "results", "a figure that a document states as reached: no goal, estimate, benchmark or value before a change",
      """
      SELECT * FROM metrics WHERE coalesce(role, '') NOT IN ('target', 'potential', 'hypothesis', 'benchmark', 'baseline', 'window')
        AND kind NOT IN ('date', 'timeline')
      """
    ),
    (
      "theme_counts", "a theme with how many factors and how many records name it",
      """
      SELECT theme, count(*) AS factors, count(DISTINCT source || char(0) || record) AS records FROM themes GROUP BY theme
        ORDER BY factors DESC, theme
      """
    ),
  ]

  /// Writes a new file.
  ///
  /// - Parameter name: of the file as it will be known, for messages.
  /// - Throws: ``CasebookError/io(path:operation:reason:)``
  static func write(_ corpus: Corpus, to path: String, named name: String) throws {
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { db in
        try document(db)
        for view in CorpusView.all { try fill(view, of: corpus, db) }
        try index(db)
        for view in views { try db.execute(sql: "CREATE VIEW \(view.name) AS \(view.sql)") }
        try db.execute(sql: "ANALYZE")
      }
      try queue.close()
    } catch let error as DatabaseError {
      throw CasebookError.io(path: name, operation: "write", reason: error.message ?? "\(error.resultCode)")
    }
  }

  private static func fill(_ view: CorpusView, of corpus: Corpus, _ db: Database) throws {
    let names = view.columns.map { $0.name.quotedDatabaseIdentifier }
    try db.execute(sql: "CREATE TABLE \(view.name) (id INTEGER PRIMARY KEY, \(names.joined(separator: ", ")))")
    let places = names.map { _ in "?" }.joined(separator: ", ")
    let insert = try db.makeStatement(
      sql: "INSERT INTO \(view.name) (\(names.joined(separator: ", "))) VALUES (\(places))")
    try corpus.forEachRow(of: view) { row in
      try insert.execute(arguments: StatementArguments(row.map(\.databaseValue)))
    }
  }

  private static func index(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE VIRTUAL TABLE statements_fts USING fts5 (
          label, quote, section, title, content="statements", content_rowid="id", tokenize="porter unicode61");
        INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
        CREATE INDEX metrics_record ON metrics (record);
        CREATE INDEX metrics_category ON metrics (category);
        CREATE INDEX factors_record ON factors (record);
        CREATE INDEX statements_record ON statements (record);
        CREATE INDEX themes_theme ON themes (theme);
        """)
  }

  private static func document(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE documentation (
          id INTEGER PRIMARY KEY, "table" TEXT NOT NULL, "column" TEXT, documentation TEXT NOT NULL)
        """)
    func add(_ table: String, _ column: String?, _ text: String) throws {
      try db.execute(
        sql: "INSERT INTO documentation (\"table\", \"column\", documentation) VALUES (?, ?, ?)",
        arguments: [table, column, text])
    }
    for view in CorpusView.all {
      try add(view.name, nil, view.documentation)
      for column in view.columns { try add(view.name, column.name, column.documentation) }
    }
    for view in views { try add(view.name, nil, view.documentation) }
    try add("statements_fts", nil, "full-text index of the statements: WHERE statements_fts MATCH 'words'")
  }
}
