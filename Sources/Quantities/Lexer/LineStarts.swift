internal import Words

extension MetricLexer {
  /// A line break: a blank line or a line that begins a block ends the segment, any other is white space.
  mutating func lineBreak() {
    var at = position
    if bytes[at] == 0x0D, byte(at + 1) == 0x0A { at += 1 }
    at += 1
    position = at
    pending.formUnion([.space, .newline])
    var look = at
    while look < bytes.count, bytes[look] == 0x20 || bytes[look] == 0x09 { look += 1 }
    guard look < bytes.count else { return }
    switch bytes[look] {
    case 0x0A, 0x0D: segmentBroken = true
    case UInt8(ascii: "#"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "`"): segmentBroken = true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      if byte(look + 1) <= 0x20 || byte(look + 1) == bytes[look] { segmentBroken = true }
    case 0x30...0x39:
      if orderedMarkerEnd(look) != nil { segmentBroken = true }
    default: break
    }
  }

  /// Steps over what begins a line and is no text: indentation, quote and list marks, heading signs and their numbers.
  mutating func skipLineStart() {
    var heading = false
    while position < bytes.count {
      let b = bytes[position]
      switch b {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: ">"):
        // A comparison sign is followed by its number at once.
        guard byte(position + 1) <= 0x20 || byte(position + 1) == b else { return }
        position += 1
      case UInt8(ascii: "#"):
        var end = position
        while byte(end) == b { end += 1 }
        guard byte(end) <= 0x20, end - position <= 6 else { return }
        position = end
        heading = true
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        guard byte(position + 1) <= 0x20, position + 1 < bytes.count else { return }
        position += 1
        if let end = taskBoxEnd(position) { position = end }
      case 0x30...0x39:
        if let end = orderedMarkerEnd(position) {
          position = end
        } else if let end = sectionNumberEnd(position, heading: heading) {
          position = end
        }
        return
      default: return
      }
    }
  }

  /// `1.` or `2)` before white space and text.
  private func orderedMarkerEnd(_ at: Int) -> Int? {
    var end = at
    while byte(end) &- 48 < 10 { end += 1 }
    guard end - at <= 3, byte(end) == UInt8(ascii: ".") || byte(end) == UInt8(ascii: ")") else { return nil }
    let after = end + 1
    guard after < bytes.count, bytes[after] == 0x20 || bytes[after] == 0x09 else { return nil }
    return after
  }

  /// `1.2 Title`, `1.2.3 Title`, and in headings `1 Title`: the number of a section.
  private func sectionNumberEnd(_ at: Int, heading: Bool) -> Int? {
    var end = at
    var dots = 0
    var digits = 0
    while byte(end) &- 48 < 10 || (byte(end) == UInt8(ascii: ".") && end > at) {
      if bytes[end] == UInt8(ascii: ".") {
        dots += 1
        digits = 0
      } else {
        digits += 1
        // "2.000 EUR" is money.
        if digits > 2 { return nil }
      }
      end += 1
    }
    guard dots > 0, end - at <= 9, byte(end) == 0x20 else { return nil }
    var word = end
    while byte(word) == 0x20 { word += 1 }
    guard byte(word) &- 65 < 26 else { return nil }
    if heading || dots > 1 { return end }
    // "1.5 Million users" is a figure.
    var wordEnd = word
    while byte(wordEnd) | 32 &- 97 < 26 { wordEnd += 1 }
    guard wordEnd <= bytes.count else { return nil }
    let traits = lexicon.info(of: String(decoding: bytes[word..<wordEnd], as: UTF8.self)).traits
    return traits.isDisjoint(with: [.scale, .timeUnit, .dataUnit, .physicalUnit, .currencyWord]) ? end : nil
  }

  /// `[ ]` and `[x]` of a task.
  private func taskBoxEnd(_ at: Int) -> Int? {
    guard byte(at) == 0x20, byte(at + 1) == UInt8(ascii: "["), byte(at + 3) == UInt8(ascii: "]") else { return nil }
    let box = byte(at + 2) | 32
    return box == 0x20 || box == UInt8(ascii: "x") ? at + 4 : nil
  }

  /// Steps over a URL or mail address that begins here; false when none does.
  mutating func skipURL() -> Bool {
    let start = position
    let isURL =
      matches("http://", at: start) || matches("https://", at: start) || matches("www.", at: start)
      || matches("ftp://", at: start) || matches("file://", at: start)
    guard isURL, start == 0 || !isAlphanumeric(bytes[start - 1]) else { return false }
    var end = start
    while end < bytes.count {
      let b = bytes[end]
      if b <= 0x20 || b == UInt8(ascii: "<") || b == UInt8(ascii: ">") || b == UInt8(ascii: "\"")
        || b == UInt8(ascii: ")")
        || b == UInt8(ascii: "]") || b == UInt8(ascii: "`")
      {
        break
      }
      end += 1
    }
    position = end
    pending.insert(.space)
    return true
  }

  private func matches(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for offset in 0..<buffer.count where lowered(bytes[start + offset]) != buffer[offset] { return false }
      return true
    }
  }
}
