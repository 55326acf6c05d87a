import Learning

/// Scores of rows that a model was not trained on, beside the themes that a person gave them.
struct ScoredRows {
  var scores: [[Float]] = []
  var truths: [Set<Int>] = []

  /// Logistic regression of truth on score, for one class: `slope × score + intercept` is a calibrated score.
  func calibration(of target: Int) -> (slope: Float, intercept: Float) {
    var (slope, intercept) = (1.0, 0.0)
    for _ in 0..<30 {
      // Newton's method on two parameters, held near slope 1 by a weak prior.
      var (g0, g1, h00, h01, h11) = (0.0, 4 * (slope - 1), 1e-6, 0.0, 4.0)
      for (row, scores) in scores.enumerated() {
        let x = Double(scores[target])
        let p = Double(sigmoid(Float(slope * x + intercept)))
        let error = p - (truths[row].contains(target) ? 1 : 0)
        let curve = max(p * (1 - p), 1e-9)
        g0 += error
        g1 += error * x
        h00 += curve
        h01 += curve * x
        h11 += curve * x * x
      }
      let determinant = h00 * h11 - h01 * h01
      guard abs(determinant) > 1e-9 else { break }
      intercept -= (h11 * g0 - h01 * g1) / determinant
      slope -= (h00 * g1 - h01 * g0) / determinant
    }
    return (Float(slope), Float(intercept))
  }

  /// Precision, recall and F1 over all rows and classes when scores above `threshold` decide, at most `limit` per row.
  func figures(above threshold: Float, limit: Int) -> (precision: Double, recall: Double, f1: Double) {
    var (right, given, wanted) = (0, 0, 0)
    for (row, scores) in scores.enumerated() {
      let chosen = scores.indices.filter { scores[$0] >= threshold }.sorted { scores[$0] > scores[$1] }.prefix(limit)
      right += chosen.count { truths[row].contains($0) }
      given += chosen.count
      wanted += truths[row].count
    }
    let precision = given > 0 ? Double(right) / Double(given) : 0
    let recall = wanted > 0 ? Double(right) / Double(wanted) : 0
    return (precision, recall, right > 0 ? 2 * precision * recall / (precision + recall) : 0)
  }
}

extension LinearWeights {
  /// Scores become `slope × score + intercept`, by class.
  mutating func rescale(_ calibrations: [(slope: Float, intercept: Float)]) {
    for target in biases.indices {
      biases[target] = calibrations[target].slope * biases[target] + calibrations[target].intercept
    }
    for (feature, row) in rows {
      rows[feature] = row.map { ($0.target, $0.weight * calibrations[Int($0.target)].slope) }
    }
  }
}

extension WideAndDeepTrainer.Weights {
  /// Scores become `slope × score + intercept`, by class.
  mutating func rescale(_ calibrations: [(slope: Float, intercept: Float)]) {
    wide.rescale(calibrations)
    head.rescale(calibrations.map { ($0.slope, 0) })
  }
}
