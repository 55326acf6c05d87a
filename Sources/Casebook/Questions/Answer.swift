internal import Conversion

/// An answer: rows that cite, ready for any renderer.
///
/// It holds no time and no host, so the same question to the same index gives the same bytes.
public struct Answer: Sendable, Hashable {
  /// One column of an answer.
  public struct Column: Sendable, Hashable {
    /// Name in JSON, NDJSON and CSV.
    public var name: String
    /// Heading for people; nil: only in JSON, NDJSON and CSV.
    public var title: String?
    /// Numbers stand at the right edge.
    public var isNumeric: Bool
    /// The name is a value of the documents (an organisation, a criterion, the head of a table's column) and none of ours: in
    /// JSON it is no key, but a value in the member `cells`.
    public var isData: Bool

    /// A column; without a title people do not see it.
    public init(_ name: String, title: String? = nil, isNumeric: Bool = false, isData: Bool = false) {
      self.name = name
      self.title = title
      self.isNumeric = isNumeric
      self.isData = isData
    }
  }

  /// One value of a row.
  public struct Cell: Sendable, Hashable {
    /// What JSON, NDJSON and CSV hold.
    public var value: JSONValue
    /// For people; nil: the value as it is.
    public var display: String?
    /// Parts of what is displayed that matched the question, as UTF-8 ranges.
    public var matches: [Range<Int>]

    /// A cell; `display` is what people see in place of the value.
    public init(_ value: JSONValue, display: String? = nil, matches: [Range<Int>] = []) {
      self.value = value
      self.display = display
      self.matches = matches
    }

    /// A string, or nothing.
    public init(_ string: String?) { self.init(JSONValue(string)) }
    /// An integer, or nothing.
    public init(_ integer: Int?) { self.init(JSONValue(integer)) }
    /// A number, or nothing.
    public init(_ number: Double?) { self.init(JSONValue(number)) }

    /// What people see.
    public var text: String {
      if let display { return display }
      switch value {
      case .null: return ""
      case .string(let string): return string
      case .bool(let flag): return flag ? "yes" : "no"
      case .array(let values): return values.map { Cell($0).text }.joined(separator: ", ")
      default: return value.text
      }
    }
  }

  /// How people see the rows.
  public enum Layout: Sendable, Hashable {
    /// A table; rows with the same value of the named column stand under it as a heading.
    case table(groupedBy: String?)
    /// One row after the other: title, place, and the text below.
    case hits(title: String, place: String, text: String)
    /// Names and values, one a line.
    case list
  }

  /// Name and version of what the items hold: "casebook.metrics/1".
  public var schema: String
  /// A heading for people; nil when the rows need none.
  public var title: String?
  /// In the order of the cells of a row.
  public var columns: [Column]
  /// One array of cells a row.
  public var items: [[Cell]]
  /// Rows that answer the question; `items` may hold fewer because of a limit.
  public var total: Int
  /// How people see the rows.
  public var layout: Layout
  /// For people, about the answer: what was understood, what is missing.
  public var notes: [Note]

  /// An answer; `total` counts all rows when `items` was limited.
  public init(
    schema: String, title: String? = nil, columns: [Column], items: [[Cell]] = [], total: Int? = nil,
    layout: Layout = .table(groupedBy: nil), notes: [Note] = []
  ) {
    self.schema = schema
    self.title = title
    self.columns = columns
    self.items = items
    self.total = total ?? items.count
    self.layout = layout
    self.notes = notes
  }

  /// Index of a column by name.
  public func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The rows as JSON objects: a member for each column, but `cells` for all whose names are data, an array of objects with
  /// the members `column` and `value`.
  public var objects: [JSONValue] {
    let first = columns.firstIndex(where: \.isData)
    return items.map { row in
      var members: [JSONValue.Member] = []
      for (index, column) in columns.enumerated() {
        if !column.isData {
          members.append(JSONValue.Member(column.name, row[index].value))
        } else if index == first {
          let cells = columns.indices.filter { columns[$0].isData }.map { index in
            JSONValue.object([
              JSONValue.Member("column", .string(columns[index].name)), JSONValue.Member("value", row[index].value),
            ])
          }
          members.append(JSONValue.Member("cells", .array(cells)))
        }
      }
      return .object(members)
    }
  }
}

extension Answer.Column {
  /// The columns that cite: where a row stands in the file.
  static let citation: [Answer.Column] = [
    Answer.Column("source"), Answer.Column("file"), Answer.Column("line"), Answer.Column("column"),
    Answer.Column("start"),
    Answer.Column("end"),
  ]
  static let place = Answer.Column("place", title: "Where")
}

extension Citation {
  /// The cells of ``Answer/Column/citation``.
  func cells(source: String) -> [Answer.Cell] {
    [
      Answer.Cell(source), Answer.Cell(file), Answer.Cell(line), Answer.Cell(column), Answer.Cell(start),
      Answer.Cell(end),
    ]
  }

  /// `file:line`; `file:pPAGE:LINE` where the file has pages.
  public var place: String { PagedText.place(file, line) }
}
