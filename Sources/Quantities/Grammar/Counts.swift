internal import Words

extension FigureParser {
  /// A counted noun phrase behind a number.
  struct CountedNoun {
    /// The noun that is counted, and the phrase from the first word behind the number.
    var head: Int
    var first: Int
  }

  /// The noun a number at `last` counts: the first plural within a few words, past adjectives and compounds.
  func countedNoun(after last: Int) -> CountedNoun? {
    var at = last + 1
    if isHyphen(at), isWord(at + 1) {
      // "35-person team", "300-strong corps"
      return traits(at + 1).contains(.hyphenNoun) || word(at + 1) == .star
        ? CountedNoun(head: at + 1, first: at + 1) : nil
    }
    if word(at) == .or, word(at + 1) == .so { at += 2 } else if word(at) == .or, word(at + 1) == .more { at += 2 }
    if word(at) == .of {
      // "12 of the 15", "hundreds of": the noun follows.
      at += 1
      let owner = text(at)
      if traits(at).contains(.determiner) { at += 1 }
      // "36 of its 420 shops"
      if Self.possessives.contains(owner), isNumber(at) { at += 1 }
    }
    let first = at
    var steps = 0
    var crossedAnd = false
    while steps < 8, at < tokens.count, !beginsSentence(at) {
      steps += 1
      let token = tokens[at]
      if token.kind == .mark {
        // Compounds and "AI/ML"; "and" inside a list of adjectives is a stop.
        if isHyphen(at) || (token.code == Mark.slash && isJoined(at) && isJoined(at + 1)) {
          at += 1
          continue
        }
        // "large, complex systems": a comma between adjectives is too rare to follow.
        return nil
      }
      guard token.kind == .word else { return nil }
      let traits = traits(at)
      if isPlural(at) {
        var head = at
        while isPlural(head + 1),
          isCompoundPlural(head) || self.token(head).flags.contains(.capital) && isLower(head + 1),
          !beginsSentence(head + 1)
        {
          head += 1
        }
        return CountedNoun(head: head, first: first)
      }
      if traits.contains(.mass), at == first { return CountedNoun(head: at, first: first) }
      if word(at) == .and, !crossedAnd, at > first, length(at - 1) > 2, isWord(at + 1) {
        // "15 detailed partnership and ecosystem cases"
        crossedAnd = true
      } else if traits.contains(.stop), !(word(at) == .more && at == first),
        word(at) != .use || !text(at + 1).hasPrefix("case")
      {
        return nil
      }
      at += 1
    }
    return nil
  }

  func isPlural(_ index: Int) -> Bool {
    let token = token(index)
    guard token.kind == .word, !token.flags.contains(.possessive) else { return false }
    let traits = traits(index)
    if traits.contains(.pluralNoun) { return true }
    if traits.contains(.notPlural) || traits.contains(.stop) { return false }
    let length = token.end - token.start
    guard length > 2, lowered(bytes[token.end - 1]) == UInt8(ascii: "s") else { return false }
    if token.flags.contains(.allCaps) { return false }
    // Lower-case s behind capitals is a plural: "GPTs", "APIs".
    let before = lowered(bytes[token.end - 2])
    return before != UInt8(ascii: "s")
      && !(before == UInt8(ascii: "u") && length > 3 && lowered(bytes[token.end - 3]) == UInt8(ascii: "o"))
      && !(before == UInt8(ascii: "i") && length > 4)
  }

  private func isCompoundPlural(_ index: Int) -> Bool {
    switch text(index) {
    case "sales", "operations", "communications", "systems", "news", "sports", "analytics", "goods", "savings",
      "customs", "logistics",
      "electronics", "data", "media", "services", "gpus", "cpus", "woman", "women", "men", "retail":
      true
    default: false
    }
  }

