/// Writes a plan as a Markdown checklist: phases as headings, tasks as boxes to tick, each with its place.
enum PlanChecklist {
  static func text(_ plan: Plan, start: CivilDate?, stepLength: PlanTime?) -> String {
    let schedule = PlanSchedule(plan, stepLength: stepLength)
    var text = "# \(plan.name)\n\nFrom `\(plan.citation.place)`"
    if let total = schedule.totalText { text += ", \(total)" }
    text += ".\n"
    for (phase, slot) in zip(plan.phases, schedule.slots) {
      text += "\n## \(phase.title)"
      if let time = phase.time { text += " (\(time.text))" }
      text += "\n\n"
      if let start = start ?? schedule.begin, let slot {
        let from = start.adding(slot.latestStart)
        text +=
          "\(from) to \(slot.latestEnd.map { "\(start.adding($0 - PlanTime(days: 1)))" } ?? "open") · `\(phase.citation.place)`\n\n"
      }
      if phase.tasks.isEmpty { text += "- [ ] \(phase.name) (`\(phase.citation.place)`)\n" }
      for task in phase.tasks {
        text += "- [ ] \(task.text)"
        if let recurrence = task.recurrence { text += " [\(recurrence.rawValue)]" }
        text += " (`\(task.citation.place)`)\n"
      }
    }
    return text
  }
}
