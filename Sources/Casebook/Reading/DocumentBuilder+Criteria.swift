internal import Markup

/// Decision matrices.
extension DocumentBuilder {
  /// A table with a column of weights is a decision matrix; each row is a criterion.
  mutating func findCriteria() {
    for (tableIndex, table) in document.tables.enumerated() {
      guard let headerRow = table.headerRows.last, headerRow < table.grid.count else { continue }
      let headers = table.grid[headerRow].map { $0.lowercased() }
      guard let weights = headers.firstIndex(where: { $0.contains("weight") }), headers.count >= 2 else { continue }
      let names = headers.indices.first { $0 != weights } ?? 0
      let factors = headers.firstIndex { $0.contains("factor") || $0.contains("consider") || $0.contains("question") }
      let method = headers.firstIndex {
        $0.contains("method") || $0.contains("scor") || $0.contains("scale") || $0.contains("how")
      }
      var ordinal = 0
      for row in table.grid.indices where !table.headerRows.contains(row) {
        let cells = table.grid[row]
        guard weights < cells.count, names < cells.count, !cells[names].isEmpty else { continue }
        ordinal += 1
        let line = row < table.rowLines.count ? table.rowLines[row] : table.span.line
        document.criteria.append(
          Criterion(
            record: table.record, table: tableIndex, ordinal: ordinal, name: cells[names],
            weight: Self.weight(cells[weights]),
            factors: factors.map { cells[$0].split(separator: ",").map { String($0.trimmingSpaces()) } } ?? [],
            method: method.flatMap { $0 == factors ? nil : cells[$0] },
            span: Span(line: line, endLine: line, column: 1, start: table.span.start, end: table.span.end)))
      }
    }
  }

  /// "30%", "30 %", "0.3" (a share of one) in percent.
  private static func weight(_ text: String) -> Double? {
    let digits = text.filter { ($0.isASCII && $0.isNumber) || $0 == "." }
    guard let value = Double(digits) else { return nil }
    return text.contains("%") || value > 1 ? value : value * 100
  }
}
