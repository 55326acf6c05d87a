internal import Words

extension Answer {
  /// What people call the columns of any table, and the columns that are meant: of each row the first that is not empty.
  private static let wordsOfColumns: [String: [String]] = [
    "who": ["subject", "speaker", "organisation", "organisations", "title", "record"],
    "what": ["label", "quote", "text", "factor", "statement", "title", "name"],
    "value": ["value", "raw"], "when": ["as_of", "date", "published", "period"], "role": ["role", "purpose", "kind"],
    "where": ["place", "file"], "case": ["record", "title"],
  ]

  /// The answer with these columns alone, in this order.
  ///
  /// - Parameter names: names or headings of columns, or who, what, value, when, role, where and case.
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)``
  public func choosing(_ names: [String]) throws -> Answer {
    let indices = try names.map { try self.indices(of: $0, parameter: "columns") }
    var answer = self
    var known: Set<String> = []
    answer.columns = zip(names, indices).map { name, indices in
      var column = columns[indices[0]]
      // Two words may mean one column first; members of an object have names of their own.
      while !known.insert(column.name).inserted { column.name = column.name == name ? name + "_" : name }
      if column.title == nil {
        let words = column.name.split(separator: "_").joined(separator: " ")
        column.title = words.prefix(1).uppercased() + words.dropFirst()
      }
      return column
    }
    answer.items = items.map { row in indices.map { Self.first(of: $0, in: row) } }
    // A heading that is a column of its own is not said twice.
    if case .table(let group?) = layout, !answer.columns.contains(where: { $0.name == group }) {
      answer.layout = .table(groupedBy: nil)
    }
    if case .hits = layout { answer.layout = .table(groupedBy: nil) }
    return answer
  }

  /// The answer with its rows in the order of a column: numbers by size, texts by their letters, what is empty last.
  ///
  /// - Parameter name: as ``choosing(_:)`` takes it; `:desc` after it turns the order round.
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)``
  public func sorted(by name: String) throws -> Answer {
    let isReversed = name.hasSuffix(":desc")
    let indices = try indices(of: isReversed ? String(name.dropLast(5)) : name, parameter: "sort")
    let keys = items.map { SortKey(Self.first(of: indices, in: $0)) }
    var answer = self
    answer.items = items.indices.sorted { left, right in
      let (a, b) = (keys[left], keys[right])
      if a.isEmpty != b.isEmpty { return b.isEmpty }
      if a < b { return !isReversed }
      if b < a { return isReversed }
      return left < right
    }.map { items[$0] }
    if case .table(.some) = layout { answer.layout = .table(groupedBy: nil) }
    return answer
  }

  /// The first rows; the others are still counted.
  public func prefix(_ limit: Int) -> Answer {
    var answer = self
    answer.items = Array(items.prefix(limit))
    return answer
  }

  private static func first(of indices: [Int], in row: [Cell]) -> Cell {
    row[indices.first { !row[$0].text.isEmpty } ?? indices[0]]
  }

  /// The columns that are meant by a name, at least one.
  private func indices(of name: String, parameter: String) throws -> [Int] {
    let wanted = name.lowercased()
    if let index = columns.firstIndex(where: { $0.name == wanted || $0.title?.lowercased() == wanted }) {
      return [index]
    }
    let meant = (Self.wordsOfColumns[wanted] ?? []).compactMap { column($0) }
    if !meant.isEmpty { return meant }
    let words = Self.wordsOfColumns.filter { $0.value.contains { column($0) != nil } }.map(\.key).sorted()
    let near = columns.map(\.name).filter { Spelling.isNear($0, wanted) }
    throw CasebookError.badArgument(
      name: parameter, value: name,
      expected: (near.isEmpty ? words + columns.map(\.name) : near).unique().joined(separator: ", "))
  }
}

/// A cell as it is ordered.
private struct SortKey: Comparable {
  private var number: Double?
  private var text: String

  init(_ cell: Answer.Cell) {
    switch cell.value {
    case .integer(let value): number = Double(value)
    case .number(let value): number = value
    default: number = nil
    }
    text = number == nil ? WordMatcher.fold(cell.value == .null ? "" : cell.text) : ""
  }

  var isEmpty: Bool { number == nil && text.isEmpty }

  static func < (left: SortKey, right: SortKey) -> Bool {
    switch (left.number, right.number) {
    case (let a?, let b?): a < b
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): left.text < right.text
    }
  }
}
