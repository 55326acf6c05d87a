public import Quantities

/// Something that comparing statements brought to light: a contradiction, or an agreement.
public struct Finding: Sendable, Hashable {
  /// What sort of finding it is. Raw values are what is written to JSON and CSV.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The same measure of the same subject, with values that contradict each other.
    case conflict
    /// Values that differ, where both can be true or the scope is not surely the same.
    case nearConflict = "near-conflict"
    /// What a document says that it holds, and holds otherwise.
    case selfClaim = "self-claim"
    /// Parts of a whole that do not add up to it.
    case sum
    /// Plans whose durations contradict each other.
    case plan
    /// The same figure in more than one document.
    case corroborated
    /// The same figure more than once in one document.
    case repeated
    /// What a document says that it holds, and does.
    case claimHolds = "claim-holds"
    /// Parts that add up to the whole.
    case sumChecks = "sum-checks"
    /// The same number of the same subject, but another measure: not merged.
    case apart

    /// Something is wrong, or may be.
    public var isProblem: Bool {
      switch self {
      case .conflict, .nearConflict, .selfClaim, .sum, .plan: true
      case .corroborated, .repeated, .claimHolds, .sumChecks, .apart: false
      }
    }

    /// For people.
    public var name: String {
      switch self {
      case .conflict: "Conflict"
      case .nearConflict: "Near-conflict"
      case .selfClaim: "Says otherwise of itself"
      case .sum: "Does not add up"
      case .plan: "Plans contradict"
      case .corroborated: "Corroborated"
      case .repeated: "Repeated"
      case .claimHolds: "Says of itself, and holds"
      case .sumChecks: "Adds up"
      case .apart: "Kept apart"
      }
    }
  }

  /// What sort of finding it is.
  public var kind: Kind
  /// Whom it is about; empty where a document or plan is meant.
  public var subject: String
  /// What is measured: "models", "market share".
  public var measure: String
  /// One line for people: "Hugging Face, models: 500,000+ against 100,000+".
  public var title: String
  /// Why the statements are taken as the same, and what is made of them.
  public var reasons: [String]
  /// At least one; the order is that of the documents, larger values first in a conflict. Where a great many statements say the
  /// same, some stand for all, and ``reasons`` says how many there are.
  public var evidence: [FindingEvidence]
  /// What a person decided, as a list of corrections has it.
  public var verdict: Verdict?

  /// A person's decision on a contradiction.
  public struct Verdict: Sendable, Hashable {
    /// `file:line` of the right statement, or "both" or "neither".
    public var right: String
    /// The entry: `corrections.yaml:12`.
    public var entry: String
  }
}

/// A statement that a finding rests on.
public struct FindingEvidence: Sendable, Hashable {
  /// The value as written, or what stands for it: "Weeks 3-8", "10 case studies".
  public var value: String
  /// The figure, where it is one.
  public var metric: Metric?
  /// The statement.
  public var quote: String
  /// Title of the record the statement stands in.
  public var record: String
  /// Key of that record, for `casebook show`.
  public var recordKey: String
  /// Label of the document's source.
  public var source: String
  /// Where the statement or figure stands.
  public var citation: Citation
  var document: Int
  var hash: String
}

extension FindingEvidence {
  init(
    value: String, metric: Metric?, quote: String, record: Int?, span: Span, in index: Int,
    of documents: [SourcedDocument]
  ) {
    let document = documents[index].document
    let entry = record.flatMap { $0 < document.records.count ? document.records[$0] : nil }
    self.init(
      value: value, metric: metric, quote: quote, record: entry?.title ?? document.title,
      recordKey: entry?.key ?? document.path,
      source: documents[index].source, citation: document.citation(span), document: index, hash: document.hash)
  }

  init(_ claim: Claim, of documents: [SourcedDocument]) {
    let document = documents[claim.document].document
    let found = document.metrics[claim.metricIndex]
    self.init(
      value: found.metric.displayText, metric: found.metric, quote: document.statements[claim.statement].fullText,
      record: document.statements[claim.statement].record, span: found.span, in: claim.document, of: documents)
  }

  /// Order in the documents.
  func precedes(_ other: FindingEvidence) -> Bool {
    (document, citation.start, citation.end) < (other.document, other.citation.start, other.citation.end)
  }
}
