internal import GRDB

/// A question for metrics. All conditions given have to hold.
public struct MetricsQuestion: Sendable, Hashable {
  /// Words that label, subject, record or statement have to hold.
  public var text: String
  /// Words of an organisation's name.
  public var organisation: String?
  /// Words of a record's title, or its key.
  public var record: String?
  /// Kinds to give; for metrics none means all but dates.
  public var kinds: Set<MetricKind>
  /// One of the closed list of categories.
  public var category: String?
  /// Words of the metric's label.
  public var label: String?
  /// "year", "month", "run rate" ...
  public var period: String?
  /// A year that the as-of date or the statement names.
  public var year: Int?
  /// Limits in any unit: "1B", "2h", "20%". The metric's value has to be able to lie between them.
  public var minimum: String?
  /// The largest value, in any unit.
  public var maximum: String?
  /// Dates and time lines of plans too.
  public var includesDates: Bool
  /// In which order.
  public var sort: Sort
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// Orders of the metric table.
  public enum Sort: String, Sendable, Hashable, CaseIterable {
    /// As they stand in the documents.
    case place
    /// Largest first, after conversion to common units; what has no value last.
    case value
    case subject, label, category
  }

  /// A question with these conditions; all given have to hold.
  public init(
    _ text: String = "", organisation: String? = nil, record: String? = nil, kinds: Set<MetricKind> = [],
    category: String? = nil,
    label: String? = nil, period: String? = nil, year: Int? = nil, minimum: String? = nil, maximum: String? = nil,
    includesDates: Bool = false, sort: Sort = .place, limit: Int? = nil
  ) {
    self.text = text
    self.organisation = organisation
    self.record = record
    self.kinds = kinds
    self.category = category
    self.label = label
    self.period = period
    self.year = year
    self.minimum = minimum
    self.maximum = maximum
    self.includesDates = includesDates
    self.sort = sort
    self.limit = limit
  }
}

/// A metric with its place.
public struct MetricRow: Sendable, Hashable {
  /// The figure and what it means.
  public var metric: Metric
  /// Whose figure it is: the metric's own subject, else the organisation of its record.
  public var subject: String
  /// Organisations of the record.
  public var organisations: [String]
  /// The lead-in of its statement.
  public var statementLabel: String?
  /// The statement it stands in.
  public var quote: String
  /// The record's title.
  public var record: String
  /// Key of the record, for `casebook show`.
  public var recordKey: String
  /// What the record is.
  public var recordKind: RecordKind
  /// The heading its statement stands under.
  public var heading: String
  /// Label of the source.
  public var source: String
  /// Where it stands.
  public var citation: Citation
  var hash: String
}

