package import Learning

/// What speaks for and against a statement being a factor: a sentence that says why something worked, what was learned, what
/// went wrong or what one should do.
package struct FactorEvidence: Sendable {
  /// What kind of block a statement stands in.
  package enum Kind: String, Sendable, CaseIterable { case sentence, bullet, row, quote, definition, stat }

  /// What the lexicon says of the heading around a statement.
  package enum Heading: String, Sendable, CaseIterable { case factors, none, recommendations, result, challenge, other }

  /// What the record is that a statement belongs to.
  package enum Record: String, Sendable, CaseIterable { case caseStudy = "case study", document, catalogue, other }

  /// A statement with what is known of its place.
  package struct Place: Sendable {
    package var kind: Kind
    package var heading: Heading
    package var record: Record
    /// From 0, the first statement of the document, to 1.
    package var position: Float
    package var hasLabel: Bool

    /// A place in a document.
    package init(kind: Kind, heading: Heading, record: Record, position: Float, hasLabel: Bool) {
      self.kind = kind
      self.heading = heading
      self.record = record
      self.position = position
      self.hasLabel = hasLabel
    }
  }

  /// The statements that begin on one line, taken together.
  package struct Paragraph: Sendable {
    /// How many there are.
    let count: Int
    /// The mean probability of each role, in the order of `StatementRole.allCases`.
    let means: [Float]
    /// The highest probability of being a factor.
    let best: Float?

    /// - Parameter roles: the probabilities of the roles of each statement. Complexity: O(statements).
    package init(roles: [[Float]]) {
      count = roles.count
      means = StatementRole.allCases.indices.map { role in
        roles.reduce(0) { $0 + $1[role] } / Float(max(roles.count, 1))
      }
      best = roles.map { FactorEvidence.sum(of: $0) }.max()
    }
  }

  /// The roles that make a statement a factor.
  package static let factorRoles: [StatementRole] = [.successFactor, .lesson, .pitfall, .recommendation]

  private static let factorIndices = factorRoles.compactMap { StatementRole.allCases.firstIndex(of: $0) }

  /// The names of the values, in their order: what the weights of the model are called.
  package static let names: [String] =
    StatementRole.allCases.map { "role \($0.rawValue)" } + Kind.allCases.map { "kind \($0.rawValue)" }
    + Heading.allCases.map { "heading \($0.rawValue)" } + Record.allCases.map { "record \($0.rawValue)" }
    + StatementRole.allCases.map { "paragraph \($0.rawValue)" }
    + [
      "length", "under five words", "under eight words", "over thirty words", "label", "ends open",
      "ends in a full stop",
      "paragraph best", "paragraph length", "position",
    ]

  /// The values, in the order of `names`, each about between 0 and 1.
  package let values: [Float]

  /// The evidence of a statement.
  ///
  /// - Parameters:
  ///   - text: label and text in one line.
  ///   - roles: the probabilities of its roles, in the order of `StatementRole.allCases`.
  ///   - paragraph: what the statements that begin on its line say together, its own among them.
  package init(text: String, roles: [Float], paragraph: Paragraph, place: Place) {
    var values: [Float] = []
    values.reserveCapacity(Self.names.count)
    for role in roles { values.append(1 + logarithm(role + 1e-4) / 9.21) }
    for kind in Kind.allCases { values.append(kind == place.kind ? 1 : 0) }
    for heading in Heading.allCases { values.append(heading == place.heading ? 1 : 0) }
    for record in Record.allCases { values.append(record == place.record ? 1 : 0) }
    let count = Float(max(paragraph.count, 1))
    values += paragraph.means
    let words = Float(Self.wordCount(of: text))
    let last = text.utf8.last { $0 != UInt8(ascii: " ") }
    let best = paragraph.best ?? Self.sum(of: roles)
    values += [
      logarithm(words + 1) / 4, words < 5 ? 1 : 0, words < 8 ? 1 : 0, words > 30 ? 1 : 0, place.hasLabel ? 1 : 0,
      last == UInt8(ascii: ":") || last == UInt8(ascii: "?") ? 1 : 0, last == UInt8(ascii: ".") ? 1 : 0, best,
      logarithm(count) / 3, place.position,
    ]
    self.values = values
  }

  /// How many runs of other signs than spaces a text has.
  package static func wordCount(of text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      var before = UInt8(ascii: " ")
      for byte in bytes {
        if byte != UInt8(ascii: " "), before == UInt8(ascii: " ") { count += 1 }
        before = byte
      }
      return count
    }
  }

  /// The probability that a statement has one of the roles that make a factor.
  package static func sum(of roles: [Float]) -> Float {
    factorIndices.reduce(0) { $0 + roles[$1] }
  }
}

/// Weighs the evidence: logistic regression with weights that are linked into the program.
package struct FactorJudge: Sendable {
  private let weights: [Float]
  private let bias: Float

  /// A judge of a trained model with the class "factor".
  package init(_ model: LinearModel) {
    weights = FactorEvidence.names.map { model.weight(FeatureHash.text($0), of: 0) }
    bias = model.biases[0]
  }

  /// The judge of this program's weights.
  ///
  /// - Throws: `LinearModelError` when they are damaged.
  package static func builtIn() throws(LinearModelError) -> FactorJudge {
    FactorJudge(try LinearModel.resource("statement-factors"))
  }

  /// The probability that the statement is a factor.
  package func score(_ evidence: FactorEvidence) -> Float {
    var score = bias
    for (weight, value) in zip(weights, evidence.values) { score += weight * value }
    return sigmoid(score)
  }
}
