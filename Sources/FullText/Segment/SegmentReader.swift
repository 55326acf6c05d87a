/// One segment, open for reading.
///
/// `@unchecked Sendable`: everything in it is immutable but the marks of verified pages, which are atomic.
final class SegmentReader: @unchecked Sendable {
  @safe struct TextField {
    var dictionary: TermDictionary
    var postings: Range<Int>
    var totalLength: UInt64
    var documentsWithField: Int
    /// A byte a document; nil for keyword fields.
    var norms: UnsafePointer<UInt8>?
    var normsRange: Range<Int>
    var pairs: FrequentPairs?
  }

  let file: SegmentFile
  let schema: Schema
  let documentCount: Int
  /// One bit for each deleted document; nil when there is none.
  let deletes: [UInt64]?
  let deletedCount: Int
  private let texts: [TextField?]
  private let stored: Range<Int>
  private let storedOffsets: PackedColumn
  private let storedOffsetsStart: Int

  init(_ mapping: MappedFile, schema: Schema, entry: Manifest.Segment, deletes: [UInt64]?) throws {
    file = try SegmentFile(mapping)
    guard file.id == entry.id else {
      throw FullTextError.corrupt(
        file: file.name, section: "table", offset: 0, message: "is not the segment of its name")
    }
    self.schema = schema
    self.deletes = deletes
    deletedCount = deletes?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
    let statistics = try SegmentReader.section(file, .segment, 0)
    try file.verify(statistics)
    var reader = try file.reader(statistics, "segment")
    let count = Int(try reader.fixed32())
    guard count == entry.documentCount, deletedCount == entry.deletedCount,
      statistics.count == 4 + 12 * schema.fields.count
    else {
      throw reader.corrupt("does not agree with the manifest")
    }
    documentCount = count
    var texts: [TextField?] = []
    for (index, field) in schema.fields.enumerated() {
      let total = try reader.fixed64()
      let documents = Int(try reader.fixed32())
      guard field.isInverted else {
        texts.append(nil)
        continue
      }
      let dictionary = try TermDictionary(
        file: file, blocks: SegmentReader.section(file, .dictionary, index),
        index: SegmentReader.section(file, .dictionaryIndex, index))
      var text = unsafe TextField(
        dictionary: dictionary, postings: try SegmentReader.section(file, .postings, index), totalLength: total,
        documentsWithField: documents, norms: nil, normsRange: 0..<0, pairs: try FrequentPairs(file: file, field: index)
      )
      if field.analyzerName != nil {
        text.normsRange = try SegmentReader.section(file, .norms, index)
        guard text.normsRange.count == count else {
          throw reader.corrupt("the norms of \(field.name) have the wrong size")
        }
        unsafe text.norms = unsafe (file.base + text.normsRange.lowerBound).assumingMemoryBound(to: UInt8.self)
      }
      texts.append(text)
    }
    self.texts = texts
    stored = try SegmentReader.section(file, .stored, 0)
    let offsets = try SegmentReader.section(file, .storedOffsets, 0)
    storedOffsetsStart = offsets.lowerBound
    storedOffsets = try PackedColumn(file: file, range: offsets, count: count + 1)
  }

  /// The same segment with other documents deleted.
  init(sharing other: SegmentReader, deletes: [UInt64]?) throws {
    file = other.file
    schema = other.schema
    documentCount = other.documentCount
    self.deletes = deletes
    deletedCount = deletes?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
    texts = other.texts
    stored = other.stored
    storedOffsets = other.storedOffsets
    storedOffsetsStart = other.storedOffsetsStart
  }

  private static func section(_ file: SegmentFile, _ kind: SegmentSection.Kind, _ field: Int) throws -> Range<Int> {
    guard let range = file.section(kind, field: field) else {
      throw FullTextError.corrupt(
        file: file.name, section: "table", offset: 0, message: "the section \(kind) of field \(field) is missing")
    }
    return range
  }

  /// Opens what a manifest's entry speaks of. Throws ``Manifest/MissingFile`` when a file is not there.
  static func open(_ directory: any IndexDirectory, schema: Schema, entry: Manifest.Segment) throws -> SegmentReader {
    guard let mapping = try directory.map(entry.fileName) else { throw Manifest.MissingFile(name: entry.fileName) }
    return try SegmentReader(mapping, schema: schema, entry: entry, deletes: Manifest.readDeletes(directory, entry))
  }

  var liveCount: Int { documentCount - deletedCount }

  @inline(__always)
  func isDeleted(_ document: Int) -> Bool {
    deletes.map { $0[document >> 6] & (1 << UInt64(document & 63)) != 0 } ?? false
  }

  @inline(__always)
  func text(_ field: Int) -> TextField? { texts[field] }

  // MARK: - Terms

  func postings(_ field: Int, _ info: TermInfo) throws -> Postings {
    guard let text = texts[field] else {
      throw FullTextError.unsupportedQuery("\(schema.fields[field].name) has no terms")
    }
    var hasFrequencies = false
    var hasPositions = false
    if case .text(_, _, let positions) = schema.fields[field].kind {
      (hasFrequencies, hasPositions) = (true, positions)
    }
    return try postings(info, in: text.postings, hasFrequencies: hasFrequencies, hasPositions: hasPositions)
  }

