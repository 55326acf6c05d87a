internal import Conversion
internal import GRDB

extension Corpus {
  /// The rows of a view, one after another, in the order of the index; each has a value for each column of the view.
  func forEachRow(of view: CorpusView, _ body: ([JSONValue]) throws -> Void) throws {
    guard let select = view.select else {
      for row in try computedRows(of: view) ?? [] { try body(row) }
      return
    }
    func column(_ name: String) -> Int? { view.columns.firstIndex { $0.name == name } }
    try read { db in
      let rows = try Row.fetchCursor(db, sql: select("main"))
      while let row = try rows.next() {
        var values = Array(row.databaseValues.map(Self.value))
        // A place in a document with pages names the page, which SQL does not know.
        if let place = column("place"), let file = column("file"), let line = column("line"),
          case .string(let path) = values[file], case .integer(let number) = values[line]
        {
          values[place] = .string(PagedText.place(path, number))
        }
        try body(values)
      }
    }
  }
}
