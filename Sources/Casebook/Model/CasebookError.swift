/// What can go wrong, in words for a person: what, where, and what to do.
public enum CasebookError: Error, Sendable, Hashable, CustomStringConvertible {
  case noIndex(folder: String)
  case indexTooNew(file: String, found: Int, known: Int)
  case indexTooOld(file: String, found: Int, known: Int)
  case notAnIndex(file: String)
  case damaged(file: String, detail: String)
  case locked(folder: String, holder: String)
  case noSuchPath(String)
  case unreadable(path: String, reason: String)
  case noSuchSource(path: String, known: [String])
  case notFound(what: String, name: String, near: [String])
  case ambiguous(what: String, name: String, candidates: [String])
  case badPattern(pattern: String, reason: String)
  case badArgument(name: String, value: String, expected: String)
  /// A query of one's own that cannot be answered; `near` are names like one that is not known.
  case badQuery(problem: String, near: [String])
  case io(path: String, operation: String, reason: String)
  /// A line of an archive that is not one, or does not fit to those before it.
  case badArchive(file: String, line: Int, reason: String)
  /// An archive that a newer program wrote.
  case archiveTooNew(file: String, found: Int, known: Int)
  /// Something is where a new file, folder or index was to be written.
  case exists(path: String, what: String)
  /// There is no room for what was to be written; `free` bytes are left.
  case diskFull(folder: String, free: Int)

  /// What is wrong and what to do, in the library's words.
  public var description: String { text(\.description) }

  /// What is wrong and what to do, the remedy in the words of a front end.
  public func text(_ words: (Remedy) -> String) -> String { remedy.map { "\(problem): \(words($0))" } ?? problem }

  /// What would help; nil where the problem says it.
  public var remedy: Remedy? {
    switch self {
    case .noIndex(let folder): .makeIndex(folder: folder)
    case .indexTooNew, .archiveTooNew: .updateProgram
    case .exists: .replace
    case .indexTooOld: .ingest
    case .notAnIndex: .chooseFolder
    case .damaged: .rebuild
    case .locked: .waitForWriter
    case .notFound(let what, _, let near): near.isEmpty ? .list(what) : nil
    case .badQuery(let problem, let near): near.isEmpty && problem.hasPrefix("no such") ? .list("view") : nil
    default: nil
    }
  }

  private var problem: String {
    switch self {
    case .noIndex(let folder):
      "no index in \(folder)"
    case .indexTooNew(let file, let found, let known):
      "\(file): written by a newer casebook (format \(found), this one reads up to \(known))"
    case .indexTooOld(let file, let found, let known):
      "\(file): written by an older casebook (format \(found), this one reads \(known))"
    case .notAnIndex(let file):
      "\(file): not a casebook index"
    case .damaged(let file, let detail):
      "\(file): damaged (\(detail))"
    case .locked(let folder, let holder):
      "\(folder): another casebook is writing\(holder.isEmpty ? "" : " (process \(holder))")"
    case .noSuchPath(let path):
      "\(path): no such file or folder: check the path"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)): check its permissions"
    case .noSuchSource(let path, let known):
      "\(path): not a source of this index"
        + (known.isEmpty ? ": it has none" : ": it has \(known.joined(separator: ", "))")
    case .notFound(let what, let name, let near):
      "no \(what) '\(name)'"
        + (near.isEmpty ? "" : ": did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
    case .ambiguous(let what, let name, let candidates):
      "'\(name)' names more than one \(what): \(candidates.map { "'\($0)'" }.joined(separator: ", ")): say which"
    case .badPattern(let pattern, let reason):
      "/\(pattern)/: not a regular expression (\(reason))"
    case .badArgument(let name, let value, let expected):
      "\(name) '\(value)': expected \(expected)"
    case .badQuery(let problem, let near):
      "the query: \(problem)"
        + (near.isEmpty ? "" : ": did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
    case .io(let path, let operation, let reason):
      "\(path): cannot \(operation) (\(reason))"
    case .badArchive(let file, let line, let reason):
      "\(file):\(line): not an archive as it was written (\(reason)): nothing was imported; export it again"
    case .archiveTooNew(let file, let found, let known):
      "\(file): written by a newer casebook (archive version \(found), this one reads up to \(known))"
    case .exists(let path, let what):
      "\(path): \(what)"
    case .diskFull(let folder, let free):
      "\(folder): the disk is full (\(free / 1000) kB are left): free some space and run it again; the index is as it was"
    }
  }
}

/// Parameters of questions that an error names by ``CasebookError/badArgument(name:value:expected:)``.
public enum QuestionParameter: String, Sendable, Hashable, CaseIterable {
  case minimum, maximum, rate, table
}
