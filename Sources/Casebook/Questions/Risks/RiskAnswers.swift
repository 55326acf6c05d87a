internal import Conversion

extension KnowledgeBase {
  /// Compares the statements of a file with the pitfalls and failure patterns of the index.
  ///
  /// A pitfall is `named` where a statement shares telling words with it, `related` where one only shares its theme, and
  /// `open` where the file says nothing of it.
  ///
  /// - Parameters:
  ///   - file: the file's name; its extension tells the format.
  ///   - text: what it holds.
  ///   - parser: reads it.
  public func risks(file: String, text: String, parser: DocumentParser) throws -> Answer {
    let corpus = try corpus()
    let pitfalls = try corpus.factors.filter { $0.kind == .pitfall }
    let (outline, directory) = (try corpus.outline(.roles([.pitfalls])), try corpus.records)
    guard !pitfalls.isEmpty else {
      throw KnowledgeError.nothingToUse(
        what: "pitfalls in the index", hint: "sections such as 'Common pitfalls' or 'Failure patterns' hold them")
    }
    let document = parser.parse(path: file, bytes: Array(text.utf8))
    // What the plan does, not what it is called.
    let statements = document.statements.filter {
      ![.code, .heading, .metadata, .caption].contains($0.kind) && !$0.fullText.isEmpty
    }
    let titles = [document.title, document.heading ?? ""] + document.records.map(\.title)
    guard !statements.isEmpty else {
      throw KnowledgeError.badInput(file: file, line: 1, problem: "no statements", hint: "write one a line, as a list")
    }
    let lexicon = try themes()
    let matcher = RiskMatcher(
      pitfalls: pitfalls, statements: statements, titleTerms: Terms.of(titles.joined(separator: " ")), lexicon: lexicon)
    let words = Terms.words(of: statements.map(\.fullText))
    let rows = pitfalls.enumerated().map { index, pitfall in
      let match = matcher.best(for: index)
      return (pitfall: pitfall, match: match, by: match.map { statements[$0.statement] })
    }
    let open = rows.filter { $0.match == nil }.count
    return Answer(
      schema: "casebook.risks/1", rows: rows, layout: .table(groupedBy: "group"),
      notes: ["\(rows.count - open) of \(rows.count) pitfalls are named or related in \(file), \(open) are open"]
    ) {
      Answer.Field("group", title: "Group") { row in
        outline.sectionOfID[row.pitfall.section].flatMap { outline.path($0).last }
          ?? directory[row.pitfall.record]?.title
      }
      Answer.Field("pitfall", title: "Pitfall") { $0.pitfall.fullText }
      Answer.Field("status", title: "In the file") { $0.match?.status ?? "open" }
      Answer.Field("statement", title: "Said as") { $0.by?.fullText }
      Answer.Field("words", title: "Words") { row in (row.match?.words ?? []).map { words[$0] ?? $0 } }
      Answer.Field("themes", title: "Themes") { row in
        let themes = row.match?.themes ?? []
        return Answer.Cell(JSONValue(themes), display: themes.map { lexicon.name(of: $0) }.joined(separator: ", "))
      }
      Answer.Field("by_file") { $0.by == nil ? nil : file }
      Answer.Field("by_line") { $0.by?.span.line }
      Answer.Field("by", title: "At") { row in row.by.map { PagedText.place(file, $0.span.line) } }
      Answer.CitationFields { ($0.pitfall.source, $0.pitfall.citation) }
    }
  }
}

/// Finds the statement that comes nearest to a pitfall.
private struct RiskMatcher {
  struct Match {
    var statement: Int
    var status: String
    var words: [String]
    var themes: [String]
    var score: Double
  }

  /// Two statements share telling words from here on; found by trying on the pitfalls of the corpus against plans.
  private static let namedFrom = 0.2

  private let pitfalls: [(terms: Set<String>, themes: Set<String>)]
  private let statements: [(terms: Set<String>, themes: Set<String>)]
  private let weights: TermWeights

  /// - Parameter titleTerms: words of the titles, which are in every statement's mind and tell none from another.
  init(pitfalls: [FactorStatement], statements: [Statement], titleTerms: Set<String>, lexicon: ThemeLexicon) {
    self.pitfalls = pitfalls.map { (Terms.of($0.fullText), Set($0.themes.map(\.theme))) }
    self.statements = statements.map {
      (Terms.of($0.fullText).subtracting(titleTerms), Set(lexicon.themes(of: $0.fullText).map(\.theme)))
    }
    weights = TermWeights(self.pitfalls.map(\.terms) + self.statements.map(\.terms))
  }

  func best(for index: Int) -> Match? {
    let pitfall = pitfalls[index]
    var best: Match?
    for (number, statement) in statements.enumerated() {
      let themes = pitfall.themes.intersection(statement.themes).sorted()
      let cosine = weights.cosine(pitfall.terms, statement.terms)
      let score = cosine + (themes.isEmpty ? 0 : 0.1)
      guard cosine >= Self.namedFrom || !themes.isEmpty else { continue }
      if let best, best.score >= score { continue }
      best = Match(
        statement: number, status: cosine >= Self.namedFrom ? "named" : "related",
        words: pitfall.terms.intersection(statement.terms).sorted(), themes: themes, score: score)
    }
    return best
  }
}
