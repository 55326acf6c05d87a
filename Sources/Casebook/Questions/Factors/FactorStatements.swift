internal import GRDB
internal import Words

/// A factor, lesson, value mechanism or pitfall with its themes, the words that decided, and its place.
struct FactorStatement {
  var id: Int64
  var kind: Factor.Kind
  var label: String?
  var text: String
  var record: Int64
  var statement: Int64
  var section: Int64
  var themes: [FactorTheme]
  var source: String
  var hash: String
  var citation: Citation

  var fullText: String {
    guard let label else { return text }
    return text.isEmpty ? label : "\(label): \(text)"
  }

  /// All of the index, in its order.
  static func all(_ db: Database) throws -> [FactorStatement] {
    var themes: [Int64: [FactorTheme]] = [:]
    let assigned = try Row.fetchCursor(
      db, sql: "SELECT factor_id, theme, entry, words FROM factor_themes ORDER BY rowid")
    while let row = try assigned.next() {
      let words: String = row[3]
      themes[row[0], default: []].append(
        FactorTheme(
          theme: row[1], entry: row[2], words: words.split(separator: ",").map { String($0.trimmingSpaces()) }))
    }
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT f.id, f.kind, t.label, t.text, f.record_id, t.id, t.section_id, s.label, d.hash, d.path, t.line, t.end_line,
          t.column, t.byte_start, t.byte_end
        FROM factors f JOIN statements t ON t.id = f.statement_id JOIN documents d ON d.id = f.document_id
          JOIN sources s ON s.id = d.source_id WHERE f.record_id IS NOT NULL
        ORDER BY s.label, d.path, t.byte_start, f.id
        """)
    var found: [FactorStatement] = []
    while let row = try cursor.next() {
      found.append(
        FactorStatement(
          id: row[0], kind: Factor.Kind(rawValue: row[1]) ?? .factor, label: row[2], text: row[3], record: row[4],
          statement: row[5], section: row[6], themes: themes[row[0]] ?? [], source: row[7], hash: row[8],
          citation: Citation(file: row[9], span: RecordStore.span(row, from: 10))))
    }
    return found
  }
}
