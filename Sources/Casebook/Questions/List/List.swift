internal import Conversion
internal import Words

/// What can be listed.
public enum Listing: String, Sendable, Hashable, CaseIterable {
  case cases, patterns, frameworks, processes, profiles, catalogues, reports, incidents, interviews, projects,
    templates,
    records, documents, phases, criteria, tables, roles, duplicates, corrections
}

extension KnowledgeBase {
  /// Lists what is in the index, in its order.
  ///
  /// - Parameters:
  ///   - listing: what to list.
  ///   - organisation: words of an organisation that takes part in the record.
  ///   - tag: words of a tag of the record.
  ///   - industry: words of an industry that the record, or the document around it, names.
  ///   - limit: most rows; nil gives all.
  public func list(
    _ listing: Listing, organisation: String? = nil, tag: String? = nil, industry: String? = nil, limit: Int? = nil
  ) throws -> Answer {
    let filter = RecordFilter(organisation: organisation, tag: tag, industry: industry)
    return try list(listing, filter, limit)
  }

  /// Which records are listed.
  private struct RecordFilter {
    var organisation: String?
    var tag: String?
    var industry: String?
  }

  private func list(_ listing: Listing, _ filter: RecordFilter, _ limit: Int?) throws -> Answer {
    switch listing {
    case .documents: try listDocuments(limit: limit)
    case .phases: try listPhases(limit: limit)
    case .criteria: try listCriteria(limit: limit)
    case .tables: try listTables(limit: limit)
    case .roles: try listRoles(limit: limit)
    case .duplicates: try duplicates(limit: limit)
    case .corrections: try listCorrections(limit: limit)
    case .cases: try listRecords([.caseStudy], filter, limit)
    case .patterns: try listRecords([.pattern], filter, limit)
    case .frameworks: try listRecords([.framework], filter, limit)
    case .processes: try listRecords([.process], filter, limit)
    case .profiles: try listRecords([.profile], filter, limit)
    case .catalogues: try listRecords([.catalogue], filter, limit)
    case .reports: try listRecords([.report], filter, limit)
    case .incidents: try listRecords([.incident], filter, limit)
    case .interviews: try listRecords([.interview], filter, limit)
    case .projects: try listRecords([.project], filter, limit)
    case .templates: try listRecords([.template], filter, limit)
    case .records: try listRecords(nil, filter, limit)
    }
  }

  private func listRecords(_ kinds: Set<RecordKind>?, _ filter: RecordFilter, _ limit: Int?) throws
    -> Answer
  {
    let corpus = try corpus()
    let (directory, tags) = (try corpus.records, try corpus.tags)
    let (metrics, factors) = (try corpus.counts(of: MetricColumn.self), try corpus.factorCounts())
    let byOrganisation = filter.organisation.map { WordMatcher($0) }
    let byTag = filter.tag.map { WordMatcher($0) }
    let byIndustry = filter.industry.map { WordMatcher($0) }
    let found = directory.entries.filter { entry in
      if let kinds, !kinds.contains(entry.kind) { return false }
      if let byOrganisation, !(entry.subjects + entry.others).contains(where: { byOrganisation.matches([$0]) }) {
        return false
      }
      if let byIndustry, !directory.industries(around: entry.id).contains(where: { byIndustry.matches([$0]) }) {
        return false
      }
      if let byTag, !(tags[entry.id] ?? []).contains(where: { byTag.matches([$0]) }) { return false }
      return true
    }
    let shown = limit.map { Array(found.prefix($0)) } ?? found
    return Answer(
      schema: "casebook.records/1", rows: shown, total: found.count
    ) {
      Answer.Field("kind", title: kinds?.count == 1 ? nil : "Kind") {
        Answer.Cell(.string($0.kind.rawValue), display: $0.kind.name)
      }
      Answer.Field("number", title: "No.", isNumeric: true) { $0.number }
      Answer.Field("title", title: "Title") { $0.title }
      Answer.Field("organisations", title: "Organisations") { JSONValue($0.subjects) }
      Answer.Field("others") { JSONValue($0.others) }
      Answer.Field("tags") { JSONValue(tags[$0.id] ?? []) }
      Self.facets(of: shown)
      Answer.Field("metrics", title: "Metrics", isNumeric: true) { metrics[$0.id] ?? 0 }
      Answer.Field("factors", title: "Factors", isNumeric: true) { factors[$0.id] ?? 0 }
      Answer.Field("key") { $0.key }
      Answer.Field("corrected_by", title: shown.contains { $0.correction != nil } ? "Corrected by" : nil) {
        $0.correction
      }
      Answer.Field("source") { $0.source }
      Answer.Field("file") { $0.file }
      Answer.Field("line") { $0.line }
      Answer.Field("place", title: "Where") { PagedText.place($0.file, $0.line) }
    }
  }

  /// Columns of the facets that any record has.
  private static func facets(of rows: [RecordDirectory.Entry]) -> [Answer.Field<RecordDirectory.Entry>] {
    Facet.Name.allCases.map { name in
      let isShown = name != .date && rows.contains { !$0.facet(name).isEmpty }
      return Answer.Field(
        name.rawValue, title: isShown ? name.rawValue.prefix(1).uppercased() + name.rawValue.dropFirst() : nil
      ) { JSONValue($0.facet(name)) }
    }
  }

