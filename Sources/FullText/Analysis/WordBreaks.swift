/// Where words begin and end: Unicode Standard Annex 29, word boundaries, over UTF-8.
///
/// Two tailorings, both on purpose: a colon ends a word (it separates a label from its text far more often than it belongs to a Swedish
/// abbreviation), and runs of scripts without spaces between words (Han, Kana, Thai, Lao, Khmer, Myanmar) and of Hangul, whose words grow endings,
/// give overlapping pairs of characters, each with the marks that belong to it.
enum WordBreaks {
  /// The word-break property, as far as it decides where words are.
  enum Class: UInt8 {
    case other, letter, hebrew, numeric, extendNumLet, midLetter, midNum, midNumLet, extend, cjk
  }

  static func classOfASCII(_ byte: UInt8) -> Class {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A: .letter
    case 0x30...0x39: .numeric
    case 0x5F: .extendNumLet
    case 0x27, 0x2E: .midNumLet
    case 0x2C, 0x3B: .midNum
    default: .other
    }
  }

  /// A table of 128 classes, so that the common case is one load.
  static let asciiClasses: [Class] = (0..<128).map { classOfASCII(UInt8($0)) }

  static func classOf(_ value: UInt32) -> Class {
    if value < 128 { return asciiClasses[Int(value)] }
    switch value {
    case 0xC0...0x24F where value != 0xD7 && value != 0xF7: return .letter
    case 0x2018, 0x2019, 0x2024, 0xFE52, 0xFF07, 0xFF0E: return .midNumLet
    case 0xB7, 0x387, 0x5F4, 0x2027: return .midLetter
    case 0x37E, 0x589, 0x60C, 0x60D, 0x66C, 0x7F8, 0x2044, 0xFE10, 0xFE14, 0xFE50, 0xFE54, 0xFF0C, 0xFF1B:
      return .midNum
    case 0x5D0...0x5EA, 0x5EF...0x5F2, 0xFB1D, 0xFB1F...0xFB28, 0xFB2A...0xFB4F: return .hebrew
    // Thai, Lao, Myanmar, Khmer: letters and vowels that are no marks.
    case 0xE01...0xE30, 0xE32...0xE33, 0xE40...0xE46, 0xE81...0xEB0, 0xEB2...0xEB3, 0xEBD, 0xEC0...0xEC6, 0xEDC...0xEDF,
      0x1000...0x102A, 0x103F, 0x1050...0x1055, 0x1780...0x17B3, 0x17D7, 0x17DC:
      return .cjk
    case 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3041...0x3096,
      0x309D...0x309F,
      0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F, 0x3131...0x318E, 0x31A0...0x31BF, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF66...0xFFDC,
      0x1B000...0x1B16F, 0x20000...0x3FFFF:
      return .cjk
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return .other }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return .letter
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .extend
    case .decimalNumber: return .numeric
    case .connectorPunctuation: return .extendNumLet
    default: return scalar.properties.isAlphabetic ? .letter : .other
    }
  }

  /// Decodes the scalar at `offset`; bytes that are not UTF-8 are one `other` each.
  @inline(__always)
  static func decode(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (value: UInt32, length: Int) {
    let first = unsafe UInt32(text[offset])
    if first < 0x80 { return (first, 1) }
    let left = text.count - offset
    func tail(_ index: Int) -> UInt32? {
      guard index < left else { return nil }
      let byte = unsafe UInt32(text[offset + index])
      return byte & 0xC0 == 0x80 ? byte & 0x3F : nil
    }
    if first >= 0xC2, first < 0xE0, let a = tail(1) { return ((first & 0x1F) << 6 | a, 2) }
    if first >= 0xE0, first < 0xF0, let a = tail(1), let b = tail(2) { return ((first & 0x0F) << 12 | a << 6 | b, 3) }
    if first >= 0xF0, first < 0xF5, let a = tail(1), let b = tail(2), let c = tail(3) {
      return ((first & 0x07) << 18 | a << 12 | b << 6 | c, 4)
    }
    return (0xFFFD, 1)
  }

  /// Calls `body` with the byte range of each word.
  @inline(__always)
  static func forEachWord(_ text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) throws -> Void)
    rethrows
  {
    let count = text.count
    var index = 0
    while index < count {
      // Plain ASCII words, by far the most: letters and digits up to a byte that certainly ends a word.
      var end = index
      while end < count, unsafe isPlain[Int(text[end])] { end += 1 }
      if end > index, unsafe end == count || isPlainEnd[Int(text[end])] {
        try body(index, end)
        index = end + 1
        continue
      }
      let (value, length) = unsafe decode(text, at: index)
      let first = classOf(value)
      switch first {
      case .letter, .hebrew, .numeric, .extendNumLet:
        end = unsafe endOfWord(text, from: index)
        // Underscores alone are no word.
        if unsafe first != .extendNumLet || hasLetter(text, index, end) { try body(index, end) }
        index = end
      case .cjk:
        index = try unsafe bigrams(text, from: index, body)
      default: index += length
      }
    }
  }

  /// Bytes that belong to a word whatever their neighbours.
  private static let isPlain: [Bool] = (0..<256).map {
    $0 < 128 && [.letter, .numeric].contains(classOfASCII(UInt8($0)))
  }
  /// Bytes that end a word whatever their neighbours.
  private static let isPlainEnd: [Bool] = (0..<256).map { $0 < 128 && classOfASCII(UInt8($0)) == .other }

  private static func hasLetter(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end {
      let (value, length) = unsafe decode(text, at: index)
      let kind = classOf(value)
      if kind == .letter || kind == .hebrew || kind == .numeric { return true }
      index += length
    }
    return false
  }

  private static func endOfWord(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    var previous = Class.other
    while index < text.count {
      let (value, length) = unsafe decode(text, at: index)
      let kind = classOf(value)
      switch kind {
      case .letter, .hebrew, .numeric, .extendNumLet: previous = kind
      case .extend: break
      case .midLetter, .midNum, .midNumLet:
        // WB6, WB7, WB11, WB12: a mark inside a word needs its kind on both sides.
        let (next, following) = unsafe classBehind(text, index + length)
        let joins =
          isLetter(previous) && isLetter(following) && kind != .midNum
          || previous == .numeric && following == .numeric && kind != .midLetter
        if !joins {
          // WB7a: a Hebrew word may end with an apostrophe.
          return value == 0x27 && previous == .hebrew ? next : index
        }
      case .other where value == 0x22 && previous == .hebrew:
        // WB7b, WB7c: double quotes mark acronyms inside a Hebrew word.
        if unsafe classBehind(text, index + length).following != .hebrew { return index }
      case .other, .cjk: return index
      }
      index += length
    }
    return index
  }

  private static func isLetter(_ kind: Class) -> Bool { kind == .letter || kind == .hebrew }

  /// Where the marks that belong to the character before end, and the class of what follows them.
  private static func classBehind(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (next: Int, following: Class) {
    var next = start
    while next < text.count {
      let (value, length) = unsafe decode(text, at: next)
      let following = classOf(value)
      if following != .extend { return (next, following) }
      next += length
    }
    return (next, .other)
  }

  private static func bigrams(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (_ start: Int, _ end: Int) throws -> Void
  ) rethrows -> Int {
    var previous = start
    var index = unsafe endOfCharacter(text, from: start)
    var isAlone = true
    while index < text.count {
      guard unsafe classOf(decode(text, at: index).value) == .cjk else { break }
      let end = unsafe endOfCharacter(text, from: index)
      try body(previous, end)
      isAlone = false
      previous = index
      index = end
    }
    if isAlone { try body(start, index) }
    return index
  }

  /// The end of the character that begins here, with the marks that belong to it.
  private static func endOfCharacter(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let end = unsafe start + decode(text, at: start).length
    return unsafe classBehind(text, end).next
  }
}
