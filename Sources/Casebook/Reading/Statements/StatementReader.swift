internal import Statements

/// What one statement says, as the trained model and the lexicon see it together.
///
/// The lexicon is what people write and extend, and says which words it went by; the model knows what statements of many
/// authors mean by other words. A phrase of a user's own lexicon always decides. One of the built-in lexicon decides unless
/// the model finds the theme improbable.
public struct StatementReader: Sendable {
  /// A theme of a statement, how sure it is, and the words that decided.
  public struct ThemeVerdict: Sendable, Hashable {
    /// The theme's id.
    public var theme: Theme.ID
    /// From 0 to 1; one half and more decides without the lexicon.
    public var score: Double
    /// The lexicon's phrase, or "model".
    public var entry: String
    /// The words that decided, in their order.
    public var words: [String]
  }

  let classifier: StatementClassifier
  let lexicon: ThemeLexicon

  /// The entry of themes that no phrase of the lexicon decided.
  public static let modelEntry = "model"

  /// Themes as the model alone gives them.
  func modelThemes(_ statement: StatementInput) -> [ThemeVerdict] {
    classifier.themes(of: statement).map { theme in
      ThemeVerdict(
        theme: theme.id, score: Double(theme.score), entry: Self.modelEntry,
        words: classifier.words(for: theme.id, in: statement))
    }
  }

  /// The themes of a statement, the most probable first.
  func themes(of statement: StatementInput) -> [ThemeVerdict] {
    var verdicts = modelThemes(statement)
    for match in lexicon.themes(of: statement.text) {
      let words = match.words.map { statement.text.utf8($0) }
      if let known = verdicts.firstIndex(where: { $0.theme == match.theme }) {
        verdicts[known].entry = match.entry
        verdicts[known].words = words
      }
    }
    return verdicts
  }
}
