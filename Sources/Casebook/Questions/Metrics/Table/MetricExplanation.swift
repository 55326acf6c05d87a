internal import Quantities

/// What the extractor understood of a figure, and why, for people.
enum MetricExplanation {
  /// The metric table with each figure by itself: its words, what they were taken for, and the rules that decided.
  static func explaining(_ answer: Answer, _ rows: [MetricRow]) -> Answer {
    var answer = answer
    answer.columns += [Answer.Column("heading"), Answer.Column("explanation")]
    for (index, row) in rows.enumerated() {
      let subject = row.subject.isEmpty ? row.record : row.subject
      let heading = [subject, row.metric.label ?? row.statementLabel ?? ""].filter { !$0.isEmpty }
      answer.items[index] += [
        Answer.Cell(heading.joined(separator: ", ")), Answer.Cell(text(of: row)),
      ]
    }
    answer.layout = .hits(title: "value", place: "place", text: "explanation")
    return answer
  }

  private static func text(of row: MetricRow) -> String {
    let metric = row.metric
    var parts = ["“\(row.quote)”", "is a \(metric.kind.rawValue.map { $0 == "_" ? " " : String($0) }.joined())"]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { parts.append("\(name) \(value)") }
    }
    add("bound", metric.comparator == .equal ? nil : metric.comparator?.rawValue)
    add("value", value(of: metric))
    add("unit", metric.unit)
    add("per", metric.period?.split(separator: ",").joined(separator: ", "))
    add("statistic", metric.statistic)
    add("part of", metric.whole)
    add("direction", metric.direction?.rawValue)
    add("role", metric.role?.rawValue)
    add("measure", metric.measure)
    add("category", metric.category?.rawValue)
    add("as of", metric.asOf)
    if metric.isVague { parts.append("vague") }
    add("corrected by", row.correction)
    if let clause = row.clause, let certainty = row.labelCertainty {
      parts.append(
        "shown as “\(clause)”, since the label '\(row.metric.label ?? "")' is sure to \(certainty) % only, less than \(MetricRow.leastCertainty)"
      )
    }
    return parts.joined(separator: "; ") + ". Decided by: " + metric.rules.joined(separator: "; ") + "."
  }

  private static func value(of metric: Metric) -> String? {
    switch (metric.low, metric.high) {
    case (let low?, let high?) where low != high: "\(MetricQuantity.number(low)) to \(MetricQuantity.number(high))"
    case (let one?, _), (_, let one?): MetricQuantity.number(one)
    case (nil, nil): nil
    }
  }
}
