import TestSupport
import Testing

@testable import FullText

/// What is written does not depend on how many threads write it.
@Suite struct ThreadTests {
  /// Adds, updates, deletes and commits, with a budget so small that segments are flushed in between.
  private func write(threads: Int, seed: UInt64) throws -> [String: [UInt8]] {
    var corpus = RandomCorpus(seed: seed)
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: RandomCorpus.schema, mode: .create,
      options: .init(memoryBudget: 1 << 20, threads: threads, mergeFactor: 1000))
    for number in 0..<1300 {
      switch Int.random(in: 0..<20, using: &corpus.generator) {
      case 0: try writer.delete(id: "\(Int.random(in: 0..<(number + 1), using: &corpus.generator))")
      case 1: try writer.update(corpus.document(number), id: "\(max(0, number - 3))")
      case 2: try writer.update(corpus.document(number), id: "\(number / 2)")
      default: try writer.update(corpus.document(number, maximumLength: 120), id: "\(number)")
      }
      if number % 500 == 499 { try writer.delete(matching: .term(field: "tag", text: "tag \(number % 5)")) }
      if number == 700 { try writer.commit() }
    }
    try writer.commit()
    #expect(try IndexCheck.check(directory).problems == [])
    let documents = writer.documentCount
    #expect(try Snapshot.open(directory).documentCount == documents)
    var files = directory.files
    try writer.commit(optimize: true)
    for (name, bytes) in directory.files { files["optimized " + name] = bytes }
    return files
  }

  @Test(arguments: [1, 2]) func anyNumberOfThreadsWritesTheSameBytes(seed: Int) throws {
    let expected = try write(threads: 1, seed: UInt64(seed))
    #expect(expected.keys.count { $0.hasPrefix("segment-") } > 1)
    for threads in [2, 3, 8] {
      let files = try write(threads: threads, seed: UInt64(seed))
      #expect(files.keys.sorted() == expected.keys.sorted(), "\(threads) threads")
      #expect(files == expected, "\(threads) threads")
    }
  }

  /// Languages and analyzers that cannot map a word by itself go another way through the threads.
  @Test func everyAnalyzerGivesTheSameBytesOnThreads() throws {
    let schema = Schema([
      .text("a", analyzer: .multilingual), .text("b", analyzer: .ngram(2, 3)),
      .text("c", analyzer: .standard.addingSynonyms(["open source": "oss"])), .text("d", analyzer: .english),
    ])
    func files(_ threads: Int) throws -> [String: [UInt8]] {
      let directory = MemoryDirectory()
      let writer = try IndexWriter(
        directory: directory, lock: nil, schema: schema, mode: .create,
        options: .init(memoryBudget: 1 << 20, threads: threads))
      let texts = [
        "The quick brown foxes are jumping over the lazy dogs",
        "Die schnellen braunen Füchse springen über die faulen Hunde",
        "Les renards bruns et rapides sautent par-dessus les chiens", "open source models of open source partners",
      ]
      for number in 0..<600 {
        var document = Document()
        for field in ["a", "b", "c", "d"] {
          document.add(field, .text(texts[(number + field.count) % 4] + " \(number)"))
        }
        if number % 3 == 0 { document.add("a", .text(texts[number % 4])) }
        try writer.add(document)
      }
      try writer.commit(optimize: true)
      return directory.files
    }
    #expect(try files(1) == files(3))
  }

  @Test func aPipelineGivesResultsInOrderAndPassesErrorsOn() throws {
    struct Failure: Error {}
    for threads in [1, 4] {
      var results: [Int] = []
      let pipeline = OrderedPipeline<Int, Int>(threads: threads) { { $0 * $0 } }
      try pipeline.run(0..<200) { results.append($0) }
      #expect(results == (0..<200).map { $0 * $0 })
      let failing = OrderedPipeline<Int, Int>(threads: threads) { { if $0 == 50 { throw Failure() } else { $0 } } }
      results = []
      #expect(throws: Failure.self) { try failing.run(0..<200) { results.append($0) } }
      #expect(results == Array(0..<50))
    }
  }

  @Test func aDocumentBeyondTheLimitIsRefusedAndNothingOfItKept() throws {
    let writer = try IndexWriter(
      directory: MemoryDirectory(), lock: nil, schema: Schema([.text("body")]), mode: .create, options: .init())
    var document = Document()
    let part = String(repeating: "a", count: 1 << 20)
    for _ in 0...256 { document.add("body", .text(part)) }
    #expect(throws: FullTextError.self) { try writer.add(document) }
    #expect(writer.documentCount == 0)
  }
}
