internal import Words

extension MetricLexer {
  /// A run of digits with its separators: `1,234.56`, `1.234,56`, `12,34,567`, `1 234`, `1'234`, `1e10`. Dotted runs such as
  /// versions and addresses come out as one token too, so that no part of them is read as a number.
  mutating func number(_ tokens: inout [Token]) {
    let start = position
    var end = digits(from: start).end
    var groups = 0
    while end < bytes.count {
      guard let separator = separator(at: end, start: start, groups: groups) else { break }
      end = digits(from: separator).end
      groups += 1
    }
    if let exponent = exponentEnd(end) ?? powerEnd(start, end) { end = exponent }
    position = end
    append(.number, start, end, 0, [], &tokens)
  }

  /// Where a run of decimal digits ends, and how many there are.
  func digits(from start: Int) -> (end: Int, count: Int) {
    var end = start
    var count = 0
    while end < bytes.count {
      if bytes[end] &- 48 < 10 {
        end += 1
      } else if bytes[end] >= 0xD9, let (code, length) = decode(end), CodePoint.digitValue(code) != nil {
        end += length
      } else {
        break
      }
      count += 1
    }
    return (end, count)
  }

  /// Where the digits after a separator begin, when what stands at `at` is one.
  private func separator(at: Int, start: Int, groups: Int) -> Int? {
    let b = bytes[at]
    switch b {
    case UInt8(ascii: "."):
      return digits(from: at + 1).count > 0 ? at + 1 : nil
    case UInt8(ascii: ","):
      let (end, count) = digits(from: at + 1)
      if count == 3 { return at + 1 }
      // Indian grouping, or a decimal comma; a list without spaces is neither.
      if count == 2, byte(end) == b, digits(from: end + 1).count >= 2, digits(from: end + 1).count <= 3 {
        return at + 1
      }
      guard count == 1 || count == 2, byte(end) != b else { return nil }
      return at + 1
    case UInt8(ascii: "'"):
      return digits(from: at + 1).count == 3 ? at + 1 : nil
    case 0xE2 where byte(at + 1) == 0x80 && byte(at + 2) == 0x99:
      return digits(from: at + 3).count == 3 ? at + 3 : nil
    case 0x20, 0xC2, 0xE2:
      return spaceSeparator(at: at, start: start, groups: groups)
    default: return nil
    }
  }

  /// A space between groups of three: always for spaces that keep a number together, for plain ones only where no other
  /// separator stands and the first group is short.
  private func spaceSeparator(at: Int, start: Int, groups: Int) -> Int? {
    if bytes[at] == 0x20, let next = spacedSeparator(at: at) { return next }
    var next = at + 1
    if bytes[at] != 0x20 {
      guard let (code, length) = decode(at), code == 0xA0 || code == 0x202F || code == 0x2009 else { return nil }
      next = at + length
    }
    let (end, count) = digits(from: next)
    guard count == 3, bytes[start] != UInt8(ascii: "0") else { return nil }
    if groups == 0 { guard digits(from: start).count <= 3, digits(from: start).end == at else { return nil } }
    // Not when the group goes on as something of its own: "5 100-person teams", "3 500ms".
    let following = byte(end)
    if (following | 32) &- 97 < 26 || following == UInt8(ascii: "-") { return nil }
    return next
  }

