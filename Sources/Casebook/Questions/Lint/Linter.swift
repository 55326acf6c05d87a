internal import Quantities
internal import Words

/// Checks documents for what their readers would miss: figures, dates, evidence, sections; and for contradictions.
struct Linter {
  private let documents: [SourcedDocument]
  private let findings: [Finding]
  private let quality: QualityAssessment
  private var issues: [LintIssue] = []
  /// The parts that the case studies of each folder have.
  private var folders: [[String]: [Part]] = [:]

  init(_ documents: [SourcedDocument]) {
    self.documents = documents
    let compared = ConflictFinder.compare(documents)
    findings = compared.findings
    quality = QualityAssessment(documents, mentions: compared.mentions)
    folders = partsOfFolders()
  }

  /// The issues of all documents, by document and place.
  static func issues(_ documents: [SourcedDocument]) -> [LintIssue] {
    var linter = Linter(documents)
    for index in documents.indices {
      linter.checkRecords(of: index)
      linter.checkFigures(of: index)
      linter.checkWords(of: index)
    }
    linter.takeFindings()
    linter.takeDuplicates()
    let order = Dictionary(
      documents.enumerated().map { ([$1.source, $1.document.path], $0) }, uniquingKeysWith: { first, _ in first })
    let keys = linter.issues.enumerated().map { index, issue in
      (order[[issue.source, issue.citation.file]] ?? 0, issue.citation.line, issue.citation.column, index)
    }
    return keys.sorted { $0 < $1 }.map { linter.issues[$0.3] }
  }

  private mutating func add(
    _ rule: LintIssue.Rule, _ message: String, quote: String, record: Int?, span: Span, in index: Int
  ) {
    let document = documents[index].document
    let entry = record.flatMap { $0 < document.records.count ? document.records[$0] : nil }
    issues.append(
      LintIssue(
        rule: rule, message: message, quote: quote, record: entry?.title ?? document.title,
        recordKey: entry?.key ?? document.path, source: documents[index].source, citation: document.citation(span),
        hash: document.hash))
  }

  // MARK: - Records

  /// A part of a document, the roles that fill it, and a heading that would.
  private struct Part {
    var name: String
    var roles: Set<Role>
    var heading: String
  }

  /// The parts that case studies may have.
  private static let caseParts: [Part] = [
    Part(name: "overview", roles: [.overview, .context], heading: "Overview"),
    Part(name: "structure or strategy", roles: [.structure, .strategy, .solution, .process], heading: "Strategy"),
    Part(name: "metrics", roles: [.result, .kpis], heading: "Success Metrics"),
    Part(name: "value creation", roles: [.valueCreation], heading: "Value Creation"),
    Part(name: "success factors or lessons", roles: [.successFactors, .lessons], heading: "Key Success Factors"),
  ]
  /// Those that any case study has.
  private static let leastCaseParts: Set<String> = ["metrics", "success factors or lessons"]
  /// The parts of a report on what went wrong.
  private static let incidentParts: [Part] = [
    Part(name: "what happened", roles: [.overview, .context, .challenge, .pitfalls], heading: "What happened"),
    Part(
      name: "lessons or measures", roles: [.lessons, .recommendations, .solution, .successFactors],
      heading: "Lessons learned"),
  ]
  /// So many cases of a folder, and this share of them, make a part one that its cases have.
  private static let leastPeers = 4
  private static let shareOfPeers = 0.6

  /// The parts that the case studies of each folder have: what most of them have is what their authors write.
  private func partsOfFolders() -> [[String]: [Part]] {
    var peers: [[String]: [Set<Role>]] = [:]
    for index in documents.indices {
      let roles = rolesOfRecords(of: index)
      for (record, entry) in documents[index].document.records.enumerated() where entry.kind == .caseStudy {
        peers[folder(of: index), default: []].append(roles[record])
      }
    }
    return peers.filter { $0.value.count >= Self.leastPeers }.mapValues { cases in
      Self.caseParts.filter { part in
        let count = cases.filter { !$0.isDisjoint(with: part.roles) }.count
        return Double(count) >= Self.shareOfPeers * Double(cases.count)
      }
    }
  }

  private func folder(of index: Int) -> [String] {
    [documents[index].source] + documents[index].document.path.split(separator: "/").dropLast().map(String.init)
  }

