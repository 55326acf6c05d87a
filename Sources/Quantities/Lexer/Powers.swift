internal import Words

/// Powers of ten, and of two.
extension MetricLexer {
  /// Where a power ends whose base, or whose factor, the digits up to `end` are: `10^6`, `10⁶`, `10<sup>6</sup>`, `2^32`,
  /// `3.1 × 10^24`, `6.2x10⁻⁴`. Nil for anything else, marks of notes among them.
  func powerEnd(_ start: Int, _ end: Int) -> Int? {
    if isTen(start), end == start + 2 { return exponentMark(end, isSure: false) }
    if byte(start) == UInt8(ascii: "2"), end == start + 1, byte(end) == UInt8(ascii: "^") {
      return exponentMark(end, isSure: true)
    }
    var at = end
    if byte(at) == 0x20 { at += 1 }
    if byte(at) | 32 == UInt8(ascii: "x") || byte(at) == UInt8(ascii: "*") {
      at += 1
    } else if byte(at) == 0xC3 && byte(at + 1) == 0x97 || byte(at) == 0xC2 && byte(at + 1) == 0xB7 {
      at += 2
    } else {
      return nil
    }
    if byte(at) == 0x20 { at += 1 }
    return isTen(at) ? exponentMark(at + 2, isSure: true) : nil
  }

  private func isTen(_ at: Int) -> Bool { byte(at) == UInt8(ascii: "1") && byte(at + 1) == UInt8(ascii: "0") }

  /// Where an exponent ends that begins at `at`. Digits set high behind a bare ten may be the mark of a note: they are an
  /// exponent when they have two places or a sign, or when what is counted follows.
  private func exponentMark(_ at: Int, isSure: Bool) -> Int? {
    let mark = byte(at)
    if mark == UInt8(ascii: "^") || mark == UInt8(ascii: "\\") && byte(at + 1) == UInt8(ascii: "^") {
      var from = mark == UInt8(ascii: "^") ? at + 1 : at + 2
      let isBraced = byte(from) == UInt8(ascii: "{")
      if isBraced { from += 1 }
      guard let end = signedDigits(from) else { return nil }
      if isBraced { return byte(end) == UInt8(ascii: "}") ? end + 1 : nil }
      return byte(end) == UInt8(ascii: "^") ? end + 1 : isAlphanumeric(byte(end)) ? nil : end
    }
    if mark == UInt8(ascii: "<") {
      guard starts("<sup>", at), let end = signedDigits(at + 5), starts("</sup>", end) else { return nil }
      return isSure || end > at + 6 || countsSomething(end + 6) ? end + 6 : nil
    }
    guard mark >= 0x80, let end = superscriptEnd(at) else { return nil }
    var characters = 0
    for index in at..<end where bytes[index] & 0xC0 != 0x80 { characters += 1 }
    return isSure || characters > 1 || countsSomething(end) ? end : nil
  }

  private func countsSomething(_ at: Int) -> Bool { byte(at) == 0x20 && (byte(at + 1) | 32) &- 97 < 26 }

  private func starts(_ text: StaticString, _ at: Int) -> Bool {
    guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where lowered(bytes[at + offset]) != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private func signedDigits(_ at: Int) -> Int? {
    var from = at
    if byte(from) == UInt8(ascii: "-") || byte(from) == UInt8(ascii: "+") {
      from += 1
    } else if byte(from) == 0xE2, byte(from + 1) == 0x88, byte(from + 2) == 0x92 {
      from += 3
    }
    var end = from
    while byte(end) &- 48 < 10, end - from < 4 { end += 1 }
    return end > from && end - from <= 3 ? end : nil
  }

  /// Where characters end that stand above the line, digits and signs; nil when there are none.
  func superscriptEnd(_ at: Int) -> Int? {
    var end = at
    while byte(end) >= 0xC2, let (code, length) = decode(end), CodePoint.superscript(code) != nil { end += length }
    return end > at ? end : nil
  }
}
