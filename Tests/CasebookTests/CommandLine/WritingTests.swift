import Foundation
import Testing

@testable import Casebook

@Suite("Reports, and places in an editor")
struct WritingTests {
  private static func ingested() throws -> Workspace {
    let space = Workspace()
    try space.write(
      "cases/a.md",
      "---\nauthor: Jane Roe\n---\n" + sampleCase("Alpha")
        + "\n> \"It paid [for] itself.\"\n> - Ann Lee, CFO of Alpha\n\n- 5*6 and `code` | <b>\n")
    try space.write("cases/b.md", sampleCase("Beta"))
    try space.ingest()
    return space
  }

  @Test("A report has figures, quotations and factors, and each footnote is said once and used")
  func footnotes() throws {
    let space = try Self.ingested()
    let text = ReportMarkdown.text(try space.knowledge().report(.record("cases/a.md")))
    #expect(
      text.contains("## Figures") && text.contains("## What people said")
        && text.contains("## What made the difference"))
    #expect(text.contains("> \"It paid \\[for\\] itself.\"") || text.contains("> It paid \\[for\\] itself."))
    #expect(text.contains("— Ann Lee"))
    #expect(text.contains("Jane Roe, *") && text.contains("`cases/a.md:"))
    let used = Set(text.matches(of: #/\[\^(\d+)\](?!:)/#).map { $0.output.1 })
    let defined = text.matches(of: #/\n\[\^(\d+)\]: /#).map { $0.output.1 }
    #expect(Set(defined) == used && Set(defined).count == defined.count)
    #expect(!text.contains("Beta"))
  }

  @Test("Reports of a theme and of an organisation; of nothing known, the nearest is named")
  func subjects() throws {
    let space = try Self.ingested()
    let knowledge = try space.knowledge()
    #expect(ReportMarkdown.text(try knowledge.report(.theme("network-effects"))).contains("### "))
    #expect(ReportMarkdown.text(try knowledge.report(.organisation("Alpha"))).hasPrefix("# Alpha"))
    #expect(throws: CasebookError.self) { try knowledge.report(.organisation("Betta")) }
    #expect(throws: CasebookError.self) { try knowledge.report(.theme("zzzz")) }
    let cut = try knowledge.report(.record("cases/a.md"), limit: 1)
    #expect(cut.items.count < cut.total)
    #expect(ReportMarkdown.text(cut).contains("rows are shown"))
  }

  @Test(
    "Editors get line and column in their own words",
    arguments: [
      ("vi", "vi +17 F"), ("nvim -R", "nvim -R '+call cursor(17,3)' F"), ("nano", "nano +17,3 F"),
      ("/usr/bin/emacs -nw", "/usr/bin/emacs -nw +17:3 F"), ("code --wait", "code --wait --goto F:17:3"),
      ("hx", "hx F:17:3"), ("'my editor'", "'my editor' F"), ("idea", "idea --line 17 --column 3 F"),
    ])
  func editors(_ editor: String, _ expected: String) throws {
    let space = try Self.ingested()
    let outcome = try Program.run(
      ["open", "cases/b.md:17", "--dry-run"], in: space.path, environment: ["VISUAL": editor])
    let file = URL(fileURLWithPath: space.docs).resolvingSymlinksInPath().path + "/cases/b.md"
    let words = expected.split(separator: "F", omittingEmptySubsequences: false).joined(separator: file)
    #expect(outcome.output == words + "\n", "\(outcome)")
  }

  @Test("A file that is gone and an editor that is none are said")
  func gone() throws {
    let space = try Self.ingested()
    let nobody = try Program.run(["open", "cases/b.md:17"], in: space.path, environment: ["EDITOR": "no-such-editor"])
    #expect(nobody.status == 2 && nobody.errors.contains("no-such-editor: cannot be started"))
    try space.remove("cases/b.md")
    let outcome = try Program.run(["open", "cases/b.md:17"], in: space.path)
    #expect(outcome.status == 2 && outcome.errors.contains("is not there any more"))
  }
}
