internal import Words

/// Reads the figures of one segment of tokens. Extensions hold the grammar, one part a file; this one holds the reading
/// helpers and the walk.
struct FigureParser {
  let bytes: [UInt8]
  let tokens: [Token]
  let lexicon: Vocabulary
  let commaDecimal: Bool
  /// The text stands in a cell of a table.
  var isCell = false
  /// A label stands before the text, in its context.
  var hasLabel = false
  var figures: [Figure] = []
  /// Where a figure ended that is none (a date's time, a phone number): reading goes on behind it.
  var skipTo = 0

  init(bytes: [UInt8], tokens: [Token], lexicon: Vocabulary, commaDecimal: Bool) {
    self.bytes = bytes
    self.tokens = tokens
    self.lexicon = lexicon
    self.commaDecimal = commaDecimal
  }

  // MARK: Reading tokens; every index is allowed, outside lies an empty mark.

  static let outside = Token(start: 0, end: 0, code: 0, kind: .mark, flags: [.space])

  @inline(__always)
  func token(_ index: Int) -> Token { index >= 0 && index < tokens.count ? tokens[index] : Self.outside }

  @inline(__always)
  func info(_ index: Int) -> WordInfo {
    let token = token(index)
    return token.kind == .word ? lexicon.infos[Int(token.code)] : lexicon.infos[0]
  }

  @inline(__always)
  func traits(_ index: Int) -> WordTraits { info(index).traits }

  @inline(__always)
  func word(_ index: Int) -> Word {
    let token = token(index)
    guard token.kind == .word, token.code < UInt32(Word.count) else { return .unknown }
    return Word(rawValue: UInt16(truncatingIfNeeded: token.code)) ?? .unknown
  }

  func isMark(_ index: Int, _ code: UInt32) -> Bool { token(index).isMark(code) }

  /// No white space stands before the token.
  func isJoined(_ index: Int) -> Bool { index > 0 && index < tokens.count && !tokens[index].spaced }

  func isWord(_ index: Int) -> Bool { token(index).kind == .word }

  func isNumber(_ index: Int) -> Bool { token(index).kind == .number }

  /// A hyphen joined on both sides.
  func isHyphen(_ index: Int) -> Bool {
    let mark = token(index)
    return mark.kind == .mark && CodePoint.isHyphen(mark.code) && isJoined(index) && isJoined(index + 1)
  }

  func beginsSentence(_ index: Int) -> Bool { index >= tokens.count || tokens[index].flags.contains(.sentence) }

  /// The token's text, lower-cased ASCII.
  func text(_ index: Int) -> String {
    let token = token(index)
    let count = token.end - token.start
    return String(unsafeUninitializedCapacity: count) { text in
      for offset in 0..<count { text.initializeElement(at: offset, to: lowered(bytes[token.start + offset])) }
      return count
    }
  }

  func rawText(_ first: Int, _ last: Int) -> String {
    String(decoding: bytes[token(first).start..<max(token(first).start, token(last).end)], as: UTF8.self)
  }

  func length(_ index: Int) -> Int { token(index).end - token(index).start }

  func isLower(_ index: Int) -> Bool { isWord(index) && !token(index).flags.contains(.capital) }

  // MARK: The walk

  mutating func parse() {
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      let opens: Bool
      switch token.kind {
      case .number, .currencySign: opens = true
      case .mark: opens = token.code == Mark.hash
      case .word:
        opens =
          !lexicon.infos[Int(token.code)].traits.isDisjoint(with: .opensFigure) || opensByForm(index, token)
      }
      guard opens else {
        index += 1
        continue
      }
      skipTo = index
      let before = figures.count
      read(at: index)
      if figures.count > before { skipTo = max(skipTo, figures[figures.count - 1].end) }
      index = max(index, skipTo) + 1
    }
    link()
  }

  /// Words the lexicon does not know that can still begin a figure: `Q3`, `FY24`, `H1`, "US" before a dollar sign, `MUSD`,
  /// and articles.
  private func opensByForm(_ index: Int, _ token: Token) -> Bool {
    if token.code != 0 {
      switch word(index) {
      case .a, .an, .top, .no, .from, .one, .single, .double, .triple, .mid, .low, .high: return true
      case .number: return true
      default: break
      }
    }
    let length = token.end - token.start
    guard length <= 6 else { return false }
    if token.flags.contains(.mixed) { return true }
    if length == 1, bytes[token.start] == UInt8(ascii: "R"), isNumber(index + 1), isJoined(index + 1) { return true }
    if index + 1 < tokens.count, tokens[index + 1].kind == .currencySign { return true }
    return length == 4 && multipleOfCode(index) != nil
  }

  private mutating func read(at index: Int) {
    let token = tokens[index]
    switch token.kind {
    case .mark:
      _ = readRank(at: index)
    case .number, .currencySign:
      if readDate(at: index) || readNumeralOrdinal(at: index) || token.kind == .number && readFraction(at: index) {
        return
      }
      _ = readQuantity(at: index)
    case .word:
      let traits = traits(index)
      if readDate(at: index) || readTimeline(at: index) || readRank(at: index) || readVague(at: index)
        || readFraction(at: index) || readMultiplier(at: index) || readWordDuration(at: index)
      {
        return
      }
      if !traits.isDisjoint(with: [.small, .tens, .currencyCode, .currencyWord, .fraction, .dozen])
        || word(index) == .a || word(index) == .an || token.code == 0 || word(index) == .us
        || token.flags.contains(.mixed) || self.token(index + 1).kind == .currencySign
      {
        _ = readQuantity(at: index)
      }
    }
  }
}

extension Word {
  static let count = Word.allCases.count
}
