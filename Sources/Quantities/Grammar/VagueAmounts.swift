/// Amounts that state no number.
extension FigureParser {
  /// "millions of users", "a few hundred", "several hours", "dozens", "petabytes", "triple-digit", "from months to weeks".
  mutating func readVague(at index: Int) -> Bool {
    if word(index) == .from { return readVagueChange(index) }
    if word(index) == .mid || word(index) == .low || word(index) == .high { return readDecadeOfValues(index) }
    if word(index) == .double || word(index) == .triple || word(index) == .single { return readDigitCount(index) }
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

  /// "the mid-40s", "low 30s", "high teens": a tenth of the scale, not a number. Decades of years and ages are dates.
  mutating func readDecadeOfValues(_ index: Int) -> Bool {
    var at = isHyphen(index + 1) ? index + 2 : index + 1
    var magnitude = 10.0
    if isNumber(at), isWord(at + 1), isJoined(at + 1), text(at + 1) == "s", let value = numeral(at).value {
      guard value >= 20, value <= 90, value.truncatingRemainder(dividingBy: 10) == 0 else { return false }
      magnitude = value
      at += 1
    } else if word(at) != .teens {
      if word(at) == .single || word(at) == .double || word(at) == .triple {
        guard readDigitCount(at) else { return false }
        figures[figures.count - 1].first = index
        return true
      }
      return false
    }
    // "in her mid-40s" is an age.
    if ["his", "her", "their", "my", "our", "your"].contains(text(index - 1)) { return false }
    var figure = Figure(.count, first: index, last: at, rule: "vague: a tenth of the scale")
    figure.magnitude = magnitude
    figure.isVague = true
    if isMark(at + 1, Mark.percent) || word(at + 1) == .percent || word(at + 1) == .percentage {
      figure.kind = .percent
      figure.unit = "%"
      figure.last = at + 1
      figure.end = at + 1
    }
    figures.append(figure)
    return true
  }

  /// "triple-digit growth", "in the double digits", "single-digit milliseconds".
  mutating func readDigitCount(_ index: Int) -> Bool {
    let digit = isHyphen(index + 1) ? index + 2 : index + 1
    guard word(digit) == .digit && digit == index + 2 || word(digit) == .digits else { return false }
    var figure = Figure(.percent, first: index, last: digit, rule: "vague: digits")
    figure.unit = "%"
    let next = digit + 1
    if traits(next).contains(.timeUnit), info(next).unit >= 0 {
      figure.kind = .duration
      figure.unit = QuantityUnit.specifications[Int(info(next).unit)].name
      figure.end = next
    } else if traits(next).contains(.scale) || info(next).topics.contains(.people) {
      figure.kind = .count
      figure.unit = nil
    }
    figure.magnitude = word(index) == .double ? 10 : word(index) == .triple ? 100 : 1
    figure.isVague = true
    figures.append(figure)
    return true
  }

  mutating func readVagueScale(_ index: Int) -> Bool {
    var at = index
    var magnitude = 1.0
    var vague = false
    // "a few hundred", "several thousand", "a couple of million", "many millions"
    if word(at) == .a, word(at + 1) == .few || word(at + 1) == .couple {
      at += 2
      vague = true
      if word(at) == .of { at += 1 }
    } else if traits(at).contains(.vagueCount) && text(at) != "few" {
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
        // "Scores of homes", "tens of seconds", not "the scores of both teams".
        guard word(at) == .of, isPlural(at + 1), !traits(head - 1).contains(.determiner),
          text(head) == "tens" || beginsSentence(head) || traits(head - 1).contains(.stop)
            || traits(head - 1).contains(.preposition)
        else { return false }
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
  mutating func readVagueTime(_ first: Int, _ at: Int) -> Bool {
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
  mutating func readVagueChange(_ index: Int) -> Bool {
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
}
