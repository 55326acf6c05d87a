/// Reads when a phase takes place: "Months 1-3", "Weeks 9–16", "Years 5+", "2-4 weeks", "Ongoing".
enum TimeFrameReader {
  private static let units: [(stem: String, unit: TimeFrame.Unit)] = [
    ("day", .day), ("week", .week), ("wk", .week), ("month", .month), ("mo", .month), ("quarter", .quarter),
    ("q", .quarter),
    ("year", .year), ("yr", .year), ("tag", .day), ("tage", .day), ("woche", .week), ("wochen", .week),
    ("monat", .month),
    ("monate", .month), ("jahr", .year), ("jahre", .year), ("jour", .day), ("semaine", .week), ("mois", .month),
    ("día", .day), ("semana", .week), ("mes", .month), ("meses", .month), ("año", .year),
  ]
  /// Letters that stand for a unit before a number: "M1-M3", "W4".
  private static let letters: [(letter: String, unit: TimeFrame.Unit)] = [
    ("m", .month), ("w", .week), ("d", .day), ("y", .year),
  ]
  private static let numberWords: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30,
  ]

  /// What is longer is a sentence.
  private static let longestText = 80

  /// The time frame that `text` is, nil when it is something else ("Hugging Face Model").
  static func timeFrame(_ text: String) -> TimeFrame? {
    guard text.utf8.count <= longestText, mayBeTime(text) else { return nil }
    let lower = text.lowercased()
    if ["ongoing", "continuous", "continuing", "permanent"].contains(lower) {
      return TimeFrame(text: text, unit: nil, isLength: false, from: nil, to: nil, isOngoing: true)
    }
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) || beginsWithNumber(text) else { return nil }
    var unit: TimeFrame.Unit?
    var unitIsFirst = false
    var numbers: [Double] = []
    var isOpen = false
    for token in tokens(lower) {
      switch token {
      case .number(let value): numbers.append(value)
      case .plus: isOpen = true
      case .word(let word):
        if let known = Self.unit(word) {
          if unit == nil { unitIsFirst = numbers.isEmpty }
          guard unit == nil || unit == known else { return nil }
          unit = known
        } else if let value = numberWords[word] {
          numbers.append(value)
        } else if numbers.isEmpty || unitIsFirst, let known = letters.first(where: { $0.letter == word })?.unit,
          unit == nil || unit == known
        {
          if unit == nil { unitIsFirst = true }
          unit = known
        } else if ["onward", "onwards", "beyond", "after", "later"].contains(word) {
          isOpen = true
        } else if !["to", "and", "through", "until", "about", "approx", "ca", "first", "the", "up"].contains(word) {
          return nil
        }
      }
    }
    guard let unit, let first = numbers.first, numbers.count <= 2 else { return nil }
    let last = numbers.count == 2 ? numbers[1] : first
    return TimeFrame(
      text: text, unit: unit, isLength: !unitIsFirst, from: first, to: isOpen ? nil : last, isOngoing: false)
  }

  /// Whether a text can begin with a time: it holds a digit, or begins as one of the words that stand for one.
  static func mayBeTime(_ text: String) -> Bool {
    if let first = text.utf8.first, [UInt8(ascii: "o"), UInt8(ascii: "c"), UInt8(ascii: "p")].contains(first | 0x20) {
      return true
    }
    return text.utf8.contains { (0x30...0x39).contains($0) } || beginsWithNumber(text)
  }

  /// "two weeks": a text that begins with a number in words.
  private static func beginsWithNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, "otfsent".utf8.contains(first | 0x20) else { return false }
    return numberWords[text.prefix { $0.isLetter }.lowercased()] != nil
  }

  private enum Token {
    case number(Double), word(String), plus
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var word = ""
    var digits = ""
    func flush() {
      if !word.isEmpty { tokens.append(.word(word)) }
      if let value = Double(digits) { tokens.append(.number(value)) }
      word = ""
      digits = ""
    }
    for character in text {
      if character.isASCII, character.isNumber {
        if !word.isEmpty { flush() }
        digits.append(character)
      } else if character == ".", !digits.isEmpty {
        digits.append(character)
      } else if character.isLetter {
        if !digits.isEmpty { flush() }
        word.append(character)
      } else {
        flush()
        if character == "+" { tokens.append(.plus) }
      }
    }
    flush()
    return tokens
  }

  private static func unit(_ word: String) -> TimeFrame.Unit? {
    units.first { word == $0.stem || word == $0.stem + "s" }?.unit
  }
}
