import ArgumentParser
import Casebook
import CasebookMCP

struct MCPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp", abstract: "Serve the questions to an agent over standard input and output.",
    discussion: """
        casebook mcp --index /data/index

      A server of the Model Context Protocol (2024-11-05 to 2026-07-28): a tool for each question, records as resources, prompts.
      It only reads. A client starts it itself, by a line such as

        {"mcpServers": {"casebook": {"command": "casebook", "args": ["mcp", "--index", "/path/to/index"]}}}
      """)

  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let server = Server(
        folder: index.folder(settings), themeLexicons: try Settings.lexicons(settings.themes),
        version: CasebookCommand.configuration.version)
      StandardInput.run(server)
    }
  }
}
