/// A documented view of the index: the names that people query by SQL and find in exports, whatever the tables behind them are.
///
/// Every row says where it comes from: ``places`` are the last columns of each view but `documents`, whose rows are whole files.
/// Lines and columns count from 1, bytes from 0, and `end` is the byte after the last.
struct CorpusView: Sendable {
  /// A column and what its values are.
  struct Column: Sendable, Hashable {
    var name: String
    var documentation: String

    init(_ name: String, _ documentation: String) {
      self.name = name
      self.documentation = documentation
    }
  }

  var name: String
  /// What a row is, in one line.
  var documentation: String
  var columns: [Column]
  /// The rows for a store whose tables have the given schema name in front; nil for what is computed, see
  /// ``Corpus/computedRows(of:)``.
  let select: (@Sendable (_ schema: String) -> String)?

  /// The columns that cite.
  static let places: [Column] = [
    Column("source", "label of the source"), Column("file", "path, relative to its source"),
    Column("line", "first line"), Column("end_line", "last line"), Column("column", "column of the first byte"),
    Column("start", "first byte"), Column("end", "the byte after the last"), Column("place", "file:line"),
  ]

  /// The values of ``places``.
  ///
  /// - Parameter alias: of the table whose rows have a place; the document's is `d`, the source's `s`.
  static func placed(_ alias: String) -> String {
    """
    s.label AS source, d.path AS file, \(alias).line AS line, \(alias).end_line AS end_line, \(alias)."column" AS "column",
      \(alias).byte_start AS "start", \(alias).byte_end AS "end", d.path || ':' || \(alias).line AS place
    """
  }

  /// All views, in the order in which people meet them.
  static let all: [CorpusView] = [
    documents, records, organisations, statements, metrics, factors, themes, quotes, phases, criteria,
  ]

  static func named(_ name: String) -> CorpusView? { all.first { $0.name == name.lowercased() } }
}
