import Foundation

/// The judgements beside this file, and the documents they speak of where `CASEBOOK_SEEDS` names their folder.
enum LexiconFixture {
  /// One row of a fixture: the file's number, the line, and the columns behind them.
  struct Row {
    var file: String
    var line: Int
    var columns: [String]
    var place: String { "\(file):\(line)" }
  }

  static let seeds: String? = ProcessInfo.processInfo.environment["CASEBOOK_SEEDS"]

  /// The columns of a fixture file's rows, without comments and header.
  static func table(_ name: String) throws -> [[String]] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.dropFirst().map { $0.split(separator: "\t").map(String.init) }
  }

  /// The rows of a fixture that is keyed by file and line.
  static func rows(_ name: String) throws -> [Row] {
    try table(name).compactMap { columns in
      guard columns.count > 2, let number = Int(columns[1]) else { return nil }
      return Row(file: columns[0], line: number, columns: Array(columns.dropFirst(2)))
    }
  }

  /// The lines of each document, by file number.
  static func documents() throws -> [String: [String]] {
    guard let seeds else { return [:] }
    let folder = URL(filePath: seeds)
    var documents: [String: [String]] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let text = try String(contentsOf: file, encoding: .utf8)
      documents[String(file.lastPathComponent.prefix(3))] = text.split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
    }
    return documents
  }

  /// A heading line's text, and how deep it stands: heading levels, then bold lines, then bold items.
  static func heading(_ line: String) -> (level: Int, text: String) {
    let marks = line.prefix { $0 == "#" }.count
    if marks > 0 { return (marks, line.dropFirst(marks).trimmingCharacters(in: .whitespaces)) }
    var text = line.trimmingCharacters(in: .whitespaces)
    let isItem = text.hasPrefix("- ")
    if isItem { text.removeFirst(2) }
    return (isItem ? 8 : 7, text.replacing("**", with: ""))
  }

  /// A statement line's text, label and text joined by ": ".
  static func statement(_ line: String) -> String {
    let text = line.trimmingCharacters(in: .whitespaces)
    return text.replacing(#/^(?:-|\d+\.) /#, with: "").replacing("**", with: "")
  }
}
