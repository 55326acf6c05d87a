/// Points out of a scale: `4.6/5`, `67/100`, `2.1 / 7`.
extension FigureParser {
  /// Reads a score whose points end at `amount.last`: a slash and the top of a scale follow, and either the points have decimals,
  /// or the top is one that nothing but a scale has, or the words around speak of a rating.
  mutating func readScaleScore(_ amount: Amount) -> Bool {
    guard let (at, top) = scaleTop(after: amount), let points = amount.value else { return false }
    let isRated = isRating(around: amount.first, at)
    let hasDecimals = (amount.numeral?.decimals ?? 0) > 0
    let counts = countedNoun(after: at).map { !Self.pointWords.contains(text($0.head)) } ?? false
    guard isRated || hasDecimals || !counts && top >= 10 && Self.commonTops.contains(top) else { return false }
    var figure = Figure(.score, first: amount.first, last: at, rule: "score out of a scale")
    figure.set(points)
    figure.unit = "/" + (top == top.rounded() ? String(Int(top)) : String(top))
    applyBound(&figure)
    figures.append(figure)
    return true
  }

  /// The last token and the value of a scale's top behind a slash; nil where what follows is no scale.
  func scaleTop(after amount: Amount) -> (last: Int, top: Double)? {
    let slash = amount.last + 1
    guard amount.isBare, amount.isDigits, amount.scale == 1, amount.sign == 0, !amount.hasPlus,
      isMark(slash, Mark.slash),
      isJoined(slash) == isJoined(slash + 1), isNumber(slash + 1), token(slash + 1).code == 0,
      let points = amount.value, let top = numeral(slash + 1).value, points <= top, Self.scaleTops.contains(top)
    else { return nil }
    let next = token(slash + 2)
    if slash + 2 < tokens.count, !next.spaced {
      if next.kind == .word || next.kind == .number || next.kind == .currencySign { return nil }
      if next.kind == .mark, next.code == Mark.percent || next.code == Mark.slash && isNumber(slash + 3) { return nil }
    }
    // Days and numbers that go round the clock: "24/7", "9/11", "1/4 mile".
    guard traits(slash + 2).isDisjoint(with: [.timeUnit, .physicalUnit, .scale]) else { return nil }
    return (slash + 1, top)
  }

  private static let scaleTops: Set<Double> = [
    3, 4, 5, 6, 7, 9, 10, 11, 20, 25, 30, 40, 50, 60, 80, 100, 200, 500, 1000,
  ]
  private static let commonTops: Set<Double> = [10, 100]
  private static let pointWords: Set<String> = ["points", "pts", "stars", "marks", "score", "scores"]
}
