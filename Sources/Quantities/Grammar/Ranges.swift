/// Two amounts that are one figure, and those that tell of a change and stay two.
extension FigureParser {
  /// The mark or word that can join two amounts, and where the second begins.
  func rangeConnector(after last: Int) -> (next: Int, isDash: Bool)? {
    let at = last + 1
    guard at < tokens.count else { return nil }
    let token = tokens[at]
    if token.kind == .mark {
      if CodePoint.isDash(token.code) || token.code == Mark.tilde || token.code == 0x301C {
        var next = at + 1
        // "two- to threefold", "10- to 20-year"
        if CodePoint.isHyphen(token.code), isJoined(at), !isJoined(next), word(next) == .to { return (next + 1, false) }
        // `--`
        if isMark(next, token.code), isJoined(next) { next += 1 }
        // Spaces on one side only belong to a sign or a dash of the sentence.
        guard isJoined(at) == isJoined(next) || isJoined(next) == false && isJoined(at) && isNumber(next) else {
          return nil
        }
        if token.code == Mark.emDash, !isJoined(at) || !isJoined(next) { return nil }
        return (next, true)
      }
      if token.code == Mark.slash { return nil }
      return nil
    }
    switch word(at) {
    case .to, .through: return (at + 1, false)
    default: return nil
    }
  }

  /// The second half of a range, with what the halves share filled in; nil when there is none.
  mutating func rangePartner(of amount: inout Amount) -> Amount? {
    let isBetween =
      word(amount.first - 1) == .between
      || (word(amount.first - 2) == .between && traits(amount.first - 1).contains(.stop))
    var connector = rangeConnector(after: amount.last)
    var isOr = false
    if connector == nil {
      if isBetween, word(amount.last + 1) == .and { connector = (amount.last + 2, false) }
      if word(amount.last + 1) == .or, amount.isBare || !amount.isDigits {
        connector = (amount.last + 2, false)
        isOr = true
      }
    }
    guard let connector, !amount.isHyphenated || connector.isDash else { return nil }
    var next = connector.next
    if !connector.isDash {
      switch word(next) {
      case .about, .around, .roughly, .approximately, .nearly, .almost: next += 1
      default: break
      }
      if word(next) == .up || word(next) == .more { return nil }
    }
    guard var second = self.amount(at: next), second.value != nil, let low = amount.value, let high = second.value
    else { return nil }
    if second.sign != 0, second.sign != Mark.minus && second.sign != Mark.hyphen || connector.isDash { return nil }
    if second.numeral?.isDotted == true { return nil }
    if isOr {
      // "two or three weeks"
      guard high > low, high <= low * 2 + 1, amount.isBare, low <= 100 else { return nil }
    }
    if connector.isDash, !isJoined(amount.last + 1),
      !(amount.isBare && amount.isDigits && second.isDigits && high > low) && amount.unit != second.unit
    {
      return nil
    }
    // "beat them 3-1" tells a result.
    if connector.isDash, amount.isBare, second.isBare, amount.scale == 1, second.scale == 1, low <= 200, high <= 200,
      low > high || isContest(amount.first),
      countedNoun(after: second.last) == nil || low > high && !isJoined(amount.last + 1)
    {
      skipTo = max(skipTo, second.last)
      return nil
    }
    // Two figures of a change stay apart: "from 45 to 18 minutes".
    if !connector.isDash, !isOr, isChange(amount, second) { return nil }
    guard unify(&amount, &second) else { return nil }
    return second
  }

  /// Currency, magnitude and unit said once hold for both halves.
  func unify(_ amount: inout Amount, _ second: inout Amount) -> Bool {
    guard let low = amount.value, let high = second.value else { return false }
    if amount.currency != nil, second.currency == nil, second.unit == .none {
      // "paid $2.1 billion to 22 women": who gets it.
      if second.scale == 1, amount.scale > 1 || high < low, countedNoun(after: second.last) != nil { return false }
      second.currency = amount.currency
    }
    if second.currency != nil, amount.currency == nil, amount.unit == .none { amount.currency = second.currency }
    guard amount.currency == second.currency else { return false }
    if amount.unit == .none, second.unit != .none {
      amount.unit = second.unit
    } else if second.unit == .none, amount.unit != .none {
      // "20% - 30": only where the second is bare.
      guard amount.unit == .percent || amount.currency != nil, second.scale == 1, countedNoun(after: second.last) == nil
      else { return false }
      second.unit = amount.unit
    }
    if amount.unit != second.unit { return false }
    if amount.scale == 1, second.scale > 1, low < high / second.scale * 1000, low < 1000 {
      // "$2-3 billion", "500-1000K"
      let shared = scaled(low, second.scale)
      if shared <= high || low <= high / second.scale {
        amount.value = shared
        amount.scale = second.scale
        amount.numeral?.isAmbiguous = false
      }
    }
    return true
  }

