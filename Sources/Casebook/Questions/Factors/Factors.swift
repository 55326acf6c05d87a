internal import Words

/// A question for success factors.
public struct FactorsQuestion: Sendable, Hashable {
  /// A pattern's name, part of it or its number; a theme; or `/a regular expression/`.
  public var pattern: String?
  /// A theme, by id, name or words of its name; a factor may have others too.
  public var theme: String?
  /// Words of an organisation's name.
  public var organisation: String?
  /// Words of a record's title, or its key.
  public var record: String?
  /// Words of an industry that the case or its document names.
  public var industry: String?
  /// What the statement is for: "lesson", "recommendation" ...; by its own words or by its heading.
  public var role: String?
  /// Kinds to give; for metrics none means all but dates.
  public var kinds: Set<Factor.Kind>
  /// Only themes that so many cases say, with all that they say of them.
  public var minimumCases: Int?
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// A question with these conditions; all given have to hold.
  public init(
    pattern: String? = nil, theme: String? = nil, organisation: String? = nil, record: String? = nil,
    industry: String? = nil, role: String? = nil, kinds: Set<Factor.Kind> = [.factor], minimumCases: Int? = nil,
    limit: Int? = nil
  ) {
    self.pattern = pattern
    self.theme = theme
    self.organisation = organisation
    self.record = record
    self.industry = industry
    self.role = role
    self.kinds = kinds
    self.minimumCases = minimumCases
    self.limit = limit
  }
}

/// A factor with its place.
public struct FactorRow: Sendable, Hashable {
  /// The pattern or theme it stands under.
  public var group: String
  /// Why it stands there: "pattern", "case of Hugging Face", "traits", "theme".
  public var groupRule: String
  /// The trait of a pattern that it has in common with it, where its case is like the pattern.
  public var trait: String?
  /// What ties it to that: places, words, themes, phases.
  public var evidence: String?
  /// How strongly, from 0 to 1.
  public var strength: Double?
  /// What it is.
  public var kind: Factor.Kind
  /// The lead-in, where there is one.
  public var label: String?
  /// The words, without the lead-in.
  public var text: String
  /// Ids of its themes.
  public var themes: [String]
  /// The record's title.
  public var record: String
  /// Key of the record, for `casebook show`.
  public var recordKey: String
  /// What the record is.
  public var recordKind: RecordKind
  /// Organisations of the record.
  public var organisations: [String]
  /// Industries of the record, as its document names them.
  public var industries: [String]
  /// What the statement is for, by its own words and by its heading.
  public var roles: [String]
  /// Label of the source.
  public var source: String
  /// Where it stands.
  public var citation: Citation
  /// The entry that corrected it: `corrections.yaml:12`; nil where nobody did.
  public var correction: String?
  var hash: String
}

