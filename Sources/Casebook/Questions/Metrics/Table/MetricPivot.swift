internal import Quantities
internal import Words

extension Answer {
  /// Metrics crossed by two groupings: one row a group, one column each value of the other, the figures in the cells.
  ///
  /// A cell's value is an array of objects that cite; people see the figures alone.
  init(
    pivotOf rows: [MetricRow], by: MetricGrouping, columns: MetricGrouping, limit: Int?, notes: [Answer.Note]
  ) {
    var rowNames: [String] = []
    var columnCounts: [String: Int] = [:]
    var cells: [[String]: [MetricRow]] = [:]
    for row in rows {
      let (x, y) = (by.value(of: row), columns.value(of: row))
      if cells[[x]] == nil { rowNames.append(x) }
      cells[[x]] = []
      columnCounts[y, default: 0] += 1
      cells[[x, y], default: []].append(row)
    }
    rowNames.sort { ($0.isEmpty ? 1 : 0, WordMatcher.fold($0)) < ($1.isEmpty ? 1 : 0, WordMatcher.fold($1)) }
    let isTime = columns == .year
    let columnNames = columnCounts.keys.sorted { a, b in
      if a.isEmpty != b.isEmpty { return b.isEmpty }
      if isTime { return a < b }
      let (x, y) = (columnCounts[a] ?? 0, columnCounts[b] ?? 0)
      return x != y ? x > y : a < b
    }
    let total = rowNames.count
    if let limit { rowNames = Array(rowNames.prefix(limit)) }
    let missing = "none"
    self.init(
      schema: "casebook.metrics-pivot/2",
      columns: [Column(by.rawValue, title: by.title)]
        + columnNames.map { Column($0.isEmpty ? missing : $0, title: $0.isEmpty ? "—" : $0, isData: true) },
      items: rowNames.map { name in
        [Cell(.string(name), display: name.isEmpty ? "—" : name)]
          + columnNames.map { Self.cell(cells[[name, $0]] ?? []) }
      },
      total: total, notes: notes)
  }

  /// Figures in one cell.
  static func cell(_ rows: [MetricRow]) -> Cell {
    var seen: [String] = []
    for row in rows {
      let text = row.metric.displayText
      if !seen.contains(text) { seen.append(text) }
    }
    let shown = seen.prefix(5).joined(separator: "; ") + (seen.count > 5 ? "; … \(seen.count - 5) more" : "")
    return Cell(.array(rows.map { $0.pivotObject }), display: shown)
  }

}

extension MetricRow {
  fileprivate var pivotObject: JSONValue {
    .object([
      .init("value", .string(metric.boundedText)), .init("low", .init(metric.low)), .init("high", .init(metric.high)),
      .init("comparator", .init(metric.comparator?.rawValue)), .init("unit", .init(metric.unit)),
      .init("period", .init(metric.period)), .init("label", .init(metric.label ?? statementLabel)),
      .init("source", .string(source)), .init("file", .string(citation.file)), .init("line", .integer(citation.line)),
    ])
  }
}
