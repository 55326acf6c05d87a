/// Something that does not fit in a plan, or between two plans.
struct PlanFinding: Hashable {
  enum Kind: String { case overlap, gap, order, conflict }

  var kind: Kind
  var plan: String
  /// What it is about: a phase.
  var phase: String
  /// The other phase or plan.
  var other: String
  var message: String
  var source: String
  var citation: Citation
  var otherCitation: Citation
}

/// Looks for overlaps, gaps and contradictions.
enum PlanChecks {
  /// Overlaps, gaps, and frames that end before they begin, within one plan.
  static func findings(within plan: Plan) -> [PlanFinding] {
    let schedule = PlanSchedule(plan)
    var findings: [PlanFinding] = []
    func add(_ kind: PlanFinding.Kind, _ phase: Plan.Phase, _ other: Plan.Phase, _ message: String) {
      findings.append(
        PlanFinding(
          kind: kind, plan: plan.name, phase: phase.title, other: other.title, message: message, source: plan.source,
          citation: phase.citation, otherCitation: other.citation))
    }
    for phase in plan.phases {
      if let time = phase.time, let from = time.from, let to = time.to, to < from {
        add(.order, phase, phase, "\(phase.title) (\(time.text)) ends before it begins: turn its time frame round")
      }
    }
    var previous: (phase: Plan.Phase, end: PlanTime)?
    for (phase, slot) in zip(plan.phases, schedule.slots) {
      guard let slot else { continue }
      // What is a moment covers no stretch of time: nothing is missing between two of them.
      let areMoments = phase.isMoment && previous?.phase.isMoment ?? true
      if let previous, phase.time?.isLength == false, phase.time?.from != nil, !areMoments {
        let start = slot.earliestStart
        if start < previous.end {
          let shared = previous.end - start
          add(
            .overlap, phase, previous.phase,
            "\(phase.title) (\(phase.time?.text ?? "")) begins \(shared.text) before \(previous.phase.title) (\(previous.phase.time?.text ?? "")) ends"
          )
        } else if previous.end < start {
          add(
            .gap, phase, previous.phase,
            "\((start - previous.end).text) between \(previous.phase.title) (\(previous.phase.time?.text ?? "")) and \(phase.title) (\(phase.time?.text ?? "")) are in neither"
          )
        }
      }
      if let end = slot.latestEnd, previous.map({ $0.end < end }) ?? true { previous = (phase, end) }
    }
    return findings
  }

  /// Phases of one plan that leave another plan, which they name, less time than it needs or more than it takes.
  static func findings(of plan: Plan, against others: [Plan]) -> [PlanFinding] {
    var findings: [PlanFinding] = []
    let schedule = PlanSchedule(plan)
    for other in others where other.citation != plan.citation {
      guard let total = PlanSchedule(other).total, total.low > PlanTime() else { continue }
      let names = subjectNames(of: other)
      guard !names.isEmpty else { continue }
      for (phase, slot) in zip(plan.phases, schedule.slots) {
        guard let slot, let end = slot.latestEnd, phase.time != nil else { continue }
        guard let (place, words) = mention(of: names, in: phase) else { continue }
        let longest = end - slot.latestStart
        let message: String
        if longest < total.low {
          message =
            "\(phase.title) (\(phase.time?.text ?? ""), \(longest.text)) is to hold '\(words)', which needs \(PlanSchedule(other).totalText ?? "") by '\(other.name)': \((total.low - longest).text) too short"
        } else if let high = total.high, longest < high {
          message =
            "\(phase.title) (\(phase.time?.text ?? ""), \(longest.text)) holds '\(words)' only if it is quick: '\(other.name)' takes \(PlanSchedule(other).totalText ?? "")"
        } else {
          continue
        }
        findings.append(
          PlanFinding(
            kind: .conflict, plan: plan.name, phase: phase.title, other: other.name, message: message,
            source: plan.source, citation: place, otherCitation: other.citation))
      }
    }
    return findings
  }

  /// Words of titles that say "a plan", not which.
  private static let generic: Set<String> = [
    "process", "framework", "plan", "roadmap", "guide", "the", "a", "an", "and", "of", "for", "with", "to", "in",
    "phases",
    "steps", "methodology", "strategy", "development", "timeline", "overview", "our", "how", "it", "success", "model",
    "approach", "schedule",
  ]

  /// The word runs by which other documents may name a plan: the title without its generic words, of two words at least.
  private static func subjectNames(of plan: Plan) -> [[String]] {
    var names: [[String]] = []
    for title in [plan.title] {
      let words = WordMatcher.words(of: title).map { String($0) }.filter { !generic.contains($0) }
      if words.count >= 2, !names.contains(words) { names.append(words) }
    }
    return names
  }

  /// Where a phase names another plan: in its own name, or in a task.
  private static func mention(of names: [[String]], in phase: Plan.Phase) -> (Citation, String)? {
    for name in names {
      if contains(name, phase.name) { return (phase.citation, name.joined(separator: " ")) }
      for task in phase.tasks where contains(name, task.text) {
        return (task.citation, name.joined(separator: " "))
      }
    }
    return nil
  }

  private static func contains(_ name: [String], _ text: String) -> Bool {
    let words = WordMatcher.words(of: text).map { String($0) }
    guard words.count >= name.count else { return false }
    return (0...(words.count - name.count)).contains { Array(words[$0..<$0 + name.count]) == name }
  }
}
