import ArgumentParser
import Casebook

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a page about a case, theme or organisation, with footnotes that cite.",
    discussion: """
        casebook report "Hugging Face"
        casebook report --theme community > community.md
        casebook report --org Microsoft --limit 10

      The page is Markdown: figures, what people said, success factors, and a footnote for each place. --format json and csv give
      the rows.
      """)

  @Argument(
    help: ArgumentHelp("A record's key, the end of it, or words of its title.", valueName: "case"),
    completion: Completions.records)
  var name: [String] = []
  @Option(name: .long, help: "A theme, by its id or name.", completion: Completions.themes)
  var theme: String?
  @Option(name: .long, help: "An organisation, by words of its name.", completion: Completions.organisations)
  var org: String?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows of each section.")
  var limit: Int?

  func validate() throws {
    guard [!name.isEmpty, theme != nil, org != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("name one case, or give --theme or --org")
    }
    try validateLimit(limit)
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      let subject: ReportSubject =
        if let theme { .theme(theme) } else if let org { .organisation(org) } else {
          .record(name.joined(separator: " "))
        }
      let report = try knowledge.report(subject, limit: limit)
      // A page is text to be kept; the rows are for programs.
      guard (output.format ?? .md) == .md, !report.items.isEmpty else {
        try output.print(report, settings: settings, emptyMessage: "nothing to report")
        return
      }
      Pager.write(ReportMarkdown.text(report))
      for note in report.notes { Terminal.note(note.text(\.words)) }
    }
  }
}
