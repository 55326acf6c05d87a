internal import Markup
internal import Words

/// Decision matrices.
extension DocumentBuilder {
  /// A table with a column of weights is a decision matrix, each row a criterion; so is one with a row of weights, each
  /// column a criterion. A row of totals is none.
  mutating func findCriteria() {
    for (tableIndex, table) in document.tables.enumerated() {
      guard let headerRow = table.headerRows.last, headerRow < table.grid.count else { continue }
      let headers = table.grid[headerRow].map { $0.lowercased() }
      if headers.count >= 2, let weights = headers.firstIndex(where: { $0.contains("weight") }) {
        addRows(of: table, tableIndex, headers, weights)
      } else {
        addColumns(of: table, tableIndex, headers: table.grid[headerRow])
      }
    }
  }

  private mutating func addRows(of table: DocumentTable, _ tableIndex: Int, _ headers: [String], _ weights: Int) {
    let names =
      headers.indices.first { $0 != weights && !["no", "no.", "nr", "#", "id"].contains(headers[$0]) } ?? 0
    let factors = headers.firstIndex { $0.contains("factor") || $0.contains("consider") || $0.contains("question") }
    let method = headers.firstIndex {
      $0.contains("method") || $0.contains("scor") || $0.contains("scale") || $0.contains("how")
    }
    let inPercent = Self.percents(
      of: table.grid.indices.map { row in
        table.headerRows.contains(row) || weights >= table.grid[row].count
          || Self.namesTotal(table.grid[row].first ?? "")
          ? "" : table.grid[row][weights]
      })
    var ordinal = 0
    for row in table.grid.indices where !table.headerRows.contains(row) {
      let cells = table.grid[row]
      guard weights < cells.count, names < cells.count, !cells[names].isEmpty, !Self.namesTotal(cells[names]) else {
        continue
      }
      ordinal += 1
      func cell(_ column: Int?) -> String? { column.flatMap { $0 < cells.count ? cells[$0] : nil } }
      document.criteria.append(
        Criterion(
          record: table.record, table: tableIndex, ordinal: ordinal, name: cells[names],
          weight: inPercent[row],
          factors: cell(factors).map { $0.split(separator: ",").map { String($0.trimmingSpaces()) } } ?? [],
          method: method == factors ? nil : cell(method), span: criterionSpan(table, row)))
    }
  }

  /// Criteria as columns: the row of weights begins with the word and holds a number for each of two columns or more.
  private mutating func addColumns(of table: DocumentTable, _ tableIndex: Int, headers: [String]) {
    guard
      let row = table.grid.indices.first(where: {
        !table.headerRows.contains($0) && table.grid[$0].first?.lowercased().contains("weight") == true
      })
    else { return }
    let columns = headers.indices.dropFirst().filter { column in
      !headers[column].isEmpty && !Self.namesTotal(headers[column]) && column < table.grid[row].count
    }
    let weights = Self.percents(of: columns.map { table.grid[row][$0] })
    guard columns.count >= 2, !weights.contains(nil) else { return }
    for (ordinal, column) in columns.enumerated() {
      document.criteria.append(
        Criterion(
          record: table.record, table: tableIndex, ordinal: ordinal + 1, name: headers[column],
          weight: weights[ordinal], factors: [], method: nil, span: criterionSpan(table, row)))
    }
  }

  private func criterionSpan(_ table: DocumentTable, _ row: Int) -> Span {
    let line = row < table.rowLines.count ? table.rowLines[row] : table.span.line
    return Span(line: line, endLine: line, column: 1, start: table.span.start, end: table.span.end)
  }

  /// "Total", "Sum of weights", "Gesamt".
  static func namesTotal(_ text: String) -> Bool {
    let first = WordMatcher.words(of: text).first.map { String($0) } ?? ""
    return ["total", "totals", "sum", "gesamt", "summe"].contains(first)
  }

  /// Weights in percent: "30%", "30", and "0.3" where all are shares of one. nil for what is no number.
  static func percents(of texts: [String]) -> [Double?] {
    let values = texts.map { text in Double(text.filter { ($0.isASCII && $0.isNumber) || $0 == "." }) }
    let areShares = !texts.contains { $0.contains("%") } && values.allSatisfy { $0.map { $0 <= 1 } ?? true }
    return areShares ? values.map { $0.map { $0 * 100 } } : values
  }
}
