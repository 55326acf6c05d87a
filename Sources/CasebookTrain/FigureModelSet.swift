import Learning
import Quantities

/// The five models of a figure's meaning, trained on some examples.
struct FigureModelSet {
  /// The weights by the name of their resource.
  private(set) var weights: [(String, LinearWeights)] = []
  private var models: [String: LinearModel] = [:]
  // Models are read in place: the bytes live as long as the set.
  private var storage: [UnsafeRawBufferPointer] = []

  static let roles = ["none"] + MetricRole.allCases.map(\.rawValue)
  static let categories = ["none"] + MetricCategory.allCases.map(\.rawValue)

  /// Trains on examples.
  ///
  /// - Parameter labels: the labels that a model gave which had not seen the example; nil trains the label model alone.
  init(train: [FigureExample], labels: [String]?) throws {
    let known = train.enumerated().compactMap { index, example in
      example.study.map { (study: $0, example: example, label: labels?[index] ?? "") }
    }
    var trainer = ChoiceTrainer(penalty: 3)
    try add(
      "figure-label",
      trainer.train(
        known.filter { $0.example.truth.label_any != [""] }.map { study, example, _ in
          Choice(
            candidates: study.labelFeatures,
            targets: zip(study.labels, study.labelForms).map { example.labelTarget($0) * $1 })
        }))
    guard labels != nil else { return }
    trainer.penalty = 6
    trainer.minimumCount = 2
    trainer.isFree = true
    try add(
      "figure-subject",
      trainer.train(
        known.map { study, example, label in
          var targets = study.subjects.map { name -> Float in example.isSubject(name) ? 1 : 0 }
          if example.truth.subject == nil, let second = example.truth.subject_alt?.values {
            targets = study.subjects.map { name in second.contains { $0.lowercased() == name.lowercased() } ? 0.5 : 0 }
          }
          targets.append(example.truth.subject == nil ? 1 : 0)
          return Choice(
            candidates: study.subjectFeatures(label: label), targets: targets,
            weight: example.truth.subject == nil ? 0.08 : 1)
        }))
    trainer.penalty = 1
    trainer.isFree = false
    try add(
      "figure-date",
      trainer.train(
        known.filter { !$0.study.dates.isEmpty }.map { study, example, _ in
          let targets = study.dates.map { example.isDate($0) ? Float(1) : 0 } + [example.truth.as_of == nil ? 1 : 0]
          return Choice(
            candidates: study.dateFeatures, targets: targets, weight: example.truth.as_of == nil ? 0.6 : 1)
        }))
    try trainRoles(known)
    try trainCategories(known)
  }

  private typealias Known = (study: FigureStudy, example: FigureExample, label: String)

  private mutating func trainRoles(_ known: [Known]) throws {
    var examples = Examples(classCount: Self.roles.count)
    for (study, example, label) in known {
      let role = example.truth.knownRole
      var targets = [Float](repeating: 0, count: Self.roles.count)
      let second = (example.truth.role_alt?.values ?? []).compactMap { Self.roles.firstIndex(of: $0) }
      targets[Self.roles.firstIndex(of: role) ?? 0] += second.isEmpty ? 1 : 0.65
      for index in second { targets[index] += 0.35 / Float(second.count) }
      let isRare = ["hypothesis", "potential", "benchmark"].contains(role)
      examples.append(
        study.classFeatures(label: label), targets: targets, weight: role == "none" ? 0.07 : isRare ? 1.6 : 1)
    }
    var trainer = ClassTrainer(penalty: 5)
    trainer.expected = FigureStudy.expectedRoles(Self.roles, weight: 0.5)
    try add("figure-role", trainer.train(examples, classes: Self.roles))
  }

  private mutating func trainCategories(_ known: [Known]) throws {
    var examples = Examples(classCount: Self.categories.count)
    for (study, example, label) in known {
      let target = example.truth.category.flatMap { Self.categories.firstIndex(of: $0) } ?? 0
      examples.append(study.classFeatures(label: label), class: target, weight: target == 0 ? 0.2 : 1)
    }
    var trainer = ClassTrainer(penalty: 5)
    trainer.expected = FigureStudy.expectedCategories(Self.categories, weight: 0.8)
    try add("figure-category", trainer.train(examples, classes: Self.categories))
  }

