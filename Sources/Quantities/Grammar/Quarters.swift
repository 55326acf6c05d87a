/// Quarters, halves and fiscal years in the short forms of reports: `Q3'23`, `3Q23`, `Q3/2023`, `2025-Q1`, `1H24`, `FY23/24`.
extension FigureParser {
  /// A form that begins with a word: `Q3`, `H1`, `FY24`, with the year behind it.
  mutating func readFiscal(_ index: Int) -> Bool {
    if isPartOfYear(index) {
      var last = index
      // "Q1–Q3 2023"
      if let connector = rangeConnector(after: index), isPartOfYear(connector.next) { last = connector.next }
      last = yearEnd(after: last) ?? last
      figures.append(Figure(.date, first: index, last: last, rule: "date: quarter"))
      return true
    }
    guard isFiscalYear(index) else { return false }
    var last = index
    // "FY23/24"
    if isMark(index + 1, Mark.slash) || isHyphen(index + 1), isJoined(index + 2), length(index + 2) == 2,
      isNumber(index + 2)
    {
      last = index + 2
    }
    figures.append(Figure(.date, first: index, last: last, rule: "date: fiscal year"))
    return true
  }

  /// A form that begins with a number: `3Q23`, `3Q 2023`, `1H'24`, `2023Q3`, `2025-Q1`.
  mutating func readNumberedQuarter(_ index: Int) -> Bool {
    guard isNumber(index), token(index).code == 0 else { return false }
    if year(index) != nil {
      var at = index + 1
      if isMark(at, Mark.slash) || isHyphen(at), isJoined(at), isJoined(at + 1) { at += 1 }
      guard isPartOfYear(at), at > index + 1 || token(at).flags.contains(.capital) else { return false }
      figures.append(Figure(.date, first: index, last: at, rule: "date: quarter"))
      return true
    }
    let letter = index + 1
    guard length(index) == 1, isWord(letter), isJoined(letter), length(letter) <= 7 else { return false }
    let digit = bytes[token(index).start]
    let name = text(letter)
    let isQuarter = name.hasPrefix("q")
    guard isQuarter || name.hasPrefix("h"), digit >= 0x31, digit <= (isQuarter ? 0x34 : 0x32) else { return false }
    var rest = name.dropFirst()
    if rest.hasPrefix("fy") { rest = rest.dropFirst(2) }
    var last = letter
    if !rest.isEmpty {
      guard rest.count == 2 || rest.count == 4, rest.utf8.allSatisfy({ $0 &- 48 < 10 }) else { return false }
    } else if let end = yearEnd(after: letter) {
      last = end
    } else {
      guard isQuarter, token(letter).flags.contains(.capital) else { return false }
    }
    figures.append(Figure(.date, first: index, last: last, rule: "date: quarter"))
    return true
  }

  /// `FY'23`: read from its number.
  mutating func readApostropheYear(_ index: Int) -> Bool {
    guard isShortYear(index), isApostrophe(index - 1), word(index - 2) == .fy || text(index - 2) == "cy" else {
      return false
    }
    figures.append(Figure(.date, first: index - 2, last: index, rule: "date: fiscal year"))
    return true
  }

  /// `Q3`, `q4`, `H1`, `Q01`.
  private func isPartOfYear(_ index: Int) -> Bool {
    let token = token(index)
    guard token.kind == .word, token.flags.contains(.mixed) else { return false }
    var digits = bytes[(token.start + 1)..<token.end]
    if digits.count == 2, digits.first == UInt8(ascii: "0") { digits = digits.dropFirst() }
    guard digits.count == 1, let digit = digits.first, digit >= 0x31 else { return false }
    switch bytes[token.start] {
    case UInt8(ascii: "Q"), UInt8(ascii: "q"): return digit <= 0x34
    case UInt8(ascii: "H"): return digit <= 0x32
    default: return false
    }
  }

  private func isFiscalYear(_ index: Int) -> Bool {
    guard isWord(index) else { return false }
    let name = text(index)
    guard name.hasPrefix("fy") || name.hasPrefix("cy"), name.utf8.count == 4 || name.utf8.count == 6 else {
      return false
    }
    return name.utf8.dropFirst(2).allSatisfy { $0 &- 48 < 10 }
  }

