import Foundation
import Testing

@testable import Casebook

/// What a person sees over `corpus/` at three widths, kept in `Answers/Fixtures/Terminal` (`CASEBOOK_WRITE_DUMPS=1` writes it again).
@Suite("What a person sees")
struct TerminalTextTests {
  private static let writes = ProcessInfo.processInfo.environment["CASEBOOK_WRITE_DUMPS"] != nil
  private static let folder =
    Workspace.repository + "/Tests/CasebookTests/Answers/Fixtures/Terminal"

  /// Names of files, and the commands.
  static let commands: [(name: String, arguments: [String])] = [
    ("welcome", []), ("search", ["search", "network effects", "--limit", "3"]),
    ("factors", ["factors", "--pattern", "Research-to-API", "--limit", "5"]),
    ("metrics", ["metrics", "revenue", "--limit", "6"]),
    ("metrics-plot", ["metrics", "revenue", "--plot", "--limit", "5"]),
    ("metrics-columns", ["metrics", "--category", "cost", "--columns", "who,what,value,when,role,where"]),
    ("list", ["list", "cases"]), ("compare", ["compare", "github-copilot", "anthropic-slack", "--metrics"]),
    ("plan", ["plan", "Due diligence"]), ("themes", ["themes", "--plot"]),
    ("cite", ["cite", "cases/hugging-face.md:44"]),
    ("sql", ["sql", "select subject, label, value, place from metrics where category = 'cost'"]),
    ("changes", ["changes"]), ("conflicts", ["conflicts"]),
  ]

  @Test("Every line fits its terminal, and the text is the one that was looked over", arguments: [60, 100, 160])
  func texts(_ width: Int) throws {
    let space = Workspace()
    try space.ingest([Workspace.repository + "/corpus"])
    if Self.writes { try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true) }
    for (name, arguments) in Self.commands {
      let outcome = try Program.run(arguments, in: space.path, environment: ["COLUMNS": String(width)])
      let file = "\(Self.folder)/\(name)-\(width).txt"
      if Self.writes {
        try outcome.output.write(toFile: file, atomically: true, encoding: .utf8)
        continue
      }
      #expect(try String(contentsOfFile: file, encoding: .utf8) == outcome.output, "\(name) at \(width)")
      // References are pasted, and what is longer than a line cannot be wrapped: commands, and places.
      guard !["cite", "welcome"].contains(name) else { continue }
      for line in outcome.output.split(separator: "\n") {
        #expect(DisplayWidth.of(line) <= width, "\(name) at \(width): \(line)")
      }
    }
  }

  @Test("A terminal of 20 columns, no locale and no home still give every word", arguments: [1, 20])
  func narrow(_ width: Int) throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    for arguments in [
      ["search", "revenue"], ["metrics"], ["factors"], ["list"], ["show", "alpha"], ["themes", "--plot"],
    ] {
      let outcome = try Program.run(
        arguments, in: space.path, environment: ["COLUMNS": String(width), "LC_ALL": "C", "HOME": ""])
      #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(arguments): \(outcome.errors)")
    }
  }
}
