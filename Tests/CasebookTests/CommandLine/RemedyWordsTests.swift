import Testing

@testable import Casebook
@testable import CasebookCLI

/// The library says what would help as data; the command line says it in commands and flags.
@Suite("What would help, in the words of the command line")
struct RemedyWordsTests {
  private static let remedies: [Remedy] = [
    .say("a word"), .makeIndex(folder: "here"), .ingest, .rebuild, .reindex, .updateProgram, .chooseFolder,
    .waitForWriter, .raiseMaximumSize, .list("theme"), .listDuplicates, .raiseLimit, .chooseMatrix, .writeRatings,
    .rankRated, .giveWeight(criterion: "Fit"), .correctWeights, .setScale, .chooseChoice, .answerRules, .startPlan,
    .giveLengthOfSteps,
  ]

  @Test("The library's own words name neither flag nor command", arguments: remedies)
  func library(remedy: Remedy) {
    #expect(!remedy.description.contains("--") && !remedy.description.contains("`casebook"))
    #expect(!remedy.description.isEmpty)
  }

  @Test("Every flag and command that a remedy names is one of the program", arguments: remedies)
  func known(remedy: Remedy) throws {
    let words = remedy.words.split(whereSeparator: { !$0.isLetter && $0 != "-" }).map(String.init)
    for flag in words where flag.hasPrefix("--") {
      let command =
        switch remedy {
        case .raiseMaximumSize, .makeIndex, .chooseFolder, .waitForWriter, .updateProgram, .rebuild: "ingest"
        case .answerRules, .chooseChoice: "advise"
        case .startPlan, .giveLengthOfSteps: "plan"
        case .raiseLimit: "metrics"
        default: "score"
        }
      let help = try Program.run(["help", command], in: Workspace.repository).output
      #expect(help.contains(flag), "\(flag) of \(command)")
    }
  }

  @Test("A parameter is named by its flag")
  func parameters() {
    let error = CasebookError.badArgument(name: "minimum", value: "x", expected: "a number")
    #expect(ErrorWords.text(error) == "--min 'x': expected a number")
    #expect(error.description == "minimum 'x': expected a number")
  }

  @Test("Notes of an answer carry the remedy in the words of the program")
  func notes() {
    let answer = Answer(
      schema: "casebook.test/1", columns: [], notes: [Answer.Note("a.md changed", remedy: .ingest), "as it is"])
    let words: @Sendable (Remedy) -> String = { $0.words }
    let json = Renderer(format: .json, words: words).render(answer)
    #expect(json.contains("a.md changed: bring it up to date with `casebook ingest`"))
    #expect(json.contains(#""as it is""#))
    #expect(Renderer(format: .json).render(answer).contains("a.md changed: ingest again"))
  }
}
