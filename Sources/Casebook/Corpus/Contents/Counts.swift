internal import GRDB

extension Corpus {
  /// The tables whose rows a person counts, in the order they are told.
  static let countedTables: [any StoredColumn.Type] = [
    SourceColumn.self, DocumentColumn.self, RecordColumn.self, StatementColumn.self, MetricColumn.self,
    FactorColumn.self, PhaseColumn.self, CriterionColumn.self, TableColumn.self, RepairColumn.self,
    DiagnosticColumn.self,
  ]

  /// How many rows a table has.
  func count(_ table: any StoredColumn.Type) throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table.table)") ?? 0 }
  }

  /// How many rows of a table belong to each record.
  func counts(of table: any StoredColumn.Type) throws -> [Int64: Int] {
    try counts("SELECT record_id, count(*) FROM \(table.table) GROUP BY record_id")
  }

  /// How many success factors each record has; lessons, values and pitfalls are not counted.
  func factorCounts() throws -> [Int64: Int] {
    try counts("SELECT record_id, count(*) FROM factors WHERE kind = 'factor' GROUP BY record_id")
  }

  private func counts(_ sql: String) throws -> [Int64: Int] {
    try read { db in
      var counts: [Int64: Int] = [:]
      for row in try Row.fetchAll(db, sql: sql) { if let id: Int64 = row[0] { counts[id] = row[1] } }
      return counts
    }
  }

  /// How many records there are of each kind, by the kind's name in the store.
  var recordCounts: [(kind: RecordKind, count: Int)] {
    get throws {
      try read { db in
        try Row.fetchAll(db, sql: "SELECT kind, count(*) AS count FROM records GROUP BY kind ORDER BY kind")
          .map { (RecordKind(rawValue: $0["kind"]), $0["count"]) }
      }
    }
  }

  /// Bytes of all documents.
  var documentBytes: Int {
    get throws { try read { try Int.fetchOne($0, sql: "SELECT coalesce(sum(bytes), 0) FROM documents") ?? 0 } }
  }

  // MARK: - Health

  /// What is wrong with the record store: its file, references that lead nowhere, citations outside their document.
  func storeProblems() throws -> [String] {
    try read { db in
      var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20) {
        let (table, id, other): (String, Int64?, String) = (row["table"], row["rowid"], row["parent"])
        problems.append("\(table) row \(id ?? 0) refers to a missing row of \(other)")
      }
      return try problems + Self.strayCitations(db)
    }
  }

  /// Citations whose bytes are outside their document.
  private static func strayCitations(_ db: Database) throws -> [String] {
    let tables: [any PlacedColumn.Type] = [
      SectionColumn.self, RecordColumn.self, StatementColumn.self, MetricColumn.self, PhaseColumn.self,
      TableColumn.self, CriterionColumn.self, RepairColumn.self, DiagnosticColumn.self,
    ]
    return try tables.compactMap { table in
      let count =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM \(table.table) x JOIN documents d ON d.id = x.document_id
            WHERE x.byte_start < 0 OR x.byte_end < x.byte_start OR x.byte_end > d.bytes OR x.line < 1 OR x.line > d.lines
            """) ?? 0
      return count > 0 ? "\(count) citations of \(table.table) lie outside their document" : nil
    }
  }
}
