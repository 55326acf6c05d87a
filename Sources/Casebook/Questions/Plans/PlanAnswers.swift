/// A question for a plan.
public struct PlanQuestion: Sendable, Hashable {
  /// A plan's title, words of it or of the headings around it, or its place ("file:line"); nil lists all plans.
  public var name: String?
  /// Turns time frames into dates.
  public var start: CivilDate?
  /// For steps that name no time: a length such as "2 weeks".
  public var stepLength: String?
  /// Adds a bar for each phase, for people.
  public var showsTimeline: Bool

  /// A question for all plans; with a name, for one.
  public init(name: String? = nil, start: CivilDate? = nil, stepLength: String? = nil, showsTimeline: Bool = false) {
    self.name = name
    self.start = start
    self.stepLength = stepLength
    self.showsTimeline = showsTimeline
  }

  func length() throws -> PlanTime? {
    guard let stepLength else { return nil }
    guard let time = TimeFrameReader.timeFrame(stepLength), time.isLength, let unit = time.unit, let count = time.to,
      count > 0
    else {
      throw CasebookError.badArgument(name: "length", value: stepLength, expected: "a number and a unit, as '2 weeks'")
    }
    return PlanTime(count, unit)
  }
}

extension KnowledgeBase {
  /// The plans of the index, or one plan with its phases and tasks, each with file and line.
  ///
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  public func plan(_ question: PlanQuestion) throws -> Answer {
    let plans = try Plan.all(corpus())
    guard let name = question.name else { return listed(plans) }
    let plan = try Plan.named(name, in: plans)
    return try answer(plan, among: plans, question)
  }

  /// Overlaps, gaps, frames that end before they begin, and contradictions between plans, whichever of two names the other.
  ///
  /// - Parameter name: only of this plan.
  public func planChecks(_ name: String? = nil) throws -> Answer {
    let plans = try Plan.all(corpus())
    let chosen = try name.map { [try Plan.named($0, in: plans)] } ?? plans
    let names = PlanNames(plans)
    var findings = chosen.flatMap {
      PlanChecks.findings(within: $0) + PlanChecks.findings(of: $0, against: plans, names)
    }
    if name != nil, let plan = chosen.first { findings += PlanChecks.findings(against: plan, among: plans, names) }
    return Answer(
      schema: "casebook.plan-checks/1", rows: findings, layout: .table(groupedBy: "plan"),
      notes: findings.isEmpty ? ["\(chosen.count) plans: nothing contradicts"] : []
    ) {
      Answer.Field("plan", title: "Plan") { $0.plan }
      Answer.Field("check", title: "Check") { $0.kind.rawValue }
      Answer.Field("phase") { $0.phase }
      Answer.Field("other") { $0.other }
      Answer.Field("message", title: "Finding") { $0.message }
      Answer.CitationFields { ($0.source, $0.citation) }
      Answer.Field("other_file") { $0.otherCitation.file }
      Answer.Field("other_line") { $0.otherCitation.line }
      Answer.Field("other_place", title: "Against") { $0.otherCitation.place }
    }
  }

  /// A plan as an iCalendar file (RFC 5545).
  ///
  /// - Throws: ``KnowledgeError/badDocument(place:problem:hint:)`` where the plan names no times, or has no dates and the
  ///   question gives no start.
  public func planCalendar(_ question: PlanQuestion) throws -> String {
    let plans = try Plan.all(corpus())
    let plan = try Plan.named(question.name ?? "", in: plans)
    let schedule = PlanSchedule(plan, stepLength: try question.length())
    guard let start = question.start ?? schedule.begin else {
      throw KnowledgeError.badDocument(
        place: plan.citation.place, problem: "'\(plan.name)' has no dates",
        hint: .startPlan)
    }
    let hasReminders = plan.phases.contains { $0.tasks.contains { $0.recurrence != nil } }
    guard hasReminders || schedule.slots.contains(where: { $0 != nil }) else {
      throw KnowledgeError.badDocument(
        place: plan.citation.place, problem: "'\(plan.name)' names no times",
        hint: .giveLengthOfSteps)
    }
    return PlanCalendar.text(plan, start: start, stepLength: try question.length())
  }

  /// A plan as a Markdown checklist.
  public func planChecklist(_ question: PlanQuestion) throws -> String {
    let plans = try Plan.all(corpus())
    let plan = try Plan.named(question.name ?? "", in: plans)
    return PlanChecklist.text(plan, start: question.start, stepLength: try question.length())
  }

