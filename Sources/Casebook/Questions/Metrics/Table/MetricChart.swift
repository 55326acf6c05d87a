internal import Quantities

extension KnowledgeBase {
  /// The figures that answer a question as bars, those of one scale in a group; of a question for values before and after a change,
  /// those of one case and measure. Figures that cannot be drawn are left out.
  public func chart(_ question: MetricsQuestion) throws -> BarChart {
    var question = question
    if question.sort == .place { question.sort = .value }
    let rows = try metricRows(question)
    let shown = question.limit.map { Array(rows.prefix($0)) } ?? rows
    let bars = MetricBars(rows, rates: question.rates)
    var groups: [BarChart.Group] = []
    var indices: [String: Int] = [:]
    for row in shown {
      guard let value = ValueRange(row.metric, rates: question.rates), let share = bars.share(of: row.metric) else {
        continue
      }
      let heading =
        question.comparesRoles ? "\(row.record): \(row.metric.measure ?? row.metric.label ?? "")" : value.scale.heading
      let low = bars.share(ofLowerEndOf: row.metric) ?? share
      let role = question.comparesRoles ? row.metric.role.map { "\($0.rawValue), " } ?? "" : ""
      let what = row.metric.label ?? row.statementLabel ?? row.record
      let bar = BarChart.Bar(
        label: role + (row.subject.isEmpty ? what : "\(row.subject): \(what)"), value: row.metric.displayText,
        place: row.citation.place, low: min(low, share), high: share, isOpen: value.high == nil)
      if let index = indices[heading] {
        groups[index].bars.append(bar)
      } else {
        indices[heading] = groups.count
        groups.append(BarChart.Group(heading: heading, bars: [bar]))
      }
    }
    if question.comparesRoles { groups.removeAll { $0.bars.count < 2 } }
    return BarChart(title: question.chartTitle, groups: groups)
  }

  /// How often each theme is said, as bars.
  public func themeChart() throws -> BarChart {
    let answer = try themeList()
    guard let name = answer.column("name"), let total = answer.column("total"), let records = answer.column("records")
    else {
      return BarChart(title: "Themes", groups: [])
    }
    func number(_ row: [Answer.Cell], _ column: Int) -> Int {
      if case .integer(let number) = row[column].value { number } else { 0 }
    }
    let rows = answer.items.filter { number($0, total) > 0 }
    let most = Double(rows.map { number($0, total) }.max() ?? 1)
    let bars = rows.map { row in
      BarChart.Bar(
        label: row[name].text, value: "\(number(row, total))", place: "\(number(row, records)) cases and patterns",
        low: Double(number(row, total)) / most)
    }
    return BarChart(
      title: "How often themes are said",
      groups: bars.isEmpty ? [] : [BarChart.Group(heading: "Statements", bars: bars)])
  }
}

extension MetricsQuestion {
  /// Whether it asks for values before and after a change, and for no others.
  fileprivate var comparesRoles: Bool {
    if case .only(let roles, unstated: false) = roles { roles == [.baseline, .result] } else { false }
  }

  fileprivate var chartTitle: String {
    let parts = [text, organisation, category, industry, record].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? "Figures" : "Figures: \(parts.joined(separator: ", "))"
  }
}
