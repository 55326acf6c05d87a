/// Paths of sources that are none of a file system.
enum SourcePath {
  /// The path under which documents from standard input are kept.
  static let standardInput = "-"
}
