internal import FullText

/// Whether what an ingestion continues is whole.
extension Ingester {
  /// Reads the record store where it was written after the last ingestion ended.
  ///
  /// - Throws: ``CasebookError/damaged(file:detail:)``
  func verifyStore() throws {
    // With a log beside it the file is not the whole store yet, and SQLite's own checksums of the log count.
    guard folder.exists, isWrittenAfterPublishing([folder.records]),
      (FileReader.size(folder.records + "-wal") ?? 0) == 0
    else { return }
    try RecordStore.verifyChecksums(path: folder.records)
  }

  /// Reads the files of the text index that were written after it was published.
  ///
  /// - Throws: ``FullTextError`` when one is damaged.
  func verifyTextIndex() throws {
    let names = ((try? PathBytes.names(in: folder.text)) ?? []).filter { $0 != "manifest" }
    guard isWrittenAfterPublishing(names.map { folder.text + "/" + $0 }) else { return }
    try Snapshot.open(path: folder.text).verifyChecksums()
  }

  /// Whether one of the files was written after the last ingestion ended, or about then: nobody but a fault writes later. So
  /// faults are found where they happen, and a refresh does not read all of a large index.
  private func isWrittenAfterPublishing(_ files: [String]) -> Bool {
    guard let published = FileReader.modified(folder.text + "/manifest") else { return true }
    return files.contains { FileReader.modified($0).map { $0 >= published } ?? false }
  }

  /// The generation of the records that the text index was made from, nil when there is none or it cannot be read.
  func textIndexGeneration() -> UInt64? {
    guard let snapshot = try? Snapshot.open(path: folder.text) else { return nil }
    return TextIndex.Payload(snapshot.payload)?.generation
  }
}
