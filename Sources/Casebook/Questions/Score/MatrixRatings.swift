import Foundation

/// A candidate that the table of a decision matrix itself rates.
struct RatedCandidate: Hashable {
  var name: String
  var line: Int
  /// The cell of each criterion, as written.
  var cells: [String]
  /// What the table's own row or column of totals says.
  var total: String?
  var totalLine: Int?
}

/// What a decision matrix's own table says beside criteria and weights, and criteria in lists that name their weights.
enum MatrixRatings {
  /// Candidates as columns beside the criteria, or as rows where the criteria are columns. A candidate has a number for most
  /// criteria; columns such as factors and methods have none.
  ///
  /// - Parameters:
  ///   - grid: rows of cells.
  ///   - lines: the line of each row.
  static func rated(_ criteria: [DecisionMatrix.Criterion], grid: [[String]], lines: [Int]) -> [RatedCandidate] {
    guard let header = grid.first, criteria.count >= 2 else { return [] }
    func cell(_ row: Int, _ column: Int) -> String { column < grid[row].count ? grid[row][column] : "" }
    func line(_ row: Int) -> Int { row < lines.count ? lines[row] : criteria[0].citation.line }
    func isRating(_ name: String, _ cells: [String]) -> Bool {
      !name.isEmpty && !name.lowercased().contains("weight") && !DocumentBuilder.namesTotal(name)
        && cells.filter { Double($0) != nil }.count * 5 >= cells.count * 3
    }
    let names = criteria.map(\.name)
    let columns = names.compactMap { header.firstIndex(of: $0) }
    if columns.count == names.count {
      let total = header.firstIndex { DocumentBuilder.namesTotal($0) }
      return grid.indices.dropFirst().compactMap { row in
        let cells = columns.map { cell(row, $0) }
        guard isRating(cell(row, 0), cells) else { return nil }
        return RatedCandidate(
          name: cell(row, 0), line: line(row), cells: cells, total: total.map { cell(row, $0) }, totalLine: line(row))
      }
    }
    let rows = names.compactMap { name in grid.firstIndex { $0.contains(name) } }
    guard rows.count == names.count else { return [] }
    let total = grid.indices.dropFirst().first { DocumentBuilder.namesTotal(cell($0, 0)) }
    return header.indices.dropFirst().compactMap { column in
      let cells = rows.map { cell($0, column) }
      guard isRating(header[column], cells) else { return nil }
      return RatedCandidate(
        name: header[column], line: line(rows[0]), cells: cells, total: total.map { cell($0, column) },
        totalLine: total.map(line))
    }
  }

  /// A list of criteria whose items name their weights: "Location (40%): footfall, rent". nil where an item names none.
  static func matrix(of list: ItemList) -> DecisionMatrix? {
    guard list.role == .criteria, list.items.count >= 2 else { return nil }
    let spaces = CharacterSet(charactersIn: " :–—-()[].")
    var criteria: [DecisionMatrix.Criterion] = []
    for item in list.items {
      let text = item.fullText
      let found = text.matches(of: #/(\d{1,3}(?:\.\d+)?)\s?%/#)
      guard found.count == 1, let match = found.first, let weight = Double(match.1) else { return nil }
      func plain(_ text: String) -> String {
        text.replacing(#/[(\[]?\s*\d{1,3}(?:\.\d+)?\s?%\s*(?:weight)?\s*[)\]]?/#, with: "")
          .trimmingCharacters(in: spaces)
      }
      let name = plain(item.label ?? String(text[..<match.range.lowerBound]))
      guard !name.isEmpty else { return nil }
      let rest = plain(item.label == nil ? String(text[match.range.upperBound...]) : item.text)
      criteria.append(
        DecisionMatrix.Criterion(
          name: name, weight: weight,
          factors: rest.split(separator: ",").map { $0.trimmingCharacters(in: spaces) }.filter { !$0.isEmpty },
          method: nil, citation: item.citation))
    }
    return DecisionMatrix(
      title: list.title, record: list.record?.title ?? "", document: list.document, source: list.source,
      hash: list.hash, citation: list.citation, criteria: criteria)
  }
}
