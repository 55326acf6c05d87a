import TestSupport
import Testing

@testable import FullText

/// Queries of many words, some in most documents and some in few: the ways of searching pass their best score on to each other.
@Suite struct LongQueryTests {
  private func snapshot(_ generator: inout SeededGenerator, documents: Int) throws -> Snapshot {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: Schema([.text("body", analyzer: .whitespace)]), mode: .create,
      options: .init())
    for _ in 0..<documents {
      var document = Document()
      let words = (0..<Int.random(in: 5...40, using: &generator)).map { _ in word(&generator) }
      document.add("body", .text(words.joined(separator: " ")))
      try writer.add(document)
    }
    try writer.commit()
    return try Snapshot.open(directory)
  }

  private func word(_ generator: inout SeededGenerator) -> String {
    let place = Double.random(in: 0..<1, using: &generator)
    return "w\(Int(place * place * place * place * 300))"
  }

  /// The ten best are the first ten of all: a document at the very edge once fell out by rounding.
  @Test(arguments: 0..<4) func theTopIsTheBeginningOfTheWholeList(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(600 + seed))
    let snapshot = try snapshot(&generator, documents: 2500)
    for _ in 0..<150 {
      let count = Int.random(in: 2...16, using: &generator)
      let query = Query.boolean(should: (0..<count).map { _ in .term(field: "body", text: word(&generator)) })
      let all = try snapshot.search(query, limit: 2500)
      for limit in [1, 10, 40] {
        let top = try snapshot.search(query, limit: limit, countsExactly: false)
        #expect(top.hits.count == min(limit, all.hits.count), "\(query)")
        for (left, right) in zip(top.hits, all.hits) {
          #expect(abs(left.score - right.score) <= 1e-5 * right.score, "\(query)")
        }
      }
    }
  }
}
