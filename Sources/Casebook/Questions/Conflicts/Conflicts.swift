internal import Conversion
public import Quantities
internal import Words

/// A question for contradictions and agreements. All conditions given have to hold.
public struct ConflictsQuestion: Sendable, Hashable {
  /// Words that title, subject or statements have to hold.
  public var text: String
  /// Words of an organisation's name.
  public var organisation: String?
  /// Empty: all but those that only say that something was not merged or is repeated in one document.
  public var kinds: Set<Finding.Kind>
  /// All kinds.
  public var includesAll: Bool
  /// Leaves out what a person has decided.
  public var withoutVerdict: Bool
  /// Converts currencies before they are compared.
  public var rates: CurrencyRates
  /// Most findings.
  public var limit: Int?

  /// A question with these conditions; all given have to hold.
  public init(
    _ text: String = "", organisation: String? = nil, kinds: Set<Finding.Kind> = [], includesAll: Bool = false,
    withoutVerdict: Bool = false, rates: CurrencyRates = CurrencyRates(), limit: Int? = nil
  ) {
    self.text = text
    self.organisation = organisation
    self.kinds = kinds
    self.includesAll = includesAll
    self.withoutVerdict = withoutVerdict
    self.rates = rates
    self.limit = limit
  }
}

/// Compares the statements of documents with each other.
enum ConflictFinder {
  /// Problems first; each kind in the order of the documents.
  static func findings(_ documents: [SourcedDocument], rates: CurrencyRates = CurrencyRates()) -> [Finding] {
    compare(documents, rates: rates).findings
  }

  /// How often each figure is told.
  static func mentions(_ documents: [SourcedDocument]) -> [QualityAssessment.Place: QualityAssessment.Mentions] {
    let builder = ClaimBuilder(documents, rates: CurrencyRates())
    var comparison = ClaimFindings(documents, claims: builder.claims(), vocabulary: builder.vocabulary)
    _ = comparison.findings()
    return comparison.mentions
  }

  /// The findings, and how often each figure is told.
  static func compare(
    _ documents: [SourcedDocument], rates: CurrencyRates = CurrencyRates()
  ) -> (findings: [Finding], mentions: [QualityAssessment.Place: QualityAssessment.Mentions]) {
    let builder = ClaimBuilder(documents, rates: rates)
    let claims = builder.claims()
    var comparison = ClaimFindings(documents, claims: claims, vocabulary: builder.vocabulary)
    var all = comparison.findings()
    all += SelfClaims(documents, claims: claims).findings()
    all += EventDates(documents, builder: builder).findings()
    all += Sums(documents, claims: claims).findings()
    all += PlanConflicts(documents).findings()
    return (sorted(all), comparison.mentions)
  }

  private static func sorted(_ findings: [Finding]) -> [Finding] {
    let ranks = Dictionary(uniqueKeysWithValues: Finding.Kind.allCases.enumerated().map { ($1, $0) })
    let keys = findings.enumerated().map { index, finding in
      let first = finding.evidence.min { $0.precedes($1) }
      let (start, end) = (first?.citation.start ?? 0, first?.citation.end ?? 0)
      return (ranks[finding.kind] ?? 0, first?.document ?? 0, start, end, index)
    }
    return keys.sorted { $0 < $1 }.map { findings[$0.4] }
  }
}

extension KnowledgeBase {
  /// Statements that disagree, and statements that confirm each other, each with why they are taken as the same.
  public func conflicts(_ question: ConflictsQuestion = ConflictsQuestion()) throws -> Answer {
    var findings = try findings(question)
    let total = findings.count
    if let limit = question.limit { findings = Array(findings.prefix(limit)) }
    let cited = findings.flatMap { $0.evidence.map { ($0.source, $0.citation.file, $0.hash) } }
    return Answer(findings, total: total, notes: notesOnChanges(cited))
  }

