extension FigureParser {
  /// A date, year, quarter or year range; times of day are stepped over.
  mutating func readDate(at index: Int) -> Bool {
    if isNumber(index) {
      return readISODate(index) || readUnspacedDate(index) || readNumberedQuarter(index) || readApostropheYear(index)
        || readClock(index)
        || readDayMonth(index) || readYear(index)
    }
    guard isWord(index) else { return false }
    if traits(index).contains(.month), readMonth(index) { return true }
    if token(index).flags.contains(.mixed) { return readFiscal(index) }
    return false
  }

  private mutating func appendDate(_ first: Int, _ last: Int, _ rule: String) -> Bool {
    figures.append(Figure(.date, first: first, last: last, rule: rule))
    return true
  }

  private func plainDigits(_ index: Int) -> Int? {
    guard isNumber(index), token(index).code == 0 else { return nil }
    let token = token(index)
    guard token.end - token.start <= 4 else { return nil }
    var value = 0
    for at in token.start..<token.end {
      let digit = bytes[at] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// A year as a numeral of four digits.
  func year(_ index: Int) -> Int? {
    guard length(index) == 4, let value = plainDigits(index), value >= 1500, value <= 2199 else { return nil }
    return value
  }

  /// `2025-10-29`, `2024/05/01`, `29.10.2025`, `5/17/2018`.
  private mutating func readISODate(_ index: Int) -> Bool {
    guard let separator = joinedSeparator(index + 1), let middle = plainDigits(index + 2) else {
      return readDottedDate(index)
    }
    if year(index) != nil, length(index + 2) == 2, middle >= 1, middle <= 12 {
      if joinedSeparator(index + 3) == separator, let day = plainDigits(index + 4), day <= 31, isJoined(index + 4) {
        return appendDate(index, index + 4, "date: ISO 8601")
      }
      // "2023-04" is a month only where no range can be meant: ranges rise.
      if separator == Mark.hyphen, let year = year(index),
        middle <= year % 100 || middle <= 12 && token(index + 2).end - token(index + 2).start == 2,
        bytes[token(index + 2).start] == 0x30, !isHyphen(index + 3)
      {
        return appendDate(index, index + 2, "date: year and month")
      }
      return false
    }
    if separator == Mark.slash || separator == Mark.hyphen, joinedSeparator(index + 3) == separator,
      let first = plainDigits(index), first <= 31,
      middle <= 31, isNumber(index + 4), length(index + 4) == 4 || length(index + 4) == 2,
      year(index + 4) != nil || separator == Mark.slash
    {
      return appendDate(index, index + 4, "date: with separators")
    }
    return false
  }

  private func joinedSeparator(_ index: Int) -> UInt32? {
    let mark = token(index)
    guard mark.kind == .mark, isJoined(index), isJoined(index + 1),
      mark.code == Mark.hyphen || mark.code == Mark.slash || mark.code == 0x2011
    else { return nil }
    return mark.code
  }

  private mutating func readDottedDate(_ index: Int) -> Bool {
    let token = token(index)
    guard token.end - token.start >= 8, token.end - token.start <= 10 else { return false }
    let parts = bytes[token.start..<token.end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy { $0 &- 48 < 10 } }), parts[0].count <= 2,
      parts[1].count <= 2, parts[2].count == 4
    else { return false }
    return appendDate(index, index, "date: with dots")
  }

  /// `2:30 pm`, `14:30`, `6pm`, `11 p.m.`: stepped over.
  private mutating func readClock(_ index: Int) -> Bool {
    var last = index
    if isMark(index + 1, Mark.colon), isJoined(index + 1), isNumber(index + 2), isJoined(index + 2),
      length(index + 2) == 2, let hour = plainDigits(index),
      hour <= 24, let minute = plainDigits(index + 2), minute < 60
    {
      last = index + 2
      let named = word(last + 1) == .am || word(last + 1) == .pm
      if hour == 1, minute >= 10, !named { return false }
      if hour + minute == 100 { return false }
      skipTo = named ? last + 1 : last
      return true
    }
    let next = last + 1
    guard let hour = plainDigits(index), hour <= 12, isWord(next) else { return false }
    let letters = text(next)
    guard
      letters == "am" || letters == "pm" || letters == "a" && isMark(next + 1, Mark.dot) && text(next + 2) == "m"
        || letters == "p" && isMark(next + 1, Mark.dot) && text(next + 2) == "m"
    else { return false }
    if letters == "am", token(next).spaced, !token(index - 1).isMark(Mark.at), word(index - 1) != .at,
      !isMark(next + 1, Mark.comma), isLower(next + 1)
    {
      return false
    }
    skipTo = letters.count == 1 ? next + 2 : next
    return true
  }

  /// "29 July 2025", "4th of May".
  private mutating func readDayMonth(_ index: Int) -> Bool {
    guard let day = plainDigits(index), day >= 1, day <= 31 else { return false }
    var at = index + 1
    if isWord(at), isJoined(at), ["st", "nd", "rd", "th"].contains(text(at)) { at += 1 }
    if word(at) == .of { at += 1 }
    guard traits(at).contains(.month), token(at).flags.contains(.capital), token(at).spaced else { return false }
    var last = at
    if isMark(last + 1, Mark.comma) || isMark(last + 1, Mark.dot), year(last + 2) != nil { last += 1 }
    if year(last + 1) != nil { last += 1 }
    if text(at) == "may" || text(at) == "march" || text(at) == "sep", last == at, isLower(at + 1),
      !traits(at + 1).contains(.stop)
    {
      return false
    }
    return appendDate(index, last, "date: day and month")
  }

  /// "July 2025", "July 29, 2025", "Sept. 30".
  private mutating func readMonth(_ index: Int) -> Bool {
    guard token(index).flags.contains(.capital) else {
      // Lower-case text still writes "july 2025"; "may 5" and "march 3" would be verbs.
      guard year(index + 1) != nil, text(index) != "may", text(index) != "march" else { return false }
      return appendDate(index, index + 1, "date: month and year")
    }
    var at = index + 1
    if isMark(at, Mark.dot), isJoined(at) { at += 1 }
    if isMark(at, Mark.comma), year(at + 1) != nil { return appendDate(index, at + 1, "date: month and year") }
    // "Jan '23", "Sep-2023"
    if !isNumber(at), let end = yearEnd(after: at - 1), end > at,
      word(at) != .of || token(index).flags.contains(.capital)
    {
      return appendDate(index, end, "date: month and year")
    }
    guard isNumber(at), let value = plainDigits(at) else { return false }
    if year(at) != nil {
      var last = at
      // "July 2024 to June 2025" is two dates; "2023-2024" behind a month one.
      if let end = yearRangeEnd(at) { last = end }
      return appendDate(index, last, "date: month and year")
    }
    guard value >= 1, value <= 31 else { return false }
    var last = at
    if isWord(last + 1), isJoined(last + 1), ["st", "nd", "rd", "th"].contains(text(last + 1)) { last += 1 }
    // "July 4-6"
    if let mark = joinedSeparator(last + 1), mark == Mark.hyphen || mark == Mark.enDash, let to = plainDigits(last + 2),
      to <= 31
    {
      last += 2
    }
    if isMark(last + 1, Mark.comma), year(last + 2) != nil { last += 2 } else if year(last + 1) != nil { last += 1 }
    if text(index) == "may", last == at, countedNoun(after: at) != nil { return false }
    return appendDate(index, last, "date: month and day")
  }

  /// A year alone, or a range of years.
  private mutating func readYear(_ index: Int) -> Bool {
    guard let year = year(index) else {
      return false
    }
    let next = token(index + 1)
    // `2000+`, `2019%`, `2000ms`: quantities. `1990s` is a date.
    if isWord(index + 1), isJoined(index + 1) {
      if text(index + 1) == "s" { return appendDate(index, index + 1, "date: decade") }
      return false
    }
    if next.kind == .mark, isJoined(index + 1),
      next.code == Mark.plus || next.code == Mark.percent || next.code == Mark.times
    {
      return false
    }
    if isMark(index + 1, Mark.percent) || next.kind == .currencySign && isJoined(index + 1) { return false }
    if token(index - 1).kind == .currencySign || currencyPrefix(at: index - 1)?.next == index { return false }
    if isHyphen(index - 1), isWord(index - 2), !isTemporal(index - 2) { return false }
    if isMark(index - 1, Mark.hash) || isMark(index - 1, Mark.slash) && isJoined(index) { return false }
    if let end = yearRangeEnd(index) {
      return appendDate(index, end, "date: range of years")
    }
    if !traits(index + 1).isDisjoint(with: [.scale, .timeUnit, .dataUnit, .currencyWord]) && isWord(index + 1) {
      if traits(index + 1).contains(.shortUnit) == false || isJoined(index + 1) { return false }
    }
    if word(index + 1) == .percent || word(index + 1) == .x && isJoined(index + 1) || word(index + 1) == .times {
      return false
    }
    if isHyphen(index + 1), traits(index + 2).contains(.timeUnit) || traits(index + 2).contains(.hyphenNoun) {
      return false
    }
    if isTemporal(index - 1) || traits(index - 1).contains(.month) { return appendDate(index, index, "date: year") }
    if isRangeEnd(index - 1) { return false }
    switch word(index - 1) {
    case .over, .about, .around, .nearly, .almost, .roughly, .approximately, .than, .some, .total: return false
    default: break
    }
    // A noun in the plural right behind counts: "2000 nodes"; years stand before names and singulars.
    if let noun = countedNoun(after: index), noun.head - index <= 2, isLower(noun.head),
      year < 1900 || year > 2035 || year % 100 == 0
    {
      return false
    }
    if isHyphen(index - 1) || isMark(index - 1, Mark.tilde) { return false }
    return appendDate(index, index, "date: year")
  }

  private func isRangeEnd(_ index: Int) -> Bool { word(index) == .to && isNumber(index - 1) && year(index - 1) == nil }

  /// `2023-2024`, `2023–24`, `2019 to 2021`: the last token.
  private func yearRangeEnd(_ index: Int) -> Int? {
    guard let first = year(index) else { return nil }
    let mark = token(index + 1)
    if mark.kind == .mark, CodePoint.isDash(mark.code) || mark.code == Mark.slash {
      if let last = year(index + 2), last >= first, !isMark(index + 3, Mark.percent),
        isJoined(index + 1) == isJoined(index + 2)
      {
        return index + 2
      }
      if isJoined(index + 1), isJoined(index + 2), length(index + 2) == 2, let last = plainDigits(index + 2),
        last > first % 100,
        !isMark(index + 3, Mark.percent), !isJoined(index + 3) || token(index + 3).kind == .mark
      {
        return index + 2
      }
    }
    return nil
  }

  /// Words before a year.
  private func isTemporal(_ index: Int) -> Bool {
    switch word(index) {
    case .in, .since, .by, .from, .until, .till, .during, .of, .early, .late, .mid, .before, .after, .fiscal, .fy,
      .year, .circa, .through:
      return true
    default: return isHyphen(index) && word(index - 1) == .mid
    }
  }

  // MARK: Timelines

  /// `Months 1-3`, `Week 4`, `Years 5+`, `Day 30`.
  mutating func readTimeline(at index: Int) -> Bool {
    guard traits(index).contains(.timeUnit), !traits(index).contains(.shortUnit), isNumber(index + 1),
      token(index + 1).spaced,
      !beginsSentence(index + 1)
    else { return false }
    let isCapital = token(index).flags.contains(.capital)
    let before = index - 1
    guard isCapital || isMark(before, Mark.open) || isPlural(index) || traits(before).contains(.stop) || index == 0
    else { return false }
    if isNumber(before) || !traits(before).isDisjoint(with: [.small, .tens]) || word(before) == .per { return false }
    guard year(index + 1) == nil, let value = plainDigits(index + 1), value < 1000 else { return false }
    var last = index + 1
    if let connector = rangeConnector(after: last), isNumber(connector.next), plainDigits(connector.next) != nil {
      last = connector.next
    }
    if isMark(last + 1, Mark.plus), isJoined(last + 1) { last += 1 }
    if isMark(last + 1, Mark.percent) || isMark(last + 1, Mark.slash) && isJoined(last + 1)
      || isJoined(last + 1) && isWord(last + 1)
    {
      return false
    }
    if !isCapital, countedNoun(after: last) != nil || !traits(last + 1).isDisjoint(with: [.scale, .timeUnit]) {
      return false
    }
    var figure = Figure(.timeline, first: index, last: last, rule: "timeline")
    let isOpen = isMark(last, Mark.plus)
    figure.set(Double(value), isOpen ? .atLeast : .equal)
    if !isOpen, let end = plainDigits(last), last > index + 1, end >= value {
      figure.comparator = .range
      figure.high = Double(end)
    }
    if info(index).unit >= 0 { figure.unit = QuantityUnit.specifications[Int(info(index).unit)].name }
    figures.append(figure)
    return true
  }
}
