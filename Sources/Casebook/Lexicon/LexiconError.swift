/// What is wrong in a lexicon file, where, and what to do about it.
public struct LexiconError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as the caller named it.
  public var file: String
  /// From 1; 0 where the whole file is meant.
  public var line: Int
  /// What was found.
  public var problem: String
  /// What to do.
  public var remedy: String

  /// An error at a place in a file.
  public init(file: String, line: Int, problem: String, remedy: String) {
    self.file = file
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }

  /// `file:line: problem. remedy`
  public var description: String {
    "\(file)\(line > 0 ? ":\(line)" : ""): \(problem). \(remedy)"
  }
}

/// An example in a lexicon that does not hold.
public struct LexiconExampleFailure: Sendable, Hashable, CustomStringConvertible {
  /// The entry's id.
  public var entry: String
  /// The example's text.
  public var example: String
  /// Whether it should match.
  public var shouldMatch: Bool
  /// What decided otherwise: the phrase that matched, or the id that was given instead; nil where nothing was found.
  public var found: String?
  /// The file that the example stands in, as the caller named it.
  public var file: String
  /// From 1.
  public var line: Int

  /// One line, as a report prints it.
  public var description: String {
    "\(file):\(line): \"\(example)\" should \(shouldMatch ? "" : "not ")be \(entry), found \(found ?? "nothing")"
  }
}
