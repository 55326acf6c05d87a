internal import Conversion
internal import Quantities

/// The page of one document: its records' facts, then every statement under its headings, each with its line as its anchor, and the
/// figures marked by their role.
struct DocumentPage {
  let item: SourcedDocument
  let places: StatementPlaces

  init(_ item: SourcedDocument) {
    self.item = item
    places = StatementPlaces(item.document)
  }

  private var document: ParsedDocument { item.document }

  var html: String {
    let lines = document.statements.indices.sorted { a, b in
      (document.statements[a].span.start, a) < (document.statements[b].span.start, b)
    }
    var body = ""
    var section = 0
    var isListOpen = false
    let top = document.sections.first?.span.line ?? 1
    var anchors: Set<Int> = [top]
    func anchor(_ line: Int) -> String { anchors.insert(line).inserted ? " id=\"L\(line)\"" : "" }
    for index in lines {
      let statement = document.statements[index]
      if statement.section != section {
        if isListOpen { body += "</ul>\n" }
        isListOpen = false
        section = statement.section
        body += heading(of: section, anchor)
      }
      let isItem = statement.kind == .bullet
      if isItem != isListOpen {
        body += isItem ? "<ul>\n" : "</ul>\n"
        isListOpen = isItem
      }
      body += self.statement(index, anchor(statement.span.line))
    }
    if isListOpen { body += "</ul>\n" }
    var head = "<article\(document.language.map { " lang=\"\(HTMLText.escaped($0))\"" } ?? "")>\n"
    head += "<h1 id=\"L\(top)\">\(HTMLText.escaped(document.title))</h1>\n"
    head += "<p class=\"place\">\(HTMLText.escaped(item.source))/\(HTMLText.escaped(document.path))</p>\n"
    return HTMLText.page(
      title: document.title, current: nil, depth: 1, main: head + facts(anchor) + body + "</article>")
  }

  /// The facts of the document's records: what they are, whom they are about. A record whose line has no anchor yet gets one here.
  private func facts(_ anchor: (Int) -> String) -> String {
    var rows: [(anchor: String, name: String, text: String)] = []
    for record in document.records where record.kind != .document || document.records.count == 1 {
      let who = record.organisations.filter(\.isSubject).map(\.name)
      let facets = record.facets.map { "\($0.name.rawValue): \($0.value)" }
      let text = ([record.kind.name] + who + facets).joined(separator: " · ")
      rows.append((anchor(record.span.line), record.title, text))
    }
    for line in document.provenance { rows.append(("", line.label.isEmpty ? "Provenance" : line.label, line.text)) }
    guard !rows.isEmpty else { return "" }
    return "<dl>\n"
      + rows.map { "<dt\($0.anchor)>\(HTMLText.escaped($0.name))</dt><dd>\(HTMLText.escaped($0.text))</dd>\n" }.joined()
      + "</dl>\n"
  }

  private func heading(of section: Int, _ anchor: (Int) -> String) -> String {
    let value = document.sections[section]
    guard value.origin != .document else { return "" }
    let level = min(max(value.level, 1) + 1, 6)
    let path = document.headingPath(of: section)
    // A section without statements of its own around it is not left out of sight.
    let around = path.dropLast().map { HTMLText.escaped($0) + " › " }.joined()
    let number = value.number.map { HTMLText.escaped($0) + " " } ?? ""
    return
      "<h\(level)\(anchor(value.span.line))>\(around.isEmpty ? "" : "<small>\(around)</small>")\(number)\(HTMLText.escaped(value.title))</h\(level)>\n"
  }

  private func statement(_ index: Int, _ anchor: String) -> String {
    let statement = document.statements[index]
    let line = statement.span.line
    var text = Self.marked(statement, places.metrics(of: index))
    if let speaker = statement.attribution { text += " <cite>\(HTMLText.escaped(speaker))</cite>" }
    let place =
      "<a class=\"line\" href=\"#L\(line)\" title=\"\(HTMLText.escaped(PagedText.place(document.path, line)))\">\(shortPlace(line))</a>"
    let factors = places.factors(of: index)
    let name = factors.first.map { " class=\"factor\" title=\"\($0.kind.rawValue)\"" } ?? ""
    let themes = factors.flatMap { $0.themes.map(\.theme) }
    let tags = themes.isEmpty ? "" : " <small>\(HTMLText.escaped(themes.joined(separator: ", ")))</small>"
    let content = text + tags + " " + place
    return switch statement.kind {
    case .bullet: "<li\(anchor)\(name)>\(content)</li>\n"
    case .quote: "<blockquote\(anchor)><p>\(content)</p></blockquote>\n"
    case .code: "<pre\(anchor)>\(HTMLText.escaped(statement.text)) \(place)</pre>\n"
    default: "<p\(anchor)\(name)>\(content)</p>\n"
    }
  }

  /// The line, in a document with pages behind its page.
  private func shortPlace(_ line: Int) -> String {
    PagedText.page(ofLine: line, in: document.path).map { "p\($0.page):\($0.line)" } ?? "\(line)"
  }

  /// A statement's text with its figures marked, each where its words are first found behind the one before.
  static func marked(_ statement: Statement, _ metrics: [DocumentMetric]) -> String {
    let text = statement.fullText
    var rest = text[...]
    var html = ""
    for metric in metrics.sorted(by: { $0.span.start < $1.span.start }) where !metric.metric.text.isEmpty {
      guard let range = rest.firstRange(of: metric.metric.text) else { continue }
      html += HTMLText.escaped(String(rest[..<range.lowerBound]))
      html += figure(metric.metric)
      rest = rest[range.upperBound...]
    }
    html += HTMLText.escaped(String(rest))
    guard let label = statement.label, html.hasPrefix(HTMLText.escaped(label)) else { return html }
    return "<b>\(HTMLText.escaped(label))</b>" + html.dropFirst(HTMLText.escaped(label).count)
  }

  /// What a role is called for readers.
  static func word(for role: MetricRole?) -> String {
    switch role {
    case nil: ""
    case .delta: "change"
    case .baseline: "before"
    case .target: "goal"
    case .window: "period"
    case .hypothesis: "estimate"
    case let role?: role.rawValue
    }
  }

  /// A figure, marked by what part it plays: the shape says it without colour.
  static func figure(_ metric: Metric) -> String {
    let role = metric.role?.rawValue ?? "none"
    let says = [metric.role.map { word(for: $0) }, metric.label, metric.subject, metric.asOf].compactMap { $0 }
    let title = says.isEmpty ? "" : " title=\"\(HTMLText.escaped(says.joined(separator: " · ")))\""
    return "<span class=\"figure \(role)\"\(title)>\(HTMLText.escaped(metric.text))</span>"
  }
}
