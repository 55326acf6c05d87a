/// A pattern over terms: a nondeterministic automaton over Unicode scalars (Thompson, "Regular Expression Search Algorithm", 1968).
///
/// Running it never backtracks: the cost is the length of the term times the size of the pattern, whatever the pattern.
struct TermPattern: Sendable {
  enum State: Sendable {
    case scalars([ClosedRange<UInt32>], next: Int)
    case either(Int, Int)
    case match
  }

  /// The most states that a pattern may compile to.
  static let maximumStates = 10_000
  /// The most groups inside each other.
  static let maximumDepth = 50

  private(set) var states: [State] = []
  private(set) var start = 0
  /// What every term that matches begins with.
  private(set) var literalPrefix: [UInt8] = []

  static let anything: [ClosedRange<UInt32>] = [0...0x10FFFF]

  /// A pattern of `*`, `?` and literal characters.
  init(wildcard pattern: String) throws {
    var nodes: [Node] = []
    var scalars = Array(pattern.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "*": nodes.append(.repeated(.scalars(Self.anything), 0, nil))
      case "?": nodes.append(.scalars(Self.anything))
      case "\\": nodes.append(.literal(scalars.popFirst() ?? scalar))
      default: nodes.append(.literal(scalar))
      }
    }
    try self.init(.sequence(nodes))
  }

  /// A regular expression. Throws ``FullTextError/invalid(_:)`` when it cannot be read.
  init(regex pattern: String) throws {
    var parser = RegexParser(pattern)
    try self.init(parser.parse())
  }

  private init(_ node: Node) throws {
    literalPrefix = node.literalPrefix
    states = [.match]
    start = try add(node, next: 0)
  }

  private mutating func append(_ state: State) throws -> Int {
    guard states.count < Self.maximumStates else {
      throw FullTextError.limit("the pattern is too large: it needs more than \(Self.maximumStates) states")
    }
    states.append(state)
    return states.count - 1
  }

  /// Adds the states of a node; their way out is `next`. Recursion is as deep as the pattern's groups, which are limited.
  private mutating func add(_ node: Node, next: Int) throws -> Int {
    switch node {
    case .scalars(let ranges): return try append(.scalars(ranges, next: next))
    case .sequence(let nodes):
      var next = next
      for node in nodes.reversed() { next = try add(node, next: next) }
      return next
    case .alternatives(let nodes):
      var entry = try add(nodes.last ?? .sequence([]), next: next)
      for node in nodes.dropLast().reversed() { entry = try append(.either(try add(node, next: next), entry)) }
      return entry
    case .repeated(let node, let minimum, let maximum):
      var entry = next
      if let maximum {
        for _ in minimum..<max(minimum, maximum) { entry = try append(.either(try add(node, next: entry), next)) }
      } else {
        entry = try append(.either(next, next))
        states[entry] = .either(try add(node, next: entry), next)
      }
      for _ in 0..<minimum { entry = try add(node, next: entry) }
      return entry
    }
  }

  indirect enum Node {
    case scalars([ClosedRange<UInt32>])
    case sequence([Node])
    case alternatives([Node])
    case repeated(Node, Int, Int?)

    static func literal(_ scalar: Unicode.Scalar) -> Node { .scalars([scalar.value...scalar.value]) }

    var literalPrefix: [UInt8] {
      guard case .sequence(let nodes) = self else { return [] }
      var prefix: [UInt8] = []
      for case .scalars(let ranges) in nodes.prefix(while: { if case .scalars = $0 { true } else { false } }) {
        guard ranges.count == 1, ranges[0].count == 1, let scalar = Unicode.Scalar(ranges[0].lowerBound) else { break }
        prefix.append(contentsOf: String(scalar).utf8)
      }
      return prefix
    }
  }
}

/// Runs a ``TermPattern`` as a deterministic automaton that is built while it runs.
struct TermPatternMatcher {
  private let pattern: TermPattern
  /// The sets of states seen so far, and their numbers.
  private var sets: [[Int]] = []
  private var numbers: [[Int]: Int] = [:]
  private var accepts: [Bool] = []
  /// For each set and ASCII byte: the next set, or -1 when not known yet.
  private var transitions: [Int32] = []
  private var mark: [Int]
  private var round = 0
  /// The sets after each byte of the last term, to start from where the next differs.
  private var path: [Int] = []

  /// When more sets than this have been built they are thrown away, so that memory stays bounded.
  private static let maximumSets = 4096

  init(_ pattern: TermPattern) {
    self.pattern = pattern
    mark = Array(repeating: 0, count: pattern.states.count)
    reset()
  }

  private mutating func reset() {
    sets = []
    numbers = [:]
    accepts = []
    transitions = []
    _ = number(of: closure([pattern.start]))
    path = []
  }

  /// Whether the pattern matches the whole term.
  mutating func matches(_ term: [UInt8]) -> Bool {
    unsafe term.withUnsafeBufferPointer { unsafe step(to: $0, shared: 0) }.isMatch
  }

  /// Whether the pattern matches the whole term, and when no term that begins like it can match, how many of its bytes say so.
  /// - Parameter shared: how many bytes the term shares with the one before.
  mutating func step(to term: UnsafeBufferPointer<UInt8>, shared: Int) -> (isMatch: Bool, dead: Int?) {
    if sets.count > Self.maximumSets { reset() }
    var index = min(shared, path.count, term.count)
    // Only whole scalars were stepped over.
    while index > 0, index < term.count, unsafe term[index] & 0xC0 == 0x80 { index -= 1 }
    path.removeLast(path.count - index)
    var set = index == 0 ? 0 : path[index - 1]
    while index < term.count {
      let byte = unsafe term[index]
      if byte < 0x80 {
        let slot = set * 128 + Int(byte)
        if transitions[slot] < 0 { transitions[slot] = Int32(step(set, UInt32(byte))) }
        set = Int(transitions[slot])
        path.append(set)
        index += 1
      } else {
        let (value, length) = unsafe WordBreaks.decode(term, at: index)
        set = step(set, value)
        for _ in 0..<length { path.append(set) }
        index += length
      }
      if sets[set].isEmpty { return (false, path.count) }
    }
    return (accepts[set], nil)
  }

  private mutating func step(_ set: Int, _ value: UInt32) -> Int {
    var next: [Int] = []
    for state in sets[set] {
      if case .scalars(let ranges, let target) = pattern.states[state], ranges.contains(where: { $0.contains(value) }) {
        next.append(target)
      }
    }
    return number(of: closure(next))
  }

  /// The states reached without reading anything, sorted; only those that read or match are kept.
  private mutating func closure(_ states: [Int]) -> [Int] {
    round += 1
    var result: [Int] = []
    var stack = states
    while let state = stack.popLast() {
      if mark[state] == round { continue }
      mark[state] = round
      if case .either(let first, let second) = pattern.states[state] {
        stack.append(first)
        stack.append(second)
      } else {
        result.append(state)
      }
    }
    return result.sorted()
  }

  private mutating func number(of set: [Int]) -> Int {
    if let number = numbers[set] { return number }
    let number = sets.count
    sets.append(set)
    numbers[set] = number
    accepts.append(set.contains { if case .match = pattern.states[$0] { true } else { false } })
    transitions.append(contentsOf: repeatElement(-1, count: 128))
    return number
  }
}
