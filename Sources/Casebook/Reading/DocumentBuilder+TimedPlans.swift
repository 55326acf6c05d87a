internal import Markup
internal import Words

/// Plans that count no steps but name times: roadmap tables, dated lists, and headings such as "Assessment (2-4 weeks)".
extension DocumentBuilder {
  /// A step of a plan, before it has a place in it.
  struct TimedStep {
    var noun: String
    var name: String
    var frame: TimeFrame?
    var section: Int
    /// Statements.
    var tasks: [Int]
    var span: Span
  }

  /// A time frame of either kind: measured from the plan's start, or of the calendar.
  static func timeFrame(_ text: String) -> TimeFrame? {
    // "Q2 2024" and "year 2025" count nothing from the start: where a date can be read, it is one.
    DateFrameReader.timeFrame(text) ?? FiscalFrameReader.timeFrame(text) ?? TimeFrameReader.timeFrame(text)
  }

  mutating func add(_ steps: [TimedStep], toPlan plan: Int) {
    let before = document.phases.count { $0.plan == plan }
    for (index, step) in steps.enumerated() {
      document.phases.append(
        Phase(
          record: document.sections[step.section].record, plan: plan, section: step.section,
          ordinal: before + index + 1, noun: step.noun, name: step.name, timeFrame: step.frame, tasks: step.tasks,
          span: step.span))
    }
  }

  // MARK: - Headings

  /// The steps among the sections right below `plan` that count none but name a time, or end in "phase": two at least.
  /// A year in parentheses is often no step, so that calendar times count only in a process, or where all headings have one.
  func timedSections(below plan: Int, _ children: [Int]) -> [(
    section: Int, noun: String, name: String, frame: TimeFrame?
  )] {
    let found = children.compactMap { index in timedHeading(index).map { (index, $0.0, $0.1, $0.2) } }
    guard found.count >= 2, found.contains(where: { $0.3 != nil }) else { return [] }
    let isProcess = document.sections[plan].role == .process || found.allSatisfy { ownRoles[$0.0] == .process }
    if isProcess || found.contains(where: { $0.3 != nil && $0.3?.unit != .date }) { return found }
    let areAllDated = found.count == children.count && found.count >= 3 && found.allSatisfy { ownRoles[$0.0] == nil }
    return areAllDated ? found : []
  }

  private func timedHeading(_ index: Int) -> (String, String, TimeFrame?)? {
    let title = titles[index]
    guard title.noun == nil else { return nil }
    var isPhase = ByteSearch.lastWord(of: title.name, isOneOf: ["phase", "stage"])
    var name = title.name
    if isPhase {
      let words = title.name.split(separator: " ")
      isPhase = words.count > 1
      if isPhase { name = words.dropLast().joined(separator: " ") }
    }
    if let frame = title.remark.flatMap({ Self.timeFrame($0) }) { return ("Phase", name, frame) }
    if let (frame, rest) = Self.leadingTime(title.name) { return ("Phase", rest, frame) }
    return isPhase ? ("Phase", name, nil) : nil
  }

  /// The time that a text begins with, and what follows: "January 2024: launch", "2019 – first customer".
  static func leadingTime(_ text: String) -> (TimeFrame, String)? {
    guard TimeFrameReader.mayBeTime(text) else { return nil }
    for range in firstSeparators(of: text) {
      let rest = text[range.upperBound...].trimmingSpaces()
      // Only a calendar date may stand before a dash: "2-4 weeks - a while" is a sentence.
      guard !rest.isEmpty, let frame = timeFrame(String(text[..<range.lowerBound])),
        frame.unit == .date || frame.unit == .fiscalQuarter || text[range].hasPrefix(":")
      else { continue }
      return (frame, String(rest))
    }
    return nil
  }

  /// Bytes before which a time that leads a text has to end.
  private static let longestLead = 100

