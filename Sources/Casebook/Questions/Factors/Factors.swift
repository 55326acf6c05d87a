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
  /// Kinds to give; for metrics none means all but dates.
  public var kinds: Set<Factor.Kind>
  /// Only themes that so many cases say, with all that they say of them.
  public var minimumCases: Int?
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// A question with these conditions; all given have to hold.
  public init(
    pattern: String? = nil, theme: String? = nil, organisation: String? = nil, record: String? = nil,
    kinds: Set<Factor.Kind> = [.factor], minimumCases: Int? = nil, limit: Int? = nil
  ) {
    self.pattern = pattern
    self.theme = theme
    self.organisation = organisation
    self.record = record
    self.kinds = kinds
    self.minimumCases = minimumCases
    self.limit = limit
  }
}

/// A factor with its place.
public struct FactorRow: Sendable, Hashable {
  /// The pattern or theme it stands under.
  public var group: String
  /// Why it stands there: "pattern", "case of Hugging Face", "theme".
  public var groupRule: String
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
  /// any other under its first theme.
  ///
  /// - Throws: ``CasebookError/notFound(what:name:near:)`` when the pattern names nothing, ``CasebookError/badPattern(pattern:reason:)``.
  public func factors(_ question: FactorsQuestion) throws -> Answer {
    let lexicon = try themes()
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
    if let name = question.theme {
      let wanted = Set(lexicon.themes(matching: name).map(\.id))
      guard !wanted.isEmpty else {
        throw CasebookError.notFound(
          what: "theme", name: name, near: Suggestion.near(name, in: lexicon.themes.map(\.name)))
      }
      rows = rows.filter { !wanted.isDisjoint(with: $0.themes) }
    }
    if let pattern = question.pattern { rows = try Self.filter(rows, by: pattern, records, lexicon, &notes) }
    if let least = question.minimumCases { rows = Self.recurring(rows, in: least, lexicon) }
    let order = records.groupOrder
    rows.sort { a, b in
      let (x, y) = (order[a.group] ?? Int.max, order[b.group] ?? Int.max)
      if x != y { return x < y }
      if a.group != b.group { return a.group < b.group }
      let isCaseA = a.groupRule != "pattern"
      let isCaseB = b.groupRule != "pattern"
      if isCaseA != isCaseB { return !isCaseA }
      return (a.source, a.citation.file, a.citation.line, a.citation.column) < (
        b.source, b.citation.file, b.citation.line, b.citation.column
      )
    }
    let total = rows.count
    if let limit = question.limit { rows = Array(rows.prefix(limit)) }
    notes += notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) })
    return Answer(rows, total: total, notes: notes, lexicon: lexicon)
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
      organisations: records.organisations(around: record.id), source: statement.source,
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
        Answer.Cell(JSONValue(row.themes), display: row.themes.map { lexicon.name(of: $0) }.joined(separator: ", "))
      }
      Answer.Field("record", title: "Record") { $0.record }
      Answer.Field("record_kind") { $0.recordKind.rawValue }
      Answer.Field("key") { $0.recordKey }
      Answer.Field("organisations") { JSONValue($0.organisations) }
      Answer.Field("corrected_by", title: rows.contains { $0.correction != nil } ? "Corrected by" : nil) {
        $0.correction
      }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }
}
