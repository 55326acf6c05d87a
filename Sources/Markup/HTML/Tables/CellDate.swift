/// Tells whether a cell holds a date.
enum CellDate {
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// ISO dates, day-month-year with points or slashes, quarters, and a month's name with a year.
  static func isDate(_ cell: CellBytes) -> Bool {
    guard cell.count <= 32 else { return false }
    let text = Substring(decoding: cell.bytes[cell.start..<cell.end], as: UTF8.self)
    let parts = text.split { " ,./-–".contains($0) }
    guard (1...4).contains(parts.count) else { return false }
    if parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
      let lengths = parts.map(\.count)
      return lengths == [4, 2, 2]
        || (lengths[2] == 4 || lengths[2] == 2) && lengths[0] <= 2 && lengths[1] <= 2
          && !text.contains(",") && !text.contains(" ")
    }
    if parts.count == 2, parts[0].first == "Q" || parts[1].first == "Q" {
      let quarter = parts[0].first == "Q" ? parts[0] : parts[1]
      return quarter.count == 2 && quarter.last?.isNumber == true
    }
    let hasMonth = parts.contains { part in
      months.contains(part.prefix(3).lowercased()) && part.allSatisfy(\.isLetter)
    }
    let hasNumber = parts.contains { $0.allSatisfy(\.isNumber) && $0.count <= 4 }
    return hasMonth && hasNumber
  }
}
