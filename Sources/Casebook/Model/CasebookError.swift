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
  case io(path: String, operation: String, reason: String)

  /// For people.
  public var description: String {
    switch self {
    case .noIndex(let folder):
      "no index in \(folder): make one with `casebook ingest PATH --index \(folder)`"
    case .indexTooNew(let file, let found, let known):
      "\(file): written by a newer casebook (format \(found), this one reads up to \(known)): update casebook, or ingest into another folder with --index"
    case .indexTooOld(let file, let found, let known):
      "\(file): written by an older casebook (format \(found), this one reads \(known)): bring it up to date with `casebook ingest`"
    case .notAnIndex(let file):
      "\(file): not a casebook index: choose another folder with --index, or move this file away"
    case .damaged(let file, let detail):
      "\(file): damaged (\(detail)): read the documents again with `casebook ingest --rebuild PATH`"
    case .locked(let folder, let holder):
      "\(folder): another casebook is writing\(holder.isEmpty ? "" : " (process \(holder))"): wait until it ends, or use another --index"
    case .noSuchPath(let path):
      "\(path): no such file or folder: check the path"
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)): check its permissions"
    case .noSuchSource(let path, let known):
      "\(path): not a source of this index"
        + (known.isEmpty ? ": it has none" : ": it has \(known.joined(separator: ", "))")
    case .notFound(let what, let name, let near):
      "no \(what) '\(name)'"
        + (near.isEmpty
          ? ": see `casebook \(Self.listing(what))`"
          : ": did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?")
    case .ambiguous(let what, let name, let candidates):
      "'\(name)' names more than one \(what): \(candidates.map { "'\($0)'" }.joined(separator: ", ")): say which"
    case .badPattern(let pattern, let reason):
      "/\(pattern)/: not a regular expression (\(reason))"
    case .badArgument(let name, let value, let expected):
      "\(name) '\(value)': expected \(expected)"
    case .io(let path, let operation, let reason):
      "\(path): cannot \(operation) (\(reason))"
    }
  }

  /// The command that lists what there is of a kind.
  private static func listing(_ what: String) -> String {
    switch what {
    case "plan": "plan"
    case "KPI group": "kpis"
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
