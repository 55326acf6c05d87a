internal import Quantities

/// Figures are written with the names that answers give their parts. Left out, as in the record store: where in its statement a
/// figure is, whether it is said by a word, and its partner.
extension DocumentMetric: Codable {
  private enum CodingKeys: String, CodingKey {
    case statement, record, table, raw, kind, low, high, comparator, unit, currency, magnitude, period, direction, role
    case label, subject, category, asOf, measure, whole, statistic, isVague, rules, span, correction
  }

  /// Writes the figure and what it means as one object.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(statement, forKey: .statement)
    try object.encodeIfPresent(record, forKey: .record)
    try object.encodeIfPresent(table, forKey: .table)
    try object.encode(metric.text, forKey: .raw)
    try object.encode(metric.kind.rawValue, forKey: .kind)
    try object.encodeIfPresent(metric.low, forKey: .low)
    try object.encodeIfPresent(metric.high, forKey: .high)
    try object.encodeIfPresent(metric.comparator?.rawValue, forKey: .comparator)
    try object.encodeIfPresent(metric.unit, forKey: .unit)
    try object.encodeIfPresent(metric.currency, forKey: .currency)
    try object.encodeIfPresent(metric.magnitude, forKey: .magnitude)
    try object.encodeIfPresent(metric.period, forKey: .period)
    try object.encodeIfPresent(metric.direction?.rawValue, forKey: .direction)
    try object.encodeIfPresent(metric.role?.rawValue, forKey: .role)
    try object.encodeIfPresent(metric.label, forKey: .label)
    try object.encodeIfPresent(metric.subject, forKey: .subject)
    try object.encodeIfPresent(metric.category?.rawValue, forKey: .category)
    try object.encodeIfPresent(metric.asOf, forKey: .asOf)
    try object.encodeIfPresent(metric.measure, forKey: .measure)
    try object.encodeIfPresent(metric.whole, forKey: .whole)
    try object.encodeIfPresent(metric.statistic, forKey: .statistic)
    if metric.isVague { try object.encode(true, forKey: .isVague) }
    try object.encode(metric.rules, forKey: .rules)
    try object.encode(span, forKey: .span)
    try object.encodeIfPresent(correction, forKey: .correction)
  }

  /// Reads a figure.
  ///
  /// - Throws: `DecodingError`, also for a kind, role or category that is none.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    func word<Word: RawRepresentable<String>>(_ type: Word.Type, _ key: CodingKeys) throws -> Word? {
      guard let text = try object.decodeIfPresent(String.self, forKey: key) else { return nil }
      guard let word = Word(rawValue: text) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: object, debugDescription: "'\(text)' is not known")
      }
      return word
    }
    guard let kind = try word(MetricKind.self, .kind) else {
      throw DecodingError.keyNotFound(
        CodingKeys.kind, DecodingError.Context(codingPath: object.codingPath, debugDescription: "a figure has a kind"))
    }
    var metric = Metric(text: try object.decode(String.self, forKey: .raw), range: 0..<0, kind: kind)
    metric.low = try object.decodeIfPresent(Double.self, forKey: .low)
    metric.high = try object.decodeIfPresent(Double.self, forKey: .high)
    metric.comparator = try word(Comparator.self, .comparator)
    metric.unit = try object.decodeIfPresent(String.self, forKey: .unit)
    metric.currency = try object.decodeIfPresent(String.self, forKey: .currency)
    metric.magnitude = try object.decodeIfPresent(Double.self, forKey: .magnitude)
    metric.period = try object.decodeIfPresent(String.self, forKey: .period)
    metric.direction = try word(Direction.self, .direction)
    metric.role = try word(MetricRole.self, .role)
    metric.label = try object.decodeIfPresent(String.self, forKey: .label)
    metric.subject = try object.decodeIfPresent(String.self, forKey: .subject)
    metric.category = try word(MetricCategory.self, .category)
    metric.asOf = try object.decodeIfPresent(String.self, forKey: .asOf)
    metric.measure = try object.decodeIfPresent(String.self, forKey: .measure)
    metric.whole = try object.decodeIfPresent(String.self, forKey: .whole)
    metric.statistic = try object.decodeIfPresent(String.self, forKey: .statistic)
    metric.isVague = try object.decodeIfPresent(Bool.self, forKey: .isVague) ?? false
    metric.rules = try object.decode([String].self, forKey: .rules)
    self.init(
      statement: try object.decode(Int.self, forKey: .statement),
      record: try object.decodeIfPresent(Int.self, forKey: .record),
      table: try object.decodeIfPresent(Int.self, forKey: .table), metric: metric,
      span: try object.decode(Span.self, forKey: .span),
      correction: try object.decodeIfPresent(String.self, forKey: .correction))
  }
}