  /// Text cut into words by other tools writes `46 . 8 million` and `80 , 000`: a separator with a space on each side, when what
  /// follows makes sense only as one number.
  private func spacedSeparator(at: Int) -> Int? {
    let mark = byte(at + 1)
    guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","), byte(at + 2) == 0x20 else { return nil }
    let (end, count) = digits(from: at + 3)
    guard count > 0, byte(end) == 0x20 else { return nil }
    if mark == UInt8(ascii: ",") { return count == 3 ? at + 3 : nil }
    guard count <= 3 else { return nil }
    if byte(end + 1) == UInt8(ascii: "%") { return at + 3 }
    var wordEnd = end + 1
    while isAlphanumeric(byte(wordEnd)), wordEnd - end < 14 { wordEnd += 1 }
    guard wordEnd > end + 1, wordEnd <= bytes.count else { return nil }
    let word = String(decoding: bytes[(end + 1)..<wordEnd].map(lowered), as: UTF8.self)
    if ["percent", "percentage", "points", "point"].contains(word) { return at + 3 }
    return lexicon.info(of: word).traits.isDisjoint(with: [.scale, .currencyWord, .centWord]) ? nil : at + 3
  }

  private func exponentEnd(_ end: Int) -> Int? {
    guard byte(end) | 32 == UInt8(ascii: "e") else { return nil }
    var at = end + 1
    if byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-") { at += 1 }
    let (stop, count) = digits(from: at)
    return count > 0 && !isAlphanumeric(byte(stop)) ? stop : nil
  }
}

/// Reads the value of a number token.
struct NumeralReader {
  /// A numeral's value and what its form says.
  struct Numeral {
    /// Nil when the digits are no number ("1.2.3") or beyond what a double can hold.
    var value: Double?
    var hasGroups = false
    var decimals = 0
    var integerDigits = 0
    var isDotted = false
    var isAmbiguous = false
    var isBeyondRange = false
    /// Written with an exponent behind its base: `10^6`, `3 × 10^24`.
    var isPower = false
  }

  /// - Parameter commaDecimal: the text's language writes decimals with a comma.
  static func read(_ bytes: [UInt8], _ start: Int, _ end: Int, commaDecimal: Bool) -> Numeral {
    var result = Numeral()
    var plain: [UInt8] = []
    plain.reserveCapacity(end - start)
    var marks: [(mark: UInt8, at: Int)] = []  // separators, and how many digits stand before each
    var exponent: [UInt8] = []
    var inExponent = false
    var power: Int?
    var index = start
    scan: while index < end {
      let b = bytes[index]
      if b &- 48 < 10 {
        if inExponent { exponent.append(b) } else { plain.append(b) }
        index += 1
      } else if b < 0x80 {
        if b | 32 == UInt8(ascii: "e") {
          inExponent = true
        } else if b | 32 == UInt8(ascii: "x") || b == 0x2A || b == 0x5E || b == 0x5C || b == 0x3C {
          power = index
          break scan
        } else if inExponent {
          exponent.append(b)
        } else {
          marks.append((b, plain.count))
        }
        index += 1
      } else if let (code, length) = scalar(bytes, index, end) {
        if let digit = CodePoint.digitValue(code) {
          plain.append(UInt8(48 + digit))
        } else if code == Mark.times || code == 0xB7 || CodePoint.superscript(code) != nil {
          power = index
          break scan
        } else {
          marks.append((UInt8(ascii: " "), plain.count))
        }
        index += length
      } else {
        index += 1
      }
    }
    if power != nil { marks.removeAll { $0.mark == 0x20 && $0.at == plain.count } }
    let dots = marks.filter { $0.mark == UInt8(ascii: ".") }
    let commas = marks.filter { $0.mark == UInt8(ascii: ",") }
    result.hasGroups = dots.isEmpty && marks.contains { $0.mark != UInt8(ascii: ".") && $0.mark != UInt8(ascii: ",") }
    var decimalAt: Int?
    switch (dots.count, commas.count) {
    case (0, 0): break
    case (1, 0):
      let after = plain.count - dots[0].at
      if commaDecimal, after == 3, dots[0].at <= 3, dots[0].at > 0 {
        result.hasGroups = true
      } else {
        decimalAt = dots[0].at
        result.isAmbiguous = after == 3 && dots[0].at > 0 && dots[0].at <= 3 && plain[0] != 48
      }
    case (2..., 0):
      if grouped(dots.map(\.at), plain.count) { result.hasGroups = true } else { result.isDotted = true }
    case (0, 1):
      let after = plain.count - commas[0].at
      if after == 3, !(commaDecimal && commas[0].at == 1 && plain[0] == 48) {
        result.hasGroups = true
      } else {
        decimalAt = commas[0].at
      }
    case (0, _):
      // Groups of three, or Indian groups of two before the last three; a list without spaces is no number.
      let cuts = commas.map(\.at)
      result.hasGroups = grouped(cuts, plain.count) || indian(cuts, plain.count)
      result.isDotted = !result.hasGroups
    default:
      // Both: the last one is the decimal sign, if it is the only one of its sort.
      let lastIsDot = (dots.last?.at ?? 0) > (commas.last?.at ?? 0)
      let decimal = lastIsDot ? dots : commas
      if decimal.count == 1 {
        decimalAt = decimal[0].at
        result.hasGroups = true
      } else {
        result.isDotted = true
      }
    }
    guard !result.isDotted else { return result }
    result.integerDigits = decimalAt ?? plain.count
    result.decimals = decimalAt.map { plain.count - $0 } ?? 0
    var text = String(decoding: plain[..<(decimalAt ?? plain.count)], as: UTF8.self)
    if text.isEmpty { text = "0" }
    if let decimalAt { text += "." + String(decoding: plain[decimalAt...], as: UTF8.self) }
    if !exponent.isEmpty { text += "e" + String(decoding: exponent, as: UTF8.self) }
    if let power {
      result.isPower = true
      let (isFactor, digits) = exponentOfPower(bytes, power, end)
      if !isFactor, text == "2" {
        text =
          Int(digits).map { String(Double(sign: .plus, exponent: min(max($0, -1100), 1100), significand: 1)) } ?? text
      } else {
        text = (isFactor ? text : "1") + "e" + digits
      }
    }
    let value = Double(text)
    if let value, value.isFinite { result.value = value } else { result.isBeyondRange = true }
    return result
  }

