import Learning
import Testing

@Suite("Linear models")
struct LinearModelTests {
  /// Weights over a few features, as bytes.
  private func bytes() -> [UInt8] {
    var weights = LinearWeights(classes: ["yes", "no"], biases: [0.5, -0.5])
    for word in ["red", "green", "blue"] {
      weights.rows[feature(word)] = [(0, Float(word.utf8.count)), (1, -1)]
    }
    return weights.bytes()
  }

  private func feature(_ word: String) -> UInt64 {
    FeatureHash.feature(FeatureHash.text("word"), FeatureHash.text(word))
  }

  @Test("Written and read again, a model gives the weights it was given, within its step")
  func roundTrip() throws {
    try bytes().withUnsafeBytes { buffer in
      let model = try LinearModel(buffer)
      #expect(model.classes == ["yes", "no"])
      #expect(model.featureCount == 3)
      for word in ["red", "green", "blue"] {
        #expect(abs(model.weight(feature(word), of: 0) - Float(word.utf8.count)) < 0.05)
      }
      #expect(model.scores([feature("black")]) == [0.5, -0.5])
      let scores = model.scores([feature("red"), feature("blue")])
      #expect(abs(scores[0] - 7.5) < 0.1 && abs(scores[1] + 2.5) < 0.1)
    }
  }

  @Test("The same weights give the same bytes")
  func deterministic() { #expect(bytes() == bytes()) }

  @Test("Bytes cut short or of something else are an error, never a trap")
  func damaged() throws {
    let whole = bytes()
    for count in 0..<whole.count {
      let part = Array(whole.prefix(count))
      _ = part.withUnsafeBytes { buffer in
        #expect(throws: LinearModelError.self) { try LinearModel(buffer) }
      }
    }
    var other = whole
    other[4] = 9
    _ = other.withUnsafeBytes { buffer in
      #expect(throws: LinearModelError.version(9)) { try LinearModel(buffer) }
    }
  }

  @Test("A choice learns which feature is right, whatever else the candidates have")
  func choices() throws {
    var random = SplitMix(seed: 5)
    let choices = (0..<200).map { _ in
      let right = Int.random(in: 0..<4, using: &random)
      return Choice(
        candidates: (0..<4).map { at in
          [feature(at == right ? "good" : "bad"), feature("noise\(Int.random(in: 0..<20, using: &random))")]
        },
        targets: (0..<4).map { $0 == right ? 1 : 0 })
    }
    let trained = ChoiceTrainer(penalty: 0.1).train(choices).bytes()
    #expect(trained == ChoiceTrainer(penalty: 0.1).train(choices).bytes())
    try trained.withUnsafeBytes { buffer in
      let model = try LinearModel(buffer)
      #expect(model.weight(feature("good"), of: 0) > model.weight(feature("bad"), of: 0) + 1)
    }
  }

  @Test("A classifier takes what is expected of a feature where no example shows it otherwise")
  func expected() throws {
    var examples = Examples(classCount: 2)
    for index in 0..<20 { examples.append([feature(index < 10 ? "a" : "b"), feature("c")], class: index < 10 ? 0 : 1) }
    var trainer = ClassTrainer(penalty: 1)
    trainer.minimumCount = 1
    trainer.expected = [feature("c"): [(target: 1, weight: 2)]]
    try trainer.train(examples, classes: ["first", "second"]).bytes().withUnsafeBytes { buffer in
      let model = try LinearModel(buffer)
      #expect(model.scores([feature("a")]).bestIndex == 0)
      #expect(model.scores([feature("b")]).bestIndex == 1)
      let expected = model.scores([feature("c")])
      #expect(expected[1] - model.biases[1] > expected[0] - model.biases[0])
    }
  }

  @Test("Probabilities sum to one, and the best is the first of equals")
  func probabilities() {
    #expect(abs([Float(1), 2, 3].softmax.reduce(0, +) - 1) < 1e-6)
    #expect([Float(3), 3, 1].bestIndex == 0)
  }
}
