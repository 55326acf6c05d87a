/// Reads the regular expressions of ``Query/regex(field:pattern:)``.
struct RegexParser {
  private var rest: ArraySlice<Unicode.Scalar>
  private let pattern: String

  init(_ pattern: String) {
    self.pattern = pattern
    rest = Array(pattern.unicodeScalars)[...]
  }

  mutating func parse() throws -> TermPattern.Node {
    let node = try alternatives(depth: 0)
    guard rest.isEmpty else { throw problem("a closing parenthesis without an opening one") }
    return node
  }

  private func problem(_ message: String) -> FullTextError {
    .invalid("the regular expression \(pattern) has \(message)")
  }

  private mutating func alternatives(depth: Int) throws -> TermPattern.Node {
    guard depth <= TermPattern.maximumDepth else {
      throw problem("groups nested deeper than \(TermPattern.maximumDepth)")
    }
    var branches: [TermPattern.Node] = []
    var sequence: [TermPattern.Node] = []
    while let scalar = rest.first, scalar != ")" {
      rest.removeFirst()
      switch scalar {
      case "|":
        branches.append(.sequence(sequence))
        sequence = []
      case "(":
        if rest.starts(with: "?:".unicodeScalars) { rest.removeFirst(2) }
        let group = try alternatives(depth: depth + 1)
        guard rest.popFirst() == ")" else { throw problem("a group that is not closed") }
        sequence.append(group)
      case "[": sequence.append(.scalars(try characterClass()))
      case ".": sequence.append(.scalars(TermPattern.anything))
      case "*", "+", "?", "{":
        guard let last = sequence.popLast() else { throw problem("nothing to repeat before \(scalar)") }
        sequence.append(try repetition(last, scalar))
      case "\\":
        guard let escaped = rest.popFirst() else { throw problem("a backslash at its end") }
        sequence.append(.scalars(Self.escape(escaped)))
      default: sequence.append(.literal(scalar))
      }
    }
    branches.append(.sequence(sequence))
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func repetition(_ node: TermPattern.Node, _ sign: Unicode.Scalar) throws -> TermPattern.Node {
    switch sign {
    case "*": return .repeated(node, 0, nil)
    case "+": return .repeated(node, 1, nil)
    case "?": return .repeated(node, 0, 1)
    default: break
    }
    guard let end = rest.firstIndex(of: "}") else { throw problem("a { that is not closed") }
    let parts = rest[..<end].split(separator: ",", omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0)) }
    rest = rest[(end + 1)...]
    guard (1...2).contains(parts.count), let minimum = Int(parts[0]), (0...1000).contains(minimum) else {
      throw problem("a repetition that is not {n}, {n,} or {n,m}")
    }
    if parts.count == 1 { return .repeated(node, minimum, minimum) }
    if parts[1].isEmpty { return .repeated(node, minimum, nil) }
    guard let maximum = Int(parts[1]), (minimum...1000).contains(maximum) else {
      throw problem("a repetition whose end is before its start or over 1000")
    }
    return .repeated(node, minimum, maximum)
  }

  private mutating func characterClass() throws -> [ClosedRange<UInt32>] {
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while true {
      guard let scalar = rest.popFirst() else { throw problem("a [ that is not closed") }
      if scalar == "]", !isFirst { break }
      isFirst = false
      var lower = [scalar.value...scalar.value]
      if scalar == "\\" {
        guard let escaped = rest.popFirst() else { throw problem("a [ that is not closed") }
        lower = Self.escape(escaped)
      }
      if rest.first == "-", let next = rest.dropFirst().first, next != "]", lower.count == 1, lower[0].count == 1 {
        rest.removeFirst()
        guard var upper = rest.popFirst() else { throw problem("a [ that is not closed") }
        if upper == "\\", let escaped = rest.popFirst() { upper = escaped }
        guard lower[0].lowerBound <= upper.value else { throw problem("a range in [ ] whose end is before its start") }
        lower = [lower[0].lowerBound...upper.value]
      }
      ranges.append(contentsOf: lower)
    }
    return isNegated ? Self.complement(ranges) : ranges
  }

  private static func escape(_ scalar: Unicode.Scalar) -> [ClosedRange<UInt32>] {
    let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    let letters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0x10FFFF]
    let spaces: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]
    switch scalar {
    case "d": return digits
    case "D": return complement(digits)
    case "w": return letters
    case "W": return complement(letters)
    case "s": return spaces
    case "S": return complement(spaces)
    default: return [scalar.value...scalar.value]
    }
  }

  private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
