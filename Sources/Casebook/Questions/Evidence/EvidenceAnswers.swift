internal import Conversion
internal import Words

/// What evidence is looked for: a pattern, a trait that a document names, or a theme.
struct EvidenceTopic {
  var title: String
  var themes: Set<String>
  /// Cases that are the model of a pattern: all they say of factors supports it.
  var cases: [RecordDirectory.Entry] = []
  /// Statements that define the topic: they are no evidence for it.
  var ownStatements: Set<Int64> = []
  var ownRecord: Int64?
  /// Where documents name it.
  var places: [String] = []
}

extension KnowledgeBase {
  /// What speaks for a pattern, trait or theme in the cases, and what against it.
  ///
  /// For: statements of cases that are the pattern's model, and statements of any case with one of its themes. Against:
  /// pitfalls of the same themes, and statements of cases that say a theme with a word of failure or lack. Each row says why
  /// it is there; nothing is judged beyond that.
  ///
  /// - Parameters:
  ///   - name: a pattern's number or name; a trait, such as one of the common success patterns; or a theme.
  ///   - limit: how many statements at most; nil for all.
  public func evidence(_ name: String, limit: Int? = nil) throws -> Answer {
    let lexicon = try themes()
    let corpus = try corpus()
    let (records, patterns) = (try corpus.records, try PatternDirectory(corpus))
    let (statements, outline) = (try corpus.factors, try corpus.outline())
    let topic = try self.topic(name, records, patterns, statements, lexicon)
    let finder = EvidenceFinder(topic: topic, records: records, lexicon: lexicon)
    var rows = statements.compactMap { finder.row($0) }
    let taken = Set(statements.map(\.statement))
    for statement in outline.statements where !taken.contains(statement.id) {
      if let row = finder.contrary(statement, outline) { rows.append(row) }
    }
    rows.sort { a, b in
      if a.stance != b.stance { return a.stance == "for" }
      if a.weight != b.weight { return a.weight > b.weight }
      return (a.source, a.citation.file, a.citation.start) < (b.source, b.citation.file, b.citation.start)
    }
    let shown = limit.map { Array(rows.prefix($0)) } ?? rows
    let cases = rows.filter { $0.stance == "for" }.map(\.record).unique().count
    return Answer(
      schema: "casebook.evidence/1",
      title: topic.places.isEmpty ? topic.title : "\(topic.title)\n\(topic.places.joined(separator: ", "))",
      rows: shown, total: rows.count, layout: .table(groupedBy: "stance"),
      notes: [
        Answer.Note(
          "\(rows.filter { $0.stance == "for" }.count) statements of \(cases) records for, \(rows.filter { $0.stance == "against" }.count) against"
            + (topic.themes.isEmpty
              ? "" : "; themes: \(topic.themes.sorted().map { lexicon.name(of: $0) }.joined(separator: ", "))"))
      ]
    ) {
      Answer.Field("topic") { _ in topic.title }
      Answer.Field("stance", title: "Stance") { $0.stance }
      Answer.Field("record", title: "Record") { $0.record }
      Answer.Field("key") { $0.key }
      Answer.Field("kind") { $0.kind }
      Answer.Field("statement", title: "Statement") { $0.text }
      Answer.Field("why", title: "Because") { $0.why }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }

  private func topic(
    _ name: String, _ records: RecordDirectory, _ patterns: PatternDirectory, _ statements: [FactorStatement],
    _ lexicon: ThemeLexicon
  ) throws -> EvidenceTopic {
    let folded = slug(name)
    // A trait's whole name comes before words of a pattern's.
    let traits = statements.filter { statement in
      statement.label.map { slug($0) == folded } ?? false
        && !records.lineage(statement.record).contains { $0.kind == .caseStudy || $0.kind == .pattern }
    }
    let exactPattern = patterns.entries.contains { slug($0.record.title) == folded || $0.record.number == name }
    if !exactPattern, let trait = traits.first(where: { !$0.themes.isEmpty }) ?? traits.first {
      return EvidenceTopic(
        title: trait.label ?? trait.fullText, themes: Set(traits.flatMap { $0.themes.map(\.theme) }),
        ownStatements: Set(traits.map(\.statement)), places: traits.map(\.citation.place))
    }
    if let entry = try patterns.named(name) {
      let own = statements.filter { records.lineage($0.record).contains { $0.id == entry.record.id } }
      return EvidenceTopic(
        title: RecordDirectory.groupName(entry.record), themes: Set(own.flatMap { $0.themes.map(\.theme) }),
        cases: entry.cases, ownRecord: entry.record.id, places: [PagedText.place(entry.record.file, entry.record.line)])
    }
    let found = lexicon.themes(matching: name)
    guard found.count <= 1 else {
      throw CasebookError.ambiguous(what: "theme", name: name, candidates: found.map(\.id))
    }
    guard let theme = found.first else {
      let names = patterns.entries.map(\.record.title) + statements.compactMap(\.label) + lexicon.themes.map(\.name)
      throw CasebookError.notFound(
        what: "pattern, trait or theme", name: name, near: Suggestion.near(name, in: names))
    }
    return EvidenceTopic(title: theme.name, themes: [theme.id])
  }
}

/// Says of single statements whether they are evidence, and why.
struct EvidenceFinder {
  struct Row {
    var stance: String
    var record: String
    var key: String
    var kind: String
    var text: String
    var why: String
    var weight: Int
    var source: String
    var citation: Citation
  }

