/// An averaged perceptron that is trained while it is used: the way greedy taggers and parsers learn from their own states.
///
/// Source: Collins, "Discriminative Training Methods for Hidden Markov Models" (2002).
package struct PerceptronTrainer: Sendable {
  private let classCount: Int
  private var index: [UInt64: Int32] = [:]
  private var weights: [Float] = []
  private var totals: [Float] = []
  private var stamps: [Int32] = []
  private var touches: [Int32] = []
  private var clock: Int32 = 0

  /// A perceptron without weights.
  package init(classCount: Int) { self.classCount = classCount }

  /// The scores of the classes with the weights of this moment.
  package func scores(_ features: [UInt64]) -> [Float] {
    var scores = [Float](repeating: 0, count: classCount)
    for feature in features {
      guard let row = index[feature] else { continue }
      let base = Int(row) * classCount
      for target in 0..<classCount { scores[target] += weights[base + target] }
    }
    return scores
  }

  /// Learns from one decision: moves the weights when the guess was wrong.
  package mutating func learn(_ features: [UInt64], truth: Int, guess: Int) {
    clock += 1
    guard truth != guess else { return }
    for feature in features {
      let base: Int
      if let row = index[feature] {
        base = Int(row) * classCount
        touches[Int(row)] += 1
      } else {
        let row = Int32(index.count)
        index[feature] = row
        touches.append(1)
        base = Int(row) * classCount
        weights.append(contentsOf: repeatElement(0, count: classCount))
        totals.append(contentsOf: repeatElement(0, count: classCount))
        stamps.append(contentsOf: repeatElement(clock, count: classCount))
      }
      change(base + truth, by: 1)
      change(base + guess, by: -1)
    }
  }

  private mutating func change(_ at: Int, by delta: Float) {
    totals[at] += Float(clock - stamps[at]) * weights[at]
    stamps[at] = clock
    weights[at] += delta
  }

  /// The weights averaged over all decisions.
  ///
  /// - Parameter minimumTouches: features that were changed less often are left out; they carry little and cost space.
  package func averaged(classes: [String], minimumTouches: Int = 1) -> LinearWeights {
    var result = LinearWeights(classes: classes, biases: [Float](repeating: 0, count: classCount))
    for (feature, row) in index where touches[Int(row)] >= minimumTouches {
      let base = Int(row) * classCount
      var entries: [(target: UInt8, weight: Float)] = []
      for target in 0..<classCount {
        let total = totals[base + target] + Float(clock - stamps[base + target]) * weights[base + target]
        let mean = total / Float(max(1, clock))
        if mean != 0 { entries.append((UInt8(target), mean)) }
      }
      if !entries.isEmpty { result.rows[feature] = entries }
    }
    return result
  }
}
