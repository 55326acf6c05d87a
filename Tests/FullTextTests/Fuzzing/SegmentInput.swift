@testable import FullText

/// Any bytes as a segment: whatever they say, opening, searching, checking and merging them ends with an answer or an error.
///
/// Checksums are made to match first, since a damaged page would be refused before anything read it.
enum SegmentInput {
  static let schema = Schema([
    .text("body", analyzer: .whitespace), .text("title", analyzer: .standard, positions: false), .keyword("tag"),
    .integer("count"), .float("ratio"), .stored("note"),
  ]).completed

  static let queries: [Query] = [
    .all, .term(field: "body", text: "a"), .term(field: "body", text: "word"), .term(field: "title", text: "of"),
    .phrase(field: "body", text: "a word"), .phrase(field: "body", text: "word a of", slop: 3),
    .match(field: "body", text: "a word of the index"),
    .boolean(
      must: [.term(field: "body", text: "a")], should: [.term(field: "body", text: "the")],
      mustNot: [.term(field: "tag", text: "t1")]),
    .boolean(
      should: [.term(field: "body", text: "word"), .term(field: "title", text: "index")],
      filter: [.range(field: "count", lower: .including(.integer(2)))]),
    .prefix(field: "body", text: "w"), .wildcard(field: "title", pattern: "*n?e*"),
    .regex(field: "body", pattern: "[a-m].*"),
    .fuzzy(field: "body", text: "wrd"), .exists(field: "tag"), .range(field: "ratio", upper: .including(.float(0.5))),
    .bm25f(fields: [.init("body"), .init("title", weight: 2)], text: "index word"),
  ]

  /// The fewest bytes of a file with header and tail, and the most documents that an input may claim: each costs time.
  private static let minimumCount = SegmentFormat.headerSize + SegmentFormat.tailSize
  private static let maximumDocumentCount = 20_000

  /// Reads the bytes in every way there is.
  static func run(_ input: [UInt8]) {
    var bytes = input
    guard bytes.count >= minimumCount else { return open(bytes, id: 0, documentCount: 1) }
    let id = repair(&bytes)
    guard let file = try? SegmentFile(MappedFile(name: "segment", copying: bytes)),
      let range = file.section(.segment), var reader = try? file.reader(range, "segment"),
      let count = try? reader.fixed32(), count <= maximumDocumentCount
    else { return open(bytes, id: id, documentCount: 1) }
    open(bytes, id: id, documentCount: Int(count))
  }

  private static func open(_ bytes: [UInt8], id: UInt64, documentCount: Int) {
    let directory = MemoryDirectory()
    let entry = Manifest.Segment(id: id, documentCount: documentCount)
    directory.files[entry.fileName] = bytes
    var manifest = Manifest(schema: schema)
    manifest.segments = [entry]
    directory.files[Manifest.fileName] = manifest.encoded()
    _ = try? IndexCheck.check(directory)
    guard let snapshot = try? Snapshot.open(directory) else { return }
    for query in queries {
      guard let top = try? snapshot.search(query, limit: 3) else { continue }
      precondition(top.hits.count <= 3 && top.hits.count <= top.total, "more hits than there are")
      for hit in top.hits {
        precondition(Int(hit.document.rawValue) < documentCount, "a hit that is no document")
        _ = try? snapshot.storedFields(of: hit.document)
        _ = try? snapshot.explain(query, document: hit.document)
      }
      _ = try? snapshot.search(query, limit: 2, countsExactly: false)
      _ = try? snapshot.count(query)
    }
    _ = try? snapshot.facets("tag", query: .all, limit: 3)
    _ = try? snapshot.groups(.all, by: "tag", limit: 3)
    _ = try? snapshot.search(.all, sortedBy: SortOrder("count"), limit: 3)
    _ = try? snapshot.suggestion(for: "wordd", field: "title")
    let readers = snapshot.segments.map { (reader: $0, deletes: [UInt64]?.none) }
    if let output = try? directory.create("merged") {
      _ = try? SegmentMerger(schema: schema, segments: readers + readers).write(to: output)
    }
  }

  /// Makes the checksums of header, pages, table and tail match the bytes, and returns the segment's id.
  static func repair(_ bytes: inout [UInt8]) -> UInt64 {
    func load(_ offset: Int) -> UInt64 { (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) } }
    func store(_ value: UInt64, _ offset: Int) {
      for place in 0..<8 { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
    }
    let tail = bytes.count - SegmentFormat.tailSize
    store(Checksum.of(Array(bytes[..<(SegmentFormat.headerSize - 8)])), SegmentFormat.headerSize - 8)
    let table = load(tail)
    if table >= UInt64(SegmentFormat.headerSize), table < UInt64(tail) {
      for (page, start) in stride(from: 0, to: Int(table), by: SegmentFormat.pageSize).enumerated() {
        let place = Int(table) + 8 * page
        if place + 8 > tail { break }
        store(Checksum.of(Array(bytes[start..<min(Int(table), start + SegmentFormat.pageSize)])), place)
      }
      store(Checksum.of(Array(bytes[Int(table)..<tail])), tail + 8)
    }
    store(UInt64(bytes.count), tail + 16)
    return load(tail + 8)
  }

  /// Small segments of every form of list, as first inputs.
  static func samples() throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for (name, count) in [("one", 1), ("tiny", 5), ("sparse", 160), ("dense", 300)] {
      let directory = MemoryDirectory()
      let writer = try IndexWriter(directory: directory, lock: nil, schema: schema, mode: .create, options: .init())
      for number in 0..<count {
        var document = Document()
        let words = ["a", "word", "of", "the", "index"]
        document.add("body", .text((0..<(1 + number % 7)).map { words[($0 * number + $0) % 5] }.joined(separator: " ")))
        if number % 3 == 0 { document.add("title", .text("Index of \(number % 11)")) }
        if number % 2 == 0 { document.add("tag", .text("t\(number % 4)")) }
        if number % 5 != 1 { document.add("count", .integer(Int64(number % 9 - 4))) }
        if number % 5 != 2 { document.add("ratio", .float(Double(number % 13) / 8 - 0.5)) }
        if number % 50 == 0 { document.add("note", .bytes([1, 2, 3])) }
        try writer.update(document, id: "\(number)")
      }
      try writer.commit()
      for (file, bytes) in directory.files where file.hasPrefix("segment-") { result[name] = bytes }
    }
    return result
  }
}
