/// Reads a time frame of the calendar: "March 2025", "Q1-Q2 2025", "2025-03-01 to 2025-05-31", "2021 - present".
///
/// Days, months, quarters, halves and years of the Gregorian calendar, alone or as a range; where the first of two lacks a
/// year it has that of the second. Fiscal years are not read, for a document does not say when they begin.
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
    return TimeFrame(
      text: text, unit: .date, isLength: false, from: Double(begin), to: isOpen ? nil : Double(last), isOngoing: false)
  }

  // MARK: - Words

  private enum Word {
    case iso(Int, Int, Int?), year(Int), number(Int), span(Int, Int), range, plus, open, plain, other
  }

  private static func words(of text: String) -> [Word] {
    if let match = text.wholeMatch(of: #/\s*(\d{4})-(\d{2})(?:-(\d{2}))?\s*/#) {
      return [iso(match.1, match.2, match.3)]
    }
    var found: [Word] = []
    var rest = text.lowercased()[...]
    while let character = rest.first {
      if let match = rest.prefixMatch(of: #/(\d{4})-(\d{2})-(\d{2})(?!\d)/#) {
        found.append(iso(match.1, match.2, match.3))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: #/([qh])([1-4])(?![a-z0-9])/#) {
        let number = Int(match.2) ?? 1
        let length = match.1 == "q" ? 3 : 6
        found.append(number * length <= 12 ? .span((number - 1) * length + 1, number * length) : .other)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: #/\d+(?![.,]\d)/#) {
        let digits = rest[match.range]
        let number = Int(digits) ?? 0
        found.append(digits.count == 4 ? ((1900...2199).contains(number) ? .year(number) : .other) : .number(number))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: #/[[:alpha:]]+/#) {
        found.append(word(rest[match.range]))
        rest = rest[match.range.upperBound...]
      } else {
        if "-–—→".contains(character) { found.append(.range) }
        if character == "+" { found.append(.plus) }
        if "$€£%#&*=".contains(character) { found.append(.other) }
        rest = rest.dropFirst()
      }
    }
    return found
  }

  private static func iso(_ year: Substring, _ month: Substring, _ day: Substring?) -> Word {
    guard let year = Int(year), let month = Int(month), (1...9999).contains(year), (1...12).contains(month) else {
      return .other
    }
    return .iso(year, month, day.flatMap { Int($0) })
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
