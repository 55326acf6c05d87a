/// A report as a page of Markdown with footnotes.
public enum ReportMarkdown {
  /// The page; ends with a newline. Empty where the answer is no report or has no rows.
  public static func text(_ report: Answer) -> String {
    let names = ["section", "group", "label", "text", "about", "footnote", "reference"]
    let columns = names.compactMap { report.column($0) }
    guard columns.count == names.count, !report.items.isEmpty else { return "" }
    let rows = report.items.map { row in columns.map { row[$0].text } }
    let lines = (report.title ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    var text = "# \(escaped(String(lines.first ?? "")))\n"
    if lines.count > 1 { text += "\n*\(escaped(lines.dropFirst().joined(separator: " ")))*\n" }
    var section = ""
    var group = ""
    for row in rows {
      if row[0] != section {
        section = row[0]
        group = ""
        text += "\n## \(section)\n\n"
      }
      if row[1] != group {
        group = row[1]
        text += (text.hasSuffix("\n\n") ? "" : "\n") + "### \(escaped(group))\n\n"
      }
      text += line(row, isQuote: row[0] == ReportRow.Section.quotes.title)
    }
    if report.total > report.items.count { text += "\n\(report.items.count) of \(report.total) rows are shown.\n" }
    var known: Set<String> = []
    text += "\n"
    for row in rows where known.insert(row[5]).inserted { text += "[^\(row[5])]: \(row[6])\n" }
    return text
  }

  private static func line(_ row: [String], isQuote: Bool) -> String {
    let (label, words, about) = (row[2], oneLine(row[3]), row[4])
    let note = "[^\(row[5])]"
    if isQuote {
      return "> \(escaped(words))\n" + (about.isEmpty ? "" : ">\n> — \(escaped(about))")
        + "\(about.isEmpty ? "> " : "")\(note)\n\n"
    }
    return "- " + (label.isEmpty ? "" : "**\(escaped(oneLine(label)))**: ") + escaped(words)
      + (about.isEmpty ? "" : " (\(escaped(about)))") + note + "\n"
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Signs that Markdown would take for its own.
  private static func escaped(_ text: String) -> String {
    text.map { "\\`*_[]<>#|".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
