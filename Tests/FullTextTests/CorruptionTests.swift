import TestSupport
import Testing

@testable import FullText

/// Damaged files: each is reported as damage, none traps, none is answered from as if it were whole.
@Suite struct CorruptionTests {
  private static let queries: [Query] = [
    .all, .term(field: "body", text: "ba"), .phrase(field: "body", text: "ba be", slop: 1),
    .prefix(field: "title", text: "k"),
    .exists(field: "tag"), .range(field: "count", lower: .including(.integer(0))), .term(field: "tag", text: "tag 1"),
    .range(field: "ratio", upper: .including(.float(0))), .match(field: "body", text: "do du ka mi no ra"),
  ]

  private func index(documents: Int, deleting: Bool = false) throws -> FaultyDirectory {
    var corpus = RandomCorpus(seed: 5)
    let directory = FaultyDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: RandomCorpus.schema, mode: .create, options: .init())
    for number in 0..<documents { try writer.update(corpus.document(number, maximumLength: 8), id: "\(number)") }
    try writer.commit(payload: [1, 2, 3])
    if deleting {
      try writer.delete(id: "2")
      try writer.commit()
    }
    return directory
  }

  /// Everything a reader can ask for.
  private func answers(_ directory: FaultyDirectory) throws -> [TopDocuments] {
    let snapshot = try Snapshot.open(directory)
    for document in 0..<snapshot.totalCount {
      _ = try snapshot.storedFields(of: DocumentID(rawValue: UInt32(document)))
    }
    _ = try snapshot.facets("tag", query: .all, limit: 10)
    return try Self.queries.map { try snapshot.search($0, limit: 5) }
  }

  private func isDamage(_ error: any Error) -> Bool {
    switch error {
    case FullTextError.corrupt, FullTextError.tooOld, FullTextError.tooNew: true
    default: false
    }
  }

  private func segmentName(_ directory: FaultyDirectory) throws -> String {
    try #require(try directory.list().first { $0.hasPrefix("segment-") })
  }

  @Test func everyCutOfASegmentIsFound() throws {
    let directory = try index(documents: 6)
    let name = try segmentName(directory)
    let whole = directory[name]
    for length in 0..<whole.count {
      directory[name] = Array(whole[..<length])
      do {
        _ = try Snapshot.open(directory)
        Issue.record("a segment cut at \(length) was opened")
      } catch { #expect(isDamage(error), "cut at \(length): \(error)") }
    }
  }

  @Test func everyFlippedBitOfASegmentIsFound() throws {
    let directory = try index(documents: 6)
    let name = try segmentName(directory)
    let whole = directory[name]
    for bit in 0..<(whole.count * 8) {
      var damaged = whole
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      directory[name] = damaged
      do {
        for segment in try Snapshot.open(directory).segments { try segment.file.verifyAll() }
        Issue.record("bit \(bit) was flipped unseen")
      } catch { #expect(isDamage(error), "bit \(bit): \(error)") }
    }
  }

  @Test func noAnswerComesFromADamagedPage() throws {
    let directory = try index(documents: 30)
    let expected = try answers(directory)
    let name = try segmentName(directory)
    let whole = directory[name]
    for place in stride(from: 0, to: whole.count, by: 7) {
      var damaged = whole
      damaged[place] ^= 1 << UInt8(place % 8)
      directory[name] = damaged
      do {
        #expect(try answers(directory) == expected, "byte \(place)")
      } catch { #expect(isDamage(error), "byte \(place): \(error)") }
    }
  }

  @Test func everyDamagedByteOfTheManifestAndTheDeletesIsFound() throws {
    let directory = try index(documents: 6, deleting: true)
    let names = try directory.list().filter { $0 == "manifest" || $0.hasPrefix("deletes-") }
    #expect(names.count == 2)
    for name in names {
      let whole = directory[name]
      for bit in 0..<(whole.count * 8) {
        var damaged = whole
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        directory[name] = damaged
        #expect(throws: FullTextError.self, "\(name), bit \(bit)") { try Snapshot.open(directory) }
      }
      for length in 0..<whole.count {
        directory[name] = Array(whole[..<length])
        #expect(throws: FullTextError.self, "\(name), cut at \(length)") { try Snapshot.open(directory) }
      }
      directory[name] = whole
    }
  }

  /// Damage under a checksum that was made to match: nothing traps, whatever comes out.
  @Test(arguments: 0..<8) func damageWithMatchingChecksumsDoesNotTrap(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let directory = try index(documents: 40)
    let name = try segmentName(directory)
    let whole = directory[name]
    let manifest = directory["manifest"]
    for _ in 0..<60 {
      var damaged = whole
      let tail = damaged.count - SegmentFormat.tailSize
      let table = Int(Self.load(damaged, tail))
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        damaged[Int.random(in: SegmentFormat.headerSize..<table, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      let id = Self.repair(&damaged)
      // The file is called after its checksum, so it gets another name and another manifest.
      let other = FaultyDirectory()
      _ = try other.create("segment-" + Manifest.hexadecimal(id))
      other["segment-" + Manifest.hexadecimal(id)] = damaged
      _ = try other.create("manifest")
      var entry = try manifest.withUnsafeBytes { try Manifest($0, file: "manifest") }
      entry.segments[0].id = id
      other["manifest"] = entry.encoded()
      Invariants.$areChecked.withValue(false) {
        _ = try? answers(other)
        _ = try? IndexCheck.check(other)
      }
    }
  }

  /// The same of a segment whose frequent pairs a merge takes over: lists that contradict themselves once stopped it with a trap.
  @Test(arguments: 0..<4) func mergesOfDamagedPairsEndWithAnAnswerOrAnError(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(300 + seed))
    let directory = MemoryDirectory()
    let writer = try IndexWriter(
      directory: directory, lock: nil, schema: SegmentInput.schema, mode: .create, options: .init())
    for _ in 0..<SegmentFormat.minimumDocumentsForPairs {
      var document = Document()
      let words = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        ["a", "word", "of", "the", "index", "rare"].randomElement(using: &generator) ?? "a"
      }
      document.add("body", .text(words.joined(separator: " ")))
      try writer.add(document)
    }
    try writer.commit()
    let name = try #require(directory.files.keys.first { $0.hasPrefix("segment-") })
    let whole = try #require(directory.files[name])
    let file = try SegmentFile(MappedFile(name: name, copying: whole))
    let pairs = try #require(file.section(.pairPostings, field: 0))
    let segments = try Snapshot.open(directory).segments.map { (reader: $0, deletes: [UInt64]?.none) }
    for _ in 0..<40 {
      var damaged = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        damaged[Int.random(in: pairs, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      let id = SegmentInput.repair(&damaged)
      let entry = Manifest.Segment(id: id, documentCount: SegmentFormat.minimumDocumentsForPairs)
      let reader = try SegmentReader(
        MappedFile(name: name, copying: damaged), schema: SegmentInput.schema, entry: entry, deletes: nil)
      let output = try directory.create("merged")
      let merger = SegmentMerger(schema: SegmentInput.schema, segments: segments + [(reader: reader, deletes: nil)])
      do {
        _ = try Invariants.$areChecked.withValue(false) { try merger.write(to: output) }
      } catch is FullTextError {}
    }
  }

  private static func load(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
  }

  /// Makes the checksums of pages, table and tail match again and returns the segment's id.
  static func repair(_ bytes: inout [UInt8]) -> UInt64 {
    let tail = bytes.count - SegmentFormat.tailSize
    let table = Int(load(bytes, tail))
    func store(_ value: UInt64, _ offset: Int, _ bytes: inout [UInt8]) {
      for place in 0..<8 { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
    }
    for (page, start) in stride(from: 0, to: table, by: SegmentFormat.pageSize).enumerated() {
      store(Checksum.of(Array(bytes[start..<min(table, start + SegmentFormat.pageSize)])), table + 8 * page, &bytes)
    }
    let id = Checksum.of(Array(bytes[table..<tail]))
    store(id, tail + 8, &bytes)
    return id
  }

  @Test func otherVersionsAreToldFromDamage() throws {
    for (version, isNew) in [(0, false), (99, true)] {
      let directory = try index(documents: 3)
      let name = try segmentName(directory)
      var bytes = directory[name]
      bytes[8] = UInt8(version)
      let sum = Checksum.of(Array(bytes[..<(SegmentFormat.headerSize - 8)]))
      for place in 0..<8 {
        bytes[SegmentFormat.headerSize - 8 + place] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * place))
      }
      directory[name] = bytes
      do {
        _ = try Snapshot.open(directory)
        Issue.record("version \(version) was opened")
      } catch FullTextError.tooOld { #expect(!isNew) } catch FullTextError.tooNew { #expect(isNew) }
    }
  }

  @Test func aMissingFileIsDamage() throws {
    let directory = try index(documents: 3)
    try directory.remove(try segmentName(directory))
    #expect(throws: FullTextError.self) { try Snapshot.open(directory) }
    #expect(throws: FullTextError.noIndex(path: "memory")) { try Snapshot.open(FaultyDirectory()) }
  }
}
