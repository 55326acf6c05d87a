/// Trains a linear model together with a small hidden layer: the linear part learns what each feature says by itself, the
/// hidden units what groups of words have in common, so that a rare word is read like its neighbours. AdaGrad, in a seeded
/// order, on one thread: the same examples give the same weights.
///
/// Source: Cheng et al., "Wide & Deep Learning for Recommender Systems" (2016).
package struct WideAndDeepTrainer: Sendable {
  /// What both parts share: epochs, order, scaling and the linear part's steps. Classes are independent.
  package var wide: LogisticTrainer
  /// How many hidden units there are.
  package var units = 32
  /// The first step of the hidden layer.
  package var hiddenRate: Float = 0.3
  /// The share of hidden units that are left out of each step.
  package var dropout: Float = 0.3
  /// Only features of at least so many examples reach the hidden layer.
  package var minimumCount = 7

  /// A trainer of independent classes.
  package init() { wide = LogisticTrainer(.independent) }

  /// The weights of the three parts.
  package struct Weights: Sendable {
    /// From features to classes.
    package var wide: LinearWeights
    /// From features to hidden units.
    package var hidden: LinearWeights
    /// From hidden units to classes; the features are those of `HiddenLayer.feature(ofUnit:)`.
    package var head: LinearWeights
  }

  /// The weights that fit the examples.
  ///
  /// - Parameter embedded: the features that reach the hidden layer when they are frequent enough.
  /// - Complexity: O(epochs × features of all examples × (classes + units)).
  package func train(_ examples: Examples, classes: [String], embedded: Set<UInt64>) -> Weights {
    var run = Run(self, examples, embedded)
    run.fit()
    return run.weights(classes)
  }
}

extension WideAndDeepTrainer {
  /// Weights with the sums of squared slopes by which their steps shrink.
  private struct Parameters {
    var values: [Float]
    var squares: [Float]

    init(_ values: [Float], initialSquare: Float) {
      self.values = values
      squares = Array(repeating: initialSquare, count: values.count)
    }

    /// Takes a step for the row that begins at `row`, against the slopes times `value`.
    @inline(__always)
    mutating func step(_ row: Int, _ slopes: [Float], value: Float, decay: Float, rate: Float) {
      values.withUnsafeMutableBufferPointer { values in
        squares.withUnsafeMutableBufferPointer { squares in
          slopes.withUnsafeBufferPointer { slopes in
            for target in slopes.indices {
              let slope = value * slopes[target] + decay * values[row + target]
              squares[row + target] += slope * slope
              values[row + target] -= rate * slope / (squares[row + target].squareRoot() + 1e-3)
            }
          }
        }
      }
    }

    /// Adds the row that begins at `row`, times `value`, to the sums.
    @inline(__always)
    func add(_ row: Int, value: Float, to sums: inout [Float]) {
      values.withUnsafeBufferPointer { values in
        sums.withUnsafeMutableBufferPointer { sums in
          for target in sums.indices { sums[target] += value * values[row + target] }
        }
      }
    }
  }

  private struct Run {
    let trainer: WideAndDeepTrainer
    let examples: Examples
    let columns: FeatureColumns
    let isEmbedded: [Bool]
    var wide: Parameters
    var hidden: Parameters
    /// One row per hidden unit.
    var head: Parameters
    var biases: Parameters
    var hiddenBiases: Parameters
    var random: SplitMix

    init(_ trainer: WideAndDeepTrainer, _ examples: Examples, _ embedded: Set<UInt64>) {
      self.trainer = trainer
      self.examples = examples
      columns = FeatureColumns(examples, minimumCount: trainer.wide.minimumCount, trainer.wide.scaling)
      isEmbedded = columns.hashes.indices.map { [columns] in
        columns.counts[$0] >= trainer.minimumCount && embedded.contains(columns.hashes[$0])
      }
      random = SplitMix(seed: trainer.wide.seed)
      let (classes, units, square) = (examples.classCount, trainer.units, trainer.wide.initialSquare)
      wide = Parameters(Array(repeating: 0, count: columns.hashes.count * classes), initialSquare: square)
      biases = Parameters(Array(repeating: trainer.wide.initialBias, count: classes), initialSquare: square)
      hiddenBiases = Parameters(Array(repeating: 0, count: units), initialSquare: 0.1)
      var noise: [Float] = []
      for _ in 0..<(columns.hashes.count * units) { noise.append(0.3 * Self.normal(&random)) }
      hidden = Parameters(noise, initialSquare: 0.1)
      noise.removeAll()
      for _ in 0..<(units * classes) { noise.append(0.1 * Self.normal(&random)) }
      head = Parameters(noise, initialSquare: 0.1)
    }

