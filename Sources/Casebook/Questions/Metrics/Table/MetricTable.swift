internal import Quantities
internal import Words

/// How the rows of the metric table are shown: groups, bars, converted values, quality.
struct MetricTable {
  /// Where a figure stands.
  struct Place: Hashable {
    var source: String
    var file: String
    var start: Int
    var end: Int
  }

  private let question: MetricsQuestion
  private let bars: MetricBars
  private let unit: UnitChoice?

  /// - Parameter all: every row that answers, for the lengths of bars.
  init(_ question: MetricsQuestion, all rows: [MetricRow]) {
    self.question = question
    bars = MetricBars(rows, rates: question.rates)
    unit = question.unit.map { UnitChoice($0, rates: question.rates) }
  }

  /// Rows of one group together; groups by name, and what belongs to none last.
  func ordered(_ rows: [MetricRow]) -> [MetricRow] {
    guard question.grouping != nil || question.plots else { return rows }
    return rows.enumerated().sorted { a, b in
      let (x, y) = (key(a.element), key(b.element))
      if x.isEmpty != y.isEmpty { return y.isEmpty }
      if question.grouping != nil, x != y { return x < y }
      let (s, t) = (scale(a.element), scale(b.element))
      if question.plots, s != t { return s < t }
      return a.offset < b.offset
    }.map(\.element)
  }

  private func key(_ row: MetricRow) -> String { question.grouping.map { WordMatcher.fold($0.value(of: row)) } ?? "-" }

  private func scale(_ row: MetricRow) -> String {
    ValueRange(row.metric, rates: question.rates).map { "\($0.scale.order)\($0.scale.heading)" } ?? "~"
  }

  /// The heading a row stands under.
  private func group(_ row: MetricRow) -> String {
    var parts: [String] = []
    if let by = question.grouping {
      let name = by.value(of: row)
      parts.append(name.isEmpty ? "No \(by.title.lowercased())" : name)
    }
    if question.plots { parts.append(ValueRange(row.metric, rates: question.rates)?.scale.heading ?? "No value") }
    return parts.joined(separator: " · ")
  }

  func answer(_ rows: [MetricRow], total: Int, qualities: [Place: FigureQuality], notes: [Answer.Note]) -> Answer {
    var answer = Answer(rows, total: total, notes: notes)
    var at = answer.column("value").map { $0 + 1 } ?? 0
    func insert(_ column: Answer.Column, _ cell: (MetricRow) -> Answer.Cell) {
      answer.columns.insert(column, at: at)
      for (index, row) in rows.enumerated() { answer.items[index].insert(cell(row), at: at) }
      at += 1
    }
    if let unit, let title = unit.title {
      insert(Answer.Column("converted", title: title, isNumeric: true)) { row in
        unit.converted(row.metric).map { value in
          Answer.Cell(
            .object([.init("low", .init(value.low)), .init("high", .init(value.high))]), display: UnitChoice.text(value)
          )
        } ?? Answer.Cell(JSONValue.null)
      }
    }
    if question.plots {
      // Bars need the room.
      for name in ["period", "category"] { if let column = answer.column(name) { answer.columns[column].title = nil } }
      insert(Answer.Column("share_of_largest", title: "")) { row in
        Answer.Cell(
          JSONValue(bars.share(of: row.metric).map { ($0 * 10_000).rounded() / 10_000 }),
          display: bars.bar(of: row.metric))
      }
    }
    if question.includesQuality {
      at = answer.column("record") ?? at
      func quality(_ row: MetricRow) -> FigureQuality? {
        qualities[
          Place(source: row.source, file: row.citation.file, start: row.citation.start, end: row.citation.end)]
      }
      insert(Answer.Column("quality", title: "Quality")) { Answer.Cell(JSONValue(quality($0)?.labels ?? [])) }
      insert(Answer.Column("dated_by")) { Answer.Cell(quality($0)?.dating.rawValue) }
      insert(Answer.Column("sourced")) { Answer.Cell(quality($0).map { JSONValue.bool($0.hasSource) } ?? .null) }
      insert(Answer.Column("mentions")) { Answer.Cell(quality($0)?.mentions) }
      insert(Answer.Column("documents")) { Answer.Cell(quality($0)?.documents) }
    }
    if question.grouping != nil || question.plots {
      at = 0
      insert(Answer.Column("group", title: "Group")) { Answer.Cell(group($0)) }
      answer.layout = .table(groupedBy: "group")
    }
    return answer
  }
}

extension Answer {
  /// Metrics as rows.
  init(_ rows: [MetricRow], total: Int, notes: [Answer.Note]) {
    self.init(
      schema: "casebook.metrics/1", rows: rows, total: total, layout: .table(groupedBy: nil), notes: notes
    ) {
      Answer.Field("subject", title: "Subject") { $0.subject }
      Answer.Field("label", title: "Metric") {
        Answer.Cell(.init($0.metric.label ?? $0.statementLabel), display: $0.shownLabel)
      }
      Answer.Field("clause") { $0.clause }
      Answer.Field("label_certainty", isNumeric: true) { $0.labelCertainty }
      Answer.Field("value", title: "Value", isNumeric: true) {
        Answer.Cell(.string($0.metric.boundedText), display: $0.metric.displayText)
      }
      Answer.Field("raw") { $0.metric.text }
      Answer.Field("low", isNumeric: true) { $0.metric.low }
      Answer.Field("high", isNumeric: true) { $0.metric.high }
      Answer.Field("comparator") { $0.metric.comparator?.rawValue }
      Answer.Field("kind") {
        Answer.Cell(.string($0.metric.kind.rawValue), display: $0.metric.kind.rawValue.replacingUnderscores)
      }
      Answer.Field("unit") { $0.metric.unit }
      Answer.Field("magnitude") { $0.metric.magnitude }
      Answer.Field("period", title: "Period") {
        Answer.Cell(JSONValue($0.metric.period), display: $0.metric.period?.replacingCommas)
      }
      Answer.Field("direction") { $0.metric.direction?.rawValue }
      Answer.Field("role", title: rows.contains { $0.metric.role != nil } ? "Role" : nil) { $0.metric.role?.rawValue }
      Answer.Field("category", title: "Category") { $0.metric.category?.rawValue }
      Answer.Field("as_of") { $0.metric.asOf }
      Answer.Field("measure") { $0.metric.measure }
      Answer.Field("whole") { $0.metric.whole }
      Answer.Field("statistic") { $0.metric.statistic }
      Answer.Field("vague") { $0.metric.isVague }
      Answer.Field("record") { $0.record }
      Answer.Field("record_kind") { $0.recordKind.rawValue }
      Answer.Field("industries") { JSONValue($0.industries) }
      Answer.Field("key") { $0.recordKey }
      Answer.Field("quote") { $0.quote }
      Answer.Field("rules") { JSONValue($0.metric.rules) }
      Answer.Field("corrected_by", title: rows.contains { $0.correction != nil } ? "Corrected by" : nil) {
        $0.correction
      }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }
}

extension String {
  /// "year,run rate" with a space behind the comma.
  fileprivate var replacingCommas: String { split(separator: ",").joined(separator: ", ") }
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
