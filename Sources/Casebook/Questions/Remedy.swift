/// What would help where something is wrong or missing: data, which each front end says in its own words.
public enum Remedy: Sendable, Hashable {
  /// Words that hold for every front end.
  case say(String)

  // The index.
  case makeIndex(folder: String)
  /// Read what changed.
  case ingest
  /// Read all documents again, into a new index.
  case rebuild
  /// Make the text index from the records.
  case reindex
  /// Update the program, or use another folder.
  case updateProgram
  /// Use another folder, or move the file away.
  case chooseFolder
  /// Wait until another process has written, or use another folder.
  case waitForWriter
  /// Split a document, or raise the size up to which documents are read.
  case raiseMaximumSize

  /// Replace what is there, or choose another place.
  case replace

  /// Bring a source back, or take out what is gone from it.
  case prune

  // Names.
  /// See what there is of a kind: "pattern", "theme".
  case list(String)
  /// See the documents that share most of their text.
  case listDuplicates
  /// Show more rows.
  case raiseLimit
  /// Ask for figures of every role.
  case takeAllRoles

  // Decision matrices.
  case chooseMatrix
  /// Ratings are read from a file; a new one can be made to fill.
  case writeRatings
  /// Rank the candidates that the matrix itself rates.
  case rankRated
  case giveWeight(criterion: String)
  /// The weights do not sum to 100: correct, replace or scale them.
  case correctWeights
  case setScale

  // Choices and plans.
  case chooseChoice
  case answerRules
  case startPlan
  case giveLengthOfSteps
}

extension Remedy: ExpressibleByStringInterpolation {
  /// Words that hold for every front end.
  public init(stringLiteral value: String) { self = .say(value) }
}

extension Remedy: CustomStringConvertible {
  /// In the words of the library, for programs that show it as it is.
  public var description: String {
    switch self {
    case .say(let words): words
    case .makeIndex(let folder): "ingest documents into \(folder)"
    case .ingest: "ingest again"
    case .rebuild: "read the documents again into a new index"
    case .reindex: "rebuild the text index from the records"
    case .updateProgram: "update casebook, or ingest into another folder"
    case .chooseFolder: "choose another folder, or move this file away"
    case .waitForWriter: "wait until it ends, or use another folder"
    case .raiseMaximumSize: "split it, or raise the maximum size"
    case .replace: "replace it, or choose another place"
    case .prune: "bring them back, or ingest with pruning"
    case .list(let what): "see what there is of the kind \(what)"
    case .listDuplicates: "list the duplicates"
    case .raiseLimit: "a higher limit shows more"
    case .takeAllRoles: "ask for all roles"
    case .chooseMatrix: "say which, by words of its title, its file or file:line"
    case .writeRatings: "give ratings"
    case .rankRated: "rank them by these"
    case .giveWeight(let criterion): "give '\(criterion)' a weight"
    case .correctWeights: "correct them, give others, or scale them"
    case .setScale: "set another where it is not"
    case .chooseChoice: "say which, by words of its heading or its file"
    case .answerRules: "answer some"
    case .startPlan: "give its first day"
    case .giveLengthOfSteps: "give each step a length"
    }
  }
}

extension Answer {
  /// Something about an answer for people: what was understood, what is missing, and what would help.
  public struct Note: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// What is to be known.
    public var text: String
    /// What would help, where something does.
    public var remedy: Remedy?

    /// A note; without a remedy there is nothing to be done.
    public init(_ text: String, remedy: Remedy? = nil) {
      self.text = text
      self.remedy = remedy
    }

    /// A note without a remedy.
    public init(stringLiteral value: String) { self.init(value) }

    /// Both in the library's words.
    public var description: String { text { $0.description } }

    /// Both, the remedy in the words of a front end.
    public func text(_ words: (Remedy) -> String) -> String { remedy.map { "\(text): \(words($0))" } ?? text }
  }
}
