/// One choice among candidates, each with its features.
package struct Choice: Sendable {
  /// The features of each candidate.
  package var candidates: [[UInt64]]
  /// How right each candidate is: not negative, the sum not zero.
  package var targets: [Float]
  /// What the choice counts in training.
  package var weight: Float

  package init(candidates: [[UInt64]], targets: [Float], weight: Float = 1) {
    self.candidates = candidates
    self.targets = targets
    self.weight = weight
  }
}

/// Trains a log-linear model that chooses one of several candidates: the probability of a candidate is the softmax of the
/// sums of its features' weights. L2 penalty, L-BFGS, one thread: the same choices give the same weights.
///
/// Source: Berger, Della Pietra, Della Pietra, "A Maximum Entropy Approach to Natural Language Processing" (1996).
package struct ChoiceTrainer: Sendable {
  /// Strength of the pull towards zero.
  package var penalty: Float = 2
  /// At most so many steps.
  package var iterations = 60
  /// Features of fewer candidates than this get no weight.
  package var minimumCount = 3
  /// Whether the right candidates share what is right as they will, not by their targets: one of several places where the same
  /// name stands may take all of it.
  package var isFree = false

  package init(penalty: Float = 2) { self.penalty = penalty }

  /// The weights that fit the choices, as a model of one class.
  package func train(_ choices: [Choice]) -> LinearWeights {
    let used = choices.filter { $0.targets.contains { $0 > 0 } }
    var counts: [UInt64: Int] = [:]
    for choice in used {
      for candidate in choice.candidates { for feature in candidate { counts[feature, default: 0] += 1 } }
    }
    let hashes = counts.filter { $0.value >= minimumCount }.keys.sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(hashes, hashes.indices))
    let columns = used.map { $0.candidates.map { $0.compactMap { index[$0] } } }
    let weights = Minimizer.minimum(from: [Float](repeating: 0, count: hashes.count), iterations: iterations) {
      point, gradient in
      var loss = 0.0
      for at in point.indices {
        gradient[at] = penalty * point[at]
        loss += Double(penalty * point[at] * point[at]) / 2
      }
      for (choice, rows) in zip(used, columns) {
        let scores = rows.map { row in row.reduce(Float(0)) { $0 + point[$1] } }
        let probabilities = scores.softmax
        let shares = isFree ? zip(choice.targets, probabilities).map { $0 * $1 } : choice.targets
        let sum = max(shares.reduce(0, +), 1e-20)
        if isFree { loss -= Double(choice.weight * logarithm(sum)) }
        for (at, row) in rows.enumerated() {
          let wanted = shares[at] / sum
          if wanted > 0, !isFree { loss -= Double(choice.weight * wanted * logarithm(max(probabilities[at], 1e-12))) }
          let slope = choice.weight * (probabilities[at] - wanted)
          for column in row { gradient[column] += slope }
        }
      }
      return loss
    }
    var result = LinearWeights(classes: ["choice"], biases: [0])
    for (hash, weight) in zip(hashes, weights) where weight != 0 { result.rows[hash] = [(0, weight)] }
    return result
  }
}

/// Trains a classifier of exclusive classes like ``ChoiceTrainer``, with soft targets and, for some features, a weight that
/// is expected before any example is seen.
package struct ClassTrainer: Sendable {
  package var penalty: Float = 2
  package var iterations = 60
  package var minimumCount = 2
  /// Weights towards which the penalty pulls, by feature: what is known before training.
  package var expected: [UInt64: [(target: Int, weight: Float)]] = [:]

  package init(penalty: Float = 2) { self.penalty = penalty }

  /// The weights that fit the examples.
  package func train(_ examples: Examples, classes: [String]) -> LinearWeights {
    let classCount = examples.classCount
    var counts: [UInt64: Int] = [:]
    for feature in examples.features { counts[feature, default: 0] += 1 }
    let hashes = counts.filter { $0.value >= minimumCount }.keys.sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(hashes, hashes.indices))
    let columns = examples.features.map { index[$0] ?? -1 }
    let biasStart = hashes.count * classCount
    var prior = [Float](repeating: 0, count: biasStart)
    for (column, hash) in hashes.enumerated() {
      for (target, weight) in expected[hash] ?? [] { prior[column * classCount + target] = weight }
    }
    let start = prior + [Float](repeating: 0, count: classCount)
    let point = Minimizer.minimum(from: start, iterations: iterations) { point, gradient in
      var loss = 0.0
      for at in 0..<biasStart {
        let distance = point[at] - prior[at]
        gradient[at] = penalty * distance
        loss += Double(penalty * distance * distance) / 2
      }
      for at in biasStart..<point.count { gradient[at] = 0 }
      var scores = [Float](repeating: 0, count: classCount)
      for example in 0..<examples.count {
        for target in 0..<classCount { scores[target] = point[biasStart + target] }
        let range = examples.starts[example]..<examples.starts[example + 1]
        for at in range where columns[at] >= 0 {
          let base = columns[at] * classCount
          for target in 0..<classCount { scores[target] += point[base + target] }
        }
        var slopes = scores.softmax
        for target in 0..<classCount {
          let wanted = examples.targets[example * classCount + target]
          let weight = examples.weights[example]
          if wanted > 0 { loss -= Double(weight * wanted * logarithm(max(slopes[target], 1e-12))) }
          slopes[target] = weight * (slopes[target] - wanted)
          gradient[biasStart + target] += slopes[target]
        }
        for at in range where columns[at] >= 0 {
          let base = columns[at] * classCount
          for target in 0..<classCount { gradient[base + target] += slopes[target] }
        }
      }
      return loss
    }
    var result = LinearWeights(classes: classes, biases: Array(point[biasStart...]))
    for (column, hash) in hashes.enumerated() {
      var row: [(target: UInt8, weight: Float)] = []
      for target in 0..<classCount where point[column * classCount + target] != 0 {
        row.append((UInt8(target), point[column * classCount + target]))
      }
      if !row.isEmpty { result.rows[hash] = row }
    }
    return result
  }
}
