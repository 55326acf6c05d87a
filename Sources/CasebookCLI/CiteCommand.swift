public import ArgumentParser
public import Casebook

struct Cite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: "Write the reference of a statement or document.",
    discussion: """
        casebook cite cases/hugging-face.md:44
        casebook cite cases/hugging-face.md:44 --style bibtex >> references.bib
        casebook cite "Hugging Face" --style csl

      The statement's words with the title, author, date and address that its document states, and file and line.
      """)

  @Argument(
    help: ArgumentHelp("file:line as answers show it, or a record's key or words of its title.", valueName: "place"),
    completion: Completions.records)
  var places: [String]
  @Option(name: .long, help: "text, markdown, bibtex or csl (CSL JSON).")
  var style = SourceReference.Style.text
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      // A reference is text to be pasted; other forms of output are rows as of any question.
      if (output.format ?? settings.format ?? .table) == .table {
        let answer = try knowledge.cite(places, style: style)
        let texts = answer.items.map { $0[0].text }
        for note in answer.notes { Terminal.note(note.text(\.words)) }
        Terminal.write(
          style == .csl
            ? "[" + texts.joined(separator: ",\n") + "]\n" : texts.joined(separator: "\n\n") + "\n")
      } else {
        try output.print(knowledge.cite(places, style: style), settings: settings)
      }
    }
  }
}

extension SourceReference.Style: ExpressibleByArgument {}