  /// The roles of what each record holds, with the records inside it.
  private func rolesOfRecords(of index: Int) -> [Set<Role>] {
    let document = documents[index].document
    var roles = document.records.map { _ in Set<Role>() }
    for section in document.sections {
      if let role = section.role { document.forEachRecord(around: section.record) { roles[$0].insert(role) } }
    }
    for statement in document.statements {
      guard let role = statement.role, let record = statement.record, record < roles.count,
        !roles[record].contains(role)
      else { continue }
      document.forEachRecord(around: record) { roles[$0].insert(role) }
    }
    return roles
  }

  private mutating func checkRecords(of index: Int) {
    let document = documents[index].document
    let roles = rolesOfRecords(of: index)
    var hasFigure = document.records.map { _ in false }
    for found in document.metrics where found.metric.isFigure {
      document.forEachRecord(around: found.record) { hasFigure[$0] = true }
    }
    for (recordIndex, record) in document.records.enumerated() {
      let parts: [Part]
      switch record.kind {
      case .caseStudy:
        parts = folders[folder(of: index)] ?? Self.caseParts.filter { Self.leastCaseParts.contains($0.name) }
        if !hasFigure[recordIndex] {
          add(
            .noFigures, "case study without a figure: say what came of it in numbers", quote: record.title,
            record: recordIndex, span: record.span, in: index)
        }
      case .incident: parts = Self.incidentParts
      default: continue
      }
      for part in parts where roles[recordIndex].isDisjoint(with: part.roles) {
        add(
          .missingSection, "no section on \(part.name): add one, as '\(part.heading)'", quote: record.title,
          record: recordIndex, span: record.span, in: index)
      }
    }
  }

  // MARK: - Figures

  private mutating func checkFigures(of index: Int) {
    let document = documents[index].document
    let planned = Set(document.phases.map(\.section))
    var undated: [Int] = []
    var unsourced: [Int] = []
    for (metricIndex, found) in document.metrics.enumerated() {
      guard let quality = quality.qualities[.init(document: index, metric: metricIndex)] else { continue }
      let statement = document.statements[found.statement]
      let value = found.metric.isVague ? found.metric.text : found.metric.displayText
      func add(_ rule: LintIssue.Rule, _ message: String) {
        self.add(rule, message, quote: statement.fullText, record: found.record, span: found.span, in: index)
      }
      if quality.isVague { add(.vagueAmount, "'\(value)' is no number: say how many") }
      if quality.lacksPeriod { add(.noPeriod, "\(value) without a period: say per which time, or from when to when") }
      let isPlan =
        planned.contains(statement.section) || [.target, .window].contains(found.metric.role)
        || [.weight, .threshold, .duration, .scope].contains(found.metric.category)
      guard !isPlan else { continue }
      if quality.dating == .none { undated.append(metricIndex) }
      if !quality.hasSource { unsourced.append(metricIndex) }
      if quality.mentions == 1, !quality.isVague { add(.singleMention, "\(value) is told here only") }
    }
    for (rule, figures, message) in [
      (LintIssue.Rule.noDate, undated, "no date, neither their own nor the document's: add one, as 'as of July 2025'"),
      (.noSource, unsourced, "no source: say where they come from, as 'Sources: annual report'"),
    ] {
      guard let first = figures.first else { continue }
      let found = document.metrics[first]
      add(
        rule, "\(figures.count) figure\(figures.count == 1 ? " has" : "s have") \(message)",
        quote: document.statements[found.statement].fullText, record: found.record, span: found.span, in: index)
    }
  }

  // MARK: - Words

  private static let vagueWords: Set<String> = [
    "significant", "significantly", "considerable", "considerably", "substantial", "substantially", "massive",
    "massively", "huge",
    "dramatic", "dramatically", "tremendous", "tremendously", "numerous", "countless", "enormous", "enormously",
    "exponential",
    "exponentially", "drastically", "vastly", "immense",
  ]
  private static let superlatives: Set<String> = [
    "leading", "leader", "largest", "biggest", "best", "foremost", "premier", "superior", "unmatched", "unparalleled",
    "unrivalled", "unrivaled", "fastest", "strongest", "unique", "greatest", "dominant",
  ]
  private static let compounds = [
    "world class", "industry leading", "market leading", "best in class", "second to none", "state of the art",
  ]
  private static let compoundWords = compounds.map { Array($0.utf8) }

