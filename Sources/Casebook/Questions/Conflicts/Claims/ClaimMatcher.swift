internal import Quantities

/// Decides whether two figures measure the same thing.
///
/// Deterministic, by words alone: the subject, the scale, the counted noun or the sort of measure, and what narrows it. What is
/// not surely the same is not merged.
struct ClaimMatcher {
  enum Sameness: Hashable {
    case different
    /// Of the same subject and noun, but each is narrowed in a way of its own: "OpenAI APIs", "AI APIs".
    case otherScope
    /// One is narrowed and the other is not: "registered users", "users".
    case part(isFirst: Bool)
    case same
  }

  struct Match: Hashable {
    var sameness: Sameness
    var subject: ClaimSubject.Match
    var relation: ValueRange.Relation
  }

  /// nil when the two cannot be compared at all.
  ///
  /// - Precondition: both have the same scale and ``Part``, which ``Part/init(_:)`` gives.
  func match(_ a: Claim, _ b: Claim) -> Match? {
    guard a.document != b.document || a.statement != b.statement, fitsInTime(a, b), fitsInManner(a, b) else {
      return nil
    }
    let subject = a.subject.match(b.subject)
    guard subject != .none else { return nil }
    // Half of one partner's cost is not half of the other's; what is counted may be the same.
    if subject == .around, a.headID == nil, a.document != b.document { return nil }
    let relation = a.value.relation(to: b.value)
    let sameness = isToldApart(a, b, relation) ? .different : sameness(a, b, relation)
    return sameness == .different ? nil : Match(sameness: sameness, subject: subject, relation: relation)
  }

  /// Figures that one author sets side by side are of different things: rows of tables with other names, items of one list, and
  /// amounts that differ and can both be true.
  private func isToldApart(_ a: Claim, _ b: Claim, _ relation: ValueRange.Relation) -> Bool {
    guard a.document == b.document else { return false }
    if let x = a.rowLabel, let y = b.rowLabel, x != y { return true }
    guard relation == .contradictory || relation == .compatible else { return false }
    if let x = a.list, x == b.list { return true }
    return relation == .compatible
  }

  /// What a figure is compared within: facts with facts of the same role.
  struct Part: Hashable {
    private var role: MetricRole

    /// nil for figures that are compared with none: steps of a plan have figures of their own, thresholds and weights are set by
    /// their authors, and what is aimed at, possible or supposed is no fact.
    init?(_ claim: Claim) {
      guard !claim.isPlanned, claim.metric.category != .threshold, claim.metric.category != .weight else { return nil }
      if claim.metric.isNoFact(in: claim.clause) { return nil }
      role =
        switch claim.metric.role {
        case nil, .result, .delta: .result
        case .some(let role): role
        }
    }
  }

  /// Figures of different years are a development, not a contradiction.
  private func fitsInTime(_ a: Claim, _ b: Claim) -> Bool {
    if let x = a.year, let y = b.year, x != y { return false }
    if let x = a.date, let y = b.date, !x.hasPrefix(y), !y.hasPrefix(x) { return false }
    return true
  }

  private func fitsInManner(_ a: Claim, _ b: Claim) -> Bool {
    if let x = a.metric.direction, let y = b.metric.direction, x != y { return false }
    if let x = a.metric.statistic, let y = b.metric.statistic, x != y { return false }
    return a.periods.isEmpty || b.periods.isEmpty || !a.periods.isDisjoint(with: b.periods)
  }

  private func sameness(_ a: Claim, _ b: Claim, _ relation: ValueRange.Relation) -> Sameness {
    let isEqual = relation == .equal || relation == .within
    if let x = a.headID, let y = b.headID {
      return x == y ? scopes(a, b, isEqual: isEqual) : .different
    }
    if a.headID != nil || b.headID != nil {
      // A count whose noun was not found agrees where the other's noun is among its words.
      let (noun, other) = a.headID != nil ? (a, b) : (b, a)
      guard isEqual, let head = noun.headID, other.scope.contains(head) else { return .different }
      return .same
    }
    if !a.sorts.isEmpty, !b.sorts.isEmpty, a.sorts.isDisjoint(with: b.sorts) { return .different }
    if !isEqual, a.value.scale == .share || a.value.scale == .factor,
      a.changes.isEmpty != b.changes.isEmpty
    {
      return .different
    }
    if let x = a.metric.category, let y = b.metric.category, x != y, !isEqual { return .different }
    if a.sorts.isEmpty || b.sorts.isEmpty {
      // Without a sort of measure on both sides, only words in common say that it is the same.
      let shared = a.scope.sharedCount(with: b.scope)
      guard isEqual, shared > 0, shared * 2 >= min(a.scope.count, b.scope.count) else { return .different }
      return .same
    }
    return scopes(a, b, isEqual: isEqual)
  }

  private func scopes(_ a: Claim, _ b: Claim, isEqual: Bool) -> Sameness {
    var (scopeA, scopeB) = (a.scope, b.scope)
    // Of changes, what changes is part of the scope: growth of revenue, growth of users.
    if !a.changes.isEmpty, !b.changes.isEmpty {
      scopeA = scopeA.union(a.sorts.subtracting(a.changes))
      scopeB = scopeB.union(b.sorts.subtracting(b.changes))
    }
    if scopeA == scopeB {
      return a.namedSubject == b.namedSubject || a.namedSubject.isEmpty || b.namedSubject.isEmpty ? .same : .otherScope
    }
    if scopeA.isEmpty || scopeB.isEmpty {
      return isEqual ? .same : .part(isFirst: scopeB.isEmpty)
    }
    // "$4.5 billion valuation in a funding round", "Enterprise success: $4.5B valuation": a lead-in narrows nothing for sure.
    let isSameSort = a.sorts.sharedCount(with: b.sorts) > a.changes.sharedCount(with: b.changes)
    if isEqual, isSameSort, a.clauseScope.isEmpty || b.clauseScope.isEmpty { return .same }
    let (x, y) = (scopeA.union(a.namedSubject), scopeB.union(b.namedSubject))
    let shared = x.sharedCount(with: y)
    let smaller = min(x.count, y.count)
    if shared == 0 { return .different }
    if isEqual { return shared * 2 >= smaller ? .same : .different }
    if x.isSubset(of: y) { return .part(isFirst: false) }
    if y.isSubset(of: x) { return .part(isFirst: true) }
    return shared * 2 >= smaller ? .otherScope : .different
  }
}
