internal import Conversion
internal import Quantities

/// What a document adds to the lists of a site, as HTML.
struct SiteRows {
  private let item: SourcedDocument
  private let page: String
  private let places: StatementPlaces

  /// - Parameter page: the document's page, relative to the site.
  init(_ item: SourcedDocument, page: String, places: StatementPlaces) {
    self.item = item
    self.page = page
    self.places = places
  }

  private var document: ParsedDocument { item.document }

  /// A link to a statement, with its place, or that of a figure in it, as text.
  private func link(_ line: Int, shown: Int? = nil) -> String {
    "<a class=\"place\" href=\"\(HTMLText.address(page))#L\(line)\">\(HTMLText.escaped(PagedText.place(document.path, shown ?? line)))</a>"
  }

  // MARK: - Cases

  /// A card for each case: whom it is about, its strongest figures, and what somebody said.
  func cases() -> [String] {
    document.records.indices.filter { document.records[$0].kind == .caseStudy }.map(card)
  }

  private func card(_ index: Int) -> String {
    let record = document.records[index]
    let facts =
      record.organisations.filter(\.isSubject).map(\.name)
      + record.facets.filter { $0.name == .industry || $0.name == .date }.map(\.value)
    var html = "<article class=\"case\"><h2><a href=\"\(HTMLText.address(page))#L\(record.span.line)\">"
    html += "\(HTMLText.escaped(record.title))</a></h2>\n"
    if !facts.isEmpty { html += "<p class=\"facts\">\(HTMLText.escaped(facts.joined(separator: " · ")))</p>\n" }
    let strongest = strongestFigures(of: index)
    if !strongest.isEmpty {
      html += "<ul class=\"large\">\n"
      for figure in strongest {
        html +=
          "<li><a href=\"\(HTMLText.address(page))#L\(document.statements[figure.statement].span.line)\">\(DocumentPage.figure(figure.metric))</a> "
          + "<span>\(HTMLText.escaped(figure.metric.label ?? ""))</span></li>\n"
      }
      html += "</ul>\n"
    }
    if let factor = document.factors.first(where: { $0.record == index && $0.kind == .factor }) {
      let statement = document.statements[factor.statement]
      html += "<p class=\"said\">\(HTMLText.escaped(statement.fullText)) \(link(statement.span.line))</p>\n"
    } else {
      html += "<p>\(link(record.span.line))</p>\n"
    }
    return html + "</article>\n"
  }

  /// At most three: changes and results before figures without a role, money, shares and factors before counts; never goals,
  /// estimates, times and what has no label. In the order of the document.
  private func strongestFigures(of record: Int) -> [DocumentMetric] {
    var candidates: [(strength: Int, index: Int)] = []
    for (index, figure) in document.metrics.enumerated() where figure.record == record {
      let metric = figure.metric
      let statement = document.statements[figure.statement]
      guard metric.label != nil, !metric.isVague, !metric.isNoFact(in: statement.fullText) else { continue }
      var strength = 0
      switch metric.role {
      case .delta, .result: strength += 4
      case nil: break
      default: continue
      }
      switch metric.kind {
      case .currency, .percent, .multiplier, .percentPoints: strength += 2
      case .date, .timeline: continue
      default: break
      }
      if statement.role?.rawValue == "results" || statement.purpose?.role == "result" { strength += 1 }
      candidates.append((strength, index))
    }
    let best = candidates.sorted { $0.strength != $1.strength ? $0.strength > $1.strength : $0.index < $1.index }
    return best.prefix(3).map(\.index).sorted().map { document.metrics[$0] }
  }

  // MARK: - Rows

  /// A row of the table for each figure that is stated as fact.
  func figures() -> [String] {
    document.metrics.filter { figure in
      ![.date, .timeline].contains(figure.metric.kind)
        && !figure.metric.isNoFact(in: document.statements[figure.statement].fullText)
    }.map { figure in
      let metric = figure.metric
      // Where no label is sure the sentence stands for it, in quotation marks.
      let text = document.statements[figure.statement].fullText
      let what = metric.label.map(HTMLText.escaped) ?? "<q>\(HTMLText.escaped(String(text.prefix(160))))</q>"
      return SiteExport.row([
        HTMLText.escaped(metric.subject ?? ""), what, DocumentPage.figure(metric),
        DocumentPage.word(for: metric.role), HTMLText.escaped(metric.asOf ?? ""),
        link(document.statements[figure.statement].span.line, shown: figure.span.line),
      ])
    }
  }

  /// What people say in the document.
  func quotes() -> [String] {
    document.quotations().map { quotation in
      let line = document.statements[quotation.statement].span.line
      let speaker = [quotation.speaker?.name, quotation.speaker?.role, quotation.speaker?.organisation]
        .compactMap { $0 }.joined(separator: ", ")
      let cite = speaker.isEmpty ? "" : "<cite>\(HTMLText.escaped(speaker))</cite> "
      return
        "<blockquote class=\"row\"><p>\(HTMLText.escaped(quotation.text))</p><footer>\(cite)\(link(line))</footer></blockquote>\n"
    }
  }

  /// Factors, lessons and pitfalls with their first theme; "" where none is known.
  func factors() -> [(theme: String, row: String)] {
    document.factors.map { factor in
      let statement = document.statements[factor.statement]
      let kind = factor.kind == .factor ? "" : "<b class=\"kind\">\(factor.kind.rawValue)</b> "
      let who = factor.record.map { document.records[$0].title } ?? document.title
      return (
        factor.themes.first?.theme ?? "",
        "<li>\(kind)\(HTMLText.escaped(statement.fullText)) <small>\(HTMLText.escaped(who))</small> \(link(statement.span.line))</li>\n"
      )
    }
  }
}