  /// Adds a figure of a bare number when something is counted, or its form or place vouches for it.
  mutating func appendCount(_ figure: Figure, _ amount: Amount) -> Bool {
    var figure = figure
    let value = amount.value ?? 0
    if let noun = countedNoun(after: max(figure.end, amount.last))
      ?? countedNoun(after: amount.last)
    {
      figure.noun = noun.first..<(noun.head + 1)
      figure.unit = nounText(noun.first, noun.head)
      if isUncounted(figure, amount, noun) { return false }
      if figure.end == figure.last, figure.comparator == .equal, let bound = boundAfter(noun.head),
        bound.comparator != .about
      {
        // "300 sites or more"
        figure.set(figure.low, bound.comparator)
        figure.note("bound: " + bound.rule)
      }
      if isHyphen(amount.last + 1) { figure.end = noun.head }
      if !amount.isDigits, value == 0 { figure.isWord = true }
      figure.note("counted noun")
      figures.append(figure)
      return true
    }
    if !amount.isDigits, value == 0, amount.value != nil, let noun = singularNoun(after: amount.last),
      text(amount.first - 1) != "day",
      !isHyphen(amount.first - 1)
    {
      // "zero downtime"
      figure.noun = noun..<(noun + 1)
      figure.unit = text(noun)
      figure.isWord = true
      figure.note("zero of something")
      figures.append(figure)
      return true
    }
    if amount.isDigits, Self.casualties.contains(text(amount.last + 1)) {
      figure.unit = "people"
      figure.noun = (amount.last + 1)..<(amount.last + 2)
      figure.note("people said by their state")
      figures.append(figure)
      return true
    }
    if let noun = singularNoun(after: amount.last), amount.value == 1, !amount.isDigits || amount.hasPlus {
      // "one developer": only against another number of the same thing.
      figure.noun = noun..<(noun + 1)
      figure.unit = text(noun)
      figure.isBare = true
      figure.note("one")
      figures.append(figure)
      return true
    }
    if amount.isBare, isAge(figure) {
      figure.kind = .duration
      figure.unit = "year"
      figure.note("age")
      figures.append(figure)
      return true
    }
    if !amount.isDigits, value < 13, amount.scale == 1, !followsPeriod(amount.last),
      figure.comparatorStart == nil || value < 4, amount.sign == 0, value == value.rounded()
    {
      if isElidedNoun(amount) {
        figure.isBare = true
        figures.append(figure)
        return true
      }
      if word(amount.first - 1) == .from, word(amount.last + 1) == .to {
        // "from three to 45 people": the other half may say of what.
        figure.isBare = true
        figures.append(figure)
        return true
      }
      guard figure.comparator == .range else { return false }
    }
    if word(amount.first - 1) == .of, text(amount.first - 2) == "factor" {
      figure.kind = .multiplier
      figure.unit = "x"
      figure.note("factor of")
      figures.append(figure)
      return true
    }
    let vouched =
      isCollective(figure.first) || amount.hasPlus || amount.scale > 1 || amount.sign != 0
      || amount.numeral?.hasGroups == true || amount.numeral?.isPower == true
      || followsPeriod(amount.last) || amount.isDigits && isTally(figure)
      || value != value.rounded() && !amount.isDigits
      || figure.comparator == .range && word(figure.first - 1) == .between && !isYearlike(figure)
      || (figure.comparatorStart != nil && figure.comparator != .range && figure.comparator != .about)
    if vouched {
      if isSectionNumber(figure, amount) || isLetteredName(amount) || isAddress(amount) { return false }
      if amount.numeral?.isDotted == true { return false }
      figure.note("bare number, form vouches")
      if let verb = singularNoun(after: amount.last), amount.scale > 1 || amount.hasPlus {
        figure.noun = verb..<(verb + 1)
      }
      figures.append(figure)
      return true
    }
    figure.isBare = true
    figure.note("bare number")
    figures.append(figure)
    return true
  }

  /// "from 16 weeks to six", "218 votes to 210", "opened 112 stores and closed nine": a word number whose noun was said before.
  private func isElidedNoun(_ amount: Amount) -> Bool {
    guard !figures.isEmpty,
      isMark(amount.last + 1, Mark.dot) || isMark(amount.last + 1, Mark.comma)
        || amount.last + 1 >= tokens.count || beginsSentence(amount.last + 1)
    else { return false }
    return word(amount.first - 1) == .to || word(amount.first - 1) == .from || word(amount.first - 2) == .and
  }

  /// "aged between 19 and 54", "aged 65 and over".
  private func isAge(_ figure: Figure) -> Bool {
    guard figure.comparator != .equal else { return false }
    let before = figure.comparator == .range && word(figure.first - 1) == .between ? figure.first - 2 : figure.first - 1
    return word(before) == .aged || word(before) == .age && figure.comparator != .about
  }

  /// "taking the tally of unicorns to 85": the sentence speaks of a total, and the number is what it comes to.
  private func isTally(_ figure: Figure) -> Bool {
    guard word(figure.first - 1) == .to,
      isMark(figure.last + 1, Mark.dot) || traits(figure.last + 1).contains(.stop)
        || traits(figure.last + 1).contains(.preposition) || figure.last + 1 >= tokens.count, !isYearlike(figure)
    else { return false }
    var at = figure.first - 2
    let floor = max(0, figure.first - 14)
    while at >= floor, !beginsSentence(at + 1) {
      if Self.tallies.contains(text(at)) { return true }
      at -= 1
    }
    return false
  }

  private static let tallies: Set<String> = ["tally", "total", "headcount", "toll", "number", "count", "membership"]

  /// A range that can be one of years.
  private func isYearlike(_ figure: Figure) -> Bool {
    guard let low = figure.low, let high = figure.high else { return false }
    return low >= 1000 && high < 2200
  }