  private mutating func checkWords(of index: Int) {
    let document = documents[index].document
    var withFigure: Set<Int> = []
    for found in document.metrics where found.metric.isFigure { withFigure.insert(found.statement) }
    let told: Set<Role> = [.result, .valueCreation, .overview]
    for (statementIndex, statement) in document.statements.enumerated() {
      guard let role = statement.role, told.contains(role), !withFigure.contains(statementIndex),
        statement.kind != .code,
        isStory(statement.record, document), !QualityAssessment.namesSource(statement)
      else { continue }
      let words = Wording.words(statement.text).map(String.init)
      func add(_ rule: LintIssue.Rule, _ message: String) {
        self.add(rule, message, quote: statement.fullText, record: statement.record, span: statement.span, in: index)
      }
      if role != .overview, let word = words.first(where: { Self.vagueWords.contains($0) }) {
        add(.vagueAmount, "'\(word)' is no amount: say how much")
      }
      let claim =
        Self.compound(in: words) ?? Self.superlative(in: words)
        ?? (role == .result && words.first == "top" && words.dropFirst().first != "down" ? "top" : nil)
      if let claim {
        add(.noEvidence, "'\(claim)' is claimed without figure or source: say by what measure, and who says so")
      }
    }
  }

  private static func compound(in words: [String]) -> String? {
    let text = Array(words.joined(separator: " ").utf8)
    return zip(compounds, compoundWords).first { ByteSearch.first($1, in: text, 0..<text.count) != nil }?.0
  }

  private static func superlative(in words: [String]) -> String? {
    for (index, word) in words.enumerated() where superlatives.contains(word) {
      // "best practices" claims nothing.
      if word == "best", index + 1 < words.count, words[index + 1].hasPrefix("practice") { continue }
      return word
    }
    return nil
  }

  /// Stories tell what came of things; frameworks and processes say what should.
  private func isStory(_ record: Int?, _ document: ParsedDocument) -> Bool {
    guard let record, record < document.records.count else { return false }
    return document.lineage(of: record).contains { [.caseStudy, .pattern, .profile, .report].contains($0.kind) }
  }

  // MARK: - Duplicates

  private mutating func takeDuplicates() {
    for pair in NearDuplicates.pairs(documents.map(\.document.sketch)) {
      for (index, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
        let (document, twin) = (documents[index].document, documents[other].document)
        guard let span = document.records.first?.span, let place = twin.records.first?.span else { continue }
        add(
          .nearDuplicate,
          "\(Int((pair.resemblance * 100).rounded())) % of its phrases are those of \(twin.citation(place).place): keep one",
          quote: document.title, record: document.records.isEmpty ? nil : 0, span: span, in: index)
      }
    }
  }

  // MARK: - Contradictions

  private mutating func takeFindings() {
    let rules: [Finding.Kind: LintIssue.Rule] = [
      .conflict: .conflict, .nearConflict: .nearConflict, .selfClaim: .selfClaim, .sum: .sum, .plan: .plan,
    ]
    for finding in findings {
      guard let rule = rules[finding.kind] else { continue }
      // Every statement of a conflict is wrong or may be; of the others the first names the place.
      let isMutual = rule == .conflict || rule == .nearConflict
      for item in isMutual ? finding.evidence : Array(finding.evidence.prefix(1)) {
        let against = finding.evidence.filter {
          $0.citation != item.citation
            && (!isMutual || $0.metric?.low != item.metric?.low || $0.metric?.high != item.metric?.high)
        }
        let places = against.prefix(3).map { "\($0.value) (\($0.citation.place))" }.joined(separator: ", ")
        let message =
          isMutual
          ? "\(finding.subject.isEmpty ? "" : finding.subject + ", ")\(finding.measure): \(item.value) against \(places)"
          : finding.title
        issues.append(
          LintIssue(
            rule: rule, message: message, quote: item.quote, record: item.record, recordKey: item.recordKey,
            source: item.source,
            citation: item.citation, hash: item.hash))
      }
    }
  }
}

extension ParsedDocument {
  /// A record and those around it, from the inside.
  fileprivate func forEachRecord(around record: Int?, _ body: (Int) -> Void) {
    var at = record
    var steps = 0
    while let index = at, index < records.count, steps < 64 {
      body(index)
      at = records[index].parent
      steps += 1
    }
  }
}
