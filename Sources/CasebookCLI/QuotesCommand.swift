import ArgumentParser
import Casebook

struct Quotes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotes",
    abstract: "List what people said, with speaker, role and organisation.",
    discussion: """
        casebook quotes onboarding
        casebook quotes --by CTO

      Quotations are block quotes, and words in quotation marks whose speaker the text tells ("..., said Jane Roe, CFO of Luna").
      """)

  @Argument(help: ArgumentHelp("Words that the quotation or its record's title has to hold.", valueName: "words"))
  var words: [String] = []
  @Option(name: .long, help: ArgumentHelp("Words of the speaker's name, role or organisation.", valueName: "who"))
  var by: String?
  @Option(
    name: .long, help: "Only those of an organisation's cases, or by its people.", completion: Completions.organisations
  )
  var org: String?
  @Option(name: .long, help: "Only those of cases of an industry.", completion: Completions.industries)
  var industry: String?
  @OptionGroup var table: TableOptions
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?

  func validate() throws { try validateLimit(limit) }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      let question = QuotesQuestion(
        words: words.isEmpty ? nil : words.joined(separator: " "), speaker: by, organisation: org, industry: industry,
        limit: table.limit(limit))
      try output.print(
        table.shaped(knowledge.quotes(question), limit: limit), settings: settings, emptyMessage: "no quotes found")
    }
  }
}
