#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What can go wrong with an index.
public enum FullTextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Bytes on disk that the format does not allow. `offset` counts from the start of the file.
  case corrupt(file: String, section: String, offset: Int, message: String)
  /// The file is of a version that this library no longer reads: build the index again.
  case tooOld(file: String, found: Int, oldest: Int)
  /// The file is of a later version than this library knows: use a later library.
  case tooNew(file: String, found: Int, newest: Int)
  /// Another writer has the index open.
  case locked(by: String)
  /// There is no index at this path.
  case noIndex(path: String)
  /// The operating system refused.
  case system(operation: String, path: String, code: Int32)
  /// A schema, document or option that cannot be used; the message says why.
  case invalid(String)
  /// The schema given is not the one the index was created with.
  case schemaMismatch(path: String)
  /// A stated limit was passed, such as the terms a wildcard may expand to.
  case limit(String)
  /// The query asks a field for what it cannot answer, such as a phrase where no positions were kept.
  case unsupportedQuery(String)

  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .corrupt(let file, let section, let offset, let message):
      "\(file) is corrupt: \(section) at byte \(offset): \(message). Build the index again"
    case .tooOld(let file, let found, let oldest):
      "\(file) has format \(found), older than \(oldest), the oldest that can be read. Build the index again"
    case .tooNew(let file, let found, let newest):
      "\(file) has format \(found), newer than \(newest), the newest that can be read. Use a later version"
    case .locked(let owner): "another writer has the index open (\(owner))"
    case .noIndex(let path): "there is no index at \(path)"
    case .system(let operation, let path, let code):
      unsafe "cannot \(operation) \(path) (\(String(cString: strerror(code))))"
    case .invalid(let message), .limit(let message), .unsupportedQuery(let message): message
    case .schemaMismatch(let path): "the index at \(path) was created with another schema"
    }
  }
}