  private func listed(_ plans: [Plan]) -> Answer {
    let names = PlanNames(plans)
    return Answer(
      schema: "casebook.plans/1", rows: plans
    ) {
      Answer.Field("plan", title: "Plan") { $0.title }
      Answer.Field("record", title: "Record") { $0.record }
      Answer.Field("phases", title: "Phases", isNumeric: true) { $0.phases.count }
      Answer.Field("tasks", title: "Tasks", isNumeric: true) { plan in plan.phases.reduce(0) { $0 + $1.tasks.count } }
      Answer.Field("takes", title: "Takes") { PlanSchedule($0).totalText }
      Answer.Field("findings", title: "Findings", isNumeric: true) { plan in
        let findings = PlanChecks.findings(within: plan) + PlanChecks.findings(of: plan, against: plans, names)
        return Answer.Cell(.integer(findings.count), display: findings.isEmpty ? "" : String(findings.count))
      }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }

  private func answer(_ plan: Plan, among plans: [Plan], _ question: PlanQuestion) throws -> Answer {
    let schedule = PlanSchedule(plan, stepLength: try question.length())
    let start = question.start ?? schedule.begin
    let findings =
      PlanChecks.findings(within: plan) + PlanChecks.findings(of: plan, against: plans, PlanNames(plans))
    var title = plan.name
    if let total = schedule.totalText { title += ": \(total)" }
    var columns = [
      Answer.Column("plan"), Answer.Column("kind"), Answer.Column("ordinal"), Answer.Column("phase"),
      Answer.Column("stage"), Answer.Column("text", title: "Phase and tasks"), Answer.Column("time", title: "Time"),
      Answer.Column("unit"), Answer.Column("from"), Answer.Column("to"), Answer.Column("is_length"),
      Answer.Column("is_ongoing"),
    ]
    if question.showsTimeline { columns.append(Answer.Column("timeline", title: "Timeline")) }
    columns += [
      Answer.Column("start_date", title: "From"), Answer.Column("end_date", title: "To"),
      Answer.Column("targets", title: "Targets"), Answer.Column("repeats", title: "Repeats"),
    ]
    columns += Answer.Column.citation + [Answer.Column.place]
    var answer = Answer(schema: "casebook.plan/1", title: title, columns: columns)
    let bars = PlanTimeline(schedule)
    for (index, phase) in plan.phases.enumerated() {
      let slot = schedule.slots[index]
      let dates = start.map { start in
        (
          slot.map { start.adding($0.latestStart) },
          slot.flatMap { $0.latestEnd }.map { start.adding($0 - PlanTime(days: 1)) }
        )
      }
      func row(
        _ kind: String, _ text: Answer.Cell, _ targets: [String], _ repeats: String?, _ citation: Citation,
        isPhase: Bool
      ) -> [Answer.Cell] {
        let time = isPhase ? phase.time : nil
        var cells: [Answer.Cell] = [
          Answer.Cell(plan.name), Answer.Cell(kind), Answer.Cell(phase.ordinal), Answer.Cell(phase.name),
          Answer.Cell(phase.stage), text, Answer.Cell(time?.text), Answer.Cell(time?.unit?.rawValue),
          Self.bound(time?.from, time?.unit), Self.bound(time?.to, time?.unit),
          Answer.Cell(time.map { .bool($0.isLength) } ?? .null),
          Answer.Cell(time.map { .bool($0.isOngoing) } ?? .null),
        ]
        if question.showsTimeline { cells.append(Answer.Cell(.null, display: isPhase ? bars.bar(index) : "")) }
        cells += [
          Answer.Cell(isPhase ? dates?.0?.description : nil), Answer.Cell(isPhase ? dates?.1?.description : nil),
          Answer.Cell(JSONValue(targets)), Answer.Cell(repeats),
        ]
        return cells + citation.cells(source: plan.source) + [Answer.Cell(citation.place)]
      }
      answer.items.append(row("phase", Answer.Cell(phase.title), [], nil, phase.citation, isPhase: true))
      for task in phase.tasks {
        answer.items.append(
          row(
            "task", Answer.Cell(.string(task.text), display: "☐ \(task.text)"), task.targets,
            task.recurrence?.rawValue, task.citation, isPhase: false))
      }
    }
    answer.total = answer.items.count
    answer.notes = findings.map {
      "\($0.kind.rawValue): \($0.message) (\($0.citation.place), \($0.otherCitation.place))"
    }
    if schedule.slots.allSatisfy({ $0 == nil }) { answer.notes.append("the steps name no times") }
    if let begin = schedule.begin, let start = question.start, start != begin {
      answer.notes.append("the plan has dates of its own, from \(begin): it is moved to begin on \(start)")
    }
    answer.notes += notesOnChanges([(plan.source, plan.citation.file, plan.hash)])
    return answer
  }
}

extension KnowledgeBase {
  /// An end of a time frame: a number of units, a date, or a fiscal quarter.
  fileprivate static func bound(_ value: Double?, _ unit: TimeFrame.Unit?) -> Answer.Cell {
    guard let value else { return Answer.Cell(.null) }
    switch unit {
    case .date: return Answer.Cell(CivilDate(dayNumber: Int(value)).description)
    case .fiscalQuarter: return Answer.Cell(FiscalFrameReader.name(value))
    default: return Answer.Cell(value)
    }
  }
}

/// Draws the phases of a plan as bars of equal scale: full where a phase takes place for sure, light where it may.
struct PlanTimeline {
  private static let width = 24
  private let schedule: PlanSchedule
  private let scale: Double

  init(_ schedule: PlanSchedule) {
    self.schedule = schedule
    let ends = schedule.slots.compactMap { $0 }.map { slot -> Double in
      // An open phase is drawn a little longer than what comes before it.
      slot.latestEnd?.meanDays ?? slot.latestStart.meanDays * 1.25
    }
    scale = max(ends.max() ?? 0, 1)
  }

  func bar(_ index: Int) -> String {
    guard let slot = schedule.slots[index] else { return "" }
    func column(_ time: PlanTime?) -> Int {
      guard let time else { return Self.width }
      return Int((max(0, min(1, time.meanDays / scale)) * Double(Self.width)).rounded())
    }
    let start = min(column(slot.earliestStart), Self.width - 1)
    let end = max(column(slot.latestEnd), start + 1)
    let sureStart = max(column(slot.latestStart), start)
    let sureEnd = slot.latestEnd == nil ? end : min(column(slot.earliestEnd), end)
    var bar = String(repeating: " ", count: start)
    for position in start..<end { bar += position >= sureStart && position < sureEnd ? "█" : "░" }
    if sureStart >= sureEnd, slot.latestStart == slot.earliestStart {
      bar = String(repeating: " ", count: start) + String(repeating: "█", count: end - start)
    }
    return slot.latestEnd == nil ? String(bar.dropLast()) + "▶" : bar
  }
}
