import Testing

@testable import Casebook

/// Plans read from documents, put on a time line, checked and exported.
struct PlanTests {
  private static func knowledge(_ documents: [String: String]) throws -> (Workspace, KnowledgeBase) {
    let workspace = Workspace()
    for (name, text) in documents { try workspace.write(name, text) }
    try workspace.ingest()
    return (workspace, try workspace.knowledge())
  }

  private static func column(_ name: String, _ answer: Answer, kind: String? = "phase") -> [String] {
    guard let column = answer.column(name) else { return [] }
    let kindColumn = answer.column("kind")
    return answer.items.filter { row in kind == nil || kindColumn.map { row[$0].text == kind } ?? true }
      .map { $0[column].text }
  }

  private let pilot = """
    # Rollout

    ## Phase 1: Pilot (Months 1-3)

    - Choose two teams
    - Hold monthly reviews

    ## Phase 2: Spread (Months 5-8)

    - Train everybody

    ## Phase 3: Keep (Months 8+)

    - Measure every quarter
    """

  @Test("Phases become dates, the end of one being the day before the next month")
  func dates() throws {
    let (workspace, knowledge) = try Self.knowledge(["rollout.md": pilot])
    defer { withExtendedLifetime(workspace) {} }
    let plan = try knowledge.plan(PlanQuestion(name: "rollout", start: CivilDate("2026-01-31")))
    #expect(Self.column("start_date", plan) == ["2026-01-31", "2026-05-31", "2026-08-31"])
    #expect(Self.column("end_date", plan) == ["2026-04-29", "2026-09-29", ""])
    #expect(Self.column("repeats", plan, kind: "task") == ["", "monthly", "", "quarterly"])
  }

  @Test("Gaps and overlaps between phases are named with their lines")
  func checks() throws {
    let (workspace, knowledge) = try Self.knowledge(["rollout.md": pilot])
    defer { withExtendedLifetime(workspace) {} }
    let checks = try knowledge.planChecks()
    #expect(Self.column("check", checks, kind: nil) == ["gap", "overlap"])
    #expect(Self.column("line", checks, kind: nil) == ["8", "12"])
    #expect(Self.column("other_line", checks, kind: nil) == ["3", "8"])
    #expect(Self.column("message", checks, kind: nil).first?.contains("1 month between") == true)
  }

  @Test("A phase that ends before it begins is named, and takes no place on the time line")
  func order() throws {
    let (workspace, knowledge) = try Self.knowledge([
      "plan.md": "# Plan\n\n## Phase 1: One (Weeks 6-3)\n\n- a\n\n## Phase 2: Two (Weeks 7-8)\n\n- b\n"
    ])
    defer { withExtendedLifetime(workspace) {} }
    let checks = try knowledge.planChecks("plan")
    #expect(Self.column("check", checks, kind: nil) == ["order"])
    #expect(checks.items.first?.last?.text == "plan.md:3")
    let plan = try knowledge.plan(PlanQuestion(name: "plan", start: CivilDate("2026-01-05")))
    #expect(Self.column("start_date", plan) == ["", "2026-02-16"])
  }

  @Test("Lengths follow each other and their bounds add up")
  func lengths() throws {
    let (workspace, knowledge) = try Self.knowledge([
      "review.md": """
      # Vendor review

      **Phase 1: Look (1-2 weeks)**
      - a

      **Phase 2: Talk (2-3 weeks)**
      - b
      """
    ])
    defer { withExtendedLifetime(workspace) {} }
    #expect(Self.column("takes", try knowledge.plan(PlanQuestion()), kind: nil) == ["3-5 weeks"])
  }

  @Test("A step that names another plan, but leaves it too little time, contradicts it")
  func conflict() throws {
    let (workspace, knowledge) = try Self.knowledge([
      "review.md": "# Vendor review\n\n## Phase 1: Look (4-6 weeks)\n\n- a\n\n## Phase 2: Talk (4 weeks)\n\n- b\n",
      "start.md":
        "# Start\n\n## Step 1: Prepare (Week 1)\n\n- a\n\n## Step 2: Decide (Weeks 2-4)\n\n- Do the vendor review\n",
    ])
    defer { withExtendedLifetime(workspace) {} }
    let checks = try knowledge.planChecks("start")
    #expect(Self.column("check", checks, kind: nil) == ["conflict"])
    #expect(Self.column("place", checks, kind: nil) == ["start.md:9"])
    #expect(Self.column("message", checks, kind: nil).first?.contains("5 weeks too short") == true)
  }

