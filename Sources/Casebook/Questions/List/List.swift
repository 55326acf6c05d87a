internal import Words

/// What can be listed.
public enum Listing: String, Sendable, Hashable, CaseIterable {
  case cases, patterns, frameworks, processes, profiles, catalogues, reports, records, documents, phases, criteria,
    tables, roles, duplicates
}

extension KnowledgeBase {
  /// Lists what is in the index, in its order.
  public func list(_ listing: Listing, organisation: String? = nil, tag: String? = nil, limit: Int? = nil) throws
    -> Answer
  {
    switch listing {
    case .documents: try listDocuments(limit: limit)
    case .phases: try listPhases(limit: limit)
    case .criteria: try listCriteria(limit: limit)
    case .tables: try listTables(limit: limit)
    case .roles: try listRoles(limit: limit)
    case .duplicates: try duplicates(limit: limit)
    case .cases: try listRecords([.caseStudy], organisation, tag, limit)
    case .patterns: try listRecords([.pattern], organisation, tag, limit)
    case .frameworks: try listRecords([.framework], organisation, tag, limit)
    case .processes: try listRecords([.process], organisation, tag, limit)
    case .profiles: try listRecords([.profile], organisation, tag, limit)
    case .catalogues: try listRecords([.catalogue], organisation, tag, limit)
    case .reports: try listRecords([.report], organisation, tag, limit)
    case .records: try listRecords(nil, organisation, tag, limit)
    }
  }

  private func listRecords(_ kinds: Set<RecordKind>?, _ organisation: String?, _ tag: String?, _ limit: Int?) throws
    -> Answer
  {
    let corpus = try corpus()
    let (directory, tags) = (try corpus.records, try corpus.tags)
    let (metrics, factors) = (try corpus.counts(of: MetricColumn.self), try corpus.factorCounts())
    let byOrganisation = organisation.map { WordMatcher($0) }
    let byTag = tag.map { WordMatcher($0) }
    let found = directory.entries.filter { entry in
      if let kinds, !kinds.contains(entry.kind) { return false }
      if let byOrganisation, !(entry.subjects + entry.others).contains(where: { byOrganisation.matches([$0]) }) {
        return false
      }
      if let byTag, !(tags[entry.id] ?? []).contains(where: { byTag.matches([$0]) }) { return false }
      return true
    }
    let shown = limit.map { Array(found.prefix($0)) } ?? found
    return Answer(
      schema: "casebook.records/1",
      columns: [
        Answer.Column("kind", title: kinds?.count == 1 ? nil : "Kind"),
        Answer.Column("number", title: "No.", isNumeric: true),
        Answer.Column("title", title: "Title"), Answer.Column("organisations", title: "Organisations"),
        Answer.Column("others"),
        Answer.Column("tags"), Answer.Column("metrics", title: "Metrics", isNumeric: true),
        Answer.Column("factors", title: "Factors", isNumeric: true), Answer.Column("key"), Answer.Column("source"),
        Answer.Column("file"),
        Answer.Column("line"), Answer.Column.place,
      ],
      items: shown.map { entry in
        [
          Answer.Cell(.string(entry.kind.rawValue), display: entry.kind.name), Answer.Cell(entry.number),
          Answer.Cell(entry.title),
          Answer.Cell(JSONValue(entry.subjects)), Answer.Cell(JSONValue(entry.others)),
          Answer.Cell(JSONValue(tags[entry.id] ?? [])),
          Answer.Cell(metrics[entry.id] ?? 0), Answer.Cell(factors[entry.id] ?? 0), Answer.Cell(entry.key),
          Answer.Cell(entry.source),
          Answer.Cell(entry.file), Answer.Cell(entry.line), Answer.Cell("\(entry.file):\(entry.line)"),
        ]
      },
      total: found.count)
  }

  /// An answer with a row of cells for each element, and its place.
  private func rows<Element>(
    _ schema: String, _ columns: [Answer.Column], _ elements: [Element], _ limit: Int?,
    place: (Element) -> (source: String, file: String, line: Int), cells: (Element) -> [Answer.Cell]
  ) -> Answer {
    let shown = limit.map { Array(elements.prefix($0)) } ?? elements
    return Answer(
      schema: schema,
      columns: columns + [Answer.Column("source"), Answer.Column("file"), Answer.Column("line"), Answer.Column.place],
      items: shown.map { element in
        let place = place(element)
        return cells(element) + [
          Answer.Cell(place.source), Answer.Cell(place.file), Answer.Cell(place.line),
          Answer.Cell("\(place.file):\(place.line)"),
        ]
      }, total: elements.count)
  }

