internal import Words

/// A question for statements by what they are for, what they are about, and what they are.
public struct FindQuestion: Sendable, Hashable {
  /// The role of the section: criteria, kpis, structure ...
  public var role: String?
  /// Words of the headings around: "channel partners", "revenue models".
  public var type: String?
  /// Kind of the statement (bullet, row, sentence ...) or of the record (case-study, framework ...).
  public var kind: String?
  /// Words of an organisation that takes part in the record.
  public var organisation: String?
  /// Words of an industry that the record, or the document around it, names.
  public var industry: String?
  /// Words that label or text have to hold.
  public var words: String
  /// Most rows; nil: all.
  public var limit: Int?

  /// A question for all statements; each condition given narrows it.
  public init(
    _ words: String = "", role: String? = nil, type: String? = nil, kind: String? = nil, organisation: String? = nil,
    industry: String? = nil, limit: Int? = nil
  ) {
    self.words = words
    self.industry = industry
    self.role = role
    self.type = type
    self.kind = kind
    self.organisation = organisation
    self.limit = limit
  }
}

extension KnowledgeBase {
  /// The lists of the index, or the items of those that a name means, each with its line.
  ///
  /// - Parameters:
  ///   - name: a list's title, words of it or of a heading around it, or its place; nil lists the lists.
  ///   - role: lists of this role alone.
  public func checklist(_ name: String?, role: String? = nil) throws -> Answer {
    var lists = try itemLists(corpus())
    if let role { lists = try lists.filter { list in try Self.role(role, of: lists).contains { $0 == list.role } } }
    guard let name else { return Self.listed(lists) }
    let found = ItemList.matching(name, in: lists)
    guard !found.isEmpty else {
      throw CasebookError.notFound(
        what: "list", name: name, near: Suggestion.near(name, in: lists.map(\.title) + lists.flatMap(\.path)))
    }
    return Answer(
      schema: "casebook.checklist/1",
      rows: found.flatMap { list in list.items.enumerated().map { (list: list, ordinal: $0 + 1, item: $1) } },
      layout: .table(groupedBy: "list"),
      notes: notesOnChanges(found.map { ($0.source, $0.citation.file, $0.hash) })
    ) {
      Answer.Field("list", title: "List") { $0.list.title }
      Answer.Field("path") { $0.list.path }
      Answer.Field("role") { $0.list.role?.rawValue }
      Answer.Field("record") { $0.list.record?.title }
      Answer.Field("ordinal") { $0.ordinal }
      Answer.Field("item", title: "Item") {
        Answer.Cell(.string($0.item.label ?? $0.item.text), display: "☐ \($0.item.label ?? $0.item.text)")
      }
      Answer.Field("text", title: "What") { $0.item.label == nil ? nil : $0.item.text }
      Answer.Field("names") { $0.item.names }
      Answer.CitationFields { ($0.list.source, $0.item.citation) }
    }
  }

  /// The lists that a name means, as Markdown boxes to tick.
  public func checklistMarkdown(_ name: String) throws -> String {
    let answer = try checklist(name)
    guard let list = answer.column("list"), let item = answer.column("item"), let text = answer.column("text"),
      let place = answer.column("place")
    else { return "" }
    var markdown = ""
    var current: String?
    for row in answer.items {
      if row[list].text != current {
        current = row[list].text
        markdown += (markdown.isEmpty ? "" : "\n") + "## \(row[list].text)\n\n"
      }
      let name = Answer.Cell(row[item].value).text
      markdown +=
        "- [ ] " + (row[text].text.isEmpty ? name : "**\(name)**: \(row[text].text)") + " (`\(row[place].text)`)\n"
    }
    return markdown
  }

