internal import Words

extension KnowledgeBase {
  /// The themes with how often each is said, in the order of the lexicon; last the statements of no theme.
  public func themeList() throws -> Answer {
    let lexicon = try themes()
    let corpus = try corpus()
    let (statements, records) = (try corpus.factors, try corpus.records)
    func count(_ kind: Factor.Kind, _ found: [FactorStatement]) -> Answer.Cell {
      let count = found.filter { $0.kind == kind }.count
      return Answer.Cell(.integer(count), display: count == 0 ? "" : String(count))
    }
    var rows: [(theme: Theme?, found: [FactorStatement])] = lexicon.themes.map { theme in
      (theme, statements.filter { $0.themes.contains { $0.theme == theme.id } })
    }
    rows.append((nil, statements.filter(\.themes.isEmpty)))
    return Answer(schema: "casebook.themes/1", rows: rows) {
      Answer.Field("theme", title: "Theme") { $0.theme?.id }
      Answer.Field("name", title: "Name") { $0.theme?.name ?? "(no theme)" }
      Answer.Field("description") { $0.theme?.description ?? "Statements that no theme's words decide." }
      Answer.Field("factors", title: "Factors", isNumeric: true) { count(.factor, $0.found) }
      Answer.Field("lessons", title: "Lessons", isNumeric: true) { count(.lesson, $0.found) }
      Answer.Field("values", title: "Values", isNumeric: true) { count(.value, $0.found) }
      Answer.Field("pitfalls", title: "Pitfalls", isNumeric: true) { count(.pitfall, $0.found) }
      Answer.Field("total", title: "Total", isNumeric: true) { $0.found.count }
      Answer.Field("records", title: "Cases, patterns", isNumeric: true) { row in
        Set(
          row.found.compactMap { statement in
            records.lineage(statement.record).first { $0.kind == .caseStudy || $0.kind == .pattern }?.key
          }
        ).count
      }
    }
  }

  /// The statements of one theme, each with the words that decided and the lexicon's phrase.
  ///
  /// - Parameters:
  ///   - name: the theme's id or name; nil: the statements that fit no theme.
  ///   - kinds: what the statements may be.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  public func themeStatements(_ name: String?, kinds: Set<Factor.Kind> = Set(Factor.Kind.allCases)) throws -> Answer {
    let lexicon = try themes()
    let theme = try name.map { try lexicon.theme(meant: $0) }
    let corpus = try corpus()
    let (statements, records) = (try corpus.factors, try corpus.records)
    let found = statements.compactMap { statement -> (FactorStatement, FactorTheme?)? in
      guard kinds.contains(statement.kind) else { return nil }
      guard let theme else { return statement.themes.isEmpty ? (statement, nil) : nil }
      return statement.themes.first { $0.theme == theme.id }.map { (statement, $0) }
    }
    return Answer(
      schema: "casebook.theme/1",
      title: theme.map { "\($0.name)\n\($0.description)" } ?? "Statements that fit no theme",
      rows: found, notes: notesOnChanges(found.map { ($0.0.source, $0.0.citation.file, $0.0.hash) })
    ) {
      Answer.Field("theme") { $0.1?.theme }
      Answer.Field("kind", title: "Kind") { $0.0.kind.rawValue }
      Answer.Field("text", title: "Statement") { $0.0.fullText }
      Answer.Field("words", title: "Decided by") { $0.1?.words ?? [] }
      Answer.Field("entry") { $0.1?.entry }
      Answer.Field("record", title: "Record") { records[$0.0.record]?.title }
      Answer.Field("key") { records[$0.0.record]?.key }
      Answer.CitationFields { ($0.0.source, $0.0.citation) }
    }
  }
}

extension ThemeLexicon {
  /// The one theme that a name means, or an error that says which are near.
  func theme(meant name: String) throws -> Theme {
    let found = themes(matching: name)
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw CasebookError.notFound(
        what: "theme", name: name, near: Suggestion.near(name, in: themes.map(\.name)))
    }
    throw CasebookError.ambiguous(what: "theme", name: name, candidates: found.map(\.id))
  }
}
