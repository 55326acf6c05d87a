internal import Words

extension KnowledgeBase {
  /// The themes with how often each is said, in the order of the lexicon; last the statements of no theme.
  public func themeList() throws -> Answer {
    let lexicon = try themes()
    let corpus = try corpus()
    let (statements, records) = (try corpus.factors, try corpus.records)
    func row(_ id: String?, _ name: String, _ description: String, _ found: [FactorStatement]) -> [Answer.Cell] {
      func count(_ kind: Factor.Kind) -> Answer.Cell {
        let count = found.filter { $0.kind == kind }.count
        return Answer.Cell(.integer(count), display: count == 0 ? "" : String(count))
      }
      let stories = Set(
        found.compactMap { statement in
          records.lineage(statement.record).first { $0.kind == .caseStudy || $0.kind == .pattern }?.key
        })
      return [
        Answer.Cell(id), Answer.Cell(name), Answer.Cell(description), count(.factor), count(.lesson), count(.value),
        count(.pitfall), Answer.Cell(found.count), Answer.Cell(stories.count),
      ]
    }
    var items = lexicon.themes.map { theme in
      row(theme.id, theme.name, theme.description, statements.filter { $0.themes.contains { $0.theme == theme.id } })
    }
    items.append(
      row(nil, "(no theme)", "Statements that no theme's words decide.", statements.filter(\.themes.isEmpty)))
    return Answer(
      schema: "casebook.themes/1",
      columns: [
        Answer.Column("theme", title: "Theme"), Answer.Column("name", title: "Name"), Answer.Column("description"),
        Answer.Column("factors", title: "Factors", isNumeric: true),
        Answer.Column("lessons", title: "Lessons", isNumeric: true),
        Answer.Column("values", title: "Values", isNumeric: true),
        Answer.Column("pitfalls", title: "Pitfalls", isNumeric: true),
        Answer.Column("total", title: "Total", isNumeric: true),
        Answer.Column("records", title: "Cases, patterns", isNumeric: true),
      ],
      items: items)
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
      columns: [
        Answer.Column("theme"), Answer.Column("kind", title: "Kind"), Answer.Column("text", title: "Statement"),
        Answer.Column("words", title: "Decided by"), Answer.Column("entry"), Answer.Column("record", title: "Record"),
        Answer.Column("key"),
      ] + Answer.Column.citation + [Answer.Column.place],
      items: found.map { statement, match in
        [
          Answer.Cell(match?.theme), Answer.Cell(statement.kind.rawValue), Answer.Cell(statement.fullText),
          Answer.Cell(JSONValue(match?.words ?? [])), Answer.Cell(match?.entry),
          Answer.Cell(records[statement.record]?.title), Answer.Cell(records[statement.record]?.key),
        ] + statement.citation.cells(source: statement.source) + [Answer.Cell(statement.citation.place)]
      },
      notes: notesOnChanges(found.map { ($0.0.source, $0.0.citation.file, $0.0.hash) }))
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
