internal import Statements

/// What each statement is for, and which statements say why something worked or did not.
extension DocumentBuilder {
  // MARK: - Purposes

  /// Gives each statement its role by its own words and the headings above it.
  mutating func findPurposes() {
    roleScores = []
    roleScores.reserveCapacity(document.statements.count)
    let classifier = parser.statements.classifier
    var headings: [Int: StatementClassifier.RoleHeading] = [:]
    for index in document.statements.indices {
      guard document.statements[index].kind != .code else {
        roleScores.append([])
        continue
      }
      let section = document.statements[index].section
      let heading = headings[section] ?? classifier.roleWeights(of: headingInput(section))
      headings[section] = heading
      let scores = classifier.roleScores(document.statements[index].fullText, below: heading)
      roleScores.append(scores)
      let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
      document.statements[index].purpose = Statement.Purpose(
        role: StatementRole.allCases[best].rawValue, confidence: Double((scores[best] * 100).rounded()) / 100)
    }
  }

  /// The headings of a section, the document's own heading among them, as a statement without words.
  private func headingInput(_ section: Int) -> StatementInput {
    var path = headingPath(section)
    if let title = document.heading, path.first != title { path.insert(title, at: 0) }
    let heading = path.popLast() ?? ""
    return StatementInput(heading: heading, path: path, text: "")
  }

  // MARK: - Factors

  /// The factors, lessons and pitfalls: what stands below a heading that promises them, and statements elsewhere that the
  /// evidence speaks for.
  mutating func findFactors() {
    // What stands in the places of a template is no factor.
    let candidates = factorCandidates().filter {
      !isTemplate || TemplatePlaceholders.ranges(in: document.statements[$0.statement].fullText).isEmpty
    }
    var headings: [Int: StatementClassifier.ThemeHeading] = [:]
    let sectionsWithBullets = sectionsWithBullets()
    var told: Set<String> = []
    for candidate in candidates {
      let statement = document.statements[candidate.statement]
      let promised = promisedKind(candidate, sectionsWithBullets)
      let isTold = candidate.mayBeTold && candidate.score >= Self.factorScore
      guard let kind = promised ?? (isTold ? Self.kind(roleScores[candidate.statement]) : nil) else { continue }
      // A quote that is repeated as a pull quote, a page that holds a text twice: one factor once.
      let isNew = told.insert(Self.opening(of: statement.fullText)).inserted
      guard isNew || promised != nil else { continue }
      append(kind, candidate.statement, isPromised: promised != nil, &headings)
    }
    let others = candidates.filter { candidate in
      candidate.mayBeTold && record(of: candidate).map { [.caseStudy, .document, .report].contains($0.kind) } != false
    }
    if document.factors.isEmpty, let best = others.max(by: { $0.score < $1.score }),
      best.score >= Self.likelyFactorScore
    {
      append(Self.kind(roleScores[best.statement]), best.statement, isPromised: false, &headings)
    }
  }

  private func record(of candidate: FactorCandidate) -> Record? {
    document.statements[candidate.statement].record.map { document.records[$0] }
  }

  /// From here on a statement is a factor.
  static let factorScore: Float = 0.58
  /// From here on it is one where the document has no other, or where running text stands below a heading that promises
  /// factors: of such sentences with a lower score one in five is a factor, of bullets two in three.
  private static let likelyFactorScore: Float = 0.4
  /// A factor is a sentence, not a name or a caption.
  private static let leastWords = 5

  private mutating func append(
    _ kind: Factor.Kind, _ index: Int, isPromised: Bool, _ headings: inout [Int: StatementClassifier.ThemeHeading]
  ) {
    let section = document.statements[index].section
    let heading = headings[section] ?? parser.statements.classifier.themeWeights(of: headingInput(section))
    headings[section] = heading
    let themes = parser.statements.themes(
      of: document.statements[index].fullText, below: heading, isPromised: isPromised)
    document.factors.append(
      Factor(
        kind: kind, statement: index, record: document.statements[index].record,
        themes: themes.map { FactorTheme(theme: $0.theme, entry: $0.entry, words: $0.words) }))
  }

  /// What the lexicon makes of the heading around a statement; nil where it promises no factors, or the statement only
  /// introduces the list of them.
  private func promisedKind(_ candidate: FactorCandidate, _ sectionsWithBullets: Set<Int>) -> Factor.Kind? {
    let statement = document.statements[candidate.statement]
    guard let role = statement.role, let kind = Self.promisedKinds[role] else { return nil }
    // Running text beside a list introduces it; on its own it is the list.
    guard statement.kind == .sentence, statement.label == nil else { return kind }
    return sectionsWithBullets.contains(statement.section) || candidate.score < Self.likelyFactorScore ? nil : kind
  }

  private static let promisedKinds: [Role: Factor.Kind] = [
    .successFactors: .factor, .lessons: .lesson, .valueCreation: .value, .pitfalls: .pitfall,
  ]

  private func sectionsWithBullets() -> Set<Int> {
    var sections: Set<Int> = []
    for statement in document.statements where ![.sentence, .heading, .metadata].contains(statement.kind) {
      sections.insert(statement.section)
    }
    return sections
  }

