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

    func first(_ year: Int) -> Int? { CivilDate(year: year, month: month, day: day ?? 1)?.dayNumber }

    func last(_ year: Int) -> Int? {
      let day = day ?? CivilDate.days(inMonth: lastMonth, of: year)
      return CivilDate(year: year, month: self.day == nil ? lastMonth : month, day: day)?.dayNumber
    }
  }

  private static let longestText = 60
  private static let openWords: Set<String> = [
    "present", "today", "now", "onward", "onwards", "beyond", "later", "ongoing", "current",
  ]
  /// Words that may stand beside a date and change nothing.
  private static let plainWords: Set<String> = [
    "by", "in", "from", "since", "of", "the", "and", "early", "mid", "late", "end", "start", "beginning", "spring",
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
          parts.append(Part(year: year))
        }
      case .number(let number):
        guard (1...31).contains(number), pendingDay == nil else { return nil }
        if let last = parts.last, last.year == nil, last.day == nil, last.month == last.lastMonth, !isRange {
          parts[parts.count - 1].day = number
        } else {
          pendingDay = number
        }
      case .span(let first, let last):
        if let year = parts.last?.year, parts[parts.count - 1].lastMonth - parts[parts.count - 1].month == 11 {
          // "2025 Q1", "2025-Q1"
          parts[parts.count - 1] = Part(year: year, month: first, lastMonth: last)
          isRange = false
        } else {
          parts.append(Part(month: first, lastMonth: last, day: pendingDay))
          pendingDay = nil
        }
      case .open: isOpen = true
      case .plain: break
      case .other: return nil
      }
    }
    guard pendingDay == nil, let first = parts.first, parts.count <= 2, parts.count == 2 || !isRange || isOpen else {
      return nil
    }
    let end = parts[parts.count - 1]
    guard let lastYear = end.year ?? first.year, let begin = first.first(first.year ?? lastYear),
      let last = end.last(lastYear)
    else { return nil }
    // "From March 2025", "since 2021"
    let lead = text.prefix { $0.isLetter }.lowercased()
    if parts.count == 1, lead == "from" || lead == "since" { isOpen = true }
    return TimeFrame(
      text: text, unit: .date, isLength: false, from: Double(begin), to: isOpen ? nil : Double(last), isOngoing: false)
  }

  // MARK: - Words

  private enum Word {
    case iso(Int, Int, Int?), year(Int), number(Int), span(Int, Int), range, plus, open, plain, other
  }

  /// By hand and not by regular expressions: those are compiled at each use, and every label with a digit comes here.
  private static func words(of text: String) -> [Word] {
    let characters = Array(text.lowercased())
    if let date = wholeDate(characters) { return [date] }
    var found: [Word] = []
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if let (date, end) = fullDate(characters, at: index) {
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
    if plainWords.contains(String(word)) { return .plain }
    guard word.count >= 3,
      let month = months.firstIndex(where: { $0 == word || ($0.hasPrefix(word) && word.count <= 4) })
    else { return .other }
    return .span(month + 1, month + 1)
  }
}
