/// What hits are ordered by when it is not their score.
public struct SortOrder: Sendable, Hashable {
  /// A numeric, date or keyword field.
  public var field: String
  /// Whether small values come first. Documents without a value come last either way.
  public var isAscending: Bool

  /// The order of a field's values.
  public init(_ field: String, ascending: Bool = true) { (self.field, isAscending) = (field, ascending) }
}

extension Snapshot {
  /// The first documents of a query in the order of a field: numbers by size, keywords by their bytes, equal values in the order the documents were
  /// added. Of several keywords of a document its least counts. Hits have the score 0.
  ///
  /// - Complexity: O(matches log matches), and for a keyword field O(its postings).
  public func search(_ query: Query, sortedBy order: SortOrder, limit: Int, offset: Int = 0) throws -> TopDocuments {
    guard let index = schema.index(of: order.field) else {
      throw FullTextError.unsupportedQuery("there is no field \(order.field)")
    }
    var keyed: [(key: SortKey, document: UInt32)] = []
    try withMatches(query) { number, words in
      let values = try sortKeys(index, number)
      for (place, word) in words.enumerated() {
        var rest = word
        while rest != 0 {
          let local = place * 64 + rest.trailingZeroBitCount
          rest &= rest &- 1
          keyed.append((values(local), UInt32(bases[number] + local)))
        }
      }
    }
    keyed.sort { left, right in
      if left.key == right.key { return left.document < right.document }
      if left.key == .missing { return false }
      if right.key == .missing { return true }
      return order.isAscending ? left.key < right.key : right.key < left.key
    }
    let hits = keyed.dropFirst(max(0, offset)).prefix(max(0, limit)).map {
      Hit(document: DocumentID(rawValue: $0.document), score: 0)
    }
    return TopDocuments(hits: Array(hits), total: keyed.count, isTotalExact: true)
  }

  private enum SortKey: Equatable {
    case missing
    case number(UInt64)
    case text([UInt8])

    static func < (left: SortKey, right: SortKey) -> Bool {
      switch (left, right) {
      case (.number(let a), .number(let b)): a < b
      case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
      default: false
      }
    }
  }

  private func sortKeys(_ field: Int, _ number: Int) throws -> (Int) -> SortKey {
    let segment = segments[number]
    switch schema.fields[field].kind {
    case .integer, .date, .float:
      let presence = try segment.presence(field)
      let column = try segment.column(field)
      let sign: UInt64 = schema.fields[field].kind == .float ? 0 : 1 << 63
      return { presence[$0 >> 6] & (1 << UInt64($0 & 63)) != 0 ? .number(column[$0] ^ sign) : .missing }
    case .keyword:
      let values = try keywords(field, number)
      return { values.ordinals[$0] < 0 ? .missing : .text(values.terms[Int(values.ordinals[$0])]) }
    case .text, .storedOnly:
      throw FullTextError.unsupportedQuery(
        "\(schema.fields[field].name) has no order: sort by a number, date or keyword field")
    }
  }

  /// The least value of a keyword field for each document of a segment, as a place in the list of all, or -1.
  func keywords(_ field: Int, _ number: Int) throws -> (terms: [[UInt8]], ordinals: [Int32]) {
    let segment = segments[number]
    var terms: [[UInt8]] = []
    var ordinals = [Int32](repeating: -1, count: segment.documentCount)
    guard let dictionary = segment.text(field)?.dictionary else { return (terms, ordinals) }
    var cursor = try dictionary.cursor(block: 0)
    while try cursor.next() {
      try unsafe segment.postings(field, cursor.info).forEach(withPositions: false) { document, _, _ in
        if ordinals[document] < 0 { ordinals[document] = Int32(terms.count) }
      }
      terms.append(cursor.term)
    }
    return (terms, ordinals)
  }
}
