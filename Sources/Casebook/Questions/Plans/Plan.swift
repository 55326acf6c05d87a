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
  static func all(_ corpus: Corpus) throws -> [Plan] {
    let outline = try corpus.outline(.phases)
    let records = try corpus.records
    let (tasks, targets) = (try corpus.tasksOfPhase, try corpus.figuresOfTasks)
    var plans: [Plan] = []
    var planOfSection: [Int: Int] = [:]
    for row in try corpus.phases {
      guard let section = outline.sectionOfID[row.plan], let place = outline.sectionOfID[row.section] else { continue }
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
          ordinal: row.ordinal, noun: row.noun, name: row.name,
          stage: parent.flatMap {
            $0 == section || place == section ? nil : CorpusOutline.name(outline.sections[$0].title)
          },
          time: row.time.flatMap { isKnown($0) ? $0 : nil },
          tasks: (tasks[row.id] ?? []).compactMap { task($0, of: row, outline, targets) },
          citation: Citation(file: plans[index].citation.file, span: row.span)))
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

  /// No plan has a hundred thousand of anything: such a number is no time. Dates are days from 1970, both ways.
  private static func isKnown(_ time: TimeFrame) -> Bool {
    let known = time.unit == .date ? -800_000...3_000_000.0 : 0...100_000.0
    return [time.from, time.to].compactMap { $0 }.allSatisfy(known.contains)
  }

  private static func task(
    _ id: Int64, of phase: StoredPhase, _ outline: CorpusOutline, _ targets: [Int64: [String]]
  ) -> Task? {
    guard let index = outline.statementOfID[id] else { return nil }
    let statement = outline.statements[index]
    let text =
      statement.kind == .row
      ? taskText(ofRow: statement.text, time: phase.time?.text, name: phase.name) : statement.fullText
    return Task(
      text: text, targets: targets[id] ?? [], recurrence: Recurrence(text: text),
      citation: outline.citation(of: statement))
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
