import TestSupport
import Testing

@testable import FullText

/// Phrases of words that stand many times in long texts, so that one document's positions go on from one run of 128 to the next, some of them
/// as exceptions of their run.
@Suite struct PhraseTests {
  /// Long runs of filler between words make wide gaps; three words are frequent, others rarer the higher their number.
  private func text(_ generator: inout SeededGenerator, length: Int) -> String {
    var words: [String] = []
    while words.count < length {
      if Int.random(in: 0..<40, using: &generator) == 0 {
        let filler = Int.random(in: 0..<Int.random(in: 2...600, using: &generator), using: &generator)
        words += repeatElement("filler", count: filler)
      }
      let place = Double.random(in: 0..<1, using: &generator)
      words.append("w\(Int(place * place * place * 12))")
    }
    return words.joined(separator: " ")
  }

  @Test(arguments: 0..<4) func longTextsAnswerLikeAScan(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(900 + seed))
    let schema = Schema([.text("body", analyzer: .whitespace)])
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, lock: nil, schema: schema, mode: .create, options: .init())
    var documents: [Document] = []
    for _ in 0..<260 {
      var document = Document()
      document.add("body", .text(text(&generator, length: Int.random(in: 1...500, using: &generator))))
      documents.append(document)
      try writer.add(document)
    }
    try writer.commit(optimize: true)
    let snapshot = try Snapshot.open(directory)
    let naive = try NaiveIndex(schema: snapshot.schema, documents: documents)
    for _ in 0..<30 {
      let words = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        "w\(Int.random(in: 0..<12, using: &generator))"
      }
      let slop = Int.random(in: 0..<4, using: &generator) == 0 ? 2 : 0
      try Comparison.compare(
        snapshot, naive, Array(documents.indices),
        .phrase(field: "body", text: words.joined(separator: " "), slop: slop))
    }
  }

  /// More documents than are looked at together, of which some are deleted: the ten best are the first ten of all.
  @Test(arguments: 0..<2) func theTopIsTheBeginningOfTheWholeList(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(950 + seed))
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: Schema([.text("body", analyzer: .whitespace)]), mode: .create,
      options: .init())
    var expected: [String: Int] = [:]
    for number in 0..<3000 {
      let words = (0..<Int.random(in: 2...60, using: &generator)).map { _ in
        let place = Double.random(in: 0..<1, using: &generator)
        return "w\(Int(place * place * 40))"
      }
      var document = Document()
      document.add("body", .text(words.joined(separator: " ")))
      try writer.update(document, id: "\(number)")
      if number % 7 == 3 { continue }
      for pair in Set(zip(words, words.dropFirst()).map { "\($0) \($1)" }) { expected[pair, default: 0] += 1 }
    }
    try writer.commit(optimize: true)
    for number in 0..<3000 where number % 7 == 3 { try writer.delete(id: "\(number)") }
    try writer.commit()
    let snapshot = try Snapshot.open(directory)
    for pair in ["w0 w1", "w3 w30", "w39 w0", "w20 w21", "w38 w39", "w1 w1"] {
      for slop in [0, 1] {
        let query = Query.phrase(field: "body", text: pair, slop: slop)
        let all = try snapshot.search(query, limit: 3000)
        #expect(slop > 0 || all.total == expected[pair, default: 0], "\(pair)")
        #expect(try snapshot.count(query) == all.total)
        for limit in [1, 10, 100] {
          let top = try snapshot.search(query, limit: limit, countsExactly: false)
          #expect(top.hits == Array(all.hits.prefix(limit)), "\(pair)")
        }
      }
    }
  }
}
