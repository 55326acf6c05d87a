import ArgumentParser
import Casebook
internal import Quantities

struct Conflicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "Find statements that disagree, and those that confirm each other.",
    discussion: """
        casebook conflicts
        casebook conflicts --without-verdict
        casebook conflicts --format csv

      Figures of the same subject and measure are compared across all documents. Open bounds could both be true; they are
      reported as a conflict when they differ by a factor of two or more, closed values when they differ by more than rounding.
      Where it is not sure that both mean the same, it is a near-conflict. Besides: what a document says that it holds, shares
      that do not add up, and plans whose durations contradict.

      Kinds: conflict, near-conflict, self-claim, sum, plan, corroborated, repeated, claim-holds, sum-checks, apart.
      """)

  @Argument(help: ArgumentHelp("Words that the findings have to hold.", valueName: "query"))
  var words: [String] = []
  @Option(name: .long, help: "Only those of an organisation.", completion: Completions.organisations)
  var org: String?
  @Option(name: .long, help: "Only these kinds; several with commas.")
  var kind: String?
  @Flag(name: .long, help: "Also what is repeated in one document, what holds, and what was kept apart.")
  var all = false
  @Flag(name: .long, help: "Only what is wrong or may be.")
  var problems = false
  @Flag(name: .long, help: "Leave out what a verdict of corrections.yaml decides.")
  var withoutVerdict = false
  @Option(name: .long, help: ArgumentHelp("Convert a currency to USD: EUR=1.08. May be repeated.", valueName: "rate"))
  var rate: [String] = []
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most findings to show.")
  var limit: Int?

  func validate() throws {
    try validateLimit(limit)
    _ = try kinds()
  }

  private func kinds() throws -> Set<Finding.Kind> {
    var kinds: Set<Finding.Kind> = problems ? Set(Finding.Kind.allCases.filter(\.isProblem)) : []
    for name in (kind ?? "").split(separator: ",") {
      guard let kind = Finding.Kind(rawValue: name.lowercased()) else {
        throw ValidationError(
          "--kind '\(name)': expected \(Finding.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      kinds.insert(kind)
    }
    return kinds
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      var rates = CurrencyRates()
      for text in rate { try rates.add(text) }
      let question = ConflictsQuestion(
        words.joined(separator: " "), organisation: org, kinds: try kinds(), includesAll: all,
        withoutVerdict: withoutVerdict, rates: rates, limit: limit)
      let isFiltered = !words.isEmpty || org != nil || problems || kind != nil || withoutVerdict
      try output.print(
        knowledge.conflicts(question), settings: settings,
        emptyMessage: isFiltered
          ? "no such findings: `casebook conflicts` shows all" : "nothing contradicts, and nothing confirms")
    }
  }
}
