/// Reads a time frame of the calendar: "March 2025", "Q1-Q2 2025", "2025-03-01 to 2025-05-31", "2021 - present".
///
/// Days, months, quarters, halves and years of the Gregorian calendar, alone or as a range; where the first of two lacks a
/// year it has that of the second. Fiscal years are ``FiscalFrameReader``'s: a document does not say when they begin.
enum DateFrameReader {
  /// A stretch of days, both ends included; without a year where the text gives none.
  private struct Part {
    var year: Int?
    var month = 1
    var lastMonth = 12
    var day: Int?
    /// "early", "mid" or "late" stands before a month.
    var third: Third?

    /// The first day; of a range that begins in the middle of a month, the day after its half.
    func first(_ year: Int, ofRange: Bool = false) -> Int? {
      let begin =
        switch third {
        case .mid: ofRange ? 16 : 11
        case .late: 21
        case .early, nil: 1
        }
      return CivilDate(year: year, month: month, day: day ?? begin)?.dayNumber
    }

    func last(_ year: Int, ofRange: Bool = false) -> Int? {
      let end =
        switch third {
        case .early: 10
        case .mid: ofRange ? 15 : 20
        case .late, nil: CivilDate.days(inMonth: lastMonth, of: year)
        }
      return CivilDate(year: year, month: self.day == nil ? lastMonth : month, day: day ?? end)?.dayNumber
    }
  }

  private enum Third { case early, mid, late }

  /// Words that tell which part of a month or year is meant.
  private static let thirds: [String: Third] = [
    "early": .early, "beginning": .early, "start": .early, "mid": .mid, "middle": .mid, "late": .late, "end": .late,
  ]

  private static let longestText = 60
  private static let openWords: Set<String> = [
    "present", "today", "now", "onward", "onwards", "beyond", "later", "ongoing", "current",
  ]
  /// Words that may stand beside a date and change nothing.
  private static let plainWords: Set<String> = [
    "by", "in", "from", "since", "of", "the", "and", "spring",
    "about", "approx", "around", "est", "target", "planned", "st", "nd", "rd", "th",
  ]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// The stretch of the calendar that `text` is; nil when it is anything else ("Phase 2", "3 months", "2,000 users").
  static func timeFrame(_ text: String) -> TimeFrame? {
    guard text.utf8.count <= longestText, text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    var parts: [Part] = []
    var isOpen = false
    var isRange = false
    var pendingDay: Int?
    var pendingThird: Third?
    // "Mar 1-15": the second day has the first one's month until another is named.
    var sharesMonth = false
    for word in words(of: text) {
      switch word {
      case .range: isRange = true
      case .plus: isOpen = true
      case .iso(let year, let month, let day):
        parts.append(Part(year: year, month: month, lastMonth: month, day: day))
      case .year(let year):
        if let last = parts.last, last.year == nil, !isRange || parts.count == 2 {
          parts[parts.count - 1].year = year
        } else {
          var part = Part(year: year)
          // "mid-2025"
          switch pendingThird {
          case .early: part.lastMonth = 4
          case .mid: (part.month, part.lastMonth) = (5, 8)
          case .late: part.month = 9
          case nil: break
          }
          pendingThird = nil
          parts.append(part)
        }
      case .number(let number):
        guard (1...31).contains(number), pendingDay == nil else { return nil }
        if let last = parts.last, last.year == nil, last.day == nil, last.month == last.lastMonth,
          !isRange || parts.count == 2
        {
          parts[parts.count - 1].day = number
        } else if let first = parts.last, isRange, parts.count == 1, first.day != nil, first.year == nil,
          number > first.day ?? 31
        {
          // "Mar 1-15, 2025"
          parts.append(Part(month: first.month, lastMonth: first.lastMonth, day: number))
          sharesMonth = true
        } else {
          pendingDay = number
        }
      case .span(let first, let last) where sharesMonth:
        parts[parts.count - 1] = Part(month: first, lastMonth: last, day: parts[parts.count - 1].day)
        sharesMonth = false
      case .span(let first, let last):
        if let year = parts.last?.year, parts[parts.count - 1].lastMonth - parts[parts.count - 1].month == 11 {
          // "2025 Q1", "2025-Q1"
          parts[parts.count - 1] = Part(year: year, month: first, lastMonth: last)
          isRange = false
        } else {
          parts.append(Part(month: first, lastMonth: last, day: pendingDay, third: first == last ? pendingThird : nil))
          pendingDay = nil
          pendingThird = nil
        }
      case .open: isOpen = true
      case .third(let third): pendingThird = third
      case .plain: break
      case .other: return nil
      }
    }
    guard pendingDay == nil, let first = parts.first, parts.count <= 2, parts.count == 2 || !isRange || isOpen else {
      return nil
    }
    let end = parts[parts.count - 1]
    guard let lastYear = end.year ?? first.year, let begin = first.first(first.year ?? lastYear, ofRange: isRange),
      let last = end.last(lastYear, ofRange: isRange)
    else { return nil }
    // "From March 2025", "since 2021"
    let lead = text.prefix { $0.isLetter }.lowercased()
    if parts.count == 1, lead == "from" || lead == "since" { isOpen = true }
    return TimeFrame(
      text: text, unit: .date, isLength: false, from: Double(begin), to: isOpen ? nil : Double(last), isOngoing: false)
  }