  /// "3M expects": one digit and a capital letter at the head of a sentence, and nothing counted, are a name.
  private func isLetteredName(_ amount: Amount) -> Bool {
    amount.scale > 1 && amount.last == amount.first + 1 && length(amount.first) == 1 && length(amount.last) == 1
      && token(amount.last).flags.contains(.capital) && beginsSentence(amount.first) && isLower(amount.last + 1)
  }

  private static let casualties: Set<String> = [
    "dead", "missing", "injured", "wounded", "killed", "hospitalized", "hospitalised",
  ]

  /// "a team of 12", "another 250".
  private func isCollective(_ first: Int) -> Bool {
    if word(first - 1) == .another { return true }
    guard word(first - 1) == .of else { return false }
    switch text(first - 2) {
    case "majority", "deficit", "attendance", "circulation", "squad", "readership", "delegation", "party", "following":
      return isLower(first - 2)
    case "team", "staff", "crew", "workforce", "population", "cohort", "fleet", "headcount", "total", "audience",
      "membership", "panel", "sample",
      "maximum", "minimum", "average", "peak", "record":
      return true
    default: return false
    }
  }

  private func followsPeriod(_ last: Int) -> Bool {
    let at = last + 1
    switch word(at) {
    case .per: return isWord(at + 1)
    case .a, .an, .each, .every:
      return traits(at + 1).contains(.timeUnit) && word(at + 2) != .ago && word(at + 2) != .earlier
    default: return traits(at).contains(.periodAdverb)
    }
  }

  private func isSectionNumber(_ figure: Figure, _ amount: Amount) -> Bool {
    figure.first == 0 && (amount.numeral?.decimals ?? 0) > 0 && token(amount.last + 1).flags.contains(.capital)
      && amount.scale == 1
  }

  /// The word behind "one", when it can be a noun.
  private func singularNoun(after last: Int) -> Int? {
    var at = last + 1
    guard isWord(at), !beginsSentence(at), !traits(at).contains(.stop) else { return nil }
    if isWord(at + 1), !beginsSentence(at + 1), !traits(at + 1).contains(.stop), isLower(at + 1),
      traits(at + 1).isDisjoint(with: .comparative),
      !isPlural(at + 1)
    {
      if !token(at).flags.contains(.possessive), text(at + 1).hasSuffix("ing") == false,
        text(at).hasSuffix("al") || text(at).hasSuffix("ary") || text(at).hasSuffix("le")
      {
        at += 1
      }
    }
    return at
  }

  /// The words of a noun phrase for `unit`: adjectives that only stress are left out.
  private func nounText(_ first: Int, _ head: Int) -> String {
    if traits(head).contains(.hyphenNoun), first == head {
      switch text(head) {
      case "person", "man", "woman", "member", "strong": return "people"
      default: return isPlural(head) ? text(head) : MetricWords.plural(of: text(head))
      }
    }
    var words: [String] = []
    // The noun and the one before it when that is a noun too, by its look.
    if head > first, isWord(head - 1), !isJoined(head), !isHyphen(head - 2), isNounLike(head - 1) {
      words.append(text(head - 1))
    }
    // "start-ups"
    let isCompound = isHyphen(head - 1) && head - 2 >= first && length(head) <= 4
    words.append(isCompound ? text(head - 2) + "-" + text(head) : text(head))
    if word(head + 1) == .of, text(head) == "lines", text(head + 2) == "code" || text(head + 3) == "code" {
      words += ["of", "code"]
    }
    return words.joined(separator: " ")
  }

  /// Whether a word before a noun is part of its name rather than an adjective, by its ending.
  private func isNounLike(_ index: Int) -> Bool {
    guard isLower(index), length(index) > 2, !traits(index).contains(.stop) || word(index) == .use else { return false }
    let word = text(index)
    if !info(index).topics.isDisjoint(with: [.people, .asset, .partner, .ecosystem]) { return false }
    for ending in [
      "al", "ive", "ous", "ed", "ing", "ary", "able", "ible", "ic", "ful", "less", "ern", "ent", "ant", "ly", "er",
      "est",
    ]
    where word.hasSuffix(ending) {
      return false
    }
    return !Self.adjectives.contains(word)
  }

  private static let adjectives: Set<String> = [
    "new", "key", "main", "major", "active", "unique", "different", "more", "other", "large", "small", "big", "top",
    "free", "paid", "open",
    "full", "total", "such", "same", "good", "great", "high", "low", "old", "young", "local", "whole", "live", "daily",
    "monthly", "extra",
    "enterprise", "custom", "registered", "separate", "distinct", "remote", "senior", "junior", "female", "male",
    "online", "mobile",
  ]
}
