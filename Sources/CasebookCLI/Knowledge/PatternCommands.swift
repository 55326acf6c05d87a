import ArgumentParser
import Casebook

struct PatternsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns", abstract: "List the patterns with family, model, phases, metrics and factors.",
    discussion: """
        casebook patterns
        casebook patterns --format json

      `casebook show NAME` shows one as a whole, `casebook evidence NAME` what speaks for and against it.
      """)

  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      try output.print(
        KnowledgeBase(folder: index.folder(settings)).patterns(), settings: settings,
        emptyMessage: "no patterns in the index")
    }
  }
}

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Show what in the cases speaks for a pattern, trait or theme, and what against it.",
    discussion: """
        casebook evidence "Strategic Alignment"
        casebook evidence 1
        casebook evidence network-effects

      For: statements of the pattern's own cases, and of others with its themes. Against: pitfalls of the same themes, and
      statements that say a theme with a word of failure or lack. Each row says why it is there.
      """)

  @Argument(help: ArgumentHelp("A pattern's number or name, a trait, or a theme.", valueName: "name"))
  var name: [String]
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try validateLimit(limit) }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      try output.print(
        knowledge.evidence(name.joined(separator: " "), limit: limit), settings: settings,
        emptyMessage: "no statement speaks for or against it")
    }
  }
}
