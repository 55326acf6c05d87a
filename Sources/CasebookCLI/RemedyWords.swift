import Casebook

/// What the command line says of a remedy: in commands and flags.
extension Remedy {
  var words: String {
    switch self {
    case .say(let words): words
    case .makeIndex(let folder): "make one with `casebook ingest PATH --index \(folder)`"
    case .ingest: "bring it up to date with `casebook ingest`"
    case .rebuild: "read the documents again with `casebook ingest --rebuild PATH`"
    case .reindex: "run `casebook reindex`"
    case .updateProgram: "update casebook, or ingest into another folder with --index"
    case .chooseFolder: "choose another folder with --index, or move this file away"
    case .waitForWriter: "wait until it ends, or use another --index"
    case .raiseMaximumSize: "split it, or raise --max-size"
    case .replace: "--replace writes over it; or choose another place"
    case .prune: "is the folder there, and mounted? --prune takes them out"
    case .list(let what): "see `casebook \(Self.listing(what))`"
    case .listDuplicates: "casebook list duplicates"
    case .takeAllRoles: "--role all shows them"
    case .raiseLimit: "--limit shows more"
    case .chooseMatrix: "say which with --matrix, by words of its title, its file or file:line"
    case .writeRatings: "give ratings in a file: --template writes one to fill"
    case .rankRated: "--rated ranks them"
    case .giveWeight(let criterion): "give one, as --weight '\(criterion)=10'"
    case .correctWeights: "correct them, change some with --weight NAME=PERCENT, or scale them with --normalize"
    case .setScale: "--scale sets another"
    case .chooseChoice: "say which with --choice, by words of its heading or its file"
    case .answerRules: "answer some with --yes RULE and --no RULE"
    case .startPlan: "give its first day, as --start 2026-01-05"
    case .giveLengthOfSteps: "give each step a length, as --length '2 weeks'"
    }
  }

  /// The command that lists what there is of a kind.
  private static func listing(_ what: String) -> String {
    switch what {
    case "plan": "plan"
    case "KPI group": "kpis"
    case "view": "sql"
    case "list": "checklist"
    case "theme": "themes"
    case "rule", "choice": "advise"
    case "decision matrix", "criterion": "score"
    case "pattern", "pattern, trait or theme": "patterns"
    case "pattern or theme": "patterns` or `casebook themes"
    default: "list"
    }
  }
}

/// What the command line says of an error: parameters are flags, remedies commands.
enum ErrorWords {
  static func text(_ error: any Error) -> String {
    switch error {
    case let CasebookError.badArgument(name, value, expected):
      let flag = QuestionParameter(rawValue: name).map(flag) ?? name
      return CasebookError.badArgument(name: flag, value: value, expected: expected).text(\.words)
    case let error as CasebookError: return error.text(\.words)
    case let error as KnowledgeError: return error.text(\.words)
    default: return "\(error)"
    }
  }

  static func flag(_ parameter: QuestionParameter) -> String {
    switch parameter {
    case .minimum: "--min"
    case .maximum: "--max"
    case .rate: "--rate"
    case .table: "--table"
    }
  }
}
