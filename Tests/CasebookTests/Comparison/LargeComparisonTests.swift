import Quantities
import TestSupport
import Testing

@testable import Casebook

@Suite("Comparing many documents")
struct LargeComparisonTests {
  /// Stories about one organisation, as in a corpus where everybody writes about the same firm: figures differ from story to
  /// story, and one is told again and again.
  private func stories(_ count: Int) throws -> [SourcedDocument] {
    var random = SeededGenerator(seed: 7)
    let nouns = ["customers", "engineers"]
    return try (0..<count).map { index in
      let text = Compared.story(
        "Acme",
        [
          "**Reach**: \(Int.random(in: 100...90_000, using: &random)) \(nouns[index % nouns.count])",
          "**Growth**: \(Int.random(in: 2...400, using: &random))% revenue growth",
          "**Share**: 42% market share in widgets",
          "**Size**: $\(Int.random(in: 1...900, using: &random)) million revenue a year",
        ])
      return SourcedDocument(source: "test", document: try Workspace.parse(text, path: "story\(index).md"))
    }
  }

  @Test("The work grows with the number of figures, not with its square")
  func comparisons() throws {
    let (small, large) = try (stories(300), stories(600))
    let (few, many) = (ClaimBuilder(small).claims(), ClaimBuilder(large).claims())
    let (first, second) = (ClaimPairs(few), ClaimPairs(many))
    #expect(many.count > few.count * 19 / 10 && few.count >= 300 * 3)
    // Every claim is in a bucket of more than the window, and has two rows of neighbours.
    #expect(second.comparisons <= many.count * 2 * ClaimPairs.neighbours)
    #expect(second.comparisons <= first.comparisons * 5 / 2)
    #expect(!first.pairs.isEmpty)
  }

  @Test("Of very many statements a finding cites some, and says how many there are")
  func citesSome() throws {
    let documents = try stories(200)
    let (findings, mentions) = ConflictFinder.compare(documents)
    let share = try #require(findings.first { $0.kind == .corroborated && $0.title.contains("42%") })
    #expect(share.evidence.count == ClaimFindings.mostCited)
    #expect(share.reasons.contains { $0.contains("200 statements, of which 64 are cited") })
    #expect(findings.allSatisfy { $0.evidence.count <= 2 * ClaimFindings.mostCited && $0.title.count < 1000 })
    // How often a figure is told counts those that are not cited, too.
    #expect(mentions.values.contains { $0.statements == 200 && $0.documents == 200 })
  }

  @Test("In large groups lowest and highest value are cited")
  func extremes() throws {
    let documents = try (0..<300).map { index in
      SourcedDocument(
        source: "test",
        document: try Workspace.parse(
          Compared.story("Acme", ["**Reach**: \(1000 + index * 37) customers"]), path: "story\(index).md"))
    }
    let conflict = try #require(ConflictFinder.findings(documents).first { $0.kind == .conflict })
    let values = conflict.evidence.compactMap { $0.metric?.low }
    #expect(values.first == 1000 + 299 * 37 && values.last == 1000)
    #expect(values == values.sorted(by: >))
  }

  @Test("A name that many plans bear says of none which is meant")
  func namesakes() throws {
    func document(_ index: Int, guide: Bool) throws -> SourcedDocument {
      let plan =
        "## Due Diligence Process\n\n### Phase 1: Look (4-8 weeks)\n\n- See\n\n### Phase 2: Judge (4-8 weeks)\n\n- Say\n\n"
      let use =
        "## Rollout\n\n### Step 1: Start (Weeks 1-2)\n\n- Begin\n\n### Step 2: Due diligence (Weeks 3-4)\n\n- Do it\n"
      return SourcedDocument(
        source: "test",
        document: try Workspace.parse("# Report \(index)\n\n" + (guide ? use : plan), path: "\(index).md"))
    }
    func contradictions(_ plans: Int) throws -> Int {
      let documents = try [document(0, guide: true)] + (1...plans).map { try document($0, guide: false) }
      return ConflictFinder.findings(documents).filter { $0.kind == .plan }.count
    }
    #expect(try contradictions(1) == 1)
    #expect(try contradictions(3) == 3)
    #expect(try contradictions(4) == 0)
  }
}
