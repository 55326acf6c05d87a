internal import GRDB

/// A table of a document with its place.
struct StoredTable: Sendable {
  var id: Int64
  /// The heading it is under.
  var section: String
  /// The title of its record; nil where it is in none.
  var record: String?
  /// The title of its document.
  var document: String
  var caption: String?
  var grid: [[String]]
  var headerRows: [Int]
  var columnTypes: [String]
  var columnUnits: [String?]
  /// The line of each row.
  var rowLines: [Int]
  var source: String
  var hash: String
  var citation: Citation
}

/// A criterion of a decision matrix with the table it is in.
struct StoredCriterion: Sendable {
  var table: StoredTable
  var ordinal: Int
  var name: String
  /// In percent.
  var weight: Double?
  var factors: [String]
  /// The factors as the document writes them, in one line.
  var factorText: String
  var method: String?
  var citation: Citation
}

extension Corpus {
  /// The tables, in the order of the index.
  var tables: [StoredTable] { get throws { try read { try Self.tables($0) } } }

  /// The criteria by their tables, in the order of the index.
  var criteria: [StoredCriterion] {
    get throws {
      try read { db in
        let tables = Dictionary(uniqueKeysWithValues: try Self.tables(db).map { ($0.id, $0) })
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT \(CriterionColumn.list("c.")) FROM criteria c JOIN documents d ON d.id = c.document_id
              JOIN sources s ON s.id = d.source_id
            ORDER BY s.label, d.path, c.table_id, c.ordinal
            """)
        return rows.compactMap { row in
          guard let table = tables[row[CriterionColumn.tableID]] else { return nil }
          let factors: String = row[CriterionColumn.factors]
          return StoredCriterion(
            table: table, ordinal: row[CriterionColumn.ordinal], name: row[CriterionColumn.name],
            weight: row[CriterionColumn.weight], factors: StoredList.read(factors), factorText: factors,
            method: row[CriterionColumn.method],
            citation: Citation(file: table.citation.file, span: row.span(CriterionColumn.self)))
        }
      }
    }
  }

  private static func tables(_ db: Database) throws -> [StoredTable] {
    let next = TableColumn.count
    return try Row.fetchAll(
      db,
      sql: """
        SELECT \(TableColumn.list("t.")), h.title, r.title, d.title, s.label, d.path, d.hash
        FROM tables t JOIN sections h ON h.id = t.section_id JOIN documents d ON d.id = t.document_id
          JOIN sources s ON s.id = d.source_id LEFT JOIN records r ON r.id = t.record_id
        ORDER BY s.label, d.path, t.line, t.id
        """
    ).map { row in
      StoredTable(
        id: row[TableColumn.id], section: row[next], record: row[next + 1], document: row[next + 2],
        caption: row[TableColumn.caption], grid: StoredJSON.read(row[TableColumn.grid]) ?? [],
        headerRows: StoredJSON.read(row[TableColumn.headerRows]) ?? [],
        columnTypes: StoredJSON.read(row[TableColumn.columnTypes]) ?? [],
        columnUnits: StoredJSON.read(row[TableColumn.columnUnits]) ?? [],
        rowLines: StoredJSON.read(row[TableColumn.rowLines]) ?? [], source: row[next + 3], hash: row[next + 5],
        citation: Citation(file: row[next + 4], span: row.span(TableColumn.self)))
    }
  }
}
