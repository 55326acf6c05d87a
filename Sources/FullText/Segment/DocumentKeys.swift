/// The keys of the documents of a segment: what orders documents of equal scores, and documents within a segment.
///
/// A document without a key of its own follows the one before it: documents that were added together may leave keys out, which would take space.
struct DocumentKeys {
  struct Key: Hashable, Comparable {
    /// Of the nearest document before it that has a key, or its own.
    var bytes: [UInt8]
    /// How many documents behind that it is.
    var distance: Int

    static func < (left: Key, right: Key) -> Bool {
      left.bytes == right.bytes
        ? left.distance < right.distance : left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }

  private let reader: SegmentReader

  init(_ reader: SegmentReader) { self.reader = reader }

  /// The key of a document.
  /// - Complexity: O(documents back to one with a key).
  func key(_ document: Int) throws -> Key {
    var place = document
    while place >= 0 {
      if let bytes = try own(place) { return Key(bytes: bytes, distance: document - place) }
      place -= 1
    }
    return Key(bytes: [], distance: document)
  }

  private func own(_ document: Int) throws -> [UInt8]? { Self.key(of: try reader.storedFields(document)) }

  /// The key that a document has itself.
  static func key(of document: Document) -> [UInt8]? {
    for value in document[Schema.keyField] {
      switch value {
      case .text(let text): return Array(text.utf8)
      case .bytes(let bytes): return bytes
      case .integer, .float, .date: break
      }
    }
    return nil
  }

  private func forEachKey(_ body: (_ document: Int, Key) throws -> Void) throws {
    var key = Key(bytes: [], distance: -1)
    for document in 0..<reader.documentCount {
      if let bytes = try own(document) { key = Key(bytes: bytes, distance: 0) } else { key.distance += 1 }
      try body(document, key)
    }
  }

  /// Whether the documents are in the order of their keys.
  var isSorted: Bool {
    get throws {
      var last: Key?
      var isSorted = true
      try forEachKey { _, key in
        if let last, key < last { isSorted = false }
        last = key
      }
      return isSorted
    }
  }

  /// The first document with a greater key, in a segment that is in the order of its keys.
  func firstDocument(after key: Key) throws -> Int {
    var low = 0
    var high = reader.documentCount
    while low < high {
      let middle = (low + high) / 2
      if key < (try self.key(middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The order of the live documents of several segments by their keys, as places among them; nil when they are in it as they follow each other.
  /// - Parameter areSorted: whether each segment is in the order of its keys.
  static func order(of segments: [(reader: SegmentReader, deletes: [UInt64]?)], areSorted: Bool) throws -> [UInt32]? {
    if areSorted {
      // Segments that follow each other need no look at what is between their ends.
      let filled = segments.map(\.reader).filter { $0.documentCount > 0 }
      let follow = try zip(filled, filled.dropFirst()).allSatisfy { left, right in
        try DocumentKeys(left).key(left.documentCount - 1) <= DocumentKeys(right).key(0)
      }
      if follow { return nil }
    }
    var keys: [Key] = []
    var isSorted = true
    for (reader, deletes) in segments {
      try DocumentKeys(reader).forEachKey { document, key in
        if let deletes, deletes[document >> 6] & (1 << UInt64(document & 63)) != 0 { return }
        if isSorted, let last = keys.last, key < last { isSorted = false }
        keys.append(key)
      }
    }
    if isSorted { return nil }
    return keys.indices.map { UInt32($0) }.sorted { left, right in
      let (first, second) = (keys[Int(left)], keys[Int(right)])
      return first == second ? left < right : first < second
    }
  }
}
