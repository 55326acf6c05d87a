import ArgumentParser
import Casebook

struct Changes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "List what changed: documents, and figures with old and new value and both places.",
    discussion: """
        casebook changes
        casebook changes --since 12
        casebook changes --since 2026-01-05 --format csv

      Each ingestion that changed something is a generation; `casebook status` says the number. Days are those that
      `ingest --date` gave, else those on which the file system says that the generation was written. The index keeps 200
      generations and 50,000 changes.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only what changed after a generation, or on a day and later: 12, 2026-01-05.", valueName: "generation|day"))
  var since: String?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit = 200

  func validate() throws { try validateLimit(limit) }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let answer = try KnowledgeBase(folder: index.folder(settings)).changes(
        ChangesQuestion(since: since, limit: limit))
      try output.print(answer, settings: settings, emptyMessage: "nothing changed")
    }
  }
}
