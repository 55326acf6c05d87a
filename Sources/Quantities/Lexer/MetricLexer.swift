internal import Words

/// Cuts text into tokens, one segment (a paragraph, list item, heading or table row) at a time, and steps over markup: tags and
/// their attributes, code, link targets, URLs, comments, template tags and the numbers of lists and headings are never seen by
/// the grammar. Linear in the text, whatever it holds.
struct MetricLexer {
  let bytes: [UInt8]
  let lexicon = Vocabulary.shared
  var position = 0
  /// Flags the next token gets.
  var pending: Token.Flags = [.space, .sentence]
  /// Emphasis is open.
  var strong = false
  /// Where a search for a closing mark is known to find none, by mark.
  var absentFrom: [UInt8: Int] = [:]
  /// The last successful search: from where, and what it found, by mark.
  var found: [UInt8: (from: Int, at: Int)] = [:]
  /// Elements whose end tag does not come any more.
  var absentElements: Set<String> = []
  var segmentBroken = false

  /// Longest segment, in tokens; longer ones are cut, which only loses figures that cross the cut.
  static let segmentLimit = 16_384

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  @inline(__always)
  func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// Fills `tokens` with the next segment; false at the end of the text.
  mutating func next(into tokens: inout [Token]) -> Bool {
    tokens.removeAll(keepingCapacity: true)
    pending = [.space, .sentence]
    strong = false
    segmentBroken = false
    skipLineStart()
    while position < bytes.count {
      if segmentBroken || tokens.count >= Self.segmentLimit {
        if !tokens.isEmpty { return true }
        segmentBroken = false
        pending = [.space, .sentence]
        skipLineStart()
        continue
      }
      step(&tokens)
    }
    return !tokens.isEmpty
  }

  private mutating func step(_ tokens: inout [Token]) {
    let b = bytes[position]
    switch Self.classes[Int(b)] {
    case .letter: word(&tokens)
    case .space:
      pending.insert(.space)
      position += 1
    case .newline: lineBreak()
    case .digit: number(&tokens)
    case .high: high(&tokens)
    case .markup: if !markup(b, &tokens) { mark(UInt32(b), length: 1, &tokens) }
    case .mark:
      if b == UInt8(ascii: "~"), skipStruckText() { return }
      mark(UInt32(b), length: 1, &tokens)
    }
  }

  /// `~~20%~~`: what is struck out is withdrawn and states nothing.
  private mutating func skipStruckText() -> Bool {
    guard byte(position + 1) == UInt8(ascii: "~"), byte(position + 2) != UInt8(ascii: "~"), byte(position + 2) > 0x20
    else {
      return false
    }
    var at = position + 3
    let limit = min(bytes.count, position + 400)
    while at + 1 < limit, bytes[at] != 0x0A {
      if bytes[at] == UInt8(ascii: "~"), bytes[at + 1] == UInt8(ascii: "~") {
        position = at + 2
        pending.insert(.space)
        return true
      }
      at += 1
    }
    return false
  }

  enum Class: UInt8 { case letter, space, newline, digit, high, markup, mark }

