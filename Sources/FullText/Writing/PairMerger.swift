/// Merges the frequent pairs of one field of several segments.
///
/// Segments that have pairs give their lists, and a term has to be frequent in each of them: to count the few others anew would cost more than
/// the rest of the merge. Small segments have no pairs; theirs are counted.
struct PairMerger {
  let sources: [SegmentMerger.Source]
  let field: Int

  /// The most places of frequent terms that are counted of one small segment: beyond that the new segment does without pairs.
  private static let maximumPlaces = 1 << 21

  private struct PairList {
    var key: Int
    var entries: [(document: UInt32, frequency: UInt32)]
  }

  /// Adds the pairs of frequent terms; returns the terms that count as frequent.
  func merge(_ candidates: [[UInt8]], isReordered: Bool, to sink: inout SegmentWriter.TermSink) throws -> [[UInt8]] {
    let known = sources.compactMap { $0.reader.text(field)?.pairs }
    let frequent = candidates.filter { term in known.allSatisfy { $0.isFrequent(term) } }
    var lists: [[PairList]?] = []
    for source in sources {
      if source.reader.text(field)?.pairs != nil {
        lists.append(nil)
      } else if let counted = try countPairs(source, frequent) {
        lists.append(counted)
      } else {
        return []
      }
    }
    var next = [Int](repeating: 0, count: sources.count)
    var encoder = TermEncoder(sink.encoder)
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
          } else if let pairs = source.reader.text(field)?.pairs,
            let info = try pairs.find(frequent[first], frequent[second]).flatMap({ $0 })
          {
            try add(source, source.reader.pairPostings(pairs, info), to: &entries)
          }
        }
        if entries.isEmpty { continue }
        if isReordered { entries.sort { $0.document < $1.document } }
        encode(FrequentPairs.key(UInt16(first + 1), UInt16(second + 1)), entries, &encoder)
      }
      if encoder.encoded.memory > 1 << 20 { try sink.append(encoder.take()) }
    }
    try sink.append(encoder.take())
    return frequent
  }

  private func add(
    _ source: SegmentMerger.Source, _ postings: Postings, to entries: inout [(document: Int, frequency: Int)]
  ) throws {
    var last = -1
    try unsafe postings.forEach(withPositions: false) { document, frequency, _ in
      guard document > last else {
        throw FullTextError.corrupt(
          file: source.reader.file.name, section: "pairPostings", offset: 0, message: "a list is out of order")
      }
      last = document
      let number = source.renumbering[document]
      if number >= 0 { entries.append((Int(number), frequency)) }
    }
  }

  private func encode(
    _ key: [UInt8], _ entries: [(document: Int, frequency: Int)], _ encoder: inout TermEncoder
  ) {
    let none = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    encoder.encoder.begin(documents: entries.count)
    for entry in entries {
      unsafe encoder.encoder.add(document: entry.document, frequency: entry.frequency, positions: none)
    }
    unsafe key.withUnsafeBufferPointer {
      unsafe encoder.add($0, documents: entries.count, occurrences: entries.reduce(0) { $0 + $1.frequency })
    }
  }

  /// Counts the pairs of one source from its positions: the places of the frequent terms, in order, then neighbours among them. nil when there
  /// are too many.
  private func countPairs(_ source: SegmentMerger.Source, _ frequent: [[UInt8]]) throws -> [PairList]? {
    guard let text = source.reader.text(field) else { return [] }
    var infos: [(info: TermInfo, rank: Int)] = []
    var total = 0
    for (rank, term) in frequent.enumerated() {
      guard let info = try unsafe term.withUnsafeBufferPointer({ try unsafe text.dictionary.find($0) }) else {
        continue
      }
      infos.append((info, rank))
      total = total.addingReportingOverflow(max(0, info.occurrences)).partialValue
      if total < 0 || total > Self.maximumPlaces { return nil }
    }
    var places: [(place: UInt64, rank: UInt32)] = []
    for (info, rank) in infos {
      try unsafe source.reader.postings(field, info).forEach(withPositions: true) { document, _, positions in
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
