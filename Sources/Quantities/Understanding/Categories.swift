extension FigureReader {
  /// The category, by the topics of the lead-in, of the words behind and before the figure, and by its kind. The first rule
  /// that applies decides; the more specific come first.
  func category(_ figure: Figure, phrase: Range<Int>, before: Range<Int>) -> MetricCategory? {
    let after = topics(phrase)
    let earlier = topics(before)
    let label = leadTopics
    let near = after.union(earlier)
    let all = near.union(label)
    let isShare = figure.kind == .percent || figure.kind == .percentPoints || figure.kind == .ratio
    let isMoney = figure.kind == .currency

    if context.columnHeader != nil, surroundings.headerTopics.contains(.weight) { return .weight }
    if figure.role == .window { return nil }
    if figure.kind == .rank { return .marketPosition }
    if figure.kind == .change { return .performance }
    if near.contains(.roi) || label.contains(.roi) { return .roi }
    if isShare, near.contains(.commission) || label.contains(.commission) { return .commission }
    if near.contains(.margin) || label.contains(.margin) { return .margin }
    if isShare, near.contains(.market), near.contains(.share) { return .marketShare }
    if near.contains(.satisfaction) || figure.kind == .score { return .satisfaction }
    if near.contains(.retention) || label.contains(.retention) && isShare { return .retention }
    if near.contains(.valuation) { return .valuation }
    if figure.kind == .ratio, near.contains(.ownership) { return .ownership }
    if isMoney, figure.comparator == .atMost, isInBrackets(figure), after.contains(.revenue) { return .threshold }
    if isMoney { return moneyCategory(figure, near: near, label: label) }
    if isShare, let share = shareOfRevenue(figure, after: after, near: near, label: label) { return share }
    if isShare || figure.kind == .multiplier { return changeCategory(figure, after: after, near: near, label: label) }
    if figure.kind == .duration {
      if isPhaseLength(figure) { return .duration }
      return near.contains(.performance) || label.contains(.performance) ? .performance : .duration
    }
    if figure.kind == .count || figure.kind == .dataSize {
      return countCategory(figure, phrase: phrase, near: near, label: label)
    }
    return all.contains(.performance) ? .performance : nil
  }

  private func moneyCategory(_ figure: Figure, near: Topics, label: Topics) -> MetricCategory? {
    if near.contains(.cost) || near.contains(.saving) && !near.contains(.revenue) { return .cost }
    if near.contains(.investment), !near.contains(.revenue) { return .investment }
    if near.contains(.revenue) { return .revenue }
    if label.contains(.valuation) { return .valuation }
    if label.contains(.cost) { return .cost }
    if label.contains(.investment) { return .investment }
    if label.contains(.cost) || label.contains(.saving) { return .cost }
    if label.contains(.revenue) { return .revenue }
    if figure.period.contains("ARR") || figure.period.contains("run rate") { return .revenue }
    return nil
  }

  /// Shares of a revenue: "95% of Microsoft revenue", "60% licensing" under "Revenue Distribution", "45% from commercial licenses".
  private func shareOfRevenue(_ figure: Figure, after: Topics, near: Topics, label: Topics) -> MetricCategory? {
    let next = figure.end + 1
    guard figure.direction == nil else { return nil }
    if parser.word(next) == .of, after.contains(.revenue), revenueFollowsOf(next) { return .revenueShare }
    guard !near.contains(.growth) else { return nil }
    if label.contains(.revenue), label.contains(.distribution) || label.contains(.share) { return .revenueShare }
    let heading = surroundings.headingTopics
    if parser.word(next) == .from, heading.contains(.revenue) || label.contains(.revenue) { return .revenueShare }
    if heading.contains(.revenue), heading.contains(.distribution) { return .revenueShare }
    return nil
  }

  private func revenueFollowsOf(_ of: Int) -> Bool {
    for at in (of + 1)..<min(right, of + 5) {
      if parser.info(at).topics.contains(.revenue) { return true }
      if parser.traits(at).contains(.preposition) { return false }
    }
    return false
  }

  private func changeCategory(_ figure: Figure, after: Topics, near: Topics, label: Topics) -> MetricCategory? {
    if near.contains(.cost) { return .cost }
    if figure.direction != nil || figure.kind == .multiplier {
      if label.contains(.productivity) || near.contains(.productivity) { return .productivity }
      if near.contains(.growth) && !near.contains(.performance) { return .growth }
      if label.contains(.growth), figure.period.contains("yoy") { return .growth }
      if near.contains(.performance) || near.contains(.faster)
        || label.contains(.performance) && !near.contains(.efficiency)
      {
        return .performance
      }
      if near.contains(.efficiency) || label.contains(.efficiency) { return .efficiency }
      if near.contains(.saving) && (label.contains(.cost) || label.contains(.saving)) { return .cost }
      if near.contains(.usage) || near.contains(.revenue) || near.contains(.people) || label.contains(.growth) {
        return .growth
      }
      if near.contains(.improvement) { return .performance }
      if near.contains(.saving) { return .efficiency }
      return label.contains(.adoption) ? .adoption : nil
    }
    if near.contains(.growth) { return .growth }
    if near.contains(.usage) || near.contains(.people) || near.contains(.adoption) || label.contains(.adoption) {
      return .adoption
    }
    if near.contains(.performance) || label.contains(.performance) { return .performance }
    if near.contains(.efficiency) || label.contains(.efficiency) { return .efficiency }
    if label.contains(.satisfaction) { return .satisfaction }
    if near.contains(.ownership) { return .ownership }
    if label.contains(.growth) { return .growth }
    if label.contains(.productivity) || near.contains(.productivity) { return .productivity }
    return nil
  }

  private func countCategory(_ figure: Figure, phrase: Range<Int>, near: Topics, label: Topics) -> MetricCategory? {
    let head = figure.noun.isEmpty ? Topics() : parser.info(figure.noun.upperBound - 1).topics
    if isSelfDescription(figure) { return .scope }
    if label.contains(.adoption) { return .adoption }
    if head.contains(.headcount), !head.contains(.people) { return .headcount }
    if head.contains(.partner) { return figure.role == .target ? nil : .ecosystem }
    if head.contains(.people) { return .adoption }
    if head.contains(.asset) {
      if label.contains(.partner) || label.contains(.ecosystem) || near.contains(.ecosystem) { return .ecosystem }
      return .scale
    }
    if near.contains(.performance), figure.noun.isEmpty { return .performance }
    if label.contains(.people) { return .adoption }
    if label.contains(.headcount) { return .headcount }
    if !figure.noun.isEmpty, parser.text(figure.noun.upperBound - 1) == "cases" { return .scale }
    if figure.kind == .dataSize { return .scale }
    return label.contains(.asset) ? .scale : nil
  }

  /// What a document says of itself: "documents 15+ success cases", "12 detailed case studies", "5 framework components".
  private func isSelfDescription(_ figure: Figure) -> Bool {
    guard let head = figure.noun.last else { return false }
    switch parser.text(head) {
    case "studies": return true
    case "cases": return parser.text(head - 1) != "use"
    case "components", "chapters", "sections", "frameworks", "reports":
      return leadTopics.contains(.scope) || context.headings.count <= 1
    default: return false
    }
  }

  private func isInBrackets(_ figure: Figure) -> Bool {
    parser.isMark((figure.comparatorStart ?? figure.first) - 1, Mark.open)
  }

  private func isPhaseLength(_ figure: Figure) -> Bool { isInBrackets(figure) }

  // MARK: Topics of words

  func topics(_ tokens: Range<Int>) -> Topics {
    var result: Topics = []
    for index in tokens { result.formUnion(parser.info(index).topics) }
    return result
  }
}
