internal import Quantities
internal import Words

/// What a report is about.
public enum ReportSubject: Sendable, Hashable {
  /// A record, by its key or words of its title.
  case record(String)
  /// A theme, by its id or name.
  case theme(String)
  /// An organisation, by words of its name.
  case organisation(String)
}

/// A line of a report: a figure, a quotation or a factor, with the source it cites.
struct ReportRow: Sendable {
  enum Section: String, CaseIterable { case figures, quotes, factors }

  var section: Section
  /// The case or record it belongs to; empty where the report is about that.
  var group: String
  /// What the figure measures; the kind of a factor.
  var label: String?
  /// The figure, the words.
  var text: String
  /// Who said it, whose it is, its date and themes.
  var about: [String]
  var source: String
  var hash: String
  var citation: Citation
  /// The reference of its place, as Markdown.
  var reference = ""
  /// Number of the footnote; rows of one place share it.
  var footnote = 0
}

extension KnowledgeBase {
  /// A page about a case, theme or organisation: its figures, what people said, its factors, each with the reference of its source.
  ///
  /// - Parameters:
  ///   - subject: what the page is about.
  ///   - limit: most rows of each section; nil gives all.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  public func report(_ subject: ReportSubject, limit: Int? = nil) throws -> Answer {
    let corpus = try corpus()
    var (title, rows): (String, [ReportRow])
    switch subject {
    case .record(let name): (title, rows) = try recordRows(name, corpus)
    case .theme(let name): (title, rows) = try themeRows(name, corpus)
    case .organisation(let name): (title, rows) = try organisationRows(name, corpus)
    }
    let total = rows.count
    if let limit {
      rows = ReportRow.Section.allCases.flatMap { section in rows.filter { $0.section == section }.prefix(limit) }
    }
    try addReferences(to: &rows)
    return Answer(
      report: title, rows, total: total, notes: notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) }))
  }

  private func recordRows(_ name: String, _ corpus: Corpus) throws -> (String, [ReportRow]) {
    let directory = try corpus.records
    let entry = try directory.record(named: name)
    let parts = directory.entries.filter { part in
      part.document == entry.document && directory.lineage(part.id).contains { $0.id == entry.id }
    }
    let (ids, keys) = (Set(parts.map(\.id)), Set(parts.map(\.key)))
    let facets = [
      entry.subjects.joined(separator: ", "), directory.industries(around: entry.id).joined(separator: ", "),
    ]
    let rows =
      try figureRows(MetricsQuestion(), corpus) { keys.contains($0.recordKey) && $0.source == entry.source }
      + quoteRows(corpus) { $0.source == entry.source && $0.record.map { keys.contains($0.key) } == true }
      + factorRows(corpus) { ids.contains($0.record) }
    let line = facets.filter { !$0.isEmpty }.joined(separator: " · ")
    return (line.isEmpty ? entry.title : "\(entry.title)\n\(line)", rows.map { ungrouped($0) })
  }

  private func organisationRows(_ name: String, _ corpus: Corpus) throws -> (String, [ReportRow]) {
    let directory = try corpus.records
    let matcher = WordMatcher(name)
    let isOf = Set(
      directory.entries.filter { entry in
        directory.lineage(entry.id).contains { $0.subjects.contains { matcher.matches([$0]) } }
      }.map(\.id))
    let keys = Set(directory.entries.filter { isOf.contains($0.id) }.map { "\($0.source)/\($0.key)" })
    let rows =
      try figureRows(MetricsQuestion(organisation: name), corpus) { _ in true }
      + quoteRows(corpus) { row in
        matcher.matches([row.quotation.speaker?.organisation])
          || row.quotation.speaker?.organisation == nil
            && row.record.map { keys.contains("\(row.source)/\($0.key)") } == true
      } + factorRows(corpus) { isOf.contains($0.record) }
    guard !rows.isEmpty else {
      throw CasebookError.notFound(
        what: "organisation", name: name,
        near: Suggestion.near(name, in: directory.entries.flatMap(\.subjects).unique().sorted()))
    }
    let names = directory.entries.flatMap(\.subjects).filter { matcher.matches([$0]) }.unique()
    return (names.count == 1 ? names[0] : name, rows)
  }

  private func themeRows(_ name: String, _ corpus: Corpus) throws -> (String, [ReportRow]) {
    let theme = try themes().theme(meant: name)
    let statements = try corpus.factors.filter { $0.themes.contains { $0.theme == theme.id } }
    // Figures that the same statements hold.
    let places = Set(statements.map { "\($0.source)/\($0.citation.file):\($0.citation.line)" })
    let rows =
      try figureRows(MetricsQuestion(), corpus) {
        places.contains("\($0.source)/\($0.citation.file):\($0.citation.line)")
      }
      + factorRows(corpus) { factor in factor.themes.contains { $0.theme == theme.id } }
    return ("\(theme.name)\n\(theme.description)", rows)
  }

  private func ungrouped(_ row: ReportRow) -> ReportRow {
    var row = row
    row.group = ""
    return row
  }

  // MARK: - Sections

  private func figureRows(
    _ question: MetricsQuestion, _ corpus: Corpus, _ isWanted: (MetricRow) -> Bool
  ) throws -> [ReportRow] {
    try metricRows(question).filter(isWanted).map { row in
      let metric = row.metric
      return ReportRow(
        section: .figures, group: row.record, label: metric.label ?? row.statementLabel,
        text: metric.displayText
          + (metric.period.map { " per " + $0.split(separator: ",").joined(separator: ", ") } ?? ""),
        about: [row.subject, metric.role?.rawValue, metric.asOf.map { "as of \($0)" }].compactMap { $0 }.filter {
          !$0.isEmpty
        },
        source: row.source, hash: row.hash, citation: row.citation)
    }
  }

  private func quoteRows(_ corpus: Corpus, _ isWanted: (QuoteRow) -> Bool) throws -> [ReportRow] {
    try corpus.quoteRows().filter(isWanted).map { row in
      let speaker = row.quotation.speaker
      return ReportRow(
        section: .quotes, group: row.record?.title ?? "", label: nil, text: row.quotation.text,
        about: [speaker?.name, speaker?.role, speaker?.organisation].compactMap { $0 }, source: row.source,
        hash: row.hash, citation: row.citation)
    }
  }

  private func factorRows(_ corpus: Corpus, _ isWanted: (FactorStatement) -> Bool) throws -> [ReportRow] {
    let (directory, lexicon) = (try corpus.records, try themes())
    return try corpus.factors.filter(isWanted).map { factor in
      ReportRow(
        section: .factors, group: directory[factor.record]?.title ?? "",
        label: factor.kind == .factor ? nil : factor.kind.rawValue,
        text: factor.fullText, about: factor.themes.map { lexicon.name(of: $0.theme) }, source: factor.source,
        hash: factor.hash, citation: factor.citation)
    }
  }

  /// Gives each place a footnote, in the order of the rows.
  private func addReferences(to rows: inout [ReportRow]) throws {
    var known: [String: (number: Int, text: String)] = [:]
    for index in rows.indices {
      let row = rows[index]
      let place = "\(row.source)/\(row.citation.place)"
      if known[place] == nil {
        let text = try reference(of: row)
        known[place] = (known.count + 1, text)
      }
      if let footnote = known[place] { (rows[index].footnote, rows[index].reference) = footnote }
    }
  }

  private func reference(of row: ReportRow) throws -> String {
    do {
      var reference = try references(["\(row.citation.file):\(row.citation.line)"])[0]
      reference.quote = nil
      reference.citation = row.citation
      return reference.text(.markdown)
    } catch CasebookError.ambiguous {
      // Two sources have a file of this name.
      return "`\(row.source)/\(row.citation.place)`"
    } catch CasebookError.notFound {
      return "`\(row.citation.place)`"
    }
  }
}

extension Answer {
  /// A report of these rows, whose footnotes are numbered.
  init(report title: String, _ rows: [ReportRow], total: Int, notes: [Note] = []) {
    self.init(
      schema: "casebook.report/1", title: title, rows: rows, total: total, layout: .table(groupedBy: "section"),
      notes: notes
    ) {
      Answer.Field("section", title: "Section") { Answer.Cell(.string($0.section.rawValue), display: $0.section.title) }
      Answer.Field("group", title: "Of") { $0.group.isEmpty ? nil : $0.group }
      Answer.Field("label", title: "What") { $0.label }
      Answer.Field("text", title: "Words") { $0.text }
      Answer.Field("about", title: "About") { $0.about }
      Answer.Field("footnote") { $0.footnote }
      Answer.Field("reference") { $0.reference }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }
}

extension ReportRow.Section {
  var title: String {
    switch self {
    case .figures: "Figures"
    case .quotes: "What people said"
    case .factors: "What made the difference"
    }
  }
}
