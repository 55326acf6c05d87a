/// Reads a time frame in fiscal years: "FY2025", "Q3 FY25", "Q4 FY22 – Q2 FY23", "H1 of fiscal year 2026", "from Q3 FY23".
///
/// When a fiscal year begins its document seldom says, so that these frames are no dates: they are quarters on a line of
/// their own, four a year, which can be compared with each other. A year written as two ("FY2022/23") is the one it ends in.
enum FiscalFrameReader {
  /// A stretch of quarters of a year, both ends included; without a year where the text gives none.
  private struct Part {
    var year: Int?
    var first = 1
    var last = 4
  }

  private static let longestText = 60
  private static let plainWords: Set<String> = [
    "by", "in", "of", "the", "end", "start", "early", "mid", "late", "during", "planned", "target", "year", "half",
    "quarter", "approx", "about",
  ]

  /// The frame that `text` is; nil when it is anything else, a calendar year among it.
  static func timeFrame(_ text: String) -> TimeFrame? {
    guard text.utf8.count <= longestText, text.utf8.contains(where: { (0x30...0x39).contains($0) }),
      text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "f") })
    else { return nil }
    var parts: [Part] = []
    var isRange = false
    var isOpen = false
    var isFiscal = false
    var isYear = false
    for (word, glue) in words(of: text.lowercased()) {
      if glue == "/", isYear, let last = parts.last?.year, let second = Int(word), parts[parts.count - 1].year != nil {
        // "FY2022/23" ends in the second of the two.
        guard let year = year(second), year == last + 1 else { return nil }
        parts[parts.count - 1].year = year
        isYear = false
        continue
      }
      if glue == "-" { isRange = !parts.isEmpty }
      if glue == "+" { isOpen = true }
      isYear = false
      if word.isEmpty { continue }
      if let number = Int(word) {
        // A number stands for a year behind "FY" alone, and behind a quarter that has none: "Q1 2025" is of the calendar.
        guard isFiscal, let year = year(number) else { return nil }
        if let last = parts.last, last.year == nil {
          parts[parts.count - 1].year = year
        } else {
          parts.append(Part(year: year))
        }
        isYear = true
      } else if word == "fy" || word == "fiscal" {
        isFiscal = true
      } else if let (first, last) = quarters(word) {
        if let year = parts.last?.year, !isRange, parts[parts.count - 1].last - parts[parts.count - 1].first == 3 {
          // "FY2025 Q1"
          parts[parts.count - 1] = Part(year: year, first: first, last: last)
        } else {
          parts.append(Part(first: first, last: last))
        }
      } else if ["from", "since", "starting", "onward", "onwards", "ongoing", "beyond", "present"].contains(word) {
        isOpen = true
      } else if ["to", "through", "until", "till"].contains(word) {
        isRange = !parts.isEmpty
      } else if !plainWords.contains(word) {
        return nil
      }
    }
    guard isFiscal, let first = parts.first, parts.count <= 2, parts.count == 1 || isRange else { return nil }
    let last = parts[parts.count - 1]
    guard let lastYear = last.year, let firstYear = first.year ?? last.year else { return nil }
    return TimeFrame(
      text: text, unit: .fiscalQuarter, isLength: false, from: Double(firstYear * 4 + first.first - 1),
      to: isOpen && parts.count == 1 ? nil : Double(lastYear * 4 + last.last - 1), isOngoing: false)
  }

  /// "Q3 FY2025", "FY2025": the quarter of a number, as ``TimeFrame/Unit/fiscalQuarter`` counts.
  static func name(_ quarter: Double) -> String {
    let number = Int(quarter)
    return "Q\(number % 4 + 1) FY\(number / 4)"
  }

  /// "q3", "h1", "3q"
  private static func quarters(_ word: String) -> (Int, Int)? {
    let bytes = Array(word.utf8)
    guard bytes.count == 2 else { return nil }
    let (letter, digit) = bytes[0] < 0x40 ? (bytes[1], bytes[0]) : (bytes[0], bytes[1])
    guard (UInt8(ascii: "1")...UInt8(ascii: "4")).contains(digit) else { return nil }
    let number = Int(digit - UInt8(ascii: "0"))
    if letter == UInt8(ascii: "q") { return (number, number) }
    return letter == UInt8(ascii: "h") && number <= 2 ? (number * 2 - 1, number * 2) : nil
  }

  private static func year(_ number: Int) -> Int? {
    if (0...99).contains(number) { return 2000 + number }
    return (1900...2199).contains(number) ? number : nil
  }

  /// Words and numbers with the sign before them ("-", "/", "+" or none); "fy25" is two, "q3" one.
  private static func words(of text: String) -> [(word: String, glue: Character?)] {
    var found: [(String, Character?)] = []
    var word = ""
    var glue: Character?
    func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    func flush() {
      guard !word.isEmpty else { return }
      found.append((word, glue))
      word = ""
      glue = nil
    }
    for character in text {
      if isDigit(character) {
        if word == "fy" { flush() }
        word.append(character)
      } else if character.isLetter {
        // "3q" is a quarter; no other number runs into a word.
        word.append(character)
      } else {
        flush()
        if "-–—→".contains(character) { glue = "-" }
        if character == "/" || character == "+" { glue = character }
        if character == "&" || character == "$" || character == "%" || character == "." { found.append(("?", nil)) }
      }
    }
    flush()
    if glue == "+" { found.append(("", "+")) }
    return found
  }
}
