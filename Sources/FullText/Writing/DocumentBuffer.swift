/// The documents added since the last flush, analysed, in batches.
struct DocumentBuffer {
  private let schema: Schema
  /// The terms of each field.
  private(set) var tables: [BytesTable]
  private var batches: [AnalyzedBatch] = []
  private(set) var count = 0

  init(_ schema: Schema) {
    self.schema = schema
    tables = schema.fields.map { _ in BytesTable() }
  }

  /// About how many bytes of memory the documents take, with what is needed to write them: the same for the same batches, however they were made.
  var memory: Int {
    var bytes = count * 128
    for batch in batches { bytes += batch.memory }
    // Counters and an order for each term are made when a segment is written.
    for table in tables { bytes += table.memory + table.count * 28 }
    return bytes
  }

  /// Adds a document to a batch that is not part of the buffer yet but numbers its terms as the buffer does.
  mutating func analyze(_ document: Document, into batch: inout AnalyzedBatch, by analyzer: DocumentAnalyzer) throws {
    try analyzer.add(document, to: &batch, terms: &tables)
  }

  /// Adds a batch. Terms it brings are numbered anew.
  mutating func append(_ added: consuming AnalyzedBatch) {
    if added.count == 0 { return }
    count += added.count
    for field in added.words.indices {
      guard added.words[field]?.terms != nil, var words = added.words[field].take(), let terms = words.terms.take()
      else { continue }
      var numbers: [UInt32] = []
      numbers.reserveCapacity(terms.count)
      for number in 0..<terms.count {
        unsafe terms.withBytes(number) {
          unsafe numbers.append(UInt32(tables[field].insert($0, hash: BytesTable.hash($0))))
        }
      }
      // Copies, not changes: what a worker allocated goes back to that worker's heap, to be used for its next batch.
      words.stream = words.stream.map { $0 < FieldAnalyzer.samePlace ? numbers[Int($0)] : $0 }
      words.ends = words.ends.map { $0 }
      words.lengths = words.lengths.map { $0 }
      added.words[field] = words
    }
    batches.append(added)
  }

  /// Writes the live documents as a segment and returns its id and their number.
  ///
  /// - Parameters:
  ///   - deleted: for each document whether it was deleted.
  ///   - memory: how many bytes may be taken to invert, beside the buffer itself.
  func write(to output: any OutputFile, deleted: ArraySlice<Bool>, threads: Int, memory: Int) throws -> (
    id: UInt64, documentCount: Int
  ) {
    var renumbering = [Int32](repeating: -1, count: count)
    var live = 0
    for (document, isDeleted) in deleted.prefix(count).enumerated() where !isDeleted {
      renumbering[document] = Int32(live)
      live += 1
    }
    let writer = try SegmentWriter(output, schema: schema, documentCount: live)
    for (index, field) in schema.fields.enumerated() {
      if field.isInverted {
        try write(index, field, to: writer, renumbering: renumbering, threads: threads, memory: memory)
      } else if field.isNumeric {
        var values: [UInt64?] = []
        values.reserveCapacity(live)
        forEachLive(renumbering) { batch, local in values.append(batch.columns[index][local]) }
        try writer.writeColumn(field: index, values)
      }
    }
    try writer.writeStored { write in
      try forEachLive(renumbering) { batch, local in
        try write(batch.stored[(local == 0 ? 0 : batch.storedEnds[local - 1])..<batch.storedEnds[local]])
      }
    }
    return (try writer.finish(), live)
  }

  private func forEachLive(_ renumbering: [Int32], _ body: (AnalyzedBatch, _ local: Int) throws -> Void) rethrows {
    var document = 0
    for batch in batches {
      for local in 0..<batch.count {
        if renumbering[document] >= 0 { try body(batch, local) }
        document += 1
      }
    }
  }

  private func write(
    _ index: Int, _ field: Field, to writer: SegmentWriter, renumbering: [Int32], threads: Int, memory: Int
  ) throws {
    let hasFrequencies = field.analyzerName != nil
    let hasNeighbours = try field.analyzerName.map { try Analyzer($0).mapsSurfaceForms } ?? false
    var lengths: [UInt32] = []
    lengths.reserveCapacity(renumbering.count)
    forEachLive(renumbering) { batch, local in
      let length = batch.words[index]?.lengths[local] ?? 0
      lengths.append(hasFrequencies ? length : min(1, length))
    }
    let inverter = Inverter(
      batches.compactMap { $0.words[index] }, terms: tables[index], renumbering: renumbering,
      hasFrequencies: hasFrequencies)
    let order = inverter.sortedTerms()
    try writer.writeTerms(field: index, lengths: lengths) { sink in
      let encoder = sink.encoder
      // Each thread at work has a part, eight bytes for each occurrence.
      let parts = inverter.parts(of: order, limit: max(1 << 14, memory / 8 / threads))
      let pipeline = OrderedPipeline<Range<Int>, EncodedTerms>(threads: parts.count > 1 ? threads : 1) {
        var encoder = TermEncoder(encoder)
        let memory = Inverter.Memory()
        return { part in
          inverter.encode(order[part], &encoder, memory)
          return encoder.take()
        }
      }
      try pipeline.run(parts) { try sink.append($0) }
    } pairs: { frequent, sink in
      guard hasNeighbours else { return [] }
      var encoder = TermEncoder(sink.encoder)
      inverter.encodePairs(frequent, limit: max(1 << 14, memory / 8), &encoder)
      try sink.append(encoder.take())
      return frequent
    }
  }
}
