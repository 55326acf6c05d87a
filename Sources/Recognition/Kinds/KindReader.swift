package import Learning

/// The features of a document by which its kind is told: what the model of kinds is trained on.
package struct KindEvidence: Sendable {
  package let features: [UInt64]
  /// What each feature is called; only when asked for.
  package let featureNames: [UInt64: String]

  /// - Parameter named: whether features keep their names; slow, for training.
  package init(_ document: WordedDocument, named: Bool = false) { self.init(KindFeatures(document), named: named) }

  init(_ features: KindFeatures, named: Bool) {
    var sink = FeatureSink(named: named)
    features.add(to: &sink)
    self.features = sink.features.distinct
    featureNames = sink.names ?? [:]
  }
}

/// The kind of a document, and how sure that is.
package struct RecognisedKind: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case caseStudy = "case", incident, interview, catalogue, project, other

    /// Tells of one organisation.
    package var isStory: Bool { self == .caseStudy || self == .incident || self == .interview }
  }

  package var kind: Kind
  package var probability: Float
  /// The probability of a case study.
  package var caseProbability: Float
  /// The strongest evidence, for people.
  package var reason: String
}

/// Tells the kind of a document by weighted evidence: words of title and headings, fields, roles of sections, shape of text.
package struct KindReader: Sendable {
  package static let classes = RecognisedKind.Kind.allCases.map(\.rawValue)

  private let model: LinearModel

  /// The reader whose model is part of the program.
  ///
  /// - Throws: `LinearModelError` when its bytes are damaged.
  package init() throws(LinearModelError) { self.init(model: try .resource("document-kinds")) }

  package init(model: LinearModel) { self.model = model }

  /// Complexity: O(bytes).
  package func kind(of document: WordedDocument) -> RecognisedKind {
    let features = KindFeatures(document)
    let evidence = KindEvidence(features, named: false)
    let probabilities = model.scores(evidence.features).softmax
    let best = probabilities.bestIndex
    return RecognisedKind(
      kind: RecognisedKind.Kind(rawValue: model.classes[best]) ?? .other, probability: probabilities[best],
      caseProbability: model.classes.firstIndex(of: "case").map { probabilities[$0] } ?? 0,
      reason: reasons(features, evidence, for: best).joined(separator: "; "))
  }

  /// The features that speak most for a class, strongest first.
  private func reasons(_ features: KindFeatures, _ evidence: KindEvidence, for target: Int) -> [String] {
    let strongest = model.strongest(evidence.features, for: target, count: 3)
    var sink = FeatureSink(naming: strongest.map(\.feature))
    features.add(to: &sink)
    return strongest.map { (weight: $0.weight, name: sink.names?[$0.feature] ?? "") }
      .sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
      .prefix(3).map(\.name)
  }
}
