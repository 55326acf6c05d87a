extension FigureParser {
  /// Ties the halves of a change to each other and decides which bare numbers stay.
  mutating func link() {
    // A date between two figures does not part them: "to $90m in FY2023 from $46m".
    var previous = -1
    for index in figures.indices where isMeasured(figures[index]) {
      if previous >= 0 {
        tie(previous, index)
        tieAside(previous, index)
      }
      if figures[index].isBare { compare(index) }
      previous = index
    }
    markContrast()
    shareNouns()
  }

  /// "Three people were killed and 15 injured": the noun is said once.
  private mutating func shareNouns() {
    for index in figures.indices.dropFirst() where figures[index].isBare && !figures[index].rules.contains("one") {
      let previous = figures[index - 1]
      let figure = figures[index]
      guard previous.kind == .count, !previous.noun.isEmpty, !previous.isBare, figure.first - previous.end < 8,
        word(figure.first - 1) == .and && isLower(figure.last + 1) && text(figure.last + 1).hasSuffix("ed")
          || text(figure.first - 1) == "which" && word(figure.first - 2) == .of
            && traits(figure.last + 1).contains(.stop)
          || word(figure.first - 1) == .to && previous.noun.upperBound == figure.first - 1 && closes(figure.last)
          || word(figure.first - 2) == .and && isLower(figure.first - 1) && closes(figure.last)
            && (text(figure.first - 1).hasSuffix("ed")
              || !traits(figure.first - 1).isDisjoint(with: [.increase, .decrease]))
      else { continue }
      figures[index].isBare = false
      figures[index].unit = previous.unit
      figures[index].note("noun of the figure before")
    }
  }

  /// "376 people waiting more than two years in January, up from 282 in December", "14,000 startups in 2021 against 733 in
  /// 2016": a bare number compared with a count of the same sentence counts the same.
  private mutating func compare(_ index: Int) {
    let figure = figures[index]
    let before = figure.first - 1
    let isChange = word(before) == .from && (word(before - 1) == .up || word(before - 1) == .down)
    guard isChange || word(before) == .against else { return }
    var other = index - 1
    while other >= 0, figure.first - figures[other].first <= 24 {
      let candidate = figures[other]
      if (candidate.end + 1..<figure.first).contains(where: beginsSentence) { return }
      if candidate.kind == .count, !candidate.noun.isEmpty, !candidate.isBare, candidate.partner == nil,
        QuantityUnit.named(candidate.unit ?? "") == nil
      {
        pair(baseline: index, result: other, isChange ? "pair: up or down from" : "pair: against")
        return
      }
      other -= 1
    }
  }

  /// Nothing that a number could count follows.
  private func closes(_ last: Int) -> Bool {
    last + 1 >= tokens.count || beginsSentence(last + 1) || token(last + 1).kind == .mark
  }

  private func isMeasured(_ figure: Figure) -> Bool { figure.kind != .date && figure.kind != .timeline }

  /// "from A to B", "A → B", "to B from A".
  private mutating func tie(_ first: Int, _ second: Int) {
    let a = figures[first]
    let b = figures[second]
    guard isMeasured(a), isMeasured(b), a.partner == nil, a.kind != .change else { return }
    let start = b.comparatorStart ?? b.first
    let gap = (a.end + 1)..<max(a.end + 1, start)
    guard gap.count <= 9, !gap.contains(where: { beginsSentence($0) && $0 > a.end + 1 }), !gap.isEmpty else { return }
    if isArrow(gap) {
      pair(baseline: first, result: second, "pair: arrow")
      return
    }
    var before = start - 1
    while before > a.end,
      traits(before).contains(.determiner) || word(before) == .just || word(before) == .only || word(before) == .now
    { before -= 1 }
    let opening = (a.comparatorStart ?? a.first) - 1
    if word(before) == .to, opensWithFrom(a.first - 1), gap.count <= 8 {
      pair(baseline: first, result: second, "pair: from … to")
    } else if word(before) == .from, word(before - 1) == .up || word(before - 1) == .down {
      pair(baseline: second, result: first, "pair: up or down from")
    } else if word(before) == .to, gap.count == 1, b.isBare,
      a.kind == .duration || a.kind == .dataSize || a.kind == .percent || a.kind == .percentPoints
    {
      pair(baseline: first, result: second, "pair: to, unit said once")
    } else if b.isBare, a.kind == .percent || a.kind == .duration, gap.count <= 2,
      closes(b.last) || traits(b.last + 1).contains(.stop),
      word(before) == .against || word(before) == .versus || word(before) == .vs
    {
      // "13.5 per cent against 12.8 a year ago"
      pair(baseline: second, result: first, "pair: against")
    } else if word(before) == .from, word(opening) == .to || word(opening) == .at, gap.count <= 5 {
      pair(baseline: second, result: first, "pair: to … from")
    } else if a.kind == .count, a.unit == nil, a.comparator == .range, b.comparator == .range, !b.isBare,
      gap.count == 1,
      word(before) == .to || word(before) == .and && word(a.first - 1) == .between
    {
      // "between 5–10 and 15–20 days"
      figures[first].isBare = true
      share(from: second, to: first)
    } else if word(before) == .to, gap.count <= 2, a.unit == b.unit, traits(opening).contains(.changeVerb) {
      pair(baseline: first, result: second, "pair: change verb")
    }
  }

  private func opensWithFrom(_ index: Int) -> Bool {
    var at = index
    for _ in 0..<4 {
      if word(at) == .from { return true }
      guard isWord(at), !beginsSentence(at + 1) else { return false }
      at -= 1
    }
    return false
  }

  private func isArrow(_ gap: Range<Int>) -> Bool {
    for at in gap where token(at).kind == .mark {
      if CodePoint.isArrow(token(at).code) { return true }
      if isMark(at, Mark.greater), isMark(at - 1, Mark.hyphen) || isMark(at - 1, Mark.equals) { return true }
    }
    return false
  }

  mutating func pair(baseline: Int, result: Int, _ rule: String) {
    figures[baseline].role = .baseline
    figures[result].role = .result
    figures[baseline].partner = result
    figures[result].partner = baseline
    figures[baseline].note(rule)
    figures[result].note(rule)
    // "from 4h to 20m": minutes beside hours.
    if figures[baseline].kind == .duration, figures[result].unit == "m", figures[result].kind == .count {
      figures[result].kind = .duration
      figures[result].unit = "minute"
    }
    if figures[baseline].isBare, figures[result].isBare { keepBareChange(baseline, result) }
    share(from: result, to: baseline)
    share(from: baseline, to: result)
    let before = figures[baseline]
    let after = figures[result]
    if let a = before.low ?? before.high, let b = after.low ?? after.high, let x = base(a, before),
      let y = base(b, after), x != y,
      before.kind == after.kind, figures[result].direction == nil
    {
      figures[result].direction = y > x ? .increase : .decrease
    }
  }

  /// "Headcount went from 50 to 200": the verb of change vouches for both numbers.
  private mutating func keepBareChange(_ baseline: Int, _ result: Int) {
    var at = figures[baseline].first - 1
    let floor = max(0, at - 5)
    while at >= floor, !beginsSentence(at + 1) {
      if traits(at).contains(.changeVerb) || !traits(at).isDisjoint(with: [.increase, .decrease]) {
        for index in [baseline, result] {
          figures[index].isBare = false
          figures[index].note("change of a bare number")
        }
        return
      }
      at -= 1
    }
  }

  private func base(_ value: Double, _ figure: Figure) -> Double? {
    guard figure.kind == .duration || figure.kind == .dataSize else { return value }
    guard let unit = figure.unit.flatMap(QuantityUnit.named) else { return nil }
    return value * unit.factor
  }

  /// A bare half takes what the other half says.
  mutating func share(from: Int, to: Int) {
    guard figures[to].isBare, !figures[from].isBare, figures[to].unit == nil || figures[to].kind == .count else {
      return
    }
    let source = figures[from]
    figures[to].isBare = false
    if source.kind == .count {
      figures[to].unit = source.unit
      figures[to].noun = source.noun
    } else {
      figures[to].kind = source.kind
      figures[to].unit = source.unit
      figures[to].currency = source.currency
    }
    figures[to].note("elided unit")
  }

  /// "one developer" beside "two developers".
  private mutating func markContrast() {
    for index in figures.indices where figures[index].isBare && figures[index].rules.contains("one") {
      let noun = stem(figures[index].noun.lowerBound)
      for other in max(0, index - 8)..<min(figures.count, index + 9)
      where other != index && figures[other].kind == .count && !figures[other].noun.isEmpty
        && stem(figures[other].noun.upperBound - 1) == noun && !figures[other].rules.contains("one")
      {
        figures[index].isBare = false
        figures[index].unit = figures[other].unit
        figures[index].note("contrasted with another number")
        break
      }
    }
  }

  private func stem(_ index: Int) -> String {
    let word = text(index)
    return word.hasSuffix("s") ? String(word.dropLast()) : word
  }
}
