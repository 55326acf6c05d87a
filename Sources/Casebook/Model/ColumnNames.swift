/// The names of a table's columns over all of its heading rows.
package enum ColumnNames {
  /// "2022: Sales" where "2022" stands over "Sales"; nil for a table without heading rows. A row that says the same over all columns
  /// is the table's title and names none.
  package static func joined(_ grid: [[String]], headerRows: [Int]) -> [String]? {
    let rows = headerRows.filter { grid.indices.contains($0) }
    guard let last = rows.last else { return nil }
    let naming = rows.filter { row in row == last || !(grid[row].count > 1 && Set(grid[row]).count == 1) }
    return grid[last].indices.map { column in
      var parts: [String] = []
      for row in naming where column < grid[row].count {
        let text = grid[row][column]
        if !text.isEmpty, parts.last != text { parts.append(text) }
      }
      return parts.joined(separator: ": ")
    }
  }
}
