internal import Conversion
internal import Words

extension KnowledgeBase {
  /// A table of the index as data, with its place.
  public struct IndexedTable: Sendable, Hashable {
    /// Its number among the tables of the index, from 1, in the order of sources, files and lines.
    public var number: Int
    /// The heading it stands under.
    public var section: String
    /// Its caption, if it has one.
    public var caption: String?
    /// Texts by row and column; a cell that spans several places is repeated.
    public var grid: [[String]]
    /// Rows that are headers, from 0.
    public var headerRows: [Int]
    /// Types of the columns: "text", "number", "percent" and so on.
    public var columnTypes: [String]
    /// Units the columns have in common.
    public var columnUnits: [String?]
    /// The line of each row.
    public var rowLines: [Int]
    /// Label of the source.
    public var source: String
    /// Where it begins.
    public var citation: Citation

    /// What it is called: its caption, else its heading.
    public var name: String { caption ?? section }
  }

  /// The tables of the index whose heading, caption or cells hold the words.
  ///
  /// - Throws: ``CasebookError`` when the index cannot be read.
  public func indexedTables(_ words: String = "") throws -> [IndexedTable] {
    let matcher = WordMatcher(words)
    let tables = try corpus().tables.enumerated().map { index, table in
      IndexedTable(
        number: index + 1, section: table.section, caption: table.caption, grid: table.grid,
        headerRows: table.headerRows, columnTypes: table.columnTypes, columnUnits: table.columnUnits,
        rowLines: table.rowLines, source: table.source, citation: table.citation)
    }
    return tables.filter { table in matcher.matches([table.section, table.caption] + table.grid.flatMap { $0 }) }
  }

  /// The tables of the index, one a row, with their data in JSON.
  ///
  /// - Parameters:
  ///   - words: what heading, caption or cells have to hold.
  ///   - limit: most tables to give; nil gives all.
  /// - Throws: ``CasebookError`` when the index cannot be read.
  public func tables(_ words: String = "", limit: Int? = nil) throws -> Answer {
    let found = try indexedTables(words)
    let shown = limit.map { Array(found.prefix($0)) } ?? found
    return Answer(
      schema: "casebook.grids/1", rows: shown, total: found.count
    ) {
      Answer.Field("number", title: "No.", isNumeric: true) { $0.number }
      Answer.Field("section", title: "Section") { $0.section }
      Answer.Field("caption", title: "Caption") { $0.caption }
      Answer.Field("rows", title: "Rows", isNumeric: true) { $0.grid.count - $0.headerRows.count }
      Answer.Field("columns", title: "Columns", isNumeric: true) { $0.columnTypes.count }
      Answer.Field("header", title: "Holds") { JSONValue($0.header) }
      Answer.Field("grid") { JSONValue($0.grid) }
      Answer.Field("header_rows") { JSONValue($0.headerRows) }
      Answer.Field("types") { JSONValue($0.columnTypes) }
      Answer.Field("units") { JSONValue($0.columnUnits) }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }

  /// One table of the index as rows, each with its line.
  ///
  /// - Parameter number: as ``tables(_:limit:)`` counts, from 1.
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)`` for a number that no table has.
  public func table(_ number: Int) throws -> Answer {
    let tables = try indexedTables()
    guard tables.indices.contains(number - 1) else {
      throw CasebookError.badArgument(
        name: QuestionParameter.table.rawValue, value: String(number),
        expected: tables.isEmpty ? "nothing: the index holds no table" : "1 to \(tables.count)")
    }
    let table = tables[number - 1]
    var names: [String] = []
    for (index, title) in table.header.enumerated() {
      let name = title.isEmpty ? "Column \(index + 1)" : title
      names.append(names.contains(name) || ["file", "line", "place"].contains(name) ? "\(name) (\(index + 1))" : name)
    }
    let columns = names.enumerated().map { index, name in
      let type = index < table.columnTypes.count ? table.columnTypes[index] : "text"
      return Answer.Column(name, title: name, isNumeric: type != "text" && type != "date", isData: true)
    }
    let rows = table.grid.indices.filter { !table.headerRows.contains($0) }
    return Answer(
      schema: "casebook.grid/2", title: table.name + "\n" + table.citation.place,
      columns: columns + [Answer.Column("file"), Answer.Column("line"), Answer.Column.place],
      items: rows.map { row in
        let line = row < table.rowLines.count ? table.rowLines[row] : table.citation.line
        return names.indices.map { Answer.Cell($0 < table.grid[row].count ? table.grid[row][$0] : "") } + [
          Answer.Cell(table.citation.file), Answer.Cell(line), Answer.Cell(PagedText.place(table.citation.file, line)),
        ]
      })
  }
}

extension KnowledgeBase.IndexedTable {
  /// The columns' names over all header rows; as many empty ones as there are columns where none is a header.
  var header: [String] { ColumnNames.joined(grid, headerRows: headerRows) ?? columnTypes.map { _ in "" } }
}
