import Foundation
import Testing

/// The ledger against the source documents themselves. They are not part of the repository: the tests run where the
/// environment variable `CASEBOOK_SEEDS` names the folder that holds them, as files whose names begin with the short
/// name the ledger uses (`000…` to `004…`).
@Suite("The ledger and the sources", .enabled(if: SourceDocument.folder != nil))
struct SourceTests {
  let sources: [SourceDocument]
  let ledger: [LedgerRow]

  init() throws {
    sources = try SourceDocument.all()
    ledger = try LedgerRow.all()
  }

  @Test("every source the ledger names is there")
  func sourcesArePresent() {
    #expect(Set(ledger.map(\.source)) == Set(sources.map(\.name)))
  }

  @Test("the numbers of every ledger row stand on the line that it names")
  func rowsPointToTheirLines() throws {
    let byName = Dictionary(uniqueKeysWithValues: sources.map { ($0.name, $0) })
    for row in ledger {
      let lines = try #require(byName[row.source]).lines
      try #require(lines.indices.contains(row.line - 1), "\(row.source) has no line \(row.line)")
      let line = lines[row.line - 1]
      #expect(line.lowercased().contains(row.value.lowercased()), "\(row.source):\(row.line) \(row.value)")
    }
  }

  @Test("every number of the sources has a ledger row with its line")
  func numbersHaveRows() {
    let known = Dictionary(grouping: ledger, by: { "\($0.source):\($0.line)" })
      .mapValues { Set($0.flatMap { numbers(in: $0.value) }) }
    for source in sources {
      for (index, line) in source.lines.enumerated() {
        let rows = known["\(source.name):\(index + 1)"] ?? []
        for number in numbers(in: withoutOrdinals(line)) {
          #expect(rows.contains(number), "\(source.name):\(index + 1) \(number)")
        }
      }
    }
  }

  @Test("every line of the sources that states something is carried")
  func statementsHaveRows() throws {
    let carried = Set(try FactRow.all().map { "\($0.source):\($0.line)" })
    for source in sources {
      for (index, line) in source.lines.enumerated() where SourceDocument.states(line) {
        #expect(carried.contains("\(source.name):\(index + 1)"), "\(source.name):\(index + 1) \(line)")
      }
    }
  }

  @Test("no eight words in a row are those of a source")
  func wordsAreOurOwn() throws {
    let length = 8
    var runs: [ArraySlice<String>: String] = [:]
    for source in sources {
      for (index, line) in source.lines.enumerated() {
        let words = Self.words(of: line)
        for start in words.indices.dropLast(length - 1) {
          runs[words[start..<(start + length)]] = "\(source.name):\(index + 1)"
        }
      }
    }
    for document in try CorpusFolder.documents() {
      for line in document.body.split(separator: "\n") {
        let words = Self.words(of: line)
        for start in words.indices.dropLast(length - 1) {
          let run = words[start..<(start + length)]
          #expect(runs[run] == nil, "\(document.path) repeats \(runs[run] ?? ""): \(run.joined(separator: " "))")
        }
      }
    }
  }

  /// Words and numbers in lower case; punctuation and markup only separate.
  static func words(of line: some StringProtocol) -> [String] {
    line.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

/// One source document, by lines.
struct SourceDocument: Sendable {
  /// The short name the ledger uses: the first three characters of the file's name.
  let name: String
  let lines: [String]

  static var folder: String? {
    ProcessInfo.processInfo.environment["CASEBOOK_SEEDS"].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func all() throws -> [SourceDocument] {
    guard let folder else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("00") && $0.hasSuffix(".txt") }
      .sorted()
      .map { name in
        let text = try String(contentsOf: URL(filePath: folder).appending(path: name), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return SourceDocument(name: String(name.prefix(3)), lines: lines)
      }
  }

  /// Whether a line says something of its own: not a heading, a rule, a table's delimiter row, or a bold line that
  /// heads a list. A heading with a timeline does state it.
  static func states(_ line: String) -> Bool {
    let line = line.trimmingCharacters(in: .whitespaces)
    if line.isEmpty || line == "---" || line.wholeMatch(of: /\|[-\s|:]+\|/) != nil { return false }
    if line.contains(/\((?:Months|Years|Weeks) \d/) { return true }
    return !line.hasPrefix("#") && line.wholeMatch(of: /\*\*[^*]+\*\*/) == nil
  }
}
