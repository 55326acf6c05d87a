extension FigureReader {
  /// The period a figure holds for: "per day", "a month", "/year", "annually", "annual …", "year-over-year", "run rate".
  mutating func readPeriod(_ figure: inout Figure) {
    guard figure.kind != .duration || hasRate(figure.end) else {
      readEvery(&figure)
      return
    }
    var at = figure.end + 1
    let limit = min(right, min(nextStart, figure.end + 14))
    var found: [String] = []
    while at < limit {
      let mark = parser.token(at)
      if mark.kind == .mark,
        mark.code == Mark.comma || mark.code == Mark.semicolon || mark.code == Mark.emDash || mark.code == Mark.open,
        at > figure.end + 1
      {
        break
      }
      if let (period, last) = periodWords(at) {
        if !found.contains(period) { found.append(period) }
        at = last + 1
        continue
      }
      if parser.word(at) == .and, at > figure.end + 3, figure.kind != .currency { break }
      at += 1
    }
    if found.isEmpty, let period = periodBefore(figure) ?? periodOfLead(figure) { found.append(period) }
    if let head = figure.noun.last, ["rps", "qps", "tps", "iops"].contains(parser.text(head)) { found = ["second"] }
    figure.period = found
    if found.isEmpty { readEvery(&figure) }
    if !figure.period.isEmpty { figure.note("period") }
  }

  private func hasRate(_ last: Int) -> Bool { periodWords(last + 1) != nil }

  /// Words of period that begin at a token: the period's name and their last token.
  func periodWords(_ at: Int) -> (String, Int)? {
    let p = parser
    // "/year", "/ month"
    if p.isMark(at, Mark.slash), p.isWord(at + 1), let unit = periodUnit(at + 1, short: true) { return (unit, at + 1) }
    // "a-year", "-a-day"
    var index = at
    if p.isHyphen(index) { index += 1 }
    switch p.word(index) {
    case .per:
      if p.word(index + 1) == .annum { return ("year", index + 1) }
      return periodUnit(index + 1, short: false).map { ($0, index + 1) }
    case .a, .an, .each, .every:
      let unit = p.isHyphen(index + 1) ? index + 2 : index + 1
      guard let name = periodUnit(unit, short: false), !p.isPlural(unit), p.word(unit + 1) != .ago,
        p.word(unit + 1) != .earlier, p.word(unit + 1) != .later
      else { return nil }
      return (name, unit)
    case .year:
      // "year-over-year", "year on year"
      var next = index + 1
      if p.isHyphen(next) { next += 1 }
      guard p.word(next) == .over || p.word(next) == .on else { return nil }
      next += 1
      if p.isHyphen(next) { next += 1 }
      return p.word(next) == .year ? ("yoy", next) : nil
    case .yoy: return ("yoy", index)
    case .arr: return ("ARR", index)
    case .mrr: return ("month", index)
    case .run:
      var next = index + 1
      if p.isHyphen(next) { next += 1 }
      return p.word(next) == .rate ? ("run rate", next) : nil
    default: break
    }
    switch p.word(index) {
    case .annual where p.word(index + 1) == .recurring: return ("ARR", index + 1)
    case .annual, .annually, .yearly, .annualized, .annualised: return ("year", index)
    case .monthly: return ("month", index)
    case .daily: return ("day", index)
    case .weekly: return ("week", index)
    case .hourly: return ("hour", index)
    case .quarterly: return ("quarter", index)
    default: break
    }
    guard p.isWord(index), p.length(index) == 1 else { return nil }
    switch p.text(index) {
    case "y" where p.isMark(index + 1, Mark.slash) && p.text(index + 2) == "y": return ("yoy", index + 2)
    case "p" where p.isMark(index + 1, Mark.dot) && p.text(index + 2) == "a": return ("year", index + 2)
    default: return nil
    }
  }

  private func periodUnit(_ index: Int, short: Bool) -> String? {
    let info = parser.info(index)
    guard info.traits.contains(.timeUnit), info.unit >= 0 else {
      guard short else { return nil }
      switch parser.text(index) {
      case "s", "sec": return "second"
      case "y", "yr": return "year"
      default: return nil
      }
    }
    return QuantityUnit.specifications[Int(info.unit)].name
  }

  /// "annual revenue of $5M", "a monthly cost of", "every day … 4 billion minutes".
  private func periodBefore(_ figure: Figure) -> String? {
    let floor = max(left, max(previousEnd + 1, figure.first - 8))
    var at = figure.first - 1
    while at >= floor {
      let mark = parser.token(at)
      if mark.kind == .mark, mark.code == Mark.comma || mark.code == Mark.semicolon || mark.code == Mark.open {
        return nil
      }
      switch parser.word(at) {
      case .annual, .yearly, .annualized, .annualised, .annually: return figure.kind == .duration ? nil : "year"
      case .monthly: return "month"
      case .daily: return "day"
      case .weekly: return "week"
      case .hourly: return "hour"
      case .yoy: return "yoy"
      default: break
      }
      at -= 1
    }
    return nil
  }

  /// "Annual savings: $180,000".
  private func periodOfLead(_ figure: Figure) -> String? {
    guard figure.kind == .currency || figure.kind == .count || figure.kind == .percent, let leadText else { return nil }
    for word in leadText.split(separator: " ") {
      switch word.lowercased() {
      case "annual", "yearly": return "year"
      case "monthly": return "month"
      case "weekly": return "week"
      case "daily": return "day"
      case "hourly": return "hour"
      default: break
      }
    }
    return nil
  }

  /// "Every day people spend 4 billion minutes".
  private func readEvery(_ figure: inout Figure) {
    guard figure.kind == .count || figure.kind == .duration || figure.kind == .currency || figure.kind == .dataSize
    else { return }
    guard previousEnd < left,
      parser.word(left) == .each || parser.word(left) == .every,
      let unit = periodUnit(left + 1, short: false), figure.first - left < 10
    else { return }
    figure.period = [unit]
    figure.note("period: every")
  }
}
