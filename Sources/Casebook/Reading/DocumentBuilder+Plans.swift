internal import Markup
internal import Words

/// Plans.
extension DocumentBuilder {
  /// Sections whose heading counts a step, or begins with a time frame, are the phases of the section around them.
  /// A process that counts none has its lists as steps, or the items of its one list.
  mutating func findPhases() {
    var tasksBySection: [Int: [Int]] = [:]
    for (index, statement) in document.statements.enumerated()
    where statement.parent == nil && ![.code, .heading, .metadata].contains(statement.kind) {
      tasksBySection[statement.section, default: []].append(index)
    }
    var childrenOf: [Int: [Int]] = [:]
    for (index, section) in document.sections.enumerated() {
      if let parent = section.parent { childrenOf[parent, default: []].append(index) }
    }
    var nested: [Int: [Int]] = [:]
    for (index, statement) in document.statements.enumerated() {
      if let parent = statement.parent { nested[parent, default: []].append(index) }
    }
    var ordinals: [Int: Int] = [:]
    for (index, section) in document.sections.enumerated() {
      guard let plan = section.parent, let (noun, name, frame) = countedStep(index) else { continue }
      ordinals[plan, default: 0] += 1
      document.phases.append(
        Phase(
          record: section.record, plan: plan, section: index, ordinal: ordinals[plan] ?? 1,
          noun: noun.prefix(1).uppercased() + noun.dropFirst(), name: name, timeFrame: frame,
          tasks: Self.sections(below: index, childrenOf).flatMap { tasksBySection[$0] ?? [] }.sorted(),
          span: section.span))
    }
    var plans = Set(ordinals.keys)
    plans.formUnion(findTablePlans(except: plans))
    for index in document.sections.indices where !plans.contains(index) {
      var steps = timedSections(below: index, childrenOf[index] ?? []).map { found in
        TimedStep(
          noun: found.noun, name: found.name, frame: found.frame, section: found.section,
          tasks: Self.sections(below: found.section, childrenOf).flatMap { tasksBySection[$0] ?? [] }.sorted(),
          span: document.sections[found.section].span)
      }
      if steps.isEmpty { steps = timedItems(of: index, tasksBySection[index] ?? [], nested) }
      guard !steps.isEmpty else { continue }
      add(steps, toPlan: index)
      plans.insert(index)
    }
    findSteps(tasksBySection, childrenOf, plans: plans)
    document.phases.sort { ($0.span.start, $0.plan, $0.ordinal) < ($1.span.start, $1.plan, $1.ordinal) }
  }

  /// Noun, name and time frame of a section that is a step: "Phase 2: Pilot (Weeks 3-4)", "Months 1-3: Foundation".
  private func countedStep(_ index: Int) -> (noun: String, name: String, frame: TimeFrame?)? {
    let title = titles[index]
    let frame = title.remark.flatMap { Self.timeFrame($0) }
    if let noun = title.noun, Self.stepNouns.contains(noun) {
      return (noun, frame == nil && title.remark != nil ? "\(title.name) (\(title.remark ?? ""))" : title.name, frame)
    }
    guard title.noun == nil, let colon = title.name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = title.name[title.name.index(after: colon)...].trimmingSpaces()
    guard !name.isEmpty,
      let frame = FiscalFrameReader.timeFrame(String(title.name[..<colon]))
        ?? TimeFrameReader.timeFrame(String(title.name[..<colon])), frame.unit != nil, !frame.isLength
    else { return nil }
    return ("phase", String(name), frame)
  }

  /// Steps of processes whose headings count none.
  private mutating func findSteps(_ tasks: [Int: [Int]], _ childrenOf: [Int: [Int]], plans: Set<Int>) {
    let statements = document.statements
    let processes = Set(document.records.filter { $0.kind == .process }.map(\.section))
    // What is a step of a plan is no plan of its own.
    let known = Set(document.phases.map(\.section))
    for index in document.sections.indices
    where !known.contains(index) && (ownRoles[index] == .process || processes.contains(index)) {
      // What the plan is to reach, what may go wrong and where it all comes from are no steps of it.
      let inside = Self.sections(below: index, childrenOf).sorted().filter { section in
        document.sections[section].role.map { !Self.rolesBesidePlans.contains($0) } ?? true
      }
      if !plans.isDisjoint(with: inside) { continue }
      let items: (Int) -> [Int] = { (tasks[$0] ?? []).filter { statements[$0].kind != .sentence } }
      let lists = inside.filter { items($0).count >= 2 }
      if lists.count >= 2 {
        for (ordinal, section) in lists.enumerated() {
          add(
            step: ordinal, of: index, section: section, title: titles[section], tasks: tasks[section] ?? [],
            span: document.sections[section].span)
        }
      } else if let section = lists.first {
        for (ordinal, task) in items(section).enumerated() {
          let statement = statements[task]
          add(
            step: ordinal, of: index, section: section, title: HeadingTitle(statement.label ?? statement.text),
            tasks: statement.label == nil || statement.text.isEmpty ? [] : [task], span: statement.span)
        }
      }
    }
  }

  private static let rolesBesidePlans: Set<Role> = [.kpis, .pitfalls, .result, .provenance, .conclusion]

  private mutating func add(
    step ordinal: Int, of plan: Int, section: Int, title: HeadingTitle, tasks: [Int], span: Span
  ) {
    let frame = title.remark.flatMap { Self.timeFrame($0) }
    document.phases.append(
      Phase(
        record: document.sections[plan].record, plan: plan, section: section, ordinal: ordinal + 1, noun: "Step",
        name: frame == nil && title.remark != nil ? "\(title.name) (\(title.remark ?? ""))" : title.name,
        timeFrame: frame, tasks: tasks, span: span))
  }

  /// The section and all below it.
  private static func sections(below index: Int, _ childrenOf: [Int: [Int]]) -> [Int] {
    var found: [Int] = []
    var pending = [index]
    while let at = pending.popLast() {
      found.append(at)
      pending += childrenOf[at] ?? []
    }
    return found
  }
}
