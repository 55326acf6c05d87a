/// Patterns as git matches them (wildmatch.c): `?`, `*`, `[a-z]`, `[[:alpha:]]`, `\` for a character itself, and `**` across folders.
struct Wildmatch {
  private enum Outcome { case match, noMatch, abortAll, abortToStarStar }

  private let pattern: [UInt8]
  private let text: [UInt8]
  /// A slash is matched by a slash alone, and by `**`.
  private let isPath: Bool

  /// Complexity: exponential at worst in the number of stars, as git's; patterns of ignore files have few.
  static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, isPath: Bool) -> Bool {
    let matcher = Wildmatch(pattern: Array(pattern), text: Array(text), isPath: isPath)
    return matcher.run(0, 0, depth: 0) == .match
  }

  private func byte(_ at: Int) -> UInt8 { at < pattern.count ? pattern[at] : 0 }

  private func run(_ patternStart: Int, _ textStart: Int, depth: Int) -> Outcome {
    guard depth < 64 else { return .abortAll }
    let slash = UInt8(ascii: "/")
    var p = patternStart
    var t = textStart
    while p < pattern.count {
      var mark = pattern[p]
      let letter = t < text.count ? text[t] : 0
      if letter == 0, mark != UInt8(ascii: "*") { return .abortAll }
      switch mark {
      case UInt8(ascii: "\\"):
        p += 1
        mark = byte(p)
        if letter != mark { return .noMatch }
      case UInt8(ascii: "?"):
        if isPath, letter == slash { return .noMatch }
      case UInt8(ascii: "*"):
        return star(p, t, patternStart, depth)
      case UInt8(ascii: "["):
        guard let (isMatch, end) = set(p, letter) else { return .abortAll }
        if !isMatch || isPath && letter == slash { return .noMatch }
        p = end
      default:
        if letter != mark { return .noMatch }
      }
      p += 1
      t += 1
    }
    return t < text.count ? .noMatch : .match
  }

  private func star(_ start: Int, _ textStart: Int, _ patternStart: Int, _ depth: Int) -> Outcome {
    let slash = UInt8(ascii: "/")
    var p = start + 1
    var t = textStart
    var crossesFolders = !isPath
    if byte(p) == UInt8(ascii: "*") {
      let before = p - 2
      while byte(p) == UInt8(ascii: "*") { p += 1 }
      if isPath {
        let isOpen = before < patternStart || pattern[before] == slash
        let isClosed = p >= pattern.count || byte(p) == slash || byte(p) == UInt8(ascii: "\\") && byte(p + 1) == slash
        if isOpen, isClosed {
          // "**/" matches no folder at all, too.
          if byte(p) == slash, run(p + 1, t, depth: depth + 1) == .match { return .match }
          crossesFolders = true
        }
      }
    }
    if p >= pattern.count {
      return !crossesFolders && text[t...].contains(slash) ? .noMatch : .match
    }
    if !crossesFolders, byte(p) == slash {
      // One star and a slash: the next slash of the text has to be it.
      guard let next = text[t...].firstIndex(of: slash) else { return .abortAll }
      return run(p + 1, next + 1, depth: depth + 1)
    }
    while t < text.count {
      let outcome = run(p, t, depth: depth + 1)
      if outcome != .noMatch {
        if !crossesFolders || outcome != .abortToStarStar { return outcome }
      } else if !crossesFolders, text[t] == slash {
        return .abortToStarStar
      }
      t += 1
    }
    return .abortAll
  }

  /// Whether a set in brackets holds a letter, and where its closing bracket stands; nil for a set that is not closed or malformed.
  private func set(_ start: Int, _ letter: UInt8) -> (isMatch: Bool, end: Int)? {
    var p = start + 1
    var mark = byte(p)
    let isNegated = mark == UInt8(ascii: "!") || mark == UInt8(ascii: "^")
    if isNegated {
      p += 1
      mark = byte(p)
    }
    var previous: UInt8 = 0
    var isMatch = false
    repeat {
      if p >= pattern.count { return nil }
      if mark == UInt8(ascii: "\\") {
        p += 1
        guard p < pattern.count else { return nil }
        mark = pattern[p]
        if letter == mark { isMatch = true }
      } else if mark == UInt8(ascii: "-"), previous != 0, byte(p + 1) != 0, byte(p + 1) != UInt8(ascii: "]") {
        p += 1
        mark = byte(p)
        if mark == UInt8(ascii: "\\") {
          p += 1
          guard p < pattern.count else { return nil }
          mark = pattern[p]
        }
        if letter <= mark, letter >= previous { isMatch = true }
        mark = 0
      } else if mark == UInt8(ascii: "["), byte(p + 1) == UInt8(ascii: ":") {
        let name = p + 2
        var end = name
        while end < pattern.count, pattern[end] != UInt8(ascii: "]") { end += 1 }
        guard end < pattern.count else { return nil }
        if end == name || pattern[end - 1] != UInt8(ascii: ":") {
          // No ":]": a set like any other.
          if letter == mark { isMatch = true }
        } else {
          guard let holds = Self.holds(pattern[name..<(end - 1)], letter) else { return nil }
          if holds { isMatch = true }
          p = end
          mark = 0
        }
      } else if letter == mark {
        isMatch = true
      }
      previous = mark
      p += 1
      mark = byte(p)
    } while mark != UInt8(ascii: "]")
    return (isMatch != isNegated, p)
  }

  /// Whether a named class holds an ASCII letter; nil for names that are none.
  private static func holds(_ name: ArraySlice<UInt8>, _ letter: UInt8) -> Bool? {
    let isUpper = letter >= 0x41 && letter <= 0x5A
    let isLower = letter >= 0x61 && letter <= 0x7A
    let isDigit = letter >= 0x30 && letter <= 0x39
    let isGraphic = letter > 0x20 && letter < 0x7F
    switch String(decoding: name, as: UTF8.self) {
    case "alnum": return isUpper || isLower || isDigit
    case "alpha": return isUpper || isLower
    case "blank": return letter == 0x20 || letter == 0x09
    case "cntrl": return letter < 0x20 || letter == 0x7F
    case "digit": return isDigit
    case "graph": return isGraphic
    case "lower": return isLower
    case "print": return isGraphic || letter == 0x20
    case "punct": return isGraphic && !isUpper && !isLower && !isDigit
    case "space": return letter == 0x20 || letter >= 0x09 && letter <= 0x0D
    case "upper": return isUpper
    case "xdigit": return isDigit || letter | 0x20 >= 0x61 && letter | 0x20 <= 0x66
    default: return nil
    }
  }
}
