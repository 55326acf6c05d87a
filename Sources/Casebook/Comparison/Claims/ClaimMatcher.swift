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
  func match(_ a: Claim, _ b: Claim) -> Match? {
    guard a.value.scale == b.value.scale, a.document != b.document || a.statement != b.statement else { return nil }
    let subject = a.subject.match(b.subject)
    guard subject != .none, fitsInTime(a, b), fitsInManner(a.metric, b.metric) else { return nil }
    let relation = a.value.relation(to: b.value)
    let sameness = sameness(a, b, relation)
    return sameness == .different ? nil : Match(sameness: sameness, subject: subject, relation: relation)
  }

  /// Steps of a plan have figures of their own; figures of different years are a development, not a contradiction.
  private func fitsInTime(_ a: Claim, _ b: Claim) -> Bool {
    if a.isPlanned || b.isPlanned { return false }
    if let x = a.year, let y = b.year, x != y { return false }
    return true
  }

  private func fitsInManner(_ a: Metric, _ b: Metric) -> Bool {
    if Self.part(a.role) != Self.part(b.role) { return false }
    if let x = a.direction, let y = b.direction, x != y { return false }
    if let x = a.statistic, let y = b.statistic, x != y { return false }
    if a.category == .threshold || b.category == .threshold || a.category == .weight || b.category == .weight {
      return false
    }
    let (x, y) = (Self.periods(a), Self.periods(b))
    return x.isEmpty || y.isEmpty || !x.isDisjoint(with: y)
  }

  /// What a figure is compared within: results with results, aims with aims.
  private static func part(_ role: MetricRole?) -> MetricRole {
    switch role {
    case nil, .result, .delta: .result
    case .some(let role): role
    }
  }

  private static func periods(_ metric: Metric) -> Set<String> {
    var periods = Set((metric.period ?? "").split(separator: ",").map { String($0.trimmingSpaces()) })
    // Growth a year is year over year; an annual run rate is a rate a year.
    if periods.contains("yoy") || periods.contains("ARR") || periods.contains("run rate") { periods.insert("year") }
    return periods
  }

  private func sameness(_ a: Claim, _ b: Claim, _ relation: ValueRange.Relation) -> Sameness {
    let isEqual = relation == .equal || relation == .within
    if let x = a.head, let y = b.head {
      return x == y ? scopes(a, b, isEqual: isEqual) : .different
    }
    if a.head != nil || b.head != nil {
      // A count whose noun was not found agrees where the other's noun is among its words.
      let (noun, other) = a.head != nil ? (a, b) : (b, a)
      guard isEqual, let head = noun.head, other.scope.contains(head) else { return .different }
      return .same
    }
    if !a.sorts.isEmpty, !b.sorts.isEmpty, a.sorts.isDisjoint(with: b.sorts) { return .different }
    if !isEqual, a.value.scale == .share || a.value.scale == .factor,
      a.sorts.isDisjoint(with: Wording.changeWords) != b.sorts.isDisjoint(with: Wording.changeWords)
    {
      return .different
    }
    if let x = a.metric.category, let y = b.metric.category, x != y, !isEqual { return .different }
    if a.sorts.isEmpty || b.sorts.isEmpty {
      // Without a sort of measure on both sides, only words in common say that it is the same.
      let shared = a.scope.intersection(b.scope)
      guard isEqual, !shared.isEmpty, shared.count * 2 >= min(a.scope.count, b.scope.count) else { return .different }
      return .same
    }
    return scopes(a, b, isEqual: isEqual)
  }

  private func scopes(_ first: Claim, _ second: Claim, isEqual: Bool) -> Sameness {
    var (a, b) = (first, second)
    // Of changes, what changes is part of the scope: growth of revenue, growth of users.
    if !a.sorts.isDisjoint(with: Wording.changeWords), !b.sorts.isDisjoint(with: Wording.changeWords) {
      a.scope.formUnion(a.sorts.subtracting(Wording.changeWords))
      b.scope.formUnion(b.sorts.subtracting(Wording.changeWords))
    }
    if a.scope == b.scope {
      return a.namedSubject == b.namedSubject || a.namedSubject.isEmpty || b.namedSubject.isEmpty ? .same : .otherScope
    }
    if a.scope.isEmpty || b.scope.isEmpty {
      return isEqual ? .same : .part(isFirst: b.scope.isEmpty)
    }
    // "$4.5 billion valuation in a funding round", "Enterprise success: $4.5B valuation": a lead-in narrows nothing for sure.
    let isSameSort = !a.sorts.intersection(b.sorts).isSubset(of: Wording.changeWords)
    if isEqual, isSameSort, a.clauseScope.isEmpty || b.clauseScope.isEmpty { return .same }
    let (x, y) = (a.scope.union(a.namedSubject), b.scope.union(b.namedSubject))
    let shared = x.intersection(y)
    let smaller = min(x.count, y.count)
    if shared.isEmpty { return .different }
    if isEqual { return shared.count * 2 >= smaller ? .same : .different }
    if x.isSubset(of: y) { return .part(isFirst: false) }
    if y.isSubset(of: x) { return .part(isFirst: true) }
    return shared.count * 2 >= smaller ? .otherScope : .different
  }
}