  // MARK: - Words

  private enum Word {
    case iso(Int, Int, Int?), year(Int), number(Int), span(Int, Int), third(Third), range, plus, open, plain, other
  }

  /// By hand and not by regular expressions: those are compiled at each use, and every label with a digit comes here.
  private static func words(of text: String) -> [Word] {
    let characters = Array(text.lowercased())
    if let date = wholeDate(characters) { return [date] }
    var found: [Word] = []
    var index = 0
    let isDayFirst = dayStandsFirst(characters)
    while index < characters.count {
      let character = characters[index]
      if let (date, end) = writtenDate(characters, at: index, isDayFirst: isDayFirst) {
        found.append(date)
        index = end
      } else if let (span, year, end) = numberedQuarter(characters, at: index) {
        found.append(span)
        if let year { found.append(.year(year)) }
        index = end
      } else if "'’‘".contains(character), let year = digits(characters, at: index + 1, 2),
        index + 3 >= characters.count || !isDigit(characters[index + 3])
      {
        found.append(.year(2000 + year))
        index += 3
      } else if let (date, end) = fullDate(characters, at: index) {
        found.append(date)
        index = end
      } else if let (span, end) = partOfYear(characters, at: index) {
        found.append(span)
        index = end
      } else if isDigit(character) {
        let end = index + characters[index...].prefix(while: isDigit).count
        found.append(number(characters, index..<end))
        index = end
      } else if character.isLetter {
        let end = index + characters[index...].prefix { $0.isLetter }.count
        found.append(word(String(characters[index..<end])[...]))
        index = end
      } else {
        if "-–—→".contains(character) { found.append(.range) }
        if character == "+" { found.append(.plus) }
        if "$€£%#&*=".contains(character) { found.append(.other) }
        index += 1
      }
    }
    return found
  }

  /// "15/04/2025", "15.04.2025", "04/15/2025": the numbers and what parts them.
  private static func dateParts(
    _ characters: [Character], at index: Int
  ) -> (first: Int, second: Int, year: Int, mark: Character, end: Int)? {
    guard isDigit(characters[index]), index == 0 || !isDigit(characters[index - 1]) else { return nil }
    var at = index
    func number(_ most: Int) -> Int? {
      let count = characters[at...].prefix(most + 1).prefix(while: isDigit).count
      guard count >= 1, count <= most, let value = digits(characters, at: at, count) else { return nil }
      at += count
      return value
    }
    guard let first = number(2), at < characters.count, characters[at] == "/" || characters[at] == "." else {
      return nil
    }
    let mark = characters[at]
    at += 1
    guard let second = at < characters.count ? number(2) : nil, at < characters.count, characters[at] == mark else {
      return nil
    }
    at += 1
    guard let year = digits(characters, at: at, 4), (1900...2199).contains(year),
      at + 4 == characters.count || !isDigit(characters[at + 4])
    else { return nil }
    return (first, second, year, mark, at + 4)
  }

  /// Whether days stand before months in dates with slashes, by a number that can be no month; nil where nothing tells.
  private static func dayStandsFirst(_ characters: [Character]) -> Bool? {
    for index in characters.indices {
      guard let date = dateParts(characters, at: index) else { continue }
      if date.mark == "." || date.first > 12 { return true }
      if date.second > 12 { return false }
    }
    return nil
  }

  private static func writtenDate(
    _ characters: [Character], at index: Int, isDayFirst: Bool?
  ) -> (word: Word, end: Int)? {
    guard let date = dateParts(characters, at: index) else { return nil }
    // Which of two small numbers is the month is not guessed.
    guard let isDayFirst = date.mark == "." ? true : isDayFirst else { return (.other, date.end) }
    let (day, month) = isDayFirst ? (date.first, date.second) : (date.second, date.first)
    guard (1...31).contains(day) else { return (.other, date.end) }
    return (iso(date.year, month, day), date.end)
  }

