internal import GRDB

/// A row of the history: a document, or a figure of one, that a generation changed.
struct HistoryRow: Sendable, Hashable {
  var generation: Int
  var date: String?
  /// new, changed, moved, gone, reread; of figures new, changed, renamed, gone.
  var change: String
  var isFigure: Bool
  var source: String
  var path: String
  var oldPath: String?
  /// Title of the document, or of the figure's record.
  var title: String
  /// How many figures the document has.
  var figures: Int?
  var subject: String?
  var label: String?
  var value: String?
  var oldLabel: String?
  var oldValue: String?
  var oldLine: Int?
  var citation: Citation
}

/// A generation of the index as the history knows it.
struct HistoryGeneration: Sendable, Hashable {
  var number: Int
  var date: String?
  var reason: String?
}

extension Corpus {
  /// The generations that the history has, oldest first.
  var generations: [HistoryGeneration] {
    get throws {
      try read { db in
        try Row.fetchAll(db, sql: "SELECT \(GenerationColumn.list()) FROM generations ORDER BY number").map {
          HistoryGeneration(
            number: $0[GenerationColumn.number], date: $0[GenerationColumn.dated], reason: $0[GenerationColumn.reason])
        }
      }
    }
  }

  /// What the generations after one changed, newest generation first: each document followed by its figures.
  func history(after generation: Int) throws -> [HistoryRow] {
    let dates = Dictionary(try generations.map { ($0.number, $0.date) }) { first, _ in first }
    return try read { db in
      let documents = try Row.fetchAll(
        db,
        sql: """
          SELECT \(DocumentChangeColumn.list()) FROM document_changes WHERE generation > ? ORDER BY generation DESC, rowid
          """, arguments: [generation])
      let figures = try Row.fetchAll(
        db,
        sql: "SELECT \(FigureChangeColumn.list()) FROM figure_changes WHERE generation > ? ORDER BY rowid",
        arguments: [generation]
      ).map { HistoryRow(figure: $0, dates) }
      let figuresOf = Dictionary(grouping: figures) { [String($0.generation), $0.source, $0.path] }
      return documents.flatMap { row -> [HistoryRow] in
        let document = HistoryRow(document: row, dates)
        return [document] + (figuresOf[[String(document.generation), document.source, document.path]] ?? [])
      }
    }
  }
}

extension HistoryRow {
  fileprivate init(document row: Row, _ dates: [Int: String?]) {
    generation = row[DocumentChangeColumn.generation]
    date = dates[generation] ?? nil
    change = row[DocumentChangeColumn.change]
    isFigure = false
    source = row[DocumentChangeColumn.source]
    path = row[DocumentChangeColumn.path]
    oldPath = row[DocumentChangeColumn.oldPath]
    title = row[DocumentChangeColumn.title]
    figures = row[DocumentChangeColumn.figures]
    citation = Citation(file: path, line: 1, column: 1, start: 0, end: 0)
  }

  fileprivate init(figure row: Row, _ dates: [Int: String?]) {
    generation = row[FigureChangeColumn.generation]
    date = dates[generation] ?? nil
    change = row[FigureChangeColumn.change]
    isFigure = true
    source = row[FigureChangeColumn.source]
    path = row[FigureChangeColumn.path]
    title = row[FigureChangeColumn.record]
    subject = row[FigureChangeColumn.subject]
    label = row[FigureChangeColumn.label]
    value = row[FigureChangeColumn.value]
    oldLabel = row[FigureChangeColumn.oldLabel]
    oldValue = row[FigureChangeColumn.oldValue]
    oldLine = row[FigureChangeColumn.oldLine]
    citation = Citation(file: path, span: row.span(FigureChangeColumn.self))
  }
}
