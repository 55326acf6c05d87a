/// A piece of text the grammar works on.
struct Token {
  enum Kind: UInt8 {
    /// Letters, or letters with digits inside ("EC2"). `code` is the lexicon id.
    case word
    /// Digits with separators, or a vulgar fraction (`code` then is its code point).
    case number
    /// `code` is the code point.
    case currencySign
    /// Anything else; `code` is the code point, entities and escapes resolved.
    case mark
  }

  struct Flags: OptionSet {
    let rawValue: UInt16
    /// White space, or markup that shows as such, stands before the token.
    static let space = Flags(rawValue: 1 << 0)
    /// A single line break stands before it.
    static let newline = Flags(rawValue: 1 << 1)
    /// First letter is upper case.
    static let capital = Flags(rawValue: 1 << 2)
    /// A sentence or a piece of one begins here.
    static let sentence = Flags(rawValue: 1 << 3)
    /// A word that holds digits.
    static let mixed = Flags(rawValue: 1 << 4)
    /// All letters are upper case, more than one.
    static let allCaps = Flags(rawValue: 1 << 5)
    /// A genitive: "Nav's".
    static let possessive = Flags(rawValue: 1 << 6)
    /// Stands in emphasis markup.
    static let strong = Flags(rawValue: 1 << 7)
    /// A capital inside: "OpenAI", "NVIDIA".
    static let innerCapital = Flags(rawValue: 1 << 8)
  }

  var start: Int
  var end: Int
  var code: UInt32
  var kind: Kind
  var flags: Flags

  @inline(__always) var spaced: Bool { flags.contains(.space) }
  @inline(__always) func isMark(_ character: UInt32) -> Bool { kind == .mark && code == character }
}

/// Code points the grammar names.
enum Mark {
  static let percent: UInt32 = 0x25
  static let perMille: UInt32 = 0x2030
  static let plus: UInt32 = 0x2B
  static let hyphen: UInt32 = 0x2D
  static let comma: UInt32 = 0x2C
  static let dot: UInt32 = 0x2E
  static let slash: UInt32 = 0x2F
  static let colon: UInt32 = 0x3A
  static let semicolon: UInt32 = 0x3B
  static let open: UInt32 = 0x28
  static let close: UInt32 = 0x29
  static let hash: UInt32 = 0x23
  static let tilde: UInt32 = 0x7E
  static let less: UInt32 = 0x3C
  static let greater: UInt32 = 0x3E
  static let equals: UInt32 = 0x3D
  static let pipe: UInt32 = 0x7C
  static let times: UInt32 = 0xD7
  static let plusMinus: UInt32 = 0xB1
  static let approximately: UInt32 = 0x2248
  static let atMost: UInt32 = 0x2264
  static let atLeast: UInt32 = 0x2265
  static let minus: UInt32 = 0x2212
  static let figureDash: UInt32 = 0x2012
  static let enDash: UInt32 = 0x2013
  static let emDash: UInt32 = 0x2014
  static let arrow: UInt32 = 0x2192
  static let caret: UInt32 = 0x5E
  static let at: UInt32 = 0x40
  static let degree: UInt32 = 0xB0
  static let exclamation: UInt32 = 0x21
  static let question: UInt32 = 0x3F
  static let quote: UInt32 = 0x22
  static let inchMark: UInt32 = 0x2033
}

/// Classes of code points beyond ASCII.
enum CodePoint {
  enum Class { case letter, space, invisible, mark, currency, fraction, digit }

  static func classify(_ c: UInt32) -> Class {
    switch c {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x85, 0x2028, 0x2029: return .space
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFE00...0xFE0F: return .invisible
    case 0xA2...0xA5, 0x20A0...0x20BF, 0x0E3F, 0xFF04, 0x17DB: return .currency
    case 0xBC, 0xBD, 0xBE, 0x2150...0x215E, 0x2189: return .fraction
    case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA: return .letter
    case 0xA1...0xBF, 0xD7, 0xF7: return .mark
    case 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x209F, 0x2100...0x2101: return .mark
    case 0x2190...0x2BFF, 0x3001...0x3003, 0x3008...0x3011, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F000...0x1FAFF:
      return .mark
    default: return digitValue(c) == nil ? .letter : .digit
    }
  }

  /// The digit or sign that a character above the line stands for.
  static func superscript(_ c: UInt32) -> Unicode.Scalar? {
    switch c {
    case 0xB9: "1"
    case 0xB2: "2"
    case 0xB3: "3"
    case 0x2070, 0x2074...0x2079: Unicode.Scalar(UInt8(0x30 + c - 0x2070))
    case 0x207A: "+"
    case 0x207B: "-"
    default: nil
    }
  }

  /// A digit below the line, as in CO₂: part of the word it follows.
  static func isSubscriptDigit(_ c: UInt32) -> Bool { c >= 0x2080 && c <= 0x2089 }

  /// The value of a decimal digit of any script in wide use; nil for anything else.
  static func digitValue(_ c: UInt32) -> UInt32? {
    if c < 0x660 { return c >= 0x30 && c <= 0x39 ? c - 0x30 : nil }
    for zero in zeros where c >= zero && c < zero + 10 { return c - zero }
    return nil
  }

  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040,
    0x17E0, 0x1810, 0x1946, 0x19D0, 0xFF10,
  ]

  /// Numerator and denominator of a vulgar fraction.
  static func fraction(_ c: UInt32) -> (Double, Double)? {
    switch c {
    case 0xBC: (1, 4)
    case 0xBD: (1, 2)
    case 0xBE: (3, 4)
    case 0x2150: (1, 7)
    case 0x2151: (1, 9)
    case 0x2152: (1, 10)
    case 0x2153: (1, 3)
    case 0x2154: (2, 3)
    case 0x2155: (1, 5)
    case 0x2156: (2, 5)
    case 0x2157: (3, 5)
    case 0x2158: (4, 5)
    case 0x2159: (1, 6)
    case 0x215A: (5, 6)
    case 0x215B: (1, 8)
    case 0x215C: (3, 8)
    case 0x215D: (5, 8)
    case 0x215E: (7, 8)
    case 0x2189: (0, 3)
    default: nil
    }
  }

  static func isDash(_ c: UInt32) -> Bool {
    c == Mark.hyphen || (c >= 0x2010 && c <= 0x2015) || c == Mark.minus || c == 0xFF0D
  }
  static func isHyphen(_ c: UInt32) -> Bool { c == Mark.hyphen || c == 0x2010 || c == 0x2011 }
  static func isArrow(_ c: UInt32) -> Bool {
    c == 0x2192 || c == 0x21D2 || c == 0x27A1 || c == 0x27F6 || c == 0x2794 || c == 0x279C || c == 0x27A4 || c == 0x21E8
      || c == 0x279D || c == 0x279E
  }
}
