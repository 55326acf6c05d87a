import TestSupport

@testable import FullText

/// Documents and queries over a small vocabulary, the same for the same seed.
struct RandomCorpus {
  static let schema = Schema([
    .text("body", analyzer: .whitespace),
    .text("title", analyzer: .standard, weight: 2.5),
    .keyword("tag"),
    .integer("count"),
    .float("ratio"),
    .date("day"),
    .stored("note"),
  ])

  var generator: SeededGenerator
  let vocabulary: [String]

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let syllables = ["ba", "be", "do", "du", "ka", "mi", "no", "ra", "ti", "zu", "é", "9"]
    var words: Set<String> = []
    var order: [String] = []
    while order.count < 60 {
      let length = Int.random(in: 1...3, using: &generator)
      let word = (0..<length).map { _ in syllables.randomElement(using: &generator) ?? "a" }.joined()
      if words.insert(word).inserted { order.append(word) }
    }
    vocabulary = order
    self.generator = generator
  }

  /// A word; those at the start of the vocabulary are far more frequent.
  mutating func word() -> String {
    let place = Double.random(in: 0..<1, using: &generator)
    return vocabulary[min(vocabulary.count - 1, Int(place * place * place * Double(vocabulary.count)))]
  }

  mutating func text(_ length: ClosedRange<Int>) -> String {
    (0..<Int.random(in: length, using: &generator)).map { _ in word() }.joined(separator: " ")
  }

  mutating func document(_ number: Int, maximumLength: Int = 30) -> Document {
    var document = Document()
    if Int.random(in: 0..<12, using: &generator) > 0 { document.add("body", .text(text(0...maximumLength))) }
    if Bool.random(using: &generator) { document.add("title", .text(text(1...4).uppercased())) }
    if Int.random(in: 0..<6, using: &generator) == 0 { document.add("body", .text(text(1...5))) }
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      document.add("tag", .text("tag \(Int.random(in: 0..<5, using: &generator))"))
    }
    if Bool.random(using: &generator) { document.add("count", .integer(Int64.random(in: -20...20, using: &generator))) }
    if Bool.random(using: &generator) { document.add("ratio", .float(Double.random(in: -1...1, using: &generator))) }
    if Bool.random(using: &generator) {
      document.add("day", .date(Int64.random(in: -1_000_000...1_000_000, using: &generator)))
    }
    document.add("note", .bytes([UInt8(number & 255), UInt8(number >> 8 & 255)]))
    return document
  }

  mutating func textField() -> String { Bool.random(using: &generator) ? "body" : "title" }

  mutating func query(depth: Int = 2) -> Query {
    let kind = Int.random(in: 0..<(depth > 0 ? 21 : 13), using: &generator)
    let field = textField()
    switch kind {
    case 0: return .all
    case 1, 2, 3: return .term(field: field, text: word())
    case 4: return .phrase(field: field, text: text(2...3), slop: Int.random(in: 0...3, using: &generator))
    case 5: return .phrase(field: field, text: text(2...2), slop: 0)
    case 6: return .prefix(field: field, text: String(word().prefix(2)))
    case 20: return .phrasePrefix(field: field, text: "\(word()) \(word().prefix(2))")
    case 7:
      var pattern = Array(word())
      pattern[Int.random(in: 0..<pattern.count, using: &generator)] = Bool.random(using: &generator) ? "*" : "?"
      return .wildcard(field: field, pattern: String(pattern))
    case 8: return .regex(field: field, pattern: "(\(word())|[a-k]+[aeiou]?|\(word().prefix(1)).*)")
    case 9:
      return .fuzzy(
        field: field, text: word(), distance: Int.random(in: 0...2, using: &generator),
        prefixLength: Int.random(in: 0...1, using: &generator))
    case 10: return range()
    case 11:
      return .exists(
        field: ["body", "title", "tag", "count", "ratio", "day"].randomElement(using: &generator) ?? "tag")
    case 12: return .term(field: "tag", text: "tag \(Int.random(in: 0..<6, using: &generator))")
    case 13:
      return .match(field: field, text: text(1...4), minimumShouldMatch: Int.random(in: 0...2, using: &generator))
    case 14: return .constantScore(query(depth: depth - 1), score: 3)
    case 15: return .boost(query(depth: depth - 1), factor: 1.5)
    case 16: return .disMax((0..<2).map { _ in query(depth: depth - 1) }, tieBreaker: 0.3)
    case 17: return .bm25f(fields: [.init("body", weight: 1), .init("title", weight: 2)], text: text(1...2))
    default: return boolean(depth: depth)
    }
  }

  mutating func range() -> Query {
    func bound(_ value: Value) -> RangeBound? {
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: nil
      case 1: .including(value)
      default: .excluding(value)
      }
    }
    let field = ["count", "ratio", "day", "tag"].randomElement(using: &generator) ?? "count"
    func value() -> Value {
      switch field {
      case "count": .integer(Int64.random(in: -20...20, using: &generator))
      case "ratio": .float(Double.random(in: -1...1, using: &generator))
      case "day": .date(Int64.random(in: -1_000_000...1_000_000, using: &generator))
      default: .text("tag \(Int.random(in: 0..<5, using: &generator))")
      }
    }
    return .range(field: field, lower: bound(value()), upper: bound(value()))
  }

  mutating func boolean(depth: Int) -> Query {
    func some(_ limit: Int) -> [Query] {
      (0..<Int.random(in: 0...limit, using: &generator)).map { _ in query(depth: depth - 1) }
    }
    return .boolean(
      must: some(2), should: some(3), mustNot: some(1), filter: some(1),
      minimumShouldMatch: Int.random(in: 0...2, using: &generator))
  }

  /// Words with signs: what the fast ways are made for.
  mutating func words() -> Query {
    func some(_ range: ClosedRange<Int>) -> [Query] {
      (0..<Int.random(in: range, using: &generator)).map { _ in .term(field: textField(), text: word()) }
    }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return .boolean(should: some(1...5))
    case 1: return .boolean(must: some(1...3))
    case 2: return .boolean(must: some(1...2), should: some(0...2), mustNot: some(0...2))
    case 3: return .boolean(should: some(1...3), mustNot: some(1...2), filter: [range()])
    default: return .phrase(field: "body", text: text(2...3), slop: 0)
    }
  }
}
