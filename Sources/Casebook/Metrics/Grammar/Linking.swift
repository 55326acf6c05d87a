extension FigureParser {
  /// Ties the halves of a change to each other and decides which bare numbers stay.
  mutating func link() {
    for index in figures.indices.dropFirst() { tie(index - 1, index) }
    markContrast()
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
    if word(before) == .to, opensWithFrom(opening), gap.count <= 8 {
      pair(baseline: first, result: second, "pair: from … to")
    } else if word(before) == .from, word(opening) == .to || word(opening) == .at, gap.count <= 2 {
      pair(baseline: second, result: first, "pair: to … from")
    } else if word(before) == .to, gap.count <= 2, a.unit == b.unit, traits(opening).contains(.changeVerb) {
      pair(baseline: first, result: second, "pair: change verb")
    }
  }

  private func opensWithFrom(_ index: Int) -> Bool {
    var at = index
    for _ in 0..<3 {
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

  private mutating func pair(baseline: Int, result: Int, _ rule: String) {
    figures[baseline].role = .baseline
    figures[result].role = .result
    figures[baseline].partner = result
    figures[result].partner = baseline
    figures[baseline].note(rule)
    figures[result].note(rule)
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

  private func base(_ value: Double, _ figure: Figure) -> Double? {
    guard figure.kind == .duration || figure.kind == .dataSize else { return value }
    guard let unit = figure.unit.flatMap(QuantityUnit.named) else { return nil }
    return value * unit.factor
  }

  /// A bare half takes what the other half says.
  private mutating func share(from: Int, to: Int) {
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
      let others = figures.indices.filter {
        $0 != index && figures[$0].kind == .count && !figures[$0].noun.isEmpty && abs($0 - index) < 8
      }
      for other in others
      where stem(figures[other].noun.upperBound - 1) == noun && !figures[other].rules.contains("one") {
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
