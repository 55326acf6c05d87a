/// Writes one segment, section by section. Flushes and merges both go through it, so the same documents give the same bytes either way.
///
///     segment := documentCount:u32 (totalLength:u64 documentsWithField:u32){fields}
final class SegmentWriter {
  struct FieldStatistics {
    var totalLength: UInt64 = 0
    var documents: UInt32 = 0
  }

  let schema: Schema
  let documentCount: Int
  private let file: SegmentFileWriter
  private var statistics: [FieldStatistics]

  init(_ output: any OutputFile, schema: Schema, documentCount: Int) throws {
    file = try SegmentFileWriter(output)
    self.schema = schema
    self.documentCount = documentCount
    statistics = Array(repeating: FieldStatistics(), count: schema.fields.count)
  }

  /// Puts the terms of a text or keyword field into its dictionary and postings.
  struct TermSink {
    fileprivate let file: SegmentFileWriter
    fileprivate var dictionary = TermDictionaryBuilder()
    fileprivate var frequent: [[UInt8]] = []
    fileprivate let documentCount: Int
    fileprivate let start: Int
    /// What lists of this field are encoded with. Each thread makes a copy of its own.
    let encoder: PostingsEncoder

    /// Adds terms that come behind all that were added, with their lists.
    mutating func append(_ encoded: EncodedTerms) throws {
      var offset = file.offset - start
      try file.write(encoded.postings.bytes)
      unsafe encoded.terms.withUnsafeBufferPointer { terms in
        var place = 0
        for entry in encoded.entries {
          let end = place + Int(entry.termLength)
          let term = unsafe UnsafeBufferPointer(rebasing: terms[place..<end])
          place = end
          let documents = Int(entry.documents)
          unsafe dictionary.add(
            term,
            TermInfo(
              documents: documents, occurrences: entry.occurrences, postingsOffset: offset,
              postingsLength: entry.postingsLength))
          offset += entry.postingsLength
          if FrequentPairs.isFrequent(documents: documents, of: documentCount),
            frequent.count < SegmentFormat.maximumFrequentTerms
          {
            unsafe frequent.append(Array(term))
          }
        }
      }
    }
  }

  /// Writes a field that has terms.
  /// - Parameters:
  ///   - lengths: how many terms each document has.
  ///   - terms: gives the sink every term in order.
  ///   - pairs: when the field has positions: gives the sink the pairs of these frequent terms, or of some of them, their keys in order, and returns
  ///     the terms it took, in order; none when the field has no pairs.
  func writeTerms(
    field index: Int, lengths: [UInt32], terms: (inout TermSink) throws -> Void,
    pairs: (_ frequent: [[UInt8]], inout TermSink) throws -> [[UInt8]]
  ) throws {
    let field = schema.fields[index]
    var total: UInt64 = 0
    var present: UInt32 = 0
    var presence = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
    for (document, length) in lengths.enumerated() where length > 0 {
      total += UInt64(length)
      present += 1
      presence[document >> 6] |= 1 << UInt64(document & 63)
    }
    statistics[index] = FieldStatistics(totalLength: total, documents: present)
    var hasFrequencies = false
    var hasPositions = false
    var norms: [UInt8]?
    if case .text(_, _, let positions) = field.kind {
      hasFrequencies = true
      hasPositions = positions
      let codes = lengths.map { FieldNorm.code(Int($0)) }
      norms = codes
      try file.section(.norms, field: index, codes)
      try file.section(.lengths, field: index, PackedColumn.encode(lengths.lazy.map { UInt64($0) }))
    }
    try writePresence(field: index, presence)
    let average = documentCount > 0 ? Double(total) / Double(documentCount) : 0
    let encoder = PostingsEncoder(
      documentCount: documentCount, hasFrequencies: hasFrequencies, hasPositions: hasPositions, norms: norms,
      averageLength: average)
    var sink = TermSink(file: file, documentCount: documentCount, start: file.offset, encoder: encoder)
    try terms(&sink)
    try file.endSection(.postings, field: index, from: sink.start)
    try file.section(.dictionary, field: index, sink.dictionary.blocks.bytes)
    try file.section(.dictionaryIndex, field: index, sink.dictionary.index())
    guard hasPositions, !sink.frequent.isEmpty else { return }
    let pairEncoder = PostingsEncoder(
      documentCount: documentCount, hasFrequencies: true, hasPositions: false, norms: norms, averageLength: average)
    let candidates = sink.frequent
    sink = TermSink(file: file, documentCount: Int.max / 64, start: file.offset, encoder: pairEncoder)
    let frequent = try pairs(candidates, &sink)
    if frequent.isEmpty { return }
    try file.endSection(.pairPostings, field: index, from: sink.start)
    try file.section(.pairs, field: index, sink.dictionary.blocks.bytes)
    try file.section(.pairsIndex, field: index, sink.dictionary.index())
    var words = ByteWriter()
    words.appendVarint(frequent.count)
    for term in frequent { words.appendBlob(term) }
    try file.section(.frequentTerms, field: index, words.bytes)
  }

  private func writePresence(field: Int, _ words: [UInt64]) throws {
    var writer = ByteWriter()
    for word in words { writer.append64(word) }
    try file.section(.presence, field: field, writer.bytes)
  }

  /// Writes a field of numbers: for each document its bits, or nil.
  func writeColumn(field index: Int, _ values: [UInt64?]) throws {
    let isFloat = schema.fields[index].kind == .float
    var presence = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
    var filled: [UInt64] = []
    filled.reserveCapacity(values.count)
    let present = values.lazy.compactMap { $0 }
    let smallest = present.min { Self.order($0) < Self.order($1) } ?? 0
    for (document, value) in values.enumerated() {
      if value != nil { presence[document >> 6] |= 1 << UInt64(document & 63) }
      filled.append(value ?? smallest)
    }
    statistics[index].documents = UInt32(values.count { $0 != nil })
    try writePresence(field: index, presence)
    try file.section(.column, field: index, PackedColumn.encode(filled, orderedAs: isFloat ? { $0 } : Self.order))
  }

  private static func order(_ bits: UInt64) -> UInt64 { bits ^ (1 << 63) }

  /// Writes the stored fields: `documents` calls `write` with those of each document in order.
  func writeStored(documents: (_ write: (ArraySlice<UInt8>) throws -> Void) throws -> Void) throws {
    let start = file.offset
    var offsets: [UInt64] = [0]
    offsets.reserveCapacity(documentCount + 1)
    try documents { bytes in
      try unsafe bytes.withUnsafeBytes { try unsafe file.write($0) }
      offsets.append(UInt64(file.offset - start))
    }
    try file.endSection(.stored, from: start)
    try file.section(.storedOffsets, PackedColumn.encode(offsets))
  }

  /// Writes what is left, makes the segment durable, and returns its id.
  func finish() throws -> UInt64 {
    var writer = ByteWriter()
    writer.append32(UInt32(documentCount))
    for field in statistics {
      writer.append64(field.totalLength)
      writer.append32(field.documents)
    }
    try file.section(.segment, writer.bytes)
    return try file.finish()
  }
}
