import Foundation
import Statements

/// A labelled or unlabelled statement as the training files hold it, one JSON object per line.
struct StatementRow: Decodable, Sendable {
  var id: String
  var document: String
  var heading: String?
  var path: String?
  var text: String
  var themes: [String]?
  var role: String?
  var otherRole: String?
  var isDoubtful: Bool?

  enum CodingKeys: String, CodingKey {
    case id, document, heading, path, text, themes, role
    case otherRole = "role_alt"
    case isDoubtful = "doubt"
  }

  /// Rows of one publisher are held back together.
  var publisher: String { String(document.prefix { $0 != "/" }) }

  var input: StatementInput { StatementInput(heading: heading ?? "", joinedPath: path ?? "", text: text) }
}

/// What a fine-tuned encoder says of a statement that nobody labelled.
struct SilverRow: Decodable, Sendable {
  var id: String
  var themes: [String: Float]
  var roles: [String: Float]
}

/// The files of a folder of labelled statements: `train-*.jsonl`, `pool.jsonl.xz` and `silver.jsonl.xz`.
struct StatementFiles {
  var labelled: [StatementRow]
  var silver: [(row: StatementRow, labels: SilverRow)]
  /// The themes, in the order of `RULES.md`.
  var themes: [String]

  init(folder: URL) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("train-") && $0.hasSuffix(".jsonl") }
      .sorted { $0.count != $1.count ? $0.count < $1.count : $0 < $1 }
    labelled = try names.flatMap { name in
      try Self.rows(Data(contentsOf: folder.appending(path: name)), as: StatementRow.self)
    }.filter { $0.themes != nil }
    let known = Set(labelled.map(\.id))
    let said = try Self.rows(Self.unpacked(folder.appending(path: "silver.jsonl.xz")), as: SilverRow.self)
    let labels = Dictionary(said.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    silver = try Self.rows(Self.unpacked(folder.appending(path: "pool.jsonl.xz")), as: StatementRow.self)
      .compactMap { row in known.contains(row.id) ? nil : labels[row.id].map { (row, $0) } }
    themes = try String(contentsOf: folder.appending(path: "RULES.md"), encoding: .utf8).split(separator: "\n")
      .compactMap { line in
        guard let match = line.wholeMatch(of: /\| ([a-z-]+) \|.*/), match.1 != "id", match.1 != "---" else {
          return nil
        }
        return String(match.1)
      }
  }

  private static func rows<Row: Decodable>(_ data: Data, as: Row.Type) throws -> [Row] {
    let decoder = JSONDecoder()
    return try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Row.self, from: $0) }
  }

  private static func unpacked(_ file: URL) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xz", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }
}
