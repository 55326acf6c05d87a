import TestSupport
import Testing

@testable import FullText

@Suite struct ReorderingTests {
  /// The number that ``RandomCorpus`` gave a document, from its stored fields.
  private func number(_ snapshot: Snapshot, _ document: Int) throws -> Int {
    guard case .bytes(let bytes)? = try snapshot.storedFields(of: DocumentID(rawValue: UInt32(document)))["note"].first
    else { return -1 }
    return Int(bytes[0]) | Int(bytes[1]) << 8
  }

  @Test(arguments: 0..<8) func reorderedDocumentsAnswerLikeAScan(seed: Int) throws {
    var corpus = RandomCorpus(seed: UInt64(4000 + seed))
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: RandomCorpus.schema, mode: .create, options: .init(threads: 1 + seed % 3)
    )
    var documents: [Document] = []
    for number in 0..<(seed < 6 ? 150 : 1200) {
      documents.append(corpus.document(number, maximumLength: 15))
      try writer.update(documents[number], id: "\(number)")
      documents[number].add(Schema.idField, .text("\(number)"))
      if number % 100 == 50 { try writer.commit() }
    }
    // The last ones go again.
    for number in (documents.count - 20)..<documents.count { try writer.delete(id: "\(number)") }
    documents.removeLast(20)
    try writer.commit(optimize: true, reordering: true)
    #expect(try IndexCheck.check(directory).problems == [])
    let snapshot = try Snapshot.open(directory)
    let numbers = try (0..<snapshot.totalCount).map { try number(snapshot, $0) }
    #expect(numbers.sorted() == Array(documents.indices))
    #expect(numbers != Array(documents.indices))
    let naive = try NaiveIndex(schema: snapshot.schema, documents: documents)
    for _ in 0..<(seed < 6 ? 25 : 8) {
      try Comparison.compare(snapshot, naive, numbers, corpus.query(), isOrdered: false)
      try Comparison.compare(snapshot, naive, numbers, corpus.words(), isOrdered: false)
    }
  }

  @Test func theOrderIsTheSameOnAnyNumberOfThreads() throws {
    var files: [[String: [UInt8]]] = []
    for threads in [1, 2, 5] {
      var corpus = RandomCorpus(seed: 77)
      let directory = MemoryDirectory()
      let writer = try IndexWriter(
        directory: directory, lock: nil, schema: RandomCorpus.schema, mode: .create, options: .init(threads: threads))
      for number in 0..<600 { try writer.add(corpus.document(number)) }
      try writer.commit(optimize: true, reordering: true)
      files.append(directory.files)
    }
    #expect(files[0] == files[1] && files[0] == files[2])
  }

  /// Two kinds of documents, mixed: each kind ends up together.
  @Test func likeDocumentsComeToStandTogether() throws {
    var generator = SeededGenerator(seed: 3)
    let documents = (0..<256).map { number in
      (0..<12).map { _ in UInt32(number % 2 * 40) + UInt32.random(in: 0..<40, using: &generator) }
    }
    let order = try GraphBisection(ForwardIndex(documents.map { Array(Set($0)).sorted() })).order(threads: 1)
    #expect(order.sorted() == Array(0..<256))
    #expect(Set(order[..<128].map { $0 % 2 }).count == 1)
  }

  @Test func logarithmsAreThoseOfMathematics() {
    let table = LogarithmTable()
    for (number, value) in [(1, 0.0), (2, 1), (3, 1.584_962_5), (1000, 9.965_784_3), (123_456_789, 26.879_430_2)] {
      #expect(abs(Double(table[number]) - value) < 0.001, "\(number)")
    }
  }
}
