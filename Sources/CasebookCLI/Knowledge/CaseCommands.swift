import ArgumentParser
import Casebook
import Foundation

struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "Find the cases most like one, and why.",
    discussion: """
        casebook similar hugging-face
        casebook similar "Anthropic and Slack" --limit 3

      Compared are themes, terms, organisations and tags of the records of the same kind.
      """)

  @Argument(help: ArgumentHelp("A case's key, the end of it, or words of its title.", valueName: "case"))
  var name: [String]
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit = 5
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try validateLimit(limit) }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      try output.print(
        knowledge.similar(name.joined(separator: " "), limit: limit), settings: settings,
        emptyMessage: "no other record shares anything with it")
    }
  }
}

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a new case study to fill, in the form that the cases of the index share.",
    discussion: """
        casebook new "Acme and Globex" --org Acme --org Globex --output acme-globex.md

      Headings and labels are those that most cases of the index use; without an index the built-in form is used.
      """)

  @Argument(help: ArgumentHelp("The title.", valueName: "title"))
  var title: [String]
  @Option(name: .long, help: "An organisation it is about; may be repeated.")
  var org: [String] = []
  @Option(name: .long, help: "A tag; may be repeated.")
  var tag: [String] = []
  @Option(name: .shortAndLong, help: ArgumentHelp("File to write; an existing one is left alone.", valueName: "file"))
  var output: String?
  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let folder = index.folder(try Settings.load())
      let template = folder.exists ? try KnowledgeBase(folder: folder).caseTemplate() : .builtIn
      let text = template.text(title: title.joined(separator: " "), organisations: org, tags: tag)
      guard let output else {
        Terminal.write(text)
        return
      }
      do { try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .withoutOverwriting) } catch {
        throw FileManager.default.fileExists(atPath: output)
          ? Failure("\(output): exists already: choose another name with --output")
          : Failure("\(output): cannot be written: check the folder and its permissions")
      }
      Terminal.note("\(output) written")
    }
  }
}