extension KnowledgeBase {
  /// Factors grouped by pattern.
  ///
  /// A factor stands under the pattern it is part of; a case's factor under the pattern whose model is that organisation;
  /// any other under its first theme. Asked for a pattern, cases that have its factors and phases without being its own
  /// follow, under a heading of their own.
  ///
  /// - Throws: ``CasebookError/notFound(what:name:near:)`` when the pattern names nothing, ``CasebookError/badPattern(pattern:reason:)``.
  public func factors(_ question: FactorsQuestion) throws -> Answer {
    let lexicon = try themes()
    var (rows, notes) = try rows(question, lexicon)
    let total = rows.count
    if let limit = question.limit { rows = Array(rows.prefix(limit)) }
    notes += notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) })
    return Answer(rows, total: total, notes: notes, lexicon: lexicon)
  }

  /// The rows of ``factors(_:)``, for programs; the limit holds.
  ///
  /// - Throws: as ``factors(_:)``.
  public func factorRows(_ question: FactorsQuestion) throws -> [FactorRow] {
    let rows = try rows(question, themes()).rows
    return question.limit.map { Array(rows.prefix($0)) } ?? rows
  }

  /// All rows in their order, and what is to be said of them.
  private func rows(
    _ question: FactorsQuestion, _ lexicon: ThemeLexicon
  ) throws -> (rows: [FactorRow], notes: [Answer.Note]) {
    let corpus = try corpus()
    let records = try corpus.records
    var notes: [Answer.Note] = []
    var rows = try corpus.factors.filter { question.kinds.contains($0.kind) }.compactMap { statement in
      records[statement.record].map { FactorRow(statement, of: $0, records, lexicon) }
    }
    if let organisation = question.organisation {
      let matcher = WordMatcher(organisation)
      rows = rows.filter { row in row.organisations.contains { matcher.matches([$0]) } }
    }
    if let name = question.record {
      let matcher = WordMatcher(name)
      rows = rows.filter { $0.recordKey == name || matcher.matches([$0.record]) }
    }
    if let industry = question.industry {
      let matcher = WordMatcher(industry)
      rows = rows.filter { row in row.industries.contains { matcher.matches([$0]) } }
    }
    if let role = question.role {
      let matcher = WordMatcher(role)
      rows = rows.filter { row in row.roles.contains { matcher.matches([$0]) } }
    }
    if let name = question.theme {
      let wanted = Set(lexicon.themes(matching: name).map(\.id))
      guard !wanted.isEmpty else {
        throw CasebookError.notFound(
          what: "theme", name: name, near: Suggestion.near(name, in: lexicon.themes.map(\.name)))
      }
      rows = rows.filter { !wanted.isDisjoint(with: $0.themes) }
    }
    if let pattern = question.pattern {
      let alike = try Self.alike(rows, pattern, question.kinds, corpus, lexicon)
      rows = try Self.filter(rows, by: pattern, records, lexicon, &notes) + alike
    }
    if let least = question.minimumCases { rows = Self.recurring(rows, in: least, lexicon) }
    let order = records.groupOrder
    rows.sort { a, b in
      let (x, y) = (order[a.group] ?? Int.max, order[b.group] ?? Int.max)
      if x != y { return x < y }
      if a.strength != b.strength { return (a.strength ?? 2) > (b.strength ?? 2) }
      if a.group != b.group { return a.group < b.group }
      let isCaseA = a.groupRule != "pattern"
      let isCaseB = b.groupRule != "pattern"
      if isCaseA != isCaseB { return !isCaseA }
      return (a.source, a.citation.file, a.citation.line, a.citation.column) < (
        b.source, b.citation.file, b.citation.line, b.citation.column
      )
    }
    return (rows, notes)
  }

  /// The factors of cases that have the traits of a pattern without being its own, each with what ties it to the pattern.
  private static func alike(
    _ rows: [FactorRow], _ name: String, _ kinds: Set<Factor.Kind>, _ corpus: Corpus, _ lexicon: ThemeLexicon
  ) throws -> [FactorRow] {
    let records = try corpus.records
    let byGroup = Dictionary(grouping: records.patterns(named: name), by: RecordDirectory.groupName)
    var known: [[String]: FactorRow] = [:]
    for row in rows { known[[row.source, row.citation.place, row.text]] = row }
    return try byGroup.sorted { $0.key < $1.key }.flatMap { group, patterns -> [FactorRow] in
      let subjects = Set(patterns.flatMap(\.subjects).map { WordMatcher.fold($0) })
      let ids = Set(patterns.map(\.id))
      let ties = try PatternTraits(ids, corpus).ties(corpus, kinds: kinds, lexicon: lexicon) { story in
        story.subjects.contains { subjects.contains(WordMatcher.fold($0)) }
          || records.lineage(story.id).contains { ids.contains($0.id) }
      }
      return ties.compactMap { tie -> FactorRow? in
        let statement = tie.statement
        guard var row = known[[statement.source, statement.citation.place, statement.text]] else { return nil }
        row.group = "Cases like \(group)"
        row.groupRule = "traits"
        row.trait = tie.trait
        row.evidence = tie.evidence
        row.strength = tie.strength
        return row
      }
    }
  }

  /// The factors of themes that so many records say, below the theme; a factor of several such themes stands below each.
  private static func recurring(_ rows: [FactorRow], in least: Int, _ lexicon: ThemeLexicon) -> [FactorRow] {
    var records: [String: Set<String>] = [:]
    for row in rows { for theme in row.themes { records[theme, default: []].insert("\(row.source)/\(row.recordKey)") } }
    return rows.flatMap { row in
      row.themes.compactMap { theme in
        guard let count = records[theme]?.count, count >= least else { return nil }
        var row = row
        row.group = "\(lexicon.name(of: theme)) (\(count) cases)"
        row.groupRule = "theme"
        return row
      }
    }
  }

  private static func filter(
    _ rows: [FactorRow], by pattern: String, _ records: RecordDirectory, _ lexicon: ThemeLexicon,
    _ notes: inout [Answer.Note]
  ) throws -> [FactorRow] {
    if pattern.count >= 2, pattern.hasPrefix("/"), pattern.hasSuffix("/") {
      let source = String(pattern.dropFirst().dropLast())
      let regex: Regex<AnyRegexOutput>
      do { regex = try Regex(source).ignoresCase() } catch {
        throw CasebookError.badPattern(pattern: source, reason: "\(error)")
      }
      return rows.filter { row in
        ([row.label, row.text].compactMap { $0 }.joined(separator: ": ")).firstMatch(of: regex) != nil
      }
    }
    let groups = records.patternGroups(named: pattern)
    if !groups.isEmpty {
      if groups.count > 1, Int(pattern) == nil {
        notes.append("'\(pattern)' names \(groups.count) patterns: \(groups.joined(separator: "; "))")
      }
      return rows.filter { groups.contains($0.group) }
    }
    let themes = lexicon.themes(matching: pattern)
    guard !themes.isEmpty else {
      let names = records.patterns.map(\.title) + lexicon.themes.map(\.name)
      throw CasebookError.notFound(what: "pattern or theme", name: pattern, near: Suggestion.near(pattern, in: names))
    }
    let wanted = Set(themes.map(\.id))
    // By theme, the theme is the heading.
    return rows.compactMap { row in
      guard let id = row.themes.first(where: { wanted.contains($0) }) else { return nil }
      var row = row
      row.group = "Theme: \(lexicon.name(of: id))"
      row.groupRule = "theme"
      return row
    }
  }
}

