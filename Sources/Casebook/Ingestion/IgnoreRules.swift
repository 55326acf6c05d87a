/// The patterns of one `.gitignore` or `.casebookignore`, by git's own rules (dir.c).
struct IgnoreRules: Sendable, Hashable {
  private struct Rule: Hashable {
    var pattern: [UInt8]
    var isNegated = false
    var onlyFolders = false
    /// The pattern holds no slash: it is matched against the name alone, else against the path below the ignore file.
    var isName = false
    /// How many bytes stand before the first wildcard.
    var literalCount = 0
  }

  private var rules: [Rule] = []

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  init(bytes: [UInt8]) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for line in bytes.split(separator: 0x0A) {
      var line = line
      if line.last == 0x0D { line.removeLast() }
      line = Self.trimmed(line)
      if let rule = Self.rule(line) { rules.append(rule) }
    }
  }

  /// A line without the spaces at its end that no backslash keeps.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end: Int?
    var at = line.startIndex
    while at < line.endIndex {
      switch line[at] {
      case 0x20: end = end ?? at
      case UInt8(ascii: "\\"):
        at += 1
        if at >= line.endIndex { return line }
        end = nil
      default: end = nil
      }
      at += 1
    }
    return end.map { line[..<$0] } ?? line
  }

  private static func rule(_ line: ArraySlice<UInt8>) -> Rule? {
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    var pattern = line
    var rule = Rule(pattern: [])
    if first == UInt8(ascii: "!") {
      rule.isNegated = true
      pattern.removeFirst()
    }
    if pattern.last == UInt8(ascii: "/") {
      rule.onlyFolders = true
      pattern.removeLast()
    }
    rule.isName = !pattern.contains(UInt8(ascii: "/"))
    rule.literalCount = pattern.prefix { !isWildcard($0) }.count
    rule.pattern = Array(pattern)
    return rule
  }

  private static func isWildcard(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\")
  }

  /// Whether these rules ignore a path, nil when none of them speaks of it. The last rule that matches decides.
  ///
  /// - Parameter path: relative to the folder of the ignore file, with `/`.
  func ignores(_ path: String, isFolder: Bool) -> Bool? { ignores(Array(path.utf8), isFolder: isFolder) }

  func ignores(_ path: [UInt8], isFolder: Bool) -> Bool? {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path[...]
    for rule in rules.reversed() where isFolder || !rule.onlyFolders {
      if rule.isName ? Self.matches(rule, name: name) : Self.matches(rule, path: path) { return !rule.isNegated }
    }
    return nil
  }

  private static func matches(_ rule: Rule, name: ArraySlice<UInt8>) -> Bool {
    if rule.literalCount == rule.pattern.count { return rule.pattern.elementsEqual(name) }
    return Wildmatch.matches(rule.pattern[...], name, isPath: false)
  }

  private static func matches(_ rule: Rule, path: [UInt8]) -> Bool {
    var pattern = rule.pattern[...]
    var literal = rule.literalCount
    if pattern.first == UInt8(ascii: "/") {
      pattern.removeFirst()
      literal -= 1
    }
    var rest = path[...]
    if literal > 0 {
      guard literal <= rest.count, pattern.prefix(literal).elementsEqual(rest.prefix(literal)) else { return false }
      pattern = pattern.dropFirst(literal)
      rest = rest.dropFirst(literal)
      if pattern.isEmpty, rest.isEmpty { return true }
    }
    return Wildmatch.matches(pattern, rest, isPath: true)
  }
}
