package import Learning

/// Tells what a statement is for and which themes it has, by models that are linked into the program: linear
/// ones, of the themes with a small hidden layer.
///
/// A value to share between threads.
package struct StatementClassifier: Sendable {
  /// A theme that a statement has.
  package struct Theme: Sendable, Hashable {
    /// The theme's id.
    package var id: String
    /// Probability, of which at least one half decides.
    package var score: Float
  }

  /// What the model says of a statement.
  package struct Verdict: Sendable {
    /// The most probable role.
    package var role: StatementRole
    /// The probabilities of the roles, in the order of `StatementRole.allCases`.
    package var roleScores: [Float]
    /// The themes, the most probable first.
    package var themes: [Theme]

    /// The probability of one role.
    package func score(_ role: StatementRole) -> Float {
      StatementRole.allCases.firstIndex(of: role).map { roleScores[$0] } ?? 0
    }
  }

  /// No statement has more themes than this, as for the people who labelled them.
  package static let mostThemes = 3

  let themes: HiddenLayer
  let roles: LinearModel

  /// A classifier of two models: `themes` scores each theme by itself, above zero where it holds; `roles` scores the roles
  /// against each other.
  package init(themes: HiddenLayer, roles: LinearModel) {
    self.themes = themes
    self.roles = roles
  }

  /// The classifier of this program's weights.
  ///
  /// - Throws: `LinearModelError` when they are damaged.
  package static func builtIn() throws(LinearModelError) -> StatementClassifier {
    StatementClassifier(
      themes: try HiddenLayer.resource("statement-themes"), roles: try LinearModel.resource("statement-roles"))
  }

  /// Role and themes of a statement.
  ///
  /// - Complexity: some ten microseconds for a sentence.
  package func classify(_ statement: StatementInput) -> Verdict {
    let probabilities = roleScores(statement)
    return Verdict(
      role: StatementRole.allCases[probabilities.bestIndex], roleScores: probabilities, themes: themes(of: statement))
  }

  /// The probabilities of the roles, in the order of `StatementRole.allCases`.
  package func roleScores(_ statement: StatementInput) -> [Float] {
    let features = StatementFeatures(statement, for: .roles).unique
    return roles.scores(features, value: StatementFeatures.value(ofCount: features.count)).softmax
  }

  /// The themes of a statement, the most probable first.
  package func themes(of statement: StatementInput) -> [Theme] {
    let scores = scoresOfThemes(statement)
    let found = scores.indices.filter { scores[$0] >= 0 }
      .sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    return found.prefix(Self.mostThemes).map { Theme(id: themes.wide.classes[$0], score: sigmoid(scores[$0])) }
  }

  /// The score of every theme, above zero where it holds, in the order of the model.
  package func themeScores(_ statement: StatementInput) -> [(theme: String, score: Float)] {
    zip(themes.wide.classes, scoresOfThemes(statement)).map { ($0, $1) }
  }

  /// The probability of a score.
  package static func probability(_ score: Float) -> Float { sigmoid(score) }

  private func scoresOfThemes(_ statement: StatementInput) -> [Float] {
    let features = StatementFeatures(statement, for: .themes).unique
    return themes.scores(features, value: StatementFeatures.value(ofCount: features.count))
  }
}

// MARK: - Why

extension StatementClassifier {
  /// The words of a statement that speak most for a theme, in their order; words of its heading where none of its own do.
  package func words(for theme: String, in statement: StatementInput, limit: Int = 4) -> [String] {
    guard let target = themes.wide.classes.firstIndex(of: theme) else { return [] }
    return Self.words(for: target, themes.wide, .themes, statement, limit)
  }

  /// The words of a statement that speak most for a role, in their order.
  package func words(for role: StatementRole, in statement: StatementInput, limit: Int = 4) -> [String] {
    guard let target = roles.classes.firstIndex(of: role.rawValue) else { return [] }
    return Self.words(for: target, roles, .roles, statement, limit)
  }

  private static func words(
    for target: Int, _ model: LinearModel, _ purpose: StatementFeatures.Purpose, _ statement: StatementInput,
    _ limit: Int
  ) -> [String] {
    let features = StatementFeatures(statement, for: purpose)
    var shares = [Float](repeating: 0, count: features.words.count)
    var seen: Set<UInt64> = []
    for entry in features.entries where seen.insert(entry.feature).inserted && entry.first >= 0 {
      let span = Int(entry.first)...Int(entry.last)
      let share = model.weight(entry.feature, of: target) / Float(span.count)
      for word in span { shares[word] += share }
    }
    let strongest = shares.indices.filter { features.words[$0].isWord && shares[$0] > 0 }
      .sorted { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
    guard let most = strongest.first else { return headingWords(for: target, model, statement) }
    // What says less than a fifth of the strongest word decided nothing.
    let kept = strongest.prefix(limit).filter { shares[$0] >= shares[most] / 5 }.sorted()
    var words: [String] = []
    for index in kept {
      let word = text(statement.text, features.words[index].range)
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  private static func headingWords(for target: Int, _ model: LinearModel, _ statement: StatementInput) -> [String] {
    let heading = StatementInput(text: statement.heading)
    let words = StatementWords.words(of: statement.heading, limit: 14)
    let best = words.filter(\.isWord).max {
      weight($0, target, model) < weight($1, target, model)
    }
    return best.map { [text(heading.text, $0.range)] } ?? []
  }

  private static func weight(_ word: StatementWord, _ target: Int, _ model: LinearModel) -> Float {
    model.weight(StatementFeatures.headingFeature(word), of: target)
  }

  private static func text(_ text: String, _ range: Range<Int>) -> String {
    let bytes = text.utf8
    let begin = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(Substring(bytes[begin..<bytes.index(begin, offsetBy: range.count)]))
  }
}
