import Foundation
import Testing

@testable import Casebook

/// Answers over `corpus/`, looked over by eye and kept: a value in another column, a row lost or a count swapped shows here.
///
/// `make golden` writes them again; read the difference before you commit it.
@Suite("Kept answers")
struct GoldenAnswerTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/Golden")

  private static let writes = ProcessInfo.processInfo.environment["CASEBOOK_WRITE_DUMPS"] != nil

  private static let space: Result<Workspace, any Error> = Result {
    let space = Workspace()
    try space.ingest([Workspace.repository + "/corpus"])
    return space
  }

  @Test("An answer is the one that was looked over", arguments: GoldenQuestion.all)
  func answer(question: GoldenQuestion) throws {
    let space = try Self.space.get()
    let found = Self.text(try question.ask(space.knowledge()), space)
    let file = Self.folder.appending(path: question.name + ".json")
    if Self.writes {
      try Data(found.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (line, expectedLine)) in zip(lines, expectedLines).enumerated() where line != expectedLine {
      Issue.record("\(question.name).json:\(index + 1)\nfound:    \(line)\nexpected: \(expectedLine)")
      break
    }
    #expect(lines.count == expectedLines.count)
  }

  @Test("No kept answer is without its question", .enabled(if: !writes))
  func noneIsLeft() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(GoldenQuestion.all.map { $0.name + ".json" }))
  }

  @Test("Every row has a cell for each column")
  func arity() throws {
    let knowledge = try Self.space.get().knowledge()
    for question in GoldenQuestion.all {
      let answer = try question.ask(knowledge)
      #expect(answer.items.allSatisfy { $0.count == answer.columns.count }, "\(question.name)")
      #expect(Set(answer.columns.map(\.name)).count == answer.columns.count, "\(question.name)")
    }
  }

  /// Rows kept of an answer: enough to see each column, few enough to be read.
  private static let rows = 30

  /// The answer as JSON, an item a line, its folders and the sizes of files left out.
  private static func text(_ answer: Answer, _ space: Workspace) -> String {
    var answer = answer
    let sizes: Set<String> = ["record store bytes", "text index bytes"]
    answer.items.removeAll { row in row.first.map { sizes.contains($0.text) } ?? false }
    answer.items = Array(answer.items.prefix(rows))
    return Renderer(format: .json).render(answer)
      .replacingOccurrences(of: space.path, with: "…").replacingOccurrences(of: Workspace.repository, with: "…")
  }
}
