/// A table as a grid, by the table model of the WHATWG HTML standard (section 4.9.12).
public struct Table: Sendable, Hashable {
  /// One cell; it may cover several places of the grid.
  public struct Cell: Sendable, Hashable {
    /// What stands in it.
    public var text: SourceText
    /// Whether it heads a row or column.
    public var isHeader: Bool
    /// First row and column it covers, from 0.
    public var row: Int
    /// First column it covers, from 0.
    public var column: Int
    /// Rows it covers.
    public var rowSpan: Int
    /// Columns it covers.
    public var columnSpan: Int
    /// Byte range in the original file.
    public var range: Range<Int>

    /// A cell or table with these parts.
    public init(
      text: SourceText, isHeader: Bool = false, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1,
      range: Range<Int>
    ) {
      self.text = text
      self.isHeader = isHeader
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.range = range
    }
  }

  /// How a column is set.
  public enum Alignment: String, Sendable, Hashable { case none, left, center, right }

  /// What the cells of a column hold, below its header.
  public enum ColumnType: String, Sendable, Hashable { case number, currency, percent, date, text }

  /// What is known of a column.
  public struct Column: Sendable, Hashable {
    /// How it is set.
    public var alignment: Alignment
    /// What its cells hold.
    public var type: ColumnType
    /// Unit shared by the column ("USD", "%", "ms"), from its header or its cells.
    public var unit: String?

    /// A column.
    public init(alignment: Alignment = .none, type: ColumnType = .text, unit: String? = nil) {
      self.alignment = alignment
      self.type = type
      self.unit = unit
    }
  }

  /// Rows of the grid.
  public var rowCount: Int
  /// Columns of the grid.
  public var columnCount: Int
  /// In the order of their start.
  public var cells: [Cell]
  /// `grid[row][column]` is an index into `cells`, nil where no cell covers the place.
  public var grid: [[Int?]]
  /// Rows and columns that hold headers, from 0, ascending.
  public var headerRows: [Int]
  /// Columns that hold headers, from 0, ascending.
  public var headerColumns: [Int]
  /// One a column of the grid.
  public var columns: [Column]
  /// The table's title.
  public var caption: SourceText?
  /// The table only lays out a page; its cells are text, not data.
  public var isLayout: Bool
  /// Index, in the document's order of tables, of the table this one stands in.
  public var parent: Int?

  /// A cell or table with these parts.
  public init(
    rowCount: Int, columnCount: Int, cells: [Cell], grid: [[Int?]], headerRows: [Int] = [], headerColumns: [Int] = [],
    columns: [Column] = [], caption: SourceText? = nil, isLayout: Bool = false, parent: Int? = nil
  ) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
    self.grid = grid
    self.headerRows = headerRows
    self.headerColumns = headerColumns
    self.columns = columns
    self.caption = caption
    self.isLayout = isLayout
    self.parent = parent
  }

  /// The columns that a row of the grid has: all of them, but in a table that is too large to be made rectangular.
  public func columns(of row: Int) -> Range<Int> { row < grid.count ? grid[row].indices : 0..<0 }

  /// The cell that covers a place, nil where there is none.
  public subscript(row: Int, column: Int) -> Cell? {
    guard row < grid.count, column < grid[row].count, let index = grid[row][column] else { return nil }
    return cells[index]
  }
}
