import TestSupport
import Testing

@testable import FullText

/// The engine against ``NaiveIndex`` on random indexes.
@Suite struct PropertyTests {
  private func build(
    _ corpus: inout RandomCorpus, count: Int, commits: Int, path: String, maximumLength: Int = 30
  ) throws -> (Snapshot, NaiveIndex, [Document]) {
    let writer = try IndexWriter(path: path, schema: RandomCorpus.schema, mode: .create, options: .init(mergeFactor: 4))
    var documents: [Document] = []
    for commit in 0..<commits {
      for _ in 0..<(count / commits + 1) {
        let document = corpus.document(documents.count, maximumLength: maximumLength)
        documents.append(document)
        try writer.add(document)
      }
      try writer.commit(optimize: commits > 1 && commit == commits - 1 && Bool.random(using: &corpus.generator))
    }
    let snapshot = try Snapshot.open(path: path)
    return (snapshot, try NaiveIndex(schema: snapshot.schema, documents: documents), documents)
  }

  @Test(arguments: 0..<60) func answersLikeAScanOnSmallIndexes(seed: Int) throws {
    var corpus = RandomCorpus(seed: UInt64(seed))
    let folder = try TemporaryFolder()
    let count = Int.random(in: 1...40, using: &corpus.generator)
    let commits = Int.random(in: 1...5, using: &corpus.generator)
    let (snapshot, naive, documents) = try build(&corpus, count: count, commits: commits, path: folder.path)
    #expect(snapshot.documentCount == documents.count)
    for index in documents.indices {
      let stored = try snapshot.storedFields(of: DocumentID(rawValue: UInt32(index)))
      #expect(stored["note"] == documents[index]["note"] && stored["tag"] == documents[index]["tag"])
    }
    for _ in 0..<25 { try Comparison.compare(snapshot, naive, Array(documents.indices), corpus.query()) }
    for _ in 0..<10 { try Comparison.compare(snapshot, naive, Array(documents.indices), corpus.words()) }
    #expect(try IndexCheck.check(path: folder.path).problems == [])
  }

  /// Large enough that lists take every form and neighbours get postings of their own.
  @Test(arguments: 0..<3) func answersLikeAScanOnLargerIndexes(seed: Int) throws {
    var corpus = RandomCorpus(seed: UInt64(1000 + seed))
    let folder = try TemporaryFolder()
    let (snapshot, naive, documents) = try build(
      &corpus, count: 1100, commits: 1 + seed, path: folder.path, maximumLength: 12)
    for _ in 0..<4 { try Comparison.compare(snapshot, naive, Array(documents.indices), corpus.query(depth: 1)) }
    for _ in 0..<12 { try Comparison.compare(snapshot, naive, Array(documents.indices), corpus.words()) }
    #expect(try IndexCheck.check(path: folder.path).problems == [])
  }

  @Test(arguments: 0..<20) func deletesAndUpdatesLeaveWhatAScanLeaves(seed: Int) throws {
    var corpus = RandomCorpus(seed: UInt64(2000 + seed))
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(
      path: folder.path, schema: RandomCorpus.schema, mode: .create, options: .init(mergeFactor: 3))
    var live: [(id: String, document: Document)] = []
    for step in 0..<60 {
      switch Int.random(in: 0..<10, using: &corpus.generator) {
      case 0..<6:
        let id = "id \(Int.random(in: 0..<25, using: &corpus.generator))"
        var document = corpus.document(step)
        try writer.update(document, id: id)
        document.add(Schema.idField, .text(id))
        live.removeAll { $0.id == id }
        live.append((id, document))
      case 6:
        let id = "id \(Int.random(in: 0..<25, using: &corpus.generator))"
        try writer.delete(id: id)
        live.removeAll { $0.id == id }
      case 7:
        let query = Query.term(field: "tag", text: "tag \(Int.random(in: 0..<9, using: &corpus.generator))")
        let found =
          try NaiveIndex(schema: RandomCorpus.schema.completed, documents: live.map(\.document)).scores(query) ?? []
        try writer.delete(matching: query)
        live = zip(live, found).filter { $1 == nil }.map(\.0)
      default: try writer.commit()
      }
    }
    try writer.commit()
    #expect(writer.documentCount == live.count)
    var snapshot = try Snapshot.open(path: folder.path)
    let naive = try NaiveIndex(schema: snapshot.schema, documents: live.map(\.document))
    // Deleted documents keep their numbers until a merge: line the live ones up with the scan's.
    var numbers = [Int](repeating: -1, count: snapshot.totalCount)
    var place = 0
    try snapshot.forEachMatch(.all) {
      numbers[Int($0.rawValue)] = place
      place += 1
      return true
    }
    for _ in 0..<10 { try Comparison.compare(snapshot, naive, numbers, corpus.query()) }
    for _ in 0..<5 { try Comparison.compare(snapshot, naive, numbers, corpus.words()) }
    try writer.commit(optimize: true)
    snapshot = try Snapshot.open(path: folder.path)
    #expect(snapshot.segments.count <= 1 && snapshot.totalCount == live.count)
    for _ in 0..<10 { try Comparison.compare(snapshot, naive, Array(live.indices), corpus.query()) }
    #expect(try IndexCheck.check(path: folder.path).problems == [])
  }

  @Test func theSameDocumentsGiveTheSameBytes() throws {
    var folders: [TemporaryFolder] = []
    for _ in 0..<2 {
      var corpus = RandomCorpus(seed: 7)
      let folder = try TemporaryFolder()
      _ = try build(&corpus, count: 200, commits: 3, path: folder.path)
      folders.append(folder)
    }
    let left = FileDirectory(path: folders[0].path)
    let right = FileDirectory(path: folders[1].path)
    #expect(try left.list() == right.list())
    for name in try left.list() { #expect(try left.map(name)?.contents == right.map(name)?.contents) }
  }

  @Test func mergingGivesTheBytesOfOneRun() throws {
    var corpus = RandomCorpus(seed: 8)
    let documents = (0..<1200).map { corpus.document($0, maximumLength: 10) }
    var segments: [[UInt8]] = []
    for parts in [1, 3] {
      let folder = try TemporaryFolder()
      let writer = try IndexWriter(path: folder.path, schema: RandomCorpus.schema, mode: .create)
      for part in 0..<parts {
        for document in documents[(1200 / parts * part)..<(1200 / parts * (part + 1))] { try writer.add(document) }
        try writer.commit(optimize: part == parts - 1)
      }
      let directory = FileDirectory(path: folder.path)
      let names = try directory.list().filter { $0.hasPrefix("segment-") }
      #expect(names.count == 1)
      segments.append(try #require(try directory.map(names[0])).contents)
    }
    #expect(segments[0] == segments[1])
  }
}
