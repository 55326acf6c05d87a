import ArgumentParser
import Casebook
import Foundation

struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Tell what statements are for and which themes they have, as JSON lines.",
    discussion: """
        echo '{"text": "We halved the cost."}' | casebook classify
        casebook classify story.md

      In: {"id", "heading", "text"}, and where known "path", the headings around joined by " > ". Out: {"id", "role",
      "confidence", "why", "themes": [{"id", "score", "why"}]}. An id comes back as it was written; "why" holds the words that
      decided.

      With files: the statements of these documents, each with its line, its role and how surely it is a factor.
      """)

  @Argument(
    help: ArgumentHelp("Documents whose statements to classify, in place of standard input.", valueName: "file"))
  var files: [String] = []
  @Flag(name: .long, help: "With files: print also the values by which a statement is a factor.")
  var evidence = false

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let lines = try ClassifyLines(
        roleLexicons: Settings.lexicons(settings.roles), themeLexicons: Settings.lexicons(settings.themes))
      if files.isEmpty { return try classifyInput(lines) }
      for file in files {
        guard let data = FileManager.default.contents(atPath: file) else { throw CasebookError.noSuchPath(file) }
        let name = String(file.split(separator: "/").last ?? "")
        for line in lines.lines(path: name, bytes: [UInt8](data), showsEvidence: evidence) {
          Terminal.write(line + "\n")
        }
      }
    }
  }

  private func classifyInput(_ lines: ClassifyLines) throws {
    var number = 0
    while let line = readLine(strippingNewline: true) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let text = object["text"] as? String
      else { throw Failure("standard input, line \(number): expected a JSON object with \"text\"") }
      let id = JSONMembers.text(of: "id", in: line) ?? String(number)
      let answer = lines.line(
        id: id, heading: object["heading"] as? String ?? "", path: object["path"] as? String ?? "", text: text)
      Terminal.write(answer + "\n")
    }
  }
}
