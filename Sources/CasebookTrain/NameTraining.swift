internal import Learning
internal import Recognition

/// Trains the choice among a document's names, and measures it on publishers held back.
struct NameTraining {
  private let documents: [LabelledDocument]
  private let evidence: [NameEvidence]
  private let features: [[[UInt64]]]
  /// Which names are whom the document is about, and which are organisations that the reader listed.
  private let isMain: [[Bool]]
  private let isOrganisation: [[Bool]]
  let featureNames: [UInt64: String]

  var count: Int { evidence.reduce(0) { $0 + $1.names.count } }

  init(_ documents: [LabelledDocument], usage: WordUsage) {
    self.documents = documents
    evidence = documents.map { NameEvidence(WordedDocument($0.text), usage: usage, named: true) }
    features = evidence.map { $0.names.map { Array(Set($0.features)) } }
    isMain = zip(documents, evidence).map { document, evidence in
      evidence.names.map { name in document.subjects.contains { LabelledDocument.matchesStrictly($0, name.name) } }
    }
    isOrganisation = zip(documents, evidence).map { document, evidence in
      evidence.names.map { name in
        document.subjects.contains { LabelledDocument.matchesStrictly($0, name.name) }
          || (document.others ?? []).contains { LabelledDocument.matches($0, name.name) }
      }
    }
    var names: [UInt64: String] = [:]
    for document in evidence { for name in document.names { names.merge(name.featureNames) { first, _ in first } } }
    featureNames = names
  }

  /// The weights that fit some of the documents.
  func train(_ indices: [Int]) -> LinearWeights {
    var lists = ExampleLists()
    for index in indices where !documents[index].isSeveral {
      lists.append(features[index], right: Set(isMain[index].indices.filter { isMain[index][$0] }))
    }
    let (main, mainBias) = ListTrainer().train(lists)
    // A list of one is a yes or no by the same loss.
    var single = ExampleLists()
    for index in indices where documents[index].others != nil {
      for (name, features) in features[index].enumerated() {
        single.append([features], right: isOrganisation[index][name] ? [0] : [])
      }
    }
    let (organisation, organisationBias) = ListTrainer().train(single)
    var weights = LinearWeights(classes: OrganisationReader.classes, biases: [mainBias, organisationBias])
    for feature in Set(main.keys).union(organisation.keys) {
      weights.rows[feature] = [(0, main[feature] ?? 0), (1, organisation[feature] ?? 0)]
    }
    return weights
  }

  /// Prints how often a held back publisher's main organisations and others are right.
  func reportHeldOut(isStory: [Bool]) throws {
    var found = (wanted: 0, right: 0, given: 0, givenRight: 0)
    var others = (wanted: 0, found: 0, given: 0, right: 0)
    for fold in 0..<10 {
      let held = documents.indices.filter { documents[$0].fold == fold && documents[$0].others != nil }
      guard !held.isEmpty else { continue }
      let model = try TrainedModel.model(train(documents.indices.filter { documents[$0].fold != fold }).bytes())
      for index in held {
        let reader = OrganisationReader.organisations(evidence[index], model: model, isStory: isStory[index])
        let document = documents[index]
        let main = reader.main.map { [$0.name] } ?? []
        let isRight = main.contains { name in document.subjects.contains { LabelledDocument.matches($0, name) } }
        if !document.isSeveral {
          if !document.subjects.isEmpty {
            found.wanted += 1
            if isRight { found.right += 1 }
          }
          found.given += main.count
          if isRight { found.givenRight += 1 }
        }
        let wanted = document.others ?? []
        let names = reader.others.map(\.name)
        others.given += names.count
        others.right += names.count { name in
          (wanted + document.subjects).contains { LabelledDocument.matches($0, name) }
        }
        others.wanted += wanted.count
        others.found += wanted.count { entry in (names + main).contains { LabelledDocument.matches(entry, $0) } }
      }
    }
    print(
      "held out: main organisation \(found.right) of \(found.wanted), precision \(found.givenRight) of \(found.given)")
    print("held out: others, precision \(others.right) of \(others.given), recall \(others.found) of \(others.wanted)")
  }
}

/// Trains the kinds of documents, and measures them on publishers held back.
struct KindTraining {
  private let documents: [LabelledDocument]
  private let evidence: [KindEvidence]
  let featureNames: [UInt64: String]

  init(_ documents: [LabelledDocument]) {
    self.documents = documents
    evidence = documents.map { KindEvidence(WordedDocument($0.text), named: true) }
    var names: [UInt64: String] = [:]
    for document in evidence { names.merge(document.featureNames) { first, _ in first } }
    featureNames = names
  }

  func train(_ indices: [Int]) -> LinearWeights {
    var examples = Examples(classCount: KindReader.classes.count)
    for index in indices {
      guard let target = KindReader.classes.firstIndex(of: documents[index].kind.rawValue) else { continue }
      examples.append(evidence[index].features, class: target, weight: documents[index].others == nil ? 0.7 : 1)
    }
    var trainer = LogisticTrainer(.exclusive)
    trainer.epochs = 30
    trainer.rate = 0.05
    trainer.decay = 0.01
    trainer.minimumCount = 3
    return trainer.train(examples, classes: KindReader.classes)
  }

  /// The kind of each document by a model that saw none of its publisher.
  private func heldOut() -> [RecognisedKind.Kind] {
    var kinds = [RecognisedKind.Kind](repeating: .other, count: documents.count)
    for fold in 0..<10 {
      guard
        let model = try? TrainedModel.model(train(documents.indices.filter { documents[$0].fold != fold }).bytes())
      else { continue }
      for index in documents.indices where documents[index].fold == fold {
        kinds[index] = RecognisedKind.Kind.allCases[model.scores(evidence[index].features).bestIndex]
      }
    }
    return kinds
  }

  func heldOutStories() -> [Bool] { heldOut().map(\.isStory) }

  func reportHeldOut() {
    let kinds = heldOut()
    for (name, isOfSet) in [("documents", true), ("pool", false)] {
      let set = documents.indices.filter { (documents[$0].others != nil) == isOfSet }
      let exact = set.count { kinds[$0] == documents[$0].kind }
      let cases = set.count { documents[$0].isCase == nil || (kinds[$0] == .caseStudy) == documents[$0].isCase }
      print("held out: \(name): kind \(exact) of \(set.count), case or not \(cases)")
    }
  }
}
