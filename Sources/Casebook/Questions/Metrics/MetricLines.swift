internal import Markup
internal import Quantities

/// The metrics of a text as one line of JSON.
public enum MetricLines {
  /// The metrics of one text, with UTF-8 offsets.
  ///
  /// - Parameters:
  ///   - id: an extension that is read ("case.md") makes the text a document.
  ///   - text: the text, or the document.
  ///   - parser: reads it.
  ///   - explains: whether each metric says the rules that decided.
  public static func line(id: String, text: String, parser: DocumentParser, explains: Bool) -> String {
    line(id: id, writtenAs: JSONValue.string(id).text, text: text, parser: parser, explains: explains)
  }

  /// The same for an id of any type, which is written as given: a number, null, an object.
  package static func line(
    id: String, writtenAs written: String, text: String, parser: DocumentParser, explains: Bool
  ) -> String {
    let isDocument = id.contains(".") && DocumentFormat(pathExtension: id.split(separator: ".").last ?? "") != nil
    let metrics: [JSONValue]
    if isDocument {
      let document = parser.parse(path: id, bytes: Array(text.utf8))
      metrics = document.metrics.map { json($0.metric, start: $0.span.start, end: $0.span.end, explains: explains) }
    } else {
      metrics = parser.metrics.metrics(in: text).map {
        json($0, start: $0.range.lowerBound, end: $0.range.upperBound, explains: explains)
      }
    }
    return "{\"id\":" + written + ",\"metrics\":" + JSONValue.array(metrics).text + "}"
  }

  /// The id and text of a line of JSON that is an object of strings: the usual case, without what reading any JSON costs.
  ///
  /// - Returns: nil for any other line, valid or not.
  public static func request(_ line: String) -> (id: String?, text: String)? {
    var line = line
    return line.withUTF8 { bytes in
      var reader = FlatObjectReader(bytes: bytes)
      return reader.request()
    }
  }

  private static func json(_ metric: Metric, start: Int, end: Int, explains: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("start", .integer(start)), .init("end", .integer(end)), .init("text", .string(metric.text)),
      .init("kind", .string(metric.kind.rawValue)), .init("low", .init(metric.low)), .init("high", .init(metric.high)),
      .init("unit", .init(metric.unit)), .init("comparator", .init(metric.comparator?.rawValue)),
      .init("period", .init(metric.period)),
      .init("direction", .init(metric.direction?.rawValue)), .init("role", .init(metric.role?.rawValue)),
      .init("label", .init(metric.label)),
      .init("subject", .init(metric.subject)), .init("category", .init(metric.category?.rawValue)),
      .init("measure", .init(metric.measure)), .init("whole", .init(metric.whole)),
      .init("statistic", .init(metric.statistic)), .init("as_of", .init(metric.asOf)),
      .init("vague", .bool(metric.isVague)),
    ]
    if explains { members.append(.init("rules", JSONValue(metric.rules))) }
    return .object(members)
  }
}
