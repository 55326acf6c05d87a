/// Turns the words of one field, document by document, into postings, term by term.
///
/// Nothing was inverted while documents were added, so adding a word cost one look-up and four bytes. Now one counting sort gives every term
/// its postings: of as many terms at a time as memory allows, several such parts on several threads.
struct Inverter {
  private let batches: [AnalyzedBatch.Words]
  private let terms: BytesTable
  /// The number of each document in the segment, or -1 for one that was deleted.
  private let renumbering: [Int32]
  private let hasFrequencies: Bool
  private var occurrences: [UInt32]
  private var documents: [UInt32]

  /// - Parameter renumbering: by the documents of all batches.
  init(_ batches: [AnalyzedBatch.Words], terms: BytesTable, renumbering: [Int32], hasFrequencies: Bool) {
    self.batches = batches
    self.terms = terms
    self.renumbering = renumbering
    self.hasFrequencies = hasFrequencies
    occurrences = [UInt32](repeating: 0, count: terms.count)
    documents = [UInt32](repeating: 0, count: terms.count)
    countTerms()
  }

  private mutating func countTerms() {
    var last = [Int32](repeating: -1, count: terms.count)
    var document = 0
    for batch in batches {
      var start = 0
      for end in batch.ends {
        if renumbering[document] >= 0 {
          for index in start..<Int(end) {
            let term = Int(batch.stream[index])
            if term >= Int(FieldAnalyzer.samePlace) { continue }
            occurrences[term] += 1
            if last[term] != Int32(document) {
              last[term] = Int32(document)
              documents[term] += 1
            }
          }
        }
        start = Int(end)
        document += 1
      }
    }
  }

