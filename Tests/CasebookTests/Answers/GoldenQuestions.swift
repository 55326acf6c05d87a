import Foundation
import Quantities
import Testing

@testable import Casebook

/// A question over `corpus/` whose answer is kept in `Fixtures/Golden`, in a file of its name.
struct GoldenQuestion: Sendable, CustomTestStringConvertible {
  let name: String
  let ask: @Sendable (KnowledgeBase) throws -> Answer

  init(_ name: String, _ ask: @escaping @Sendable (KnowledgeBase) throws -> Answer) {
    self.name = name
    self.ask = ask
  }

  var testDescription: String { name }

  /// At least one for each schema of an answer.
  static let all: [GoldenQuestion] = index + records + figures + comparisons + knowledge + plans

  private static let index: [GoldenQuestion] = [
    GoldenQuestion("status") { try $0.status() },
    GoldenQuestion("sources") { try $0.sources() },
    GoldenQuestion("check") { try $0.check() },
    GoldenQuestion("search") {
      Answer(try SearchIndex(folder: $0.folder).search(SearchQuestion("network effects", limit: 8)))
    },
    GoldenQuestion("metadata") { try $0.metadata() },
    GoldenQuestion("report") { try $0.report(.record("hugging-face")) },
    GoldenQuestion("views") { try $0.views() },
    GoldenQuestion("query") {
      try $0.query("select subject, label, value, place from metrics where category = 'cost'")
    },
  ]

  private static let records: [GoldenQuestion] =
    [.records, .documents, .phases, .criteria, .roles, .duplicates].map { (listing: Listing) in
      GoldenQuestion("list-\(listing.rawValue)") { try $0.list(listing) }
    } + [
      GoldenQuestion("list-cases-of-an-organisation") { try $0.list(.cases, organisation: "Microsoft") },
      GoldenQuestion("show") { try $0.show("microsoft-epic") },
      GoldenQuestion("grids") { try $0.tables() },
      GoldenQuestion("grid") { try $0.table(1) },
      GoldenQuestion("find") { try $0.find(FindQuestion(role: "challenge")) },
      GoldenQuestion("similar") { try $0.similar("hugging-face") },
    ]

  private static let figures: [GoldenQuestion] = [
    GoldenQuestion("metrics") { try $0.metrics(MetricsQuestion()) },
    GoldenQuestion("metrics-of-a-year") { try $0.metrics(MetricsQuestion(year: 2025)) },
    GoldenQuestion("metrics-with-dates") { try $0.metrics(MetricsQuestion(includesDates: true)) },
    GoldenQuestion("metrics-by-value") {
      try $0.metrics(MetricsQuestion(kinds: [.currency], sort: .value, isReversed: true))
    },
    GoldenQuestion("metrics-with-quality") { try $0.metrics(MetricsQuestion("revenue", includesQuality: true)) },
    GoldenQuestion("metrics-explained") { try $0.metrics(MetricsQuestion("revenue", explains: true)) },
    GoldenQuestion("metrics-pivot") { try $0.metrics(MetricsQuestion(grouping: .org, columns: .category)) },
    GoldenQuestion("kpis") { try $0.kpis() },
  ]

  private static let comparisons: [GoldenQuestion] = [
    GoldenQuestion("comparison") { try $0.compare(["Microsoft", "Salesforce"]) },
    GoldenQuestion("conflicts") { try $0.conflicts(ConflictsQuestion(includesAll: true)) },
    GoldenQuestion("lint") { try $0.lint(LintQuestion(includesNotes: true)).answer },
  ]

  private static let knowledge: [GoldenQuestion] = [
    GoldenQuestion("factors") { try $0.factors(FactorsQuestion()) },
    GoldenQuestion("factors-of-a-theme") { try $0.factors(FactorsQuestion(theme: "network-effects")) },
    GoldenQuestion("factor-matrix") { try $0.factorMatrix(FactorMatrixQuestion(columns: .patterns)) },
    GoldenQuestion("themes") { try $0.themeList() },
    GoldenQuestion("theme") { try $0.themeStatements("network-effects") },
    GoldenQuestion("patterns") { try $0.patterns() },
    GoldenQuestion("evidence") { try $0.evidence("network effects") },
    GoldenQuestion("checklists") { try $0.checklist(nil) },
    GoldenQuestion("risks") {
      let text =
        "# Plan\n\n## Approach\n\n- We depend on one partner for all of our models.\n- No one owns data quality.\n"
      return try $0.risks(file: "plan.md", text: text, parser: try Workspace.parser)
    },
    GoldenQuestion("rules") { try $0.rules() },
    GoldenQuestion("advice") { try $0.advise(advice) },
    GoldenQuestion("advice-turns") { try $0.adviceTurns(advice) },
    GoldenQuestion("matrices") { try $0.scoreMatrices() },
    GoldenQuestion("score") { try $0.score(try ratings($0), ScoreQuestion()) },
    GoldenQuestion("sensitivity") { try $0.sensitivity(try ratings($0), ScoreQuestion(), limit: 12) },
  ]

  private static let advice: [String: RuleAnswer] = [
    "platform.1": .yes, "platform.2": .yes, "api.1": .yes, "api.2": .no,
  ]

  private static func ratings(_ knowledge: KnowledgeBase) throws -> Ratings {
    let path = Workspace.repository + "/Examples/ratings.csv"
    return try knowledge.ratings(
      file: path, text: try String(contentsOfFile: path, encoding: .utf8), ScoreQuestion())
  }

  private static let plans: [GoldenQuestion] = [
    GoldenQuestion("plans") { try $0.plan(PlanQuestion()) },
    GoldenQuestion("plan") { try $0.plan(PlanQuestion(name: "Due diligence", start: CivilDate("2026-01-05"))) },
    GoldenQuestion("plan-checks") { try $0.planChecks() },
  ]
}
