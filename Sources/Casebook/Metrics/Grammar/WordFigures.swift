extension FigureParser {
  // MARK: Ranks

  /// `#1`, `No. 1`, "top 10", "third-largest", "ranked third", "number one".
  mutating func readRank(at index: Int) -> Bool {
    if isMark(index, Mark.hash) {
      guard isNumber(index + 1), isJoined(index + 1), !isJoined(index) || index == 0 || token(index - 1).kind == .mark
      else { return false }
      if isWord(index - 1), !beginsSentence(index),
        (1...4).contains(where: { traits(index - $0).contains(.numbered) }) || text(index - 1) == "study"
          || text(index - 1) == "idea"
      {
        skipTo = index + 1
        return false
      }
      guard let value = numeral(index + 1).value, value <= 1000, numeral(index + 1).decimals == 0,
        !isWord(index + 2) || !isJoined(index + 2),
        isTitleLike(index + 1) == false
      else {
        skipTo = index + 1
        return false
      }
      return appendRank(index, index + 1, value, "rank: number sign")
    }
    switch word(index) {
    case .no:
      guard isMark(index + 1, Mark.dot), isJoined(index + 1), isNumber(index + 2), let value = numeral(index + 2).value,
        value <= 1000,
        token(index).flags.contains(.capital) || token(index + 2).spaced
      else { return false }
      return appendRank(index, index + 2, value, "rank: No.")
    case .number where word(index + 1) == .one || isNumber(index + 1):
      let at = index + 1
      let hyphen = isHyphen(at) ? at + 1 : at
      guard let value = isNumber(hyphen) ? numeral(hyphen).value : info(hyphen).value, value <= 100,
        !isMark(hyphen + 1, Mark.colon)
      else { return false }
      guard
        traits(index - 1).contains(.determiner) || token(index - 1).flags.contains(.possessive)
          || isLower(index) && word(hyphen) == .one
      else { return false }
      return appendRank(index, hyphen, value, "rank: number one")
    case .top:
      let hyphen = isHyphen(index + 1)
      let at = hyphen ? index + 2 : index + 1
      guard isNumber(at) || traits(at).contains(.small) && info(at).value > 1,
        let value = isNumber(at) ? numeral(at).value : info(at).value, value <= 1000,
        !beginsSentence(at), !isMark(at + 1, Mark.percent), word(at + 1) != .percent,
        traits(at + 1).isDisjoint(with: [.scale, .timeUnit]),
        isJoined(at + 1) == false || token(at + 1).kind == .mark
      else { return false }
      return appendRank(index, at, value, "rank: top")
    default: break
    }
    guard traits(index).contains(.ordinal) else { return false }
    let value = info(index).value
    if isHyphen(index + 1), isSuperlative(index + 2) { return appendWordRank(index, index + 2, value) }
    if isSuperlative(index + 1), value > 1 { return appendWordRank(index, index + 1, value) }
    switch word(index - 1) {
    case .ranked, .ranks, .rank, .ranking: return appendWordRank(index, index, value)
    default: break
    }
    // "in the first place" ranks nothing.
    if word(index + 1) == .place, word(index - 1) != .the { return appendWordRank(index, index, value) }
    return false
  }

  /// "3rd largest", "ranked 5th".
  mutating func readNumeralOrdinal(at index: Int) -> Bool {
    let suffix = index + 1
    guard isNumber(index), isWord(suffix), isJoined(suffix), length(suffix) == 2,
      ["st", "nd", "rd", "th"].contains(text(suffix)),
      let value = numeral(index).value, value >= 1, value <= 1000
    else { return false }
    skipTo = suffix
    let next = isHyphen(suffix + 1) ? suffix + 2 : suffix + 1
    if isSuperlative(next) { return appendRank(index, next, value, "rank: ordinal") }
    switch word(index - 1) {
    case .ranked, .ranks, .rank, .ranking: return appendRank(index, suffix, value, "rank: ordinal")
    default: break
    }
    if word(next) == .place, word(index - 1) != .the { return appendRank(index, suffix, value, "rank: place") }
    return true
  }

  private func isTitleLike(_ index: Int) -> Bool {
    isMark(index + 1, Mark.colon) && traits(index - 2).contains(.numbered)
  }

  private func isSuperlative(_ index: Int) -> Bool {
    let word = text(index)
    if word == "most" || word == "best" || word == "worst" || word == "busiest" || word == "leading" { return true }
    return word.hasSuffix("est") && word.count > 5
      && !["latest", "interest", "request", "highest-less", "earnest", "modest", "honest", "closest", "invest"]
        .contains(word)
      && !word.hasSuffix("uest") && !word.hasSuffix("rest") && !word.hasSuffix("vest") && !word.hasSuffix("dest-")
      || [
        "largest", "highest", "lowest", "fastest", "poorest", "longest", "newest", "oldest", "safest", "strongest",
        "smallest",
      ].contains(word)
  }

  private mutating func appendRank(_ first: Int, _ last: Int, _ value: Double, _ rule: String) -> Bool {
    var figure = Figure(.rank, first: first, last: last, rule: rule)
    figure.set(value)
    figure.unit = "rank"
    figures.append(figure)
    return true
  }

  private mutating func appendWordRank(_ first: Int, _ last: Int, _ value: Double) -> Bool {
    let done = appendRank(first, last, value, "rank: ordinal")
    figures[figures.count - 1].isWord = true
    return done
  }

  // MARK: Amounts without a number

  /// "millions of users", "a few hundred", "several hours", "dozens", "petabytes", "triple-digit", "from months to weeks".
  mutating func readVague(at index: Int) -> Bool {
    if word(index) == .from { return readVagueChange(index) }
    if word(index) == .double || word(index) == .triple || word(index) == .single, isHyphen(index + 1),
      word(index + 2) == .digit || word(index + 2) == .digits
    {
      var figure = Figure(
        word(index + 3) == .percent ? .percent : .count, first: index, last: index + 2, rule: "vague: digits")
      figure.kind = .percent
      figure.unit = "%"
      figure.magnitude = word(index) == .double ? 10 : word(index) == .triple ? 100 : 1
      figure.isVague = true
      figures.append(figure)
      return true
    }
    if traits(index).contains(.dataUnit), !traits(index).contains(.shortUnit), isPlural(index), word(index + 1) == .of {
      let unit = Int(info(index).unit)
      guard unit >= 0, !isNumber(index - 1) else { return false }
      var figure = Figure(.dataSize, first: index, last: index, rule: "vague: data")
      figure.unit = QuantityUnit.specifications[unit].name
      figure.magnitude = QuantityUnit.specifications[unit].factor
      figure.isVague = true
      figures.append(figure)
      return true
    }
    return readVagueScale(index)
  }

  private mutating func readVagueScale(_ index: Int) -> Bool {
    var at = index
    var magnitude = 1.0
    var vague = false
    // "a few hundred", "several thousand", "a couple of million", "many millions"
    if word(at) == .a, word(at + 1) == .few || word(at + 1) == .couple {
      at += 2
      vague = true
      if word(at) == .of { at += 1 }
    } else if traits(at).contains(.vagueCount) && text(at) != "few" || word(at) == .many && false {
      at += 1
      vague = true
    }
    let isPlain = !vague
    let head = at
    if isPlain {
      guard traits(at).contains(.vagueScale) else { return false }
      magnitude = info(at).value
      at += 1
      // "hundreds of millions", "tens of thousands"
      while word(at) == .of, traits(at + 1).contains(.vagueScale) {
        magnitude *= info(at + 1).value
        at += 2
      }
      if traits(head).contains(.vagueScale), text(head) == "scores" || text(head) == "tens", at == head + 1 {
        return false
      }
    } else {
      guard !traits(at).isDisjoint(with: [.hundred, .scale, .dozen]), length(at) > 2 else {
        return readVagueTime(index, at)
      }
      while !traits(at).isDisjoint(with: [.hundred, .scale, .dozen]), length(at) > 2 {
        magnitude *= info(at).value
        at += 1
      }
    }
    if beginsSentence(index + 1), at > index + 1 { return false }
    var figure = Figure(.count, first: index, last: at - 1, rule: "vague: magnitude only")
    figure.isVague = true
    figure.magnitude = magnitude
    // "of dollars", "dollars"
    let noun = word(at) == .of ? at + 1 : at
    if let (code, last) = currencyWords(at: noun, amount: nil) {
      figure.kind = .currency
      figure.currency = code
      figure.unit = code
      figure.last = last
      figure.end = last
    } else if traits(noun).contains(.timeUnit), isPlural(noun), info(noun).unit >= 0 {
      figure.kind = .duration
      figure.unit = QuantityUnit.specifications[Int(info(noun).unit)].name
      figure.last = noun
      figure.end = noun
    } else if let counted = countedNoun(after: noun - 1) {
      figure.noun = counted.first..<(counted.head + 1)
      figure.unit = text(counted.head)
      if text(counted.head) == "times" { return false }
    } else if isPlain, !(word(at) == .of) {
      guard traits(index - 1).contains(.preposition) || at >= tokens.count else { return false }
    }
    figures.append(figure)
    return true
  }

  /// "several hours", "a few weeks"; not "a few years ago".
  private mutating func readVagueTime(_ first: Int, _ at: Int) -> Bool {
    guard traits(at).contains(.timeUnit), isPlural(at), !traits(at).contains(.shortUnit), info(at).unit >= 0 else {
      return false
    }
    if word(at + 1) == .ago || word(at + 1) == .back || word(first - 1) == .last || word(first - 1) == .past
      || text(first - 1) == "recent"
    {
      return false
    }
    var figure = Figure(.duration, first: first, last: at, rule: "vague: time")
    figure.isVague = true
    figure.unit = QuantityUnit.specifications[Int(info(at).unit)].name
    figures.append(figure)
    return true
  }

  /// "from months to weeks", "from days to a few hours".
  private mutating func readVagueChange(_ index: Int) -> Bool {
    let first = index + 1
    guard traits(first).contains(.timeUnit), isPlural(first), word(first + 1) == .to, info(first).unit >= 0 else {
      return false
    }
    var at = first + 2
    if word(at) == .a, word(at + 1) == .few { at += 2 } else if word(at) == .just || word(at) == .only { at += 1 }
    guard traits(at).contains(.timeUnit), isPlural(at), info(at).unit >= 0 else { return false }
    let before = QuantityUnit.specifications[Int(info(first).unit)]
    let after = QuantityUnit.specifications[Int(info(at).unit)]
    var figure = Figure(.change, first: index, last: at, rule: "vague: change of time")
    figure.isVague = true
    figure.unit = before.name + "->" + after.name
    figure.direction = after.factor < before.factor ? .decrease : .increase
    figures.append(figure)
    return true
  }

  // MARK: Multipliers in words

  /// "doubled", "tripling", "tenfold", "twice as fast"; not "double-check" or "doubles as".
  mutating func readMultiplier(at index: Int) -> Bool {
    let traits = traits(index)
    if traits.contains(.fold) { return appendMultiplier(index, index, info(index).value, "fold") }
    guard traits.contains(.multiplier) else { return false }
    if isHyphen(index + 1) || isHyphen(index - 1) { return false }
    let next = index + 1
    switch word(index) {
    case .twice, .thrice:
      guard word(next) == .as || word(next) == .the || traits_isPossessive(next) else { return false }
    case .double, .triple:
      guard !token(index).flags.contains(.capital) || beginsSentence(index) || isTitleCase(around: index) else {
        return false
      }
      if word(next) == .down || word(next) == .check || traits_opensName(next) { return false }
      // As a verb or before what is doubled; "double room" is neither.
      let verb =
        word(index - 1) == .to || word(index - 1) == .will || self.traits(index - 1).contains(.aim)
        || beginsSentence(index)
      guard
        verb || self.traits(next).contains(.determiner) || word(next) == .in || traits_isPossessive(next)
          || isClosingMark(next) && word(index - 1) != .a
      else { return false }
    default:
      if word(next) == .as || word(next) == .down || text(next) == "back" || text(next) == "checked"
        || text(next) == "up"
      {
        return false
      }
    }
    return appendMultiplier(index, index, info(index).value, "doubling")
  }

  private func traits_isPossessive(_ index: Int) -> Bool {
    ["its", "their", "our", "his", "her", "your", "what", "that"].contains(text(index))
  }

  private func traits_opensName(_ index: Int) -> Bool {
    [
      "click", "sided", "entry", "standard", "standards", "edged", "blind", "bottom", "counting", "helix", "helical",
      "bed", "room",
    ].contains(text(index))
  }

  private func isClosingMark(_ index: Int) -> Bool {
    index >= tokens.count || beginsSentence(index) || token(index).kind == .mark
  }

  private mutating func appendMultiplier(_ first: Int, _ last: Int, _ value: Double, _ rule: String) -> Bool {
    var figure = Figure(.multiplier, first: first, last: last, rule: "multiplier: " + rule)
    figure.set(value)
    figure.unit = "x"
    figure.isWord = true
    figure.direction = .increase
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
      default: return false
      }
    default: break
    }
    if text(at) == "weekend" || text(at) == "weekday" || text(at) == "workday" || text(at) == "mo" || text(at) == "sec"
      || text(at) == "century" && false
    {
      return false
    }
    let next = at + 1
    if word(next) == .ago || isHyphen(next) || word(next) == .on && false || token(at).flags.contains(.possessive) {
      return false
    }
    if text(next) == "earlier" { return false }
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
  private func isRate(_ index: Int) -> Bool {
    if isNumber(index) || token(index).kind == .currencySign { return true }
    switch word(index) {
    case .once, .twice, .thrice, .times, .time: return true
    default: break
    }
    guard let last = figures.last else { return false }
    return last.end >= index - 2 && !beginsSentence(last.end + 1) && isPlural(index)
  }
}
