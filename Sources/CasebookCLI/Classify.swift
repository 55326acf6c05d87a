import ArgumentParser
import Casebook
import Foundation

struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Tell what statements are for and which themes they have: JSON lines in, JSON lines out.",
    discussion: """
      In: {"id", "heading", "text"}, and where known "path", the headings around joined by " > ". Out: {"id", "role",
      "confidence", "why", "themes": [{"id", "score", "why"}]}. An id comes back as it was written; "why" holds the words that
      decided.
      """)

  func run() throws {
    try reporting {
      let lines = try ClassifyLines(themeLexicons: Settings.lexicons(Settings.load().themes))
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
}
