package import Learning

/// The names of a document with the features of each: what the model of organisations is trained on.
package struct NameEvidence: Sendable {
  package struct Name: Sendable {
    /// As it is written most often.
    package var name: String
    package var features: [UInt64]
    /// What each feature is called; only when asked for.
    package var featureNames: [UInt64: String]
    /// A place, or a word of the title alone that nothing else of the document names: whom no document is about.
    package var isExcluded: Bool
    /// "About Acme" heads a section, and the text names it more than once.
    package var isHeadedAbout: Bool
    /// It stands where the text lists customers, providers and the like.
    package var isListedAsCompany: Bool
  }

  package let names: [Name]
  private let candidates: [NameCandidate]
  private let features: NameFeatures

  /// - Parameter named: whether features keep their names; slow, for training.
  package init(_ document: WordedDocument, usage: WordUsage, named: Bool = false) {
    let collector = NameCollector(document, usage: usage)
    let candidates = NameMerging.merged(collector)
    let features = NameFeatures(collector, candidates)
    self.candidates = candidates
    self.features = features
    names = candidates.map { candidate in
      var sink = FeatureSink(named: named)
      features.add(candidate, to: &sink)
      return Name(
        name: candidate.name, features: sink.features, featureNames: sink.names ?? [:],
        isExcluded: candidate.words.allSatisfy { NameVocabulary.place.contains($0) } || !candidate.isGrounded,
        isHeadedAbout: candidate[.headingAbout] > 0 && candidate.passages.count > 1,
        isListedAsCompany: candidate[.afterCompany] > 0)
    }
  }

  /// The features of a name that speak most for a class, strongest first.
  func reasons(_ index: Int, for target: Int, in model: LinearModel) -> [String] {
    let strongest = model.strongest(names[index].features, for: target, count: 3)
    var sink = FeatureSink(naming: strongest.map(\.feature))
    features.add(candidates[index], to: &sink)
    return strongest.map { (weight: $0.weight, name: sink.names?[$0.feature] ?? "") }
      .sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
      .prefix(3).map { Self.plain($0.name) }
  }

  /// "is=fileName" as "file name", "often=subject" as "often subject".
  static func plain(_ feature: String) -> String {
    var words = ""
    for character in feature.hasPrefix("is=") ? feature.dropFirst(3) : Substring(feature) {
      if character == "=" {
        words += " "
      } else if character.isUppercase {
        words += " " + character.lowercased()
      } else {
        words.append(character)
      }
    }
    return words
  }
}

/// Whom a document is about and which other organisations it names.
package struct RecognisedOrganisations: Sendable, Equatable {
  package struct Organisation: Sendable, Equatable {
    package var name: String
    /// Between 0 and 1.
    package var probability: Float
    /// The strongest evidence, for people: "title: possessive, in a quarter".
    package var reason: String
  }

  /// Whom it is about; nil when nothing says so surely enough.
  package var main: Organisation?
  /// In the order of how sure they are.
  package var others: [Organisation]
}

/// Tells the organisations of a document by weighted evidence.
///
/// Two log-linear models over the same readable features of each name: one chooses among all names of a document, and none
/// of them, whom it is about; the other tells for each name whether it is an organisation that takes part.
package struct OrganisationReader: Sendable {
  /// The classes of the model.
  package static let classes = ["main", "organisation"]
  /// From this probability on a name is whom a story is about; measured on documents of other publishers.
  package static let storyThreshold: Float = 0.2
  /// The same for documents that tell no story.
  package static let otherThreshold: Float = 0.4
  /// From this probability on a name is an organisation that takes part.
  package static let namedThreshold: Float = 0.5
  /// The same for names that the text lists as customers, providers and the like.
  static let listedThreshold: Float = 0.25
  /// More organisations than this are a list.
  private static let maximumOthers = 40

  private let model: LinearModel
  private let usage: WordUsage

  /// The reader whose models are part of the program.
  ///
  /// - Throws: `LinearModelError` when their bytes are damaged.
  package init() throws(LinearModelError) {
    self.init(model: try .resource("document-names"), usage: WordUsage(model: try .resource("word-case")))
  }

  package init(model: LinearModel, usage: WordUsage) {
    self.model = model
    self.usage = usage
  }

  /// Complexity: O(bytes + names × features).
  ///
  /// - Parameter isStory: whether the document tells of one organisation, as case studies, interviews and incident reports do.
  package func organisations(of document: WordedDocument, isStory: Bool) -> RecognisedOrganisations {
    Self.organisations(NameEvidence(document, usage: usage), model: model, isStory: isStory)
  }

  /// The organisations of names whose features are known.
  package static func organisations(
    _ evidence: NameEvidence, model: LinearModel, isStory: Bool
  ) -> RecognisedOrganisations {
    let scores = evidence.names.map { model.scores($0.features.distinct) }
    var main = main(evidence, scores).flatMap { best in
      best.probability >= (isStory ? storyThreshold : otherThreshold) ? best : nil
    }
    if main == nil, isStory, let about = evidence.names.firstIndex(where: { $0.isHeadedAbout && !$0.isExcluded }) {
      main = (about, storyThreshold)
    }
    var others: [(index: Int, probability: Float)] = []
    for (index, score) in scores.enumerated() where index != main?.index {
      let probability = sigmoid(score[1])
      let threshold = evidence.names[index].isListedAsCompany ? listedThreshold : namedThreshold
      if probability >= threshold { others.append((index, probability)) }
    }
    others.sort { ($1.probability, $0.index) < ($0.probability, $1.index) }
    func organisation(_ index: Int, _ probability: Float, _ target: Int) -> RecognisedOrganisations.Organisation {
      RecognisedOrganisations.Organisation(
        name: evidence.names[index].name, probability: probability,
        reason: evidence.reasons(index, for: target, in: model).joined(separator: "; "))
    }
    return RecognisedOrganisations(
      main: main.map { organisation($0.index, $0.probability, 0) },
      others: others.prefix(maximumOthers).map { organisation($0.index, $0.probability, 1) })
  }

  /// The most probable name of all names and none.
  static func main(_ evidence: NameEvidence, _ scores: [[Float]]) -> (index: Int, probability: Float)? {
    let candidates = scores.indices.filter { !evidence.names[$0].isExcluded }
    guard let best = candidates.max(by: { scores[$0][0] < scores[$1][0] }) else { return nil }
    // None of them has the score 0.
    let top = max(0, scores[best][0])
    let sum = candidates.reduce(exponential(-top)) { $0 + exponential(scores[$1][0] - top) }
    return (best, exponential(scores[best][0] - top) / sum)
  }
}