  /// Words of failure and lack.
  private static let contraryWords: Set<String> = [
    "not", "no", "never", "without", "lack", "lacks", "lacking", "lacked", "fail", "fails", "failed", "failing",
    "failure",
    "despite", "however", "although", "decline", "declined", "declining", "drop", "dropped", "poor", "poorly", "weak",
    "weakly",
    "insufficient", "insufficiently", "inadequate", "inadequately", "hardly", "unclear", "missing", "loss", "lost",
    "slow",
    "abandoned", "cancelled", "underestimated", "struggled", "struggle", "resistance", "conflict", "conflicts",
  ]
  private static let contraryRoles: Set<Role> = [
    .challenge, .result, .context, .pitfalls, .lessons, .strategy, .solution,
  ]

  let topic: EvidenceTopic
  let records: RecordDirectory
  let lexicon: ThemeLexicon

  func row(_ statement: FactorStatement) -> Row? {
    let lineage = records.lineage(statement.record)
    guard !topic.ownStatements.contains(statement.statement) else { return nil }
    if let own = topic.ownRecord, lineage.contains(where: { $0.id == own }) { return nil }
    let shared = statement.themes.filter { topic.themes.contains($0.theme) }
    let story = lineage.first { $0.kind == .caseStudy || $0.kind == .pattern || $0.kind == .profile }
    let record = story ?? records[statement.record]
    func row(_ stance: String, _ why: String, _ weight: Int) -> Row {
      Row(
        stance: stance, record: record?.title ?? "", key: record?.key ?? "", kind: statement.kind.rawValue,
        text: statement.fullText, why: why, weight: weight, source: statement.source, citation: statement.citation)
    }
    let themes = shared.map { "\(lexicon.name(of: $0.theme)) (\($0.words.joined(separator: ", ")))" }.joined(
      separator: "; ")
    if statement.kind == .pitfall {
      return shared.isEmpty ? nil : row("against", "pitfall of the theme \(themes)", shared.count)
    }
    guard let story else { return nil }
    if topic.cases.contains(where: { $0.id == story.id }) {
      return row("for", "case of the pattern's model" + (themes.isEmpty ? "" : "; \(themes)"), 10 + shared.count)
    }
    guard !shared.isEmpty else { return nil }
    if let word = contraryWord(statement.fullText, near: shared.flatMap(\.words)) {
      return row("against", "says '\(word)' of \(themes)", shared.count)
    }
    return row("for", themes, shared.count)
  }

  /// A statement of a case that is no factor, but says one of the themes with a word of failure or lack.
  func contrary(_ statement: CorpusOutline.Statement, _ outline: CorpusOutline) -> Row? {
    guard let id = statement.record, statement.role.map(Self.contraryRoles.contains) ?? false,
      let story = records.lineage(id).first(where: { $0.kind == .caseStudy })
    else { return nil }
    let shared = lexicon.themes(of: statement.fullText).filter { topic.themes.contains($0.theme) }
    guard !shared.isEmpty else { return nil }
    let words = shared.flatMap { match in match.words.map { statement.fullText.utf8($0) } }
    guard let word = contraryWord(statement.fullText, near: words) else { return nil }
    return Row(
      stance: "against", record: story.title, key: story.key, kind: statement.role?.rawValue ?? "",
      text: statement.fullText,
      why: "says '\(word)' of \(shared.map { lexicon.name(of: $0.theme) }.joined(separator: ", "))", weight: 0,
      source: outline.document(of: statement.section).source, citation: outline.citation(of: statement))
  }

  /// A word of failure or lack at most four words before one of the words that decided, or two behind it.
  private func contraryWord(_ text: String, near decided: [String]) -> String? {
    let words = WordMatcher.words(of: text).map { String($0) }
    let wanted = Set(decided.flatMap { WordMatcher.words(of: $0).map { String($0) } })
    for (index, word) in words.enumerated() where Self.contraryWords.contains(word) && !wanted.contains(word) {
      // "Not only ... but" and "no longer" say the contrary of what they seem to.
      if index + 1 < words.count, ["only", "longer", "just"].contains(words[index + 1]) { continue }
      let from = max(0, index - 2)
      let to = min(words.count - 1, index + 4)
      if (from...to).contains(where: { $0 != index && wanted.contains(words[$0]) }) { return word }
    }
    return nil
  }
}