  mutating func appendRange(_ amount: Amount, _ second: Amount) -> Bool {
    var amount = amount
    var second = second
    guard let low = value(of: amount), let high = value(of: second) else { return append(amount) }
    if amount.ambiguousM || second.ambiguousM { amount.ambiguousM = false }
    var joined = second
    joined.first = amount.first
    joined.value = second.value
    if second.unit == .times, !isFactor(joined) {
      var figure = Figure(.count, first: amount.first, last: second.last - 1, rule: "range of times")
      figure.unit = "times"
      figure.end = second.last
      figure.comparator = .range
      figure.low = min(low, high)
      figure.high = max(low, high)
      figures.append(figure)
      return true
    }
    second.isHyphenated = second.isHyphenated || amount.isHyphenated
    let kind = kind(of: second)
    if kind == .duration, isDatelike(second) {
      skipTo = max(skipTo, second.last)
      return false
    }
    var figure = Figure(kind, first: amount.first, last: second.last, rule: "range")
    setUnit(&figure, second)
    figure.isScaled = second.scale != 1
    figure.comparator = .range
    figure.low = min(low, high)
    figure.high = max(low, high)
    if second.hasPlus {
      figure.comparator = .atLeast
      figure.high = nil
    }
    if let bound = boundBefore(amount.first, kind: kind) { figure.comparatorStart = bound.start }
    if word(amount.first - 1) == .between || word(amount.first - 1) == .from {
      figure.comparatorStart = amount.first - 1
    }
    if let bound = boundAfter(second.last) { figure.end = bound.last }
    guard second.isBare else {
      figures.append(figure)
      return true
    }
    // "a 1-5 scale" defines a scale.
    if word(second.last + 1) == .scale || text(second.last + 1) == "rating" {
      skipTo = second.last
      return false
    }
    return appendCount(figure, second)
  }

  // MARK: Changes

  /// Whether "A to B" tells of a change, which makes two figures, not of a span, which makes one.
  func isChange(_ amount: Amount, _ second: Amount) -> Bool {
    var before = amount.first - 1
    if word(before) == .every || traits(before).contains(.determiner) || word(before) == .about
      || word(before) == .around
      || word(before) == .nearly || word(before) == .over || word(before) == .roughly
    {
      before -= 1
    }
    guard word(before) == .from else {
      // "grew by 1.2 million to 67.3 million"
      if word(before) == .by, traits(before - 1).contains(.changeVerb) { return true }
      // "grew 5% to 20%"
      let verb = traits(amount.first - 1)
      return verb.contains(.changeVerb) && !verb.contains(.spanVerb)
    }
    // "lifted to $18bn from $17bn to $17.5bn": the change is to the figure before, the rest is a span.
    if let last = figures.last, last.end == before - 1, word((last.comparatorStart ?? last.first) - 1) == .to {
      return false
    }
    var at = before - 1
    let stop = max(0, before - 6)
    while at >= stop, !beginsSentence(at + 1) {
      let traits = traits(at)
      if traits.contains(.spanVerb) || text(at) == "anywhere" { return false }
      if traits.contains(.changeVerb) || traits.contains(.increase) || traits.contains(.decrease) { return true }
      at -= 1
    }
    return true
  }

  /// "from 45 to 18 minutes": the first amount takes the unit of the second.
  func fillElidedUnit(_ amount: inout Amount) {
    guard amount.isBare || amount.scale == 1, word(amount.last + 1) == .to,
      var second = self.amount(at: amount.last + 2)
    else { return }
    guard isChange(amount, second) else { return }
    guard let low = amount.value else { return }
    if amount.isBare, second.unit != .none {
      amount.unit = second.unit
    } else if amount.unit == .none, amount.currency != nil || second.currency == nil, second.scale > 1,
      amount.scale == 1, low < 1000,
      amount.currency == second.currency || second.currency == nil
    {
      second.currency = amount.currency
      amount.value = scaled(low, second.scale)
      amount.scale = second.scale
    }
  }
}
