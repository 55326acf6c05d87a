internal import Quantities
internal import Words

/// Makes claims of the metrics of documents.
struct ClaimBuilder {
  private let documents: [SourcedDocument]
  private let rates: CurrencyRates
  /// Folded name of every organisation that some record names, with the name as written.
  private let organisations: [String: String]
  /// The words of those names, by the first.
  private let namesByFirstWord: [Substring: [(words: [Substring], name: String)]]
  /// Numbers of the words and names of the claims.
  let vocabulary = Vocabulary()
  private let measureWords: StemSet
  private let changeWords: StemSet
  private let weakWords: StemSet

  /// What is known of the subjects of one document, kept while its statements are gone through.
  struct SubjectCache {
    fileprivate var records: [Int: (about: [String], others: Set<String>)] = [:]
    fileprivate var around: [Int: Set<String>] = [:]
    fileprivate var beside: [Int: Set<String>] = [:]
    fileprivate var labels: [Int: [String]]?
  }

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
    measureWords = vocabulary.set(Wording.measureWords)
    changeWords = vocabulary.set(Wording.changeWords)
    weakWords = vocabulary.set(Wording.weakWords)
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
    var cache = SubjectCache()
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
        let subject = subject(of: found, statement: statement, in: document, cache: &cache)
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
    let headID = head.map { vocabulary.id($0) }
    // What a bullet's lead-in says narrows a share or a sum; a count has its noun. A number block's label is its text.
    let takesLabel = head == nil || statement.kind == .stat
    let inClause = content(clause)
    let inLabel = statement.label.map { content($0) } ?? StemSet()
    let words = takesLabel ? inClause.union(inLabel) : inClause
    let subjectWords = vocabulary.set(subject.names.flatMap { Wording.stems($0) })
    let sorts = headID == nil ? words.union(inLabel).intersection(measureWords) : StemSet()
    var scope = words.subtracting(weakWords).subtracting(measureWords)
    if let headID { scope = scope.subtracting(StemSet([headID])) }
    let named = scope.intersection(subjectWords)
    scope = scope.subtracting(subjectWords)
    return Claim(
      document: document, metricIndex: index, statement: statementIndex, metric: metric, value: value, subject: subject,
      head: head, headID: headID, sorts: sorts, changes: sorts.intersection(changeWords), scope: scope,
      clauseScope: statement.kind == .stat ? scope : scope.intersection(inClause), namedSubject: named,
      periods: periods(metric), clause: Self.tidy(clause),
      year: FigureClause.year(in: clause), date: Self.ownDate(of: metric, in: statement),
      list: [.bullet, .row].contains(statement.kind) ? statement.section : nil,
      rowLabel: statement.kind == .row ? statement.label.map { WordMatcher.fold($0) } : nil, isPlanned: isPlanned)
  }

  /// The date of a figure where its statement names the year.
  private static func ownDate(of metric: Metric, in statement: Statement) -> String? {
    guard let date = metric.asOf, date.count >= 4, statement.fullText.contains(date.prefix(4)) else { return nil }
    return date
  }

  private func content(_ text: String) -> StemSet {
    StemSet(Wording.split(WordMatcher.fold(text)).compactMap { vocabulary.contentID($0) })
  }

  private func periods(_ metric: Metric) -> StemSet {
    guard let period = metric.period, !period.isEmpty else { return StemSet() }
    var periods = Set(period.split(separator: ",").map { String($0.trimmingSpaces()) })
    // Growth a year is year over year; an annual run rate is a rate a year.
    if periods.contains("yoy") || periods.contains("ARR") || periods.contains("run rate") { periods.insert("year") }
    return vocabulary.set(periods)
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

  /// Whose figure it is. What stands around and beside a statement is worked out once a section and kept in `cache`, which
  /// belongs to the document.
  func subject(
    of found: DocumentMetric, statement: Statement, in document: ParsedDocument, cache: inout SubjectCache
  ) -> ClaimSubject {
    func subject(
      _ names: Set<String>, _ display: String, _ rule: ClaimSubject.Rule, _ others: Set<String>, line: Int? = nil
    ) -> ClaimSubject {
      ClaimSubject(
        names: names, display: display, rule: rule, place: line.map { "\(document.path):\($0)" } ?? "", others: others,
        in: vocabulary)
    }
    let (aboutNames, recordOthers) = organisations(of: statement.record, in: document, cache: &cache)
    var others = recordOthers.union(around(statement.section, in: document, cache: &cache))
    if let own = ownSubject(of: found, statement: statement, in: document, about: aboutNames) {
      others.formUnion(aboutNames.map { WordMatcher.fold($0) })
      let (rule, line) = source(of: own, statement, in: document, about: aboutNames)
      return subject([WordMatcher.fold(own)], own, rule, others, line: line)
    }
    let labelled = aboutNames.isEmpty ? named(in: statement.label ?? "") : []
    if !labelled.isEmpty { return subject(labelled, display(labelled), .statement, others) }
    if !aboutNames.isEmpty {
      return subject(
        Set(aboutNames.map { WordMatcher.fold($0) }), aboutNames.joined(separator: ", "), .record, others,
        line: statement.record.flatMap {
          document.lineage(of: $0).first { $0.organisations.contains(where: \.isSubject) }
        }?
        .span.line)
    }
    let heading = named(in: document.sections[statement.section].title)
    if !heading.isEmpty {
      return subject(
        heading, display(heading), .heading, others, line: document.sections[statement.section].span.line)
    }
    // "**Microsoft-Epic Partnership**: ..." beside "**Market Impact**: 250+ healthcare organizations".
    let beside = beside(statement.section, in: document, cache: &cache)
    if !beside.isEmpty { return subject(beside, display(beside), .sibling, others) }
    return subject([], "", .none, others)
  }

  /// What gave the subject of a figure, and its line where that is not the statement: a heading around it that names it, else
  /// the record.
  private func source(
    of name: String, _ statement: Statement, in document: ParsedDocument, about: [String]
  ) -> (ClaimSubject.Rule, line: Int?) {
    if Wording.text(statement.fullText, names: name) { return (.statement, nil) }
    var at: Int? = statement.section
    while let index = at, index > 0 {
      if Wording.text(document.sections[index].title, names: name) {
        return (.heading, document.sections[index].span.line)
      }
      at = document.sections[index].parent
    }
    let record = statement.record.flatMap { record in
      document.lineage(of: record).first { $0.organisations.contains { $0.name == name } }
    }
    if let record { return (.record, record.span.line) }
    return (about.isEmpty ? .sibling : .record, statement.record.map { document.records[$0].span.line })
  }

  /// The organisations a record or one around it is about, and those it names besides.
  private func organisations(
    of record: Int?, in document: ParsedDocument, cache: inout SubjectCache
  ) -> (about: [String], others: Set<String>) {
    guard let record else { return ([], []) }
    if let known = cache.records[record] { return known }
    var about: [String] = []
    var others: Set<String> = []
    for record in document.lineage(of: record) {
      for organisation in record.organisations where organisation.name.first?.isLetter == true {
        if organisation.isSubject {
          about.append(organisation.name)
        } else {
          others.insert(WordMatcher.fold(organisation.name))
        }
      }
      if !about.isEmpty { break }
    }
    cache.records[record] = (about, others)
    return (about, others)
  }

  /// The organisations that the headings above a section name.
  private func around(_ section: Int, in document: ParsedDocument, cache: inout SubjectCache) -> Set<String> {
    if let known = cache.around[section] { return known }
    let around = named(in: document.headingPath(of: section).joined(separator: " | "))
    cache.around[section] = around
    return around
  }

  /// The organisations that labels of a section name, where all name the same. A list of several such labels is about each in
  /// turn, and tells nothing of the others.
  private func beside(_ section: Int, in document: ParsedDocument, cache: inout SubjectCache) -> Set<String> {
    if let known = cache.beside[section] { return known }
    if cache.labels == nil {
      var labels: [Int: [String]] = [:]
      for statement in document.statements {
        if let label = statement.label { labels[statement.section, default: []].append(label) }
      }
      cache.labels = labels
    }
    let naming = (cache.labels?[section] ?? []).map { named(in: $0) }.filter { !$0.isEmpty }
    let beside = Set(naming).count == 1 ? naming[0] : []
    cache.beside[section] = beside
    return beside
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
    guard !words.isEmpty else { return [] }
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
