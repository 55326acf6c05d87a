internal import FullText

/// Writes the text index beside the one that readers see: the changed parts of it, or all.
final class TextIndexBuilder {
  private let writer: IndexWriter
  private let grows: Bool

  /// - Parameters:
  ///   - threads: that analyse entries; what they write does not depend on their number.
  ///   - grows: whether what is there stays, and only what changed is written.
  init(folder: IndexFolder, threads: Int, grows: Bool) throws {
    self.grows = grows
    writer = try IndexWriter(
      path: folder.text, schema: TextIndex.schema, mode: grows ? .append : .create,
      options: IndexOptions(threads: threads))
  }

  /// Replaces the entries of a document.
  func add(_ entries: [Document], source: String, path: String) throws {
    try writer.update(entries, id: TextIndex.id(source: source, path: path))
  }

  func remove(source: String, path: String) throws { try writer.delete(id: TextIndex.id(source: source, path: path)) }

  func publish(_ payload: TextIndex.Payload, commitRecords: () throws -> Void) throws {
    try writer.commit(payload: payload.bytes, optimize: !grows, beforePublishing: commitRecords)
  }
}