  /// How many documents that are not deleted have a term.
  ///
  /// - Complexity: constant without deletes, else O(the fewer of the deleted documents and those of the term), or O(documents / 64) for a bitmap.
  func liveDocuments(_ field: Int, _ info: TermInfo) throws -> Int {
    guard let deletes, deletedCount > 0 else { return info.documents }
    let postings = try postings(field, info)
    if postings.form == .dense {
      var count = 0
      for word in deletes.indices { count += (postings.word(word) & ~deletes[word]).nonzeroBitCount }
      return count
    }
    let cursor = PostingsCursor(postings)
    if deletedCount < info.documents {
      var count = info.documents
      forEachDeleted { if cursor.contains($0) { count -= 1 } }
      return count
    }
    var count = 0
    var document = cursor.advance(to: 0)
    while document < documentCount {
      if !isDeleted(document) { count += 1 }
      document = cursor.advance(to: document + 1)
    }
    return count
  }

  /// How many words a text field has in the documents that are not deleted.
  func liveLength(_ field: Int) throws -> Int {
    guard let text = texts[field] else { return 0 }
    var length = Int(clamping: text.totalLength)
    guard deletedCount > 0, schema.fields[field].analyzerName != nil else { return length }
    let lengths = try lengths(field)
    forEachDeleted { length -= Int(clamping: lengths[$0]) }
    return max(0, length)
  }

  private func forEachDeleted(_ body: (Int) -> Void) {
    for (place, word) in (deletes ?? []).enumerated() {
      var rest = word
      while rest != 0 {
        let document = place * 64 + rest.trailingZeroBitCount
        rest &= rest &- 1
        if document < documentCount { body(document) }
      }
    }
  }

  func pairPostings(_ pairs: FrequentPairs, _ info: TermInfo) throws -> Postings {
    try postings(info, in: pairs.postings, hasFrequencies: true, hasPositions: false)
  }

  private func postings(_ info: TermInfo, in section: Range<Int>, hasFrequencies: Bool, hasPositions: Bool) throws
    -> Postings
  {
    guard info.postingsOffset >= 0, info.postingsLength >= 0, info.postingsLength <= section.count,
      info.postingsOffset <= section.count - info.postingsLength
    else {
      throw FullTextError.corrupt(
        file: file.name, section: "postings", offset: section.lowerBound, message: "a list lies outside of its section")
    }
    let start = section.lowerBound + info.postingsOffset
    return try Postings(
      file: file, range: start..<(start + info.postingsLength), documents: info.documents, documentCount: documentCount,
      hasFrequencies: hasFrequencies, hasPositions: hasPositions)
  }

  // MARK: - Columns

  /// Which documents have the field: one bit each, as words.
  func presence(_ field: Int) throws -> [UInt64] {
    let range = try SegmentReader.section(file, .presence, field)
    try file.verify(range)
    var reader = try file.reader(range, "presence")
    guard range.count == (documentCount + 63) / 64 * 8 else { throw reader.corrupt("has the wrong size") }
    var words: [UInt64] = []
    words.reserveCapacity(range.count / 8)
    for _ in 0..<(range.count / 8) { words.append(try reader.fixed64()) }
    return words
  }

  /// The numbers of a field; of documents without it the column holds any number.
  func column(_ field: Int) throws -> PackedColumn {
    let range = try SegmentReader.section(file, .column, field)
    try file.verify(range)
    return try PackedColumn(file: file, range: range, count: documentCount)
  }

  /// The exact lengths of a text field.
  func lengths(_ field: Int) throws -> PackedColumn {
    let range = try SegmentReader.section(file, .lengths, field)
    try file.verify(range)
    return try PackedColumn(file: file, range: range, count: documentCount)
  }

  // MARK: - Stored fields

  /// Where a document's stored fields are.
  private func storedRange(_ document: Int) throws -> Range<Int> {
    let bytes = storedOffsets.byteRange(document)
    let next = storedOffsets.byteRange(document + 1)
    try file.verify((storedOffsetsStart + bytes.lowerBound)..<(storedOffsetsStart + next.upperBound))
    let start = storedOffsets[document]
    let end = storedOffsets[document + 1]
    guard start <= end, end <= UInt64(stored.count) else {
      throw FullTextError.corrupt(
        file: file.name, section: "stored", offset: stored.lowerBound, message: "offsets out of order")
    }
    return (stored.lowerBound + Int(start))..<(stored.lowerBound + Int(end))
  }

  /// Where a document's stored fields end in the file.
  func storedEnd(_ document: Int) throws -> Int { try storedRange(document).upperBound }

  func storedBytes(_ document: Int) throws -> UnsafeRawBufferPointer {
    let range = try storedRange(document)
    try file.verify(range)
    return unsafe UnsafeRawBufferPointer(start: file.base + range.lowerBound, count: range.count)
  }

  func storedFields(_ document: Int) throws -> Document {
    let range = try storedRange(document)
    try file.verify(range)
    var reader = try file.reader(range, "stored")
    return try DocumentCodec.decode(&reader, fields: schema.fields)
  }
}
