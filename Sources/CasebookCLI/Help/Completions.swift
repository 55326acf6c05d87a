import ArgumentParser
import Casebook
import Quantities

/// What the shell offers where a name of the index is wanted.
enum Completions {
  static let records = names(.records)
  static let organisations = names(.organisations)
  static let themes = names(.themes)
  static let industries = names(.industries)
  static let tags = names(.tags)
  static let categories = CompletionKind.list(MetricCategory.allCases.map(\.rawValue))

  /// Saved queries.
  static let queries = CompletionKind.custom { _, _, _ in (try? Settings.load().queries.map(\.name)) ?? [] }

  private static func names(_ kind: IndexName) -> CompletionKind {
    .custom { words, _, prefix in
      guard let settings = try? Settings.load(),
        let knowledge = try? KnowledgeBase(folder: IndexOptions.folder(folder(in: words), settings))
      else { return [] }
      return (try? knowledge.names(kind, beginning: prefix, limit: 200)) ?? []
    }
  }

  /// The index that a half-written command names.
  private static func folder(in words: [String]) -> String? {
    for (index, word) in words.enumerated() {
      if word == "--index", index + 1 < words.count { return words[index + 1] }
      if word.hasPrefix("--index=") { return String(word.dropFirst("--index=".count)) }
    }
    return nil
  }
}
