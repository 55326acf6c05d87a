/// Parts of a whole in words: "half", "a third", "two-thirds", "one-eighth", "half an hour", "a quarter point".
extension FigureParser {
  /// A fraction as it is written, from the first token of its numerator to the last of its denominator.
  private struct WrittenFraction {
    var last: Int
    var value: Double
    /// The word that stands for the denominator, or the sign itself: where the grammar looks for "half" and "quarter".
    var denominator: Int
    var isArticle = false
    /// One of them: "a third", "one twenty-fifth", which may also be an order.
    var isSingle = false
  }

  /// "half", "a third", "two-thirds", "one-eighth", "one twenty-fifth", "a hundred trillionths", "3 tenths", `¾`; nil for an
  /// ordinal ("third"), a plural alone ("quarters"), and more than a whole in one word ("five quarters").
  private func writtenFraction(at index: Int) -> WrittenFraction? {
    if token(index).kind == .number, let (numerator, denominator) = CodePoint.fraction(token(index).code) {
      return WrittenFraction(last: index, value: numerator / denominator, denominator: index)
    }
    if word(index) == .half { return WrittenFraction(last: index, value: 0.5, denominator: index) }
    var at = index
    var numerator = 1.0
    let isArticle = word(at) == .a || word(at) == .an
    if isArticle {
      at += 1
    } else if traits(at).contains(.small), info(at).value > 0 {
      numerator = info(at).value
      at += 1
    } else if isNumber(at), tokens[at].code == 0, let value = numeral(at).value, length(at) <= 3, value > 0 {
      numerator = value
      at += 1
    }
    if at > index, let part = fraction(of: numerator, at: at) {
      let isPlural = text(part.last).hasSuffix("s")
      if isNumber(index), !isPlural || word(part.last) == .quarters || isHyphen(at) { return nil }
      if numerator == 1 || numerator < part.denominator {
        return WrittenFraction(
          last: part.last, value: numerator / part.denominator, denominator: part.last, isArticle: isArticle,
          isSingle: numerator == 1)
      }
      if word(part.last) == .quarters { return nil }
    }
    // Numerators of more than a word: "twenty-three hundredths", "a hundred trillionths".
    guard isWord(index), let number = wordNumber(at: index), number.value > 1,
      let part = fraction(of: number.value, at: number.last + 1), text(part.last).hasSuffix("s"),
      word(part.last) != .quarters
    else { return nil }
    return WrittenFraction(last: part.last, value: number.value / part.denominator, denominator: part.last)
  }

  /// The denominator that begins at a token, a hyphen before it or not: "third", "-eighths", "twenty-fifth",
  /// "ten-thousandths".
  private func fraction(of numerator: Double, at index: Int) -> (last: Int, denominator: Double)? {
    var at = index
    if isHyphen(at) { at += 1 }
    guard !beginsSentence(at) else { return nil }
    let info = info(at)
    if info.traits.contains(.fraction), info.value >= 2 { return (at, info.value) }
    guard isHyphen(at + 1) else { return nil }
    let tail = self.info(at + 2)
    if info.traits.contains(.tens) {
      let isFirst = text(at + 2) == "first" || text(at + 2) == "firsts"
      guard isFirst || tail.traits.contains(.fraction) && tail.value < 10 && word(at + 2) != .half,
        word(at + 2) != .quarter, word(at + 2) != .quarters
      else { return nil }
      return (at + 2, info.value + (isFirst ? 1 : tail.value))
    }
    guard info.value == 10 || info.traits.contains(.hundred), tail.traits.contains(.fraction), tail.value >= 1000 else {
      return nil
    }
    return (at + 2, info.value * tail.value)
  }

  /// Reads a fraction that is a share, a length of time or a part of a percentage point.
  mutating func readFraction(at index: Int) -> Bool {
    guard let fraction = writtenFraction(at: index) else { return false }
    let at = fraction.last
    let isArticle = fraction.isArticle
    let isSign = !isWord(index) && at == index
    let isHalf = word(fraction.denominator) == .half
    // A sign before a unit or a noun is an amount of it: "¾ cup".
    if isSign, word(at + 1) != .of, word(at + 1) != .the { return false }
    let next = at + 1
    // "a third party", "a quarter later", "a third-largest": order or time.
    if isHyphen(next) {
      guard isHalf, let length = lengthOfHalf(index, at, next + 1) else { return false }
      figures.append(length)
      return true
    }
    if isHalf, let length = lengthOfHalf(index, at, next) {
      figures.append(length)
      return true
    }
    if let length = fractionOfTime(index, at, fraction.value) {
      figures.append(length)
      return true
    }
    if !traits(next).isDisjoint(with: [.scale, .dozen, .hundred])
      || isWord(index) && wordNumber(at: index).map({ $0.last > at }) == true
    {
      return false
    }
    if let points = fractionOfPoint(index, at, fraction.value) {
      figures.append(points)
      return true
    }
    if word(at) == .quarter || word(at) == .quarters {
      guard
        isFractionContext(next) || at > index && !isArticle && isHyphen(index + 1)
          || isBoundedFraction(index) && traits(next).contains(.stop) || isComparedFraction(index, next)
      else { return false }
    } else if !isHalf, !isSign, fraction.isSingle {
      guard
        isFractionContext(next) || isBoundedFraction(index) && traits(next).contains(.stop)
          || isComparedFraction(index, next)
      else { return false }
    } else if isHalf {
      // "half in, half out", "first half", "second half"
      switch word(next) {
      case .in where isMark(next + 1, Mark.comma): return false
      case .out: return false
      default: break
      }
      let before = traits(index - 1)
      if before.contains(.ordinal) || word(index - 1) == .last
        || ["better", "upper", "lower", "top", "bottom", "back", "front", "left", "right"].contains(text(index - 1))
        || text(index - 1) == "other"
      {
        return false
      }
      guard isHalfContext(index, next) else { return false }
    }
    var figure = Figure(.ratio, first: index, last: at, rule: "fraction in words")
    figure.set(fraction.value)
    figure.unit = "share"
    figure.isWord = isWord(index)
    applyBound(&figure)
    figures.append(figure)
    return true
  }