extension FactorRow {
  fileprivate init(
    _ statement: FactorStatement, of record: RecordDirectory.Entry, _ records: RecordDirectory, _ lexicon: ThemeLexicon
  ) {
    let themes = statement.themes.map(\.theme)
    let (group, rule) = records.group(of: record.id, themes: themes, lexicon: lexicon)
    self.init(
      group: group, groupRule: rule, kind: statement.kind, label: statement.label, text: statement.text,
      themes: themes, record: record.title, recordKey: record.key, recordKind: record.kind,
      organisations: records.organisations(around: record.id), industries: records.industries(around: record.id),
      roles: [statement.purpose, statement.role].compactMap { $0 }, source: statement.source,
      citation: statement.citation, correction: statement.correction, hash: statement.hash)
  }
}

extension Answer {
  init(_ rows: [FactorRow], total: Int, notes: [Answer.Note], lexicon: ThemeLexicon) {
    self.init(
      schema: "casebook.factors/1", rows: rows, total: total, layout: .table(groupedBy: "pattern"), notes: notes
    ) {
      Answer.Field("pattern", title: "Pattern") { $0.group }
      Answer.Field("grouped_by") { $0.groupRule }
      Answer.Field("kind") { $0.kind.rawValue }
      Answer.Field("factor", title: "Factor") { row in
        row.label.map { row.text.isEmpty ? $0 : "\($0): \(row.text)" } ?? row.text
      }
      Answer.Field("label") { $0.label }
      Answer.Field("text") { $0.text }
      Answer.Field("themes", title: "Themes") { row in
        let names = row.themes.map { lexicon.name(of: $0) }.joined(separator: ", ")
        let tie = row.trait.map { "\(names.isEmpty ? "" : "; ")like '\($0)', \(row.strength ?? 0)" } ?? ""
        return Answer.Cell(JSONValue(row.themes), display: names + tie)
      }
      Answer.Field("trait") { $0.trait }
      Answer.Field("evidence") { $0.evidence }
      Answer.Field("strength", isNumeric: true) { $0.strength }
      Answer.Field("record", title: "Record") { $0.record }
      Answer.Field("record_kind") { $0.recordKind.rawValue }
      Answer.Field("key") { $0.recordKey }
      Answer.Field("organisations") { JSONValue($0.organisations) }
      Answer.Field("industries") { JSONValue($0.industries) }
      Answer.Field("roles") { JSONValue($0.roles) }
      Answer.Field("corrected_by", title: rows.contains { $0.correction != nil } ? "Corrected by" : nil) {
        $0.correction
      }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }
}
