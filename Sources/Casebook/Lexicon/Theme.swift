/// A theme: what factors, lessons and pitfalls of different cases say in different words.
public struct Theme: Sendable, Hashable, Codable, Identifiable {
  /// A theme's id, in kebab case, such as `network-effects`.
  public typealias ID = String

  /// In kebab case, unique in a lexicon.
  public var id: ID
  /// As people read it.
  public var name: String
  /// One sentence: what belongs to it.
  public var description: String

  /// A theme as a lexicon describes it.
  public init(id: ID, name: String, description: String) {
    self.id = id
    self.name = name
    self.description = description
  }
}

/// A theme found in a statement, and why.
public struct ThemeMatch: Sendable, Hashable {
  /// The theme's id.
  public var theme: Theme.ID
  /// Where the words that decided stand in the text, in UTF-8 bytes: sorted, apart from each other.
  public var words: [Range<Int>]
  /// The lexicon's phrase that decided, as it is written there: the first in the text where several did.
  public var entry: String

  /// A match of a theme in a text.
  public init(theme: Theme.ID, words: [Range<Int>], entry: String) {
    self.theme = theme
    self.words = words
    self.entry = entry
  }
}
