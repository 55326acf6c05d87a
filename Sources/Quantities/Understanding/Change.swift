internal import Words

extension FigureReader {
  /// Which way the change goes that a share, factor, sum or count tells of.
  mutating func readDirection(_ figure: inout Figure) {
    guard figure.direction == nil, figure.role != .baseline else { return }
    switch figure.kind {
    case .percent, .percentPoints, .multiplier, .ratio, .currency, .duration, .count, .score, .dataSize: break
    default: return
    }
    let isShare = figure.kind == .percent || figure.kind == .percentPoints || figure.kind == .multiplier
    // A share of something that exists ("65% of users") is no change.
    if isShare, parser.word(figure.end + 1) == .of, figure.partner == nil, !changesJustBefore(figure) { return }
    if isShare || figure.kind == .ratio || figure.kind == .currency || figure.kind == .duration,
      let found = directionAfter(figure, wide: isShare)
    {
      figure.direction = found
      figure.note("direction: words behind")
      return
    }
    let isCutBy =
      figure.kind == .ratio && (parser.word(figure.first - 1) == .in || parser.word(figure.first - 1) == .by)
    if let found = directionBefore(figure, wide: isShare || isCutBy || figure.partner != nil) {
      figure.direction = found
      figure.note("direction: words before")
    } else if figure.kind == .multiplier, figure.isWord || hasLeadGrowth() {
      figure.direction = .increase
    } else if isShare, hasLeadGrowth(), figure.period.contains("yoy") || parser.tokens.count - 1 <= figure.end {
      figure.direction = .increase
      figure.note("direction: lead-in")
    }
  }

  private func hasLeadGrowth() -> Bool {
    for at in lead where parser.traits(at).contains(.increase) { return true }
    guard let label = context.label else { return false }
    return label.split(separator: " ").contains { Vocabulary.shared.info(of: $0).traits.contains(.increase) }
  }

  private func changesJustBefore(_ figure: Figure) -> Bool {
    let before = parser.traits(figure.first - 1)
    return before.contains(.increase) || before.contains(.decrease)
  }

  private func directionAfter(_ figure: Figure, wide: Bool) -> Direction? {
    var at = figure.end + 1
    let limit = min(right, min(nextStart, figure.end + (wide ? 8 : 5)))
    while at < limit {
      let mark = parser.token(at)
      if mark.kind == .mark, !CodePoint.isHyphen(mark.code) { return nil }
      let traits = parser.traits(at)
      // A verb of a new clause belongs to what follows.
      if parser.word(at) == .and || parser.word(at) == .to || parser.word(at) == .by { return nil }
      if !wide, parser.word(at) == .of || parser.word(at) == .from { return nil }
      // Sums and lengths change by the noun behind them only: "$5M savings", not "a $12bn market growing".
      if !wide, parser.text(at).hasSuffix("ing"), !parser.text(at).hasPrefix("saving") {
        at += 1
        continue
      }
      if traits.contains(.decrease), parser.word(at) != .less || wide { return .decrease }
      if traits.contains(.increase), !(parser.word(at) == .more && !wide) {
        return figure.kind == .duration && parser.info(at).topics.contains(.improvement) ? .decrease : .increase
      }
      at += 1
    }
    return nil
  }

  private func directionBefore(_ figure: Figure, wide: Bool) -> Direction? {
    let floor = max(left, max(previousEnd + 1, figure.first - (wide ? 10 : 4)))
    var at = (figure.comparatorStart ?? figure.first) - 1
    while at >= floor {
      // A count changes only by the verb right before it: "up to 20" and "keep up with 20" tell of no change.
      if !wide, !parser.isWord(at) || parser.word(at) == .with || parser.word(at) == .for || parser.word(at) == .in {
        break
      }
      if parser.word(at) == .up, parser.word(at + 1) == .to || parser.word(at + 1) == .with {
        at -= 1
        continue
      }
      let mark = parser.token(at)
      if mark.kind == .mark, mark.code == Mark.semicolon || mark.code == Mark.comma || mark.code == Mark.open { break }
      let traits = parser.traits(at)
      if traits.contains(.decrease), !traits.contains(.increase) { return .decrease }
      if traits.contains(.increase), !traits.contains(.decrease), parser.word(at) != .more {
        // A time improves by getting shorter.
        return figure.kind == .duration && parser.info(at).topics.contains(.improvement) ? .decrease : .increase
      }
      at -= 1
    }
    // Inside a pair the verb stands before the first half.
    guard figure.role == .result, let partner = figure.partner else { return nil }
    let first = parser.figures[partner].first
    at = first - 1
    while at >= max(left, first - 8) {
      let traits = parser.traits(at)
      if traits.contains(.decrease), !traits.contains(.increase) { return .decrease }
      if traits.contains(.increase), !traits.contains(.decrease) { return .increase }
      at -= 1
    }
    return nil
  }

  /// Baseline and result of "used to … now", aims, benchmarks, windows and opportunities.
  mutating func readRole(_ figure: inout Figure, _ index: Int) {
    guard figure.role == nil else { return }
    if figure.kind == .duration, isWindow(figure, index) {
      figure.role = .window
      figure.note("role: window of another figure")
      return
    }
    if saysPotential(figure) {
      figure.role = .potential
      return
    }
    if let role = surroundings.role ?? Surroundings.stage(leadText).flatMap({ $0 == .target ? $0 : nil }) {
      figure.role = role
      figure.note("role: header or label")
      return
    }
    if let before = beforeOrAfter(figure) {
      figure.role = before
      figure.note("role: before and now")
      return
    }
    if isBenchmark(figure) {
      figure.role = .benchmark
      return
    }
    if isAim(figure) {
      figure.role = .target
      figure.note("role: aim")
      return
    }
    if figure.direction != nil, figure.kind == .percent || figure.kind == .percentPoints || figure.kind == .multiplier {
      figure.role = .delta
    }
  }

