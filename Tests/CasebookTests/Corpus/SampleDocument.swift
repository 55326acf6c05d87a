import Quantities

@testable import Casebook

/// Documents made by hand, in which no two values of a row are alike.
enum SampleDocument {
  /// A document in which nothing is left out.
  static func full(path: String) -> ParsedDocument {
    var document = ParsedDocument(
      path: path, format: "markdown", hash: "the hash", reader: "the reader", byteCount: 4000, lineCount: 90,
      encoding: "UTF-8", title: "The title")
    document.heading = "The heading"
    document.subheading = "The subheading"
    document.language = "en"
    document.published = "2024-01-02"
    document.modified = "2025-03-04"
    document.url = "https://example.org"
    document.metadata = [MetadataEntry(key: "a key", value: "a value", origin: "front matter", span: span(1))]
    document.provenance = [ProvenanceLine(label: "Status", text: "final", span: span(2))]
    document.sections = [
      section("Document", parent: nil, level: 0, origin: .document, 3),
      section("Results", parent: 0, level: 2, origin: .heading, 4),
    ]
    document.records = [
      record("\(path)#whole", kind: .document, section: 0, parent: nil, 5),
      record("\(path)#case", kind: .caseStudy, section: 1, parent: 0, 6),
    ]
    document.statements = [
      Statement(
        kind: .bullet, section: 1, record: 1, role: Role(rawValue: "result"),
        purpose: Statement.Purpose(role: "result", confidence: 0.75), label: "Revenue", text: "$3M to $5M",
        parent: nil, attribution: "A speaker", span: span(7)),
      Statement(
        kind: .sentence, section: 1, record: 1, role: nil, label: nil, text: "Trust", parent: 0, attribution: nil,
        span: span(8)),
    ]
    document.tables = [
      DocumentTable(
        section: 1, record: 1, caption: "A caption", grid: [["a", "b"], ["1", "2"]], headerRows: [0],
        headerColumns: [1], columnTypes: ["text", "number"], columnUnits: [nil, "USD"], span: span(9),
        rowLines: [9, 10])
    ]
    document.metrics = [
      DocumentMetric(statement: 0, record: 1, table: 0, metric: metric(), span: span(11), correction: "a-key")
    ]
    document.factors = [
      Factor(
        kind: .lesson, statement: 1, record: 1,
        themes: [FactorTheme(theme: "trust", entry: "trust in", words: ["trust, in both", "both"])],
        correction: "another-key")
    ]
    document.phases = [
      Phase(
        record: 1, plan: 0, section: 1, ordinal: 3, noun: "Phase", name: "Pilot",
        timeFrame: TimeFrame(text: "Months 2-4", unit: .month, isLength: true, from: 2, to: 4, isOngoing: true),
        tasks: [1, 0], span: span(12))
    ]
    document.criteria = [
      Criterion(
        record: 1, table: 0, ordinal: 5, name: "Fit", weight: 40, factors: ["market", "people"], method: "interview",
        span: span(13))
    ]
    document.repairs = [RepairEntry(original: "Ã¼", repaired: "ü", encoding: "windows-1252", span: span(14))]
    document.diagnostics = [DiagnosticEntry(severity: "note", code: "a-code", message: "a message", span: span(15))]
    return document
  }

  /// A document with only what each element has to have.
  static func sparse(path: String) -> ParsedDocument {
    var document = full(path: path)
    (document.heading, document.subheading, document.language) = (nil, nil, nil)
    (document.published, document.modified, document.url) = (nil, nil, nil)
    document.sections[1].number = nil
    document.sections[1].role = nil
    document.sections[1].roleRule = nil
    document.sections[1].record = nil
    document.records[1].number = nil
    document.records[1].organisations = []
    document.records[1].tags = []
    document.records[1].facets = []
    document.records[1].correction = nil
    document.statements[0] = Statement(
      kind: .quote, section: 0, record: nil, role: nil, label: nil, text: "", parent: nil, attribution: nil,
      span: span(20))
    document.metrics[0].record = nil
    document.metrics[0].table = nil
    document.metrics[0].metric = Metric(text: "millions", range: 0..<0, kind: .count)
    document.factors[0].themes = []
    document.factors[0].correction = nil
    document.metrics[0].correction = nil
    document.phases[0].record = nil
    document.phases[0].timeFrame = nil
    document.phases[0].tasks = []
    document.tables[0].record = nil
    document.tables[0].caption = nil
    document.criteria[0].record = nil
    document.criteria[0].weight = nil
    document.criteria[0].factors = []
    document.criteria[0].method = nil
    return document
  }

  private static func metric() -> Metric {
    var metric = Metric(text: "$3M to $5M", range: 0..<0, kind: .currency)
    metric.low = 3e6
    metric.high = 5e6
    metric.comparator = .range
    metric.unit = "a unit"
    metric.currency = "USD"
    metric.magnitude = 1e6
    metric.period = "year"
    metric.direction = .increase
    metric.role = .target
    metric.label = "Revenue"
    metric.subject = "Acme"
    metric.category = .revenue
    metric.asOf = "2024"
    metric.measure = "a measure"
    metric.whole = "a whole"
    metric.statistic = "median"
    metric.isVague = true
    metric.rules = ["one rule", "another"]
    return metric
  }

  private static func section(
    _ title: String, parent: Int?, level: Int, origin: Section.Origin, _ seed: Int
  ) -> Section {
    Section(
      parent: parent, level: level, origin: origin, title: title, number: "1.\(seed)", role: Role(rawValue: "result"),
      roleRule: "a rule", record: parent == nil ? 0 : 1, span: span(seed), contentEnd: 80)
  }

  private static func record(
    _ key: String, kind: RecordKind, section: Int, parent: Int?, _ seed: Int
  ) -> Record {
    Record(
      key: key, kind: kind, kindRule: "a kind's rule", title: "Record \(seed)", number: "\(seed)", section: section,
      parent: parent,
      organisations: [
        Organisation(name: "Acme", isSubject: true, rule: "title"),
        Organisation(name: "Globex", isSubject: false, rule: "front matter"),
      ], tags: ["cloud", "data"],
      facets: [Facet(name: .industry, value: "health"), Facet(name: .size, value: "200 people")],
      correction: "record-\(seed)", span: span(seed))
  }

  /// A place whose five numbers differ from each other and from those of another seed.
  private static func span(_ seed: Int) -> Span {
    Span(
      line: seed * 2 + 1, endLine: seed * 2 + 2, column: seed + 100, start: seed * 10 + 1000, end: seed * 10 + 1003)
  }
}
