/// An index, open for questions.
///
/// Questions read what was committed last; they may be asked while another process ingests.
public struct KnowledgeBase: Sendable {
  /// Where the index stands.
  public let folder: IndexFolder
  /// Extend the built-in themes.
  let themeLexicons: [LexiconSource]
  private let kept: KeptCorpus?

  /// Opens the index in a folder.
  ///
  /// - Parameters:
  ///   - folder: the index.
  ///   - themeLexicons: extend the built-in themes.
  ///   - keepsCorpus: whether what was read of the index is kept for the next question, until an ingestion changes it: for
  ///     programs that ask many.
  /// - Throws: ``CasebookError/noIndex(folder:)`` when the folder holds no index.
  public init(folder: IndexFolder, themeLexicons: [LexiconSource] = [], keepsCorpus: Bool = false) throws {
    try folder.requireIndex()
    self.folder = folder
    self.themeLexicons = themeLexicons
    kept = keepsCorpus ? KeptCorpus() : nil
  }

  /// The index as it is now, for one answer: all of an answer comes from one generation.
  func corpus() throws -> Corpus { try kept?.current(folder) ?? Corpus.open(folder) }

  func themes() throws -> ThemeLexicon { try ThemeLexicon.builtIn(extendedBy: themeLexicons) }

  /// Says which of the cited files are no longer what was ingested.
  func notesOnChanges(_ cited: [(source: String, file: String, hash: String)]) -> [Answer.Note] {
    var freshness = Freshness(folder: folder)
    var changed: [String] = []
    for item in cited where freshness.hasChanged(source: item.source, file: item.file, hash: item.hash) {
      if !changed.contains(item.file) { changed.append(item.file) }
    }
    return changed.map { Answer.Note("\($0) changed since it was ingested: lines may have moved", remedy: .ingest) }
  }
}