  /// What kind of factor a statement is: the most probable of the roles that make one.
  private static func kind(_ roles: [Float]) -> Factor.Kind {
    func score(_ role: StatementRole) -> Float { StatementRole.allCases.firstIndex(of: role).map { roles[$0] } ?? 0 }
    let kinds: [(kind: Factor.Kind, score: Float)] = [
      (.factor, score(.successFactor) + score(.result) / 2), (.lesson, max(score(.lesson), score(.recommendation))),
      (.pitfall, score(.pitfall) + score(.challenge) / 2),
    ]
    return kinds.max { $0.score < $1.score }?.kind ?? .factor
  }

  /// The first words of a text, by which a repetition is found.
  private static func opening(of text: String) -> String {
    // The first words end long before this, in nearly all texts within ASCII.
    let head = text.utf8.prefix(120)
    if head.allSatisfy({ $0 < 0x80 }) {
      let words = head.split { $0 &- 0x30 >= 10 && ($0 | 0x20) &- 0x61 >= 26 }
      if words.count > 8 || text.utf8.count <= 120 {
        return words.prefix(8).map { String(Substring($0)) }.joined(separator: " ").lowercased()
      }
    }
    var opening = ""
    var count = 0
    var isInside = false
    for character in text {
      let isWord = character.isLetter || character.isNumber
      if isWord {
        if !isInside {
          guard count < 8 else { break }
          if count > 0 { opening.append(" ") }
          count += 1
        }
        opening.append(character)
      }
      isInside = isWord
    }
    return opening.lowercased()
  }
}

// MARK: - Evidence

extension DocumentBuilder {
  /// A statement that may be a factor.
  struct FactorCandidate {
    var statement: Int
    var evidence: FactorEvidence
    /// How probably it is one; 0 where it has too few words for a sentence.
    var score: Float
    /// Whether it may be one without a heading that promises factors.
    var mayBeTold: Bool
  }

  /// All statements that may be factors, with their evidence, in document order.
  func factorCandidates() -> [FactorCandidate] {
    var candidates: [FactorCandidate] = []
    let count = Float(max(document.statements.count, 1))
    let starts = Set(statementOfPiece.compactMap { $0 })
    var first = document.statements.startIndex
    while first < document.statements.endIndex {
      var end = first + 1
      while end < document.statements.endIndex, isOneParagraph(first, end, starts) { end += 1 }
      let paragraph = FactorEvidence.Paragraph(roles: (first..<end).map { roleScores[$0] }.filter { !$0.isEmpty })
      for index in first..<end {
        let statement = document.statements[index]
        guard let kind = Self.evidenceKind(statement.kind) else { continue }
        let text = statement.fullText
        let evidence = FactorEvidence(
          text: text, roles: roleScores[index], paragraph: paragraph,
          place: FactorEvidence.Place(
            kind: kind, heading: Self.evidenceHeading(statement.role), record: evidenceRecord(statement),
            position: Float(index) / count, hasLabel: statement.label != nil))
        let isSentence = FactorEvidence.wordCount(of: text) >= Self.leastWords
        candidates.append(
          FactorCandidate(
            statement: index, evidence: evidence, score: isSentence ? parser.statements.judge.score(evidence) : 0,
            mayBeTold: isSentence && tellsStories(statement)))
      }
      first = end
    }
    return candidates
  }

  /// Whether two statements are of one paragraph: sentences of one piece of the outline are, however its lines are broken; other
  /// statements where they are on one line.
  private func isOneParagraph(_ first: Int, _ other: Int, _ starts: Set<Int>) -> Bool {
    guard document.statements[other].kind == .sentence else {
      return document.statements[first].span.line == document.statements[other].span.line
    }
    return !starts.contains(other)
  }

  /// Patterns, frameworks and plans tell what to do, not what happened: their factors stand below headings that say so.
  private func tellsStories(_ statement: Statement) -> Bool {
    guard let record = statement.record else { return true }
    return ![.pattern, .framework, .process, .profile].contains(document.records[record].kind)
  }

  private static func evidenceKind(_ kind: Statement.Kind) -> FactorEvidence.Kind? {
    switch kind {
    case .sentence: .sentence
    case .bullet: .bullet
    case .row: .row
    case .quote: .quote
    case .definition: .definition
    case .stat: .stat
    default: nil
    }
  }

  private static func evidenceHeading(_ role: Role?) -> FactorEvidence.Heading {
    switch role {
    case nil: .none
    case .successFactors, .lessons, .pitfalls, .valueCreation: .factors
    case .recommendations: .recommendations
    case .result: .result
    case .challenge: .challenge
    default: .other
    }
  }

  private func evidenceRecord(_ statement: Statement) -> FactorEvidence.Record {
    guard let record = statement.record else { return .other }
    return switch document.records[record].kind {
    case .caseStudy: .caseStudy
    case .document: .document
    case .catalogue: .catalogue
    default: .other
    }
  }
}
