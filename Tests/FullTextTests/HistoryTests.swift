import Foundation
import TestSupport
import Testing

@testable import FullText

/// What an index answers depends on its documents alone, and not on the way that led to them: bit for bit what an index made in one go answers.
///
/// `FULLTEXT_HISTORIES` says how many histories are tried.
@Suite struct HistoryTests {
  private static let schema = Schema(RandomCorpus.schema.fields + [.stored(Schema.keyField)])
  private static let histories = ProcessInfo.processInfo.environment["FULLTEXT_HISTORIES"].flatMap { Int($0) } ?? 120

  /// Groups of documents by their id.
  private typealias State = [String: [Document]]

  private func group(_ corpus: inout RandomCorpus, _ id: Int) -> [Document] {
    (0..<Int.random(in: 1...4, using: &corpus.generator)).map { place in
      var document = corpus.document(id, maximumLength: 12)
      document.add("note", .text("group \(100 + id) place \(place)"))
      // The others follow the one before.
      if place.isMultiple(of: 2) { document.add(Schema.keyField, .text("group \(100 + id) place \(place)")) }
      return document
    }
  }

  /// The documents in one go, in the order of their keys.
  private func canonical(_ state: State, _ path: String) throws -> Snapshot {
    let writer = try IndexWriter(path: path, schema: Self.schema, mode: .create)
    for id in state.keys.sorted() { try writer.update(state[id] ?? [], id: id) }
    try writer.commit(optimize: true)
    return try Snapshot.open(path: path)
  }

  private struct Row: Equatable {
    var key: String
    var score: UInt32
  }

  private func rows(_ snapshot: Snapshot, _ top: TopDocuments) throws -> [Row] {
    try top.hits.map {
      Row(
        key: try snapshot.storedFields(of: $0.document).text("note") ?? "none", score: $0.score.bitPattern)
    }
  }

  private func compare(_ left: Snapshot, _ right: Snapshot, _ query: Query) throws {
    for (limit, offset) in [(1, 0), (3, 0), (5, 4), (1000, 0)] {
      let first = try left.search(query, limit: limit, offset: offset)
      let second = try right.search(query, limit: limit, offset: offset)
      #expect(try rows(left, first) == rows(right, second), "\(query), limit \(limit), offset \(offset)")
      #expect(first.total == second.total)
      let fast = try left.search(query, limit: limit, offset: offset, countsExactly: false)
      #expect(fast.hits == first.hits, "\(query) without a count")
    }
    // Page by page the same as at once.
    var pages: [Hit] = []
    var page = try left.search(query, limit: 2).hits
    while !page.isEmpty, pages.count < 100 {
      pages += page
      page = try left.search(query, limit: 2, after: page[page.count - 1]).hits
    }
    #expect(try pages == left.search(query, limit: pages.count).hits, "pages of \(query)")
    let near = Proximity(weight: 0.3, depth: 20)
    #expect(
      try rows(left, left.search(query, limit: 8, proximity: near))
        == rows(right, right.search(query, limit: 8, proximity: near)), "nearness in \(query)")
    #expect(try left.count(query) == right.count(query))
  }

  @Test func everyHistoryAnswersAsOneGo() throws {
    for seed in 0..<Self.histories {
      var corpus = RandomCorpus(seed: UInt64(50_000 + seed))
      let folder = try TemporaryFolder()
      let options = IndexOptions(mergeFactor: Int.random(in: 2...6, using: &corpus.generator))
      var state: State = [:]
      var open: IndexWriter? = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create, options: options)
      var isOver = false
      let ids = Int.random(in: 3...30, using: &corpus.generator)
      for _ in 0..<Int.random(in: 2...12, using: &corpus.generator) {
        if isOver {
          // Another process continues.
          open = nil
          open = try IndexWriter(path: folder.path, schema: Self.schema, mode: .append, options: options)
        }
        let writer = try #require(open)
        for _ in 0..<Int.random(in: 0...6, using: &corpus.generator) {
          let number = Int.random(in: 0..<ids, using: &corpus.generator)
          let id = "id \(100 + number)"
          if Int.random(in: 0..<4, using: &corpus.generator) == 0 {
            try writer.delete(id: id)
            state[id] = nil
          } else {
            let documents = group(&corpus, number)
            try writer.update(documents, id: id)
            state[id] = documents
          }
        }
        try writer.commit(optimize: Int.random(in: 0..<8, using: &corpus.generator) == 0)
        isOver = Bool.random(using: &corpus.generator)
      }
      let other = try TemporaryFolder()
      let whole = try canonical(state, other.path)
      let grown = try Snapshot.open(path: folder.path)
      #expect(grown.documentCount == whole.documentCount)
      for _ in 0..<8 { try compare(grown, whole, corpus.query()) }
      for _ in 0..<6 { try compare(grown, whole, corpus.words()) }
      #expect(try IndexCheck.check(path: folder.path).problems == [])
      // Merged into one, it has the very bytes.
      try #require(open).commit(optimize: true)
      #expect(try segments(folder.path) == segments(other.path), "seed \(seed)")
    }
  }

  private func segments(_ path: String) throws -> [[UInt8]] {
    let directory = FileDirectory(path: path)
    return try directory.list().filter { $0.hasPrefix("segment-") }.compactMap { try directory.map($0)?.contents }
  }

  /// Large enough for lists of every form: frequent words are bitmaps in one index and short lists in the segments of another.
  @Test(arguments: 0..<2) func largerHistoriesAnswerAsOneGo(seed: Int) throws {
    var corpus = RandomCorpus(seed: UInt64(60_000 + seed))
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create, options: .init(mergeFactor: 20))
    var state: State = [:]
    for round in 0..<8 {
      for _ in 0..<120 {
        let number = Int.random(in: 0..<700, using: &corpus.generator)
        let documents = group(&corpus, number)
        try writer.update(documents, id: "id \(100 + number)")
        state["id \(100 + number)"] = documents
      }
      for id in state.keys.sorted() where Int.random(in: 0..<12, using: &corpus.generator) == 0 {
        try writer.delete(id: id)
        state[id] = nil
      }
      if round != 3 { try writer.commit() }
    }
    try writer.commit()
    let other = try TemporaryFolder()
    let whole = try canonical(state, other.path)
    let grown = try Snapshot.open(path: folder.path)
    #expect(grown.segments.count > 1 && grown.totalCount > grown.documentCount)
    for _ in 0..<15 { try compare(grown, whole, corpus.query()) }
    for _ in 0..<25 { try compare(grown, whole, corpus.words()) }
  }

  @Test func documentsOutOfTheOrderOfTheirKeysArePutIntoIt() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create)
    for key in ["c", "a", "b"] {
      var document = Document()
      document.add("body", .text("word"))
      document.add("note", .text(key))
      document.add(Schema.keyField, .text(key))
      try writer.add(document)
    }
    try writer.commit()
    let snapshot = try Snapshot.open(path: folder.path)
    #expect(
      try rows(snapshot, snapshot.search(.term(field: "body", text: "word"), limit: 3)).map(\.key) == ["a", "b", "c"])
  }
}
