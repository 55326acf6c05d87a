/// Figures in brackets behind another: "45 minutes (was 10 hours)", "99.9% (before: 97%)", "9% (industry average: 8%)".
extension FigureParser {
  /// Ties a figure that stands in an aside to the one the aside belongs to, or gives it the role that the aside's words state.
  mutating func tieAside(_ first: Int, _ second: Int) {
    let figure = figures[first]
    let aside = figures[second]
    guard figure.partner == nil, aside.partner == nil, aside.role == nil,
      let (role, open) = asideRole(aside), open > figure.last, open - figure.end <= 6,
      !(figure.end + 1...open).contains(where: beginsSentence), isComparable(figure, aside)
    else { return }
    switch role {
    case .baseline: pair(baseline: second, result: first, "pair: aside tells what was before")
    case .result: pair(baseline: first, result: second, "pair: aside tells what is now")
    default:
      share(from: first, to: second)
      figures[second].role = role
      figures[second].note("role: aside")
    }
  }

  private func isComparable(_ figure: Figure, _ aside: Figure) -> Bool {
    aside.isBare || figure.isBare || figure.kind == aside.kind || aside.kind == .count && aside.noun.isEmpty
  }

  /// The role that the words of an aside give its figure, and the bracket or dash that opens it. All words must be of the kind.
  private func asideRole(_ figure: Figure) -> (role: MetricRole, open: Int)? {
    var role: MetricRole?
    var at = (figure.comparatorStart ?? figure.first) - 1
    if isMark(at, Mark.colon) || isMark(at, Mark.equals) { at -= 1 }
    if isMark(at, Mark.dot), isJoined(at) { at -= 1 }
    let floor = at - 5
    while at >= 0, at > floor, isWord(at) {
      if let found = Self.asideRoles[text(at)] {
        if role != .target || found != .benchmark { role = found }
      } else if !Self.asideFillers.contains(text(at)) {
        return nil
      }
      at -= 1
    }
    guard at >= 0, opensAside(at) else { return nil }
    if role == nil || role == .benchmark, let behind = roleBehind(figure.end) { role = behind }
    return role.map { ($0, at) }
  }

  private func opensAside(_ index: Int) -> Bool {
    isMark(index, Mark.open) || isMark(index, 0x5B) || isMark(index, Mark.emDash)
      || isMark(index, Mark.enDash) && token(index).spaced && token(index + 1).spaced
  }

  /// "(10 hours before)", "(18% a year ago)", "(5% last year)".
  private func roleBehind(_ end: Int) -> MetricRole? {
    var at = end + 1
    var role: MetricRole?
    while at < min(tokens.count, end + 6), isWord(at) {
      if text(at) == "year", text(at - 1) == "last" || text(at - 1) == "previous" {
        role = .baseline
      } else if let found = Self.asideRoles[text(at)] {
        role = found
      } else if text(at) == "ago" {
        role = .baseline
      } else if !Self.asideFillers.contains(text(at)), !traits(at).contains(.timeUnit) {
        return nil
      }
      at += 1
    }
    return isMark(at, Mark.close) || isMark(at, 0x5D) || at >= tokens.count || isMark(at, Mark.dot) ? role : nil
  }

  private static let asideRoles: [String: MetricRole] = {
    var roles: [String: MetricRole] = [:]
    for (words, role) in [
      (
        "was were before previously previous prev formerly former prior originally original initially initial earlier old "
          + "baseline started", MetricRole.baseline
      ),
      ("now today after currently current new", .result),
      ("target targeted goal planned plan aim budget budgeted forecast", .target),
      ("industry average avg benchmark peer peers sector market median norm competitor competitors", .benchmark),
    ] {
      for word in words.split(separator: " ") { roles[String(word)] = role }
    }
    return roles
  }()

  private static let asideFillers: Set<String> = [
    "a", "an", "the", "it", "at", "of", "to", "had", "been", "be", "is", "our", "their", "its", "year", "years", "last",
    "in", "that", "then", "only", "just", "level", "value", "figure", "from", "about", "around", "with", "up", "down",
    "used", "vs", "versus", "against", "compared", "quarter", "month", "period", "ago",
  ]
}
