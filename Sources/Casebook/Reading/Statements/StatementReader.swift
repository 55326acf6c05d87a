internal import Statements

/// What one statement says, as the trained model and the lexicon see it together.
///
/// The lexicon is what people write and extend, and it names the words it went by; the model knows what statements of many
/// authors mean by other words. A phrase of a user's own lexicon always decides; one of the built-in lexicon counts as
/// evidence beside the model's.
struct StatementReader: Sendable {
  /// A theme of a statement, how sure it is, and what decided.
  struct ThemeVerdict: Sendable, Hashable {
    var theme: Theme.ID
    /// From 0 to 1; one half and more decides.
    var score: Double
    /// The lexicon's phrase, or ``modelEntry``.
    var entry: String
    /// The words that decided, in their order.
    var words: [String]
  }

  let classifier: StatementClassifier
  let judge: FactorJudge
  private let lexicon: ThemeLexicon
  /// Phrases that come with the program; others are a user's.
  private let builtInEntries: Set<String>

  /// The entry of themes that no phrase of the lexicon decided.
  static let modelEntry = "model"
  /// What a phrase of the built-in lexicon adds to the model's score of a theme. On 1,600 statements of publishers that the
  /// model did not see: without phrases P .631 R .378, with 1 .614 and .439, with 1.5 .596 and .462.
  private static let phraseWeight: Float = 1.3

  /// - Parameters:
  ///   - lexicon: the themes' phrases.
  ///   - isExtended: a user's lexicons are part of it; else all its phrases come with the program.
  /// - Throws: `LinearModelError` when the program's weights are damaged.
  init(lexicon: ThemeLexicon, isExtended: Bool) throws {
    classifier = try StatementClassifier.builtIn()
    judge = try FactorJudge.builtIn()
    self.lexicon = lexicon
    builtInEntries = isExtended ? try ThemeLexicon.builtIn().phrases : lexicon.phrases
  }

  /// The themes of a statement, the most probable first.
  ///
  /// - Parameter isPromised: the statement stands below a heading that promises factors. There phrases decide, and the model
  ///   where there are none; their themes come in the order of the lexicon.
  func themes(of statement: StatementInput, isPromised: Bool = false) -> [ThemeVerdict] {
    themes(of: statement.text, below: classifier.themeWeights(of: statement), isPromised: isPromised)
  }

  /// The themes of a statement below headings of which is known what they say.
  func themes(
    of text: String, below heading: StatementClassifier.ThemeHeading, isPromised: Bool
  ) -> [ThemeVerdict] {
    let matches = lexicon.themes(of: text)
    let reading = classifier.themeReading(of: text, below: heading)
    var phrases = Dictionary(matches.map { ($0.theme, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [(theme: Theme.ID, score: Float, match: ThemeMatch?)] = []
    for (theme, score) in reading.scores {
      guard let match = phrases.removeValue(forKey: theme) else {
        if score >= 0 { found.append((theme, score, nil)) }
        continue
      }
      let isSure = isPromised || !builtInEntries.contains(match.entry)
      let raised = score + Self.phraseWeight
      if isSure || raised >= 0 { found.append((theme, isSure ? max(raised, 0) : raised, match)) }
    }
    // Themes of a user's own, of which the model knows nothing.
    for match in matches where phrases[match.theme] != nil { found.append((match.theme, Self.phraseWeight, match)) }
    if isPromised, found.contains(where: { $0.match != nil }) {
      let verdicts = found.filter { $0.match != nil }.map { verdict($0.theme, $0.score, $0.match, reading, text) }
      return matches.compactMap { match in verdicts.first { $0.theme == match.theme } }
    }
    found.sort { $0.score != $1.score ? $0.score > $1.score : $0.theme < $1.theme }
    // The model gives no more than a person would; what phrases decided is not cut.
    return found.enumerated().filter { $0.offset < StatementClassifier.mostThemes || $0.element.match != nil }.map {
      verdict($0.element.theme, $0.element.score, $0.element.match, reading, text)
    }
  }

  private func verdict(
    _ theme: Theme.ID, _ score: Float, _ match: ThemeMatch?, _ reading: StatementClassifier.ThemeReading, _ text: String
  ) -> ThemeVerdict {
    ThemeVerdict(
      theme: theme, score: Double(StatementClassifier.probability(score)), entry: match?.entry ?? Self.modelEntry,
      words: match.map { $0.words.map { text.utf8($0) } } ?? reading.words(for: theme))
  }
}