  private func listDocuments(limit: Int?) throws -> Answer {
    rows(
      "casebook.documents/1",
      [
        Answer.Column("title", title: "Title"), Answer.Column("format", title: "Format"),
        Answer.Column("bytes", title: "Bytes", isNumeric: true),
        Answer.Column("lines", title: "Lines", isNumeric: true),
        Answer.Column("records", title: "Records", isNumeric: true),
        Answer.Column("language"), Answer.Column("published"), Answer.Column("modified"), Answer.Column("hash"),
      ], try corpus().documentFacts, limit, place: { ($0.source, $0.file, 1) },
      cells: { document in
        [
          Answer.Cell(document.title), Answer.Cell(document.format), Answer.Cell(document.bytes),
          Answer.Cell(document.lines), Answer.Cell(document.records), Answer.Cell(document.language),
          Answer.Cell(document.published), Answer.Cell(document.modified), Answer.Cell(document.hash),
        ]
      })
  }

  private func listPhases(limit: Int?) throws -> Answer {
    let corpus = try corpus()
    let tasks = try corpus.tasksOfPhase
    let phases = try corpus.phases.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (x.source, x.file, x.span.line, a.offset) < (y.source, y.file, y.span.line, b.offset)
    }.map(\.element)
    var answer = rows(
      "casebook.phases/1",
      [
        Answer.Column("plan", title: "Plan"), Answer.Column("noun"),
        Answer.Column("ordinal", title: "No.", isNumeric: true),
        Answer.Column("name", title: "Phase"), Answer.Column("time", title: "Time"), Answer.Column("unit"),
        Answer.Column("from"), Answer.Column("to"),
        Answer.Column("is_length"), Answer.Column("is_ongoing"),
        Answer.Column("tasks", title: "Tasks", isNumeric: true),
      ], phases, limit, place: { ($0.source, $0.file, $0.span.line) },
      cells: { phase in
        let time = phase.time
        return [
          Answer.Cell(phase.planTitle), Answer.Cell(phase.noun), Answer.Cell(phase.ordinal), Answer.Cell(phase.name),
          Answer.Cell(time?.text), Answer.Cell(time?.unit?.rawValue), Answer.Cell(time?.value(time?.from) ?? .null),
          Answer.Cell(time?.value(time?.to) ?? .null), Answer.Cell(time.map { .integer($0.isLength ? 1 : 0) } ?? .null),
          Answer.Cell(time.map { .integer($0.isOngoing ? 1 : 0) } ?? .null), Answer.Cell(tasks[phase.id]?.count ?? 0),
        ]
      })
    answer.layout = .table(groupedBy: "plan")
    return answer
  }

  private func listCriteria(limit: Int?) throws -> Answer {
    let criteria = try corpus().criteria.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (x.table.source, x.citation.file, x.citation.line, x.ordinal)
        < (y.table.source, y.citation.file, y.citation.line, y.ordinal)
    }.map(\.element)
    var answer = rows(
      "casebook.criteria/1",
      [
        Answer.Column("matrix", title: "Matrix"), Answer.Column("ordinal", title: "No.", isNumeric: true),
        Answer.Column("name", title: "Criterion"),
        Answer.Column("weight", title: "Weight %", isNumeric: true), Answer.Column("factors", title: "Factors"),
        Answer.Column("method", title: "Method"),
      ], criteria, limit, place: { ($0.table.source, $0.citation.file, $0.citation.line) },
      cells: { criterion in
        [
          Answer.Cell(criterion.table.section), Answer.Cell(criterion.ordinal), Answer.Cell(criterion.name),
          Answer.Cell(criterion.weight), Answer.Cell(criterion.factorText), Answer.Cell(criterion.method),
        ]
      })
    answer.layout = .table(groupedBy: "matrix")
    return answer
  }

  private func listTables(limit: Int?) throws -> Answer {
    rows(
      "casebook.tables/1",
      [
        Answer.Column("section", title: "Section"), Answer.Column("caption", title: "Caption"),
        Answer.Column("rows", title: "Rows", isNumeric: true),
        Answer.Column("columns", title: "Columns", isNumeric: true),
      ], try corpus().tables, limit, place: { ($0.source, $0.citation.file, $0.citation.line) },
      cells: { table in
        [
          Answer.Cell(table.section), Answer.Cell(table.caption), Answer.Cell(table.grid.count),
          Answer.Cell(table.columnTypes.count),
        ]
      })
  }

  private func listRoles(limit: Int?) throws -> Answer {
    rows(
      "casebook.roles/1",
      [
        Answer.Column("role", title: "Role"), Answer.Column("heading", title: "Heading"),
        Answer.Column("rule", title: "Told by"),
      ], try corpus().roles, limit, place: { ($0.source, $0.file, $0.line) },
      cells: { [Answer.Cell($0.role), Answer.Cell($0.heading), Answer.Cell($0.rule)] })
  }
}

extension TimeFrame {
  /// A bound for an answer: a date, "Q3 FY2025", or the number in the frame's unit.
  fileprivate func value(_ bound: Double?) -> JSONValue {
    guard let bound else { return .null }
    switch unit {
    case .date: return .string(CivilDate(dayNumber: Int(bound)).description)
    case .fiscalQuarter:
      let quarter = Int(bound)
      return .string("Q\(quarter % 4 + 1) FY\(quarter / 4)")
    default: return .number(bound)
    }
  }
}
