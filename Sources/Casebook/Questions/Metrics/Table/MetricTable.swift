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

  func answer(_ rows: [MetricRow], total: Int, qualities: [Place: FigureQuality], notes: [String]) -> Answer {
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
  init(_ rows: [MetricRow], total: Int, notes: [String]) {
    self.init(
      schema: "casebook.metrics/1",
      columns: [
        Column("subject", title: "Subject"), Column("label", title: "Metric"),
        Column("value", title: "Value", isNumeric: true), Column("raw"),
        Column("low", isNumeric: true), Column("high", isNumeric: true), Column("comparator"),
        Column("kind"), Column("unit"),
        Column("magnitude"), Column("period", title: "Period"), Column("direction"), Column("role"),
        Column("category", title: "Category"), Column("as_of"), Column("measure"), Column("whole"), Column("statistic"),
        Column("vague"),
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
          Cell(JSONValue(metric.period), display: metric.period?.replacingCommas), Cell(metric.direction?.rawValue),
          Cell(metric.role?.rawValue),
          Cell(metric.category?.rawValue),
          Cell(metric.asOf), Cell(metric.measure), Cell(metric.whole), Cell(metric.statistic),
          Cell(.bool(metric.isVague)), Cell(row.record), Cell(row.recordKind.rawValue),
          Cell(row.recordKey), Cell(row.quote),
          Cell(JSONValue(metric.rules)),
        ] + row.citation.cells(source: row.source) + [Cell(row.citation.place)]
      },
      total: total, layout: .table(groupedBy: nil), notes: notes)
  }
}

extension String {
  /// "year,run rate" with a space behind the comma.
  fileprivate var replacingCommas: String { split(separator: ",").joined(separator: ", ") }
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