  private static func listed(_ lists: [ItemList]) -> Answer {
    Answer(
      schema: "casebook.lists/1", rows: lists
    ) {
      Answer.Field("list", title: "List") { $0.title }
      Answer.Field("path", title: "Under") {
        Answer.Cell(JSONValue($0.path), display: $0.path.joined(separator: " › "))
      }
      Answer.Field("role", title: "Role") { $0.role?.rawValue }
      Answer.Field("record") { $0.record?.title }
      Answer.Field("items", title: "Items", isNumeric: true) { $0.items.count }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }

  // MARK: - KPIs

  /// Words of headings that announce what is to be measured.
  private static let measuringWords: Set<String> = [
    "kpi", "kpis", "metrics", "metric", "measuring", "measurement", "measures", "indicators", "indicator", "scorecard",
  ]

  /// Set, group and name of a KPI, and what else is told of it. A table whose first column is the group names the KPI in
  /// another: "Growth | Joint wins".
  private static func kpi(_ item: ItemList.Item, of list: ItemList) -> (
    set: String, group: String, name: String, text: String?
  ) {
    let set = list.path.first ?? list.document
    guard let label = item.label else { return (set, list.title, item.text, nil) }
    var parts = item.text.split(separator: "; ").map(String.init)
    let names: Set<String> = ["kpi", "kpis", "metric", "metrics", "indicator", "indicators"]
    guard
      let at = parts.firstIndex(where: { part in
        part.firstRange(of: ": ").map { names.contains(part[..<$0.lowerBound].lowercased()) } ?? false
      })
    else { return (set, list.title, label, item.text) }
    let name = parts[at].firstRange(of: ": ").map { String(parts[at][$0.upperBound...]) } ?? parts[at]
    parts.remove(at: at)
    return (list.title, label, name, parts.joined(separator: "; "))
  }

  /// What a row of a table measures by, and the cells of the template: target, actual value and owner, as far as the row has
  /// columns for them.
  private static func templateCells(_ text: String) -> (String, [String]) {
    let headers: [Set<String>] = [["target", "goal"], ["actual", "current"], ["owner", "responsible"]]
    var cells = Array(repeating: "…", count: headers.count)
    let rest = text.split(separator: "; ").filter { part in
      guard let colon = part.firstRange(of: ": ") else { return true }
      let words = Set(WordMatcher.words(of: String(part[..<colon.lowerBound])).map { String($0) })
      guard let at = headers.firstIndex(where: { !$0.isDisjoint(with: words) }), cells[at] == "…" else { return true }
      cells[at] = String(part[colon.upperBound...])
      return false
    }
    return (rest.joined(separator: "; "), cells)
  }

  /// The KPI sets of the documents by group, as a table to fill. What cases report about themselves is left out.
  ///
  /// - Parameter name: words of the group, of the set, or of the headings around.
  /// - Parameter isTemplate: adds columns for target, actual value and owner.
  public func kpis(_ name: String? = nil, isTemplate: Bool = false) throws -> Answer {
    let measures: (String) -> Bool = { title in
      !Set(WordMatcher.words(of: title).map { String($0) }).isDisjoint(with: Self.measuringWords)
    }
    var lists = try itemLists(corpus()).filter { list in
      guard !list.isStory else { return false }
      if list.role == .kpis { return true }
      guard list.role == nil || list.role == .result else { return false }
      return list.path.contains(where: measures) || measures(list.title) || measures(list.document)
    }
    if let name {
      let all = lists
      lists = ItemList.matching(name, in: lists)
      guard !lists.isEmpty else {
        throw CasebookError.notFound(
          what: "KPI group", name: name, near: Suggestion.near(name, in: all.map(\.title) + all.map(\.document)))
      }
    }
    var columns = [
      Answer.Column("set"), Answer.Column("group", title: "Group"), Answer.Column("kpi", title: "KPI"),
      Answer.Column("measures", title: "Measures"),
    ]
    if isTemplate {
      columns += ["Target", "Actual", "Owner"].map { Answer.Column($0.lowercased(), title: $0) }
    }
    return Answer(
      schema: "casebook.kpis/1", columns: columns + Answer.Column.citation + [Answer.Column.place],
      items: lists.flatMap { list in
        list.items.map { item in
          let kpi = Self.kpi(item, of: list)
          let told = isTemplate ? Self.templateCells(kpi.text ?? "") : (kpi.text ?? "", [])
          return [
            Answer.Cell(kpi.set), Answer.Cell(kpi.group), Answer.Cell(kpi.name),
            Answer.Cell(kpi.text == nil ? nil : told.0),
          ] + told.1.map { Answer.Cell($0) }
            + item.citation.cells(source: list.source) + [Answer.Cell(item.citation.place)]
        }
      },
      layout: .table(groupedBy: "group"))
  }

  // MARK: - Find

  /// Statements by role, type and kind, in the order of the index.
  public func find(_ question: FindQuestion) throws -> Answer {
    let corpus = try corpus()
    let (outline, records) = (try corpus.outline(), try corpus.records)
    let roles = try question.role.map { role in
      try Self.role(role, among: Set(outline.statements.compactMap(\.role)).union(Role.known))
    }
    if let kind = question.kind { try Self.checkKind(kind, records) }
    let words = WordMatcher(question.words)
    let type = question.type.map { WordMatcher($0) }
    let organisation = question.organisation.map { WordMatcher($0) }
    let industry = question.industry.map { WordMatcher($0) }
    var paths: [Int: [String]] = [:]
    let found = outline.statements.filter { statement in
      if let roles, !(statement.role.map(roles.contains) ?? false) { return false }
      let record = statement.record.flatMap { records[$0] }
      if let kind = question.kind {
        let isKind =
          statement.kind.rawValue == kind
          || (statement.record.map { records.lineage($0).contains { $0.kind.rawValue == kind } } ?? false)
        if !isKind { return false }
      }
      if let organisation {
        guard let record, records.organisations(around: record.id).contains(where: { organisation.matches([$0]) })
        else {
          return false
        }
      }
      if let industry {
        guard let record, records.industries(around: record.id).contains(where: { industry.matches([$0]) }) else {
          return false
        }
      }
      if let type {
        let path =
          paths[statement.section]
          ?? (outline.path(statement.section) + [outline.document(of: statement.section).title, record?.title ?? ""])
        paths[statement.section] = path
        if !type.matches(path.map { Optional($0) }) { return false }
      }
      return words.matches([statement.label, statement.text])
    }
    let shown = question.limit.map { Array(found.prefix($0)) } ?? found
    func record(_ statement: CorpusOutline.Statement) -> RecordDirectory.Entry? {
      statement.record.flatMap { records[$0] }
    }
    let speakers = try Self.speakers(of: shown, corpus, outline)
    func speaker(_ statement: CorpusOutline.Statement) -> Speaker? { speakers[statement.id] }
    return Answer(
      schema: "casebook.statements/1", rows: shown, total: found.count, layout: .table(groupedBy: "section")
    ) {
      Answer.Field("section", title: "Section") {
        outline.path($0.section).last ?? outline.document(of: $0.section).title
      }
      Answer.Field("role", title: "Role") { $0.role?.rawValue }
      Answer.Field("kind") { $0.kind.rawValue }
      Answer.Field("label") { $0.label }
      Answer.Field("text") { $0.text }
      Answer.Field("statement", title: "Statement") { $0.fullText }
      Answer.Field("speaker", title: speakers.isEmpty ? nil : "Speaker") { speaker($0)?.name }
      Answer.Field("speaker_role") { speaker($0)?.role }
      Answer.Field("speaker_organisation") { speaker($0)?.organisation }
      Answer.Field("record", title: "Record") { record($0)?.title }
      Answer.Field("record_kind") { record($0)?.kind.rawValue }
      Answer.Field("key") { record($0)?.key }
      Answer.CitationFields { (outline.document(of: $0.section).source, outline.citation(of: $0)) }
    }
  }

  /// Who says what is said word for word, by statement.
  private static func speakers(
    of statements: [CorpusOutline.Statement], _ corpus: Corpus, _ outline: CorpusOutline
  ) throws -> [Int64: Speaker] {
    // Only the documents of the rows that are shown are read.
    let byDocument = Dictionary(grouping: statements) { outline.document(of: $0.section).id }
    var speakers: [Int64: Speaker] = [:]
    let quoting = try corpus.documentsThatMayQuote()
    for (id, statements) in byDocument where quoting.contains(id) {
      let document = try corpus.spokenDocument(id).document
      let idOfStart = Dictionary(statements.map { ($0.span.start, $0.id) }, uniquingKeysWith: { first, _ in first })
      for quotation in document.quotations() {
        let start = document.statements[quotation.statement].span.start
        if let id = idOfStart[start], let speaker = quotation.speaker { speakers[id] = speakers[id] ?? speaker }
      }
    }
    return speakers
  }

  /// What documents say of themselves, in front matter or provenance lines: version, status, category, dates, sources.
  ///
  /// - Parameter filter: words of a key, or `key=value` with words of both; empty: everything.
  public func metadata(_ filter: String = "") throws -> Answer {
    let parts = filter.split(separator: "=", maxSplits: 1).map { WordMatcher(String($0)) }
    let rows = try corpus().metadata
    let found = rows.filter { row in
      guard let key = parts.first else { return true }
      return key.matches([row.key]) && (parts.count < 2 || parts[1].matches([row.value]))
    }
    return Answer(
      schema: "casebook.metadata/1", rows: found, layout: .table(groupedBy: "document")
    ) {
      Answer.Field("document", title: "Document") { $0.document }
      Answer.Field("key", title: "Key") { $0.key }
      Answer.Field("value", title: "Value") { $0.value }
      Answer.Field("origin", title: "From") { $0.origin }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }

  private static func role(_ name: String, among known: Set<Role>) throws -> Set<Role> {
    let wanted = slug(name)
    let found = known.filter { $0.rawValue == wanted || slug($0.rawValue).hasPrefix(wanted) }
    if let exact = found.first(where: { $0.rawValue == wanted }) { return [exact] }
    if found.isEmpty {
      throw CasebookError.badArgument(
        name: "role", value: name, expected: "one of " + known.map(\.rawValue).sorted().joined(separator: ", "))
    }
    return Set(found)
  }

  private static func role(_ name: String, of lists: [ItemList]) throws -> Set<Role> {
    try role(name, among: Set(lists.compactMap(\.role)).union(Role.known))
  }

  private static func checkKind(_ kind: String, _ records: RecordDirectory) throws {
    let known =
      ["bullet", "sentence", "row", "stat", "quote", "definition", "code", "caption"]
      + Set(records.entries.map(\.kind.rawValue)).sorted()
    guard known.contains(kind) else {
      throw CasebookError.badArgument(name: "kind", value: kind, expected: "one of " + known.joined(separator: ", "))
    }
  }

  func itemLists(_ corpus: Corpus) throws -> [ItemList] {
    ItemList.all(try corpus.outline(), try corpus.records)
  }
}
