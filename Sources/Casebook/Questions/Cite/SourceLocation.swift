/// Where a citation is on this machine.
package struct SourceLocation: Sendable, Hashable {
  /// The file, as the system takes it.
  package var path: String
  /// From 1.
  package var line: Int
  /// In UTF-8 bytes, from 1.
  package var column: Int
}

extension KnowledgeBase {
  /// The file behind a place or record.
  ///
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``, and
  ///   ``CasebookError/unreadable(path:reason:)`` for what came on standard input.
  package func location(of name: String) throws -> SourceLocation {
    let reference = try references([name])[0]
    let source = try corpus().sources.first { $0.label == reference.source }
    guard let source, source.path != SourcePath.standardInput else {
      throw CasebookError.unreadable(path: reference.citation.file, reason: "it came on standard input")
    }
    return SourceLocation(
      path: source.isFolder ? source.path + "/" + reference.citation.file : source.path, line: reference.citation.line,
      column: reference.citation.column)
  }
}
