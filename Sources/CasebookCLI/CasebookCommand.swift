import ArgumentParser

@main
struct CasebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casebook",
    abstract: "Turns a folder of case studies into cited answers.",
    discussion: """
      Ingest folders of Markdown, HTML and YAML documents once, then ask: every answer names file and line.

        casebook ingest corpus
        casebook search "network effects"
        casebook factors --pattern "Research-to-API"
        casebook metrics revenue --org Microsoft

      Exit status: 0 found, 1 nothing found, 2 error, 64 wrong usage.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: "Index", subcommands: [Ingest.self, Remove.self, Sources.self, Status.self, Check.self, Reindex.self]),
      CommandGroup(name: "Questions", subcommands: [Search.self, Factors.self, Metrics.self, Show.self, List.self]),
      ComparisonCommands.group,
      KnowledgeCommands.group,
      CommandGroup(name: "Reading", subcommands: [Blocks.self, Tables.self, ExtractText.self, ExtractMetrics.self]),
    ])

  static func main() {
    let arguments = Search.protectingWords(Array(CommandLine.arguments.dropFirst()))
    guard let request = SearchRequest(arguments) else { return main(arguments) }
    do { try request.run() } catch { exit(withError: error) }
  }
}