  /// "revenue opportunity", "in potential savings": the noun behind the figure is not reached yet.
  private func saysPotential(_ figure: Figure) -> Bool {
    var at = figure.end + 1
    while at < min(right, figure.end + 7), parser.isWord(at) {
      if parser.info(at).topics.contains(.potential) { return true }
      if parser.traits(at).contains(.stop), parser.word(at) != .in, parser.word(at) != .of { return false }
      at += 1
    }
    return false
  }

  /// "in the first 6 months", "within 3 months", "over two years" beside another figure.
  private func isWindow(_ figure: Figure, _ index: Int) -> Bool {
    var at = (figure.comparatorStart ?? figure.first) - 1
    if parser.word(at) == .the || parser.word(at) == .just || parser.word(at) == .only { at -= 1 }
    let ordinal =
      parser.word(at) == .first || parser.word(at) == .last || parser.word(at) == .next || parser.word(at) == .past
    if ordinal { at -= 1 }
    if parser.word(at) == .the { at -= 1 }
    switch parser.word(figure.comparatorStart ?? at) {
    case .within: at = figure.comparatorStart ?? at
    default: break
    }
    switch parser.word(at) {
    case .in, .within, .over, .during, .after, .for: break
    default: return false
    }
    guard index > 0 else { return false }
    let other = parser.figures[index - 1]
    guard other.first >= left, other.kind != .date, other.kind != .duration, other.kind != .timeline else {
      return false
    }
    return ordinal || other.direction != nil || other.kind == .multiplier || other.kind == .percent
  }

  private func beforeOrAfter(_ figure: Figure) -> MetricRole? {
    var usedTo = -1
    var now = -1
    for at in left..<min(right, parser.tokens.count) {
      switch parser.word(at) {
      case .used where parser.word(at + 1) == .to: usedTo = at
      case .previously, .formerly: usedTo = at
      case .before where parser.isMark(at + 1, Mark.comma) && (at == left || parser.token(at - 1).kind == .mark):
        usedTo = at
      case .now, .today: now = at
      default: break
      }
    }
    guard usedTo >= 0 else { return nil }
    if now > usedTo { return figure.first > now ? .result : figure.first > usedTo ? .baseline : nil }
    return figure.first > usedTo ? .baseline : nil
  }

  private func isBenchmark(_ figure: Figure) -> Bool {
    for at in max(left, figure.first - 5)..<max(left, figure.first) {
      switch parser.word(at) {
      case .versus, .vs, .compared, .benchmark: return true
      case .of where parser.text(at - 1) == "instead": return true
      case .industry where ["average", "standard", "norm", "benchmark"].contains(parser.text(at + 1)): return true
      default: break
      }
    }
    return false
  }

  /// Aims: "target of", "aim to reach", "plans to", "Expand to 50+ partnerships" under a plan's heading.
  private func isAim(_ figure: Figure) -> Bool {
    let floor = max(left, figure.first - 8)
    for at in floor..<max(floor, figure.first) where parser.traits(at).contains(.aim) {
      let word = parser.text(at)
      // Past forms of reaching tell of results.
      if word.hasSuffix("ed"), word != "expected", word != "planned", word != "projected", word != "targeted" {
        continue
      }
      if word == "will" || word == "should" || word.hasPrefix("target") || word.hasPrefix("goal")
        || word.hasPrefix("aim") || word.hasPrefix("plan")
        || word.hasPrefix("expect") || word == "projected" || word == "projects" && parser.word(at + 1) != .of
        || word.hasPrefix("forecast") || word == "intend"
        || word == "intends"
      {
        return true
      }
    }
    guard surroundings.isPlan else { return false }
    let first = lead.isEmpty ? 0 : lead.upperBound + 1
    // An imperative begins the statement: a capitalised verb in its base form.
    return figure.first > first && figure.first - first <= 3 && parser.isWord(first)
      && parser.traits(first).isDisjoint(with: [.determiner])
      && !parser.isPlural(first)
  }

  /// "average", "median", "p95" and the like beside the figure.
  mutating func readStatistic(_ figure: inout Figure) {
    let near = [figure.first - 1, figure.first - 2, figure.first - 3, figure.end + 1, figure.end + 2]
    for at in near where at >= left && at < right {
      if parser.traits(at).contains(.statistic), parser.word(at) != .minimum, parser.word(at) != .maximum {
        figure.statistic = parser.text(at)
        return
      }
      if parser.token(at).flags.contains(.mixed), let percentile = Self.percentile(parser.text(at)) {
        figure.statistic = percentile
        return
      }
    }
    // "40% a year on average"
    for at in figure.end + 1..<figure.end + 6 where at < right && parser.word(at - 1) == .on {
      if parser.traits(at).contains(.statistic) {
        figure.statistic = parser.text(at)
        return
      }
    }
    // "Average deal size: $12,000", a column "p95"
    let labels = [leadText, context.rowHeader, context.columnHeader].compactMap { $0 }
    for word in labels.flatMap({ Wording.split($0.lowercased()) }) {
      if let percentile = Self.percentile(String(word)) {
        figure.statistic = percentile
      } else if Vocabulary.shared.info(of: word).traits.contains(.statistic), word != "minimum", word != "maximum" {
        figure.statistic = String(word)
      } else {
        continue
      }
      return
    }
  }

  /// `p95` and its like.
  private static func percentile(_ word: String) -> String? {
    let digits = word.dropFirst()
    return word.hasPrefix("p") && word.utf8.count <= 4 && !digits.isEmpty && digits.allSatisfy(\.isNumber) ? word : nil
  }
}
