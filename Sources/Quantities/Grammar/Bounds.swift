extension FigureParser {
  /// The bound that words or signs before a figure set, and where they begin. Articles and "just" between are stepped over.
  func boundBefore(_ first: Int, kind: MetricKind) -> (comparator: Comparator, start: Int, rule: String)? {
    var at = first - 1
    // "a", "an estimated", "a total of", "some", "only"
    var isDefinite = false
    for _ in 0..<2 {
      switch word(at) {
      case .the:
        isDefinite = true
        at -= 1
      case .a, .an, .just, .only, .another, .every, .even: at -= 1
      default: break
      }
    }
    if beginsSentence(first), first > 0, !isMark(first - 1, Mark.tilde) { return nil }
    // "above the five-year average": the words bound the average, not the years.
    if word(first - 1) == .the, isAttributive(first) { return nil }
    if let sign = boundSign(first - 1) {
      // "up to ~80%": the words say more than the sign.
      if sign.comparator == .about, let outer = boundBefore(sign.start, kind: kind), outer.comparator != .about {
        return outer
      }
      return sign
    }
    guard isWord(at), !stepsOverSentence(at, first) else { return nil }
    if isDefinite {
      // "more than the 321,394 quoted", "above the 2% target": a known figure is compared with, not bounded.
      switch word(at) {
      case .than, .over, .above, .beyond, .past, .under, .below, .exceeding, .exceeded, .exceeds: return nil
      default: break
      }
    }
    switch word(at) {
    case .than: return boundOfThan(at)
    case .over:
      if kind == .duration || isTurn(after: first), !isOverMoreThan(at) || isTimeSpan(at, first) { return nil }
      // "1 over 20" is a fraction.
      if isNumber(at - 1) || traits(at - 1).contains(.small), !beginsSentence(at) { return nil }
      return (.moreThan, at, "over")
    case .above, .beyond, .past, .exceeding, .exceeds, .exceeded, .exceed, .surpass, .surpassed, .surpasses,
      .surpassing, .topped,
      .topping:
      if word(at) == .past, kind == .duration { return nil }
      if word(at - 1) == .not { return (.atMost, at - 1, "not above") }
      return (.moreThan, at, "above")
    case .plus where isLower(at): return nil
    case .under, .below, .sub: return (.lessThan, at, "under")
    case .within: return (.atMost, at, "within")
    case .about, .around, .approximately, .approx, .roughly, .nearly, .almost, .near, .nearing, .approaching, .circa,
      .ca, .some, .perhaps, .maybe, .estimated, .est:
      if word(at) == .some, token(first).flags.contains(.possessive) { return nil }
      return (.about, word(at - 1) == .an ? at - 1 : at, "about")
    case .least where word(at - 1) == .at: return (.atLeast, at - 1, "at least")
    case .most where word(at - 1) == .at: return (.atMost, at - 1, "at most")
    case .to:
      if word(at - 1) == .up {
        // "edged up to 3.9%", "is now up to 20" reach the value.
        if Self.movements.contains(text(at - 2)) || word(at - 2) == .now { return nil }
        if text(at - 2) == "go", word(at - 3) == .will || word(at - 3) == .to { return nil }
        return (.atMost, at - 1, "up to")
      }
      if word(at - 1) == .close { return (.about, at - 1, "close to") }
      if word(at - 1) == .equal {
        if word(at - 2) == .or, let outer = boundOfThan(at - 3) {
          return (outer.comparator.closed, outer.start, outer.rule)
        }
        return (.equal, at - 1, "equal to")
      }
      if word(at - 1) == .limited || word(at - 1) == .down {
        return word(at - 1) == .limited ? (.atMost, at - 1, "limited to") : nil
      }
      return nil
    case .at where word(at - 1) == .capped: return (.atMost, at - 1, "capped at")
    case .as where word(at - 2) == .as:
      switch word(at - 1) {
      case .many, .much, .high: return (.atMost, at - 2, "as many as")
      case .few, .low: return (.atLeast, at - 2, "as few as")
      default: return text(at - 1) == "little" ? (.atLeast, at - 2, "as little as") : nil
      }
    case .of:
      switch word(at - 1) {
      case .excess where word(at - 2) == .in: return (.moreThan, at - 2, "in excess of")
      case .upwards, .upward, .north: return (.moreThan, at - 1, "upwards of")
      case .south: return (.lessThan, at - 1, "south of")
      case .minimum, .min: return (.atLeast, at - 1, "minimum of")
      case .maximum, .max: return (.atMost, at - 1, "maximum of")
      default: return nil
      }
    case .minimum: return (.atLeast, at, "minimum")
    case .maximum: return (.atMost, at, "maximum")
    default:
      if isMark(at + 1, Mark.dot), word(at) == .approx || word(at) == .ca { return (.about, at, "approx.") }
      return nil
    }
  }

  private static let movements: Set<String> = [
    "edged", "ticked", "inched", "crept", "went", "gone", "moved", "bumped", "rose", "climbed", "jumped", "shot",
    "nudged",
    "pushed", "drifted",
  ]

  /// A number joined to a unit that stands before a noun: "five-year average".
  private func isAttributive(_ first: Int) -> Bool {
    guard let number = number(at: first, money: false) else { return false }
    return isHyphen(number.last + 1) && isWord(number.last + 2)
  }

  /// Whether a number counts turns that time is told by: "over three seasons" means during them.
  private func isTurn(after first: Int) -> Bool {
    guard let number = number(at: first, money: false) else { return false }
    return Self.turns.contains(text(number.last + 1))
  }

  /// "Over 11 days, the team moved 40 servers", "and, over two weeks, …": a time set off by commas is when something was done.
  private func isTimeSpan(_ over: Int, _ first: Int) -> Bool {
    guard over == 0 || beginsSentence(over) || isMark(over - 1, Mark.comma),
      let number = number(at: first, money: false)
    else { return false }
    var at = number.last + 1
    if isHyphen(at) { at += 1 }
    if Self.timeAdjectives.contains(text(at)) { at += 1 }
    guard traits(at).contains(.timeUnit) || Self.turns.contains(text(at)) else { return false }
    return isMark(at + 1, Mark.comma)
  }

  private static let turns: Set<String> = [
    "seasons", "games", "matches", "rounds", "races", "episodes", "sessions", "instalments", "installments", "phases",
    "stages", "terms", "semesters", "sprints", "generations",
  ]

  private func stepsOverSentence(_ at: Int, _ first: Int) -> Bool {
    var index = at + 1
    while index <= first {
      if beginsSentence(index) { return true }
      index += 1
    }
    return false
  }

  /// "more than", "less than or equal than", "no fewer than"; `at` is the index of "than".
  private func boundOfThan(_ at: Int) -> (comparator: Comparator, start: Int, rule: String)? {
    var adjective = at - 1
    var closed = false
    if word(at) == .than, word(at - 1) == .equal, word(at - 2) == .or {
      adjective = at - 3
      closed = true
    } else if word(at) != .than {
      // "less than or equal to": at is "than" there.
      return nil
    }
    let negated = word(adjective - 1) == .no || word(adjective - 1) == .not
    let result: Comparator
    switch word(adjective) {
    case .more, .greater, .higher, .larger, .bigger, .better, .longer:
      result = negated ? .atMost : closed ? .atLeast : .moreThan
    case .less, .fewer, .lower, .smaller, .shorter: result = negated ? .atLeast : closed ? .atMost : .lessThan
    default:
      if text(adjective) == "rather" || text(adjective) == "other" { return nil }
      return text(adjective) == "faster" ? (.lessThan, adjective, "faster than") : nil
    }
    return (result, negated ? adjective - 1 : adjective, "more or less than")
  }

  private func boundSign(_ at: Int) -> (comparator: Comparator, start: Int, rule: String)? {
    guard token(at).kind == .mark, at >= 0 else { return nil }
    switch token(at).code {
    case Mark.equals:
      if isMark(at - 1, Mark.greater) { return (.atLeast, at - 1, "sign") }
      if isMark(at - 1, Mark.less) { return (.atMost, at - 1, "sign") }
      return nil
    case Mark.greater:
      if isMark(at - 1, Mark.less) || isMark(at - 1, Mark.equals) || isMark(at - 1, Mark.hyphen) { return nil }
      return (.moreThan, at, "sign")
    case Mark.less: return isMark(at - 1, Mark.equals) ? nil : (.lessThan, at, "sign")
    case Mark.atLeast: return (.atLeast, at, "sign")
    case Mark.atMost: return (.atMost, at, "sign")
    case Mark.tilde, Mark.approximately, 0x223C, 0x2243, 0x2245: return (.about, at, "sign")
    case Mark.hyphen where word(at - 1) == .sub: return (.lessThan, at - 1, "sub-")
    case Mark.dot
    where word(at - 1) == .approx || word(at - 1) == .ca || word(at - 1) == .est || word(at - 1) == .max
      || word(at - 1) == .min:
      switch word(at - 1) {
      case .max: return (.atMost, at - 1, "max.")
      case .min: return (.atLeast, at - 1, "min.")
      default: return (.about, at - 1, "approx.")
      }
    default: return nil
    }
  }

  /// "over" before a time is "more than" where it begins the sentence or follows a word that asks for a length; after another
  /// figure or a verb of change it means "during".
  private func isOverMoreThan(_ at: Int) -> Bool {
    if at == 0 || beginsSentence(at) { return true }
    switch word(at - 1) {
    case .for, .in, .with, .after, .of, .is, .was, .and, .at, .by, .within: return true
    default: break
    }
    let before = traits(at - 1)
    return before.contains(.takesA) || ["has", "have", "had", "taking", "lasting"].contains(text(at - 1))
  }

  /// The bound that words behind a figure set: "or more", "or so", "and above"; and the last of them.
  func boundAfter(_ last: Int) -> (comparator: Comparator, last: Int, rule: String)? {
    var at = last + 1
    if word(at) == .or || word(at) == .and {
      at += 1
      let and = word(at - 1) == .and
      switch word(at) {
      case .more, .greater, .higher, .longer, .better, .larger:
        return and && word(at) != .more ? nil : notThan(.atLeast, at)
      case .above, .over, .up, .beyond: return isClosing(at) ? (.atLeast, at, "or above") : nil
      case .less, .fewer, .lower, .below, .under, .shorter, .smaller: return and ? nil : notThan(.atMost, at)
      case .so where !and: return (.about, at, "or so")
      default: return nil
      }
    }
    if isHyphen(at), word(at + 1) == .ish { return (.about, at + 1, "-ish") }
    if isHyphen(at), word(at + 1) == .plus { return (.atLeast, at + 1, "-plus") }
    if word(at) == .plus, !isNumber(at + 1), isClosing(at) { return (.atLeast, at, "plus") }
    return nil
  }

  private func notThan(_ comparator: Comparator, _ at: Int) -> (comparator: Comparator, last: Int, rule: String)? {
    // "or more than 5" opens a bound of its own.
    if word(at + 1) == .than { return isNumber(at + 2) ? nil : (comparator, at, "or more") }
    return (comparator, at, "or more")
  }

  private func isClosing(_ at: Int) -> Bool {
    let next = at + 1
    return next >= tokens.count || beginsSentence(next) || token(next).kind == .mark || traits(next).contains(.stop)
  }
}

extension Comparator {
  /// With the end included.
  var closed: Comparator {
    switch self {
    case .moreThan: .atLeast
    case .lessThan: .atMost
    default: self
    }
  }
}
