/// Merges the lists of one field of several segments, a part of their dictionaries at a time.
struct TermListMerger {
  /// The terms from `lower`, before `upper`.
  struct Part {
    var lower: [UInt8] = []
    var upper: [UInt8]?
  }

  let sources: [SegmentMerger.Source]
  let field: Int
  let hasFrequencies: Bool
  /// Whether documents are not renumbered in order, so that a list has to be sorted anew.
  let isReordered: Bool

  /// Cuts the terms so that the lists of a part have about `size` bytes.
  func parts(size: Int) throws -> [Part] {
    let dictionaries = sources.compactMap { $0.reader.text(field)?.dictionary }
    guard let largest = dictionaries.max(by: { $0.termCount < $1.termCount }) else { return [Part()] }
    let total = dictionaries.reduce(0) { $0 + $1.termCount }
    // What a part has in the largest dictionary tells about how much it has in all.
    let share = max(1, size * largest.termCount / max(1, total))
    var parts = [Part()]
    var last = 0
    for block in 0..<largest.blockCount {
      var cursor = try largest.cursor(block: block)
      guard try cursor.next() else { break }
      if cursor.info.postingsOffset - last >= share, cursor.term != parts[parts.count - 1].lower {
        parts[parts.count - 1].upper = cursor.term
        parts.append(Part(lower: cursor.term))
        last = cursor.info.postingsOffset
      }
    }
    return parts
  }

  /// Encodes the merged lists of a part. Returns for each source where the lists that were read end in its file.
  func merge(_ part: Part, into encoder: inout TermEncoder) throws -> [Int] {
    var ends = sources.map { $0.reader.text(field)?.postings.lowerBound ?? 0 }
    var cursors: [TermCursor?] = try sources.map { source in
      guard let dictionary = source.reader.text(field)?.dictionary, dictionary.termCount > 0 else { return nil }
      return try TermCursor.seek(dictionary, part.lower)
    }
    for index in cursors.indices { try advance(&cursors[index], part) }
    while true {
      var smallest: [UInt8]?
      for cursor in cursors {
        guard let cursor else { continue }
        if smallest.map({ cursor.term.lexicographicallyPrecedes($0) }) ?? true { smallest = cursor.term }
      }
      guard let term = smallest else { return ends }
      var lists: [(source: Int, postings: Postings)] = []
      for index in cursors.indices where cursors[index]?.term == term {
        if let info = cursors[index]?.info {
          lists.append((index, try sources[index].reader.postings(field, info)))
          ends[index] = max(
            ends[index],
            (sources[index].reader.text(field)?.postings.lowerBound ?? 0) + info.postingsOffset + info.postingsLength)
        }
        try advance(&cursors[index], part)
      }
      try merge(term, lists, into: &encoder)
    }
  }

  private func advance(_ cursor: inout TermCursor?, _ part: Part) throws {
    if try cursor?.next() != true {
      cursor = nil
    } else if let upper = part.upper, let term = cursor?.term, !term.lexicographicallyPrecedes(upper) {
      cursor = nil
    }
  }

  private func merge(
    _ term: [UInt8], _ lists: [(source: Int, postings: Postings)], into encoder: inout TermEncoder
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
    encoder.encoder.begin(documents: documents)
    var occurrences = 0
    if isReordered {
      occurrences = try addSorted(lists, to: &encoder)
    } else {
      for (source, postings) in lists {
        try unsafe forEachChecked(source, postings) { number, frequency, positions in
          occurrences += frequency
          unsafe encoder.encoder.add(document: number, frequency: frequency, positions: positions)
        }
      }
    }
    unsafe term.withUnsafeBufferPointer {
      unsafe encoder.add($0, documents: documents, occurrences: hasFrequencies ? occurrences : documents)
    }
  }

  /// Adds the documents of lists whose order changes.
  private func addSorted(_ lists: [(source: Int, postings: Postings)], to encoder: inout TermEncoder) throws -> Int {
    var entries: [(number: Int32, frequency: Int, start: Int, count: Int)] = []
    var places: [UInt32] = []
    var occurrences = 0
    for (source, postings) in lists {
      try unsafe forEachChecked(source, postings) { number, frequency, positions in
        entries.append((Int32(number), frequency, places.count, positions.count))
        unsafe places.append(contentsOf: positions)
        occurrences += frequency
      }
    }
    entries.sort { $0.number < $1.number }
    unsafe places.withUnsafeBufferPointer { places in
      for entry in entries {
        unsafe encoder.encoder.add(
          document: Int(entry.number), frequency: entry.frequency,
          positions: UnsafeBufferPointer(rebasing: places[entry.start..<(entry.start + entry.count)]))
      }
    }
    return occurrences
  }

  /// Calls `body` with each live document's new number. A list that contradicts itself must not be written on: it throws.
  private func forEachChecked(
    _ source: Int, _ postings: Postings,
    _ body: (_ number: Int, _ frequency: Int, _ positions: UnsafeBufferPointer<UInt32>) -> Void
  ) throws {
    let renumbering = sources[source].renumbering
    var last = -1
    var count = 0
    try unsafe postings.forEach(withPositions: true) { document, frequency, positions in
      var isSound = document > last && frequency > 0
      if postings.hasPositions {
        isSound = isSound && positions.count == frequency
        var previous: UInt32 = 0
        for place in positions.indices {
          if unsafe positions[place] < previous { isSound = false }
          unsafe previous = positions[place]
        }
      }
      guard isSound else { throw corrupt(source) }
      last = document
      count += 1
      let number = renumbering[document]
      if number >= 0 { unsafe body(Int(number), frequency, positions) }
    }
    guard count == postings.documents else { throw corrupt(source) }
  }

  private func corrupt(_ source: Int) -> FullTextError {
    let reader = sources[source].reader
    return .corrupt(
      file: reader.file.name, section: "postings", offset: reader.text(field)?.postings.lowerBound ?? 0,
      message: "a list is out of order")
  }
}