  /// Where the first colon, dash, hyphen and arrow with white space around stand near the start of a text, in order.
  private static func firstSeparators(of text: String) -> [Range<String.Index>] {
    let bytes = Array(text.utf8.prefix(longestLead))
    var found: [(range: Range<Int>, kind: UInt8)] = []
    for index in bytes.indices {
      let range: Range<Int>
      let kind: UInt8
      switch bytes[index] {
      case UInt8(ascii: ":"): (range, kind) = (index..<(index + 2), 0)
      case UInt8(ascii: "-"): (range, kind) = ((index - 1)..<(index + 2), 1)
      // E2 80 93 "–", E2 80 94 "—", E2 86 92 "→"
      case 0xE2 where index + 3 < bytes.count:
        switch (bytes[index + 1], bytes[index + 2]) {
        case (0x80, 0x93): kind = 2
        case (0x80, 0x94): kind = 3
        case (0x86, 0x92): kind = 4
        default: continue
        }
        range = (index - 1)..<(index + 4)
      default: continue
      }
      guard range.lowerBound >= 0, range.upperBound <= bytes.count, bytes[range.upperBound - 1] == 0x20,
        kind == 0 || bytes[range.lowerBound] == 0x20, !found.contains(where: { $0.kind == kind })
      else { continue }
      found.append((range, kind))
    }
    let utf8 = text.utf8
    return found.map { item in
      utf8.index(
        utf8.startIndex, offsetBy: item.range.lowerBound)..<utf8.index(
          utf8.startIndex, offsetBy: item.range.upperBound)
    }
  }

  // MARK: - Lists

  /// The items of a section that begin with a time, where nearly all do: two in a process, three elsewhere.
  func timedItems(of section: Int, _ items: [Int], _ nested: [Int: [Int]]) -> [TimedStep] {
    let statements = document.statements
    let listed = items.filter {
      statements[$0].kind != .row && (statements[$0].kind != .sentence || statements[$0].label != nil)
    }
    let least = document.sections[section].role == .process ? 2 : 3
    guard listed.count >= least else { return [] }
    var steps: [TimedStep] = []
    for (place, index) in listed.enumerated() {
      // A fifth may begin otherwise. Most lists are known by their first items.
      guard (place - steps.count) * 5 <= listed.count else { return [] }
      let statement = statements[index]
      let timed: (TimeFrame, String)?
      if let label = statement.label {
        timed = Self.timeFrame(label).map { ($0, statement.text) } ?? Self.leadingTime(statement.fullText)
      } else {
        timed = Self.leadingTime(statement.text)
      }
      guard let (frame, name) = timed, !name.isEmpty else { continue }
      let isPoint = frame.unit == .date && frame.to != nil && !Self.namesRange(frame.text)
      steps.append(
        TimedStep(
          noun: isPoint ? "Milestone" : "Step", name: name, frame: frame, section: section,
          tasks: nested[index] ?? [], span: statement.span))
    }
    return steps.count >= least && steps.count * 5 >= listed.count * 4 ? steps : []
  }

  private static func namesRange(_ text: String) -> Bool {
    text.contains(" to ") || text.contains("–") || text.contains(" - ") || text.contains("through")
      || text.contains("until") || hasRangeHyphen(Array(text.utf8))
  }

