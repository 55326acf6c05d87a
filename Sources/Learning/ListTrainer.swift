/// Lists of examples of which at most one kind is right: the names of a document, one of which it is about.
package struct ExampleLists: Sendable {
  /// Features of each example of each list.
  package private(set) var lists: [[[UInt64]]] = []
  /// Which examples of each list are right; none where the list holds no right one.
  package private(set) var right: [Set<Int>] = []

  /// No lists yet.
  package init() {}

  /// Adds a list.
  package mutating func append(_ examples: [[UInt64]], right: Set<Int>) {
    lists.append(examples.map { Array(Set($0)) })
    self.right.append(right)
  }
}

/// Trains a log-linear choice among the examples of a list and none of them, by full gradient descent with a step per weight
/// (AdaGrad). The same lists give the same weights.
///
/// None of them has the score 0; the bias, mostly negative, is part of every example's score. Where several examples are
/// right, their probabilities are added.
///
/// Source: Berger, Della Pietra, Della Pietra, "A Maximum Entropy Approach to Natural Language Processing" (1996).
package struct ListTrainer: Sendable {
  package var epochs = 300
  package var rate: Float = 0.2
  /// Strength of the pull towards zero, for all lists together.
  package var penalty: Float = 2
  /// Features of fewer examples than this get no weight.
  package var minimumCount = 3

  package init() {}

  /// The weight of each feature, and the bias.
  package func train(_ lists: ExampleLists) -> (weights: [UInt64: Float], bias: Float) {
    var counts: [UInt64: Int] = [:]
    for list in lists.lists { for example in list { for feature in example { counts[feature, default: 0] += 1 } } }
    let features = counts.filter { $0.value >= minimumCount }.keys.sorted()
    var column: [UInt64: Int] = [:]
    for (index, feature) in features.enumerated() { column[feature] = index }
    let columns = lists.lists.map { $0.map { $0.compactMap { column[$0] }.sorted() } }
    var weights = [Float](repeating: 0, count: features.count + 1)
    var squares = [Float](repeating: 1e-6, count: features.count + 1)
    for _ in 0..<epochs {
      var gradient = weights.map { $0 * penalty }
      gradient[features.count] = 0
      for (list, right) in zip(columns, lists.right) {
        add(list, right, weights, &gradient)
      }
      for index in weights.indices {
        squares[index] += gradient[index] * gradient[index]
        weights[index] -= rate * gradient[index] / squares[index].squareRoot()
      }
    }
    var result: [UInt64: Float] = [:]
    for (index, feature) in features.enumerated() { result[feature] = weights[index] }
    return (result, weights[features.count])
  }

  /// Adds the slope of one list's loss.
  private func add(_ list: [[Int]], _ right: Set<Int>, _ weights: [Float], _ gradient: inout [Float]) {
    let bias = weights.count - 1
    let scores = list.map { example in example.reduce(weights[bias]) { $0 + weights[$1] } }
    let probabilities = (scores + [0]).softmax
    let rightSum = right.isEmpty ? probabilities[list.count] : right.reduce(Float(0)) { $0 + probabilities[$1] }
    for (index, example) in list.enumerated() {
      let wanted = right.contains(index) ? probabilities[index] / max(rightSum, 1e-20) : 0
      let slope = probabilities[index] - wanted
      if slope == 0 { continue }
      for column in example { gradient[column] += slope }
      gradient[bias] += slope
    }
  }
}
