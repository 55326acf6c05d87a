/// Collects what an ingestion changes, for its report and for the history of the index.
struct ChangeLog {
  private struct Gone {
    var source: String
    var document: RecordStore.StoredDocument
    var title: String
    var figures: Int
  }

  private var changes: [DocumentChange] = []
  private var hashes: [Int: String] = [:]
  private var gone: [Gone] = []

  /// A document that will be taken out.
  mutating func remove(_ stored: RecordStore.StoredDocument, source: String, _ change: StoreChange) throws {
    let (title, figures) = try change.summary(of: stored)
    gone.append(Gone(source: source, document: stored, title: title, figures: figures))
  }

  /// A document that was read, before the stored one is taken out.
  mutating func take(
    _ document: ParsedDocument, over stored: RecordStore.StoredDocument?, source: String, _ change: StoreChange
  )
    throws
  {
    let figures = document.comparedFigures
    guard let stored else {
      hashes[changes.count] = document.hash
      changes.append(
        DocumentChange(kind: .new, source: source, path: document.path, title: document.title, figures: figures.count))
      return
    }
    let isSame = stored.hash == document.hash
    // The same bytes read by the same program hold the same figures.
    if isSame, stored.reader == document.reader { return }
    let before = try change.figures(of: stored)
    let differences = FigureDifference.changes(from: before, to: figures)
    if isSame, differences.isEmpty { return }
    changes.append(
      DocumentChange(
        kind: isSame ? .reread : .changed, source: source, path: document.path, title: document.title,
        figures: figures.count, changes: differences))
  }

  /// All changes, by source and path. A document that is gone and a new one with the same bytes are one that moved.
  func settled() -> [DocumentChange] {
    var all = changes
    var left: [Gone] = []
    var taken: Set<Int> = []
    for gone in gone {
      let moved = changes.indices.first {
        changes[$0].kind == .new && !taken.contains($0) && hashes[$0] == gone.document.hash
          && !gone.document.hash.isEmpty
      }
      guard let moved else {
        left.append(gone)
        continue
      }
      taken.insert(moved)
      all[moved].kind = .moved
      all[moved].oldPath = gone.document.path
    }
    all += left.map {
      DocumentChange(kind: .gone, source: $0.source, path: $0.document.path, title: $0.title, figures: $0.figures)
    }
    return all.sorted { left, right in
      left.source == right.source
        ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        : left.source.utf8.lexicographicallyPrecedes(right.source.utf8)
    }
  }
}

extension DocumentChange {
  /// For a report.
  var fileChange: IngestReport.FileChange {
    IngestReport.FileChange(
      kind: kind, source: source, path: path, oldPath: oldPath, figures: figures, changedFigures: changes.count)
  }
}
