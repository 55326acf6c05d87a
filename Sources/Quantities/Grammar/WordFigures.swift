/// Factors and lengths said by a word alone.
extension FigureParser {
  /// "doubled", "tripling", "tenfold", "twice as fast"; not "double-check" or "doubles as".
  mutating func readMultiplier(at index: Int) -> Bool {
    let traits = traits(index)
    if traits.contains(.fold) { return appendMultiplier(index, index, info(index).value, "fold") }
    guard traits.contains(.multiplier) else { return false }
    if isHyphen(index + 1) || isHyphen(index - 1) { return false }
    let next = index + 1
    switch word(index) {
    case .twice, .thrice:
      guard word(next) == .as || word(next) == .the || isPossessive(next) else { return false }
    case .double, .triple:
      guard !token(index).flags.contains(.capital) || beginsSentence(index) || isTitleCase(around: index) else {
        return false
      }
      if word(next) == .down || word(next) == .check || opensCompoundName(next) { return false }
      // As a verb or before what is doubled; "double room" is neither.
      let verb =
        word(index - 1) == .to || word(index - 1) == .will || self.traits(index - 1).contains(.aim)
        || beginsSentence(index)
      guard
        verb || self.traits(next).contains(.determiner) || word(next) == .in || isPossessive(next)
          || isClosingMark(next) && word(index - 1) != .a
      else { return false }
    default:
      // "quarters and halves": the noun is plural and stands alone.
      if word(index) == .halves, !self.traits(next).contains(.determiner), !isPossessive(next) { return false }
      if word(next) == .as || word(next) == .down || text(next) == "back" || text(next) == "checked"
        || text(next) == "up"
      {
        return false
      }
    }
    return appendMultiplier(index, index, info(index).value, "doubling")
  }

  func isPossessive(_ index: Int) -> Bool {
    ["its", "their", "our", "his", "her", "your", "what", "that"].contains(text(index))
  }

  func opensCompoundName(_ index: Int) -> Bool {
    [
      "click", "sided", "entry", "standard", "standards", "edged", "blind", "bottom", "counting", "helix", "helical",
      "bed", "room",
    ].contains(text(index))
  }

  func isClosingMark(_ index: Int) -> Bool {
    index >= tokens.count || beginsSentence(index) || token(index).kind == .mark
  }

  mutating func appendMultiplier(_ first: Int, _ last: Int, _ value: Double, _ rule: String) -> Bool {
    var figure = Figure(.multiplier, first: first, last: last, rule: "multiplier: " + rule)
    figure.set(value)
    figure.unit = "x"
    figure.isWord = true
    figure.direction = value < 1 ? .decrease : .increase
    // "thinking about doubling" bounds nothing.
    if !text(last).hasSuffix("ing") { applyBound(&figure) }
    figures.append(figure)
    return true
  }

  // MARK: A length without a number

  /// "a week", "an hour", "a decade" where a length is meant: not "twice a week", "$5 a month", "a year ago".
  mutating func readWordDuration(at index: Int) -> Bool {
    guard word(index) == .a || word(index) == .an || word(index) == .one else { return false }
    var at = index + 1
    let isStressed = word(at) == .full || word(at) == .whole || text(at) == "single" || text(at) == "entire"
    if isStressed { at += 1 }
    // "one week" is an amount; "one full week" is only read here.
    if word(index) == .one, !isStressed { return false }
    let info = info(at)
    guard info.traits.contains(.timeUnit), !info.traits.contains(.shortUnit), info.unit >= 0, !isPlural(at),
      !beginsSentence(at)
    else { return false }
    switch word(at) {
    case .quarter, .second, .min: return false
    case .day:
      switch word(index - 1) {
      case .in, .within, .under, .than: break
      default: if !isStressed { return false }
      }
    default: break
    }
    if text(at) == "weekend" || text(at) == "weekday" || text(at) == "workday" || text(at) == "mo" || text(at) == "sec"
    {
      return false
    }
    let next = at + 1
    if word(next) == .ago || isHyphen(next) || token(at).flags.contains(.possessive) {
      return false
    }
    if word(next) == .earlier || word(next) == .before && isClosingMark(next + 1) { return false }
    let before = index - 1
    let isLength =
      index == 0 || isStressed || beginsSentence(index) && word(next) == .of || traits(before).contains(.takesA)
      || word(next) == .of && word(before) == .and
      || word(before) == .and && traits(next).contains(.stop)
    guard isLength, !isRate(before) else { return false }
    var figure = Figure(.duration, first: index, last: at, rule: "a unit of time as a length")
    figure.set(info.unitCount)
    figure.unit = QuantityUnit.specifications[Int(info.unit)].name
    figure.isWord = true
    if let bound = boundBefore(index, kind: .duration) {
      figure.set(info.unitCount, bound.comparator)
      figure.comparatorStart = bound.start
    }
    if let bound = boundAfter(at), figure.comparator == .equal {
      // "a year or more"
      figure.set(info.unitCount, bound.comparator)
      figure.end = bound.last
    }
    // "a week or two"
    if word(next) == .or, text(next + 1) == "two",
      traits(next + 2).contains(.stop) || token(next + 2).kind == .mark || beginsSentence(next + 2)
    {
      figure.last = next + 1
      figure.end = next + 1
      figure.comparator = .range
      figure.low = info.unitCount
      figure.high = info.unitCount * 2
    }
    // "and a half"
    if word(next) == .and, word(next + 1) == .a, word(next + 2) == .half {
      figure.last = next + 2
      figure.end = next + 2
      figure.set(info.unitCount * 1.5)
    }
    figures.append(figure)
    return true
  }

  /// The word before "a week" ends a figure or says how often: then it is a rate.
  func isRate(_ index: Int) -> Bool {
    if isNumber(index) || token(index).kind == .currencySign { return true }
    switch word(index) {
    case .once, .twice, .thrice, .times, .time: return true
    default: break
    }
    guard let last = figures.last else { return false }
    return last.end >= index - 2 && !beginsSentence(last.end + 1) && isPlural(index)
  }
}