  /// The terms that live documents have, in the order of their bytes.
  func sortedTerms() -> [UInt32] {
    unsafe terms.withArena { arena, starts in
      func bytes(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(rebasing: arena[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])])
      }
      var order: [(key: UInt64, number: UInt32)] = []
      order.reserveCapacity(terms.count)
      for number in 0..<terms.count where occurrences[number] > 0 {
        unsafe order.append((TermDictionaryFormat.key(bytes(UInt32(number))), UInt32(number)))
      }
      order.sort { left, right in
        unsafe left.key != right.key
          ? left.key < right.key : TermDictionary.precedes(bytes(left.number), bytes(right.number))
      }
      return order.map(\.number)
    }
  }

  /// Parts of `order` whose terms have together at most `limit` occurrences, unless one has more by itself.
  func parts(of order: [UInt32], limit: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var from = 0
    var size = 0
    for (place, number) in order.enumerated() {
      let count = Int(occurrences[Int(number)])
      if place > from, size + count > limit {
        parts.append(from..<place)
        (from, size) = (place, 0)
      }
      size += count
    }
    if from < order.count { parts.append(from..<order.count) }
    return parts
  }

  /// The large tables of one thread.
  final class Memory {
    fileprivate let places = PageMemory()
    fileprivate let entries = PageMemory()
  }

  /// Encodes the lists of some terms.
  func encode(_ part: ArraySlice<UInt32>, _ encoder: inout TermEncoder, _ memory: Memory) {
    unsafe memory.places.withElements(of: Int32.self, count: terms.count) { next in
      unsafe next.initialize(repeating: -1)
      var size = 0
      for number in part {
        unsafe next[Int(number)] = Int32(size)
        size += Int(occurrences[Int(number)])
      }
      unsafe memory.entries.withElements(of: UInt64.self, count: size) { entries in
        unsafe scatter(next, entries)
        unsafe encode(part, UnsafeBufferPointer(entries), &encoder)
      }
    }
  }

  /// Encodes the lists of some terms from their occurrences.
  private func encode(
    _ part: ArraySlice<UInt32>, _ entries: UnsafeBufferPointer<UInt64>, _ encoder: inout TermEncoder
  ) {
    var start = 0
    var positions = [UInt32]()
    for number in part {
      let end = start + Int(occurrences[Int(number)])
      let documentCount = Int(documents[Int(number)])
      encoder.encoder.begin(documents: documentCount)
      let count = end - start
      while start < end {
        let document = unsafe entries[start] >> 32
        positions.removeAll(keepingCapacity: true)
        while start < end, unsafe entries[start] >> 32 == document {
          unsafe positions.append(UInt32(truncatingIfNeeded: entries[start]))
          start += 1
        }
        unsafe positions.withUnsafeBufferPointer {
          unsafe encoder.encoder.add(document: Int(document), positions: $0)
        }
      }
      unsafe terms.withBytes(Int(number)) {
        unsafe encoder.add($0, documents: documentCount, occurrences: hasFrequencies ? count : documentCount)
      }
    }
  }

  /// Puts the occurrences of the terms that have a place in `next` there, as `document << 32 | position`.
  private func scatter(_ next: UnsafeMutableBufferPointer<Int32>, _ output: UnsafeMutableBufferPointer<UInt64>) {
    var document = 0
    for batch in batches {
      unsafe batch.stream.withUnsafeBufferPointer { stream in
        var start = 0
        for end in batch.ends {
          let number = renumbering[document]
          document += 1
          defer { start = Int(end) }
          if number < 0 { continue }
          let high = UInt64(number) << 32
          var position: UInt64 = 0
          var place: UInt64 = 0
          for index in start..<Int(end) {
            let term = unsafe stream[index]
            if term >= FieldAnalyzer.samePlace {
              if term == FieldAnalyzer.dropped {
                position += 1
              } else if term == FieldAnalyzer.valueGap {
                position += UInt64(FieldAnalyzer.valueGapWidth)
              } else {
                position = place
              }
              continue
            }
            place = position
            position += 1
            let slot = unsafe next[Int(term)]
            if slot < 0 { continue }
            unsafe output[Int(slot)] = high | place
            unsafe next[Int(term)] = slot + 1
          }
        }
      }
    }
  }

  // MARK: - Pairs

  /// Encodes the pairs of neighbours among the frequent terms, in the order of their ranks. A counting sort over the ranks squared, of as many
  /// pairs at a time as have at most `limit` occurrences.
  func encodePairs(_ frequent: [[UInt8]], limit: Int, _ encoder: inout TermEncoder) {
    var rank = [UInt16](repeating: 0, count: terms.count)
    for (index, term) in frequent.enumerated() {
      if let number = unsafe term.withUnsafeBufferPointer({ unsafe terms.find($0, hash: BytesTable.hash($0)) }) {
        rank[number] = UInt16(index + 1)
      }
    }
    let width = frequent.count + 1
    var counts = [Int32](repeating: 0, count: width * width)
    forEachPair(rank) { _, first, second in counts[Int(first) * width + Int(second)] += 1 }
    var from = 0
    while from < counts.count {
      var next = [Int32](repeating: -1, count: counts.count)
      var total = 0
      var to = from
      while to < counts.count, total == 0 || total + Int(counts[to]) <= limit {
        next[to] = Int32(total)
        total += Int(counts[to])
        to += 1
      }
      var places = [UInt32](repeating: 0, count: total)
      forEachPair(rank) { document, first, second in
        let pair = Int(first) * width + Int(second)
        let slot = next[pair]
        if slot < 0 { return }
        places[Int(slot)] = UInt32(document)
        next[pair] = slot + 1
      }
      var start = 0
      for pair in from..<to where counts[pair] > 0 {
        let entries = places[start..<(start + Int(counts[pair]))]
        start += entries.count
        Self.encodePair(
          FrequentPairs.key(UInt16(pair / width), UInt16(pair % width)), entries, &encoder)
      }
      from = to
    }
  }

  private static func encodePair(_ key: [UInt8], _ entries: ArraySlice<UInt32>, _ encoder: inout TermEncoder) {
    var documents = 0
    var last = UInt32.max
    for document in entries where document != last {
      documents += 1
      last = document
    }
    encoder.encoder.begin(documents: documents)
    let noPositions = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    var index = entries.startIndex
    while index < entries.endIndex {
      let document = entries[index]
      let first = index
      while index < entries.endIndex, entries[index] == document { index += 1 }
      unsafe encoder.encoder.add(document: Int(document), frequency: index - first, positions: noPositions)
    }
    unsafe key.withUnsafeBufferPointer {
      unsafe encoder.add($0, documents: documents, occurrences: entries.count)
    }
  }

  /// Calls `body` with the ranks of each pair of neighbours that both have one, document by document.
  private func forEachPair(_ rank: [UInt16], _ body: (_ document: Int32, _ first: UInt16, _ second: UInt16) -> Void) {
    unsafe rank.withUnsafeBufferPointer { rank in
      var document = 0
      for batch in batches {
        unsafe batch.stream.withUnsafeBufferPointer { stream in
          var start = 0
          for end in batch.ends {
            let number = renumbering[document]
            document += 1
            defer { start = Int(end) }
            if number < 0 { continue }
            var previous: UInt16 = 0
            for index in start..<Int(end) {
              let term = unsafe stream[index]
              let current = unsafe term < FieldAnalyzer.samePlace ? rank[Int(term)] : 0
              if current != 0, previous != 0 { body(number, previous, current) }
              previous = current
            }
          }
        }
      }
    }
  }
}