    /// About normal, of mean 0 and variance 1: a sum of four uniform numbers.
    private static func normal(_ random: inout SplitMix) -> Float {
      var sum: Float = 0
      for _ in 0..<4 { sum += Float(random.next() >> 40) / Float(1 << 24) - 0.5 }
      return sum * Float(3).squareRoot()
    }

    mutating func fit() {
      var order = Array(0..<examples.count)
      let steps = Float(max(trainer.wide.epochs * examples.count, 1))
      var step: Float = 0
      for _ in 0..<trainer.wide.epochs {
        order.shuffle(using: &random)
        for example in order {
          learn(example, share: 1 - step / steps)
          step += 1
        }
      }
    }

    /// One step for one example.
    private mutating func learn(_ example: Int, share: Float) {
      let classes = examples.classCount
      let units = trainer.units
      let range = examples.starts[example]..<examples.starts[example + 1]
      let length: Float = range.isEmpty ? 1 : 1 / Float(range.count).squareRoot()
      var scores = biases.values
      var sums = hiddenBiases.values
      for at in range where columns.columns[at] >= 0 {
        let column = Int(columns.columns[at])
        let value = length * columns.factors[column]
        wide.add(column * classes, value: value, to: &scores)
        if isEmbedded[column] { hidden.add(column * units, value: value, to: &sums) }
      }
      let kept = 1 / (1 - trainer.dropout)
      for unit in 0..<units {
        let isOut = Float(random.next() >> 40) / Float(1 << 24) < trainer.dropout
        sums[unit] = sums[unit] > 0 && !isOut ? sums[unit] * kept : 0
        if sums[unit] > 0 { head.add(unit * classes, value: sums[unit], to: &scores) }
      }
      let weight = examples.weights[example]
      for target in 0..<classes {
        scores[target] = weight * (sigmoid(scores[target]) - examples.targets[example * classes + target])
      }
      let rate = trainer.wide.rate * share
      let hiddenRate = trainer.hiddenRate * share
      var slopes = [Float](repeating: 0, count: units)
      for unit in 0..<units where sums[unit] > 0 {
        for target in 0..<classes { slopes[unit] += scores[target] * head.values[unit * classes + target] }
        slopes[unit] *= kept
        head.step(unit * classes, scores, value: sums[unit], decay: 0, rate: hiddenRate)
      }
      for at in range where columns.columns[at] >= 0 {
        let column = Int(columns.columns[at])
        let value = length * columns.factors[column]
        wide.step(column * classes, scores, value: value, decay: trainer.wide.decay, rate: rate)
        if isEmbedded[column] {
          hidden.step(column * units, slopes, value: value, decay: trainer.wide.decay, rate: hiddenRate)
        }
      }
      biases.step(0, scores, value: 1, decay: 0, rate: rate)
      hiddenBiases.step(0, slopes, value: 1, decay: 0, rate: hiddenRate)
    }

    func weights(_ classes: [String]) -> Weights {
      let units = (0..<trainer.units).map { "unit \($0)" }
      var result = Weights(
        wide: LinearWeights(classes: classes, biases: biases.values),
        hidden: LinearWeights(classes: units, biases: hiddenBiases.values),
        head: LinearWeights(classes: classes, biases: Array(repeating: 0, count: classes.count)))
      for (column, hash) in columns.hashes.enumerated() {
        result.wide.rows[hash] = row(wide.values, column, classes.count, factor: columns.factors[column])
        if isEmbedded[column] {
          result.hidden.rows[hash] = row(hidden.values, column, units.count, factor: columns.factors[column])
        }
      }
      for unit in units.indices {
        result.head.rows[HiddenLayer.feature(ofUnit: unit)] = row(head.values, unit, classes.count, factor: 1)
      }
      return result
    }

    private func row(_ values: [Float], _ at: Int, _ count: Int, factor: Float) -> [(target: UInt8, weight: Float)] {
      (0..<count).map { (UInt8($0), factor * values[at * count + $0]) }
    }
  }
}
