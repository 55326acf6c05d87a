import ArgumentParser
import Casebook
import Words

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ask a query that casebook.yaml saves by name.",
    discussion: """
        casebook run
        casebook run cuts
        casebook run cuts --format csv

      Under `queries:` the settings have a name and the arguments of a command for each:

        queries:
          cuts: metrics --category cost --kind percent --min 30%

      What follows the name is added. Without a name it lists what is saved.
      """)

  @Argument(help: ArgumentHelp("The name of the query.", valueName: "name"), completion: Completions.queries)
  var name: String?
  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("Flags to add.", valueName: "flags"))
  var more: [String] = []

  func run() throws {
    try reporting {
      let queries = try Settings.load().queries
      guard let name else {
        if queries.isEmpty { Terminal.note("no queries are saved: `casebook help run` shows how") }
        let width = queries.map(\.name.count).max() ?? 0
        for query in queries {
          let gap = String(repeating: " ", count: width - query.name.count + 2)
          Terminal.write(query.name + gap + query.text + "\n")
        }
        if queries.isEmpty { throw Exit.nothingFound }
        return
      }
      guard let query = queries.first(where: { $0.name == name }) else {
        let near = Suggestion.near(name, in: queries.map(\.name))
        throw Failure(
          "no query '\(name)' is saved: "
            + (near.isEmpty
              ? "`casebook run` lists them" : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?"))
      }
      var words = try ShellWords.split(query.text).map { $0 } + more
      if words.first == "casebook" { words.removeFirst() }
      guard let command = words.first, command != "run" else {
        throw Failure("\(query.place): query '\(name)': expected a command and its flags")
      }
      CasebookCommand.perform(words)
    }
  }
}

/// The words of a command line, as a shell has them: quotes hold a word together, a backslash takes the next sign as it is. No
/// variable and no pattern is replaced.
enum ShellWords {
  /// - Throws: `Failure` where a quote is left open.
  static func split(_ text: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if quote != nil { throw Failure("a quote is left open: \(text)") }
    if let whole = word { words.append(whole) }
    return words
  }
}
