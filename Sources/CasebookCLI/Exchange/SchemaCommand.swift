import ArgumentParser
import Casebook

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of an answer.",
    discussion: """
        casebook schema metrics
        casebook schema casebook.metrics/1

      Without a name: the names of all. They are those of the member `schema` of an answer in JSON.
      """)

  @Argument(help: ArgumentHelp("Name of an answer.", valueName: "name"))
  var name: String?

  func run() throws {
    try reporting(isQuestion: false) {
      guard let name else {
        Terminal.write(AnswerSchema.names.joined(separator: "\n") + "\n")
        return
      }
      Terminal.write(try AnswerSchema.text(named: name) + "\n")
    }
  }
}
