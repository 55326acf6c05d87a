/// Puts several segments together into one, without the deleted documents.
///
/// Lists are read and written a part of the dictionary at a time, several parts on several threads, and what was read is given back to the
/// system; so a merge takes little memory, whatever the size of its segments: about 30 bytes for each document and the new dictionary.
struct SegmentMerger {
  struct Source {
    var reader: SegmentReader
    /// Words of deleted documents, as the writer knows them now.
    var deletes: [UInt64]?
    /// The new number of each document, or -1.
    var renumbering: [Int32]
  }

  let schema: Schema
  private(set) var sources: [Source] = []
  private(set) var documentCount = 0
  /// Where each document comes from, `source << 32 | document`, when they change their order.
  private var places: [UInt64]?

  /// About how many bytes of lists are merged at a time by a thread.
  private static let partSize = 1 << 19

  init(schema: Schema, segments: [(reader: SegmentReader, deletes: [UInt64]?)]) {
    self.schema = schema
    for (reader, deletes) in segments {
      var renumbering = [Int32](repeating: -1, count: reader.documentCount)
      for document in 0..<reader.documentCount {
        if let deletes, deletes[document >> 6] & (1 << UInt64(document & 63)) != 0 { continue }
        renumbering[document] = Int32(documentCount)
        documentCount += 1
      }
      sources.append(Source(reader: reader, deletes: deletes, renumbering: renumbering))
    }
  }

  /// Gives the documents another order.
  /// - Parameter order: the places of the live documents, as they follow each other in the segments, in the order they are to have.
  mutating func reorder(_ order: [UInt32]) {
    var old: [UInt64] = []
    old.reserveCapacity(documentCount)
    forEachDocument { source, document in old.append(UInt64(source) << 32 | UInt64(document)) }
    let new = order.map { old[Int($0)] }
    for (number, place) in new.enumerated() {
      sources[Int(place >> 32)].renumbering[Int(place & 0xFFFF_FFFF)] = Int32(number)
    }
    places = new
  }

  /// Calls `body` with every live document in its new order.
  private func forEachDocument(_ body: (_ source: Int, _ document: Int) throws -> Void) rethrows {
    if let places {
      for place in places { try body(Int(place >> 32), Int(place & 0xFFFF_FFFF)) }
      return
    }
    for (number, source) in sources.enumerated() {
      for document in source.renumbering.indices where source.renumbering[document] >= 0 { try body(number, document) }
    }
  }

  /// Writes the new segment and returns its id.
  /// - Throws: ``FullTextError/corrupt(file:section:offset:message:)`` when a segment contradicts itself.
  func write(to output: any OutputFile, threads: Int = 1) throws -> UInt64 {
    let writer = try SegmentWriter(output, schema: schema, documentCount: documentCount)
    for (index, field) in schema.fields.enumerated() {
      if field.isInverted {
        try writeTerms(index, field, to: writer, threads: threads)
      } else if field.isNumeric {
        let columns = try sources.map { try ($0.reader.presence(index), $0.reader.column(index)) }
        var values: [UInt64?] = []
        values.reserveCapacity(documentCount)
        forEachDocument { source, document in
          let (presence, column) = columns[source]
          values.append(presence[document >> 6] & (1 << UInt64(document & 63)) != 0 ? column[document] : nil)
        }
        try writer.writeColumn(field: index, values)
      }
    }
    try writer.writeStored { write in
      var done = sources.map { _ in 0 }
      try forEachDocument { source, document in
        let reader = sources[source].reader
        let bytes = try unsafe reader.storedBytes(document)
        try unsafe write(Array(bytes)[...])
        // Pages read are given back now and then; in another order they may be wanted again.
        let end = try reader.storedEnd(document)
        if places == nil, end - done[source] > Self.partSize {
          reader.file.discard(done[source]..<end)
          done[source] = end
        }
      }
    }
    return try writer.finish()
  }

  private func writeTerms(_ index: Int, _ field: Field, to writer: SegmentWriter, threads: Int) throws {
    let columns = try field.analyzerName == nil ? [] : sources.map { try $0.reader.lengths(index) }
    let presences = try field.analyzerName == nil ? sources.map { try $0.reader.presence(index) } : []
    var lengths: [UInt32] = []
    lengths.reserveCapacity(documentCount)
    forEachDocument { source, document in
      lengths.append(
        columns.isEmpty
          ? (presences[source][document >> 6] & (1 << UInt64(document & 63)) != 0 ? 1 : 0)
          : UInt32(truncatingIfNeeded: columns[source][document]))
    }
    let hasNeighbours = try field.analyzerName.map { try Analyzer($0).mapsSurfaceForms } ?? false
    try writer.writeTerms(field: index, lengths: lengths) { sink in
      let lists = TermListMerger(
        sources: sources, field: index, hasFrequencies: field.analyzerName != nil, isReordered: places != nil)
      let parts = try lists.parts(size: Self.partSize)
      let encoder = sink.encoder
      let pipeline = OrderedPipeline<TermListMerger.Part, (EncodedTerms, [Int])>(
        threads: parts.count > 1 ? threads : 1
      ) {
        var encoder = TermEncoder(encoder)
        return { part in
          let ends = try lists.merge(part, into: &encoder)
          return (encoder.take(), ends)
        }
      }
      var done = sources.map { $0.reader.text(index)?.postings.lowerBound ?? 0 }
      try pipeline.run(parts) { encoded, ends in
        try sink.append(encoded)
        for (source, end) in ends.enumerated() where end > done[source] {
          sources[source].reader.file.discard(done[source]..<end)
          done[source] = end
        }
      }
    } pairs: { frequent, sink in
      guard hasNeighbours else { return [] }
      return try PairMerger(sources: sources, field: index).merge(frequent, isReordered: places != nil, to: &sink)
    }
  }
}
