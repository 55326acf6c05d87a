internal import Words

/// Reads comma, semicolon or tab separated values (RFC 4180, with the line of each row).
enum DelimitedText {
  struct Row {
    var line: Int
    var cells: [String]
  }

  /// Blank lines and lines that begin with `#` are left out. The delimiter is the one the first row has most of.
  static func rows(_ text: String) -> [Row] {
    let delimiter = self.delimiter(text)
    let told = self.delimiterLine(text)
    var rows: [Row] = []
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var line = 1
    var rowLine = 1
    func trimmed(_ text: String) -> String { String(Substring(text).trimmingSpaces()) }
    func endRow() {
      cells.append(trimmed(cell))
      let isDelimiterLine = rowLine == 1 && told != nil
      if !(cells.count == 1 && cells[0].isEmpty) && !(cells.first?.hasPrefix("#") ?? false) && !isDelimiterLine {
        rows.append(Row(line: rowLine, cells: cells))
      }
      cells = []
      cell = ""
    }
    var characters = text.makeIterator()
    var next = characters.next()
    while let character = next {
      next = characters.next()
      if isQuoted {
        if character == "\"" {
          if next == "\"" {
            cell.append("\"")
            next = characters.next()
          } else {
            isQuoted = false
          }
        } else {
          if character.isNewline { line += 1 }
          cell.append(character)
        }
      } else if character == "\"", trimmed(cell).isEmpty {
        isQuoted = true
        cell = ""
      } else if character == delimiter {
        cells.append(trimmed(cell))
        cell = ""
      } else if character.isNewline {
        endRow()
        line += 1
        rowLine = line
      } else if character != "\u{FEFF}" {
        cell.append(character)
      }
    }
    if !cell.isEmpty || !cells.isEmpty { endRow() }
    return rows
  }

  /// The delimiter that a first line `sep=;` states, as spreadsheets write it.
  private static func delimiterLine(_ text: String) -> Character? {
    let first = text.drop { $0 == "\u{FEFF}" }.prefix { !$0.isNewline }
    guard first.lowercased().hasPrefix("sep="), first.count == 5 else { return nil }
    return first.last
  }

  /// A number as spreadsheets write it: `4,5` where commas part no cells.
  static func number(_ cell: String) -> Double? {
    if let value = Double(cell) { return value }
    let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), parts[1].allSatisfy(\.isNumber) else { return nil }
    return Double(parts.joined(separator: "."))
  }

  private static func delimiter(_ text: String) -> Character {
    if let told = delimiterLine(text) { return told }
    let first = text.prefix { !$0.isNewline }
    let candidates: [Character] = [",", ";", "\t"]
    let counts = candidates.map { candidate in first.filter { $0 == candidate }.count }
    let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    return counts[best] > 0 ? candidates[best] : ","
  }
}
