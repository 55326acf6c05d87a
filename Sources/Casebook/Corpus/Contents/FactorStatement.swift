internal import GRDB

/// A factor, lesson, value mechanism or pitfall with its themes, the words that decided, and its place.
struct FactorStatement: Sendable {
  var id: Int64
  var kind: Factor.Kind
  var label: String?
  var text: String
  var record: Int64
  var statement: Int64
  var section: Int64
  var themes: [FactorTheme]
  /// What the statement is for, by its own words, and what its heading promises.
  var purpose: String?
  var role: String?
  var source: String
  var hash: String
  var citation: Citation
  /// The entry that corrected it.
  var correction: String?

  var fullText: String {
    guard let label else { return text }
    return text.isEmpty ? label : "\(label): \(text)"
  }

  /// All of the index, in its order.
  static func all(_ db: Database) throws -> [FactorStatement] {
    let corrections = CorrectionPlaces(try StoredCorrection.all(db))
    var themes: [Int64: [FactorTheme]] = [:]
    let assigned = try Row.fetchCursor(
      db, sql: "SELECT \(FactorThemeColumn.list()) FROM factor_themes ORDER BY rowid")
    while let row = try assigned.next() {
      themes[row[FactorThemeColumn.factorID], default: []].append(FactorTheme(row))
    }
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(StatementColumn.list("t.")), f.id, f.kind, f.record_id, s.label, d.hash, d.path, f.correction
        FROM factors f JOIN statements t ON t.id = f.statement_id JOIN documents d ON d.id = f.document_id
          JOIN sources s ON s.id = d.source_id WHERE f.record_id IS NOT NULL
        ORDER BY s.label, d.path, t.byte_start, f.id
        """)
    let next = StatementColumn.count
    var found: [FactorStatement] = []
    while let row = try cursor.next() {
      let id: Int64 = row[next]
      found.append(
        FactorStatement(
          id: id, kind: Factor.Kind(rawValue: row[next + 1]) ?? .factor, label: row[StatementColumn.label],
          text: row[StatementColumn.text], record: row[next + 2], statement: row[StatementColumn.id],
          section: row[StatementColumn.sectionID], themes: themes[id] ?? [],
          purpose: row[StatementColumn.purpose], role: row[StatementColumn.role], source: row[next + 3],
          hash: row[next + 4], citation: Citation(file: row[next + 5], span: row.span(StatementColumn.self)),
          correction: corrections.place(of: row[next + 6], source: row[next + 3])))
    }
    return found
  }
}
