/// The patterns of one `.gitignore` or `.casebookignore`, by the rules of gitignore(5).
struct IgnoreRules: Sendable, Hashable {
  private struct Rule: Hashable {
    var pattern: [UInt8]
    var isNegated: Bool
    var onlyFolders: Bool
    /// The pattern holds a slash: it is matched against the path below the ignore file, else against the name alone.
    var isAnchored: Bool
  }

  private var rules: [Rule] = []

  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      var pattern = line
      while pattern.last == " " || pattern.last == "\t", !pattern.hasSuffix("\\ ") { pattern.removeLast() }
      guard !pattern.isEmpty, pattern.first != "#" else { continue }
      var rule = Rule(pattern: [], isNegated: false, onlyFolders: false, isAnchored: false)
      if pattern.first == "!" {
        rule.isNegated = true
        pattern.removeFirst()
      } else if pattern.hasPrefix("\\!") || pattern.hasPrefix("\\#") {
        pattern.removeFirst()
      }
      if pattern.last == "/" {
        rule.onlyFolders = true
        pattern.removeLast()
      }
      rule.isAnchored = pattern.contains("/")
      if pattern.first == "/" { pattern.removeFirst() }
      guard !pattern.isEmpty else { continue }
      rule.pattern = Array(pattern.utf8)
      rules.append(rule)
    }
  }

  /// Whether these rules ignore a path, nil when none of them speaks of it. The last rule that matches decides.
  ///
  /// - Parameter path: relative to the folder of the ignore file, with `/`.
  func ignores(_ path: String, isFolder: Bool) -> Bool? {
    let whole = Array(path.utf8)
    let name =
      path.utf8.lastIndex(of: UInt8(ascii: "/")).map { Array(path.utf8[path.utf8.index(after: $0)...]) } ?? whole
    for rule in rules.reversed() where isFolder || !rule.onlyFolders {
      if Glob.matches(rule.pattern, rule.isAnchored ? whole : name) { return !rule.isNegated }
    }
    return nil
  }
}

/// Shell patterns: `?`, `*`, `[a-z]`, and `**` across folders.
enum Glob {
  /// Complexity: O(pattern × text) at worst; `**` backtracks once a star.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    var p = 0
    var t = 0
    /// Where to go on after the last `*` and the last `**`.
    var star: (p: Int, t: Int)?
    var deepStar: (p: Int, t: Int)?
    while true {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        if p + 1 < pattern.count, pattern[p + 1] == UInt8(ascii: "*") {
          p += 2
          // "**/" also matches no folder at all.
          if p < pattern.count, pattern[p] == slash { p += 1 }
          deepStar = (p, t)
          star = nil
        } else {
          p += 1
          star = (p, t)
        }
        continue
      }
      if t == text.count, p == pattern.count { return true }
      if t < text.count, p < pattern.count, let next = step(pattern, p, text[t]) {
        p = next
        t += 1
        continue
      }
      if let last = star, last.t < text.count, text[last.t] != slash {
        star = (last.p, last.t + 1)
        (p, t) = (last.p, last.t + 1)
      } else if let last = deepStar, last.t < text.count {
        deepStar = (last.p, last.t + 1)
        star = nil
        (p, t) = (last.p, last.t + 1)
      } else {
        return false
      }
    }
  }

  /// The place after the pattern's element at `p` when it matches `byte`, else nil.
  private static func step(_ pattern: [UInt8], _ p: Int, _ byte: UInt8) -> Int? {
    switch pattern[p] {
    case UInt8(ascii: "?"): return byte == UInt8(ascii: "/") ? nil : p + 1
    case UInt8(ascii: "\\") where p + 1 < pattern.count: return pattern[p + 1] == byte ? p + 2 : nil
    case UInt8(ascii: "["):
      guard let close = pattern[(p + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
        return byte == pattern[p] ? p + 1 : nil
      }
      var at = p + 1
      let isNegated = pattern[at] == UInt8(ascii: "!") || pattern[at] == UInt8(ascii: "^")
      if isNegated { at += 1 }
      var found = false
      while at < close {
        if at + 2 < close, pattern[at + 1] == UInt8(ascii: "-") {
          if pattern[at] <= byte, byte <= pattern[at + 2] { found = true }
          at += 3
        } else {
          if pattern[at] == byte { found = true }
          at += 1
        }
      }
      return found != isNegated && byte != UInt8(ascii: "/") ? close + 1 : nil
    default: return pattern[p] == byte ? p + 1 : nil
    }
  }
}
