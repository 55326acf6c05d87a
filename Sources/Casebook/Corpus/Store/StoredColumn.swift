internal import GRDB

/// A column of a table of the record store. Its raw value is its place among the columns of the table and of ``list(_:)``.
protocol StoredColumn: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
  /// The table's name.
  static var table: String { get }
}

extension StoredColumn {
  /// The name in SQL: `byteStart` is "byte_start".
  var name: String {
    var name = ""
    var isLower = false
    for letter in "\(self)" {
      if letter.isUppercase, isLower { name += "_" }
      isLower = letter.isLowercase
      name += letter.lowercased()
    }
    return name
  }

  /// The names of all columns for a SELECT, so that a row's values are read by column: `row[SectionColumn.title]`.
  ///
  /// - Parameter prefix: the table's name in the query, with its dot: "m.".
  static func list(_ prefix: String = "") -> String { allCases.map { prefix + $0.name }.joined(separator: ", ") }

  /// How many columns ``list(_:)`` has: the place of what a SELECT names after them.
  static var count: Int { allCases.count }
}

/// A column of a table whose rows say where they are in their document.
protocol PlacedColumn: StoredColumn {
  static var line: Self { get }
  static var endLine: Self { get }
  static var column: Self { get }
  static var byteStart: Self { get }
  static var byteEnd: Self { get }
}

extension Row {
  /// A value of a row whose columns begin with those of a table, see ``StoredColumn/list(_:)``.
  subscript<Column: StoredColumn, Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: Column
  ) -> Value { self[column.rawValue] }

  /// Where the row says it is.
  func span<Column: PlacedColumn>(_ table: Column.Type) -> Span {
    Span(
      line: self[Column.line], endLine: self[Column.endLine], column: self[Column.column],
      start: self[Column.byteStart], end: self[Column.byteEnd])
  }
}
