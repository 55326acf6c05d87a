internal import Quantities
internal import Words

/// What documents say that they hold, against what they hold: "15+ success cases" over ten, "5-step process" over four.
///
/// A count is taken as a claim about the document when its noun names a kind of record, or parts of a plan, and the statement
/// speaks of the document or collection itself, not of an organisation.
struct SelfClaims {
  private let documents: [SourcedDocument]
  private let claims: [Claim]
  /// The case studies and patterns of each source.
  private let collections: [String: Holding]

  /// What a document or collection holds, by kind; each with its document and index there, in their order.
  private struct Holding {
    var records: [RecordKind: [(document: Int, record: Int)]] = [:]
    var count: Int { records.values.reduce(0) { $0 + $1.count } }

    mutating func add(_ document: ParsedDocument, at index: Int) {
      for (place, record) in document.records.enumerated() where SelfClaims.entryKinds.contains(record.kind) {
        records[record.kind, default: []].append((index, place))
      }
    }
  }

  private static let entryKinds: Set<RecordKind> = [.caseStudy, .pattern]
  /// A finding cites no more records than this.
  private static let mostCited = 50

  init(_ documents: [SourcedDocument], claims: [Claim]) {
    self.documents = documents
    self.claims = claims
    var collections: [String: Holding] = [:]
    for (index, item) in documents.enumerated() {
      collections[item.source, default: Holding()].add(item.document, at: index)
    }
    self.collections = collections
  }

  /// Nouns of records by the stem of their last word.
  private static let kinds: [String: RecordKind] = {
    var kinds: [String: RecordKind] = [:]
    for (words, kind) in [
      ("case cases study studies story stories", RecordKind.caseStudy), ("pattern patterns archetype", .pattern),
      ("framework frameworks", .framework),
    ] {
      for word in words.split(separator: " ") { kinds[Wording.stem(String(word))] = kind }
    }
    return kinds
  }()

  private static let partNouns = Set(["phase", "step", "stage", "milestone"].map { Wording.stem($0) })

  /// Words by which a text speaks of itself.
  private static let selfWords = Set(
    """
    report document study paper guide book collection analysis foundation scope coverage compendium casebook overview page article
    chapter documents covers contains presents gathers collects describes
    """.split(whereSeparator: \.isWhitespace).map { Wording.stem(String($0)) })

  func findings() -> [Finding] {
    var findings: [Finding] = []
    for claim in claims where claim.metric.kind == .count {
      guard let head = claim.head ?? nounBehind(claim), !isAboutOrganisation(claim) else { continue }
      if let kind = Self.kinds[head] {
        if speaksOfItself(claim), let finding = records(of: kind, claim) { findings.append(finding) }
      } else if Self.partNouns.contains(head), let finding = phases(claim) {
        findings.append(finding)
      }
    }
    return findings + provenanceClaims()
  }

  /// "15+ detailed partnership and ecosystem success cases in the AI industry": the noun that the unit leaves out.
  private func nounBehind(_ claim: Claim) -> String? {
    guard claim.metric.unit == nil else { return nil }
    return Wording.stems(claim.clause).first { Self.kinds[$0] != nil }
  }

  private func isAboutOrganisation(_ claim: Claim) -> Bool {
    claim.subject.rule == .statement || claim.subject.rule == .record
  }

  private func speaksOfItself(_ claim: Claim) -> Bool {
    let document = documents[claim.document].document
    let statement = document.statements[claim.statement]
    if let role = statement.role, [.overview, .provenance, .context, .conclusion].contains(role) { return true }
    let words = Wording.content(
      [statement.label, statement.text, document.sections[statement.section].title]
        .compactMap { $0 }.joined(separator: " "))
    return !words.isDisjoint(with: Self.selfWords)
  }

  // MARK: - Records

  private static func noun(_ kind: RecordKind, _ count: Int) -> String {
    switch kind {
    case .caseStudy: count == 1 ? "case study" : "case studies"
    default: count == 1 ? kind.name : kind.name + "s"
    }
  }

  private func records(of kind: RecordKind, _ claim: Claim) -> Finding? {
    // A document of several records speaks of them; one without, of the collection it belongs to.
    var own = Holding()
    own.add(documents[claim.document].document, at: claim.document)
    let isOwn = own.count >= 2
    let holding = isOwn ? own : collections[documents[claim.document].source] ?? own
    let place = isOwn ? "the document" : "the collection"
    guard holding.count > 0 else { return nil }
    let matching = holding.records[kind] ?? []
    // A collection without any such record is about something else.
    if !isOwn, matching.isEmpty { return nil }
    var said = "\(place) holds \(matching.count) \(Self.noun(kind, matching.count))"
    var shown = matching
    if matching.isEmpty, let other = Self.entryKinds.first(where: { $0 != kind && holding.records[$0] != nil }) {
      shown = holding.records[other] ?? []
      said = "\(place) holds no \(Self.noun(kind, 1)), but \(shown.count) \(Self.noun(other, shown.count))"
    }
    return finding(
      claim, holds: matching.count, said: said, cites: shown.count,
      evidence: shown.prefix(Self.mostCited).map { item in
        let record = documents[item.document].document.records[item.record]
        return FindingEvidence(
          value: record.number.map { "\(record.kind.name) \($0)" } ?? record.kind.name, metric: nil,
          quote: record.title, record: item.record, span: record.span, in: item.document, of: documents)
      })
  }

