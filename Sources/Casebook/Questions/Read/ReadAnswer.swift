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
    Answer(
      schema: "casebook.grids/1",
      columns: [
        Answer.Column("caption", title: "Caption"), Answer.Column("rows", title: "Rows", isNumeric: true),
        Answer.Column("columns", title: "Columns", isNumeric: true), Answer.Column("grid"),
        Answer.Column("header_rows"),
        Answer.Column("header_columns"), Answer.Column("types"), Answer.Column("units"), Answer.Column("layout"),
        Answer.Column("parent"), Answer.Column("file"),
        Answer.Column("line"), Answer.Column.place,
      ],
      items: tables.map { table in
        let start = table.cells.first?.range.lowerBound ?? 0
        let line = lines.position(at: start).line
        return [
          Answer.Cell(table.caption?.string), Answer.Cell(table.rowCount), Answer.Cell(table.columnCount),
          Answer.Cell(JSONValue(grid(of: table))),
          Answer.Cell(JSONValue(table.headerRows)), Answer.Cell(JSONValue(table.headerColumns)),
          Answer.Cell(JSONValue(table.columns.map(\.type.rawValue))), Answer.Cell(JSONValue(table.columns.map(\.unit))),
          Answer.Cell(.bool(table.isLayout)), Answer.Cell(table.parent), Answer.Cell(file), Answer.Cell(line),
          Answer.Cell("\(file):\(line)"),
        ]
      })
  }

  /// A table's texts by row and column; a cell that spans several places is repeated.
  public static func grid(of table: Table) -> [[String]] {
    (0..<table.rowCount).map { row in table.columns(of: row).map { table[row, $0]?.text.string ?? "" } }
  }
}
