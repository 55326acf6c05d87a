/// Logistic regression of one class on a few dense values: Newton's method, with a pull towards zero. The same rows give
/// the same weights.
package struct DenseLogisticRegression: Sendable {
  package private(set) var weights: [Double]
  package private(set) var bias = 0.0

  /// The weights that fit the rows.
  ///
  /// - Parameters:
  ///   - rows: values, the share of the class (0 to 1) and the row's weight.
  ///   - penalty: half of it times the sum of squared weights is added to the loss.
  /// - Complexity: O(rounds × rows × values²)
  package init(_ rows: [(values: [Float], target: Double, weight: Double)], penalty: Double = 1, rounds: Int = 12) {
    let count = rows.first?.values.count ?? 0
    weights = Array(repeating: 0, count: count)
    for _ in 0..<rounds {
      // The last column is the bias.
      var slope = [Double](repeating: 0, count: count + 1)
      var curve = [[Double]](repeating: Array(repeating: 0, count: count + 1), count: count + 1)
      for row in rows {
        let p = Double(sigmoid(Float(score(row.values))))
        let error = row.weight * (p - row.target)
        let bend = row.weight * max(p * (1 - p), 1e-9)
        let values = row.values.map(Double.init) + [1]
        for i in values.indices where values[i] != 0 {
          slope[i] += error * values[i]
          for j in 0...i where values[j] != 0 { curve[i][j] += bend * values[i] * values[j] }
        }
      }
      for i in 0..<count {
        slope[i] += penalty * weights[i]
        curve[i][i] += penalty
      }
      curve[count][count] += 1e-9
      guard let step = Self.solve(curve, slope) else { return }
      for i in 0..<count { weights[i] -= step[i] }
      bias -= step[count]
    }
  }

  /// The score of some values: above zero where the class is more likely than not.
  package func score(_ values: [Float]) -> Double {
    var score = bias
    for (weight, value) in zip(weights, values) { score += weight * Double(value) }
    return score
  }

  /// Solves A x = b for a symmetric, positive definite matrix of which the lower half is given (Cholesky).
  private static func solve(_ matrix: [[Double]], _ b: [Double]) -> [Double]? {
    let count = b.count
    var lower = matrix
    for i in 0..<count {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > 0 else { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    var y = b
    for i in 0..<count {
      for k in 0..<i { y[i] -= lower[i][k] * y[k] }
      y[i] /= lower[i][i]
    }
    for i in (0..<count).reversed() {
      for k in (i + 1)..<max(count, i + 1) { y[i] -= lower[k][i] * y[k] }
      y[i] /= lower[i][i]
    }
    return y
  }
}
