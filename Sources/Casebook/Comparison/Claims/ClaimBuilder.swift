/// Makes claims of the metrics of documents.
struct ClaimBuilder {
  private let documents: [SourcedDocument]
  private let rates: CurrencyRates
  /// Folded name of every organisation that some record names, with the name as written.
  private let organisations: [String: String]
  /// The words of those names, by the first.
  private let namesByFirstWord: [Substring: [(words: [Substring], name: String)]]

  init(_ documents: [SourcedDocument], rates: CurrencyRates = CurrencyRates()) {
    self.documents = documents
    self.rates = rates
    var organisations: [String: String] = [:]
    for item in documents {
      for record in item.document.records {
        for organisation in record.organisations where organisation.name.first?.isLetter == true {
          let folded = WordMatcher.fold(organisation.name)
          if organisations[folded] == nil { organisations[folded] = organisation.name }
        }
      }
    }
    self.organisations = organisations
    var byFirst: [Substring: [(words: [Substring], name: String)]] = [:]
    for name in organisations.keys.sorted() {
      let words = Wording.words(name)
      if let first = words.first { byFirst[first, default: []].append((words, name)) }
    }
    namesByFirstWord = byFirst
  }

  /// The claims of all documents, in their order. Vague amounts, dates and figures that describe the time of others make none.
  func claims() -> [Claim] {
    var claims: [Claim] = []
    for index in documents.indices { claims += self.claims(of: index) }
    return claims
  }

  private func claims(of documentIndex: Int) -> [Claim] {
    let document = documents[documentIndex].document
    var byStatement: [Int: [Int]] = [:]
    // A date between figures belongs to one of them.
    for (index, found) in document.metrics.enumerated() where found.metric.isFigure {
      byStatement[found.statement, default: []].append(index)
    }
    let planned = plannedSections(document)
    var siblings: [Int: Set<String>] = [:]
    var claims: [Claim] = []
    for statementIndex in byStatement.keys.sorted() where statementIndex < document.statements.count {
      let statement = document.statements[statementIndex]
      let indices = (byStatement[statementIndex] ?? []).sorted {
        document.metrics[$0].span.start < document.metrics[$1].span.start
      }
      let clauses = FigureClause.clauses(
        of: indices.map { document.metrics[$0].metric.text },
        in: statement.text.isEmpty ? statement.fullText : statement.text)
      for (metricIndex, clause) in zip(indices, clauses) {
        let found = document.metrics[metricIndex]
        guard let value = ValueRange(found.metric, rates: rates), found.metric.role != .window else { continue }
        let subject = subject(of: found, statement: statement, in: document, siblings: &siblings)
        claims.append(
          claim(
            documentIndex, metricIndex, statementIndex, found.metric, value, statement, clause, subject,
            isPlanned: planned.contains(statement.section)))
      }
    }
    return claims
  }

  private func claim(
    _ document: Int, _ index: Int, _ statementIndex: Int, _ metric: Metric, _ value: ValueRange, _ statement: Statement,
    _ clause: String, _ subject: ClaimSubject, isPlanned: Bool
  ) -> Claim {
    let head = Self.head(of: metric)
    // What a bullet's lead-in says narrows a share or a sum; a count has its noun. A number block's label is its text.
    let takesLabel = head == nil || statement.kind == .stat
    let words = Wording.content(takesLabel ? (statement.label ?? "") + " " + clause : clause)
    let subjectWords = Set(subject.names.flatMap { Wording.stems($0) })
    var scope = words.subtracting(Wording.weakWords)
    let sorts = Wording.measureWords.intersection(words.union(Wording.content(statement.label ?? "")))
    scope.subtract(Wording.measureWords)
    if let head { scope.remove(head) }
    let named = scope.intersection(subjectWords)
    scope.subtract(subjectWords)
    return Claim(
      document: document, metricIndex: index, statement: statementIndex, metric: metric, value: value, subject: subject,
      head: head, sorts: head == nil ? sorts : [], scope: scope,
      clauseScope: statement.kind == .stat ? scope : scope.intersection(Wording.content(clause)), namedSubject: named,
      clause: Self.tidy(clause),
      year: FigureClause.year(in: clause), isPlanned: isPlanned)
  }

