public import Markup

/// Answers about one document that is in no index: what was read, and where it stands.
public enum DocumentAnswers {
  /// The block tree with positions, one block a row.
  public static func blocks(of document: MarkupDocument, file: String) -> Answer {
    var answer = Answer(
      schema: "casebook.blocks/1",
      columns: [
        Answer.Column("line", title: "Line", isNumeric: true), Answer.Column("column", title: "Col", isNumeric: true),
        Answer.Column("start"),
        Answer.Column("end"), Answer.Column("depth"), Answer.Column("kind", title: "Block"), Answer.Column("label"),
        Answer.Column("text", title: "Text"),
        Answer.Column("file"),
      ])
    var stack: [(block: Block, depth: Int)] = document.blocks.reversed().map { ($0, 0) }
    while let (block, depth) = stack.popLast() {
      let position = document.lines.position(at: block.range.lowerBound)
      let kind = name(of: block.kind)
      let text = block.table.map { "\($0.rowCount) × \($0.columnCount)" } ?? block.text.string
      answer.items.append([
        Answer.Cell(position.line), Answer.Cell(position.column), Answer.Cell(block.range.lowerBound),
        Answer.Cell(block.range.upperBound),
        Answer.Cell(depth), Answer.Cell(.string(kind), display: String(repeating: "  ", count: min(depth, 20)) + kind),
        Answer.Cell(block.lead.map { block.text.string.utf8($0.label) }), Answer.Cell(text), Answer.Cell(file),
      ])
      for child in block.children.reversed() { stack.append((child, depth + 1)) }
    }
    answer.total = answer.items.count
    answer.notes = document.diagnostics.map {
      "\(file):\(document.lines.position(at: $0.range.lowerBound).line): \($0.severity.rawValue): \($0.message)"
    }
    answer.notes += document.repairs.map {
      "\(file):\(document.lines.position(at: $0.range.lowerBound).line): repaired '\($0.original)' to '\($0.repaired)' (\($0.encoding))"
    }
    return answer
  }

  private static func name(of kind: Block.Kind) -> String {
    switch kind {
    case .heading(let level): "heading \(level)"
    case .paragraph: "paragraph"
    case .list(let ordered, _): ordered ? "ordered list" : "list"
    case .item(let task): task.map { $0 ? "item, done" : "item, open" } ?? "item"
    case .quote: "quote"
    case .code(let language): language.map { "code \($0)" } ?? "code"
    case .table: "table"
    case .rule: "rule"
    case .definitions: "definitions"
    case .term: "term"
    case .description: "description"
    case .figure: "figure"
    case .caption: "caption"
    case .details: "details"
    case .summary: "summary"
    case .stat: "stat"
    case .statValue: "stat value"
    case .statLabel: "stat label"
    case .footnote(let label): "footnote \(label)"
    }
  }

  /// Tables as data, one a row: `grid`, headers, column types.
  public static func tables(_ tables: [Table], lines: LineTable, file: String) -> Answer {
    func line(_ table: Table) -> Int { lines.position(at: table.cells.first?.range.lowerBound ?? 0).line }
    return Answer(
      schema: "casebook.grids/1", rows: tables
    ) {
      Answer.Field("caption", title: "Caption") { $0.caption?.string }
      Answer.Field("rows", title: "Rows", isNumeric: true) { $0.rowCount }
      Answer.Field("columns", title: "Columns", isNumeric: true) { $0.columnCount }
      Answer.Field("grid") { JSONValue(grid(of: $0)) }
      Answer.Field("header_rows") { JSONValue($0.headerRows) }
      Answer.Field("header_columns") { JSONValue($0.headerColumns) }
      Answer.Field("types") { JSONValue($0.columns.map(\.type.rawValue)) }
      Answer.Field("units") { JSONValue($0.columns.map(\.unit)) }
      Answer.Field("layout") { $0.isLayout }
      Answer.Field("parent") { $0.parent }
      Answer.Field("file") { _ in file }
      Answer.Field("line") { line($0) }
      Answer.Field("place", title: "Where") { "\(file):\(line($0))" }
    }
  }

  /// A table's texts by row and column; a cell that spans several places is repeated.
  public static func grid(of table: Table) -> [[String]] {
    (0..<table.rowCount).map { row in table.columns(of: row).map { table[row, $0]?.text.string ?? "" } }
  }
}