  /// A hyphen before a letter ("q1-q2", "march-may") or between years, and not one of a date.
  private static func hasRangeHyphen(_ text: [UInt8]) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    for index in text.indices.dropFirst().dropLast() where text[index] == UInt8(ascii: "-") {
      if isLetter(text[index + 1]), isLetter(text[index - 1]) || isDigit(text[index - 1]) { return true }
      if index >= 4, index + 4 < text.count, text[(index - 4)..<index].allSatisfy(isDigit),
        text[(index + 1)...(index + 4)].allSatisfy(isDigit)
      {
        return true
      }
    }
    return false
  }

  // MARK: - Tables

  private static let timeHeaders: Set<String> = [
    "time", "times", "timeline", "timeframe", "timing", "duration", "date", "dates", "when", "week", "weeks", "month",
    "months", "quarter", "quarters", "period", "window", "due", "deadline", "schedule", "start", "begin", "end",
    "finish", "target", "year", "years", "completion", "length",
  ]
  private static let endHeaders: Set<String> = ["end", "ends", "finish", "until", "to", "completion", "close"]
  private static let openEnds: Set<String> = ["present", "today", "now", "open", "open-ended", "open end", "none"]
  private static let stepHeaders: [String: String] = [
    "phase": "Phase", "phases": "Phase", "stage": "Stage", "step": "Step", "steps": "Step", "milestone": "Milestone",
    "milestones": "Milestone", "sprint": "Sprint", "activity": "Step", "activities": "Step", "workstream": "Step",
    "deliverable": "Step", "deliverables": "Step", "task": "Step", "tasks": "Step", "initiative": "Step",
    "release": "Step", "event": "Milestone", "action": "Step", "actions": "Step", "wave": "Phase", "theme": "Phase",
    "iteration": "Step", "what": "Step",
  ]

  /// A table with a column of steps and a column of times is a plan; so is, in a process, one with any column of times.
  ///
  /// - Parameter counted: sections whose headings count the steps already.
  /// - Returns: the sections whose tables are plans.
  mutating func findTablePlans(except counted: Set<Int>) -> Set<Int> {
    var planned: Set<Int> = []
    for (index, piece) in outline.pieces.enumerated() {
      guard case .table(let table) = piece.kind, !counted.contains(piece.section),
        let first = statementOfPiece[index]
      else { continue }
      let steps = tableSteps(table, in: piece.section, firstStatement: first)
      guard steps.count >= 2 else { continue }
      add(steps, toPlan: piece.section)
      planned.insert(piece.section)
    }
    return planned
  }

  private func tableSteps(_ table: Table, in section: Int, firstStatement: Int) -> [TimedStep] {
    guard table.columnCount >= 2, !table.headerRows.isEmpty else { return [] }
    let rows = (0..<table.rowCount).filter { !table.headerRows.contains($0) }
    let headings = TableHeadings(table)
    func cell(_ row: Int, _ column: Int) -> String { table[row, column]?.text.string ?? "" }
    let headers = (0..<table.columnCount).map { column in
      WordMatcher.words(of: headings.names[column] ?? "").map { String($0) }
    }
    // "Q1 2025" under the header "Quarter", "2" under "Weeks".
    func frame(_ row: Int, _ column: Int) -> TimeFrame? {
      let text = cell(row, column)
      if let frame = Self.timeFrame(text) { return frame }
      if !headers[column].allSatisfy({ !Self.endHeaders.contains($0) }), Self.openEnds.contains(text.lowercased()) {
        return TimeFrame(text: text, unit: nil, isLength: false, from: nil, to: nil, isOngoing: true)
      }
      guard
        let unit = headers[column].first(where: {
          ["week", "weeks", "month", "months", "year", "years", "day", "days"].contains($0)
        }),
        text.utf8.first.map({ (0x30...0x39).contains($0) }) == true
      else { return nil }
      return TimeFrameReader.timeFrame("\(unit) \(text)").map { named in
        var named = named
        named.isLength = headers[column].contains("duration") || headers[column].contains("length")
        return named
      }
    }
    let times = (0..<table.columnCount).filter { column in
      if Self.timeHeaders.isDisjoint(with: headers[column]) { return false }
      let known = rows.count { frame($0, column) != nil }
      return known >= 2 && known * 5 >= rows.count { !cell($0, column).isEmpty } * 3
    }
    let isProcess = document.sections[section].role == .process
    let others = (0..<table.columnCount).filter { !times.contains($0) }
    let named = others.first { column in headers[column].contains { Self.stepHeaders[$0] != nil } }
    guard let column = named ?? (isProcess ? others.first : nil) else { return [] }
    guard !times.isEmpty || isProcess || headers[column].contains("phase") || headers[column].contains("milestone")
    else {
      return []
    }
    let noun = headers[column].compactMap { Self.stepHeaders[$0] }.first ?? "Step"
    var steps: [TimedStep] = []
    var statement = firstStatement
    for row in rows {
      let filled = (0..<table.columnCount).filter { !cell(row, $0).isEmpty }
      guard !filled.isEmpty, statement < document.statements.count else { continue }
      defer { statement += 1 }
      let title = HeadingTitle(cell(row, column))
      var name = title.name
      var told: Set<Int> = Set(times).union([column])
      if name.allSatisfy({ $0.isNumber }), let next = others.first(where: { $0 > column && !cell(row, $0).isEmpty }) {
        name = cell(row, next)
        told.insert(next)
      }
      guard !name.isEmpty, !["total", "sum"].contains(name.lowercased()) else { continue }
      let inTitle = title.remark.flatMap { Self.timeFrame($0) }
      if inTitle == nil, let remark = title.remark { name += " (\(remark))" }
      let hasMore = filled.contains { !told.contains($0) }
      steps.append(
        TimedStep(
          noun: noun, name: name, frame: Self.joined(times.compactMap { frame(row, $0) }) ?? inTitle, section: section,
          tasks: hasMore ? [statement] : [], span: document.statements[statement].span))
    }
    return steps.contains { $0.frame != nil } ? steps : []
  }

  /// The frame from a column of starts and one of ends; of several that do not belong together the first.
  private static func joined(_ frames: [TimeFrame]) -> TimeFrame? {
    guard var frame = frames.first else { return nil }
    if frames.count == 2, frame.unit != nil, !frame.isLength, frames[1].isOngoing {
      frame.text += " to \(frames[1].text)"
      frame.to = nil
    } else if frames.count == 2, frame.unit == frames[1].unit, !frame.isLength, !frames[1].isLength,
      let last = frames[1].to
    {
      frame.text += " to \(frames[1].text)"
      frame.to = last
    }
    return frame
  }
}
