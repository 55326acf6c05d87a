import Testing

@testable import Casebook

/// Values that a table shows in the right place although they are easily taken from the wrong one.
@Suite("What belongs to which record")
struct TellingCellsTests {
  private static let framework = """
    ---
    tags: [logistics, night]
    organisations: [Holder Group]
    ---
    # Framework of depots

    By Holder Group, with customers such as Northquay.

    ## Case Study 1: Velomar

    **Organisation**: Velomar

    ### Results

    - **Revenue**: $3 million in 2024
    - **Cost**: $1 million

    ### Key success factors

    - Trust between both teams
    """

  private func workspace(_ text: String = framework) throws -> Workspace {
    let space = Workspace()
    try space.write("framework.md", text)
    try space.ingest()
    return space
  }

  private func column(_ answer: Answer, _ name: String) throws -> [String] {
    let index = try #require(answer.column(name))
    return answer.items.map { $0[index].text }
  }

  @Test("A search by a tag finds the case in a document that bears it")
  func parentTags() throws {
    let space = try workspace()
    #expect(try space.search("revenue tag:logistics").contains { $0.title == "Velomar" })
    #expect(try space.search("revenue tag:elsewhere").isEmpty)
  }

  @Test("Organisations of the document around a case are not those of the case")
  func around() throws {
    let space = try workspace()
    let knowledge = try space.knowledge()
    defer { withExtendedLifetime(space) {} }
    let factors = try knowledge.factors(FactorsQuestion())
    #expect(try column(factors, "record") == ["Velomar"])
    #expect(try column(factors, "organisations") == ["Velomar"])
    #expect(try knowledge.factors(FactorsQuestion(organisation: "Northquay")).total == 0)
    #expect(try knowledge.factors(FactorsQuestion(organisation: "Velomar")).total == 1)
  }

  @Test("The metrics of a year are those whose date or statement names it")
  func year() throws {
    let space = try workspace()
    let knowledge = try space.knowledge()
    defer { withExtendedLifetime(space) {} }
    #expect(try column(knowledge.metrics(MetricsQuestion(year: 2024)), "raw") == ["$3 million"])
    #expect(try knowledge.metrics(MetricsQuestion(year: 1999)).total == 0)
  }

  @Test("Lines behind a rule at the end say where the facts come from")
  func provenanceAfterRule() throws {
    let text =
      "# Case Study: Velomar\n\n## Results\n\n- Fast.\n\n---\n\n**Status**: draft\n\n**Prepared by**: the desk\n"
    let document = try Workspace.parse(text)
    #expect(document.provenance.map(\.label) == ["Status", "Prepared by"])
    #expect(document.provenance.map(\.text) == ["draft", "the desk"])
    #expect(document.provenance.map(\.span.line) == [9, 11])
  }

  @Test("A plan whose first month is number 0 begins with its start")
  func monthZero() throws {
    let space = try workspace(
      """
      # Rollout

      ## Roadmap

      ### Phase 1: Prepare (Month 0)

      - Sign

      ### Phase 2: Pilot (Months 1-2)

      - Try
      """)
    let plan = try space.knowledge().plan(PlanQuestion(name: "roadmap", start: CivilDate("2026-01-01")))
    let kinds = try column(plan, "kind")
    let starts = zip(kinds, try column(plan, "start_date")).filter { $0.0 == "phase" }.map(\.1)
    #expect(starts == ["2026-01-01", "2026-02-01"])
  }
}
