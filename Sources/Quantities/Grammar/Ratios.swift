extension FigureParser {
  /// Forms of two numbers that are one figure: `50-50`, `80/20`, `9.2/10`, `4.5 out of 5`, `1:10`, "one in five", `3/4`. Also
  /// steps over those that are none: `24/7`, dates, times of day, phone numbers.
  mutating func readRatio(_ amount: Amount) -> Bool {
    let next = amount.last + 1
    let mark = token(next)
    guard amount.currency == nil, let first = amount.value else { return false }
    if readScaleScore(amount) { return true }
    if mark.kind == .mark, next < tokens.count, isJoined(next), isNumber(next + 1), isJoined(next + 1),
      amount.unit == .none, amount.isDigits
    {
      switch mark.code {
      case Mark.slash: return readSlash(amount, first, next + 1)
      case Mark.colon: return readColon(amount, first, next + 1)
      case Mark.hyphen where isMark(next + 2, Mark.hyphen) && isJoined(next + 2) && isNumber(next + 3):
        // Phone numbers, codes, dates the date grammar did not take.
        var at = next + 1
        while token(at + 1).kind == .mark, isJoined(at + 1), isNumber(at + 2), isJoined(at + 2) { at += 2 }
        skipTo = at
        return true
      case 0xD7:
        skipTo = next + 1
        return true
      default:
        if CodePoint.isDash(mark.code), readSplit(amount, first, next + 1) { return true }
      }
    }
    if amount.unit == .none, isWord(next), readOutOf(amount, first, next) { return true }
    return false
  }

  /// `50-50`, `60–40`: shares that add up to a hundred.
  private mutating func readSplit(_ amount: Amount, _ first: Double, _ at: Int) -> Bool {
    guard let second = numeral(at).value, amount.numeral?.decimals == 0, first + second == 100, first >= second,
      first < 100,
      !isMark(at + 1, Mark.percent), countedNoun(after: at) == nil || first == second
    else { return false }
    if !traits(at + 1).isDisjoint(with: [.timeUnit, .scale]) { return false }
    if isContest(amount.first), countedNoun(after: at) == nil {
      skipTo = at
      return true
    }
    appendRatio(amount, last: at, value: first / 100, unit: "share", rule: "split that adds to 100")
    return true
  }

  /// A tally of votes or goals: "voted 51-49", "won 21-17".
  func isContest(_ first: Int) -> Bool {
    for at in max(0, first - 4)..<max(0, first) where !beginsSentence(at + 1) && Self.contests.contains(text(at)) {
      return true
    }
    return false
  }

  private static let contests: Set<String> = [
    "vote", "voted", "votes", "voting", "won", "win", "wins", "lost", "lose", "beat", "beats", "beaten", "defeated",
    "defeat", "victory", "drew", "draw", "trailed", "trailing", "thrashed", "edged", "score", "scoreline", "passed",
  ]

  private mutating func readSlash(_ amount: Amount, _ first: Double, _ at: Int) -> Bool {
    let next = token(at + 1)
    if isMark(at + 1, Mark.slash), isJoined(at + 1), isNumber(at + 2) {
      skipTo = at + 2
      return true
    }
    guard let second = numeral(at).value, second > 0, !(next.kind == .word && !next.spaced) else {
      skipTo = at
      return true
    }
    let decimals = amount.numeral?.decimals ?? 0
    if (first == 24 && (second == 7 || second == 365)) || (first == 7 && second == 24) || (first == 9 && second == 11) {
      skipTo = at
      return true
    }
    if first + second == 100, first >= second {
      appendRatio(amount, last: at, value: first / 100, unit: "share", rule: "split that adds to 100")
      return true
    }
    if decimals == 0, numeral(at).decimals == 0, first < second, [2, 3, 4, 5, 8, 16].contains(second) {
      // "1/4 mile" is a length.
      let isNegative = amount.sign == Mark.hyphen || amount.sign == Mark.minus
      var whole = amount
      whole.value = first / second
      whole.last = at
      readUnit(&whole)
      if whole.unit != .none, whole.unit != .times { return append(whole) }
      appendRatio(
        amount, last: at, value: (isNegative ? -1 : 1) * first / second, unit: "share", rule: "fraction")
      return true
    }
    skipTo = at
    return true
  }

  func isRating(around first: Int, _ last: Int) -> Bool {
    for at in max(0, first - 6)...min(tokens.count - 1, last + 4)
    where traits(at).contains(.ratingNoun) || !info(at).topics.isDisjoint(with: .satisfaction) {
      return true
    }
    return false
  }

  /// `1:10`, `80:20` as ratios; times of day otherwise.
  private mutating func readColon(_ amount: Amount, _ first: Double, _ at: Int) -> Bool {
    let second = numeral(at)
    var last = at
    while isMark(last + 1, Mark.colon), isJoined(last + 1), isNumber(last + 2) { last += 2 }
    if last == at, let value = second.value, value > 0, second.decimals == 0,
      length(at) != 2 || first == 1 && value >= 10 || first + value == 100,
      !isClock(at), first == 1 || value == 1 || first + value == 100 || isNamedRatio(amount.first, at)
    {
      let ratio = first + value == 100 ? first / 100 : first / value
      appendRatio(amount, last: at, value: ratio, unit: "ratio", rule: "ratio with a colon")
      return true
    }
    skipTo = isClock(last) ? last + 1 : last
    return true
  }

  private func isClock(_ last: Int) -> Bool { word(last + 1) == .am || word(last + 1) == .pm }

  private func isNamedRatio(_ first: Int, _ last: Int) -> Bool {
    for at in max(0, first - 4)...min(tokens.count - 1, last + 3)
    where word(at) == .ratio || word(at) == .odds || word(at) == .split { return true }
    return false
  }

  /// "one in five", "9 out of 10", "4.5 out of 5 stars", "three of four".
  private mutating func readOutOf(_ amount: Amount, _ first: Double, _ at: Int) -> Bool {
    var next: Int
    var isOut = false
    switch word(at) {
    case .out where word(at + 1) == .of:
      next = at + 2
      isOut = true
    case .in: next = at + 1
    case .of: next = at + 1
    default: return false
    }
    if isOut || word(at) == .of, word(next) == .every || traits(next).contains(.determiner) && word(at) == .of {
      next += 1
    }
    if word(at) == .in, word(next) == .every { next += 1 }
    if word(at) == .of, word(next) == .top { next += 1 }
    guard let whole = self.amount(at: next), whole.isBare, let second = whole.value, second > first, first > 0,
      !whole.hasPlus,
      whole.scale == 1 || amount.scale == 1, !beginsSentence(next)
    else { return false }
    let after = whole.last + 1
    if isOut, [4, 5, 7, 10, 100].contains(second),
      (amount.numeral?.decimals ?? 0) > 0 || isRating(around: amount.first, whole.last)
    {
      var figure = Figure(.score, first: amount.first, last: whole.last, rule: "score out of a scale")
      figure.set(first)
      figure.unit = "/" + String(Int(second))
      applyBound(&figure)
      figures.append(figure)
      return true
    }
    if word(at) == .in {
      let round: Set<Double> = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000]
      guard first == 1 || first < 10 && round.contains(second) && amount.isDigits == whole.isDigits, second <= 1e9,
        !(whole.numeral?.integerDigits == 4 && second > 1800 && second < 2200), (amount.numeral?.decimals ?? 0) == 0,
        traits(after).isDisjoint(with: [.timeUnit, .dataUnit, .currencyWord]), !isMark(after, Mark.percent),
        !isHyphen(after)
      else { return false }
      // "three in 10 minutes" was ruled out; "one in two different" needs no noun.
    }
    if word(at) == .of {
      // "one of the ten most innovative companies" is no share.
      guard first > 1 || amount.isDigits, text(after) != "most", !isSuperlativeWord(after) else { return false }
      // "will close 36 of its 420 shops": what it has is a figure of its own.
      if Self.possessives.contains(text(at + 1)), second >= 10, countedNoun(after: whole.last) != nil { return false }
      guard amount.isDigits == whole.isDigits, (amount.numeral?.decimals ?? 0) == 0, second <= 10_000,
        (whole.numeral?.decimals ?? 0) == 0
      else { return false }
    }
    appendRatio(amount, last: whole.last, value: first / second, unit: "share", rule: "part of a number")
    return true
  }

  static let possessives: Set<String> = ["its", "their", "our", "his", "her", "your", "my", "whose"]

  private func isSuperlativeWord(_ index: Int) -> Bool { text(index).hasSuffix("est") && length(index) > 5 }

  mutating func appendRatio(_ amount: Amount, last: Int, value: Double, unit: String, rule: String) {
    var figure = Figure(.ratio, first: amount.first, last: last, rule: rule)
    figure.set(value)
    figure.unit = unit
    applyBound(&figure)
    figures.append(figure)
  }

  /// Takes over the bound that words before the figure set.
  mutating func applyBound(_ figure: inout Figure) {
    if let bound = boundBefore(figure.first, kind: figure.kind) {
      figure.set(figure.low ?? figure.high, bound.comparator)
      figure.comparatorStart = bound.start
      figure.note("bound: " + bound.rule)
    }
    if let bound = boundAfter(figure.last) {
      figure.set(figure.low ?? figure.high, bound.comparator)
      figure.end = bound.last
      figure.note("bound: " + bound.rule)
    }
  }
}
