/// Candidates scored by a decision matrix: weighted totals, and which change of a weight swaps which ranks.
struct ScoreSheet {
  struct Candidate {
    var name: String
    var line: Int
    /// By criterion; nil where a rating is missing or outside the scale.
    var ratings: [Double?]
    /// Criteria without a rating that counts.
    var missing: [Int]
    /// The weighted mean; nil when a rating is missing.
    var total: Double?
    /// With the missing ratings at the ends of the scale.
    var low: Double
    var high: Double
    /// From 1; equal totals share a rank. nil without a total.
    var rank: Int?
  }

  /// A change of one weight, the others keeping their proportions, at which two candidates change places.
  struct Swap {
    var criterion: Int
    /// The weight, in percent, at which both have the same total.
    var weight: Double
    /// From the present weight, in points of percent.
    var change: Double
    /// Candidates, by index: the one now ahead, and the one that overtakes it.
    var ahead: Int
    var behind: Int
  }

  let names: [String]
  /// In percent; their sum is 100.
  let weights: [Double]
  let scale: ClosedRange<Double>
  /// Best first; those without a total last, in the order they were given.
  private(set) var candidates: [Candidate]
  /// Ratings that are missing, no number, or outside the scale: candidate, criterion, problem, line.
  private(set) var problems: [(candidate: String, criterion: String, problem: String, line: Int)] = []

  init(criteria names: [String], weights: [Double], scale: ClosedRange<Double>, ratings: Ratings) {
    self.names = names
    self.weights = weights
    self.scale = scale
    var given: [String: [String: Ratings.Rating]] = [:]
    for rating in ratings.ratings { given[rating.candidate, default: [:]][rating.criterion] = rating }
    var candidates: [Candidate] = []
    for (name, line) in ratings.candidates {
      var values: [Double?] = []
      for criterion in names {
        let rating = given[name]?[criterion]
        let problem: String?
        if let value = rating?.value {
          problem =
            scale.contains(value)
            ? nil
            : "\(JSONValue.text(of: value)) is outside the scale \(JSONValue.text(of: scale.lowerBound)) to \(JSONValue.text(of: scale.upperBound))"
        } else {
          problem = (rating?.text ?? "").isEmpty ? "no rating" : "'\(rating?.text ?? "")' is no number"
        }
        if let problem { problems.append((name, criterion, problem, rating?.line ?? line)) }
        values.append(problem == nil ? rating?.value : nil)
      }
      candidates.append(Self.scored(name, line, values, weights, scale))
    }
    self.candidates = candidates
    rank()
  }

  private static func scored(
    _ name: String, _ line: Int, _ values: [Double?], _ weights: [Double], _ scale: ClosedRange<Double>
  ) -> Candidate {
    func total(_ missing: Double) -> Double {
      zip(values, weights).reduce(0) { $0 + ($1.0 ?? missing) * $1.1 } / 100
    }
    let missing = values.indices.filter { values[$0] == nil }
    return Candidate(
      name: name, line: line, ratings: values, missing: missing, total: missing.isEmpty ? total(0) : nil,
      low: total(scale.lowerBound), high: total(scale.upperBound), rank: nil)
  }

  /// Totals nearer than this are equal: ratings and weights have few digits.
  private static let tolerance = 1e-9

  private mutating func rank() {
    let order = candidates.indices.sorted { a, b in
      switch (candidates[a].total, candidates[b].total) {
      case (let x?, let y?): abs(x - y) > Self.tolerance ? x > y : a < b
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): a < b
      }
    }
    candidates = order.map { candidates[$0] }
    for index in candidates.indices {
      guard let total = candidates[index].total else { continue }
      if index > 0, let above = candidates[index - 1].total, abs(above - total) <= Self.tolerance {
        candidates[index].rank = candidates[index - 1].rank
      } else {
        candidates[index].rank = index + 1
      }
    }
  }

  /// All changes of one weight that swap two candidates, the smallest change first.
  ///
  /// When criterion k gets the weight w and the others keep their proportions, a total is w * r(k) + (1 - w) * s(k), where
  /// s(k) is the mean of the other ratings by their weights: a line in w, so two candidates cross at most once.
  /// - Complexity: O(criteria * candidates²).
  func swaps() -> [Swap] {
    var swaps: [Swap] = []
    let ranked = candidates.indices.filter { candidates[$0].total != nil }
    for criterion in names.indices {
      let weight = weights[criterion] / 100
      guard weight < 1 else { continue }
      let others = ranked.map { index in
        candidates[index].ratings.indices.reduce(0) { sum, other in
          other == criterion ? sum : sum + (candidates[index].ratings[other] ?? 0) * weights[other] / 100
        } / (1 - weight)
      }
      for (a, ahead) in ranked.enumerated() {
        for (b, behind) in ranked.enumerated().dropFirst(a + 1) {
          let own = (candidates[ahead].ratings[criterion] ?? 0) - (candidates[behind].ratings[criterion] ?? 0)
          let rest = others[a] - others[b]
          guard abs(own - rest) > Self.tolerance else { continue }
          let crossing = rest / (rest - own)
          guard crossing >= 0, crossing <= 1 else { continue }
          swaps.append(
            Swap(
              criterion: criterion, weight: crossing * 100, change: (crossing - weight) * 100, ahead: ahead,
              behind: behind))
        }
      }
    }
    return swaps.sorted { a, b in
      abs(a.change) != abs(b.change)
        ? abs(a.change) < abs(b.change) : (a.criterion, a.ahead, a.behind) < (b.criterion, b.ahead, b.behind)
    }
  }
}