  private func isApostrophe(_ index: Int) -> Bool {
    isMark(index, 0x27) || isMark(index, 0x2019) || isMark(index, 0x2018)
  }

  /// Two digits that can be a year, and nothing joined behind them.
  func isShortYear(_ index: Int) -> Bool {
    guard isNumber(index), length(index) == 2, token(index).code == 0,
      bytes[token(index).start..<token(index).end].allSatisfy({ $0 &- 48 < 10 })
    else { return false }
    return !isMark(index + 1, Mark.percent) && !(isJoined(index + 1) && isWord(index + 1))
  }

  /// The last token of the year behind a quarter or month: ` 2023`, `'23`, `/2023`, `-23`, ` FY23`, ` of fiscal 2023`.
  func yearEnd(after last: Int) -> Int? {
    var at = last + 1
    if isApostrophe(at), isJoined(at + 1), isShortYear(at + 1) { return at + 1 }
    if isMark(at, Mark.slash) || isMark(at, Mark.dot) || isHyphen(at), isJoined(at), isJoined(at + 1) {
      if year(at + 1) != nil { return at + 1 }
      return !isMark(at, Mark.dot) && isShortYear(at + 1) ? at + 1 : nil
    }
    if word(at) == .of { at += 1 }
    if word(at) == .fiscal || word(at) == .fy || text(at) == "calendar" { at += 1 }
    if word(at) == .year { at += 1 }
    if isApostrophe(at), isJoined(at + 1), isShortYear(at + 1) { return at + 1 }
    if year(at) != nil { return at }
    return isFiscalYear(at) ? at : nil
  }

  /// The date of a figure as text that names its year in full: "Q3 2023" of `Q3'23` and `3Q23`, "FY2024" of `FY24`, "Sep 2024" of
  /// `Sep'24`; other dates as they are written.
  func dateText(_ figure: Figure) -> String {
    let raw = rawText(figure.first, figure.last)
    if figure.rules.contains("date: month and year") { return Self.fullMonth(raw) ?? raw }
    guard figure.rules.contains("date: quarter") || figure.rules.contains("date: fiscal year") else { return raw }
    return Self.fullDate(raw) ?? raw
  }

  /// Writes a short form out; nil for forms that name several quarters or no year.
  private static func fullDate(_ raw: String) -> String? {
    let parts = raw.lowercased().split { !($0.isLetter || $0.isNumber) }.flatMap { Self.runs(in: $0) }
    guard let mark = parts.firstIndex(where: { $0 == "q" || $0 == "h" || $0 == "qfy" || $0 == "hfy" }) else {
      guard let name = parts.first, name == "fy" || name == "cy", parts.count >= 2, let year = Self.year(parts[1])
      else {
        return nil
      }
      return name.uppercased() + year + (parts.count == 3 ? "/" + parts[2].suffix(2) : "")
    }
    guard parts.filter({ $0 == "q" || $0 == "h" }).count <= 1 else { return nil }
    let letter = parts[mark].prefix(1).uppercased()
    var rest = parts
    rest.remove(at: mark)
    guard let number = rest.first(where: { $0.count == 1 || $0.count == 2 && $0.hasPrefix("0") }),
      let written = rest.last(where: { $0 != number && $0.allSatisfy(\.isNumber) }), let year = Self.year(written)
    else { return nil }
    let isFiscal = parts.contains { $0.hasSuffix("fy") || $0 == "fiscal" }
    return letter + number.suffix(1) + (isFiscal ? " FY" : " ") + year
  }

  /// "Sep 2024" of `Sep'24`; nil where the year is written in full.
  private static func fullMonth(_ raw: String) -> String? {
    let parts = raw.split { !($0.isLetter || $0.isNumber) }
    guard parts.count == 2, parts[1].count == 2, let year = year(parts[1]) else { return nil }
    return parts[0] + " " + year
  }

  /// Runs of letters and of digits.
  private static func runs(in word: Substring) -> [Substring] {
    var result: [Substring] = []
    var start = word.startIndex
    for index in word.indices.dropFirst() where word[index].isNumber != word[word.index(before: index)].isNumber {
      result.append(word[start..<index])
      start = index
    }
    result.append(word[start...])
    return result
  }

  private static func year(_ digits: Substring) -> String? {
    guard digits.utf8.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return digits.count == 4 ? String(digits) : digits.count == 2 ? "20" + digits : nil
  }
}