  /// The exponent of what `powerEnd` took in, and whether the digits before are a factor (`3 × 10^6`) or the base.
  private static func exponentOfPower(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (isFactor: Bool, digits: String) {
    var at = start
    var isFactor = false
    if bytes[at] | 32 == UInt8(ascii: "x") || bytes[at] == 0x2A
      || scalar(bytes, at, end).map({ $0.0 == Mark.times || $0.0 == 0xB7 }) == true
    {
      isFactor = true
      // Up to behind the ten.
      while at < end, bytes[at] != UInt8(ascii: "0") { at += 1 }
      at += 1
    }
    var digits = ""
    while at < end {
      if let (code, length) = bytes[at] < 0x80 ? (UInt32(bytes[at]), 1) : scalar(bytes, at, end) {
        if code &- 48 < 10 { digits.unicodeScalars.append(Unicode.Scalar(UInt8(code))) }
        if code == Mark.hyphen || code == Mark.minus { digits = "-" }
        if let character = CodePoint.superscript(code) { digits.unicodeScalars.append(character) }
        at += length
      } else {
        at += 1
      }
    }
    return (isFactor, digits)
  }

  /// Whether separators at these digit counts cut groups of three.
  private static func grouped(_ positions: [Int], _ count: Int) -> Bool {
    guard let first = positions.first, first >= 1, first <= 3 else { return false }
    var previous = first
    for position in positions.dropFirst() + [count] {
      if position - previous != 3 { return false }
      previous = position
    }
    return true
  }

  private static func indian(_ positions: [Int], _ count: Int) -> Bool {
    guard let first = positions.first, let last = positions.last, first >= 1, first <= 2, count - last == 3 else {
      return false
    }
    return zip(positions, positions.dropFirst()).allSatisfy { $1 - $0 == 2 }
  }

  private static func scalar(_ bytes: [UInt8], _ at: Int, _ end: Int) -> (UInt32, Int)? {
    let first = UInt32(bytes[at])
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC0, at + length <= end else { return nil }
    var code = first & (0x7F >> UInt32(length))
    for offset in 1..<length { code = code << 6 | UInt32(bytes[at + offset] & 0x3F) }
    return (code, length)
  }
}
