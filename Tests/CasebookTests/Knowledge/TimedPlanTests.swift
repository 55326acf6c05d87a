import Testing

@testable import Casebook

/// Plans that count no steps but name times: tables, dated lists, headings.
struct TimedPlanTests {
  private static func plan(_ text: String, _ question: PlanQuestion) throws -> Answer {
    let workspace = Workspace()
    try workspace.write("doc.md", text)
    try workspace.ingest()
    return try withExtendedLifetime(workspace) { try workspace.knowledge().plan(question) }
  }

  private static func column(_ name: String, _ answer: Answer, kind: String = "phase") -> [String] {
    guard let column = answer.column(name), let kinds = answer.column("kind") else { return [] }
    return answer.items.filter { $0[kinds].text == kind }.map { $0[column].text }
  }

  private static let table = """
    # Depots

    ## Programme roadmap

    | Phase | Timeline | Activities | Owner |
    | --- | --- | --- | --- |
    | 1. Survey | Jan 2025 – Mar 2025 | Map 40 depots | Field team |
    | 2. Pilot | Apr-Sep 2025 | Weekly calls | Operations |
    | 3. Handover | Oct 2025 onwards | Maintenance | Provinces |
    """

  @Test("The rows of a roadmap table are phases with the dates they name")
  func table() throws {
    let plan = try Self.plan(Self.table, PlanQuestion(name: "roadmap"))
    #expect(Self.column("phase", plan) == ["Survey", "Pilot", "Handover"])
    #expect(Self.column("start_date", plan) == ["2025-01-01", "2025-04-01", "2025-10-01"])
    #expect(Self.column("end_date", plan) == ["2025-03-31", "2025-09-30", ""])
    #expect(Self.column("from", plan) == ["2025-01-01", "2025-04-01", "2025-10-01"])
    #expect(Self.column("line", plan) == ["7", "8", "9"])
    #expect(Self.column("text", plan, kind: "task").first == "☐ Activities: Map 40 depots; Owner: Field team")
    #expect(Self.column("repeats", plan, kind: "task") == ["", "weekly", ""])
  }

  @Test("Dates of a task are no targets, its figures are")
  func targets() throws {
    let plan = try Self.plan(Self.table, PlanQuestion(name: "roadmap"))
    #expect(Self.column("targets", plan, kind: "task").first == "40")
  }

  @Test("Lists of phases have the dates of calendar frames")
  func listed() throws {
    let workspace = Workspace()
    try workspace.write("doc.md", Self.table)
    try workspace.ingest()
    let phases = try withExtendedLifetime(workspace) { try workspace.knowledge().list(.phases) }
    let column = try #require(phases.column("from"))
    #expect(phases.items.map { $0[column].text } == ["2025-01-01", "2025-04-01", "2025-10-01"])
  }

  @Test("A counted step below a heading that tells nothing is part of a process; below one that tells, it inherits")
  func stepRoles() throws {
    let parsed = try Workspace.parser.parse(
      path: "doc.md",
      bytes: Array(
        "# A\n\n## True change\n\n### Phase 1: Base\n\n- a\n\n## Our strategy\n\n### Phase 2: Top\n\n- b\n".utf8))
    let roles = parsed.sections.filter { $0.title.hasPrefix("Phase") }.map { ($0.role, $0.roleRule) }
    #expect(roles.map(\.0) == [.process, .strategy])
    #expect(roles.map(\.1) == ["counted phase", "inherited"])
  }

  @Test("A start moves a plan that has dates, and says so")
  func moved() throws {
    let plan = try Self.plan(Self.table, PlanQuestion(name: "roadmap", start: CivilDate("2026-01-01")))
    #expect(Self.column("start_date", plan) == ["2026-01-01", "2026-04-01", "2026-10-01"])
    #expect(plan.notes.contains { $0.text.contains("dates of its own, from 2025-01-01") })
  }

