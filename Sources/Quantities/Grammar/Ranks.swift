/// Places in an order.
extension FigureParser {
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
        !isWord(index + 2) || !isJoined(index + 2)
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
    case .number where isLower(index) && traits(index + 1).contains(.small) && isPlaceOfRank(index + 2):
      return appendRank(index, index + 1, info(index + 1).value, "rank: number in words")
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

  /// What follows a rank said as "number three": where it holds, or the end.
  private func isPlaceOfRank(_ index: Int) -> Bool {
    switch word(index) {
    case .in: return true
    default: return ["worldwide", "globally", "nationally", "behind", "among"].contains(text(index))
    }
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

  func isSuperlative(_ index: Int) -> Bool {
    let word = text(index)
    if word == "most" || word == "best" || word == "worst" || word == "busiest" || word == "leading" { return true }
    return word.hasSuffix("est") && word.count > 5
      && !["latest", "interest", "request", "earnest", "modest", "honest", "closest", "invest"]
        .contains(word)
      && !word.hasSuffix("uest") && !word.hasSuffix("rest") && !word.hasSuffix("vest")
      || [
        "largest", "highest", "lowest", "fastest", "poorest", "longest", "newest", "oldest", "safest", "strongest",
        "smallest",
      ].contains(word)
  }

  mutating func appendRank(_ first: Int, _ last: Int, _ value: Double, _ rule: String) -> Bool {
    var figure = Figure(.rank, first: first, last: last, rule: rule)
    figure.set(value)
    figure.unit = "rank"
    figures.append(figure)
    return true
  }

  mutating func appendWordRank(_ first: Int, _ last: Int, _ value: Double) -> Bool {
    let done = appendRank(first, last, value, "rank: ordinal")
    figures[figures.count - 1].isWord = true
    return done
  }
}
