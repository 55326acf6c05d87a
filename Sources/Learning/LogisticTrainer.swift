/// Examples of a classifier: features, soft targets and weights, stored side by side.
package struct Examples: Sendable {
  /// How many classes there are.
  package let classCount: Int
  /// The features of all examples, one after the other.
  package private(set) var features: [UInt64] = []
  /// Where the features of each example begin, and the end of the last.
  package private(set) var starts: [Int] = [0]
  /// A target between 0 and 1 for each class of each example.
  package private(set) var targets: [Float] = []
  /// What each example counts.
  package private(set) var weights: [Float] = []

  /// No examples yet.
  package init(classCount: Int) { self.classCount = classCount }

  /// How many examples there are.
  package var count: Int { weights.count }

  /// Adds an example. Features that an example has more than once count once.
  package mutating func append(_ example: [UInt64], targets: [Float], weight: Float = 1) {
    precondition(targets.count == classCount, "an example has one target per class")
    var seen = Set<UInt64>()
    for feature in example where seen.insert(feature).inserted { features.append(feature) }
    starts.append(features.count)
    self.targets.append(contentsOf: targets)
    weights.append(weight)
  }

  /// Adds an example of one class.
  package mutating func append(_ example: [UInt64], class target: Int, weight: Float = 1) {
    var targets = [Float](repeating: 0, count: classCount)
    targets[target] = 1
    append(example, targets: targets, weight: weight)
  }
}

/// Trains linear classifiers by logistic regression: stochastic gradient descent with a step per weight (AdaGrad), in a
/// seeded order, on one thread, so that the same examples give the same weights.
///
/// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods" (2011).
package struct LogisticTrainer: Sendable {
  /// How the classes relate.
  package enum Link: Sendable {
    /// One class for each example: softmax.
    case exclusive
    /// Each class by itself: any number of them, also none.
    case independent
  }

  package var link: Link
  /// How often the examples are gone through.
  package var epochs = 8
  /// The first step.
  package var rate: Float = 0.3
  /// Strength of the pull towards zero, per touch of a weight.
  package var decay: Float = 1e-4
  /// Features of fewer examples than this get no weight.
  package var minimumCount = 2
  /// Whether an example's features count 1 / √n instead of 1.
  package var isNormalised = false
  /// What each weight's sum of squared slopes begins with: the larger, the slower rare features learn.
  package var initialSquare: Float = 1e-6
  /// What every bias begins with.
  package var initialBias: Float = 0
  /// Whether the step shrinks to nothing over the epochs.
  package var isRateFalling = false
  /// How features differ before training.
  package var scaling = FeatureScaling()
  /// Seeds the order of the examples.
  package var seed: UInt64 = 1

  /// A trainer of the given link.
  package init(_ link: Link) { self.link = link }

  /// The weights that fit the examples.
  ///
  /// - Complexity: O(epochs × features of all examples × classes); memory 8 bytes per distinct feature and class.
  package func train(_ examples: Examples, classes: [String]) -> LinearWeights {
    let classCount = examples.classCount
    let table = FeatureColumns(examples, minimumCount: minimumCount, scaling)
    let (hashes, columns, factors) = (table.hashes, table.columns, table.factors)

    var weights = [Float](repeating: 0, count: hashes.count * classCount)
    var squares = [Float](repeating: initialSquare, count: hashes.count * classCount)
    var biases = [Float](repeating: initialBias, count: classCount)
    var biasSquares = [Float](repeating: initialSquare, count: classCount)
    let steps = Float(max(epochs * examples.count, 1))
    var step: Float = 0
    var order = Array(0..<examples.count)
    var random = SplitMix(seed: seed)
    var scores = [Float](repeating: 0, count: classCount)
    weights.withUnsafeMutableBufferPointer { weights in
      squares.withUnsafeMutableBufferPointer { squares in
        for _ in 0..<epochs {
          order.shuffle(using: &random)
          for example in order {
            let range = examples.starts[example]..<examples.starts[example + 1]
            let value: Float = isNormalised && !range.isEmpty ? 1 / Float(range.count).squareRoot() : 1
            let rate = isRateFalling ? self.rate * (1 - step / steps) : self.rate
            step += 1
            for target in 0..<classCount { scores[target] = biases[target] }
            for at in range where columns[at] >= 0 {
              let row = Int(columns[at]) * classCount
              let value = value * factors[Int(columns[at])]
              for target in 0..<classCount { scores[target] += value * weights[row + target] }
            }
            gradients(&scores, examples, example)
            for target in 0..<classCount {
              biasSquares[target] += scores[target] * scores[target]
              biases[target] -= rate * scores[target] / biasSquares[target].squareRoot()
            }
            for at in range where columns[at] >= 0 {
              let row = Int(columns[at]) * classCount
              let value = value * factors[Int(columns[at])]
              for target in 0..<classCount {
                let gradient = value * scores[target] + decay * weights[row + target]
                squares[row + target] += gradient * gradient
                weights[row + target] -= rate * gradient / squares[row + target].squareRoot()
              }
            }
          }
        }
      }
    }
    var result = LinearWeights(classes: classes, biases: biases)
    for (column, hash) in hashes.enumerated() {
      var row: [(target: UInt8, weight: Float)] = []
      for target in 0..<classCount where weights[column * classCount + target] != 0 {
        row.append((UInt8(target), factors[column] * weights[column * classCount + target]))
      }
      if !row.isEmpty { result.rows[hash] = row }
    }
    return result
  }

  /// Turns scores into the slope of the loss: probability less target, times the example's weight.
  private func gradients(_ scores: inout [Float], _ examples: Examples, _ example: Int) {
    let base = example * scores.count
    switch link {
    case .exclusive: scores = scores.softmax
    case .independent: for target in scores.indices { scores[target] = sigmoid(scores[target]) }
    }
    for target in scores.indices {
      scores[target] = (scores[target] - examples.targets[base + target]) * examples.weights[example]
    }
  }
}

/// How much the features count against each other before anything is learned. A trained weight includes the factor.
package struct FeatureScaling: Sendable {
  /// The factor of a feature that every other rule leaves alone.
  package var scale: Float = 1
  /// The power of a feature's rarity, log(N / count) / log N, that it counts; 0: all alike.
  package var rarityExponent: Float = 0
  /// Features that count less, and how much.
  package var damped: Set<UInt64> = []
  package var damping: Float = 1

  /// All features alike.
  package init() {}

  func factor(of feature: UInt64, count: Int, of total: Int) -> Float {
    var factor = scale
    if rarityExponent > 0 {
      let rarity = logarithm(Float(total) / Float(count + 1)) / logarithm(Float(max(total, 2)))
      factor *= power(max(rarity, 0), rarityExponent)
    }
    return damped.contains(feature) ? factor * damping : factor
  }
}

/// A seeded generator: the same seed gives the same numbers. Source: Steele, Lea, Flood, SplitMix64 (2014).
package struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
