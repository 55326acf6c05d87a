/// A query resolved against a snapshot: texts analysed, terms looked up in every segment, weights computed. Segments are searched from it.
indirect enum Plan {
  case none
  /// A text that analysis left nothing of, such as a stop word: a boolean query ignores it, alone it finds nothing.
  case empty
  case all(score: Float)
  case term(TermPlan)
  case phrase(PhrasePlan)
  /// Documents with any of some terms, all with one score. Lists are per segment.
  case anyTerm(field: Int, infos: [[TermInfo]], score: Float)
  /// Documents by their best tier: of fuzzy terms the nearest counts.
  case tiers(TierPlan)
  case range(RangePlan)
  case exists(field: Int, score: Float)
  case boolean(BooleanPlan)
  case constant(Plan, score: Float)
  case disMax([Plan], tieBreaker: Float)
  case combined(CombinedPlan)

  /// The most that words and phrases of the plan can score together, and how many there are.
  private var words: (score: Float, count: Int) {
    switch self {
    case .term(let term): return (term.weight, 1)
    case .phrase(let phrase): return (phrase.weight, 1)
    case .boolean(let plan): return Self.words(plan.must + plan.should)
    case .disMax(let plans, _): return Self.words(plans)
    case .none, .empty, .all, .anyTerm, .tiers, .range, .exists, .constant, .combined: return (0, 0)
    }
  }

  private static func words(_ plans: [Plan]) -> (score: Float, count: Int) {
    plans.reduce((0, 0)) { sum, plan in
      let part = plan.words
      return (sum.score + part.score, sum.count + part.count)
    }
  }

  /// What scores of words are rounded to, so that sums of them are exact and come out the same in any order: see ``TermSlot/grain``. 0 where there
  /// is nothing to sum.
  var grain: Float {
    let (score, count) = words
    guard count > 1, score > 0, score < 1e30 else { return 0 }
    // All sums are below 2^22 units, so a number of 24 binary digits holds them.
    let unit = Float(sign: .plus, exponent: max(-100, score.exponent + 1 - 22), significand: 1)
    return unit * Float(3 << 22)
  }

  struct TermPlan {
    var field: Int
    var term: [UInt8]
    /// Per segment; nil where no document has the term.
    var infos: [TermInfo?]
    var documentFrequency: Int
    var idf: Float
    var boost: Float
    var weight: Float { idf * (BM25.k1 + 1) * boost }
  }

  struct PhrasePlan {
    var field: Int
    var terms: [TermPlan]
    /// The place of each term in the phrase.
    var offsets: [Int]
    var slop: Int
    var idf: Float
    var boost: Float
    var weight: Float { idf * (BM25.k1 + 1) * boost }
  }

  struct TierPlan {
    var field: Int
    /// The terms with their distance, nearest first.
    var terms: [(term: TermPlan, distance: Int)]
    var limit: Int
    var idf: Float
    var boost: Float
    var weight: Float { idf * (BM25.k1 + 1) * boost }
  }

  struct RangePlan {
    var field: Int
    /// Both ends belong to the range, in the order of the column's numbers.
    var lower: UInt64
    var upper: UInt64
    var isSigned: Bool
    var score: Float
  }

  struct BooleanPlan {
    var must: [Plan] = []
    var should: [Plan] = []
    var mustNot: [Plan] = []
    var filter: [Plan] = []
    var minimum: Int
  }

  struct CombinedPlan {
    var terms: [TermPlan]
    /// The weight of each term's field.
    var weights: [Float]
    var idf: Float
    var boost: Float
    var weight: Float { idf * (BM25.k1 + 1) * boost }
  }
}