  private mutating func add(_ name: String, _ weights: LinearWeights) throws {
    self.weights.append((name, weights))
    let bytes = weights.bytes()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    buffer.copyBytes(from: bytes)
    storage.append(UnsafeRawBufferPointer(buffer))
    models[name] = try LinearModel(UnsafeRawBufferPointer(buffer))
  }

  private func scores(_ name: String, _ candidates: [[UInt64]]) -> [Float] {
    guard let model = models[name] else { return [] }
    return candidates.map { model.scores($0)[0] }
  }

  /// The label the model chooses.
  func label(_ example: FigureExample) -> String { labelChoice(example).text }

  /// The label the model chooses, and how sure it is, as the program computes it: 0 to 1.
  func labelChoice(_ example: FigureExample) -> (text: String, certainty: Double) {
    guard let study = example.study,
      let best = study.bestLabel(scores("figure-label", study.labelFeatures))
    else { return ("", 0) }
    return (study.labels[best.place], Double(best.probability))
  }

  /// What the models say of a figure.
  struct Answer {
    var label = ""
    var subject: String?
    var date: String?
    var role = "none"
    var category = "none"
  }

  /// What the program says of an example: the models, and the grammar where it is sure or the models say nothing.
  func answer(_ example: FigureExample, label: String) -> Answer {
    guard let study = example.study else { return Answer() }
    var answer = Answer(label: label)
    answer.subject = study.bestSubject(scores("figure-subject", study.subjectFeatures(label: label)))
    let date = scores("figure-date", study.dateFeatures).bestIndex
    if date < study.dates.count { answer.date = study.dates[date] }
    let features = study.classFeatures(label: label)
    if let model = models["figure-role"] { answer.role = model.bestClass(features) }
    if let model = models["figure-category"] { answer.category = model.bestClass(features) }
    let known = study.known
    if let role = known.role, known.isRoleSure || answer.role == "none" { answer.role = role.rawValue }
    if let category = known.category, known.isCategorySure || answer.category == "none" {
      answer.category = category.rawValue
    }
    if answer.subject == nil { answer.subject = known.subject }
    return answer
  }
}

/// How many labels are right by how sure the model is of them, in steps of ten percent.
struct CertaintyTallies: CustomStringConvertible {
  private var right = [Int](repeating: 0, count: 10)
  private var all = [Int](repeating: 0, count: 10)

  mutating func count(_ certainty: Double, isRight: Bool) {
    let step = min(Int(certainty * 10), 9)
    all[step] += 1
    if isRight { right[step] += 1 }
  }

  var description: String {
    (0..<10).map { "\($0 * 10) %: \(right[$0]) of \(all[$0])" }.joined(separator: ", ")
  }
}

/// Counts right answers as `score_plain.py` does, and what the models say where a reader says nothing.
struct FigureTallies: CustomStringConvertible {
  private var right: [String: Int] = [:]
  private var all: [String: Int] = [:]

  mutating func count(_ example: FigureExample, _ answer: FigureModelSet.Answer) {
    let truth = example.truth
    add("found", example.study != nil)
    if truth.label_any != [""] { add("label", example.isLabel(answer.label)) }
    if truth.subject != nil {
      add("subject", answer.subject.map { example.isSubject($0) } ?? false)
    } else {
      add("subject given to none", answer.subject != nil)
    }
    if let category = truth.category {
      add("category", category == answer.category)
    } else {
      add("category given to none", answer.category != "none")
    }
    if truth.as_of != nil { add("as of", answer.date.map { example.isDate($0) } ?? false) }
    let role = truth.knownRole
    if role == "none" {
      if truth.role_from_heading != true { add("role given to none", answer.role != "none") }
    } else {
      let second = truth.role_alt?.values ?? []
      let isDelta = role == "delta" && ["delta", "result", "none"].contains(answer.role)
      add("role", role == answer.role || isDelta || second.contains(answer.role))
    }
  }

  private mutating func add(_ key: String, _ isRight: Bool) {
    all[key, default: 0] += 1
    if isRight { right[key, default: 0] += 1 }
  }

  var description: String {
    all.keys.sorted().map { "\($0) \(right[$0, default: 0]) of \(all[$0, default: 0])" }.joined(separator: ", ")
  }
}
