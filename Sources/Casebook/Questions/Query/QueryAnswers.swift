extension KnowledgeBase {
  /// The rows of one SELECT over the views of the index, see ``views()``. Nothing can be written by it.
  ///
  /// - Parameters:
  ///   - sql: one statement that begins with SELECT or WITH.
  ///   - limit: most rows to give; the others are counted.
  /// - Throws: ``CasebookError/badQuery(problem:near:)``.
  public func query(_ sql: String, limit: Int = 200) throws -> Answer {
    let result = try corpus().query(sql, limit: limit)
    let names = Self.unique(result.columns)
    let columns = names.enumerated().map { index, name in
      Answer.Column(
        name, title: name,
        isNumeric: result.rows.contains { $0[index] != .null } && result.rows.allSatisfy { $0[index].isNumberOrNull })
    }
    return Answer(
      schema: "casebook.query/1", columns: columns, items: result.rows.map { $0.map { Answer.Cell($0) } },
      total: result.total)
  }

  /// The views that a query can name, each column with what it holds.
  public func views() throws -> Answer {
    let rows = CorpusView.all.flatMap { view in view.columns.map { (view: view, column: $0) } }
    return Answer(
      schema: "casebook.views/1", rows: rows, layout: .table(groupedBy: "view"),
      notes: ["tables behind a view of the same name are main.NAME"]
    ) {
      Answer.Field("view", title: "View") {
        Answer.Cell(.string($0.view.name), display: "\($0.view.name): \($0.view.documentation)")
      }
      Answer.Field("column", title: "Column") { $0.column.name }
      Answer.Field("holds", title: "Holds") { $0.column.documentation }
    }
  }

  /// The names, those that are there twice with a number: members of a JSON object are unique.
  private static func unique(_ names: [String]) -> [String] {
    var known: Set<String> = []
    return names.map { name in
      var unique = name
      var number = 2
      while !known.insert(unique).inserted {
        unique = "\(name)_\(number)"
        number += 1
      }
      return unique
    }
  }
}

extension JSONValue {
  fileprivate var isNumberOrNull: Bool {
    switch self {
    case .null, .integer, .number: true
    default: false
    }
  }
}