  /// A clause for people: without marks at its ends and doubled spaces.
  private static func tidy(_ clause: String) -> String {
    var text = Substring(clause.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    while let first = text.first, !first.isLetter, !first.isNumber { text.removeFirst() }
    while let last = text.last, !last.isLetter, !last.isNumber, last != ")" { text.removeLast() }
    return String(text)
  }

  /// "healthcare organizations": organization.
  static func head(of metric: Metric) -> String? {
    guard metric.kind == .count, let unit = metric.unit, QuantityUnit.named(unit) == nil else { return nil }
    return Wording.stems(unit).last
  }

  /// Sections that are steps of a plan, and those inside them: what they state holds for the step alone.
  private func plannedSections(_ document: ParsedDocument) -> Set<Int> {
    var planned = Set(document.phases.map(\.section))
    guard !planned.isEmpty else { return [] }
    for (index, section) in document.sections.enumerated() {
      if let parent = section.parent, planned.contains(parent) { planned.insert(index) }
    }
    return planned
  }

  // MARK: - Subjects

  /// Whose figure it is. What stands beside a statement is worked out once a section and kept in `siblings`.
  func subject(
    of found: DocumentMetric, statement: Statement, in document: ParsedDocument, siblings: inout [Int: Set<String>]
  ) -> ClaimSubject {
    let lineage = statement.record.map { document.lineage(of: $0) } ?? []
    var aboutNames: [String] = []
    var others: Set<String> = []
    for record in lineage {
      for organisation in record.organisations where organisation.name.first?.isLetter == true {
        let folded = WordMatcher.fold(organisation.name)
        if organisation.isSubject { aboutNames.append(organisation.name) } else { others.insert(folded) }
      }
      if !aboutNames.isEmpty { break }
    }
    let around = named(in: document.headingPath(of: statement.section).joined(separator: " | "))
    others.formUnion(around)
    if let own = ownSubject(of: found, statement: statement, in: document, about: aboutNames) {
      others.formUnion(aboutNames.map { WordMatcher.fold($0) })
      return ClaimSubject(names: [WordMatcher.fold(own)], display: own, rule: .statement, others: others)
    }
    let labelled = aboutNames.isEmpty ? named(in: statement.label ?? "") : []
    if !labelled.isEmpty {
      return ClaimSubject(names: labelled, display: display(labelled), rule: .statement, others: others)
    }
    if !aboutNames.isEmpty {
      return ClaimSubject(
        names: Set(aboutNames.map { WordMatcher.fold($0) }), display: aboutNames.joined(separator: ", "), rule: .record,
        others: others)
    }
    let heading = named(in: document.sections[statement.section].title)
    if !heading.isEmpty {
      return ClaimSubject(names: heading, display: display(heading), rule: .heading, others: others)
    }
    // "**Microsoft-Epic Partnership**: ..." beside "**Market Impact**: 250+ healthcare organizations".
    let beside: Set<String>
    if let known = siblings[statement.section] {
      beside = known
    } else {
      // A list of several such labels is about each in turn, and tells nothing of the others.
      let labels = document.statements.filter { $0.section == statement.section }.compactMap(\.label)
      let naming = labels.map { named(in: $0) }.filter { !$0.isEmpty }
      beside = Set(naming).count == 1 ? naming[0] : []
      siblings[statement.section] = beside
    }
    if !beside.isEmpty {
      return ClaimSubject(names: beside, display: display(beside), rule: .sibling, others: others)
    }
    return ClaimSubject(names: [], display: "", rule: .none, others: others)
  }

  /// The subject that the statement itself names, if it does.
  private func ownSubject(
    of found: DocumentMetric, statement: Statement, in document: ParsedDocument, about: [String]
  ) -> String? {
    // A row's header is whose figure it is where the column says so.
    if statement.kind == .row, let label = statement.label, namesOrganisations(found.table, in: document) {
      return label
    }
    guard let subject = found.metric.subject, !subject.isEmpty else { return nil }
    let folded = WordMatcher.fold(subject)
    let says = Wording.text(statement.fullText, names: subject)
    if organisations[folded] != nil {
      // The first organisation of a partnership stands for all of it unless the statement names it alone.
      return says || about.count <= 1 ? subject : nil
    }
    if let label = statement.label, WordMatcher.fold(label) == folded { return nil }
    return subject.first?.isUppercase == true && Wording.text(statement.text, names: subject) ? subject : nil
  }

  private static let organisationHeaders: Set<String> = Set(
    [
      "company", "companies", "organisation", "organization", "vendor", "partner", "customer", "client", "provider",
      "name", "case",
      "firm", "startup", "bank", "supplier",
    ].map { Wording.stem($0) })

  private func namesOrganisations(_ table: Int?, in document: ParsedDocument) -> Bool {
    guard let table, table < document.tables.count, let row = document.tables[table].headerRows.last,
      row < document.tables[table].grid.count, let header = document.tables[table].grid[row].first
    else { return false }
    return Wording.stems(header).contains { Self.organisationHeaders.contains($0) }
  }

  /// The known organisations that a text names, folded; of names within names the longest.
  private func named(in text: String) -> Set<String> {
    let words = Wording.words(text)
    var found: [(range: Range<Int>, name: String)] = []
    for (start, word) in words.enumerated() {
      for candidate in namesByFirstWord[word] ?? [] where words[start...].starts(with: candidate.words) {
        found.append((start..<(start + candidate.words.count), candidate.name))
      }
    }
    return Set(
      found.filter { item in
        !found.contains { $0.range.count > item.range.count && $0.range.overlaps(item.range) }
      }.map(\.name))
  }

  private func display(_ names: Set<String>) -> String {
    names.sorted().map { organisations[$0] ?? $0 }.joined(separator: ", ")
  }
}