  static let classes: [Class] = (0..<256).map { value in
    let b = UInt8(value)
    switch b {
    case 0x61...0x7A, 0x41...0x5A: return .letter
    case 0x30...0x39: return .digit
    case 0x0A, 0x0D: return .newline
    case 0...0x20, 0x7F: return .space
    case 0x80...0xFF: return .high
    case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "!"), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "."):
      return .markup
    default: return .mark
    }
  }

  // MARK: Tokens

  mutating func append(
    _ kind: Token.Kind, _ start: Int, _ end: Int, _ code: UInt32, _ extra: Token.Flags, _ tokens: inout [Token]
  ) {
    var flags = pending.union(extra)
    if strong { flags.insert(.strong) }
    tokens.append(Token(start: start, end: end, code: code, kind: kind, flags: flags))
    pending = []
  }

  /// A mark; `.`, `!` and `?` before white space end a sentence.
  mutating func mark(_ code: UInt32, length: Int, _ tokens: inout [Token]) {
    let start = position
    position += length
    let kind: Token.Kind = code == 0x24 ? .currencySign : .mark
    append(kind, start, position, code, [], &tokens)
    switch code {
    case Mark.dot, Mark.exclamation, Mark.question:
      let following = byte(position)
      if position >= bytes.count || following <= 0x20 || following == 0x22 || following >= 0x80
        || following == UInt8(ascii: "*") || following == UInt8(ascii: "<") || following == UInt8(ascii: ")")
        || following == UInt8(ascii: "[")
      {
        if code != Mark.dot || !endsAbbreviation(tokens) { pending.insert(.sentence) }
      }
    case Mark.pipe, 0x2022, Mark.semicolon, 0x3002, 0xFF01, 0xFF1F: pending.insert(.sentence)
    default: break
    }
  }

  /// Whether the dot just added belongs to an abbreviation ("No. 1", "U.S. 5", "approx. 5").
  private func endsAbbreviation(_ tokens: [Token]) -> Bool {
    guard tokens.count >= 2 else { return false }
    let word = tokens[tokens.count - 2]
    guard word.kind == .word, word.end == tokens[tokens.count - 1].start else { return false }
    if word.end - word.start == 1, bytes[word.start] &- 65 < 26 { return true }
    switch Word(rawValue: UInt16(truncatingIfNeeded: word.code)) {
    case .no, .nos, .approx, .est, .ca, .min, .max: return true
    default: break
    }
    let text = String(decoding: bytes[word.start..<word.end], as: UTF8.self).lowercased()
    return Self.abbreviations.contains(text)
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "inc", "corp", "ltd", "co", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep",
    "sept", "oct", "nov", "dec", "e.g", "i.e", "cf", "approx", "rs", "fig", "vol", "ver", "p", "pp", "avg", "dept",
    "mio", "mrd", "mld", "mln", "tsd", "mia", "milj", "tys", "mill",
  ]

  private mutating func word(_ tokens: inout [Token]) {
    let start = position
    let first = bytes[start]
    if (first | 32) == UInt8(ascii: "h") || (first | 32) == UInt8(ascii: "w") || (first | 32) == UInt8(ascii: "f"),
      skipURL()
    {
      return
    }
    var hash = Vocabulary.hashSeed
    var end = start
    var flags: Token.Flags = first &- 65 < 26 ? .capital : []
    var upper = 0
    var mixed = false
    var hashEnd = -1
    var isUnspaced = false
    // Most words are of plain letters alone.
    bytes.withUnsafeBufferPointer { bytes in
      while end < bytes.count {
        let b = bytes[end]
        let letter = b | 32
        guard letter &- 97 < 26 else { break }
        if b != letter { upper += 1 }
        hash = Vocabulary.step(hash, letter)
        end += 1
      }
    }
    scan: while end < bytes.count {
      let b = bytes[end]
      switch Self.classes[Int(b)] {
      case .letter:
        if b &- 65 < 26 { upper += 1 }
        hash = Vocabulary.step(hash, lowered(b))
        end += 1
        isUnspaced = false
      case .digit:
        if isUnspaced { break scan }
        if !mixed, isCurrencyPrefix(start, end, hash) { break scan }
        mixed = true
        hash = Vocabulary.step(hash, b)
        end += 1
      case .high:
        guard let (code, length) = decode(end), CodePoint.classify(code) == .letter || CodePoint.isSubscriptDigit(code)
        else {
          if let (code, length) = decode(end), CodePoint.classify(code) == .invisible {
            hashEnd = -2
            end += length
            continue scan
          }
          break scan
        }
        if code == 0x5143 || code == 0x5186 { break scan }
        isUnspaced = CodePoint.isUnspaced(code)
        // "m²" is a unit; behind a word it is the mark of a note.
        if end - start > 2, CodePoint.superscript(code) != nil { break scan }
        for offset in 0..<length { hash = Vocabulary.step(hash, bytes[end + offset]) }
        end += length
      default:
        if b == UInt8(ascii: "_"), isAlphanumeric(byte(end + 1)) {
          mixed = true
          hash = Vocabulary.step(hash, b)
          end += 1
        } else {
          break scan
        }
      }
    }
    if mixed { flags.insert(.mixed) }
    if upper > (flags.contains(.capital) ? 1 : 0) { flags.insert(.innerCapital) }
    if upper > 1, upper == end - start { flags.insert(.allCaps) }
    let code = hashEnd == -2 ? 0 : UInt32(lexicon.id(bytes, start, end, hash: hash))
    var after = end
    if let tail = apostropheTail(end) {
      if tail.possessive { flags.insert(.possessive) }
      after = tail.end
    }
    position = after
    append(.word, start, end, code, flags, &tokens)
  }

  /// `'s` and other endings after an apostrophe.
  private func apostropheTail(_ end: Int) -> (possessive: Bool, end: Int)? {
    var at = end
    if byte(at) == 0x27 {
      at += 1
    } else if byte(at) == 0xE2, byte(at + 1) == 0x80, byte(at + 2) == 0x99 {
      at += 3
    } else {
      return nil
    }
    // "d'euros": the article is a word of its own.
    if bytes[end - 1] == UInt8(ascii: "d") || bytes[end - 1] == UInt8(ascii: "l"),
      end < 2 || !isAlphanumeric(bytes[end - 2]),
      byte(at) &- 97 < 26, byte(at + 1) &- 97 < 26
    {
      return nil
    }
    var letters = at
    while letters < bytes.count, Self.classes[Int(bytes[letters])] == .letter { letters += 1 }
    guard letters > at else { return byte(end - 1) | 32 == UInt8(ascii: "s") ? (true, at) : nil }
    return (letters == at + 1 && lowered(bytes[at]) == UInt8(ascii: "s"), letters)
  }

  private func isCurrencyPrefix(_ start: Int, _ end: Int, _ hash: UInt32) -> Bool {
    if end - start == 1 {
      // "$C84.45" in older papers: the letter is the country's.
      if start > 0, bytes[start - 1] == UInt8(ascii: "$") { return bytes[start] &- 65 < 26 }
      return bytes[start] == UInt8(ascii: "R") && isRandAmount(end)
    }
    guard end - start >= 2, end - start <= 3 else { return false }
    let info = lexicon.infos[Int(lexicon.id(bytes, start, end, hash: hash))]
    if info.traits.contains(.currencyCode) { return bytes[start] &- 65 < 26 && bytes[end - 1] &- 65 < 26 }
    guard end - start == 2, info.currency >= 0 else { return false }
    return lowered(bytes[start]) == UInt8(ascii: "r") || lowered(bytes[start]) == UInt8(ascii: "d")
  }

  /// Whether digits behind an `R` are an amount of rand, not the number of a model: grouped, with a magnitude, or a rate.
  private func isRandAmount(_ start: Int) -> Bool {
    var (at, _) = digits(from: start)
    while byte(at) == UInt8(ascii: ",") || byte(at) == UInt8(ascii: "."), byte(at + 1) &- 48 < 10 {
      let group = digits(from: at + 1)
      if byte(at) == UInt8(ascii: ","), group.count == 3 { return true }
      at = group.end
    }
    let joined = byte(at) != 0x20
    if !joined { at += 1 }
    var end = at
    while (byte(end) | 32) &- 97 < 26, end - at < 9 { end += 1 }
    guard end > at else { return false }
    let word = String(decoding: bytes[at..<end].map(lowered), as: UTF8.self)
    if joined { return ["m", "bn", "b", "k", "tn", "million", "billion"].contains(word) }
    return ["million", "billion", "trillion", "bn", "per"].contains(word)
  }

  @inline(__always)
  func isAlphanumeric(_ b: UInt8) -> Bool { (b | 32) &- 97 < 26 || b &- 48 < 10 }

  private mutating func high(_ tokens: inout [Token]) {
    guard let (code, length) = decode(position) else {
      position += 1
      return
    }
    if CodePoint.superscript(code) != nil, let end = superscriptEnd(position) {
      position = end
      return
    }
    switch CodePoint.classify(code) {
    case .letter:
      if code == 0x5143 || code == 0x5186 {
        append(.currencySign, position, position + length, code, [], &tokens)
        position += length
      } else if CodePoint.isUnspaced(code), let end = unspacedUnitEnd(tokens) {
        let hash = bytes[position..<end].reduce(Vocabulary.hashSeed) { Vocabulary.step($0, $1) }
        append(.word, position, end, UInt32(lexicon.id(bytes, position, end, hash: hash)), [], &tokens)
        position = end
      } else {
        word(&tokens)
        if let last = tokens.last, last.end == last.start { position += length }
      }
    case .space:
      pending.insert(.space)
      position += length
    case .invisible: position += length
    case .mark: mark(code, length: length, &tokens)
    case .currency:
      append(.currencySign, position, position + length, code, [], &tokens)
      position += length
    case .fraction:
      append(.number, position, position + length, code, [], &tokens)
      position += length
    case .digit: number(&tokens)
    }
  }

  /// The code point at an index and its length in bytes; nil where the bytes are no UTF-8.
  func decode(_ at: Int) -> (UInt32, Int)? {
    let first = UInt32(byte(at))
    if first < 0x80 { return (first, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0
    guard length > 0, at + length <= bytes.count else { return nil }
    var code = first & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let next = UInt32(bytes[at + offset])
      guard next & 0xC0 == 0x80 else { return nil }
      code = code << 6 | (next & 0x3F)
    }
    return (code, length)
  }
}
