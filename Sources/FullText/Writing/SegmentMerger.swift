/// Puts several segments together into one, without the deleted documents.
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

  /// - Parameter order: the documents of the new segment as places in the concatenation of the live ones; nil keeps their order.
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

  func write(to output: any OutputFile) throws -> UInt64 {
    let writer = try SegmentWriter(output, schema: schema, documentCount: documentCount)
    for (index, field) in schema.fields.enumerated() {
      if field.isInverted {
        try writeTerms(index, field, to: writer)
      } else if field.isNumeric {
        var values: [UInt64?] = []
        for source in sources {
          let presence = try source.reader.presence(index)
          let column = try source.reader.column(index)
          for document in 0..<source.reader.documentCount where source.renumbering[document] >= 0 {
            values.append(presence[document >> 6] & (1 << UInt64(document & 63)) != 0 ? column[document] : nil)
          }
        }
        try writer.writeColumn(field: index, values)
      }
    }
    var places: [(source: Int, document: Int)] = []
    for (number, source) in sources.enumerated() {
      for document in 0..<source.reader.documentCount where source.renumbering[document] >= 0 {
        places.append((number, document))
      }
    }
    try writer.writeStored { unsafe Array(try sources[places[$0].source].reader.storedBytes(places[$0].document)) }
    return try writer.finish()
  }

  private func writeTerms(_ index: Int, _ field: Field, to writer: SegmentWriter) throws {
    var lengths: [UInt32] = []
    for source in sources {
      let column = field.analyzerName == nil ? nil : try source.reader.lengths(index)
      let presence = column == nil ? try source.reader.presence(index) : []
      for document in 0..<source.reader.documentCount where source.renumbering[document] >= 0 {
        if let column {
          lengths.append(UInt32(truncatingIfNeeded: column[document]))
        } else {
          lengths.append(presence[document >> 6] & (1 << UInt64(document & 63)) != 0 ? 1 : 0)
        }
      }
    }
    let hasNeighbours = try field.analyzerName.map { try Analyzer($0).mapsSurfaceForms } ?? false
    let terms = { (sink: inout SegmentWriter.TermSink) in
      try self.mergeTerms(
        sources.map { $0.reader.text(index)?.dictionary }, hasFrequencies: field.analyzerName != nil, to: &sink
      ) {
        try self.sources[$0].reader.postings(index, $1)
      }
    }
    let pairs: ((_ frequent: [[UInt8]], inout SegmentWriter.TermSink) throws -> [[UInt8]])? =
      hasNeighbours ? { frequent, sink in try self.mergePairs(index, frequent, to: &sink) } : nil
    try writer.writeTerms(field: index, lengths: lengths, terms: terms, pairs: pairs)
  }

  /// Merges dictionaries in order of their terms.
  private func mergeTerms(
    _ dictionaries: [TermDictionary?], hasFrequencies: Bool, to sink: inout SegmentWriter.TermSink,
    postings: (_ source: Int, TermInfo) throws -> Postings
  ) throws {
    var cursors: [TermCursor?] = try dictionaries.map { try $0?.cursor(block: 0) }
    for index in cursors.indices where try cursors[index]?.next() != true { cursors[index] = nil }
    while true {
      var smallest: [UInt8]?
      for cursor in cursors {
        guard let cursor else { continue }
        if smallest.map({ cursor.term.lexicographicallyPrecedes($0) }) ?? true { smallest = cursor.term }
      }
      guard let term = smallest else { return }
      var lists: [(source: Int, postings: Postings)] = []
      for index in cursors.indices where cursors[index]?.term == term {
        if let info = cursors[index]?.info { lists.append((index, try postings(index, info))) }
        if try cursors[index]?.next() != true { cursors[index] = nil }
      }
      try merge(term, lists, hasFrequencies: hasFrequencies, to: &sink)
    }
  }

  private func merge(
    _ term: [UInt8], _ lists: [(source: Int, postings: Postings)], hasFrequencies: Bool,
    to sink: inout SegmentWriter.TermSink
  ) throws {
    var documents = 0
    for (source, postings) in lists {
      if sources[source].deletes == nil {
        documents += postings.documents
      } else {
        unsafe postings.forEach(withPositions: false) { document, _, _ in
          if sources[source].renumbering[document] >= 0 { documents += 1 }
        }
      }
    }
    guard documents > 0 else { return }
    sink.encoder.begin(documents: documents)
    var occurrences = 0
    for (source, postings) in lists {
      unsafe postings.forEach(withPositions: true) { document, frequency, positions in
        let number = sources[source].renumbering[document]
        guard number >= 0 else { return }
        occurrences += frequency
        unsafe sink.encoder.add(document: Int(number), frequency: frequency, positions: positions)
      }
    }
    try unsafe term.withUnsafeBufferPointer {
      try unsafe sink.add($0, documents: documents, occurrences: hasFrequencies ? occurrences : documents)
    }
  }

  // MARK: - Pairs

  /// The pairs of the new segment's frequent terms. Sources that have pairs give their lists, and a term has to be frequent in each of them: to
  /// count the few others anew would cost more than the rest of the merge. Small segments have no pairs; theirs are counted.
  private func mergePairs(_ index: Int, _ candidates: [[UInt8]], to sink: inout SegmentWriter.TermSink) throws
    -> [[UInt8]]
  {
    let known = sources.compactMap { $0.reader.text(index)?.pairs }
    let frequent = candidates.filter { term in known.allSatisfy { $0.isFrequent(term) } }
    let lists = try sources.map { $0.reader.text(index)?.pairs == nil ? try countPairs($0, index, frequent) : nil }
    var next = [Int](repeating: 0, count: sources.count)
    let none = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    for first in frequent.indices {
      for second in frequent.indices {
        var entries: [(document: Int, frequency: Int)] = []
        for (number, source) in sources.enumerated() {
          if let list = lists[number] {
            guard next[number] < list.count, list[next[number]].key == first << 16 | second else { continue }
            for entry in list[next[number]].entries {
              let document = source.renumbering[Int(entry.document)]
              if document >= 0 { entries.append((Int(document), Int(entry.frequency))) }
            }
            next[number] += 1
          } else if let pairs = source.reader.text(index)?.pairs,
            let info = try pairs.find(frequent[first], frequent[second]).flatMap({ $0 })
          {
            try unsafe source.reader.pairPostings(pairs, info).forEach(withPositions: false) { document, frequency, _ in
              let number = source.renumbering[document]
              if number >= 0 { entries.append((Int(number), frequency)) }
            }
          }
        }
        if entries.isEmpty { continue }
        sink.encoder.begin(documents: entries.count)
        for entry in entries {
          unsafe sink.encoder.add(document: entry.document, frequency: entry.frequency, positions: none)
        }
        try unsafe FrequentPairs.key(UInt16(first + 1), UInt16(second + 1)).withUnsafeBufferPointer {
          try unsafe sink.add($0, documents: entries.count, occurrences: entries.reduce(0) { $0 + $1.frequency })
        }
      }
    }
    return frequent
  }

  private struct PairList {
    var key: Int
    var entries: [(document: UInt32, frequency: UInt32)]
  }

  /// Counts the pairs of one source from its positions: the places of the frequent terms, in order, then neighbours among them.
  private func countPairs(_ source: Source, _ index: Int, _ frequent: [[UInt8]]) throws -> [PairList] {
    guard let text = source.reader.text(index) else { return [] }
    var places: [(place: UInt64, rank: UInt32)] = []
    for (rank, term) in frequent.enumerated() {
      guard let info = try unsafe term.withUnsafeBufferPointer({ try unsafe text.dictionary.find($0) }) else {
        continue
      }
      try unsafe source.reader.postings(index, info).forEach(withPositions: true) { document, _, positions in
        for place in positions.indices {
          let position = unsafe positions[place]
          places.append((UInt64(document) << 32 | UInt64(position), UInt32(rank)))
        }
      }
    }
    places.sort { $0.place < $1.place }
    var lists: [Int: [(document: UInt32, frequency: UInt32)]] = [:]
    for (left, right) in zip(places, places.dropFirst()) where left.place + 1 == right.place {
      let key = Int(left.rank) << 16 | Int(right.rank)
      let document = UInt32(left.place >> 32)
      var list = lists.removeValue(forKey: key) ?? []
      if let last = list.indices.last, list[last].document == document {
        list[last].frequency += 1
      } else {
        list.append((document, 1))
      }
      lists[key] = list
    }
    return lists.sorted { $0.key < $1.key }.map { PairList(key: $0.key, entries: $0.value) }
  }
}
