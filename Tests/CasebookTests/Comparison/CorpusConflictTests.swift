import Testing

@testable import Casebook

/// What the project's own corpus contradicts and confirms: the same facts in other words, in tables and pages.
@Suite("Conflicts of the corpus")
struct CorpusConflictTests {
  private func findings() throws -> [Finding] { try Compared.corpus.get() }

  @Test("Counts of models that differ by a factor of five are one conflict, a table's row included")
  func models() throws {
    let conflicts = try findings().of(.conflict)
    #expect(conflicts.count == 1)
    #expect(
      conflicts.first?.lines == [
        "cases/hugging-face.md:29", "cases/hugging-face.md:43", "patterns/1-community-first-platform.md:41",
        "reports/technology-integration.md:45",
      ])
  }

  @Test("Developers in another scope are a near-conflict, and the only one")
  func developers() throws {
    let near = try findings().of(.nearConflict)
    #expect(near.count == 1)
    #expect(Set(near.first?.lines ?? []) == ["cases/microsoft-openai.md:40", "patterns/3-research-to-api.md:38"])
  }

  @Test("Users and developers are kept apart")
  func apart() throws {
    let apart = try #require(try findings().of(.apart).about("Hugging Face", "users").first)
    #expect(apart.lines.contains("patterns/1-community-first-platform.md:41"))
    for found in try findings() where found.kind != .apart {
      #expect(
        !(found.lines.contains("cases/hugging-face.md:42") && found.values.contains { $0.contains("developers") }))
    }
  }

  @Test("What two documents say of the collection is held against its ten cases")
  func claims() throws {
    #expect(
      try findings().of(.selfClaim).compactMap(\.lines.first) == [
        "patterns/overview.md:20", "patterns/what-the-cases-share.md:20",
      ])
  }

  @Test("The plan for due diligence does not fit into the guide's step")
  func plan() throws {
    let plans = try findings().of(.plan)
    #expect(plans.count == 1)
    #expect(plans.first?.lines.first == "frameworks/getting-started.md:17")
    #expect(plans.first?.lines.contains("frameworks/partner-due-diligence.md:47") == true)
  }

  @Test(
    "Figures that agree across documents are corroborated",
    arguments: [
      ("NVIDIA", ["cases/nvidia-aws.html:106", "reports/technology-integration.md:52"]),
      ("Epic", ["cases/microsoft-epic.md:22", "cases/microsoft-epic.md:33", "reports/go-to-market.md:42"]),
      ("Hugging Face", ["cases/hugging-face.md:45", "patterns/1-community-first-platform.md:42"]),
      ("Microsoft", ["reports/go-to-market.md:18", "reports/partnership-metrics.md:14"]),
    ])
  func corroborated(subject: String, lines: [String]) throws {
    #expect(try findings().of(.corroborated).contains { $0.subject.contains(subject) && $0.lines == lines })
  }

  @Test("No organisation's figure confirms another's")
  func ownFiguresOnly() throws {
    for found in try findings().of(.corroborated) where found.lines.contains("reports/partnership-metrics.md:16") {
      #expect(!found.subject.contains("Microsoft"))
    }
  }

  @Test("Weights and revenue mixes add up, in Markdown and in HTML")
  func sums() throws {
    #expect(try findings().of(.sum).isEmpty)
    #expect(
      Set(try findings().of(.sumChecks).compactMap(\.evidence.first?.citation.file)) == [
        "frameworks/decision-matrix.html", "frameworks/partnership-selection.md",
        "patterns/1-community-first-platform.md",
        "patterns/2-open-source-commercial-balance.md",
      ])
  }
}
