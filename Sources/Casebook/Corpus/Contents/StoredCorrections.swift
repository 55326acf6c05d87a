internal import Foundation
internal import GRDB

/// An entry of a list of corrections, and what became of it.
struct StoredCorrection: Sendable, Hashable {
  /// What became of an entry.
  enum State: String, Sendable, Hashable {
    case applied, lost, unread, verdict
  }

  /// Label of the source whose list it is in; nil for a list of no one source.
  var source: String?
  var correction: Correction
  var state: State

  /// The message about an entry whose place is not found.
  static func lossMessage(_ correction: Correction, isDocumentThere: Bool = true) -> String {
    guard isDocumentThere else {
      return
        "\(correction.place.file) is not in the index: write the file as answers show it, or remove the entry"
    }
    let figure = correction.figure.map { " with the figure '\($0)'" } ?? ""
    return "the words '\(correction.place.words.prefix(60))'\(figure) are no longer in \(correction.place.file): "
      + "change the words, or remove the entry"
  }
}

/// The parts of an entry that are written as JSON.
private struct Said: Codable {
  var values: [String: String]
  var places: [[String]]
  var right: String?

  init(_ correction: Correction) {
    values = Dictionary(uniqueKeysWithValues: correction.values.map { ($0.key.rawValue, $0.value) })
    places = correction.verdict?.places.map { [$0.file, String($0.line), $0.words] } ?? []
    right = correction.verdict?.right
  }

  func fill(_ correction: inout Correction) {
    for (name, value) in values { if let field = Correction.Field(rawValue: name) { correction.values[field] = value } }
    guard let right else { return }
    correction.verdict = Correction.Verdict(
      places: places.filter { $0.count == 3 }.map {
        Correction.Place(file: $0[0], line: Int($0[1]) ?? 1, words: $0[2])
      }, right: right)
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension StoredCorrection {
  /// All of the index, in the order of their lists.
  static func all(_ db: Database) throws -> [StoredCorrection] {
    let next = CorrectionColumn.count
    return try Row.fetchAll(
      db,
      sql: """
        SELECT \(CorrectionColumn.list("c.")), s.label FROM corrections c LEFT JOIN sources s ON s.id = c.source_id
        ORDER BY c.rowid
        """
    ).map { row in
      var correction = Correction(
        place: Correction.Place(
          file: row[CorrectionColumn.document], line: row[CorrectionColumn.placeLine],
          words: row[CorrectionColumn.words]),
        figure: row[CorrectionColumn.figure])
      correction.list = row[CorrectionColumn.list]
      correction.entryLine = row[CorrectionColumn.line]
      let said: String = row[CorrectionColumn.said]
      try? JSONDecoder().decode(Said.self, from: Data(said.utf8)).fill(&correction)
      let state: String = row[CorrectionColumn.state]
      return StoredCorrection(source: row[next], correction: correction, state: State(rawValue: state) ?? .unread)
    }
  }

  /// Puts these in the place of all that are stored.
  static func replace(_ db: Database, _ rows: [StoredCorrection], sources: [String: Int64]) throws {
    try db.execute(sql: "DELETE FROM corrections")
    var writer: RowWriter<CorrectionColumn> = try RowWriter(db)
    for row in rows {
      let correction = row.correction
      writer.set(.sourceID, row.source.flatMap { sources[$0] })
      writer.set(.list, correction.list)
      writer.set(.line, correction.entryLine)
      writer.set(.key, correction.key)
      writer.set(.document, correction.place.file)
      writer.set(.placeLine, correction.place.line)
      writer.set(.words, correction.place.words)
      writer.set(.figure, correction.figure)
      writer.set(.said, Said(correction).text)
      writer.set(.isVerdict, correction.verdict != nil)
      writer.set(.state, row.state.rawValue)
      try writer.write()
    }
  }
}

extension Corpus {
  /// What people put right, in the order of their lists.
  var corrections: [StoredCorrection] { get throws { try read { try StoredCorrection.all($0) } } }

  /// Where the entry stands that changed an element, by the key in the element's column `correction`.
  func correctionPlaces() throws -> CorrectionPlaces { CorrectionPlaces(try corrections) }
}

/// Entries by what elements name them with.
struct CorrectionPlaces: Sendable {
  private var places: [String: String] = [:]

  init(_ corrections: [StoredCorrection]) {
    for row in corrections {
      let key = Self.key(row.source, row.correction.key)
      if places[key] == nil { places[key] = row.correction.entryPlace }
    }
  }

  /// `corrections.yaml:12`; nil where nothing was corrected.
  func place(of key: String?, source: String) -> String? {
    guard let key else { return nil }
    return places[Self.key(source, key)] ?? places[Self.key(nil, key)] ?? CorrectionFile.names[0]
  }

  private static func key(_ source: String?, _ key: String) -> String { "\(source ?? "")\u{1F}\(key)" }
}
