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
  /// Index of the other plan among those compared, where it is about two plans.
  var otherPlan: Int?
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
      // A moment covers no stretch of time: nothing is missing before or behind it, and it may fall into any other.
      guard let slot, !phase.isMoment else { continue }
      if let previous, phase.time?.isLength == false, phase.time?.from != nil {
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
  ///
  /// - Parameters:
  ///   - plans: All plans that may be named.
  ///   - names: Those plans by name.
  static func findings(of plan: Plan, against plans: [Plan], _ names: PlanNames) -> [PlanFinding] {
    let mentions = names.mentions(in: plan)
    guard !mentions.isEmpty else { return [] }
    var findings: [PlanFinding] = []
    let schedule = PlanSchedule(plan)
    for mention in mentions {
      let (phase, other) = (plan.phases[mention.phase], plans[mention.plan])
      let named = PlanSchedule(other)
      guard let total = named.total, total.low > PlanTime(), let slot = schedule.slots[mention.phase],
        let end = slot.latestEnd, phase.time != nil
      else { continue }
      let longest = end - slot.latestStart
      let message: String
      if longest < total.low {
        message =
          "\(phase.title) (\(phase.time?.text ?? ""), \(longest.text)) is to hold '\(mention.words)', which needs \(named.totalText ?? "") by '\(other.name)': \((total.low - longest).text) too short"
      } else if let high = total.high, longest < high {
        message =
          "\(phase.title) (\(phase.time?.text ?? ""), \(longest.text)) holds '\(mention.words)' only if it is quick: '\(other.name)' takes \(named.totalText ?? "")"
      } else {
        continue
      }
      findings.append(
        PlanFinding(
          kind: .conflict, plan: plan.name, phase: phase.title, other: other.name, message: message,
          source: plan.source, citation: mention.citation, otherCitation: other.citation, otherPlan: mention.plan))
    }
    return findings
  }

  /// Phases of other plans that name a plan and leave it less time than it needs.
  static func findings(against plan: Plan, among plans: [Plan], _ names: PlanNames) -> [PlanFinding] {
    plans.flatMap { other in
      findings(of: other, against: plans, names).filter { finding in
        finding.plan != plan.name && finding.otherCitation == plan.citation && finding.source == plan.source
      }
    }
  }
}
