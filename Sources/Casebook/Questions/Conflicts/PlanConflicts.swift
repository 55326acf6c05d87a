/// Plans whose durations contradict each other, within one document or between two.
struct PlanConflicts {
  private let documents: [SourcedDocument]

  init(_ documents: [SourcedDocument]) { self.documents = documents }

  private struct Entry {
    var plan: Plan
    var document: Int
    var phases: [Phase]
  }

  func findings() -> [Finding] {
    let entries = documents.indices.flatMap { self.plans(of: $0) }
    let plans = entries.map(\.plan)
    let names = PlanNames(plans)
    var findings: [Finding] = []
    for entry in entries {
      for found in PlanChecks.findings(within: entry.plan) where contradicts(found, entry.plan) {
        findings.append(finding(found, entry, nil))
      }
      for found in PlanChecks.findings(of: entry.plan, against: plans, names) {
        findings.append(finding(found, entry, found.otherPlan.map { entries[$0] }))
      }
    }
    return findings
  }

  /// "Months 1-3" followed by "Months 3-9" share a boundary, as people write it; they do not contradict each other.
  private func contradicts(_ found: PlanFinding, _ plan: Plan) -> Bool {
    if found.kind == .order { return true }
    guard found.kind == .overlap, let phase = plan.phases.first(where: { $0.title == found.phase })?.time,
      let other = plan.phases.first(where: { $0.title == found.other })?.time, let from = phase.from, let to = other.to
    else { return false }
    return phase.unit != other.unit || from < to
  }

  private func finding(_ found: PlanFinding, _ entry: Entry, _ other: Entry?) -> Finding {
    var evidence: [FindingEvidence] = []
    for (index, phase) in entry.plan.phases.enumerated()
    where phase.title == found.phase || (other == nil && phase.title == found.other) {
      evidence.append(item(entry.phases[index], entry.document))
      if phase.title == found.phase, found.citation != phase.citation,
        let task = phase.tasks.first(where: { $0.citation == found.citation })
      {
        let span = Span(
          line: task.citation.line, endLine: task.citation.endLine, column: task.citation.column,
          start: task.citation.start,
          end: task.citation.end)
        evidence.append(
          FindingEvidence(
            value: "names it", metric: nil, quote: task.text, record: entry.phases[index].record, span: span,
            in: entry.document, of: documents))
      }
    }
    if let other { evidence += other.phases.map { item($0, other.document) } }
    let reason =
      other.map {
        "\(entry.plan.name) names '\($0.plan.name)', whose phases add up to \(PlanSchedule($0.plan).totalText ?? "")"
      }
      ?? "phases of one plan"
    return Finding(
      kind: .plan, subject: "", measure: "duration", title: found.message, reasons: [reason], evidence: evidence)
  }

  private func item(_ phase: Phase, _ document: Int) -> FindingEvidence {
    FindingEvidence(
      value: phase.timeFrame?.text ?? "", metric: nil, quote: "\(phase.noun) \(phase.ordinal): \(phase.name)",
      record: phase.record, span: phase.span, in: document, of: documents)
  }

  /// The plans of a document that have at least two phases.
  private func plans(of index: Int) -> [Entry] {
    let document = documents[index].document
    var order: [Int] = []
    var phases: [Int: [Phase]] = [:]
    for phase in document.phases {
      if phases[phase.plan] == nil { order.append(phase.plan) }
      phases[phase.plan, default: []].append(phase)
    }
    return order.compactMap { section in
      guard let members = phases[section], members.count >= 2, section < document.sections.count else { return nil }
      let record = document.sections[section].record.map { document.records[$0] }
      let plan = Plan(
        title: HeadingTitle(document.sections[section].title).name, path: document.headingPath(of: section),
        record: record?.title ?? document.title, recordKind: record?.kind ?? .document, document: document.title,
        source: documents[index].source, hash: document.hash,
        citation: document.citation(document.sections[section].span),
        phases: members.map { phase in
          Plan.Phase(
            ordinal: phase.ordinal, noun: phase.noun, name: phase.name, stage: nil, time: phase.timeFrame,
            tasks: phase.tasks.filter { $0 < document.statements.count }.map { task in
              Plan.Task(
                text: document.statements[task].fullText, targets: [], recurrence: nil,
                citation: document.citation(document.statements[task].span))
            },
            citation: document.citation(phase.span))
        })
      return Entry(plan: plan, document: index, phases: members)
    }
  }
}
