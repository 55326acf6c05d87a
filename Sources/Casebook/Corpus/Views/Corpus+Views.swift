internal import GRDB

/// What somebody said, with its place: a row of the view `quotes`.
struct QuoteRow: Sendable {
  var quotation: Quotation
  var record: Record?
  var source: String
  /// Hash of the document.
  var hash: String
  var span: Span
  var citation: Citation
}

extension Corpus {
  /// All quotations, in the order of the index. Complexity: reads the documents that quote somebody, one after another.
  func quoteRows() throws -> [QuoteRow] {
    let quoting = try documentsThatMayQuote()
    return try documentIDs.filter(quoting.contains).flatMap { id -> [QuoteRow] in
      let sourced = try spokenDocument(id)
      let document = sourced.document
      return document.quotations().map { quotation in
        let statement = document.statements[quotation.statement]
        return QuoteRow(
          quotation: quotation, record: statement.record.map { document.records[$0] }, source: sourced.source,
          hash: document.hash, span: statement.span, citation: document.citation(statement.span))
      }
    }
  }

  /// The rows of a view that no SELECT makes; nil for the others.
  func computedRows(of view: CorpusView) throws -> [[JSONValue]]? {
    guard view.select == nil, view.name == CorpusView.quotes.name else { return nil }
    return try quoteRows().map { row in
      let speaker = row.quotation.speaker
      return [
        .string(row.quotation.text), JSONValue(speaker?.name), JSONValue(speaker?.role),
        JSONValue(speaker?.organisation), JSONValue(row.record?.key), JSONValue(row.record?.title),
        .string(row.source), .string(row.citation.file), .integer(row.span.line), .integer(row.span.endLine),
        .integer(row.span.column), .integer(row.span.start), .integer(row.span.end), .string(row.citation.place),
      ]
    }
  }

  /// Makes the views for a connection that answers nothing else, in SQLite's temporary schema, where they hide the tables of the same name; those stay
  /// `main.metrics` and so on. Nothing reaches the file of the index.
  ///
  /// - Parameter words: what the query names: what takes long to compute is left out where it is not among them.
  func installViews(for words: Set<String>) throws {
    // Computed before the first view hides a table.
    let computed = try CorpusView.all.filter { $0.select == nil && words.contains($0.name) }.map { view in
      (view: view, rows: try computedRows(of: view) ?? [])
    }
    try read { db in
      for (view, rows) in computed { try Self.fill(view, rows, db) }
      for view in CorpusView.all {
        if let select = view.select { try db.execute(sql: "CREATE TEMP VIEW \(view.name) AS \(select("main"))") }
      }
    }
  }

  private static func fill(_ view: CorpusView, _ rows: [[JSONValue]], _ db: Database) throws {
    let names = view.columns.map { $0.name.quotedDatabaseIdentifier }
    try db.execute(sql: "CREATE TEMP TABLE \(view.name) (\(names.joined(separator: ", ")))")
    let places = names.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.makeStatement(sql: "INSERT INTO temp.\(view.name) VALUES (\(places))")
    for row in rows { try statement.execute(arguments: StatementArguments(row.map(\.databaseValue))) }
  }
}

extension JSONValue {
  /// Texts and numbers as SQLite keeps them; anything else as its JSON.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .bool(let flag): (flag ? 1 : 0).databaseValue
    case .integer(let number): number.databaseValue
    case .number(let number): number.databaseValue
    case .string(let text): text.databaseValue
    default: text.databaseValue
    }
  }
}
