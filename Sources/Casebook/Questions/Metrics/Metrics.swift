internal import GRDB
public import Quantities
internal import Words

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
  /// A unit: of time or data, a currency, "%", or words of the counted noun. Values that can be converted to it are given
  /// in it as well.
  public var unit: String?
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
  /// What one unit of a currency is in another; without a rate no currency is converted.
  public var rates: CurrencyRates
  /// In which order.
  public var sort: Sort
  /// The other way round.
  public var isReversed: Bool
  /// Rows of one group stand together; with ``columns``, each group is a row.
  public var grouping: MetricGrouping?
  /// One column each of its values; needs ``grouping``.
  public var columns: MetricGrouping?
  /// Bars beside the values, drawn within each scale.
  public var plots: Bool
  /// How well each figure is founded: its date, source and mentions.
  public var includesQuality: Bool
  /// Each figure by itself, with what was understood and the rules that decided.
  public var explains: Bool
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// Orders of the metric table.
  public enum Sort: String, Sendable, Hashable, CaseIterable {
    /// As they stand in the documents.
    case place
    /// Largest first within each scale (money, counts, shares ...), after conversion to common units; what has no value last.
    case value
    case subject, label, category
  }

  /// A question with these conditions; all given have to hold.
  public init(
    _ text: String = "", organisation: String? = nil, record: String? = nil, kinds: Set<MetricKind> = [],
    category: String? = nil,
    label: String? = nil, unit: String? = nil, period: String? = nil, year: Int? = nil, minimum: String? = nil,
    maximum: String? = nil, includesDates: Bool = false, rates: CurrencyRates = CurrencyRates(), sort: Sort = .place,
    isReversed: Bool = false, grouping: MetricGrouping? = nil, columns: MetricGrouping? = nil, plots: Bool = false,
    includesQuality: Bool = false, explains: Bool = false, limit: Int? = nil
  ) {
    self.text = text
    self.organisation = organisation
    self.record = record
    self.kinds = kinds
    self.category = category
    self.label = label
    self.unit = unit
    self.period = period
    self.year = year
    self.minimum = minimum
    self.maximum = maximum
    self.includesDates = includesDates
    self.rates = rates
    self.sort = sort
    self.isReversed = isReversed
    self.grouping = grouping
    self.columns = columns
    self.plots = plots
    self.includesQuality = includesQuality
    self.explains = explains
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
    var question = question
    // Bars are read from the longest.
    if question.plots, question.sort == .place { question.sort = .value }
    var rows = try metricRows(question)
    if let by = question.grouping, let columns = question.columns {
      let notes = notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) })
      return Answer(pivotOf: rows, by: by, columns: columns, limit: question.limit, notes: notes)
    }
    let total = rows.count
    let table = MetricTable(question, all: rows)
    rows = table.ordered(rows)
    if let limit = question.limit { rows = Array(rows.prefix(limit)) }
    let qualities = question.includesQuality ? try qualities() : [:]
    let answer = table.answer(
      rows, total: total, qualities: qualities,
      notes: notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) }))
    return question.explains ? MetricExplanation.explaining(answer, rows) : answer
  }

  /// How well each figure of the index is founded, by its place.
  private func qualities() throws -> [MetricTable.Place: FigureQuality] {
    let documents = try records().read { try IndexContents.documents($0) }
    let assessment = QualityAssessment(documents, mentions: ConflictFinder.mentions(documents))
    var qualities: [MetricTable.Place: FigureQuality] = [:]
    for (place, quality) in assessment.qualities {
      let document = documents[place.document]
      let span = document.document.metrics[place.metric].span
      qualities[
        MetricTable.Place(source: document.source, file: document.document.path, start: span.start, end: span.end)] =
        quality
    }
    return qualities
  }

  /// The metrics that answer a question, in its order.
  public func metricRows(_ question: MetricsQuestion) throws -> [MetricRow] {
    let limits = try MetricLimits(minimum: question.minimum, maximum: question.maximum, rates: question.rates)
    let unit = question.unit.map { UnitChoice($0, rates: question.rates) }
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
      if let unit, !unit.allows(metric) { return false }
      guard limits.allow(metric) else { return false }
      return text.matches([
        metric.label, row.statementLabel, row.subject, row.record, row.quote, row.heading, metric.category?.rawValue,
        metric.unit,
      ])
    }
    let sorted = question.sort == .place ? found : Self.sorted(found, by: question.sort, rates: question.rates)
    return question.isReversed ? sorted.reversed() : sorted
  }

  private static func sorted(_ rows: [MetricRow], by sort: MetricsQuestion.Sort, rates: CurrencyRates) -> [MetricRow] {
    func key(_ row: MetricRow) -> (Int, String, Double) {
      switch sort {
      case .place: return (0, "", 0)
      case .value:
        // Values of different scales are not sorted into each other.
        guard let scale = ValueRange(row.metric, rates: rates)?.scale else { return (Int.max, "", 0) }
        return (scale.order, scale.heading, -(MetricLimits.size(of: row.metric, rates: rates) ?? -.infinity))
      case .subject: return (0, WordMatcher.fold(row.subject), 0)
      case .label: return (0, WordMatcher.fold(row.metric.label ?? "~"), 0)
      case .category: return (0, row.metric.category?.rawValue ?? "~", 0)
      }
    }
    let keys = rows.map(key)
    return rows.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }.map { rows[$0] }
  }

  static func metricRows(_ db: Database, _ records: RecordDirectory) throws -> [MetricRow] {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(RecordStore.metricColumns("m.")), m.rules, m.record_id, t.label, t.text, h.title, s.label, d.path, d.hash,
          m.line, m.end_line, m.column, m.byte_start, m.byte_end
        FROM metrics m JOIN statements t ON t.id = m.statement_id JOIN sections h ON h.id = t.section_id
          JOIN documents d ON d.id = m.document_id JOIN sources s ON s.id = d.source_id
        ORDER BY s.label, d.path, m.byte_start, m.byte_end
        """)
    var rows: [MetricRow] = []
    while let row = try cursor.next() {
      var metric = RecordStore.metric(row, from: 0)
      let next = RecordStore.metricColumnNames.count
      metric.rules = (row[next] as String).split(separator: ";").map { String($0.trimmingSpaces()) }
      let recordID: Int64? = row[next + 1]
      let record = recordID.flatMap { records[$0] }
      let organisations = recordID.map { records.organisations(around: $0) } ?? []
      let span = RecordStore.span(row, from: next + 8)
      rows.append(
        MetricRow(
          metric: metric, subject: metric.subject ?? record?.subjects.joined(separator: ", ") ?? "",
          organisations: organisations,
          statementLabel: row[next + 2], quote: row[next + 3], record: record?.title ?? "",
          recordKey: record?.key ?? "",
          recordKind: record?.kind ?? .document, heading: row[next + 4], source: row[next + 5],
          citation: Citation(
            file: row[next + 6], line: span.line, endLine: span.endLine, column: span.column, start: span.start,
            end: span.end
          ),
          hash: row[next + 7]))
    }
    return rows
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
