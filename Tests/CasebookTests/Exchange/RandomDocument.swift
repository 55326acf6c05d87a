import Quantities

@testable import Casebook

/// Documents whose elements are at random, within what a document may be.
enum RandomDocument {
  private static let pieces = [
    "revenue", "grew", "é", "\u{1F680}", "\u{2028}", "\"quoted\"", "back\\slash", "</script>", "line\nbreak", "\t",
    "中文",
    "\u{7F}\u{1}", "a", "", "=1+1", "e\u{301}",
  ]

  static func text(_ random: inout some RandomNumberGenerator) -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined(
      separator: " ")
  }

  private static func some(_ random: inout some RandomNumberGenerator) -> String? {
    Bool.random(using: &random) ? text(&random) : nil
  }

  private static func index(below count: Int, _ random: inout some RandomNumberGenerator) -> Int? {
    count > 0 && Bool.random(using: &random) ? Int.random(in: 0..<count, using: &random) : nil
  }

  private static func span(_ random: inout some RandomNumberGenerator) -> Span {
    let line = Int.random(in: 1...900, using: &random)
    let start = Int.random(in: 0...90_000, using: &random)
    return Span(
      line: line, endLine: line + Int.random(in: 0...3, using: &random), column: Int.random(in: 1...80, using: &random),
      start: start, end: start + Int.random(in: 0...500, using: &random))
  }

  private static func number(_ random: inout some RandomNumberGenerator) -> Double? {
    switch Int.random(in: 0...5, using: &random) {
    case 0: nil
    case 1: Double(Int.random(in: -9...9, using: &random))
    case 2: Double.random(in: -1...1, using: &random)
    case 3: Double.random(in: 0...1e15, using: &random)
    case 4: 1e300 * Double.random(in: 0...1, using: &random)
    default: Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random)).isNaN ? nil : 4.5e9
    }
  }

  private static func metric(_ random: inout some RandomNumberGenerator) -> Metric {
    var metric = Metric(
      text: text(&random), range: 0..<0, kind: MetricKind.allCases.randomElement(using: &random) ?? .count)
    (metric.low, metric.high, metric.magnitude) = (number(&random), number(&random), number(&random))
    metric.comparator = Bool.random(using: &random) ? Comparator.allCases.randomElement(using: &random) : nil
    metric.direction = Bool.random(using: &random) ? Direction.allCases.randomElement(using: &random) : nil
    metric.role = Bool.random(using: &random) ? MetricRole.allCases.randomElement(using: &random) : nil
    metric.category = Bool.random(using: &random) ? MetricCategory.allCases.randomElement(using: &random) : nil
    (metric.unit, metric.currency, metric.period) = (some(&random), some(&random), some(&random))
    (metric.label, metric.measure, metric.subject) = (some(&random), some(&random), some(&random))
    (metric.whole, metric.asOf, metric.statistic) = (some(&random), some(&random), some(&random))
    metric.isVague = Bool.random(using: &random)
    metric.rules = (0..<Int.random(in: 0...2, using: &random)).map { "rule \($0)" }
    return metric
  }

  /// - Parameter number: decides the path, in whose order documents stand in an index.
  static func document(_ number: Int, _ random: inout some RandomNumberGenerator) -> ParsedDocument {
    func count(_ most: Int) -> Int { Int.random(in: 0...most, using: &random) }
    let digits = String(number)
    var document = ParsedDocument(
      path: "d/" + String(repeating: "0", count: 8 - digits.count) + digits + ".md", format: "markdown",
      hash: "0123456789abcdef",
      reader: text(&random), byteCount: count(9000), lineCount: count(900), encoding: "utf-8", title: text(&random))
    (document.heading, document.subheading, document.language) = (some(&random), some(&random), some(&random))
    (document.published, document.modified, document.url) = (some(&random), some(&random), some(&random))
    document.metadata = (0..<count(2)).map { _ in
      MetadataEntry(key: text(&random), value: text(&random), origin: "head", span: span(&random))
    }
    document.provenance = (0..<count(1)).map { _ in
      ProvenanceLine(label: text(&random), text: text(&random), span: span(&random))
    }
    let sections = 1 + count(3)
    let records = 1 + count(2)
    for index in 0..<sections {
      document.sections.append(
        Section(
          parent: index == 0 ? nil : Int.random(in: 0..<index, using: &random), level: count(6),
          origin: index == 0 ? .document : .heading, title: text(&random), number: some(&random),
          role: some(&random).map { Role(rawValue: $0) }, roleRule: some(&random),
          record: Self.index(below: records, &random), span: span(&random), contentEnd: count(900)))
    }
    for index in 0..<records {
      document.records.append(
        Record(
          key: "\(document.path)#\(index)", kind: index == 0 ? .document : .caseStudy, kindRule: text(&random),
          title: text(&random), number: some(&random), section: Int.random(in: 0..<sections, using: &random),
          parent: index == 0 ? nil : Self.index(below: index, &random),
          organisations: (0..<count(2)).map { _ in
            Organisation(name: text(&random), isSubject: Bool.random(using: &random), rule: text(&random))
          }, tags: (0..<count(2)).map { _ in text(&random) },
          facets: (0..<count(2)).map { _ in
            Facet(name: Facet.Name.allCases.randomElement(using: &random) ?? .size, value: text(&random))
          }, correction: some(&random), span: span(&random)))
    }
    let statements = count(5)
    let kinds: [Statement.Kind] = [
      .bullet, .sentence, .row, .stat, .quote, .definition, .code, .caption, .heading, .metadata,
    ]
    for index in 0..<statements {
      document.statements.append(
        Statement(
          kind: kinds.randomElement(using: &random) ?? .sentence, section: Int.random(in: 0..<sections, using: &random),
          record: Self.index(below: records, &random), role: some(&random).map { Role(rawValue: $0) },
          purpose: Bool.random(using: &random)
            ? Statement.Purpose(role: "result", confidence: Double(count(100)) / 100) : nil, label: some(&random),
          text: text(&random), parent: Self.index(below: index, &random), attribution: some(&random),
          span: span(&random)))
    }
    for _ in 0..<count(1) {
      document.tables.append(
        DocumentTable(
          section: 0, record: nil, caption: some(&random), grid: [[text(&random), "b"], ["1", text(&random)]],
          headerRows: [0],
          headerColumns: [], columnTypes: ["text", "number"], columnUnits: [nil, some(&random)], span: span(&random),
          rowLines: [1, 2]))
    }
    guard statements > 0 else { return document }
    for _ in 0..<count(3) {
      document.metrics.append(
        DocumentMetric(
          statement: Int.random(in: 0..<statements, using: &random), record: Self.index(below: records, &random),
          table: Self.index(below: document.tables.count, &random), metric: metric(&random), span: span(&random),
          correction: some(&random)))
    }
    for _ in 0..<count(2) {
      document.factors.append(
        Factor(
          kind: Factor.Kind.allCases.randomElement(using: &random) ?? .factor,
          statement: Int.random(in: 0..<statements, using: &random), record: Self.index(below: records, &random),
          themes: (0..<count(2)).map { _ in
            FactorTheme(theme: text(&random), entry: text(&random), words: [text(&random)])
          }, correction: some(&random)))
    }
    for _ in 0..<count(1) {
      document.phases.append(
        Phase(
          record: nil, plan: 0, section: 0, ordinal: 1, noun: "Phase", name: text(&random),
          timeFrame: Bool.random(using: &random)
            ? TimeFrame(text: "x", unit: .week, isLength: true, from: 1, to: 2.5, isOngoing: false) : nil,
          tasks: [Int.random(in: 0..<statements, using: &random)], span: span(&random)))
    }
    return document
  }
}
