import TestSupport
import Testing

@testable import FullText

/// The merge policy on sizes alone, and that a writer does what it says.
@Suite struct MergePolicyTests {
  private typealias Size = MergePolicy.Size

  private func sizes(_ documents: Int...) -> [Size] { documents.map { Size(documents: $0, deleted: 0) } }

  @Test func aRowOfSmallSegmentsIsMerged() {
    let policy = MergePolicy(factor: 3)
    #expect(policy.next([]) == nil)
    #expect(policy.next(sizes(5, 5)) == nil)
    #expect(policy.next(sizes(5, 5, 5)) == 0..<3)
    // All of a row, not only as many as are needed.
    #expect(policy.next(sizes(5, 900, 1, 7)) == 0..<4)
    // A large segment stays out of the row of small ones behind it.
    #expect(policy.next(sizes(5000, 5, 5, 5)) == 1..<4)
    // One between them parts the row: documents keep their order.
    #expect(policy.next(sizes(5, 5, 5000, 5)) == nil)
    // Small ones in a row of large ones go with them.
    #expect(policy.next(sizes(2000, 2000, 5)) == 0..<3)
    // The lower level comes first.
    #expect(policy.next(sizes(2000, 2000, 2000, 5, 5, 5)) == 3..<6)
  }

  @Test func levelsGrowByTheFactor() {
    let policy = MergePolicy(factor: 10)
    #expect([0, 1, 1000, 1001, 10_000, 10_001, 100_000, 1_000_000].map(policy.level) == [0, 0, 0, 1, 1, 2, 2, 3])
    #expect(policy.level(of: .max) < 20)
    #expect(MergePolicy(factor: 1000).level(of: .max) < 10)
  }

  @Test func aSegmentMostlyDeletedIsRewrittenAlone() {
    let policy = MergePolicy(factor: 10)
    #expect(policy.next([Size(documents: 10, deleted: 5)]) == nil)
    #expect(policy.next([Size(documents: 10, deleted: 6)]) == 0..<1)
    #expect(policy.next([Size(documents: 10, deleted: 0), Size(documents: 4000, deleted: 2001)]) == 1..<2)
    // What is deleted does not lift a segment to a higher level.
    let row = [Size(documents: 1800, deleted: 900)] + Array(repeating: Size(documents: 5, deleted: 0), count: 9)
    #expect(policy.next(row) == 0..<10)
  }

  /// Whatever the sizes, asking until nothing is left to do ends soon and leaves few segments with few deleted documents.
  @Test(arguments: [2, 3, 10]) func everyHistoryComesToRest(factor: Int) {
    let policy = MergePolicy(factor: factor)
    var generator = SeededGenerator(seed: UInt64(factor))
    for _ in 0..<200 {
      var sizes: [Size] = []
      var written = 0
      var added = 0
      for _ in 0..<Int.random(in: 1...120, using: &generator) {
        let documents = Int.random(in: 1...Int.random(in: 1...4000, using: &generator), using: &generator)
        sizes.append(Size(documents: documents, deleted: 0))
        added += documents
        for index in sizes.indices where Int.random(in: 0..<6, using: &generator) == 0 {
          sizes[index].deleted = Int.random(in: sizes[index].deleted...sizes[index].documents, using: &generator)
        }
        sizes.removeAll { $0.live == 0 }
        var steps = 0
        while let range = policy.next(sizes) {
          #expect(range.count > 1 || sizes[range.lowerBound].deleted > 0)
          let merged = sizes[range].reduce(0) { $0 + $1.live }
          sizes.replaceSubrange(range, with: [Size(documents: merged, deleted: 0)])
          written += merged
          steps += 1
          guard steps < 200 else {
            Issue.record("merging does not end")
            return
          }
        }
        #expect(sizes.allSatisfy { $0.deleted * 2 <= $0.documents })
      }
      #expect(sizes.count < 3 * factor)
      #expect(written <= added * 30)
    }
  }

  @Test func aLargeSegmentIsLeftAloneWhileSmallOnesGather() {
    let policy = MergePolicy(factor: 10)
    var sizes = sizes(1_000_000)
    var largeMerges = 0
    for _ in 0..<5000 {
      sizes.append(Size(documents: 1, deleted: 0))
      while let range = policy.next(sizes) {
        let merged = sizes[range].reduce(0) { $0 + $1.live }
        if merged > 1_000_000 { largeMerges += 1 }
        sizes.replaceSubrange(range, with: [Size(documents: merged, deleted: 0)])
      }
    }
    #expect(largeMerges <= 1)
    #expect(sizes.reduce(0) { $0 + $1.live } == 1_005_000)
  }

  @Test func manySegmentsAreMergedWhateverTheirSizes() {
    // One that outweighs the others would keep them apart for ever.
    let sizes = [Size(documents: 1_000_000, deleted: 0)] + (1...8).map { _ in Size(documents: 2000, deleted: 0) }
    #expect(MergePolicy(factor: 3).next(sizes) == 1..<9)
    let mixed = (0..<9).map { Size(documents: $0.isMultiple(of: 2) ? 500_000_000 >> $0 : 5, deleted: 0) }
    #expect(MergePolicy(factor: 3).next(mixed) == 0..<9)
  }

  private static let schema = Schema([.text("body", analyzer: .whitespace)])

  private func document(_ text: String) -> Document {
    var document = Document()
    document.add("body", .text(text))
    return document
  }

  @Test func aWriterMergesTheRow() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create, options: .init(mergeFactor: 4))
    for number in 0..<40 {
      try writer.add(document("word\(number)"))
      try writer.commit()
      let snapshot = try Snapshot.open(path: folder.path)
      #expect(snapshot.documentCount == number + 1)
      #expect(snapshot.segments.count <= 3, "\(number + 1) commits")
    }
  }

  @Test func aWriterDropsWhatIsMostlyDeleted() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create)
    for number in 0..<20 { try writer.update(document("word\(number)"), id: "\(number)") }
    try writer.commit()
    for number in 0..<10 { try writer.delete(id: "\(number)") }
    try writer.commit()
    // Half of it is gone: it may stay.
    #expect(try Snapshot.open(path: folder.path).totalCount == 20)
    try writer.delete(id: "10")
    try writer.commit()
    let snapshot = try Snapshot.open(path: folder.path)
    #expect(snapshot.totalCount == 9 && snapshot.documentCount == 9)
    #expect(try snapshot.search(.term(field: "body", text: "word11"), limit: 1).hits.first?.document.rawValue == 0)
  }
}
