/// The features of examples that get weights, numbered in the order they were first seen.
struct FeatureColumns {
  /// The feature of each column.
  let hashes: [UInt64]
  /// In how many examples each column's feature is.
  let counts: [Int]
  /// What each column's feature counts.
  let factors: [Float]
  /// The column of every feature of the examples; -1 where it gets no weights.
  let columns: [Int32]

  init(_ examples: Examples, minimumCount: Int, _ scaling: FeatureScaling) {
    var counts: [UInt64: Int] = [:]
    for feature in examples.features { counts[feature, default: 0] += 1 }
    var index: [UInt64: Int32] = [:]
    var hashes: [UInt64] = []
    for feature in examples.features where index[feature] == nil && counts[feature, default: 0] >= minimumCount {
      index[feature] = Int32(hashes.count)
      hashes.append(feature)
    }
    self.hashes = hashes
    self.counts = hashes.map { counts[$0, default: 0] }
    factors = zip(hashes, self.counts).map { scaling.factor(of: $0, count: $1, of: examples.count) }
    columns = examples.features.map { index[$0] ?? -1 }
  }
}
