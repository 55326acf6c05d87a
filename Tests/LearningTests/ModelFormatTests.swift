import Learning
import Testing

@Suite("Models read in place")
struct ModelFormatTests {
  /// Random weights, sparse and dense rows mixed, as whole multiples of the step so that bytes lose nothing.
  private func weights(_ random: inout SplitMix, classes: Int, rows: Int) -> LinearWeights {
    var weights = LinearWeights(
      classes: (0..<classes).map { "class \($0)" }, biases: (0..<classes).map { Float($0) / 8 })
    for _ in 0..<rows {
      let kept = (0..<classes).filter { _ in Bool.random(using: &random) || classes == 1 }
      weights.rows[random.next()] = kept.map { (UInt8($0), Float(Int.random(in: -127...127, using: &random))) }
    }
    // The largest weight sets the step.
    weights.rows[random.next()] = [(0, 127)]
    return weights
  }

  @Test("Scores are those of a plain sum over the weights", arguments: [1, 2, 7, 33, 200])
  func scores(classes: Int) throws {
    for seed in 0..<6 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      let weights = weights(&random, classes: classes, rows: [0, 1, 5, 300][Int(seed) % 4])
      try weights.bytes().withUnsafeBytes { buffer in
        let model = try LinearModel(buffer)
        let known = weights.rows.keys.sorted()
        for _ in 0..<20 {
          let features = (0..<8).map { _ in known.randomElement(using: &random) ?? 0 }
          var plain = weights.biases
          for feature in features {
            for (target, weight) in weights.rows[feature] ?? [] { plain[Int(target)] += weight }
          }
          #expect(model.scores(features) == plain, "seed \(seed)")
          #expect(model.scores(features.shuffled(using: &random)) == plain, "seed \(seed)")
          #expect(model.score(features) == plain[0], "seed \(seed)")
        }
      }
    }
  }

  @Test("Bytes changed at any place are an error or a model, never a trap")
  func changed() throws {
    var random = SplitMix(seed: 11)
    let whole = weights(&random, classes: 3, rows: 40).bytes()
    let features = (0..<200).map { _ in random.next() }
    for place in whole.indices {
      for value in [UInt8(0), 1, 127, 255] {
        var bytes = whole
        bytes[place] = value
        bytes.withUnsafeBytes { buffer in
          guard let model = try? LinearModel(buffer) else { return }
          #expect(model.scores(features).count == model.classes.count)
          _ = features.map { model.weight($0, of: 0) }
        }
      }
    }
  }

  @Test("The strongest features of a class include those as strong as the last")
  func strongest() throws {
    var weights = LinearWeights(classes: ["a", "b"], biases: [0, 0])
    for (feature, weight) in [(10, 127), (20, 50), (30, 50), (40, 50), (50, -90), (60, 3)] as [(UInt64, Float)] {
      weights.rows[feature << 40 | feature] = [(1, weight)]
    }
    let features = [60, 10, 20, 10, 30, 40, 50, 70].map { (feature: UInt64) in feature << 40 | feature }
    try weights.bytes().withUnsafeBytes { buffer in
      let found = try LinearModel(buffer).strongest(features, for: 1, count: 2).map(\.feature)
      #expect(found == [10, 20, 30, 40].map { (feature: UInt64) in feature << 40 | feature })
      #expect(try LinearModel(buffer).strongest(features, for: 0, count: 2).isEmpty)
    }
  }
}

@Suite("Sets and tables of hashes")
struct FeatureSetTests {
  @Test("A set tells new hashes from known ones as the standard library's does, zero and one among them")
  func set() {
    for seed in 0..<20 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      var set = FeatureSet(minimumCapacity: 2)
      var plain: Set<UInt64> = []
      for _ in 0..<400 {
        // Low bits alike, so that many meet in one slot.
        let hash = UInt64.random(in: 2..<120, using: &random) << (seed % 2 == 0 ? 0 : 32)
        #expect(set.contains(hash) == plain.contains(hash))
        #expect(set.insert(hash) == plain.insert(hash).inserted)
      }
      #expect(set.count == plain.count)
    }
    var set = FeatureSet()
    #expect(set.insert(0) && !set.insert(0) && set.contains(0))
  }

  @Test("Hashes, each once, keep their order")
  func distinct() { #expect(([5, 0, 5, 9, 0, 2, 9] as [UInt64]).distinct == [5, 0, 9, 2]) }

  @Test("A table gives each hash its value, and others none")
  func table() {
    var random = SplitMix(seed: 3)
    let values = Dictionary((0..<300).map { (random.next(), $0) }, uniquingKeysWith: { first, _ in first })
    let table = FeatureTable(values)
    for (hash, value) in values { #expect(table[hash] == value) }
    for _ in 0..<300 {
      let hash = random.next()
      #expect(table[hash] == values[hash])
    }
    #expect(FeatureTable<Int>([:])[7] == nil)
  }
}
