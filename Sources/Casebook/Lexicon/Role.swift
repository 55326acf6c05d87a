/// What a section is for: what its heading promises, such as a challenge, a result or success factors.
///
/// The known roles are static members. A user's lexicon may add others: a role is its id, in kebab case.
public struct Role: RawRepresentable, Sendable, Hashable, Codable {
  /// The id, in kebab case, as it stands in the lexicon, in JSON and in the record store.
  public let rawValue: String

  /// The role of an id, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// What it is about, in brief: summary, abstract, at a glance.
  public static let overview = Role(rawValue: "overview")
  /// Who and where it began: background, about the company.
  public static let context = Role(rawValue: "context")
  /// What was wrong or wanted: problem, pain points, goals.
  public static let challenge = Role(rawValue: "challenge")
  /// What was done or built about it: approach, implementation.
  public static let solution = Role(rawValue: "solution")
  /// How one means to win: integration strategy, growth model.
  public static let strategy = Role(rawValue: "strategy")
  /// How it is set up: partnership model, governance, agreement.
  public static let structure = Role(rawValue: "structure")
  /// What came of it: impact, outcomes, measured figures.
  public static let result = Role(rawValue: "result")
  /// Where the value comes from: mechanisms, for whom.
  public static let valueCreation = Role(rawValue: "value-creation")
  /// Why it worked.
  public static let successFactors = Role(rawValue: "success-factors")
  /// What was learned.
  public static let lessons = Role(rawValue: "lessons")
  /// What goes wrong: failure patterns, mistakes.
  public static let pitfalls = Role(rawValue: "pitfalls")
  /// In which order things are done: roadmap, phases, steps.
  public static let process = Role(rawValue: "process")
  /// By what one judges candidates: evaluation criteria, decision matrix.
  public static let criteria = Role(rawValue: "criteria")
  /// What one should measure.
  public static let kpis = Role(rawValue: "kpis")
  /// When to choose what.
  public static let selectionRules = Role(rawValue: "selection-rules")
  /// What the reader is told to do.
  public static let recommendations = Role(rawValue: "recommendations")
  /// What is coming: outlook, opportunities.
  public static let trends = Role(rawValue: "trends")
  /// Where the document's own facts come from: sources, method, currency.
  public static let provenance = Role(rawValue: "provenance")
  /// The closing words.
  public static let conclusion = Role(rawValue: "conclusion")
  /// Somebody's own words: testimonial.
  public static let quote = Role(rawValue: "quote")

  /// The known roles, in the order of the design.
  public static let known: [Role] = [
    .overview, .context, .challenge, .solution, .strategy, .structure, .result, .valueCreation, .successFactors,
    .lessons, .pitfalls, .process, .criteria, .kpis, .selectionRules, .recommendations, .trends, .provenance,
    .conclusion, .quote,
  ]
}

extension Role: CustomStringConvertible {
  /// The id.
  public var description: String { rawValue }
}

/// The role of a heading, and why.
public struct RoleMatch: Sendable, Hashable {
  /// The role that the heading tells.
  public var role: Role
  /// The lexicon's phrase that decided, as it is written there.
  public var entry: String
  /// Where in the heading the phrase matched, in UTF-8 bytes, first to last word.
  public var range: Range<Int>
  /// How sure, 0 to 1: 1 where the phrase is the whole heading, less the more the heading says beside it.
  public var confidence: Double

  /// A match of a role in a heading.
  public init(role: Role, entry: String, range: Range<Int>, confidence: Double) {
    self.role = role
    self.entry = entry
    self.range = range
    self.confidence = confidence
  }
}
