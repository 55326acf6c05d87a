internal import Conversion
internal import Quantities
internal import Words

/// `llms.txt` (llmstxt.org): an overview of the index for language models, with a Markdown file for each document in which every
/// statement has its line and every figure is said with what was understood of it.
struct ContextExport {
  private let corpus: Corpus

  init(_ corpus: Corpus) { self.corpus = corpus }

  func write(to place: OutputPlace) throws {
    try place.makeFolder("documents")
    var names = PageNames(suffix: ".md")
    /// Lines of the overview by what the document is.
    var cases: [String] = []
    var patterns: [String] = []
    var others: [String] = []
    let full = try place.open("llms-full.txt")
    try corpus.forEachDocument { item in
      let text = DocumentMarkdown(item).text
      let name = "documents/" + names.name(for: item)
      try place.write(name, text)
      try full.write(text + "\n")
      let kinds = Set(item.document.records.map(\.kind))
      let link = Self.link(item, name)
      if kinds.contains(.caseStudy) {
        cases.append(link)
      } else if kinds.contains(.pattern) {
        patterns.append(link)
      } else {
        others.append(link)
      }
    }
    try full.finish()
    try place.write("llms.txt", try overview(cases, patterns, others))
  }

  private static func link(_ item: SourcedDocument, _ name: String) -> String {
    let document = item.document
    let stories = document.records.filter { $0.kind == .caseStudy || $0.kind == .pattern }
    let about = (stories.isEmpty ? document.records : stories).flatMap {
      $0.organisations.filter(\.isSubject).map(\.name)
    }
    .unique()
    let counts = [(document.metrics.count, "figure"), (document.factors.count, "factor")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    let notes = [about.prefix(4).joined(separator: ", ")].filter { !$0.isEmpty } + counts
    let title = String(document.title.map { "[]\n".contains($0) ? " " : $0 })
    return "- [\(title)](\(name))" + (notes.isEmpty ? "" : ": \(notes.joined(separator: "; "))")
  }

  private func overview(_ cases: [String], _ patterns: [String], _ others: [String]) throws -> String {
    let sources = try corpus.storedSources.map(\.label)
    var text = "# Casebook: \(sources.joined(separator: ", "))\n\n"
    text +=
      "> \(cases.count + patterns.count + others.count) documents, \(cases.count) with case studies. Each statement is "
    text += "quoted as its document says it, with the line it is on: cite it as FILE:LINE.\n"
    for (title, lines) in [("Case studies", cases), ("Patterns", patterns), ("Other documents", others)]
    where !lines.isEmpty {
      text += "\n## \(title)\n\n" + lines.joined(separator: "\n") + "\n"
    }
    return text + "\n## Optional\n\n- [All documents in one file](llms-full.txt)\n"
  }
}

/// A document as Markdown: what it is, then its statements under their headings, each with its line, and its figures.
struct DocumentMarkdown {
  private let item: SourcedDocument
  private let places: StatementPlaces

  init(_ item: SourcedDocument) {
    self.item = item
    places = StatementPlaces(item.document)
  }

  var text: String {
    let document = item.document
    var text = "# \(Self.line(document.title))\n\nFile: \(item.source)/\(document.path)\n"
    for record in document.records where record.kind != .document || document.records.count == 1 {
      let about = record.organisations.filter(\.isSubject).map(\.name)
      let facts = [record.kind.name] + about + record.facets.map { "\($0.name.rawValue) \($0.value)" }
      text += "\(Self.line(record.title)): \(Self.line(facts.joined(separator: ", "))) (\(place(record.span.line)))\n"
    }
    for line in document.provenance {
      text += "\(Self.line(line.label.isEmpty ? "Provenance" : line.label)): \(Self.line(line.text))\n"
    }
    var section = 0
    let order = document.statements.indices.sorted { a, b in
      (document.statements[a].span.start, a) < (document.statements[b].span.start, b)
    }
    text += "\n"
    for index in order {
      let statement = document.statements[index]
      if statement.section != section {
        section = statement.section
        let path = document.headingPath(of: section)
        if !path.isEmpty { text += "\n## \(Self.line(path.joined(separator: " › ")))\n\n" }
      }
      text += self.statement(index)
    }
    return text
  }

  private func place(_ line: Int) -> String {
    PagedText.page(ofLine: line, in: item.document.path).map { "page \($0.page), line \($0.line)" } ?? "line \(line)"
  }

  private func statement(_ index: Int) -> String {
    let statement = places.document.statements[index]
    var text = "- \(Self.line(statement.fullText)) [\(place(statement.span.line))]"
    if let speaker = statement.attribution { text += " (said by \(Self.line(speaker)))" }
    for factor in places.factors(of: index) {
      let themes = factor.themes.map(\.theme).joined(separator: ", ")
      text += " (\(factor.kind.rawValue)\(themes.isEmpty ? "" : ": \(themes)"))"
    }
    text += "\n"
    for figure in places.metrics(of: index) where figure.metric.kind != .date && figure.metric.kind != .timeline {
      let metric = figure.metric
      let facts = [
        metric.label, metric.subject.map { "of \($0)" }, metric.asOf.map { "as of \($0)" },
        metric.role.map { DocumentPage.word(for: $0) },
      ].compactMap { $0 }
      if !facts.isEmpty { text += "  - \(Self.line(metric.text)): \(Self.line(facts.joined(separator: ", ")))\n" }
    }
    return text
  }

  /// Text in one line, without marks that Markdown would take for HTML.
  private static func line(_ text: String) -> String {
    text.split { $0.isNewline }.joined(separator: " ").map { $0 == "<" ? "\\<" : String($0) }.joined()
  }
}
