import ArgumentParser
import Casebook
internal import Words

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
        name: "Index",
        subcommands: [
          Ingest.self, Watch.self, Remove.self, Sources.self, Status.self, Changes.self, Check.self, Reindex.self,
          Correct.self,
        ]),
      CommandGroup(
        name: "Questions",
        subcommands: [Search.self, Factors.self, Metrics.self, Quotes.self, Show.self, List.self, Cite.self, SQL.self]),
      ComparisonCommands.group,
      KnowledgeCommands.group,
      CommandGroup(name: "Writing", subcommands: [Report.self, Open.self]),
      CommandGroup(
        name: "Programs",
        subcommands: [
          MCPCommand.self, Export.self, Import.self, SchemaCommand.self, Run.self, Tour.self, Manual.self,
        ]),
      CommandGroup(
        name: "Reading", subcommands: [Blocks.self, Tables.self, ExtractText.self, ExtractMetrics.self, Classify.self]),
    ])

  /// Without a command: what is in the index, and what one could ask next.
  func run() throws { try reporting { try Welcome.show() } }

  static func main() { perform(Array(CommandLine.arguments.dropFirst())) }

  /// Runs a command line, and ends the program.
  static func perform(_ arguments: [String]) {
    let arguments = Search.protectingWords(arguments)
    guard let request = SearchRequest(arguments) else {
      if let message = unknownCommand(arguments) {
        Terminal.note(message)
        exit(withError: ExitCode.validationFailure)
      }
      return main(arguments)
    }
    do { try request.run() } catch { exit(withError: error) }
  }

  /// What to say where the first word is no command: the argument parser would call it an unexpected argument.
  private static func unknownCommand(_ arguments: [String]) -> String? {
    let names = configuration.subcommands.map { $0.configuration.commandName ?? $0._commandName }
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help", !names.contains(first) else {
      return nil
    }
    let near = Suggestion.near(first, in: names)
    return "casebook: no command '\(first)': "
      + (near.isEmpty ? "" : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))? ")
      + "`casebook --help` lists them"
  }
}