  /// "three-quarters of a year", "two-thirds of an hour": a length.
  private mutating func fractionOfTime(_ first: Int, _ fraction: Int, _ value: Double) -> Figure? {
    let at = fraction + 3
    guard word(fraction + 1) == .of, word(fraction + 2) == .a || word(fraction + 2) == .an else { return nil }
    let info = info(at)
    guard info.traits.contains(.timeUnit), info.unit >= 0, !info.traits.contains(.shortUnit), !isHyphen(at + 1) else {
      return nil
    }
    var figure = Figure(.duration, first: first, last: at, rule: "fraction of a time unit")
    figure.set(value * info.unitCount)
    figure.unit = QuantityUnit.specifications[Int(info.unit)].name
    figure.isWord = isWord(first)
    applyBound(&figure)
    return figure
  }

  /// "a quarter point", "half a percentage point", "half of one percent".
  private func fractionOfPoint(_ first: Int, _ fraction: Int, _ value: Double) -> Figure? {
    var at = fraction + 1
    if word(at) == .of { at += 1 }
    if word(at) == .a || word(at) == .one { at += 1 }
    let isPercentage = word(at) == .percentage
    if isPercentage { at += 1 }
    guard word(at) == .point || word(at) == .points || word(at) == .percent && !isPercentage else { return nil }
    var figure = Figure(
      word(at) == .percent ? .percent : .percentPoints, first: first, last: at, rule: "fraction of a point")
    figure.set(value)
    figure.unit = word(at) == .percent ? "%" : "pp"
    return figure
  }

  /// What follows a fraction that is a share of something.
  private func isFractionContext(_ next: Int) -> Bool {
    if next >= tokens.count || beginsSentence(next) || token(next).kind == .mark { return true }
    switch word(next) {
    case .of, .less, .more, .the, .in, .by, .to, .and, .or, .on, .are, .were, .at, .over: return true
    default:
      return ["fewer", "lower", "higher", "faster", "said", "have", "had", "say", "cheaper", "smaller", "larger"]
        .contains(text(next))
    }
  }

  /// "by nearly a fifth as …": words before the fraction say that it is one.
  private func isBoundedFraction(_ index: Int) -> Bool {
    switch word(index - 1) {
    case .by, .nearly, .almost, .roughly, .about, .around: return true
    default: return false
    }
  }

  /// "28.6% of sales, up from a fifth before", "a third of revenue, against a quarter a decade ago": a share was told just
  /// before, and this is what it is compared with.
  private func isComparedFraction(_ index: Int, _ next: Int) -> Bool {
    guard let last = figures.last, last.kind == .percent || last.kind == .ratio, index - last.last < 12,
      traits(next).contains(.stop) || traits(next).contains(.preposition) || traits(next).contains(.determiner)
    else { return false }
    switch word(index - 1) {
    case .from, .than, .to: return true
    default: return ["against", "versus", "vs"].contains(text(index - 1))
    }
  }

  private func isHalfContext(_ index: Int, _ next: Int) -> Bool {
    if isFractionContext(next) { return true }
    switch word(index - 1) {
    case .by, .in, .than, .about, .nearly, .almost, .over, .roughly, .to, .least: return true
    default: break
    }
    return traits(next).contains(.determiner) || isPlural(next) || traits(next).contains(.comparative)
  }

  /// "half an hour", "half a week", "half-day": a length.
  private func lengthOfHalf(_ first: Int, _ half: Int, _ next: Int) -> Figure? {
    var at = next
    if word(at) == .a || word(at) == .an { at += 1 } else if word(first) != .a, !isHyphen(half + 1) { return nil }
    let info = info(at)
    guard info.traits.contains(.timeUnit), info.unit >= 0, !info.traits.contains(.shortUnit) else { return nil }
    var figure = Figure(.duration, first: first, last: at, rule: "half of a time unit")
    figure.set(0.5 * info.unitCount)
    figure.unit = QuantityUnit.specifications[Int(info.unit)].name
    figure.isWord = true
    if let bound = boundBefore(first, kind: .duration) {
      figure.set(0.5 * info.unitCount, bound.comparator)
      figure.comparatorStart = bound.start
    }
    return figure
  }
}
