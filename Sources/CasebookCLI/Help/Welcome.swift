import Casebook
import Foundation

/// What `casebook` alone says: what is in the index, and what one could ask next.
enum Welcome {
  static func show() throws {
    let settings = try Settings.load()
    let folder = IndexOptions.folder(nil, settings)
    guard folder.exists else {
      Terminal.write(
        """
        No index in \(folder.path) yet.

        Read a folder of documents:  casebook ingest FOLDER
        A walk of two minutes:       casebook tour
        All commands:                casebook --help

        """)
      return
    }
    let overview = try KnowledgeBase(folder: folder).overview()
    let counts = [
      Summary.plural(overview.documents, "document"),
      Summary.plural(overview.caseStudies, "case study", "case studies"),
      Summary.plural(overview.patterns, "pattern"), Summary.plural(overview.metrics, "figure"),
      Summary.plural(overview.factors, "factor"),
    ]
    var text = "\(folder.path): \(counts.joined(separator: ", ")); generation \(overview.generation).\n\n"
    let rows = suggestions(overview)
    let width = rows.map(\.command.count).max() ?? 0
    for row in rows {
      text += "  " + row.command + String(repeating: " ", count: width - row.command.count + 3) + row.purpose + "\n"
    }
    Terminal.write(text + "\ncasebook --help lists all commands.\n")
  }

  private static func suggestions(_ overview: Overview) -> [(command: String, purpose: String)] {
    guard overview.documents > 0 else { return [("casebook ingest FOLDER", "read documents")] }
    var rows: [(command: String, purpose: String)] = []
    if let record = overview.record { rows.append(("casebook show \(quoted(record))", "a case as a whole")) }
    if let name = overview.organisation { rows.append(("casebook metrics --org \(quoted(name))", "whose figures")) }
    if let category = overview.category {
      rows.append(("casebook metrics --category \(category)", "figures by what they measure"))
    }
    if let theme = overview.theme {
      rows.append(("casebook factors --theme \(quoted(theme))", "what made them succeed"))
    }
    if let industry = overview.industry {
      rows.append(("casebook list cases --industry \(quoted(industry))", "cases of an industry"))
    }
    rows.append(("casebook search WORDS", "any words"))
    if overview.generation > 1 { rows.append(("casebook changes", "what changed")) }
    return rows
  }

  /// A word as a shell takes it.
  static func quoted(_ text: String) -> String {
    let text = ControlSigns.replaced(in: text)
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x80 || UInt8(ascii: "a") <= byte | 0x20 && byte | 0x20 <= UInt8(ascii: "z")
        || "0123456789-_./:,+".utf8.contains(byte)
    }
    return isPlain && !text.isEmpty
      ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
