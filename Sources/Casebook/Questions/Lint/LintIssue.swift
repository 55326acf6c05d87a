/// What an author should look at.
public struct LintIssue: Sendable, Hashable {
  /// What is checked. Raw values are what is written to JSON and CSV, and what `--rule` takes.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// A case study without any figure.
    case noFigures = "no-figures"
    /// A section is missing that most case studies of its folder have, or that its kind needs.
    case missingSection = "missing-section"
    /// Revenue, cost or growth, and no time that it holds for.
    case noPeriod = "no-period"
    /// An amount without a number.
    case vagueAmount = "vague-amount"
    /// A superlative without a figure or source.
    case noEvidence = "no-evidence"
    /// Neither figures nor document say when they held.
    case noDate = "no-date"
    /// Contradicts another statement.
    case conflict
    /// The document holds something else than it says.
    case selfClaim = "self-claim"
    /// Parts that do not add up to the whole.
    case sum
    /// A plan contradicts itself or another.
    case plan
    /// A correction whose place is gone.
    case lostCorrection = "lost-correction"
    /// May contradict another statement.
    case nearConflict = "near-conflict"
    /// Shares most of its text with another document.
    case nearDuplicate = "near-duplicate"
    /// Nothing says where a document's figures come from.
    case noSource = "no-source"
    /// No other statement tells the figure.
    case singleMention = "single-mention"

    /// How much it matters.
    public var severity: Severity {
      switch self {
      case .nearConflict, .noSource, .singleMention: .note
      default: .warning
      }
    }

    /// One line about the rule, for help.
    public var summary: String {
      switch self {
      case .noFigures: "a case study without any figure"
      case .missingSection: "a case study or incident report lacks a section that its kind has"
      case .noPeriod: "revenue, cost or growth without the time it holds for"
      case .vagueAmount: "an amount without a number"
      case .noEvidence: "a superlative without figure or source"
      case .noDate: "neither figures nor document say when they held"
      case .conflict: "contradicts another statement"
      case .selfClaim: "the document holds something else than it says"
      case .sum: "parts do not add up to the whole"
      case .plan: "a plan contradicts itself or another"
      case .lostCorrection: "a correction whose place is gone"
      case .nearConflict: "may contradict another statement"
      case .nearDuplicate: "shares most of its text with another document"
      case .noSource: "nothing says where the document's figures come from"
      case .singleMention: "no other statement tells the figure"
      }
    }
  }

  /// How much an issue matters. Only warnings make `lint` fail.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    case warning, note
  }

  /// What is checked.
  public var rule: Rule
  /// What is wrong and what to do about it.
  public var message: String
  /// What it is about, as it stands.
  public var quote: String
  /// Title of the record it stands in.
  public var record: String
  /// Key of that record, for `casebook show`.
  public var recordKey: String
  /// Label of the document's source; empty for files that are in no index.
  public var source: String
  /// Where it stands.
  public var citation: Citation
  var hash: String
}
