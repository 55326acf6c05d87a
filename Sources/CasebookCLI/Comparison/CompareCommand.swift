import ArgumentParser
import Casebook
internal import Quantities

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Put records or organisations side by side: metrics that match, and factors by theme.",
    discussion: """
        casebook compare "Hugging Face" "GitHub Copilot"
        casebook compare microsoft-openai microsoft-epic aws-jpmorgan
        casebook compare OpenAI Anthropic --metrics

      Each NAME is a record, by its key or words of its title, or an organisation, whose records are taken together.
      """)

  @Argument(help: ArgumentHelp("Two or more records or organisations.", valueName: "name"))
  var names: [String]
  @Option(name: .long, help: ArgumentHelp("Convert a currency to USD: EUR=1.08. May be repeated.", valueName: "rate"))
  var rate: [String] = []
  @Flag(name: .long, help: "The figures alone, without the factors.")
  var metrics = false
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if names.count < 2 { throw ValidationError("compare: expected two or more records or organisations") }
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      var rates = CurrencyRates()
      for text in rate { try rates.add(text) }
      let answer = try knowledge.compare(names, rates: rates, includesFactors: !metrics)
      try output.print(answer, settings: settings)
    }
  }
}
