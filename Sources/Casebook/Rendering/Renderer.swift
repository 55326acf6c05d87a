/// The forms an answer can be written in.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// For people at a terminal.
  case table
  /// One object: `schema`, `items`, `total`, and `notes` where there are any.
  case json
  /// One item a line.
  case ndjson
  /// RFC 4180, with a header.
  case csv
  /// A Markdown table.
  case md
}

/// Turns answers into text. Renderers only render: they neither select nor reckon.
public struct Renderer: Sendable {
  /// The form to write.
  public var format: OutputFormat
  /// Columns of the terminal; nil: unlimited, as in a file.
  public var width: Int?
  /// Bold and dim by escape sequences.
  public var usesColor: Bool
  /// Whether places in tables are written in full, also where all share a folder.
  public var showsFullPaths = false
  /// What a front end says of a remedy.
  public var words: @Sendable (Remedy) -> String

  /// A renderer; `width` is the terminal's, nil for files.
  public init(
    format: OutputFormat, width: Int? = nil, usesColor: Bool = false,
    words: @escaping @Sendable (Remedy) -> String = { $0.description }
  ) {
    self.words = words
    self.format = format
    self.width = width
    self.usesColor = usesColor
  }

  /// The answer as text; ends with a newline unless empty.
  public func render(_ answer: Answer) -> String {
    switch format {
    case .json: json(answer)
    case .ndjson: answer.objects.map { $0.text + "\n" }.joined()
    case .csv: Self.csv(answer)
    case .md: MarkdownRenderer(words: words).render(answer)
    case .table:
      TextRenderer(width: width, usesColor: usesColor, showsFullPaths: showsFullPaths, words: words).render(answer)
    }
  }

  /// One member a line at the top, one item a line, so that it can be read and compared.
  private func json(_ answer: Answer) -> String {
    var text = "{\"schema\":\(JSONValue.string(answer.schema).text),\n\"items\":["
    let objects = answer.objects
    for (index, object) in objects.enumerated() { text += (index == 0 ? "\n" : ",\n") + object.text }
    text += objects.isEmpty ? "],\n" : "\n],\n"
    text += "\"total\":\(answer.total)"
    if !answer.notes.isEmpty { text += ",\n\"notes\":\(JSONValue(answer.notes.map { $0.text(words) }).text)" }
    return text + "}\n"
  }

  private static func csv(_ answer: Answer) -> String {
    let columns = answer.columns.indices.filter { answer.columns[$0].name != "place" }
    var lines = [columns.map { field(answer.columns[$0].name) }.joined(separator: ",")]
    for row in answer.items {
      lines.append(columns.map { field(plain(row[$0])) }.joined(separator: ","))
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// A cell's value, but for objects what people see of them.
  private static func plain(_ cell: Answer.Cell) -> String {
    if case .array(let values) = cell.value, values.contains(where: { if case .object = $0 { true } else { false } }) {
      return cell.text
    }
    return plain(cell.value)
  }

  private static func plain(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let string): string
    case .array(let values): values.map(plain).joined(separator: "; ")
    default: value.text
    }
  }

  /// - Note: A cell that a spreadsheet would run as a formula begins with an apostrophe, which the spreadsheet takes for "text".
  static func field(_ text: String, keepsFormulas: Bool = false) -> String {
    let text = !keepsFormulas && isFormula(text) ? "'" + text : text
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

/// Whether a spreadsheet would run a cell's text. Numbers with a sign are numbers, whatever their unit; what computes with them
/// ("-1+A2", "-1+cmd|...") is not.
private func isFormula(_ text: String) -> Bool {
  guard let first = text.utf8.first else { return false }
  switch first {
  case UInt8(ascii: "="), UInt8(ascii: "@"): return text.utf8.count > 1
  case 0x09, 0x0D: return true
  case UInt8(ascii: "+"), UInt8(ascii: "-"):
    let rest = text.utf8.dropFirst()
    guard let next = text.dropFirst().first else { return false }
    return next.isLetter || "(=@+-\"'".contains(next) || rest.contains { "|!=(*^&+".utf8.contains($0) }
  default: return false
  }
}

/// Answers as Markdown.
struct MarkdownRenderer {
  var words: (Remedy) -> String = { $0.description }

  func render(_ answer: Answer) -> String {
    var text = ""
    if let title = answer.title { text += title.split(separator: "\n").joined(separator: "  \n") + "\n\n" }
    switch answer.layout {
    case .hits(let title, let place, let body): text += hits(answer, title, place, body)
    case .list: text += answer.items.map { "- **\($0[0].text)**: \($0[1].text)\n" }.joined()
    case .table(let group): text += tables(answer, group)
    }
    for note in answer.notes { text += "\n> \(note.text(words))\n" }
    return text
  }

  private func tables(_ answer: Answer, _ group: String?) -> String {
    let columns = answer.columns.indices.filter { answer.columns[$0].title != nil && answer.columns[$0].name != group }
    let header =
      "| " + columns.map { answer.columns[$0].title ?? "" }.joined(separator: " | ") + " |\n|"
      + columns.map { answer.columns[$0].isNumeric ? " ---: |" : " --- |" }.joined() + "\n"
    func line(_ row: [Answer.Cell]) -> String {
      "| " + columns.map { escaped(row[$0].text) }.joined(separator: " | ") + " |\n"
    }
    guard let group, let index = answer.column(group) else {
      return answer.items.isEmpty ? "" : header + answer.items.map(line).joined()
    }
    var text = ""
    var current: String?
    for row in answer.items {
      if row[index].text != current {
        current = row[index].text
        text += (text.isEmpty ? "" : "\n") + "### \(current ?? "")\n\n" + header
      }
      text += line(row)
    }
    return text
  }

  private func hits(_ answer: Answer, _ title: String, _ place: String, _ body: String) -> String {
    guard let title = answer.column(title), let place = answer.column(place), let body = answer.column(body) else {
      return ""
    }
    let section = answer.column("heading")
    return answer.items.enumerated().map { index, row in
      let heading = section.map { row[$0].text } ?? ""
      return
        "\(index + 1). **\(row[title].text)**\(heading.isEmpty ? "" : " › \(heading)") (`\(row[place].text)`)  \n   "
        + marked(row[body], "**", "**").split(separator: "\n").joined(separator: " ") + "\n"
    }.joined()
  }

  private func escaped(_ text: String) -> String { Self.escaped(text) }

  /// Text as a cell of a table may have it.
  static func escaped(_ text: String) -> String {
    text.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
  }
}

/// A cell's text with its matches between two marks.
func marked(_ cell: Answer.Cell, _ before: String, _ after: String) -> String {
  guard !cell.matches.isEmpty else { return cell.text }
  let bytes = Array(cell.text.utf8)
  var text = ""
  var at = 0
  for match in cell.matches where match.lowerBound >= at && match.upperBound <= bytes.count {
    text += String(decoding: bytes[at..<match.lowerBound], as: UTF8.self) + before
    text += String(decoding: bytes[match], as: UTF8.self) + after
    at = match.upperBound
  }
  return text + String(decoding: bytes[at...], as: UTF8.self)
}