extension KnowledgeBase {
  /// The metric table.
  ///
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)`` for a limit that cannot be read.
  public func metrics(_ question: MetricsQuestion) throws -> Answer {
    var rows = try metricRows(question)
    let total = rows.count
    if let limit = question.limit { rows = Array(rows.prefix(limit)) }
    return Answer(rows, total: total, notes: notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) }))
  }

  /// The metrics that answer a question, in its order.
  public func metricRows(_ question: MetricsQuestion) throws -> [MetricRow] {
    let limits = try MetricLimits(minimum: question.minimum, maximum: question.maximum)
    let rows = try records().read { db in try Self.metricRows(db, RecordDirectory(db)) }
    let text = WordMatcher(question.text)
    let organisation = question.organisation.map { WordMatcher($0) }
    let record = question.record.map { WordMatcher($0) }
    let label = question.label.map { WordMatcher($0) }
    let found = rows.filter { row in
      let metric = row.metric
      if question.kinds.isEmpty {
        if !question.includesDates, metric.kind == .date || metric.kind == .timeline { return false }
      } else if !question.kinds.contains(metric.kind) {
        return false
      }
      if let category = question.category, metric.category?.rawValue != category.lowercased() { return false }
      if let period = question.period,
        metric.period?.split(separator: ",").contains(where: { $0 == period.lowercased() }) != true
      {
        return false
      }
      if let year = question.year, !(metric.asOf ?? "").contains(String(year)), !row.quote.contains(String(year)) {
        return false
      }
      if let organisation, !([row.subject] + row.organisations).contains(where: { organisation.matches([$0]) }) {
        return false
      }
      if let record, row.recordKey != question.record, !record.matches([row.record]) { return false }
      if let label, !label.matches([metric.label, row.statementLabel]) { return false }
      guard limits.allow(metric) else { return false }
      return text.matches([
        metric.label, row.statementLabel, row.subject, row.record, row.quote, row.heading, metric.category?.rawValue,
        metric.unit,
      ])
    }
    return question.sort == .place ? found : Self.sorted(found, by: question.sort)
  }

  private static func sorted(_ rows: [MetricRow], by sort: MetricsQuestion.Sort) -> [MetricRow] {
    func key(_ row: MetricRow) -> (Double, String) {
      switch sort {
      case .place: (0, "")
      case .value: (-(MetricLimits.size(of: row.metric) ?? -.infinity), "")
      case .subject: (0, WordMatcher.fold(row.subject))
      case .label: (0, WordMatcher.fold(row.metric.label ?? "~"))
      case .category: (0, row.metric.category?.rawValue ?? "~")
      }
    }
    return rows.enumerated().sorted { a, b in
      let (x, y) = (key(a.element), key(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  static func metricRows(_ db: Database, _ records: RecordDirectory) throws -> [MetricRow] {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT m.raw, m.kind, m.low, m.high, m.comparator, m.unit, m.currency, m.magnitude, m.period, m.direction, m.role, m.label,
          m.subject, m.category, m.as_of, m.vague, m.rules, m.record_id, t.label, t.text, h.title, s.label, d.path, d.hash,
          m.line, m.end_line, m.column, m.byte_start, m.byte_end
        FROM metrics m JOIN statements t ON t.id = m.statement_id JOIN sections h ON h.id = t.section_id
          JOIN documents d ON d.id = m.document_id JOIN sources s ON s.id = d.source_id
        ORDER BY s.label, d.path, m.byte_start, m.byte_end
        """)
    var rows: [MetricRow] = []
    while let row = try cursor.next() {
      let kind: String = row[1]
      var metric = Metric(text: row[0], range: 0..<0, kind: MetricKind(rawValue: kind) ?? .count)
      metric.low = row[2]
      metric.high = row[3]
      metric.comparator = (row[4] as String?).flatMap { Comparator(rawValue: $0) }
      metric.unit = row[5]
      metric.currency = row[6]
      metric.magnitude = row[7]
      metric.period = row[8]
      metric.direction = (row[9] as String?).flatMap { Direction(rawValue: $0) }
      metric.role = (row[10] as String?).flatMap { MetricRole(rawValue: $0) }
      metric.label = row[11]
      metric.subject = row[12]
      metric.category = (row[13] as String?).flatMap { MetricCategory(rawValue: $0) }
      metric.asOf = row[14]
      metric.isVague = row[15]
      metric.rules = (row[16] as String).split(separator: ";").map { String($0.trimmingSpaces()) }
      let recordID: Int64? = row[17]
      let record = recordID.flatMap { records[$0] }
      let organisations = recordID.map { records.organisations(around: $0) } ?? []
      let span = RecordStore.span(row, from: 24)
      rows.append(
        MetricRow(
          metric: metric, subject: metric.subject ?? record?.subjects.joined(separator: ", ") ?? "",
          organisations: organisations,
          statementLabel: row[18], quote: row[19], record: record?.title ?? "", recordKey: record?.key ?? "",
          recordKind: record?.kind ?? .document, heading: row[20], source: row[21],
          citation: Citation(
            file: row[22], line: span.line, endLine: span.endLine, column: span.column, start: span.start, end: span.end
          ),
          hash: row[23]))
    }
    return rows
  }
}

extension Answer {
  init(_ rows: [MetricRow], total: Int, notes: [String]) {
    self.init(
      schema: "casebook.metrics/1",
      columns: [
        Column("subject", title: "Subject"), Column("label", title: "Metric"),
        Column("value", title: "Value", isNumeric: true), Column("raw"),
        Column("low", isNumeric: true), Column("high", isNumeric: true), Column("comparator"),
        Column("kind"), Column("unit"),
        Column("magnitude"), Column("period", title: "Period"), Column("direction"), Column("role"),
        Column("category", title: "Category"), Column("as_of"), Column("vague"),
        Column("record"), Column("record_kind"), Column("key"), Column("quote"), Column("rules"),
      ] + Column.citation + [Column.place],
      items: rows.map { row in
        let metric = row.metric
        return [
          Cell(row.subject),
          Cell(.init(metric.label ?? row.statementLabel), display: metric.label ?? row.statementLabel ?? row.heading),
          Cell(.string(metric.boundedText), display: metric.displayText), Cell(metric.text), Cell(metric.low),
          Cell(metric.high),
          Cell(metric.comparator?.rawValue),
          Cell(.string(metric.kind.rawValue), display: metric.kind.rawValue.replacingUnderscores), Cell(metric.unit),
          Cell(metric.magnitude),
          Cell(metric.period), Cell(metric.direction?.rawValue), Cell(metric.role?.rawValue),
          Cell(metric.category?.rawValue),
          Cell(metric.asOf), Cell(.bool(metric.isVague)), Cell(row.record), Cell(row.recordKind.rawValue),
          Cell(row.recordKey), Cell(row.quote),
          Cell(JSONValue(metric.rules)),
        ] + row.citation.cells(source: row.source) + [Cell(row.citation.place)]
      },
      total: total, layout: .table(groupedBy: nil), notes: notes)
  }
}

extension Metric {
  /// The expression with the bound that the words around it set: "≤ $1M" for "up to $1M"; "40%+" as it stands.
  public var boundedText: String {
    switch comparator {
    case .atLeast: text.contains("+") ? text : "≥ \(text)"
    case .moreThan: "> \(text)"
    case .atMost: "≤ \(text)"
    case .lessThan: "< \(text)"
    case .about: "~ \(text)"
    case .equal, .range, nil: text
    }
  }

  /// The same, with the noun that is counted: "2+ million developers".
  public var displayText: String {
    guard kind == .count || kind == .score, let unit, !text.lowercased().hasSuffix(unit.lowercased()) else {
      return boundedText
    }
    return "\(boundedText) \(unit)"
  }
}

extension String {
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