  /// The findings that answer a question, problems first.
  public func findings(_ question: ConflictsQuestion = ConflictsQuestion()) throws -> [Finding] {
    let corpus = try corpus()
    let documents = try corpus.documents
    let verdicts = try corpus.corrections
    let text = WordMatcher(question.text)
    let organisation = question.organisation.map { WordMatcher($0) }
    let all = ConflictFinder.findings(documents, rates: question.rates).map { finding in
      var finding = finding
      if finding.kind.isProblem { finding.verdict = Verdicts.verdict(of: finding, among: verdicts) }
      return finding
    }
    return all.filter { finding in
      if question.withoutVerdict, finding.verdict != nil { return false }
      if !question.kinds.isEmpty {
        guard question.kinds.contains(finding.kind) else { return false }
      } else if !question.includesAll, [.repeated, .apart, .claimHolds].contains(finding.kind) {
        return false
      }
      if let organisation, !organisation.matches([finding.subject] + finding.evidence.map { Optional($0.record) }) {
        return false
      }
      return text.matches(
        [finding.title, finding.subject, finding.measure] + finding.evidence.map { Optional($0.quote) })
    }
  }
}

/// What people decided of contradictions.
private enum Verdicts {
  /// The decision on a finding: one whose places are all among its statements, by their words or else by their line.
  static func verdict(of finding: Finding, among corrections: [StoredCorrection]) -> Finding.Verdict? {
    for row in corrections {
      guard let verdict = row.correction.verdict else { continue }
      var right = verdict.right
      let isMeant = verdict.places.allSatisfy { place in
        let finder = PlaceFinder(place.words)
        let found = finding.evidence.first { evidence in
          (row.source == nil || evidence.source == row.source) && evidence.citation.file == place.file
            && (finder.isEmpty ? evidence.citation.line == place.line : finder.isIn(evidence.quote))
        }
        // Lines move; the verdict names the statement.
        if let found, verdict.right == PagedText.place(place.file, place.line) { right = found.citation.place }
        return found != nil
      }
      if isMeant { return Finding.Verdict(right: right, entry: row.correction.entryPlace) }
    }
    return nil
  }
}

extension Answer {
  /// Findings as rows, one a statement; those of one finding stand together under its title.
  init(_ findings: [Finding], total: Int, notes: [Answer.Note]) {
    let rows = findings.enumerated().flatMap { index, finding in
      finding.evidence.map { (number: index + 1, finding: finding, evidence: $0) }
    }
    self.init(
      schema: "casebook.conflicts/1", rows: rows, layout: .table(groupedBy: "title"),
      notes: (findings.count < total ? ["\(findings.count) of \(total) findings"] : []) + notes
    ) {
      Field("finding") { $0.number }
      Field("kind") { $0.finding.kind.rawValue }
      Field("problem") { $0.finding.kind.isProblem }
      Field("title") { row in
        Cell(
          .string(row.finding.title),
          display: "\(row.finding.kind.name): \(row.finding.title)\n  \(row.finding.reasons.joined(separator: "\n  "))")
      }
      Field("subject") { $0.finding.subject }
      Field("measure") { $0.finding.measure }
      Field("reasons") { $0.finding.reasons }
      Field("right", title: rows.contains { $0.finding.verdict != nil } ? "Right" : nil) { row in
        row.finding.verdict.map { verdict in
          switch verdict.right {
          case "both", "neither": verdict.right
          case let place: place == row.evidence.citation.place ? "yes" : "no"
          }
        }
      }
      Field("verdict") { $0.finding.verdict?.entry }
      Field("value", title: "Value", isNumeric: true) { $0.evidence.value }
      Field("quote", title: "What it says") { $0.evidence.quote }
      Field("low") { $0.evidence.metric?.low }
      Field("high") { $0.evidence.metric?.high }
      Field("comparator") { $0.evidence.metric?.comparator?.rawValue }
      Field("unit") { $0.evidence.metric?.unit }
      Field("period") { $0.evidence.metric?.period }
      Field("as_of") { $0.evidence.metric?.asOf }
      Field("record") { $0.evidence.record }
      Field("key") { $0.evidence.recordKey }
      CitationFields { ($0.evidence.source, $0.evidence.citation) }
    }
  }
}
