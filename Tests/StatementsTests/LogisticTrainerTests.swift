import Learning
import Testing

@Suite("Training of linear models")
struct LogisticTrainerTests {
  private func examples() -> Examples {
    var examples = Examples(classCount: 2)
    for number in 0..<40 {
      let noise = UInt64(1_000 + number % 7)
      examples.append([1, noise], class: 0)
      examples.append([2, noise], class: 1)
    }
    return examples
  }

  private func trainer() -> LogisticTrainer {
    var trainer = LogisticTrainer(.exclusive)
    trainer.isRateFalling = true
    trainer.isNormalised = true
    trainer.initialSquare = 1
    trainer.scaling.rarityExponent = 1
    trainer.scaling.damped = [2]
    trainer.scaling.damping = 0.5
    return trainer
  }

  @Test("the same examples give the same bytes")
  func deterministic() {
    let weights = trainer().train(examples(), classes: ["a", "b"])
    #expect(weights.bytes() == trainer().train(examples(), classes: ["a", "b"]).bytes())
  }

  @Test("what was learned is read back from the bytes")
  func learns() throws {
    let bytes = trainer().train(examples(), classes: ["a", "b"]).bytes()
    try bytes.withUnsafeBytes { bytes in
      let model = try LinearModel(bytes)
      #expect(model.classes == ["a", "b"])
      #expect(model.scores([1]).bestIndex == 0)
      #expect(model.scores([2]).bestIndex == 1)
      // Features that nobody knows leave the biases.
      #expect(model.scores([99]) == model.biases)
    }
  }

  @Test("bytes that are no model are refused")
  func damaged() {
    let bytes = trainer().train(examples(), classes: ["a", "b"]).bytes()
    for count in [0, 4, 31, bytes.count / 2, bytes.count - 1] {
      #expect(throws: LinearModelError.self) {
        try bytes.prefix(count).withUnsafeBytes { _ = try LinearModel($0) }
      }
    }
  }
}
