extension FigureParser {
  /// Reads a figure that begins with a number, its sign or its currency at `index`: an amount, a range, a ratio or a score.
  mutating func readQuantity(at index: Int) -> Bool {
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
  private func startWithSign(_ index: Int) -> Int {
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

  private func firstNumber(_ amount: Amount) -> Int {
    var at = amount.first
    while at < amount.last, !isNumber(at), !isWord(at) || currencyPrefix(at: at) != nil { at += 1 }
    return at
  }

  // MARK: Names

  /// Digits that are part of a name: after a hyphen or slash joined to a word, or before letters that are no unit.
  private func isNameNumber(_ at: Int, _ amount: Amount) -> Bool {
    guard isNumber(at) else { return isNameWord(amount) }
    if isJoined(at), at > 0, amount.currency == nil || amount.first == at {
      let mark = token(at - 1)
      if mark.kind == .mark, isJoined(at - 1) || mark.code == Mark.at {
        let isHyphen = CodePoint.isHyphen(mark.code)
        if isHyphen || mark.code == Mark.slash || mark.code == Mark.dot || mark.code == Mark.at || mark.code == 0x5C
          || mark.code == Mark.equals
        {
          if isWord(at - 2), !startsRangeWord(at - 2) { return true }
          if !isHyphen, mark.code != Mark.slash { return true }
        }
      }
      if mark.kind == .mark, mark.code == Mark.hash, isWord(at - 2),
        traits(at - 2).contains(.numbered) || text(at - 2) == "study"
      {
        return true
      }
    }
    let next = token(amount.last + 1)
    if amount.last + 1 < tokens.count, !next.spaced {
      // "24703L", "4th", "11a", "3M's": letters follow at once.
      if next.kind == .word, !isRangeLetter(amount.last + 1) { return true }
      if next.kind == .mark, next.code == Mark.at || next.code == 0x5C { return true }
      // "5-bit-X", "1.0-rc2"
      if next.kind == .mark, CodePoint.isHyphen(next.code), token(amount.last + 2).flags.contains(.mixed),
        isJoined(amount.last + 2)
      {
        return true
      }
      if next.kind == .mark, next.code == Mark.slash, isWord(amount.last + 2), isJoined(amount.last + 2), amount.isBare
      {
        return traits(amount.last + 2).isDisjoint(with: [.timeUnit, .periodAdverb])
      }
    }
    if token(amount.last).flags.contains(.possessive) { return true }
    return isModelName(at, amount)
  }

  private func isRangeLetter(_ index: Int) -> Bool { word(index) == .x || word(index) == .to }

  private func startsRangeWord(_ index: Int) -> Bool {
    switch word(index) {
    case .sub, .under, .over, .about, .around, .mid, .to, .and, .or, .per: true
    default: !traits(index).isDisjoint(with: [.small, .tens, .scale]) || isJoinedUnit(index)
    }
  }

  /// The unit of the first half of a range: `2h-3h`, `$2M-3M`, `10GB–20GB`.
  private func isJoinedUnit(_ index: Int) -> Bool {
    isNumber(index - 1) && !traits(index).isDisjoint(with: [.timeUnit, .dataUnit, .physicalUnit, .letterScale])
      || word(index) == .x && isNumber(index - 1)
  }

  /// Number words inside compounds that name no number: "one-stop", "two-way", "twelve-factor".
  private func isNameWord(_ amount: Amount) -> Bool {
    if isHyphen(amount.first - 1), isWord(amount.first - 2), !startsRangeWord(amount.first - 2) { return true }
    if token(amount.last).flags.contains(.possessive) { return true }
    return false
  }

  /// A bare number behind a capitalised word in running text is part of a name: "Windows 10", "Fortune 500", "Kubernetes 1.2".
  private func isModelName(_ at: Int, _ amount: Amount) -> Bool {
    let before = at - 1
    guard amount.unit == .none, amount.currency == nil, amount.scale == 1, amount.sign == 0, isWord(before),
      !beginsSentence(at)
    else { return false }
    let traits = traits(before)
    if traits.contains(.setName), token(before).flags.contains(.capital) || isMark(before - 1, 0x26) { return true }
    if isWord(before), text(before) == "p", isMark(before - 1, 0x26) { return true }
    guard token(before).flags.contains(.capital), !token(before).flags.contains(.possessive), !amount.hasPlus,
      amount.numeral?.hasGroups != true, !traits.contains(.month)
    else { return false }
    // "Industry 4.0", "Web 2.0": nobody counts in decimals.
    if (amount.numeral?.decimals ?? 0) > 0,
      traits.isDisjoint(with: [.stop, .statistic, .changeVerb, .increase, .decrease, .aim, .ratingNoun]),
      !isMark(amount.last + 1, Mark.slash), word(amount.last + 1) != .out
    {
      return true
    }
    if beginsSentence(before) || isMark(before - 1, Mark.colon) {
      // A first word is capitalised anyway: only what counts nothing is a name there.
      return countedNoun(after: amount.last) == nil && !traits.contains(.stop)
        && traits.isDisjoint(with: [.increase, .decrease, .aim])
        && boundBefore(amount.first, kind: .count) == nil && rangeConnector(after: amount.last) == nil && isWord(before)
        && !isNumberedOrKnown(before)
    }
    if traits.contains(.stop) || !traits.isDisjoint(with: [.increase, .decrease, .aim, .changeVerb, .statistic]) {
      return false
    }
    if boundBefore(amount.first, kind: .count) != nil { return false }
    // In a title every word is capitalised.
    if isTitleCase(around: at) { return countedNoun(after: amount.last) == nil }
    if (amount.numeral?.integerDigits ?? 0) >= 3, countedNoun(after: amount.last) != nil,
      (amount.numeral?.decimals ?? 0) == 0
    {
      return Self.isRound(amount.value)
    }
    return true
  }

  private static func isRound(_ value: Double?) -> Bool {
    guard let value else { return false }
    return value.truncatingRemainder(dividingBy: 5) == 0 && value <= 1000
  }

  private func isNumberedOrKnown(_ index: Int) -> Bool {
    token(index).code != 0 && !traits(index).isDisjoint(with: [.verb, .preposition])
  }

  /// Whether most words around are capitalised.
  func isTitleCase(around index: Int) -> Bool {
    var capital = 0
    var lower = 0
    for at in max(0, index - 6)..<min(tokens.count, index + 7) where isWord(at) && length(at) > 3 {
      if token(at).flags.contains(.capital) { capital += 1 } else { lower += 1 }
    }
    return capital > 1 && lower * 4 < capital
  }

  /// "Chapter 15", "Phase 1", "version 2", "Case Study 4", "pages 10-20".
  private func isNumberedName(_ amount: Amount) -> Bool {
    guard amount.isBare, amount.scale == 1, !amount.hasPlus, amount.sign == 0 else { return false }
    var before = amount.first - 1
    if isMark(before, Mark.dot), isJoined(before) { before -= 1 }
    if isMark(before, Mark.colon) { return false }
    guard isWord(before), traits(before).contains(.numbered), !beginsSentence(amount.first) else { return false }
    if word(before) == .number { return true }
    // "from the series 5 million": units were ruled out above; a counted noun behind a word number counts ("in case three servers").
    if !amount.isDigits { return token(before).flags.contains(.capital) || countedNoun(after: amount.last) == nil }
    return true
  }

  private func rangeEnd(after amount: Amount) -> Int? {
    guard let connector = rangeConnector(after: amount.last), let second = self.amount(at: connector.next),
      second.isBare
    else { return nil }
    return second.last
  }

  // MARK: Results

  /// A number too large for a double, or one whose digits cannot be read: marked, without a value.
  private mutating func appendBeyondRange(_ amount: Amount) -> Bool {
    guard amount.numeral?.isBeyondRange == true else { return false }
    var figure = Figure(
      kind(of: amount), first: amount.first, last: amount.last, rule: "value: beyond what can be represented")
    figure.isVague = true
    setUnit(&figure, amount)
    figures.append(figure)
    return true
  }

  private func kind(of amount: Amount) -> MetricKind {
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

  private func setUnit(_ figure: inout Figure, _ amount: Amount) {
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
    case .unit(let index, _): figure.unit = QuantityUnit.specifications[index].name
    }
  }

  private func value(of amount: Amount) -> Double? {
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
      figure.note("bound: " + bound.rule)
    }
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
  private func isDatelike(_ amount: Amount) -> Bool {
    let next = amount.last + 1
    if word(next) == .ago { return true }
    // "from one day to the next"
    if word(next) == .to, word(next + 1) == .the, word(next + 2) == .next { return true }
    // "last 5 years" is a window, "5 o'clock" no figure at all.
    return text(next) == "o" && token(next).end < token(next + 1).start
  }

  /// `+1 (512) 580-5821`, `(512) 580-5821`: where the telephone number ends.
  private func phoneEnd(_ amount: Amount) -> Int? {
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
  private func isLengthOfOne(_ amount: Amount) -> Bool {
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
  private func isFactor(_ amount: Amount) -> Bool {
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
      return !traits(amount.first - 1).isDisjoint(with: [.changeVerb, .increase, .decrease])
        || (word(amount.first - 1) == .by) || text(next).hasSuffix("er") && length(next) > 4
        || boundBefore(amount.first, kind: .multiplier) != nil
        || (amount.numeral?.decimals ?? 0) > 0 || isHyphen(amount.last + 1)
        || beginsSentence(next) && text(next - 2) != "several"
          && traits(amount.first - 1).contains(.aim)
    default: return true
    }
  }

  /// "3-4 times a day": how often.
  private mutating func appendTimes(_ amount: Amount) -> Bool {
    var figure = Figure(.count, first: amount.first, last: amount.last - 1, rule: "times as how often")
    figure.unit = "times"
    figure.end = amount.last
    let bound = boundBefore(amount.first, kind: .count)
    figure.set(value(of: amount), bound?.comparator ?? (amount.hasPlus ? .atLeast : .equal))
    figure.comparatorStart = bound?.start
    figures.append(figure)
    return true
  }

  // MARK: Ranges

  /// The mark or word that can join two amounts, and where the second begins.
  func rangeConnector(after last: Int) -> (next: Int, isDash: Bool)? {
    let at = last + 1
    guard at < tokens.count else { return nil }
    let token = tokens[at]
    if token.kind == .mark {
      if CodePoint.isDash(token.code) || token.code == Mark.tilde || token.code == 0x301C {
        var next = at + 1
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
  private mutating func rangePartner(of amount: inout Amount) -> Amount? {
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
    // Two figures of a change stay apart: "from 45 to 18 minutes".
    if !connector.isDash, !isOr, isChange(amount, second) { return nil }
    guard unify(&amount, &second) else { return nil }
    return second
  }

  /// Currency, magnitude and unit said once hold for both halves.
  private func unify(_ amount: inout Amount, _ second: inout Amount) -> Bool {
    guard let low = amount.value, let high = second.value else { return false }
    if amount.currency != nil, second.currency == nil, second.unit == .none { second.currency = amount.currency }
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
    if amount.unit != second.unit { return sameDimension(amount.unit, second.unit) }
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

  /// "90 seconds to 3 minutes" would need two units in one figure: read as two.
  private func sameDimension(_ first: AmountUnit, _ second: AmountUnit) -> Bool { false }

  private mutating func appendRange(_ amount: Amount, _ second: Amount) -> Bool {
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
  private func isChange(_ amount: Amount, _ second: Amount) -> Bool {
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
  private func fillElidedUnit(_ amount: inout Amount) {
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
