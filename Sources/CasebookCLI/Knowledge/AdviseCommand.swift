import ArgumentParser
import Casebook
import Foundation

struct AdviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Find which option fits, by the 'Choose X when' rules of the documents.",
    discussion: """
        casebook advise
        casebook advise --yes platform.1,platform.2 --no api.3
        casebook advise --answers answers.yaml --what-if

      Rules stand below headings such as "Choose X when", "Avoid X if", or "Best for" and "Not suitable for" below X, and
      there in sentences: "Go with X when ...", "If ..., choose X".
      Without answers: the rules, each with its id. Answers come by --yes and --no, from a file, or are asked on a terminal
      (--ask). Options are ranked by the share of their rules that hold, with the lines of the rules and the cases behind each.
      """)

  @Option(name: .long, help: ArgumentHelp("Rules that hold, with commas between; may be repeated.", valueName: "rules"))
  var yes: [String] = []
  @Option(name: .long, help: ArgumentHelp("Rules that do not hold.", valueName: "rules"))
  var no: [String] = []
  @Option(
    name: .long, help: ArgumentHelp("File with `rule: yes`, one per line; .csv with rule,answer.", valueName: "file"))
  var answers: String?
  @Flag(name: .long, help: "Ask each rule on the terminal.")
  var ask = false
  @Flag(name: .customLong("what-if"), help: "Which single answer would change what is first.")
  var whatIf = false
  @Option(
    name: .long,
    help: ArgumentHelp("Which choice, where documents know several: words of its heading.", valueName: "name"))
  var choice: String?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      var given: [String: RuleAnswer] = [:]
      if let answers {
        given = try knowledge.ruleAnswers(file: answers, text: UserFile.text(answers), choice: choice)
      }
      for (rules, answer) in [(yes, RuleAnswer.yes), (no, .no)] {
        for rule in rules.joined(separator: ",").split(separator: ",") {
          let id = rule.trimmingCharacters(in: .whitespaces)
          if let before = given[id], before != answer, before != .unknown {
            throw Failure("rule '\(id)' is answered both \(before.rawValue) and \(answer.rawValue): keep one")
          }
          given[id] = answer
        }
      }
      if ask { try askAll(knowledge, &given) }
      if given.isEmpty {
        try output.print(knowledge.rules(choice: choice), settings: settings, emptyMessage: "no rules in the index")
      } else if whatIf {
        try output.print(
          knowledge.adviceTurns(given, choice: choice), settings: settings,
          emptyMessage: "no single answer would change what is first")
      } else {
        try output.print(knowledge.advise(given, choice: choice), settings: settings)
      }
    }
  }

  private func askAll(_ knowledge: KnowledgeBase, _ given: inout [String: RuleAnswer]) throws {
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure("--ask asks on a terminal: give --yes and --no, or --answers FILE")
    }
    for prompt in try knowledge.rulePrompts(choice: choice) where given[prompt.id] == nil {
      while true {
        Terminal.write(
          Array("\(prompt.option)\(prompt.isAgainst ? ", not when" : ""): \(prompt.text) [y/n/?] ".utf8),
          to: STDERR_FILENO)
        guard let line = readLine() else { return }
        if let answer = RuleAnswer(text: line.trimmingCharacters(in: .whitespaces)) {
          given[prompt.id] = answer
          break
        }
        Terminal.note("expected y, n, or ? where you do not know")
      }
    }
  }
}
