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
    roleScores(statement.text, below: roleWeights(of: statement))
  }

  /// The themes of a statement, the most probable first.
  package func themes(of statement: StatementInput) -> [Theme] {
    let scores = themeScores(statement).map(\.score)
    let found = scores.indices.filter { scores[$0] >= 0 }
      .sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    return found.prefix(Self.mostThemes).map { Theme(id: themes.wide.classes[$0], score: sigmoid(scores[$0])) }
  }

  /// The score of every theme, above zero where it holds, in the order of the model.
  package func themeScores(_ statement: StatementInput) -> [(theme: String, score: Float)] {
    themeReading(of: statement.text, below: themeWeights(of: statement)).scores
  }

  /// The probability of a score.
  package static func probability(_ score: Float) -> Float { sigmoid(score) }
}

// MARK: - Headings

extension StatementClassifier {
  /// What the headings above say, worked out once for all statements below them.
  package struct HeadingWeights<Sums: Sendable>: Sendable {
    let heading: String
    /// How many features the headings have.
    let count: Int
    let sums: Sums
  }

  /// What headings say of roles.
  package typealias RoleHeading = HeadingWeights<[Int32]>
  /// What headings say of themes.
  package typealias ThemeHeading = HeadingWeights<HiddenLayer.Sums>

  /// What the headings of a statement say of the roles of what is below them.
  package func roleWeights(of statement: StatementInput) -> RoleHeading {
    let features = StatementFeatures.headingFeatures(statement).distinct
    var sums = roles.noSums
    roles.add(features, to: &sums)
    return HeadingWeights(heading: statement.heading, count: features.count, sums: sums)
  }

  /// What the headings of a statement say of the themes of what is below them.
  package func themeWeights(of statement: StatementInput) -> ThemeHeading {
    let features = StatementFeatures.headingFeatures(statement).distinct
    var sums = HiddenLayer.Sums(themes)
    themes.add(features, to: &sums)
    return HeadingWeights(heading: statement.heading, count: features.count, sums: sums)
  }

  /// The probabilities of the roles of a text, in the order of `StatementRole.allCases`.
  ///
  /// - Complexity: a few microseconds for a sentence.
  package func roleScores(_ text: String, below heading: RoleHeading) -> [Float] {
    let features = StatementFeatures(text, hasHeading: !heading.heading.isEmpty, for: .roles).distinct
    var sums = heading.sums
    roles.add(features, to: &sums)
    let value = StatementFeatures.value(ofCount: heading.count + features.count)
    return roles.scores(ofSums: sums, value: value).softmax
  }

  /// The themes of a text, and the words that speak for each.
  package func themeReading(of text: String, below heading: ThemeHeading) -> ThemeReading {
    let features = StatementFeatures(text, hasHeading: !heading.heading.isEmpty, for: .themes)
    let distinct = features.distinct
    var sums = heading.sums
    themes.add(distinct, to: &sums)
    let value = StatementFeatures.value(ofCount: heading.count + distinct.count)
    return ThemeReading(
      scores: zip(themes.wide.classes, themes.scores(of: sums, value: value)).map { ($0, $1) }, classifier: self,
      features: features, text: text, heading: heading.heading)
  }

  /// The scores of the themes of a text.
  package struct ThemeReading: Sendable {
    /// The score of every theme, above zero where it holds, in the order of the model.
    package let scores: [(theme: String, score: Float)]
    fileprivate let classifier: StatementClassifier
    fileprivate let features: StatementFeatures
    fileprivate let text: String
    fileprivate let heading: String

    /// The words of the text that speak most for a theme, in their order; words of its heading where none of its own do.
    package func words(for theme: String, limit: Int = 4) -> [String] {
      let model = classifier.themes.wide
      guard let target = model.classes.firstIndex(of: theme) else { return [] }
      return StatementClassifier.words(for: target, model, features, text, heading, limit)
    }
  }
}

// MARK: - Why

extension StatementClassifier {
  /// The words of a statement that speak most for a role, in their order.
  package func words(for role: StatementRole, in statement: StatementInput, limit: Int = 4) -> [String] {
    guard let target = roles.classes.firstIndex(of: role.rawValue) else { return [] }
    let features = StatementFeatures(statement.text, hasHeading: !statement.heading.isEmpty, for: .roles)
    return Self.words(for: target, roles, features, statement.text, statement.heading, limit)
  }

  fileprivate static func words(
    for target: Int, _ model: LinearModel, _ features: StatementFeatures, _ text: String, _ heading: String,
    _ limit: Int
  ) -> [String] {
    var shares = [Float](repeating: 0, count: features.words.count)
    var seen = FeatureSet(minimumCapacity: features.entries.count)
    for entry in features.entries where seen.insert(entry.feature) && entry.first >= 0 {
      let span = Int(entry.first)...Int(entry.last)
      let share = model.weight(entry.feature, of: target) / Float(span.count)
      for word in span { shares[word] += share }
    }
    let strongest = shares.indices.filter { features.words[$0].isWord && shares[$0] > 0 }
      .sorted { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
    guard let most = strongest.first else { return headingWords(for: target, model, heading) }
    // What says less than a fifth of the strongest word decided nothing.
    let kept = strongest.prefix(limit).filter { shares[$0] >= shares[most] / 5 }.sorted()
    var words: [String] = []
    for index in kept {
      let word = part(of: text, features.words[index].range)
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  private static func headingWords(for target: Int, _ model: LinearModel, _ heading: String) -> [String] {
    let words = StatementWords.words(of: heading, limit: 14)
    let best = words.filter(\.isWord).max {
      weight($0, target, model) < weight($1, target, model)
    }
    return best.map { [part(of: heading, $0.range)] } ?? []
  }

  private static func weight(_ word: StatementWord, _ target: Int, _ model: LinearModel) -> Float {
    model.weight(StatementFeatures.headingFeature(word), of: target)
  }

  private static func part(of text: String, _ range: Range<Int>) -> String {
    let bytes = text.utf8
    let begin = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    return String(Substring(bytes[begin..<bytes.index(begin, offsetBy: range.count)]))
  }
}
