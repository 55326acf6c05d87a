internal import Words

/// What can go wrong when the knowledge in the documents is put to work: what, where, and what to do.
public enum KnowledgeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No document holds what the question needs.
  case nothingToUse(what: String, hint: Remedy)
  /// The question fits several of a kind.
  case severalToChooseFrom(what: String, candidates: [String], hint: Remedy)
  /// A file of the user's has a problem at a line.
  case badInput(file: String, line: Int, problem: String, hint: Remedy)
  /// The documents themselves contradict what the question needs.
  case badDocument(place: String, problem: String, hint: Remedy)

  /// What, where, and what to do, in the library's words.
  public var description: String { text(\.description) }

  /// What, where, and what to do, the last in the words of a front end.
  public func text(_ words: (Remedy) -> String) -> String {
    switch self {
    case .nothingToUse(let what, let hint): "no \(what): \(words(hint))"
    case .severalToChooseFrom(let what, let candidates, let hint):
      "several \(what): \(candidates.prefix(8).map { "'\($0)'" }.joined(separator: ", ")): \(words(hint))"
    case .badInput(let file, let line, let problem, let hint): "\(file):\(line): \(problem): \(words(hint))"
    case .badDocument(let place, let problem, let hint): "\(place): \(problem): \(words(hint))"
    }
  }

  /// "did you mean 'X'?" where something is near, else the whole choice.
  static func hint(for name: String, in known: [String]) -> Remedy {
    let near = Suggestion.near(name, in: known)
    if !near.isEmpty { return "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?" }
    return "expected \(known.map { "'\($0)'" }.joined(separator: ", "))"
  }
}
