internal import Words

extension MetricLexer {
  /// Handles a byte that may begin markup; false when it is an ordinary mark.
  mutating func markup(_ b: UInt8, _ tokens: inout [Token]) -> Bool {
    switch b {
    case UInt8(ascii: "<"): return tag()
    case UInt8(ascii: "&"): return entity(&tokens)
    case UInt8(ascii: "`"): return codeSpan()
    case UInt8(ascii: "*"):
      // Between digits it multiplies.
      if position > 0, bytes[position - 1] &- 48 < 10, byte(position + 1) &- 48 < 10 { return false }
      if byte(position + 1) == b { strong.toggle() }
      while byte(position) == b { position += 1 }
      return true
    case UInt8(ascii: "_"):
      position += 1
      return true
    case UInt8(ascii: "["):
      return noteMark()
    case UInt8(ascii: "]"):
      position += 1
      if byte(position) == UInt8(ascii: "(") { skipLinkTarget() }
      return true
    case UInt8(ascii: "!"):
      guard byte(position + 1) == UInt8(ascii: "[") else { return false }
      return image()
    case UInt8(ascii: "\\"):
      position += 1
      let next = byte(position)
      return next > 0x20 && next < 0x7F && !isAlphanumeric(next) ? escaped(next, &tokens) : true
    case UInt8(ascii: "{"):
      guard byte(position + 1) == b || byte(position + 1) == UInt8(ascii: "%") else { return false }
      return template()
    case UInt8(ascii: "."):
      // `.25`
      guard byte(position + 1) &- 48 < 10, position == 0 || !isAlphanumeric(bytes[position - 1]) else { return false }
      guard position == 0 || bytes[position - 1] != b else { return false }
      decimalFraction(&tokens)
      return true
    default: return false
    }
  }

  /// The mark of a note behind what it is for: "450 units[4]". False for any other bracket.
  private mutating func noteMark() -> Bool {
    guard position > 0, bytes[position - 1] > 0x20, bytes[position - 1] != UInt8(ascii: "(") else { return false }
    let (end, count) = digits(from: position + 1)
    guard count > 0, count <= 3, byte(end) == UInt8(ascii: "]") else { return false }
    switch byte(end + 1) {
    case UInt8(ascii: "("), UInt8(ascii: ":"): return false
    default: break
    }
    position = end + 1
    return true
  }

  private mutating func escaped(_ next: UInt8, _ tokens: inout [Token]) -> Bool {
    mark(UInt32(next), length: 1, &tokens)
    return true
  }

  private mutating func decimalFraction(_ tokens: inout [Token]) {
    let start = position
    position = digits(from: position + 1).end
    append(.number, start, position, 0, [], &tokens)
  }

  /// The index of `needle` at or after `start`, or nil; a failed search is remembered, so that many openings without an end
  /// stay linear.
  private mutating func find(_ needle: UInt8, from start: Int) -> Int? {
    if let absent = absentFrom[needle], start >= absent { return nil }
    // The same closing mark answers every opening before it.
    if let known = found[needle], start >= known.from, start <= known.at { return known.at }
    var at = start
    while at < bytes.count {
      if bytes[at] == needle {
        found[needle] = (start, at)
        return at
      }
      at += 1
    }
    absentFrom[needle] = min(start, absentFrom[needle] ?? start)
    return nil
  }

  /// A tag, comment or declaration; false for a bare `<`.
  private mutating func tag() -> Bool {
    let next = byte(position + 1)
    let isEnd = next == UInt8(ascii: "/")
    let letter = byte(position + (isEnd ? 2 : 1)) | 32
    if next == UInt8(ascii: "!") {
      if byte(position + 2) == UInt8(ascii: "-"), byte(position + 3) == UInt8(ascii: "-") {
        position = endOfComment(position + 4)
        return true
      }
    } else if letter &- 97 >= 26, next != UInt8(ascii: "?") {
      return false
    }
    guard let close = endOfTag(position + 1) else { return false }
    var nameEnd = position + (isEnd ? 2 : 1)
    let nameStart = nameEnd
    while nameEnd < close, isAlphanumeric(bytes[nameEnd]) { nameEnd += 1 }
    let name = String(decoding: bytes[nameStart..<nameEnd].map(lowered), as: UTF8.self)
    let selfClosed = bytes[close - 1] == UInt8(ascii: "/")
    position = close + 1
    if Self.blockTags.contains(name) {
      segmentBroken = true
    } else if name == "br" {
      pending.formUnion([.space, .newline, .sentence])
    }
    if !isEnd, !selfClosed, Self.opaqueTags.contains(name) { skipElement(name) }
    if !isEnd, name == "sup" { skipNoteMark() }
    return true
  }

