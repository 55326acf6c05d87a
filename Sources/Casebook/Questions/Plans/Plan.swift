internal import GRDB
internal import Words

/// A plan of a document: a roadmap or process with its phases in order.
struct Plan {
  struct Task {
    var text: String
    /// Figures that the task names, as written: "5-10". Dates are no targets.
    var targets: [String]
    var recurrence: Recurrence?
    var citation: Citation
  }

  struct Phase {
    var ordinal: Int
    /// "Phase", "Step", "Stage".
    var noun: String
    var name: String
    /// The heading around the section that holds the phase, where the plan groups its phases.
    var stage: String?
    var time: TimeFrame?
    var tasks: [Task]
    var citation: Citation

    /// Something that happens at a time and takes none of its own: a milestone, or what stands at a single day.
    var isMoment: Bool {
      guard noun != "Milestone" else { return true }
      guard let time, !time.isLength, time.unit == .date || time.unit == .day, let from = time.from else {
        return false
      }
      return time.to == from
    }

    /// "Phase 2: Pilot".
    var title: String { "\(noun) \(ordinal): \(name)" }
  }

  var title: String
  /// Headings around the plan, from the outermost.
  var path: [String]
  var record: String
  var recordKind: RecordKind
  var document: String
  var source: String
  var hash: String
  var citation: Citation
  var phases: [Phase]

  /// The title, with the record where the title alone does not tell which plan it is ("Evolution").
  var name: String {
    let isToldByRecord = recordKind == .pattern || recordKind == .caseStudy
    return isToldByRecord && slug(title) != slug(record) ? "\(record): \(title)" : title
  }
}

extension Plan {
  /// All plans of the index, in its order.
  static func all(_ db: Database) throws -> [Plan] {
    let outline = try CorpusOutline(db, scope: .phases)
    let records = try RecordDirectory(db)
    let tasks = try Self.tasks(db, outline)
    var plans: [Plan] = []
    var planOfSection: [Int: Int] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT h.id, h.plan_section_id, h.section_id, h.ordinal, h.noun, h.name, h.time_text, h.unit, h.is_length, h.from_time,
          h.to_time, h.is_ongoing, h.line, h.end_line, h.column, h.byte_start, h.byte_end
        FROM phases h JOIN documents d ON d.id = h.document_id JOIN sources s ON s.id = d.source_id
        ORDER BY s.label, d.path, h.plan_section_id, h.ordinal, h.id
        """)
    while let row = try rows.next() {
      guard let section = outline.sectionOfID[row[1]], let place = outline.sectionOfID[row[2]] else { continue }
      let index: Int
      if let known = planOfSection[section] {
        index = known
      } else {
        index = plans.count
        planOfSection[section] = index
        plans.append(Plan(section: section, outline: outline, records: records))
      }
      let parent = outline.sections[place].parent
      plans[index].phases.append(
        Phase(
          ordinal: row[3], noun: row[4], name: row[5],
          stage: parent.flatMap {
            $0 == section || place == section ? nil : CorpusOutline.name(outline.sections[$0].title)
          },
          time: timeFrame(row), tasks: tasks[row[0]] ?? [],
          citation: Citation(file: plans[index].citation.file, span: RecordStore.span(row, from: 12))))
    }
    return plans.filter { $0.phases.count >= 2 }
  }

  private init(section: Int, outline: CorpusOutline, records: RecordDirectory) {
    let document = outline.document(of: section)
    let record = outline.sections[section].record.flatMap { records[$0] }
    self.init(
      title: CorpusOutline.name(outline.sections[section].title), path: outline.path(section),
      record: record?.title ?? document.title, recordKind: record?.kind ?? .document, document: document.title,
      source: document.source, hash: document.hash, citation: outline.citation(ofSection: section), phases: [])
  }

  private static func timeFrame(_ row: Row) -> TimeFrame? {
    guard let text: String = row[6] else { return nil }
    let unit: String? = row[7]
    // No plan has a hundred thousand of anything: such a number is no time. Dates are days from 1970, both ways.
    let bounds: [Double?] = [row[9], row[10]]
    let known = unit == TimeFrame.Unit.date.rawValue ? -800_000...3_000_000.0 : 0...100_000.0
    guard bounds.compactMap({ $0 }).allSatisfy(known.contains) else { return nil }
    return TimeFrame(
      text: text, unit: unit.flatMap { TimeFrame.Unit(rawValue: $0) }, isLength: row[8] ?? false, from: row[9],
      to: row[10], isOngoing: row[11] ?? false)
  }

  private static func tasks(_ db: Database, _ outline: CorpusOutline) throws -> [Int64: [Task]] {
    var targets: [Int64: [String]] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT m.statement_id, m.raw FROM metrics m JOIN phase_tasks k ON k.statement_id = m.statement_id
        WHERE m.kind NOT IN ('date', 'timeline') GROUP BY m.id ORDER BY m.byte_start
        """)
    {
      targets[row[0], default: []].append(row[1])
    }
    var tasks: [Int64: [Task]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT k.phase_id, k.statement_id, h.time_text, h.name FROM phase_tasks k JOIN phases h ON h.id = k.phase_id
        ORDER BY k.phase_id, k.ordinal
        """)
    while let row = try rows.next() {
      guard let index = outline.statementOfID[row[1]] else { continue }
      let statement = outline.statements[index]
      let text =
        statement.kind == .row ? Self.taskText(ofRow: statement.text, time: row[2], name: row[3]) : statement.fullText
      tasks[row[0], default: []].append(
        Task(
          text: text, targets: targets[statement.id] ?? [], recurrence: Recurrence(text: text),
          citation: outline.citation(of: statement)))
    }
    return tasks
  }

  /// What a row of a roadmap table says beside the name and the time, which the phase has already.
  private static func taskText(ofRow text: String, time: String?, name: String) -> String {
    let parts = text.split(separator: "; ", omittingEmptySubsequences: true).filter { part in
      let value = part.firstRange(of: ": ").map { part[$0.upperBound...] } ?? part
      return value != name[...]
        && !(time.map { $0 == value || $0.hasPrefix(value + " to ") || $0.hasSuffix(" to " + value) } ?? false)
    }
    return parts.isEmpty ? text : parts.joined(separator: "; ")
  }

  // MARK: - By name

  /// The plans that a name means: a place ("file:line"), a title, words of a title, or words of the headings and titles
  /// around it. The first of these that finds any decides.
  static func matching(_ name: String, in plans: [Plan]) -> [Plan] {
    let folded = slug(name)
    let matcher = WordMatcher(name)
    guard !matcher.isEmpty else { return [] }
    let tests: [(Plan) -> Bool] = [
      { $0.citation.place == name || $0.citation.file == name },
      { slug($0.title) == folded || slug($0.name) == folded },
      { slug($0.record) == folded || slug($0.document) == folded },
      { matcher.matches([$0.title]) },
      { matcher.matches([$0.title, $0.record, $0.document, $0.citation.file] + $0.path.map { Optional($0) }) },
    ]
    for test in tests {
      let found = plans.filter(test)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The one plan that a name means.
  static func named(_ name: String, in plans: [Plan]) throws -> Plan {
    let found = matching(name, in: plans)
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw CasebookError.notFound(what: "plan", name: name, near: Suggestion.near(name, in: plans.map(\.name)))
    }
    throw CasebookError.ambiguous(
      what: "plan", name: name, candidates: found.prefix(8).map { "\($0.name) (\($0.citation.place))" })
  }
}
