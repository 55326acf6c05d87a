extension Answer {
  /// A column together with what it shows of a row, so that a value cannot be in another column than its own.
  struct Field<Row> {
    fileprivate let column: Column
    fileprivate let cell: (Row) -> Cell

    /// A column with the name it has in JSON, NDJSON and CSV; without a title people do not see it.
    init<Value: CellValue>(
      _ name: String, title: String? = nil, isNumeric: Bool = false, isData: Bool = false,
      _ value: @escaping (Row) -> Value
    ) {
      column = Column(name, title: title, isNumeric: isNumeric, isData: isData)
      cell = { value($0).cell }
    }
  }

  /// The columns that cite: the source, and where a row is in its file.
  struct CitationFields<Row> {
    fileprivate let fields: [Field<Row>]

    /// - Parameter placed: with `file:line` as the last column, for people.
    init(placed: Bool = true, _ place: @escaping (Row) -> (source: String, citation: Citation)) {
      let cited: [Field<Row>] = [
        Field("source") { place($0).source }, Field("file") { place($0).citation.file },
        Field("line") { place($0).citation.line }, Field("column") { place($0).citation.column },
        Field("start") { place($0).citation.start }, Field("end") { place($0).citation.end },
      ]
      fields = placed ? cited + [Field("place", title: "Where") { place($0).citation.place }] : cited
    }
  }

  /// Collects fields; each is checked by the compiler on its own.
  @resultBuilder
  enum FieldBuilder<Row> {
    static func buildExpression(_ field: Field<Row>) -> [Field<Row>] { [field] }
    static func buildExpression(_ citation: CitationFields<Row>) -> [Field<Row>] { citation.fields }
    static func buildExpression(_ fields: [Field<Row>]) -> [Field<Row>] { fields }
    static func buildArray(_ fields: [[Field<Row>]]) -> [Field<Row>] { fields.flatMap { $0 } }
    static func buildBlock(_ fields: [Field<Row>]...) -> [Field<Row>] { fields.flatMap { $0 } }
  }

  /// An answer whose rows are made of elements, one column after the other; `total` counts all rows when only some are
  /// given.
  init<Row>(
    schema: String, title: String? = nil, rows: [Row], total: Int? = nil, layout: Layout = .table(groupedBy: nil),
    notes: [Note] = [], @FieldBuilder<Row> fields: () -> [Field<Row>]
  ) {
    let fields = fields()
    self.init(
      schema: schema, title: title, columns: fields.map(\.column),
      items: rows.map { row in fields.map { $0.cell(row) } },
      total: total, layout: layout, notes: notes)
  }
}

/// What a cell can be made of.
protocol CellValue {
  var cell: Answer.Cell { get }
}

extension Answer.Cell: CellValue { var cell: Answer.Cell { self } }
extension JSONValue: CellValue { var cell: Answer.Cell { Answer.Cell(self) } }
extension String: CellValue { var cell: Answer.Cell { Answer.Cell(self) } }
extension Int: CellValue { var cell: Answer.Cell { Answer.Cell(self) } }
extension Double: CellValue { var cell: Answer.Cell { Answer.Cell(self) } }
extension Bool: CellValue { var cell: Answer.Cell { Answer.Cell(.bool(self)) } }
extension [String]: CellValue { var cell: Answer.Cell { Answer.Cell(JSONValue(self)) } }
extension Optional: CellValue where Wrapped: CellValue {
  var cell: Answer.Cell { self?.cell ?? Answer.Cell(.null) }
}
