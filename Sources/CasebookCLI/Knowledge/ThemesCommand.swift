import ArgumentParser
import Casebook

struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "List the themes of factors, or explain one.",
    discussion: """
        casebook themes
        casebook themes community
        casebook themes --plot
        casebook themes --svg themes.svg

      Without a name: every theme with how often it is said. With one: its statements, each with the words that decided.
      --none: the statements that fit no theme. `casebook factors --matrix` sets themes against cases and patterns.
      """)

  @Argument(help: ArgumentHelp("A theme's id or name.", valueName: "theme"))
  var name: [String] = []
  @Flag(name: .long, help: "Statements that fit no theme.")
  var none = false
  @Flag(name: .long, help: "Draw how often each theme is said.")
  var plot = false
  @Option(
    name: .long, help: ArgumentHelp("Write the bars as an image.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var svg: String?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      if let svg {
        try FileWriter.write(knowledge.themeChart().svg, to: svg)
        Terminal.note("\(svg) written")
      } else if plot {
        Pager.write(try knowledge.themeChart().text(width: Terminal.width))
      } else if none {
        try output.print(
          knowledge.themeStatements(nil), settings: settings, emptyMessage: "every statement has a theme")
      } else if name.isEmpty {
        try output.print(knowledge.themeList(), settings: settings)
      } else {
        try output.print(
          knowledge.themeStatements(name.joined(separator: " ")), settings: settings,
          emptyMessage: "no statement of this theme")
      }
    }
  }
}
