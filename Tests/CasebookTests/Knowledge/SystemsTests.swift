import Foundation
import Testing

@testable import Casebook

/// Every system that the documents describe, asked for and held to the documents themselves: the lines cited, how many rows
/// there are in them, that each row says what stands in its line, that no item of a list is left out, and the values.
@Suite(.serialized)
struct SystemsTests {
  @Test("The corpus answers for all 79 systems")
  func corpus() throws {
    try check(seeds: false, folder: Workspace.repository + "/corpus")
  }

  @Test("The sources of the corpus answer for all 79 systems", .enabled(if: LexiconFixture.seeds != nil))
  func sources() throws {
    try check(seeds: true, folder: LexiconFixture.seeds ?? "")
  }

  @Test("The table has a question for each of the 79 systems, in both collections")
  func table() throws {
    let checks = try SystemsTable.checks()
    for isSeeds in [true, false] {
      #expect(Set(checks.filter { $0.isSeeds == isSeeds }.map(\.row)) == Set(1...79))
    }
  }

  private func check(seeds: Bool, folder: String) throws {
    let workspace = Workspace()
    try workspace.ingest([folder])
    var answers: [[String]: Answer] = [:]
    let runner = SystemsRunner(knowledge: try workspace.knowledge())
    var failed: Set<Int> = []
    for check in try SystemsTable.checks() where check.isSeeds == seeds {
      let problems: [String]
      do {
        let answer = try answers[check.ask] ?? runner.answer(check.ask)
        answers[check.ask] = answer
        problems = SystemsJudge(check: check, folder: folder).problems(answer)
      } catch {
        problems = ["\(error)"]
      }
      guard !problems.isEmpty else { continue }
      failed.insert(check.row)
      for problem in problems { Issue.record("\(check): \(problem)") }
    }
    #expect(failed.isEmpty, "\(79 - failed.count) of 79 systems hold; not: \(failed.sorted())")
  }
}

/// Holds an answer to the table and to the document.
struct SystemsJudge {
  let check: SystemsTable.Check
  let folder: String

  func problems(_ answer: Answer) -> [String] {
    var problems: [String] = []
    var rows = answer.items
    if let name = check.file {
      guard let file = answer.column("file"), let line = answer.column("line") else {
        return ["the answer cites nothing"]
      }
      let inFile = answer.items.filter { row in
        check.isSeeds ? row[file].text.hasPrefix(name) : row[file].text == name
      }
      func number(_ row: [Answer.Cell]) -> Int { Int(row[line].text) ?? 0 }
      rows = []
      for (range, count) in check.lines {
        let inside = inFile.filter { range.contains(number($0)) }
        rows += inside
        if let count, inside.count != count {
          problems.append("\(inside.count) rows in lines \(range.lowerBound)-\(range.upperBound), not \(count)")
        }
      }
      if rows.isEmpty { return ["nothing in \(name)"] }
      rows.sort { number($0) < number($1) }
      problems += judgeText(rows, answer, path: rows.first?[file].text ?? name, number: number)
    }
    for (name, wanted) in check.exactly.sorted(by: { $0.key < $1.key }) {
      let found = values(name, rows, answer)
      if found != wanted.map(\.text) { problems.append("\(name) is \(found), not \(wanted.map(\.text))") }
    }
    for (name, wanted) in check.amongOthers.sorted(by: { $0.key < $1.key }) {
      let found = values(name, rows, answer)
      for value in wanted where !found.contains(value.text) { problems.append("\(name) lacks \(value.text): \(found)") }
    }
    return problems
  }

  private func values(_ name: String, _ rows: [[Answer.Cell]], _ answer: Answer) -> [String] {
    guard let column = answer.column(name) else { return ["no column \(name)"] }
    return rows.map { $0[column].value.text }
  }

  // MARK: - Against the document

  /// Each row says what stands in its line; and where all rows are counted, each item of a list in those lines is a row.
  private func judgeText(
    _ rows: [[Answer.Cell]], _ answer: Answer, path: String, number: ([Answer.Cell]) -> Int
  ) -> [String] {
    guard let text = try? String(contentsOfFile: folder + "/" + path, encoding: .utf8) else {
      return ["\(path) is gone"]
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var problems: [String] = []
    let isRanking = check.ask.first == "advise"
    // What a row quotes: one of these has to stand in its line.
    let columns = [
      "pitfall", "phase", "label", "text", "item", "kpi", "raw", "factor", "criterion", "option", "value", "statement",
    ]
    for row in rows {
      let line = number(row)
      guard line >= 1, line <= lines.count else {
        problems.append("line \(line) does not exist")
        continue
      }
      // What is quoted may run on over several lines of HTML, and a name over lines before it.
      let around = Self.letters(lines[max(0, line - 3)..<min(line + 5, lines.count)].joined(separator: " "))
      let quotes = columns.compactMap { answer.column($0) }.map { Self.letters(row[$0].value.plain) }
      let told = quotes.filter { !$0.isEmpty }
      // A finding on two plans quotes neither: its phase may stand above the task that it cites.
      if check.ask.first != "plan-check", !told.isEmpty, !told.contains(where: { around.contains($0.prefix(24)) }) {
        problems.append("line \(line) says none of \(told)")
      }
    }
    guard path.hasSuffix(".md") || path.hasSuffix(".txt"), !check.lines.contains(where: { $0.count == nil }),
      check.lines.contains(where: { ($0.count ?? 0) > 2 }), !check.ask.contains("--phases"), !isRanking
    else { return problems }
    let cited = Set(rows.map(number))
    for (range, _) in check.lines {
      for line in range where line <= lines.count && Self.isItem(lines[line - 1]) && !cited.contains(line) {
        problems.append("line \(line), an item of the list, is missing")
      }
    }
    return problems
  }

  private static func isItem(_ line: String) -> Bool {
    line.firstMatch(of: #/^\s*(?:[-*+]|\d+\.)\s+\S/#) != nil && !line.contains(#/\*\*\s*:?\s*$/#)
  }

  /// Letters and digits in lower case, without tags and entities.
  private static func letters(_ text: String) -> String {
    let plain = text.replacing(#/<[^>]*>/#, with: "").replacing(#/&[a-z]+;/#, with: "")
    return String(plain.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

extension JSONValue {
  /// A text as it is, anything else as JSON.
  fileprivate var plain: String {
    if case .string(let string) = self { return string }
    return self == .null ? "" : text
  }
}
