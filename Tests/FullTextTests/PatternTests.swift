import TestSupport
import Testing

@testable import FullText

/// Patterns and fuzzy words over dictionaries of thousands of terms, of which whole branches are left out.
@Suite struct PatternTests {
  private static let letters = ["a", "b", "e", "n", "t", "é", "日", "7"]

  /// Words that begin alike, so that blocks of the dictionary lie within one branch.
  private func words(_ generator: inout SeededGenerator) -> [String] {
    var words: Set<String> = []
    for _ in 0..<6000 {
      var word = ["an", "ban", "benet", "t", "", "né日"].randomElement(using: &generator) ?? ""
      for _ in 0..<Int.random(in: 1...7, using: &generator) {
        word += Self.letters.randomElement(using: &generator) ?? "a"
      }
      words.insert(word)
    }
    return words.sorted()
  }

  @Test(arguments: 0..<3) func everyWordThatFitsIsFound(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(700 + seed))
    let words = words(&generator)
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: Schema([.text("body", analyzer: .whitespace)]), mode: .create,
      options: .init(mergeFactor: 20))
    // One word a document, in several segments.
    for (number, word) in words.enumerated() {
      var document = Document()
      document.add("body", .text(word))
      try writer.add(document)
      if number % 2500 == 1200 { try writer.commit() }
    }
    try writer.commit()
    let snapshot = try Snapshot.open(directory)
    func found(_ query: Query) throws -> [String] {
      var found: [String] = []
      try snapshot.forEachMatch(query) {
        found.append(words[Int($0.rawValue)])
        return true
      }
      return found
    }
    for _ in 0..<25 {
      let word = words.randomElement(using: &generator) ?? "a"
      let prefix = String(word.prefix(Int.random(in: 1...4, using: &generator)))
      let suffix = String(word.suffix(Int.random(in: 1...3, using: &generator)))
      #expect(try found(.prefix(field: "body", text: prefix)) == words.filter { $0.hasPrefix(prefix) })
      #expect(try found(.wildcard(field: "body", pattern: "*\(suffix)")) == words.filter { $0.hasSuffix(suffix) })
      let fitting = words.filter { word in
        [prefix, "é"].contains { word.hasPrefix($0) && word.count > $0.count }
          && (word.hasSuffix("t") || word.hasSuffix("7"))
      }
      #expect(try found(.regex(field: "body", pattern: "(\(prefix)|é).*[t7]")) == fitting)
      for limit in 1...2 {
        let near = words.filter { other in
          other == word
            || !(word + other).contains("7")
              && EditDistance.between(Array(word.unicodeScalars), Array(other.unicodeScalars), limit: limit) != nil
        }
        #expect(try found(.fuzzy(field: "body", text: word, distance: limit)) == near, "\(word) \(limit)")
      }
    }
  }

  /// Words of every frequency near one word: the nearest comes first, whatever lists they have.
  @Test func nearWordsOfAnyFrequencyAreRankedByTheirDistance() throws {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: Schema([.text("body", analyzer: .whitespace)]), mode: .create,
      options: .init())
    let spread = [("house", 3), ("houses", 1000), ("hose", 90), ("hoses", 5), ("horse", 2)]
    var expected: [Int] = []
    for number in 0..<9000 {
      var document = Document()
      var text = "filler"
      var distance = 9
      for (place, (word, every)) in spread.enumerated() where number % every == place % every {
        text += " \(word)"
        distance = min(
          distance, EditDistance.between(Array("house".unicodeScalars), Array(word.unicodeScalars), limit: 2) ?? 9)
      }
      document.add("body", .text(text))
      if distance < 9 { expected.append(distance) }
      try writer.add(document)
    }
    try writer.commit(optimize: true)
    let snapshot = try Snapshot.open(directory)
    let top = try snapshot.search(.fuzzy(field: "body", text: "house", distance: 2), limit: 9000)
    #expect(top.hits.count == expected.count)
    let exact = Set(
      try snapshot.search(.term(field: "body", text: "house"), limit: 9000).hits.map(\.document))
    #expect(Set(top.hits.prefix(exact.count).map(\.document)) == exact)
    #expect(try snapshot.count(.fuzzy(field: "body", text: "house", distance: 2)) == expected.count)
    let silent = try snapshot.search(.boost(.fuzzy(field: "body", text: "house"), factor: 0), limit: 9000)
    #expect(silent.hits.count == expected.count)
  }
}
