/// Numbers that are part of a name: models, versions, chapters, companies.
extension FigureParser {
  /// Digits that are part of a name: after a hyphen or slash joined to a word, or before letters that are no unit.
  func isNameNumber(_ at: Int, _ amount: Amount) -> Bool {
    guard isNumber(at) else { return isNameWord(amount) }
    // "第3章"
    if isJoined(at), isWord(at - 1), rawText(at - 1, at - 1).hasSuffix("第") { return true }
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
      if next.kind == .word, !isRangeLetter(amount.last + 1), !touchesUnspaced(amount.last + 1) { return true }
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
    if token(amount.last).flags.contains(.possessive), !isLengthOfWork(amount) { return true }
    return isModelName(at, amount)
  }

  /// "room 12B", "Form 10K", "seat 14K", "Terminal 2B": a letter behind a number that tells which of several things it is.
  ///
  /// - Parameter letter: the token of the letter, joined to its number.
  func namesPlace(_ letter: Int) -> Bool {
    let first = letter - 1
    let before = first - 1
    guard length(letter) == 1, isNumber(first), !token(letter).spaced, !isNumber(before) else { return false }
    if text(first) == "10", text(letter) == "k", Self.filings.contains(text(letter + 1)) { return true }
    guard isWord(before), token(first).spaced, !beginsSentence(first) else { return false }
    let traits = traits(before)
    if traits.contains(.numbered) || traits.contains(.designator) {
      // "Build 3M homes", "model 7B parameters": a verb, or what is counted.
      guard let noun = countedNoun(after: letter) else { return true }
      return !isKnownNoun(noun.head)
    }
    // A name in the middle of a sentence, and nothing is counted: "at Terminal 2B".
    return token(before).flags.contains(.capital) && !beginsSentence(before) && !token(before).flags.contains(.allCaps)
      && !isMark(before - 1, Mark.colon) && token(letter).flags.contains(.capital) && info(before).topics.isEmpty
      && traits.isDisjoint(with: [
        .stop, .preposition, .increase, .decrease, .aim, .changeVerb, .month, .statistic, .currencyWord, .currencyCode,
      ])
      && !isTitleCase(around: first) && countedNoun(after: letter) == nil && !isHyphen(letter + 1)
  }

  private func isKnownNoun(_ index: Int) -> Bool {
    token(index).code != 0 && (!info(index).topics.isEmpty || traits(index).contains(.pluralNoun))
      || Self.modelNouns.contains(text(index))
  }

  private static let filings: Set<String> = ["filing", "filings", "report", "reports", "form", "forms"]
  private static let modelNouns: Set<String> = [
    "parameters", "tokens", "params", "weights", "homes", "people", "views",
  ]

  func isRangeLetter(_ index: Int) -> Bool { word(index) == .x || word(index) == .to }

  func startsRangeWord(_ index: Int) -> Bool {
    switch word(index) {
    case .sub, .under, .over, .about, .around, .mid, .to, .and, .or, .per: true
    default: !traits(index).isDisjoint(with: [.small, .tens, .scale]) || isJoinedUnit(index)
    }
  }

  /// The unit of the first half of a range: `2h-3h`, `$2M-3M`, `10GB–20GB`.
  func isJoinedUnit(_ index: Int) -> Bool {
    isNumber(index - 1) && !traits(index).isDisjoint(with: [.timeUnit, .dataUnit, .physicalUnit, .letterScale])
      || word(index) == .x && isNumber(index - 1)
  }

  /// Number words inside compounds that name no number: "one-stop", "two-way", "twelve-factor".
  func isNameWord(_ amount: Amount) -> Bool {
    if isHyphen(amount.first - 1), isWord(amount.first - 2), !startsRangeWord(amount.first - 2) { return true }
    if token(amount.last).flags.contains(.possessive), !isLengthOfWork(amount) { return true }
    return false
  }

  /// "two days' work", "10 minutes' walk", "six weeks' notice": a genitive of time that tells how long.
  private func isLengthOfWork(_ amount: Amount) -> Bool {
    guard case .unit(let unit, _) = amount.unit, QuantityUnit.specifications[unit].dimension == .time else {
      return false
    }
    return isWord(amount.last + 1) && isLower(amount.last + 1)
      && (!traits(amount.last + 1).contains(.stop) || text(amount.last + 1) == "work")
  }

  /// A bare number behind a capitalised word in running text is part of a name: "Windows 10", "Fortune 500", "Kubernetes 1.2".
  func isModelName(_ at: Int, _ amount: Amount) -> Bool {
    let before = at - 1
    guard amount.unit == .none, amount.currency == nil, amount.scale == 1, amount.sign == 0, isWord(before),
      !beginsSentence(at)
    else { return false }
    let traits = traits(before)
    if scaleTop(after: amount) != nil { return false }
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

  static func isRound(_ value: Double?) -> Bool {
    guard let value else { return false }
    return value.truncatingRemainder(dividingBy: 5) == 0 && value <= 1000
  }

  func isNumberedOrKnown(_ index: Int) -> Bool {
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
  func isNumberedName(_ amount: Amount) -> Bool {
    guard amount.isBare, amount.scale == 1, !amount.hasPlus, amount.sign == 0 else { return false }
    var before = amount.first - 1
    if isMark(before, Mark.dot), isJoined(before) { before -= 1 }
    if isMark(before, Mark.colon) { return false }
    guard isWord(before), traits(before).contains(.numbered), !beginsSentence(amount.first) else { return false }
    if word(before) == .number { return true }
    // "Build 3-5 channel partnerships": a verb at the head of an item, not a build.
    if beginsSentence(before), Self.numberedVerbs.contains(text(before)),
      countedNoun(after: rangeEnd(after: amount) ?? amount.last) != nil
    {
      return false
    }
    // "from the series 5 million": units were ruled out above; a counted noun behind a word number counts ("in case three servers").
    if !amount.isDigits { return token(before).flags.contains(.capital) || countedNoun(after: amount.last) == nil }
    return true
  }

  /// Words before a number that name a thing by it, and are verbs too.
  private static let numberedVerbs: Set<String> = [
    "build", "building", "release", "form", "note", "question", "model", "commit", "track", "stage", "mark", "patch",
    "exercise",
    "exit", "schedule", "act",
  ]

  func rangeEnd(after amount: Amount) -> Int? {
    guard let connector = rangeConnector(after: amount.last), let second = self.amount(at: connector.next),
      second.isBare
    else { return nil }
    return second.last
  }
}
