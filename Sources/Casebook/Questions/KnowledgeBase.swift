internal import Foundation
internal import GRDB

/// An index, open for questions.
///
/// Questions read what was committed last; they may be asked while another process ingests.
public struct KnowledgeBase: Sendable {
  /// Where the index stands.
  public let folder: IndexFolder
  /// Extend the built-in themes.
  let themeLexicons: [LexiconSource]

  /// - Throws: ``CasebookError/noIndex(folder:)`` when the folder holds no index.
  public init(folder: IndexFolder, themeLexicons: [LexiconSource] = []) throws {
    try folder.requireIndex()
    self.folder = folder
    self.themeLexicons = themeLexicons
  }

  func records() throws -> RecordStore { try RecordStore.openForReading(path: folder.records) }

  func themes() throws -> ThemeLexicon { try ThemeLexicon.builtIn(extendedBy: themeLexicons) }

  /// Says which of the cited files are no longer what was ingested.
  func notesOnChanges(_ cited: [(source: String, file: String, hash: String)]) -> [String] {
    var freshness = Freshness(folder: folder)
    var changed: [String] = []
    for item in cited where freshness.hasChanged(source: item.source, file: item.file, hash: item.hash) {
      if !changed.contains(item.file) { changed.append(item.file) }
    }
    return changed.map { "\($0) changed since it was ingested: lines may have moved; run `casebook ingest`" }
  }
}

/// Finds words of a question in names and texts, without regard to case and accents.
struct WordMatcher {
  private let words: [[Character]]

  /// All words of the question have to begin a word of the text.
  init(_ question: String) {
    words = Self.words(of: question)
  }

  var isEmpty: Bool { words.isEmpty }

  func matches(_ texts: [String?]) -> Bool {
    guard !words.isEmpty else { return true }
    let all = texts.flatMap { $0.map(Self.words(of:)) ?? [] }
    return words.allSatisfy { wanted in all.contains { $0.starts(with: wanted) } }
  }

  static func words(of text: String) -> [[Character]] {
    fold(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(Array.init)
  }

  /// Lower case without accents.
  static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return String(
      String.UnicodeScalarView(
        text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
          $0.properties.generalCategory != .nonspacingMark
        }))
  }
}
