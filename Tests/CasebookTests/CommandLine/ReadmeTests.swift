import Foundation
import Testing

@testable import Casebook

@Suite("README")
struct ReadmeTests {
  /// Each `$ casebook ...` of the README, with a width before it where one stands, and the lines below it up to the end of
  /// its block.
  private static func examples() throws -> [(command: [String], width: String?, output: String)] {
    let text = try String(contentsOfFile: Workspace.repository + "/README.md", encoding: .utf8)
    var examples: [(command: [String], width: String?, output: String)] = []
    for block in text.components(separatedBy: "```console\n").dropFirst() {
      let body = block.components(separatedBy: "\n```")[0]
      let lines = body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      var words = arguments(String(lines[0]))
      guard words.first == "$" else { continue }
      words.removeFirst()
      var width: String?
      if let first = words.first, first.hasPrefix("COLUMNS=") {
        width = String(first.dropFirst("COLUMNS=".count))
        words.removeFirst()
      }
      guard words.first == "casebook" else { continue }
      examples.append((Array(words.dropFirst()), width, lines.count > 1 ? String(lines[1]) : ""))
    }
    return examples
  }

  /// Splits at spaces outside quotes, as a shell does.
  private static func arguments(_ line: String) -> [String] {
    var arguments: [String] = []
    var word = ""
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == " " {
        if !word.isEmpty { arguments.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { arguments.append(word) }
    return arguments
  }

  @Test("Its Swift is that of the examples")
  func code() throws {
    let text = try String(contentsOfFile: Workspace.repository + "/README.md", encoding: .utf8)
    func unindented(_ text: String) -> String {
      text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    }
    let sources = try ["AskCaseStudies", "SearchFolder", "ReadFigures"].map { name in
      let path = "/Examples/Embedding/Sources/\(name)/\(name).swift"
      return unindented(try String(contentsOfFile: Workspace.repository + path, encoding: .utf8))
    }
    let blocks = text.components(separatedBy: "```swift\n").dropFirst()
    #expect(blocks.count >= 3)
    for block in blocks {
      let code = unindented(block.components(separatedBy: "```")[0])
      #expect(sources.contains { $0.contains(code) }, "no example has:\n\(code)")
    }
  }

  @Test("Every example is what the program prints")
  func examples() throws {
    let space = Workspace()
    let index = space.path + "/index"
    #expect(
      try Program.run(["ingest", Workspace.repository + "/corpus", "--index", index], in: space.path).status == 0)
    let examples = try Self.examples()
    #expect(examples.count >= 3)
    // As the kept answers, the examples are written again when asked, to be read before they are committed.
    let writes = ProcessInfo.processInfo.environment["CASEBOOK_WRITE_DUMPS"] != nil
    for example in examples {
      let outcome = try Program.run(
        example.command + ["--index", index], in: Workspace.repository,
        environment: example.width.map { ["COLUMNS": $0] } ?? [:])
      if writes, !example.output.isEmpty {
        let path = Workspace.repository + "/README.md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let printed = outcome.output.trimmingCharacters(in: .newlines)
        try text.replacingOccurrences(of: "\n" + example.output + "\n```", with: "\n" + printed + "\n```")
          .write(toFile: path, atomically: true, encoding: .utf8)
        continue
      }
      #expect(
        outcome.output.trimmingCharacters(in: .newlines) == example.output.trimmingCharacters(in: .newlines),
        "casebook \(example.command)")
    }
  }

  @Test("Every file that the README links to is there")
  func links() throws {
    let text = try String(contentsOfFile: Workspace.repository + "/README.md", encoding: .utf8)
    for part in text.components(separatedBy: "](").dropFirst() {
      let target = String(part.prefix { $0 != ")" })
      guard !target.hasPrefix("http"), !target.hasPrefix("#") else { continue }
      #expect(FileManager.default.fileExists(atPath: Workspace.repository + "/" + target), "\(target)")
    }
  }

  @Test("Every command of the program is in the README's table")
  func commands() throws {
    let text = try String(contentsOfFile: Workspace.repository + "/README.md", encoding: .utf8)
    let help = try Program.run(["--help"], in: NSTemporaryDirectory()).output
    let names = help.split(separator: "\n").filter {
      $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  -")
    }
    .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "casebook" && $0 != "See" }
    #expect(names.contains("search") && names.contains("ingest"))
    for name in names { #expect(text.contains("`\(name)"), "\(name) is not in the README") }
  }
}