  /// "1Q25", "3Q 2025", "2H2024": a quarter or half with its number first.
  private static func numberedQuarter(
    _ characters: [Character], at index: Int
  ) -> (span: Word, year: Int?, end: Int)? {
    guard let number = digits(characters, at: index, 1), (1...4).contains(number),
      index == 0 || !characters[index - 1].isLetter && !isDigit(characters[index - 1]), index + 1 < characters.count,
      characters[index + 1] == "q" || characters[index + 1] == "h" && number <= 2
    else { return nil }
    let length = characters[index + 1] == "q" ? 3 : 6
    let count = characters[(index + 2)...].prefix(while: isDigit).count
    let span = Word.span((number - 1) * length + 1, number * length)
    switch count {
    case 0:
      guard index + 2 == characters.count || !characters[index + 2].isLetter else { return nil }
      return (span, nil, index + 2)
    case 2: return (span, digits(characters, at: index + 2, 2).map { 2000 + $0 }, index + 4)
    case 4: return (span, digits(characters, at: index + 2, 4), index + 6)
    default: return nil
    }
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  /// "2025-03" or "2025-03-31" and nothing else.
  private static func wholeDate(_ characters: [Character]) -> Word? {
    let start = characters.prefix { $0.isWhitespace }.count
    let end = (characters.lastIndex { !$0.isWhitespace } ?? -1) + 1
    guard end - start == 7, let year = digits(characters, at: start, 4), characters[start + 4] == "-",
      let month = digits(characters, at: start + 5, 2)
    else {
      return fullDate(characters, at: start).flatMap { $0.end == end ? $0.word : nil }
    }
    return iso(year, month, nil)
  }

  /// "2025-03-31"
  private static func fullDate(_ characters: [Character], at index: Int) -> (word: Word, end: Int)? {
    let end = index + 10
    guard let year = digits(characters, at: index, 4), let month = digits(characters, at: index + 5, 2),
      let day = digits(characters, at: index + 8, 2), characters[index + 4] == "-", characters[index + 7] == "-",
      end == characters.count || !isDigit(characters[end])
    else { return nil }
    return (iso(year, month, day), end)
  }

  /// "q3" and "h1"
  private static func partOfYear(_ characters: [Character], at index: Int) -> (Word, end: Int)? {
    guard characters[index] == "q" || characters[index] == "h", let number = digits(characters, at: index + 1, 1),
      (1...4).contains(number)
    else { return nil }
    let end = index + 2
    if end < characters.count, characters[end].isASCII, characters[end].isLetter || characters[end].isNumber {
      return nil
    }
    let length = characters[index] == "q" ? 3 : 6
    return (number * length <= 12 ? .span((number - 1) * length + 1, number * length) : .other, end)
  }

  /// A number that has no decimals or groups of digits behind it; "2,000" is no date.
  private static func number(_ characters: [Character], _ range: Range<Int>) -> Word {
    let next = range.upperBound
    if next + 1 < characters.count, ".,".contains(characters[next]), isDigit(characters[next + 1]) { return .other }
    guard let number = digits(characters, at: range.lowerBound, range.count) else { return .other }
    if range.count != 4 { return .number(number) }
    return (1900...2199).contains(number) ? .year(number) : .other
  }

  /// The value of `count` digits; nil where there are fewer, or more than an `Int` holds.
  private static func digits(_ characters: [Character], at index: Int, _ count: Int) -> Int? {
    guard index + count <= characters.count, characters[index..<(index + count)].allSatisfy(isDigit) else {
      return nil
    }
    return Int(String(characters[index..<(index + count)]))
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int?) -> Word {
    (1...9999).contains(year) && (1...12).contains(month) ? .iso(year, month, day) : .other
  }

  private static func word(_ word: Substring) -> Word {
    if ["to", "through", "until", "till", "and"].contains(word) { return word == "and" ? .plain : .range }
    if openWords.contains(String(word)) { return .open }
    if let third = thirds[String(word)] { return .third(third) }
    if plainWords.contains(String(word)) { return .plain }
    guard word.count >= 3,
      let month = months.firstIndex(where: { $0 == word || ($0.hasPrefix(word) && word.count <= 4) })
    else { return .other }
    return .span(month + 1, month + 1)
  }
}
