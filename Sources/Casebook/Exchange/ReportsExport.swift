internal import Quantities

/// A page of Markdown for each case and pattern, and a list of them. Each is made from its document alone, so the work grows with
/// the documents and not with their square.
struct ReportsExport {
  private let corpus: Corpus
  private let themes: ThemeLexicon

  init(_ corpus: Corpus, themes: ThemeLexicon) {
    self.corpus = corpus
    self.themes = themes
  }

  func write(to place: OutputPlace) throws {
    try place.makeFolder("reports")
    var names = PageNames(suffix: ".md")
    var list = "# Reports\n\n"
    try corpus.forEachDocument { item in
      let records = item.document.records
      for index in records.indices where [.caseStudy, .pattern].contains(records[index].kind) {
        let rows = Self.withFootnotes(self.rows(of: index, item), item)
        guard !rows.isEmpty else { continue }
        let name = "reports/" + names.name(for: item)
        try place.write(name, ReportMarkdown.text(Answer(report: Self.title(records[index]), rows, total: rows.count)))
        list += "- [\(Self.plain(records[index].title))](\(name))\n"
      }
    }
    try place.write("README.md", list)
  }

  private static func title(_ record: Record) -> String {
    let about = record.organisations.filter(\.isSubject).map(\.name).joined(separator: ", ")
    let industry = record.facets.filter { $0.name == .industry }.map(\.value).joined(separator: ", ")
    let facts = [about, industry].filter { !$0.isEmpty }.joined(separator: " · ")
    return facts.isEmpty ? record.title : "\(record.title)\n\(facts)"
  }

  private static func plain(_ text: String) -> String { String(text.map { "[]\n".contains($0) ? " " : $0 }) }

  /// Figures, quotations and factors of a record and those in it.
  private func rows(of record: Int, _ item: SourcedDocument) -> [ReportRow] {
    let document = item.document
    var parts: Set<Int> = [record]
    for (index, other) in document.records.enumerated() where other.parent.map(parts.contains) == true {
      parts.insert(index)
    }
    func row(_ section: ReportRow.Section, _ label: String?, _ text: String, _ about: [String?], _ span: Span)
      -> ReportRow
    {
      ReportRow(
        section: section, group: "", label: label, text: text, about: about.compactMap { $0 }.filter { !$0.isEmpty },
        source: item.source, hash: document.hash, citation: document.citation(span))
    }
    let figures = document.metrics.filter { figure in
      figure.record.map(parts.contains) == true && ![.date, .timeline].contains(figure.metric.kind)
        && !figure.metric.isNoFact(in: document.statements[figure.statement].fullText)
    }.map { figure in
      let metric = figure.metric
      let role = metric.role.map { DocumentPage.word(for: $0) }
      return row(
        .figures, metric.label ?? document.statements[figure.statement].label, metric.boundedText,
        [metric.subject, role, metric.asOf.map { "as of \($0)" }], figure.span)
    }
    let quotes = document.quotations().filter { quotation in
      document.statements[quotation.statement].record.map(parts.contains) == true
    }.map { quotation in
      row(
        .quotes, nil, quotation.text,
        [quotation.speaker?.name, quotation.speaker?.role, quotation.speaker?.organisation],
        document.statements[quotation.statement].span)
    }
    let factors = document.factors.filter { $0.record.map(parts.contains) == true }.map { factor in
      let statement = document.statements[factor.statement]
      return row(
        .factors, factor.kind == .factor ? nil : factor.kind.rawValue, statement.fullText,
        factor.themes.map { themes.name(of: $0.theme) }, statement.span)
    }
    return figures + quotes + factors
  }

  /// The rows with a footnote for each place, in their order.
  private static func withFootnotes(_ rows: [ReportRow], _ item: SourcedDocument) -> [ReportRow] {
    var numbers: [String: Int] = [:]
    return rows.map { row in
      var row = row
      let number = numbers[row.citation.place] ?? numbers.count + 1
      numbers[row.citation.place] = number
      row.footnote = number
      row.reference = KnowledgeBase.reference(to: item.document, source: item.source, row.citation, record: "")
        .text(.markdown)
      return row
    }
  }
}
