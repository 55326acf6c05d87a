internal import Quantities

/// Lines for the `_bulk` interface of OpenSearch and Elasticsearch: an action and a statement in turn.
struct BulkExport {
  let corpus: Corpus

  init(_ corpus: Corpus) { self.corpus = corpus }

  /// The name that the actions and the instructions use.
  static let indexName = "casebook"

  func write(to place: OutputPlace) throws {
    try place.write("mapping.json", Self.mapping.text + "\n")
    try place.write("README.md", Self.instructions)
    let file = try place.open("bulk.ndjson")
    try corpus.forEachDocument { item in
      let places = StatementPlaces(item.document)
      let id = TextIndex.id(source: item.source, path: item.document.path)
      for index in item.document.statements.indices {
        let action = JSONValue.object([
          .init(
            "index", .object([.init("_index", .string(Self.indexName)), .init("_id", .string("\(id)-\(index)"))]))
        ])
        try file.write(action.text + "\n")
        try file.write(Self.statement(index, places, source: item.source).text + "\n")
      }
    }
    try file.finish()
  }

  private static func statement(_ index: Int, _ places: StatementPlaces, source: String) -> JSONValue {
    let document = places.document
    let statement = document.statements[index]
    let record = places.record(of: index)
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ value: String?) { if let value { members.append(.init(name, .string(value))) } }
    func add(_ name: String, _ values: [String]) {
      if !values.isEmpty { members.append(.init(name, JSONValue(values))) }
    }
    add("text", statement.text)
    add("label", statement.label)
    add("kind", statement.kind.rawValue)
    add("role", statement.role?.rawValue)
    add("purpose", statement.purpose?.role)
    add("speaker", statement.attribution)
    add("headings", places.headings(of: index))
    add("title", document.title)
    add("record", record?.title)
    add("record_key", record?.key)
    add("record_kind", record?.kind.rawValue)
    add("organisations", record?.organisations.filter(\.isSubject).map(\.name) ?? [])
    add("mentions", record?.organisations.filter { !$0.isSubject }.map(\.name) ?? [])
    add("tags", record?.tags ?? [])
    for name in Facet.Name.allCases { add(name.rawValue, record?.facets.filter { $0.name == name }.map(\.value) ?? []) }
    add("language", document.language)
    let figures = places.metrics(of: index)
    if !figures.isEmpty { members.append(.init("metrics", .array(figures.map(figure)))) }
    let factors = places.factors(of: index)
    add("factor", factors.first?.kind.rawValue)
    add("themes", factors.flatMap { $0.themes.map(\.theme) })
    add("source", source)
    add("file", document.path)
    members += span(statement.span)
    return .object(members)
  }

  private static func figure(_ figure: DocumentMetric) -> JSONValue {
    let metric = figure.metric
    var members: [JSONValue.Member] = [
      .init("raw", .string(metric.text)), .init("kind", .string(metric.kind.rawValue)),
    ]
    func add(_ name: String, _ value: String?) { if let value { members.append(.init(name, .string(value))) } }
    if let low = metric.low { members.append(.init("low", .number(low))) }
    if let high = metric.high { members.append(.init("high", .number(high))) }
    add("unit", metric.unit)
    add("currency", metric.currency)
    add("period", metric.period)
    add("direction", metric.direction?.rawValue)
    add("role", metric.role?.rawValue)
    add("label", metric.label)
    add("subject", metric.subject)
    add("category", metric.category?.rawValue)
    add("as_of", metric.asOf)
    return .object(members + span(figure.span))
  }

  private static func span(_ span: Span) -> [JSONValue.Member] {
    [
      .init("line", .integer(span.line)), .init("column", .integer(span.column)), .init("start", .integer(span.start)),
      .init("end", .integer(span.end)),
    ]
  }

  private static let mapping: JSONValue = {
    func type(_ name: String) -> JSONValue { .object([.init("type", .string(name))]) }
    func fields(_ type: JSONValue, _ names: String...) -> [JSONValue.Member] { names.map { .init($0, type) } }
    /// Words to search, and the whole value to filter and count by.
    let both = JSONValue.object([
      .init("type", .string("text")), .init("analyzer", .string("english")),
      .init(
        "fields",
        .object([.init("raw", .object([.init("type", .string("keyword")), .init("ignore_above", .integer(512))]))])),
    ])
    let text = JSONValue.object([.init("type", .string("text")), .init("analyzer", .string("english"))])
    let place = fields(type("integer"), "line", "column", "start", "end")
    let metrics = JSONValue.object([
      .init("type", .string("nested")),
      .init(
        "properties",
        .object(
          fields(
            type("keyword"), "raw", "kind", "unit", "currency", "period", "direction", "role", "category", "as_of")
            + fields(type("double"), "low", "high") + fields(both, "label", "subject") + place)),
    ])
    return .object([
      .init("settings", .object([.init("number_of_shards", .integer(1))])),
      .init(
        "mappings",
        .object([
          .init("dynamic", .string("strict")),
          .init(
            "properties",
            .object(
              fields(text, "text")
                + fields(both, "label", "speaker", "headings", "title", "record", "organisations", "mentions")
                + fields(
                  type("keyword"), "kind", "role", "purpose", "record_key", "record_kind", "tags", "industry",
                  "location", "size",
                  "date", "language", "factor", "themes", "source", "file") + [.init("metrics", metrics)] + place)),
        ])),
    ])
  }()

  private static let instructions = """
    # Statements for a search server

    `bulk.ndjson` has one statement after another for the `_bulk` interface of OpenSearch or Elasticsearch, `mapping.json` the
    types of its fields. Each statement cites its file, line, column (in UTF-8 bytes) and byte range.

        curl -X PUT localhost:9200/\(indexName) -H 'Content-Type: application/json' --data-binary @mapping.json
        curl -X POST localhost:9200/_bulk -H 'Content-Type: application/x-ndjson' --data-binary @bulk.ndjson

    The server takes some 100 MB in one request: split a larger file between two statements, as with
    `split -l 20000 bulk.ndjson part-`.

    """
}