  /// Numbers set high are marks of notes, where the number before them has not taken them for an exponent.
  private mutating func skipNoteMark() {
    var at = position
    let limit = min(bytes.count, position + 256)
    while at < limit {
      switch bytes[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "["),
        UInt8(ascii: "]"), 0x20:
        at += 1
      case UInt8(ascii: "<"):
        if byte(at + 1) == UInt8(ascii: "/"), byte(at + 2) | 32 == UInt8(ascii: "s") {
          position = at
          return
        }
        guard let close = endOfTag(at + 1) else { return }
        at = close + 1
      default: return
      }
    }
  }

  private static let blockTags: Set<String> = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table",
    "caption",
    "blockquote", "section", "article", "header", "footer", "aside", "main", "nav", "figure", "figcaption", "hr", "pre",
    "title", "option", "select", "form", "body", "html", "head", "details", "summary", "thead", "tbody", "address",
    "script",
    "style",
  ]
  private static let opaqueTags: Set<String> = [
    "script", "style", "code", "pre", "svg", "math", "noscript", "template", "kbd", "samp",
  ]

  /// The `>` of a tag, quoted attribute values stepped over.
  private mutating func endOfTag(_ start: Int) -> Int? {
    guard let nearest = find(UInt8(ascii: ">"), from: start) else { return nil }
    var at = start
    var quote: UInt8 = 0
    // An unclosed quote falls back to the nearest `>`.
    let limit = min(bytes.count, start + 65_536)
    while at < limit {
      let b = bytes[at]
      if quote != 0 {
        if b == quote { quote = 0 }
      } else if b == UInt8(ascii: "\"") || b == UInt8(ascii: "'") {
        if at > start, bytes[at - 1] == UInt8(ascii: "=") || bytes[at - 1] == 0x20 { quote = b }
      } else if b == UInt8(ascii: ">") {
        return at
      }
      if quote != 0, at - start > 4096, at > nearest { break }
      at += 1
    }
    return nearest
  }

  private mutating func endOfComment(_ start: Int) -> Int {
    var at = start
    while let found = find(UInt8(ascii: ">"), from: at) {
      if found >= start + 2, bytes[found - 1] == UInt8(ascii: "-"), bytes[found - 2] == UInt8(ascii: "-") {
        return found + 1
      }
      at = found + 1
    }
    return start  // never closed: what follows is text
  }

  /// Steps over an element whose content is no text, up to its end tag or, without one, not at all.
  private mutating func skipElement(_ name: String) {
    guard !absentElements.contains(name) else { return }
    let target = Array(name.utf8)
    var at = position
    while let found = find(UInt8(ascii: "<"), from: at) {
      if byte(found + 1) == UInt8(ascii: "/"), found + 2 + target.count <= bytes.count {
        var same = true
        for offset in 0..<target.count where lowered(bytes[found + 2 + offset]) != target[offset] { same = false }
        if same {
          position = found
          return
        }
      }
      at = found + 1
    }
    absentElements.insert(name)
  }

  private mutating func codeSpan() -> Bool {
    var run = 0
    while byte(position + run) == UInt8(ascii: "`") { run += 1 }
    let isFence = run >= 3 && (position == 0 || bytes[position - 1] == 0x0A)
    var at = position + run
    let limit = isFence ? bytes.count : min(bytes.count, at + 20_000)
    var length = 0
    var blank = false
    if absentFrom[UInt8(min(run, 31))] == nil {
      while at < limit {
        let b = bytes[at]
        if b == UInt8(ascii: "`") {
          length += 1
        } else {
          if length == run { break }
          length = 0
          if b == 0x0A, byte(at + 1) == 0x0A, !isFence {
            blank = true
            break
          }
        }
        at += 1
      }
      if at >= bytes.count, length != run { absentFrom[UInt8(min(run, 31))] = 0 }
    }
    if length == run, !blank {
      pending.insert(.space)
      // What stands around code is not joined to it.
      position = at
      return true
    }
    position += run
    return true
  }

  private mutating func skipLinkTarget() {
    guard let close = find(UInt8(ascii: ")"), from: position), close - position < 4096 else { return }
    var depth = 0
    var at = position
    while at < bytes.count, at - position < 4096 {
      let b = bytes[at]
      if b == UInt8(ascii: "(") { depth += 1 }
      if b == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 {
          position = at + 1
          return
        }
      }
      if b == 0x0A { return }
      at += 1
    }
  }

  /// `![alt](source)`: neither is text.
  private mutating func image() -> Bool {
    guard let bracket = find(UInt8(ascii: "]"), from: position + 2), bracket - position < 2048 else { return false }
    var at = position + 2
    while at < bracket, bytes[at] != 0x0A { at += 1 }
    guard byte(at) == UInt8(ascii: "]"), byte(at + 1) == UInt8(ascii: "(") else { return false }
    position = at + 1
    skipLinkTarget()
    return true
  }

  /// `{{ … }}` and `{% … %}` of template languages.
  private mutating func template() -> Bool {
    let closing: UInt8 = byte(position + 1) == UInt8(ascii: "%") ? UInt8(ascii: "%") : UInt8(ascii: "}")
    guard let end = find(UInt8(ascii: "}"), from: position + 2), end - position < 2048 else { return false }
    var at = position + 2
    while at < bytes.count, at - position < 2048 {
      if bytes[at] == closing, byte(at + 1) == UInt8(ascii: "}") {
        position = at + 2
        pending.insert(.space)
        return true
      }
      at += 1
    }
    return false
  }

  /// A character reference.
  private mutating func entity(_ tokens: inout [Token]) -> Bool {
    var at = position + 1
    while at < bytes.count, at - position < 12, bytes[at] != UInt8(ascii: ";"), bytes[at] > 0x20 { at += 1 }
    guard byte(at) == UInt8(ascii: ";") else { return false }
    let name = String(decoding: bytes[(position + 1)..<at], as: UTF8.self)
    let length = at + 1 - position
    guard let code = Self.entityCode(name) else { return false }
    switch code < 0x80 ? (code <= 0x20 ? .space : .mark) : CodePoint.classify(code) {
    case .space:
      pending.insert(.space)
      position += length
    case .invisible: position += length
    case .currency:
      append(.currencySign, position, position + length, code, [], &tokens)
      position += length
    case .fraction:
      append(.number, position, position + length, code, [], &tokens)
      position += length
    default: mark(code, length: length, &tokens)
    }
    return true
  }

  private static func entityCode(_ name: String) -> UInt32? {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      if digits.hasPrefix("x") || digits.hasPrefix("X") { return UInt32(digits.dropFirst(), radix: 16) }
      return UInt32(digits)
    }
    return entities[name]
  }

  private static let entities: [String: UInt32] = [
    "nbsp": 0xA0, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22,
    "apos": 0x27, "ndash": 0x2013, "mdash": 0x2014, "minus": 0x2212, "rarr": 0x2192, "rArr": 0x21D2, "euro": 0x20AC,
    "pound": 0xA3, "yen": 0xA5, "cent": 0xA2, "dollar": 0x24, "percnt": 0x25, "plus": 0x2B, "plusmn": 0xB1,
    "times": 0xD7,
    "le": 0x2264, "ge": 0x2265, "asymp": 0x2248, "frac12": 0xBD, "frac14": 0xBC, "frac34": 0xBE, "hellip": 0x2026,
    "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "bull": 0x2022, "middot": 0xB7, "deg": 0xB0,
    "micro": 0xB5,
    "shy": 0xAD, "permil": 0x2030, "num": 0x23, "sol": 0x2F, "colon": 0x3A, "comma": 0x2C, "period": 0x2E,
    "zwnj": 0x200C,
  ]
}
