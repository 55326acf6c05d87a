import Testing

@testable import Casebook
@testable import CasebookCLI

/// KPI sets, checklists and templates.
struct ListTests {
  private static func knowledge(_ text: String) throws -> (Workspace, KnowledgeBase) {
    let workspace = Workspace()
    try workspace.write("doc.md", text)
    try workspace.ingest()
    return (workspace, try workspace.knowledge())
  }

  private static func column(_ name: String, _ answer: Answer) -> [String] {
    answer.column(name).map { column in answer.items.map { $0[column].text } } ?? []
  }

  @Test("The template of a KPI table has the targets and owners that the table names, and leaves the rest to fill")
  func template() throws {
    let (workspace, knowledge) = try Self.knowledge(
      """
      # Cold chain

      ## Indicators to watch

      | Indicator | Unit | Target | Responsible |
      |---|---|---|---|
      | Doses spoiled | % | 3% | Depot |
      | Alarm to repair | hours | 12 | |
      """)
    defer { withExtendedLifetime(workspace) {} }
    let answer = try knowledge.kpis(isTemplate: true)
    #expect(Self.column("kpi", answer) == ["Doses spoiled", "Alarm to repair"])
    #expect(Self.column("measures", answer) == ["Unit: %", "Unit: hours"])
    #expect(Self.column("target", answer) == ["3%", "12"])
    #expect(Self.column("actual", answer) == ["…", "…"])
    #expect(Self.column("owner", answer) == ["Depot", "…"])
  }

  @Test("A name that nothing has leads to the command that lists what there is")
  func notFound() throws {
    let (workspace, knowledge) = try Self.knowledge(
      "# A\n\n## Process\n\n### Phase 1: X (Week 1)\n\n- a\n- b\n\n### Phase 2: Y (Week 2)\n\n- c\n- d\n")
    defer { withExtendedLifetime(workspace) {} }
    let questions: [(command: String, ask: () throws -> Answer)] = [
      ("plan", { try knowledge.plan(PlanQuestion(name: "zzzz")) }), ("kpis", { try knowledge.kpis("zzzz") }),
      ("checklist", { try knowledge.checklist("zzzz") }),
    ]
    for question in questions {
      do {
        _ = try question.ask()
        Issue.record("found: \(question.command)")
      } catch {
        #expect(ErrorWords.text(error).hasSuffix(": see `casebook \(question.command)`"), "\(error)")
      }
    }
  }

  @Test("A new case takes the headings that cases share, and none that only one has")
  func sharedHeadings() throws {
    let workspace = Workspace()
    for (name, own) in [
      ("a", "Benefits for nurses"), ("b", "Value creation for farms"), ("c", "Where value comes from"),
    ] {
      try workspace.write(
        "\(name).md",
        "# Case study \(name)\n\n## The challenge\n\nHard.\n\n## Results\n\n- 40% more\n\n## \(own)\n\n- Less walking\n"
      )
    }
    try workspace.ingest()
    let text = try workspace.knowledge().caseTemplate().text(title: "New")
    #expect(text.contains("\n## The challenge\n") && text.contains("\n## Results\n"))
    #expect(text.contains("\n## Value creation\n"))
    #expect(!text.contains("nurses") && !text.contains("farms"))
  }

  @Test("A group of one KPI is a group; a table's groups are those of its first column")
  func groups() throws {
    let (workspace, knowledge) = try Self.knowledge(
      """
      # Strategy

      ## KPIs

      ### Riders

      - Trips on time

      ### Fleet

      - Electric buses
      - Energy per trip

      ## Metrics we track

      | Group | KPI | Target |
      |---|---|---|
      | Growth | Joint wins | 12 |
      | Health | Survey | 8/10 |
      """)
    defer { withExtendedLifetime(workspace) {} }
    let answer = try knowledge.kpis()
    #expect(Self.column("group", answer) == ["Riders", "Fleet", "Fleet", "Growth", "Health"])
    #expect(
      Self.column("kpi", answer) == ["Trips on time", "Electric buses", "Energy per trip", "Joint wins", "Survey"])
    #expect(Self.column("line", answer) == ["7", "11", "12", "18", "19"])
  }
}
