import TestSupport
import Testing

@testable import FullText

@Suite struct ProximityTests {
  private func snapshot(_ texts: [String]) throws -> Snapshot {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: Schema([.text("body", analyzer: .whitespace)]), mode: .create,
      options: .init())
    for text in texts {
      var document = Document()
      document.add("body", .text(text))
      try writer.add(document)
    }
    try writer.commit()
    return try Snapshot.open(directory)
  }

  @Test func wordsThatStandNearEachOtherComeFirst() throws {
    let snapshot = try snapshot([
      "open x x x x x models", "open models x x x x x", "x x open x models x x", "x x x x x x x",
    ])
    let query = Query.match(field: "body", text: "open models")
    #expect(try snapshot.search(query, limit: 10).hits.map(\.document.rawValue) == [0, 1, 2])
    let near = try snapshot.search(query, limit: 10, proximity: Proximity())
    #expect(near.hits.map(\.document.rawValue) == [1, 2, 0])
    #expect(near.total == 3)
    #expect(
      try snapshot.search(query, limit: 1, offset: 1, proximity: Proximity()).hits.map(\.document.rawValue) == [2])
  }

  @Test func aQueryOfOneWordIsNotChanged() throws {
    let snapshot = try snapshot(["a b a", "a", "b a"])
    for query in [
      Query.term(field: "body", text: "a"), .match(field: "body", text: "a a"), .prefix(field: "body", text: "a"),
    ] {
      #expect(try snapshot.search(query, limit: 9, proximity: Proximity(weight: 1)) == snapshot.search(query, limit: 9))
    }
    #expect(throws: FullTextError.self) { try snapshot.search(.all, limit: 1, proximity: Proximity(weight: -1)) }
    #expect(throws: FullTextError.self) { try snapshot.search(.all, limit: 1, proximity: Proximity(weight: .nan)) }
  }

  /// Straight from the formula, over all documents.
  @Test(arguments: 0..<20) func scoresAreThoseOfTheFormula(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let words = ["a", "b", "c", "d", "e"]
    let texts = (0..<30).map { _ in
      (0..<Int.random(in: 1...12, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
    }
    let snapshot = try snapshot(texts.map { $0.joined(separator: " ") })
    let wanted = Array(words.shuffled(using: &generator).prefix(3))
    let query = Query.boolean(should: wanted.map { .term(field: "body", text: $0) })
    let average = Float(texts.reduce(0) { $0 + $1.count }) / Float(texts.count)
    func idf(_ word: String) -> Float {
      let n = Double(texts.count { $0.contains(word) })
      return Float(Logarithm.onePlus((Double(texts.count) - n + 0.5) / (n + 0.5)))
    }
    let plain = try snapshot.search(query, limit: 100)
    let near = try snapshot.search(query, limit: 100, proximity: Proximity(weight: 0.5))
    #expect(Set(plain.hits.map(\.document)) == Set(near.hits.map(\.document)))
    for hit in near.hits {
      let text = texts[Int(hit.document.rawValue)]
      let places = text.indices.filter { wanted.contains(text[$0]) }
      var sums: [String: Float] = [:]
      for (left, right) in zip(places, places.dropFirst()) where text[left] != text[right] {
        let square = Float((right - left) * (right - left))
        sums[text[left], default: 0] += idf(text[right]) / square
        sums[text[right], default: 0] += idf(text[left]) / square
      }
      let norm = 1.2 * (0.25 + 0.75 * Float(text.count) / average)
      let bonus = sums.reduce(Float(0)) { $0 + idf($1.key) * 2.2 * $1.value / ($1.value + norm) }
      let base = plain.hits.first { $0.document == hit.document }?.score ?? 0
      #expect(abs(hit.score - base - 0.5 * bonus) < 1e-4, "\(hit)")
      let explanation = try snapshot.explain(query, document: hit.document, proximity: Proximity(weight: 0.5))
      #expect(abs(explanation.value - hit.score) < 1e-4)
    }
  }

  @Test func feedbackAddsTellingWordsOnlyWhenAsked() throws {
    let snapshot = try snapshot([
      "open models of partners", "partners share revenue", "revenue of models", "weather report", "of report of",
    ])
    for weighting in [TermWeighting.frequency, .bo1] {
      let query = try snapshot.moreLikeThis("revenue partners revenue", field: "body", weighting: weighting)
      let hits = try snapshot.search(query, limit: 5).hits.map(\.document.rawValue)
      #expect(hits.first == 1 && Set(hits) == [0, 1, 2], "\(weighting)")
    }
    let query = Query.term(field: "body", text: "open")
    #expect(try snapshot.search(query, limit: 9).hits.map(\.document.rawValue) == [0])
    let expanded = try snapshot.expanding(query, from: ["open models of partners"], field: "body")
    #expect(try snapshot.search(expanded, limit: 9).hits.map(\.document.rawValue) == [0])
  }
}
