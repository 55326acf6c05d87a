extension FigureParser {
  /// Reads a figure that begins with a number, its sign or its currency at `index`: an amount, a range, a ratio or a score.
  mutating func readQuantity(at index: Int) -> Bool {
    if let negative = accountingNegative(at: index) {
      guard append(negative) else { return false }
      // What stands below zero is a state, not a fall.
      figures[figures.count - 1].direction = nil
      figures[figures.count - 1].isSigned = false
      figures[figures.count - 1].note("negative in brackets")
      return true
    }
    let start = startWithSign(index)
    guard var amount = amount(at: start) ?? (start == index ? nil : amount(at: index)) else { return false }
    let digitToken = firstNumber(amount)
    if isNameNumber(digitToken, amount) {
      skipTo = max(skipTo, amount.last)
      return false
    }
    if amount.numeral?.isDotted == true {
      skipTo = amount.last
      return false
    }
    if readRatio(amount) { return true }
    defer { if figures.last?.first != amount.first, !amount.isDigits { skipTo = max(skipTo, amount.last) } }
    if isNumberedName(amount) {
      skipTo = max(skipTo, rangeEnd(after: amount) ?? amount.last)
      return false
    }
    guard amount.value != nil else { return appendBeyondRange(amount) }
    if let second = rangePartner(of: &amount) {
      return appendRange(amount, second)
    }
    fillElidedUnit(&amount)
    return append(amount)
  }

  /// The sign before a number, when it is one: not a hyphen of a word or a dash of a range.
  func startWithSign(_ index: Int) -> Int {
    if word(index - 1) == .minus || word(index - 1) == .negative, !beginsSentence(index) { return index - 1 }
    guard let mark = signMark(index - 1), isJoined(index) || mark == Mark.plusMinus else { return index }
    let before = index - 2
    if mark == Mark.hyphen || mark == Mark.minus || mark == Mark.plus {
      guard
        before < 0 || token(index - 1).spaced || isMark(before, Mark.open) || isMark(before, Mark.pipe)
          || isMark(before, Mark.less)
      else { return index }
      // "5 -10" is a range.
      if mark != Mark.plus, isNumber(before) { return index }
    }
    return index - 1
  }

  func firstNumber(_ amount: Amount) -> Int {
    var at = amount.first
    while at < amount.last, !isNumber(at), !isWord(at) || currencyPrefix(at: at) != nil { at += 1 }
    return at
  }

  /// A number too large for a double, or one whose digits cannot be read: marked, without a value.
  mutating func appendBeyondRange(_ amount: Amount) -> Bool {
    guard amount.numeral?.isBeyondRange == true else { return false }
    var figure = Figure(
      kind(of: amount), first: amount.first, last: amount.last, rule: "value: beyond what can be represented")
    figure.isVague = true
    setUnit(&figure, amount)
    figures.append(figure)
    return true
  }

  func kind(of amount: Amount) -> MetricKind {
    if amount.currency != nil { return .currency }
    switch amount.unit {
    case .none: return .count
    case .percent: return .percent
    case .points, .basisPoints: return .percentPoints
    case .times: return .multiplier
    case .unit(let index, _):
      switch QuantityUnit.specifications[index].dimension {
      case .time: return .duration
      case .data, .dataRate: return .dataSize
      default: return .count
      }
    }
  }

  func setUnit(_ figure: inout Figure, _ amount: Amount) {
    if let currency = amount.currency {
      figure.currency = currency
      figure.unit = currency
      return
    }
    switch amount.unit {
    case .none: break
    case .percent: figure.unit = "%"
    case .points: figure.unit = "pp"
    case .basisPoints: figure.unit = "bp"
    case .times: figure.unit = "x"
    case .unit(let index, _): figure.unit = QuantityUnit.specifications[index].name + amount.unitTail
    }
  }

  func value(of amount: Amount) -> Double? {
    guard var value = amount.value else { return nil }
    if case .unit(_, let count) = amount.unit { value *= count }
    return amount.sign == Mark.hyphen || amount.sign == Mark.minus ? -value : value
  }

  /// Adds the figure of one amount; false when it is none.
  mutating func append(_ amount: Amount) -> Bool {
    var amount = amount
    if amount.unit == .times, !isFactor(amount) {
      return appendTimes(amount)
    }
    if amount.ambiguousM, amount.scale == 1e6, amount.currency == nil {
      // `1.8m`: metres unless people or things are counted.
      let next = amount.last + 1
      let counts =
        countedNoun(after: amount.last) != nil || token(next).flags.contains(.capital) && !beginsSentence(next)
      if !counts, amount.last == amount.first + 1, !amount.hasPlus {
        amount.value = amount.value.map { $0 / 1e6 }
        amount.scale = 1
        if let index = QuantityUnit.specifications.firstIndex(where: { $0.name == "m" }) {
          amount.unit = .unit(index, count: 1)
        }
      }
    }
    if isRace(amount) {
      skipTo = max(skipTo, amount.last)
      return false
    }
    let kind = kind(of: amount)
    if amount.numeral?.isAmbiguous == true, kind == .count || kind == .currency, amount.scale == 1,
      let value = amount.value, value == value.rounded()
    {
      // "1.000 lights": three zeros say nothing as decimals.
      amount.value = value * 1000
      amount.numeral?.isAmbiguous = false
      amount.numeral?.hasGroups = true
      amount.numeral?.decimals = 0
      amount.isThousandsByZeros = true
    }
    if kind == .duration, isDatelike(amount) {
      skipTo = max(skipTo, amount.last)
      return false
    }
    if let end = phoneEnd(amount) {
      skipTo = max(skipTo, end)
      return false
    }
    var figure = Figure(kind, first: amount.first, last: amount.last, rule: "amount")
    setUnit(&figure, amount)
    var comparator = Comparator.equal
    if amount.hasPlus {
      comparator = .atLeast
      figure.note("plus sign")
    }
    if let bound = boundBefore(amount.first, kind: kind) {
      comparator = amount.hasPlus && bound.comparator == .moreThan ? .atLeast : bound.comparator
      figure.comparatorStart = bound.start
      figure.note("bound: " + bound.rule)
    }
    if let bound = boundAfter(amount.last) {
      if comparator == .equal || comparator == .about && bound.comparator != .about { comparator = bound.comparator }
      figure.end = bound.last
      // "50-plus" is 50+ written out.
      if bound.rule == "-plus" { figure.last = bound.last }
      figure.note("bound: " + bound.rule)
    }
    figure.isScaled = amount.scale != 1
    let value = value(of: amount)
    if amount.sign == Mark.plusMinus, let value {
      figure.comparator = .range
      figure.low = -value
      figure.high = value
      figure.isSigned = true
    } else {
      figure.set(value, comparator)
      figure.isSigned = amount.sign != 0
      if amount.sign == Mark.plus { figure.direction = .increase }
      if amount.sign == Mark.hyphen || amount.sign == Mark.minus { figure.direction = .decrease }
    }
    if amount.isThousandsByZeros { figure.note("ambiguous: one dot before three zeros, read as thousands") }
    if amount.numeral?.isAmbiguous == true { figure.note("ambiguous: one dot before three digits, read as decimal") }
    guard amount.isBare else {
      if kind == .duration, !amount.isDigits, amount.value == 1, !isLengthOfOne(amount) { return false }
      figures.append(figure)
      return true
    }
    return appendCount(figure, amount)
  }

  /// Times that are no lengths: "four years ago", "30 years old" stays an age.
  func isDatelike(_ amount: Amount) -> Bool {
    let next = amount.last + 1
    if word(next) == .ago { return true }
    if isTimeApart(amount, next) { return true }
    // "from one day to the next"
    if word(next) == .to, word(next + 1) == .the, word(next + 2) == .next { return true }
    // "last 5 years" is a window, "5 o'clock" no figure at all.
    return text(next) == "o" && token(next).end < token(next + 1).start
  }

  /// "from 631,000 two years earlier", "Two years later, …": a point in time, told from another. What is done "two weeks
  /// earlier than planned" is a length.
  private func isTimeApart(_ amount: Amount, _ next: Int) -> Bool {
    guard word(next) == .earlier || word(next) == .later || word(next) == .previously, word(next + 1) != .than,
      !amount.isHyphenated
    else { return false }
    if beginsSentence(amount.first) || isMark(amount.first - 1, Mark.comma) { return true }
    if isNumber(amount.first - 1) || traits(amount.first - 1).contains(.preposition) { return true }
    guard let last = figures.last else { return false }
    return max(last.end, last.noun.upperBound - 1) == amount.first - 1
  }

  /// `+1 (512) 580-5821`, `(512) 580-5821`: where the telephone number ends.
  func phoneEnd(_ amount: Amount) -> Int? {
    guard amount.isBare, amount.isDigits, amount.scale == 1 else { return nil }
    var at = amount.last + 1
    if amount.sign == Mark.plus, isNumber(at), token(at).spaced {
      // "+44 20 7946 0958"
      while isNumber(at + 1), token(at + 1).spaced { at += 1 }
      return at
    }
    if amount.sign == Mark.plus, isMark(at, Mark.open), isNumber(at + 1), isMark(at + 2, Mark.close) {
      at += 3
    } else if isMark(amount.first - 1, Mark.open), isMark(at, Mark.close), amount.numeral?.integerDigits == 3 {
      at += 1
    } else {
      return nil
    }
    guard isNumber(at) else { return nil }
    while token(at + 1).kind == .mark, isNumber(at + 2), isJoined(at + 1) { at += 2 }
    return numeral(at).integerDigits >= 3 ? at : nil
  }

  /// "one week", "one full week" are lengths; "one second", "one day we", "one minute" as idioms are not.
  func isLengthOfOne(_ amount: Amount) -> Bool {
    guard !isHyphen(amount.first - 1) else { return false }
    let next = amount.last + 1
    // "one day" mostly means some day.
    if word(amount.last) == .day, !amount.isHyphenated {
      return traits(amount.first - 1).contains(.takesA) || word(next) == .of
        || boundBefore(amount.first, kind: .duration) != nil
    }
    return word(amount.last) != .time
  }

  /// Whether "times" makes a factor: "3.5 times the volume", "five times faster"; not "3 times a day".
  func isFactor(_ amount: Amount) -> Bool {
    if traits(amount.last).contains(.fold) { return true }
    switch word(amount.last) {
    case .x where word(amount.last + 1) == .per || word(amount.last + 1) == .a: return false
    case .times:
      let next = amount.last + 1
      if isMark(amount.first - 1, 0x3D) { return true }
      switch word(next) {
      case .per, .a, .an, .each, .every, .already: return false
      default: break
      }
      if word(next) == .the || !traits(next).isDisjoint(with: [.comparative]) || traits(next).contains(.increase) {
        return true
      }
      if traits(next).contains(.periodAdverb) { return false }
      // "14 times earnings"
      if !info(next).topics.isDisjoint(with: [.revenue, .cost, .margin, .valuation, .saving])
        || text(next) == "earnings"
      {
        return true
      }
      return !traits(amount.first - 1).isDisjoint(with: [.changeVerb, .increase, .decrease])
        || (word(amount.first - 1) == .by) || text(next).hasSuffix("er") && length(next) > 4
        || (amount.numeral?.decimals ?? 0) > 0 || isHyphen(amount.last + 1)
        || beginsSentence(next) && text(next - 2) != "several"
          && traits(amount.first - 1).contains(.aim)
    default: return true
    }
  }

  /// "3-4 times a day": how often.
  mutating func appendTimes(_ amount: Amount) -> Bool {
    var figure = Figure(.count, first: amount.first, last: amount.last - 1, rule: "times as how often")
    figure.unit = "times"
    figure.end = amount.last
    let bound = boundBefore(amount.first, kind: .count)
    figure.set(value(of: amount), bound?.comparator ?? (amount.hasPlus ? .atLeast : .equal))
    figure.comparatorStart = bound?.start
    figures.append(figure)
    return true
  }
}