  private func listDocuments(limit: Int?) throws -> Answer {
    let corpus = try corpus()
    let all = try corpus.documentFacts
    // The record of a document as a whole has the document's path as its key.
    let whole = Dictionary(
      try corpus.records.entries.filter { $0.key == $0.file }.map {
        (DocumentPlace(source: $0.source, file: $0.file), $0)
      }, uniquingKeysWith: { first, _ in first })
    func record(_ source: String, _ file: String) -> RecordDirectory.Entry? {
      whole[DocumentPlace(source: source, file: file)]
    }
    return Answer(schema: "casebook.documents/1", rows: Self.first(limit, of: all), total: all.count) {
      Answer.Field("title", title: "Title") { $0.title }
      Answer.Field("format", title: "Format") { $0.format }
      Answer.Field("bytes", title: "Bytes", isNumeric: true) { $0.bytes }
      Answer.Field("lines", title: "Lines", isNumeric: true) { $0.lines }
      Answer.Field("records", title: "Records", isNumeric: true) { $0.records }
      Answer.Field("language") { $0.language }
      Answer.Field("published") { $0.published }
      Answer.Field("modified") { $0.modified }
      Answer.Field("hash") { $0.hash }
      Answer.Field("kind") { record($0.source, $0.file)?.kind.rawValue }
      Answer.Field("organisations") { JSONValue(record($0.source, $0.file)?.subjects ?? []) }
      Answer.Field("others") { JSONValue(record($0.source, $0.file)?.others ?? []) }
      Self.place { ($0.source, $0.file, 1) }
    }
  }

  private func listPhases(limit: Int?) throws -> Answer {
    let corpus = try corpus()
    let tasks = try corpus.tasksOfPhase
    let all = try corpus.phases.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (x.source, x.file, x.span.line, a.offset) < (y.source, y.file, y.span.line, b.offset)
    }.map(\.element)
    return Answer(
      schema: "casebook.phases/1", rows: Self.first(limit, of: all), total: all.count,
      layout: .table(groupedBy: "plan")
    ) {
      Answer.Field("plan", title: "Plan") { $0.planTitle }
      Answer.Field("noun") { $0.noun }
      Answer.Field("ordinal", title: "No.", isNumeric: true) { $0.ordinal }
      Answer.Field("name", title: "Phase") { $0.name }
      Answer.Field("time", title: "Time") { $0.time?.text }
      Answer.Field("unit") { $0.time?.unit?.rawValue }
      Answer.Field("from") { phase in phase.time.map { $0.value($0.from) } }
      Answer.Field("to") { phase in phase.time.map { $0.value($0.to) } }
      Answer.Field("is_length") { phase in phase.time.map { $0.isLength ? 1 : 0 } }
      Answer.Field("is_ongoing") { phase in phase.time.map { $0.isOngoing ? 1 : 0 } }
      Answer.Field("tasks", title: "Tasks", isNumeric: true) { tasks[$0.id]?.count ?? 0 }
      Self.place { ($0.source, $0.file, $0.span.line) }
    }
  }

  private func listCriteria(limit: Int?) throws -> Answer {
    let all = try corpus().criteria.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      return (x.table.source, x.citation.file, x.citation.line, x.ordinal)
        < (y.table.source, y.citation.file, y.citation.line, y.ordinal)
    }.map(\.element)
    return Answer(
      schema: "casebook.criteria/1", rows: Self.first(limit, of: all), total: all.count,
      layout: .table(groupedBy: "matrix")
    ) {
      Answer.Field("matrix", title: "Matrix") { $0.table.section }
      Answer.Field("ordinal", title: "No.", isNumeric: true) { $0.ordinal }
      Answer.Field("name", title: "Criterion") { $0.name }
      Answer.Field("weight", title: "Weight %", isNumeric: true) { $0.weight }
      Answer.Field("factors", title: "Factors") { $0.factorText }
      Answer.Field("method", title: "Method") { $0.method }
      Self.place { ($0.table.source, $0.citation.file, $0.citation.line) }
    }
  }

  private func listTables(limit: Int?) throws -> Answer {
    let all = try corpus().tables
    return Answer(schema: "casebook.tables/1", rows: Self.first(limit, of: all), total: all.count) {
      Answer.Field("section", title: "Section") { $0.section }
      Answer.Field("caption", title: "Caption") { $0.caption }
      Answer.Field("rows", title: "Rows", isNumeric: true) { $0.grid.count }
      Answer.Field("columns", title: "Columns", isNumeric: true) { $0.columnTypes.count }
      Self.place { ($0.source, $0.citation.file, $0.citation.line) }
    }
  }

  private func listRoles(limit: Int?) throws -> Answer {
    let all = try corpus().roles
    return Answer(schema: "casebook.roles/1", rows: Self.first(limit, of: all), total: all.count) {
      Answer.Field("role", title: "Role") { $0.role }
      Answer.Field("heading", title: "Heading") { $0.heading }
      Answer.Field("rule", title: "Told by") { $0.rule }
      Self.place { ($0.source, $0.file, $0.line) }
    }
  }

  private static func first<Row>(_ limit: Int?, of rows: [Row]) -> [Row] {
    limit.map { Array(rows.prefix($0)) } ?? rows
  }

  /// Columns that say source, file and line.
  private static func place<Row>(
    _ place: @escaping (Row) -> (source: String, file: String, line: Int)
  ) -> [Answer.Field<Row>] {
    [
      Answer.Field("source") { place($0).source }, Answer.Field("file") { place($0).file },
      Answer.Field("line") { place($0).line },
      Answer.Field("place", title: "Where") { PagedText.place(place($0).file, place($0).line) },
    ]
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

/// A document's source and path.
private struct DocumentPlace: Hashable {
  var source: String
  var file: String
}
