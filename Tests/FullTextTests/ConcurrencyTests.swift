import Synchronization
import Testing

@testable import FullText

/// Searches while a writer commits and merges. Run under the thread sanitizer as well: `swift test --sanitize=thread --filter ConcurrencyTests`.
@Suite struct ConcurrencyTests {
  private final class Progress: Sendable {
    let isDone = Atomic(false)
    let searches = Atomic(0)
  }

  @Test func searchesSeeWholeCommitsWhileOthersAreMade() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let schema = Schema([.text("body", analyzer: .english), .keyword("tag")])
    func document(_ number: Int) -> Document {
      var document = Document()
      document.add("body", .text("common words number\(number) shared by partners"))
      document.add("tag", .text("tag\(number % 3)"))
      return document
    }
    let writer = try IndexWriter(path: path, schema: schema, mode: .create, options: .init(mergeFactor: 2))
    for number in 0..<10 { try writer.add(document(number)) }
    try writer.commit()
    let shared = try Snapshot.open(path: path)
    let progress = Progress()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for reader in 0..<3 {
        group.addTask {
          repeat {
            let snapshot = reader == 0 ? shared : try Snapshot.open(path: path)
            let query = Query.boolean(
              must: [.term(field: "body", text: "partner")], should: [.phrase(field: "body", text: "common words")])
            let top = try snapshot.search(query, limit: 100)
            // A commit adds ten documents at a time: no other number is ever seen.
            #expect(top.total % 10 == 0 && top.total == snapshot.documentCount)
            #expect(try snapshot.facets("tag", query: query, limit: 5).reduce(0) { $0 + $1.count } == top.total)
            if reader == 0 { #expect(top.total == 10) }
            progress.searches.add(1, ordering: .relaxed)
          } while !progress.isDone.load(ordering: .acquiring)
        }
      }
      for commit in 1..<12 {
        for number in 0..<10 { try writer.add(document(commit * 10 + number)) }
        try writer.commit(optimize: commit % 5 == 0)
      }
      progress.isDone.store(true, ordering: .releasing)
      try await group.waitForAll()
    }
    #expect(progress.searches.load(ordering: .relaxed) >= 3)
    #expect(try Snapshot.open(path: path).documentCount == 120)
  }
}