  @Test("A plan with dates needs no start for a calendar, one without does")
  func calendar() throws {
    let workspace = Workspace()
    try workspace.write(
      "doc.md", Self.table + "\n\n## Steps\n\n### Step 1: A (Week 1)\n\n- a\n\n### Step 2: B (Week 2)\n\n- b\n")
    try workspace.ingest()
    let knowledge = try workspace.knowledge()
    #expect(
      try knowledge.planCalendar(PlanQuestion(name: "roadmap")).contains(
        "DTSTART;VALUE=DATE:20250401\r\nDTEND;VALUE=DATE:20251001"))
    #expect(throws: KnowledgeError.self) { try knowledge.planCalendar(PlanQuestion(name: "steps")) }
  }

  @Test("A dated list is a plan of milestones, and no gap lies between two of them")
  func list() throws {
    let workspace = Workspace()
    try workspace.write(
      "doc.md",
      "# Crossing\n\n## Timeline\n\n- 2021-05: Letter\n- **February 2022**: Keel laid\n- Q2 2023 – Tests\n- 2024: Service\n"
    )
    try workspace.ingest()
    let knowledge = try workspace.knowledge()
    let plan = try knowledge.plan(PlanQuestion(name: "timeline"))
    #expect(Self.column("phase", plan) == ["Letter", "Keel laid", "Tests", "Service"])
    #expect(Self.column("start_date", plan) == ["2021-05-01", "2022-02-01", "2023-04-01", "2024-01-01"])
    #expect(Self.column("end_date", plan) == ["2021-05-31", "2022-02-28", "2023-06-30", "2024-12-31"])
    #expect(try knowledge.planChecks().items.isEmpty)
  }

  @Test("Headings that end in 'phase' and name a length are the phases of a plan, not plans of their own")
  func headings() throws {
    let workspace = Workspace()
    try workspace.write(
      "doc.md",
      "# Shop\n\n## Opening\n\n### Preparation phase (4-6 weeks)\n\n- Sign\n- Order\n\n### Fit-out (6-8 weeks)\n\n- Install\n- Hire\n"
    )
    try workspace.ingest()
    let knowledge = try workspace.knowledge()
    let plans = try knowledge.plan(PlanQuestion())
    #expect(plans.items.map { $0[0].text } == ["Opening"])
    let plan = try knowledge.plan(PlanQuestion(name: "opening"))
    #expect(Self.column("phase", plan) == ["Preparation", "Fit-out"])
    #expect(Self.column("to", plan) == ["6", "8"])
    #expect(Self.column("text", plan, kind: "task") == ["☐ Sign", "☐ Order", "☐ Install", "☐ Hire"])
  }

  @Test("Start and end in columns of their own belong together")
  func columns() throws {
    let plan = try Self.plan(
      "# P\n\n## Plan\n\n| Milestone | Start | End |\n|---|---|---|\n| Build | 2025-01-06 | 2025-02-28 |\n| Ship | 2025-03-03 | 2025-03-14 |\n",
      PlanQuestion(name: "plan"))
    #expect(Self.column("start_date", plan) == ["2025-01-06", "2025-03-03"])
    #expect(Self.column("end_date", plan) == ["2025-02-28", "2025-03-14"])
  }

  @Test(
    "Tables of figures by year, and results in parentheses, are no plans",
    arguments: [
      "# R\n\n## Results\n\n| Year | Revenue |\n|---|---|\n| 2021 | $4 million |\n| 2022 | $5 million |\n",
      "# R\n\n## Results (2023)\n\n- a\n\n## Outlook (2024)\n\n- b\n",
      "# R\n\n## Growth\n\n- 2021: 40%\n- 12 partners joined\n- Sales doubled\n",
    ])
  func noPlans(text: String) throws {
    let workspace = Workspace()
    try workspace.write("doc.md", text)
    try workspace.ingest()
    #expect(try workspace.knowledge().plan(PlanQuestion()).items.isEmpty)
  }

  @Test(
    "Dates and stretches of the calendar",
    arguments: [
      ("March 2025", "2025-03-01", "2025-03-31"), ("Jan 2025 – Mar 2025", "2025-01-01", "2025-03-31"),
      ("Apr-Sep 2025", "2025-04-01", "2025-09-30"), ("Q1 2025", "2025-01-01", "2025-03-31"),
      ("2025 Q4", "2025-10-01", "2025-12-31"), ("2025-Q2", "2025-04-01", "2025-06-30"),
      ("Q1-Q2 2025", "2025-01-01", "2025-06-30"), ("H2 2024", "2024-07-01", "2024-12-31"),
      ("2019-2021", "2019-01-01", "2021-12-31"), ("2025-03-01 to 2025-05-31", "2025-03-01", "2025-05-31"),
      ("1 March 2025", "2025-03-01", "2025-03-01"), ("March 1, 2025", "2025-03-01", "2025-03-01"),
      ("February 2024", "2024-02-01", "2024-02-29"), ("2021 - present", "2021-01-01", ""),
      ("July 2026 onwards", "2026-07-01", ""), ("2027+", "2027-01-01", ""),
      ("by June 2025", "2025-06-01", "2025-06-30"),
      ("Nov 2024 - Feb 2025", "2024-11-01", "2025-02-28"), ("2024-12", "2024-12-01", "2024-12-31"),
    ])
  func dates(text: String, from: String, to: String) throws {
    let frame = try #require(DateFrameReader.timeFrame(text))
    #expect(frame.from.map { CivilDate(dayNumber: Int($0)).description } == from)
    #expect((frame.to.map { CivilDate(dayNumber: Int($0)).description } ?? "") == to)
  }

  @Test(
    "Texts that are no dates",
    arguments: [
      "", "Phase 2", "3 months", "2,000 users", "$2025", "12", "March", "2025-13", "2025-02-30x", "Q5 2025",
      "Summer of 69",
      "40%", "May we ask", "2024 report", "10000", "FY2025", "2024, 2025, 2026", "31 February 2025",
    ])
  func noDates(text: String) {
    #expect(DateFrameReader.timeFrame(text) == nil)
  }

  // MARK: - Fiscal years

  private static let fiscal = """
    # Freight exchange: FY2025 roadmap

    ## Roadmap

    ### Q1 FY2025: Foundation
    - Sign two terminals
    - Agree the terms

    ### Q2 FY2025: Pilot
    - Run it with 12 forwarders

    ### Q4 FY25 – FY2026: Roll-out
    - Connect 80

    ## Key performance indicators
    - Empty runs
    - Turn time

    ## Risks
    - Nobody joins first
    - One supplier for all
    """

  @Test("Fiscal quarters order the phases and tell gaps between them, without a date that nobody gave")
  func fiscalYears() throws {
    let plan = try Self.plan(Self.fiscal, PlanQuestion(name: "roadmap"))
    #expect(Self.column("phase", plan) == ["Foundation", "Pilot", "Roll-out"])
    #expect(Self.column("from", plan) == ["Q1 FY2025", "Q2 FY2025", "Q4 FY2025"])
    #expect(Self.column("to", plan) == ["Q1 FY2025", "Q2 FY2025", "Q4 FY2026"])
    #expect(Self.column("start_date", plan) == ["", "", ""])
    #expect(plan.title == "Roadmap: Q1 FY2025 to Q4 FY2026")
    #expect(plan.notes.count == 1 && plan.notes.first?.text.hasPrefix("gap: 3 months between Phase 2") == true)
    let dated = try Self.plan(Self.fiscal, PlanQuestion(name: "roadmap", start: CivilDate("2024-07-01")))
    #expect(Self.column("start_date", dated) == ["2024-07-01", "2024-10-01", "2025-04-01"])
    #expect(Self.column("end_date", dated) == ["2024-09-30", "2024-12-31", "2026-06-30"])
  }

  @Test("A document about a roadmap has its roadmap as a plan, not its KPIs and risks as steps")
  func besidePlans() throws {
    let workspace = Workspace()
    try workspace.write("doc.md", Self.fiscal)
    try workspace.ingest()
    let plans = try withExtendedLifetime(workspace) { try workspace.knowledge().plan(PlanQuestion()) }
    #expect(plans.items.count == 1)
    let phases = try withExtendedLifetime(workspace) { try workspace.knowledge().list(.phases) }
    let column = try #require(phases.column("to"))
    #expect(phases.items.map { $0[column].text } == ["Q1 FY2025", "Q2 FY2025", "Q4 FY2026"])
  }

  @Test(
    "Frames in fiscal years",
    arguments: [
      ("FY2025", 8100.0, 8103.0), ("Q3 FY25", 8102, 8102), ("Q1–Q2 FY2025", 8100, 8101),
      ("Q4 FY22 – Q2 FY23", 8091, 8093), ("H2 of fiscal year 2026", 8106, 8107), ("FY2022/23", 8092, 8095),
      ("FY2025 Q1", 8100, 8100), ("FY25-FY27", 8100, 8111), ("by end of Q2 FY25", 8101, 8101),
    ])
  func fiscalFrames(text: String, from: Double, to: Double) {
    let frame = FiscalFrameReader.timeFrame(text)
    #expect(frame?.unit == .fiscalQuarter && frame?.from == from && frame?.to == to, "\(text)")
  }

  @Test("A fiscal frame without an end is open")
  func openFiscal() {
    for text in ["from Q3 FY23", "FY2024 onwards", "FY24+"] {
      let frame = FiscalFrameReader.timeFrame(text)
      #expect(frame?.unit == .fiscalQuarter && frame?.from != nil && frame?.to == nil, "\(text)")
    }
  }

  @Test(
    "What is no frame in fiscal years",
    arguments: [
      "Q1 2025", "2025", "FY", "fiscal policy", "FY2025 revenue", "FY25%", "Q5 FY25", "FY2022/25",
      "FY 999999999999999999999",
    ])
  func noFiscalFrames(text: String) {
    #expect(FiscalFrameReader.timeFrame(text) == nil)
  }

  // MARK: - Moments and open ends

  @Test("Nothing is missing between single days: due dates are no gaps")
  func dueDates() throws {
    let plan = try Self.plan(
      """
      # Outage

      ## Action items

      | Action | Owner | Due |
      |---|---|---|
      | Alarm | Ines | 2024-06-01 |
      | Restore test | Pavel | 2024-06-15 |
      | Review | Ines | 2024-09-01 |
      """, PlanQuestion(name: "action items"))
    #expect(Self.column("start_date", plan) == ["2024-06-01", "2024-06-15", "2024-09-01"])
    #expect(plan.notes.isEmpty)
  }

  @Test("A last phase that goes on has no end", arguments: ["ongoing", "present", "open"])
  func openEnd(word: String) throws {
    let plan = try Self.plan(
      """
      # Clinics

      ## Timeline

      | Phase | Start | End |
      |---|---|---|
      | Pilot | March 2022 | August 2022 |
      | Service | September 2022 | \(word) |
      """, PlanQuestion(name: "timeline"))
    #expect(Self.column("end_date", plan) == ["2022-08-31", ""])
    #expect(plan.title?.hasSuffix("2022-03-01 and on") == true)
  }

  @Test("A fifth of a dated list may begin without a time, its first items too", arguments: [(8, true), (7, false)])
  func undatedItems(dated: Int, isPlan: Bool) throws {
    let items = ["Everyone agreed", "Then it began"] + (1...dated).map { "201\($0): built hall \($0)" }
    let text = "# Halls\n\n## History\n\n" + items.map { "- \($0)\n" }.joined()
    let phases = try Workspace.parse(text).phases
    #expect(phases.map(\.name) == (isPlan ? (1...dated).map { "built hall \($0)" } : []))
  }
}
