/// Writes a plan as a calendar (iCalendar, RFC 5545).
///
/// Each phase with a time frame is an all-day event from its latest start to its latest end; what a task repeats
/// ("quarterly reviews") is an event with a recurrence rule. The same plan and start give the same bytes: the time stamp that
/// the format asks for is the start date, and ids are made of the place in the document.
enum PlanCalendar {
  static func text(_ plan: Plan, start: CivilDate, stepLength: PlanTime?) -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Casebook//Plans//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]
    lines.append("X-WR-CALNAME:" + escaped(plan.name))
    let schedule = PlanSchedule(plan, stepLength: stepLength)
    for (phase, slot) in zip(plan.phases, schedule.slots) {
      let from = slot.map { start.adding($0.latestStart) } ?? start
      let to = slot.flatMap { $0.latestEnd }.map { start.adding($0) }
      if slot != nil { lines += event(plan, phase, from: from, to: to, stamp: start) }
      for task in phase.tasks {
        guard let recurrence = task.recurrence else { continue }
        lines += reminder(plan, phase, task, recurrence, from: from, to: to, stamp: start)
      }
    }
    lines.append("END:VCALENDAR")
    return lines.map { folded($0) + "\r\n" }.joined()
  }

  private static func event(_ plan: Plan, _ phase: Plan.Phase, from: CivilDate, to: CivilDate?, stamp: CivilDate)
    -> [String]
  {
    var description = phase.tasks.map { "- \($0.text) (\($0.citation.place))" }
    if let time = phase.time { description.insert("\(time.text)\(to == nil ? ", no end given" : "")", at: 0) }
    var lines = [
      "BEGIN:VEVENT", "UID:" + uid(plan, phase.citation, "phase"), "DTSTAMP:\(stamp.basic)T000000Z",
      "DTSTART;VALUE=DATE:\(from.basic)",
    ]
    if let to, from < to { lines.append("DTEND;VALUE=DATE:\(to.basic)") }
    lines.append("SUMMARY:" + escaped(phase.title))
    if !description.isEmpty { lines.append("DESCRIPTION:" + escaped(description.joined(separator: "\n"))) }
    lines.append("CATEGORIES:" + escaped(plan.name))
    lines.append("X-CASEBOOK-SOURCE:" + escaped(phase.citation.place))
    return lines + ["TRANSP:TRANSPARENT", "END:VEVENT"]
  }

  private static func reminder(
    _ plan: Plan, _ phase: Plan.Phase, _ task: Plan.Task, _ recurrence: Recurrence, from: CivilDate, to: CivilDate?,
    stamp: CivilDate
  ) -> [String] {
    // The last day that counts, where the end of an event is the day after it.
    let until = to.map { ";UNTIL=\($0.adding(PlanTime(days: -1)).basic)" } ?? ""
    return [
      "BEGIN:VEVENT", "UID:" + uid(plan, task.citation, "task"), "DTSTAMP:\(stamp.basic)T000000Z",
      "DTSTART;VALUE=DATE:\(from.basic)", "RRULE:\(recurrence.rule)\(until)", "SUMMARY:" + escaped(task.text),
      "DESCRIPTION:" + escaped("\(phase.title)\n\(task.citation.place)"), "CATEGORIES:" + escaped(plan.name),
      "TRANSP:TRANSPARENT", "END:VEVENT",
    ]
  }

  private static func uid(_ plan: Plan, _ citation: Citation, _ kind: String) -> String {
    let place = "\(plan.source)|\(citation.file)|\(citation.start)|\(plan.citation.start)|\(kind)"
    return ContentHash.hexadecimal(of: Array(place.utf8)) + "@casebook"
  }

  /// Backslash, semicolon, comma and line break, as RFC 5545 3.3.11 wants them.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines of at most 75 octets, broken between characters (RFC 5545 3.1).
  static func folded(_ line: String) -> String {
    var result = ""
    var used = 0
    for character in line {
      let size = character.utf8.count
      if used + size > 75 {
        result += "\r\n "
        used = 1
      }
      result.append(character)
      used += size
    }
    return result
  }
}