  // MARK: - Phases

  private func phases(_ claim: Claim) -> Finding? {
    let document = documents[claim.document].document
    let statement = document.statements[claim.statement]
    guard !document.phases.contains(where: { $0.section == statement.section }) else { return nil }
    // The plan in the statement's own section, else the one plan of its record.
    let near = document.phases.filter { $0.plan == statement.section }
    let inRecord = document.phases.filter { $0.record == statement.record }
    let phases = near.isEmpty && Set(inRecord.map(\.plan)).count == 1 ? inRecord : near
    guard phases.count >= 2, let noun = claim.metric.unit,
      phases.allSatisfy({ Wording.stem($0.noun.lowercased()) == claim.head })
    else { return nil }
    return finding(
      claim, holds: phases.count, said: "the plan has \(phases.count) \(noun)", cites: phases.count,
      evidence: phases.map { phase in
        FindingEvidence(
          value: "\(phase.noun) \(phase.ordinal)", metric: nil, quote: phase.name, record: phase.record,
          span: phase.span,
          in: claim.document, of: documents)
      })
  }

  // MARK: - Lines about the document

  /// "Coverage: 5 framework components" below a document that has five numbered frameworks. Only agreement is reported: such
  /// lines are too short to say surely what they count.
  private func provenanceClaims() -> [Finding] {
    var findings: [Finding] = []
    for (index, item) in documents.enumerated() {
      let document = item.document
      for line in document.provenance {
        guard let count = Self.leadingCount(line.text) else { continue }
        for kind in [RecordKind.framework, .pattern, .caseStudy] {
          guard Wording.stems(line.text).contains(where: { Self.kinds[$0] == kind }) else { continue }
          let held = document.records.filter { $0.kind == kind && $0.number != nil }
          guard held.count >= 2, held.count == count else { continue }
          let evidence =
            [
              FindingEvidence(
                value: String(count), metric: nil, quote: "\(line.label): \(line.text)", record: 0, span: line.span,
                in: index,
                of: documents)
            ]
            + held.map { record in
              FindingEvidence(
                value: record.number.map { "\(kind.name) \($0)" } ?? kind.name, metric: nil, quote: record.title,
                record: document.records.firstIndex(of: record), span: record.span, in: index, of: documents)
            }
          findings.append(
            Finding(
              kind: .claimHolds, subject: "", measure: Self.noun(kind, 2),
              title: "\(document.title): says \(count) \(Self.noun(kind, 2)), holds \(held.count)",
              reasons: ["the line speaks of the document"], evidence: evidence))
        }
      }
    }
    return findings
  }

  private static func leadingCount(_ text: String) -> Int? {
    text.split(separator: " ").first.flatMap { Int($0) }
  }

  // MARK: -

  private func finding(
    _ claim: Claim, holds: Int, said: String, cites: Int, evidence: [FindingEvidence]
  ) -> Finding {
    let document = documents[claim.document].document
    let low = claim.metric.low ?? 0
    let high = claim.metric.high ?? .infinity
    let isTrue = Double(holds) >= low && Double(holds) <= high
    let own = FindingEvidence(claim, of: documents)
    return Finding(
      kind: isTrue ? .claimHolds : .selfClaim, subject: "", measure: claim.metric.unit ?? "records",
      title: "\(document.title): says \(claim.metric.boundedText) \(Self.counted(claim)), \(said)",
      reasons: ["the statement speaks of the document or its collection, and names no organisation as its subject"]
        + (evidence.count < cites ? ["\(cites) are held, of which \(evidence.count) are cited"] : []),
      evidence: [own] + evidence)
  }

  /// What the claim counts, in its own words.
  private static func counted(_ claim: Claim) -> String {
    if let unit = claim.metric.unit { return unit }
    var words: [Substring] = []
    for word in claim.clause.split(separator: " ").reversed().drop(while: {
      kinds[Wording.stem(WordMatcher.fold(String($0)))] == nil
    }).prefix(2) {
      words.insert(word, at: 0)
    }
    return words.joined(separator: " ")
  }
}