  @Test("A process without counted headings has its items as steps")
  func steps() throws {
    let (workspace, knowledge) = try Self.knowledge([
      "hiring.md":
        "# Hiring\n\n## Hiring process\n\n1. **Search**: look around\n2. **Talk**: meet\n3. **Decide**: vote\n"
    ])
    defer { withExtendedLifetime(workspace) {} }
    let plan = try knowledge.plan(
      PlanQuestion(name: "hiring process", start: CivilDate("2026-01-05"), stepLength: "2 weeks"))
    #expect(Self.column("phase", plan) == ["Search", "Talk", "Decide"])
    #expect(Self.column("start_date", plan) == ["2026-01-05", "2026-01-19", "2026-02-02"])
    #expect(throws: KnowledgeError.self) {
      try knowledge.planCalendar(PlanQuestion(name: "hiring process", start: CivilDate("2026-01-05")))
    }
  }

  @Test("The calendar escapes text, folds at 75 octets and repeats what repeats")
  func calendar() throws {
    let (workspace, knowledge) = try Self.knowledge([
      "rollout.md": pilot.replacing(
        "Choose two teams", with: "Choose two teams; one large, one small \\ both “ready” for a longer trial")
    ])
    defer { withExtendedLifetime(workspace) {} }
    let question = PlanQuestion(name: "rollout", start: CivilDate("2026-01-05"))
    let text = try knowledge.planCalendar(question)
    #expect(text == (try knowledge.planCalendar(question)))
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    #expect(text.utf8.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 76 })
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("one large\\, one small \\\\ both"))
    #expect(unfolded.contains("teams\\; one"))
    #expect(unfolded.contains("RRULE:FREQ=MONTHLY;UNTIL=20260404"))
    #expect(unfolded.contains("RRULE:FREQ=MONTHLY;INTERVAL=3\r\n"))
    #expect(unfolded.matches(of: /BEGIN:VEVENT/).count == 5)
  }

  @Test("The checklist has a box for every task, with its line")
  func checklist() throws {
    let (workspace, knowledge) = try Self.knowledge(["rollout.md": pilot])
    defer { withExtendedLifetime(workspace) {} }
    let text = try knowledge.planChecklist(PlanQuestion(name: "rollout"))
    #expect(text.contains("## Phase 2: Spread (Months 5-8)\n\n- [ ] Train everybody (`rollout.md:10`)\n"))
    #expect(text.contains("- [ ] Hold monthly reviews [monthly] (`rollout.md:6`)"))
  }

  @Test("A name that no plan has, or that two have, is an error that helps")
  func names() throws {
    let (workspace, knowledge) = try Self.knowledge([
      "a.md": pilot, "b.md": pilot.replacing("Rollout", with: "Rollout again"),
    ])
    defer { withExtendedLifetime(workspace) {} }
    #expect(throws: CasebookError.self) { try knowledge.plan(PlanQuestion(name: "rollot")) }
    do {
      _ = try knowledge.plan(PlanQuestion(name: "roll"))
      Issue.record("an ambiguous name was taken")
    } catch let error as CasebookError {
      #expect("\(error)".contains("a.md:1"))
      #expect("\(error)".contains("b.md:1"))
    }
  }

  @Test(
    "How often something is done",
    arguments: [
      ("Quarterly partnership reviews", Recurrence.quarterly), ("meet every two weeks", .biweekly),
      ("an annual event", .yearly),
      ("report each month", .monthly), ("every quarter it is reviewed", .quarterly), ("weekly call", .weekly),
    ])
  func recurrence(text: String, expected: Recurrence) {
    #expect(Recurrence(text: text) == expected)
  }

  @Test(
    "Prices and rates repeat nothing",
    arguments: ["$5 per month", "annual run rate", "year over year growth", "a month"])
  func noRecurrence(text: String) {
    #expect(Recurrence(text: text) == nil)
  }

  @Test("Dates add months within the month, and days over years")
  func civilDates() throws {
    let date = try #require(CivilDate("2024-01-31"))
    #expect(date.adding(PlanTime(months: 1)).description == "2024-02-29")
    #expect(date.adding(PlanTime(months: 13)).description == "2025-02-28")
    #expect(date.adding(PlanTime(days: 366)).description == "2025-01-31")
    #expect(date.adding(PlanTime(days: -31)).description == "2023-12-31")
    #expect(CivilDate("2023-02-29") == nil)
    #expect(CivilDate("2023-2-9") == nil)
    #expect(CivilDate("0000-01-01") == nil)
    let far = try #require(CivilDate("9999-12-31"))
    #expect(far.adding(PlanTime(1e300, .year)).year == 9999)
  }
}
