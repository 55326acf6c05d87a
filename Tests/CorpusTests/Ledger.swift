import Foundation

/// One figure of a source document, and the place in `corpus/` that carries it.
///
/// `Fixtures/ledger.tsv` has one row per figure and carrier. Dates, timelines and names with a number in them
/// (`Fortune 500`) are rows too, so that no digit of the corpus is without one.
struct LedgerRow: Sendable {
  /// What the figure is about: a case, a pattern, a programme.
  let record: String
  let label: String
  /// The quantity as the source writes it, without the noun it counts.
  let value: String
  /// Bounds in full (`13000000000`, `2025-07`); empty where the bound is open or nothing is stated.
  let low: String
  let high: String
  /// `=`, `>=`, `<=`, `range`; empty for names and for amounts without a number (`millions`).
  let comparator: String
  let unit: String
  /// Short name of the source document and line in it, from 1.
  let source: String
  let line: Int
  /// Path below `corpus/`, and a substring of that file.
  let file: String
  let text: String

  static func all() throws -> [LedgerRow] {
    try rows(of: "ledger.tsv", columns: 11).map { field in
      LedgerRow(
        record: field[0], label: field[1], value: field[2], low: field[3], high: field[4], comparator: field[5],
        unit: field[6], source: field[7], line: Int(field[8]) ?? 0, file: field[9], text: field[10])
    }
  }
}

/// One statement of a source document (list item, table row, sentence), and the words of `corpus/` that carry it.
struct FactRow: Sendable {
  let source: String
  let line: Int
  let file: String
  let text: String

  static func all() throws -> [FactRow] {
    try rows(of: "facts.tsv", columns: 4).map { field in
      FactRow(source: field[0], line: Int(field[1]) ?? 0, file: field[2], text: field[3])
    }
  }
}

/// A fixture does not have the columns that it should.
struct MalformedRow: Error, CustomStringConvertible {
  let file: String
  let line: Int
  let columns: Int

  var description: String { "\(file):\(line): \(columns) columns" }
}

/// The rows below the header of a tab-separated fixture. Nothing is quoted, and no field holds a tab.
private func rows(of name: String, columns: Int) throws -> [[String]] {
  let text = try String(contentsOf: CorpusFolder.fixtures.appending(path: name), encoding: .utf8)
  var rows: [[String]] = []
  for (index, line) in text.split(separator: "\n").enumerated().dropFirst() {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == columns else { throw MalformedRow(file: name, line: index + 1, columns: fields.count) }
    rows.append(fields)
  }
  return rows
}
