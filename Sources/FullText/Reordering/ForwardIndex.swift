/// For each document the terms it has, of all text and keyword fields together, as far as they matter for the order of documents.
struct ForwardIndex {
  let documentCount: Int
  private(set) var termCount = 0
  private var starts: [Int]
  private var terms: [UInt32]

  /// The terms of a document.
  @inline(__always)
  subscript(document: UInt32) -> ArraySlice<UInt32> { terms[starts[Int(document)]..<starts[Int(document) + 1]] }

  /// From lists of terms by document.
  init(_ documents: [[UInt32]]) {
    documentCount = documents.count
    starts = [0]
    terms = []
    for list in documents {
      terms += list
      starts.append(terms.count)
      termCount = max(termCount, Int(list.max() ?? 0) + 1)
    }
  }

  /// Reads the terms of segments.
  ///
  /// Rare terms tell little about order and are many: a term counts when at least `minimum` documents have it, and `minimum`, 4 at least, is
  /// doubled until no more than `limit` entries of four bytes are left. Terms of more than half of the documents count neither.
  init(_ sources: [SegmentMerger.Source], schema: Schema, documentCount: Int, limit: Int) throws {
    self.documentCount = documentCount
    var counts: [Int: Int] = [:]
    try Self.forEachTerm(sources, schema, documentCount) { _, documents, _ in
      counts[63 - documents.leadingZeroBitCount, default: 0] += documents
    }
    var exponent = 2
    while exponent < 62, counts.reduce(0, { $0 + ($1.key >= exponent ? $1.value : 0) }) > limit { exponent += 1 }
    var sizes = [Int](repeating: 0, count: documentCount + 1)
    var numberOfTerms = 0
    try Self.forEachTerm(sources, schema, documentCount) { _, documents, visit in
      guard documents >= 1 << exponent else { return }
      numberOfTerms += 1
      try visit { sizes[$0 + 1] += 1 }
    }
    for document in 0..<documentCount { sizes[document + 1] += sizes[document] }
    starts = sizes
    var terms = [UInt32](repeating: 0, count: sizes[documentCount])
    var number: UInt32 = 0
    try Self.forEachTerm(sources, schema, documentCount) { _, documents, visit in
      guard documents >= 1 << exponent else { return }
      try visit {
        terms[sizes[$0]] = number
        sizes[$0] += 1
      }
      number += 1
    }
    self.terms = terms
    termCount = numberOfTerms
  }

  /// Calls `body` with every term that at most half of the documents have: its field, the number of its documents, and a way to visit them.
  private static func forEachTerm(
    _ sources: [SegmentMerger.Source], _ schema: Schema, _ documentCount: Int,
    _ body: (_ field: Int, _ documents: Int, _ visit: ((_ document: Int) -> Void) throws -> Void) throws -> Void
  ) throws {
    for (index, field) in schema.fields.enumerated() where field.isInverted {
      var cursors: [TermCursor?] = try sources.map { source in
        guard let dictionary = source.reader.text(index)?.dictionary else { return nil }
        var cursor = try dictionary.cursor(block: 0)
        return try cursor.next() ? cursor : nil
      }
      while true {
        var smallest: [UInt8]?
        for case let cursor? in cursors where smallest.map({ cursor.term.lexicographicallyPrecedes($0) }) ?? true {
          smallest = cursor.term
        }
        guard let term = smallest else { break }
        var found: [(source: Int, info: TermInfo)] = []
        for source in cursors.indices where cursors[source]?.term == term {
          if let info = cursors[source]?.info { found.append((source, info)) }
          if try cursors[source]?.next() != true { cursors[source] = nil }
        }
        let documents = found.reduce(0) { $0 + $1.info.documents }
        if documents < 2 || documents * 2 > documentCount { continue }
        try body(index, documents) { visit in
          for (source, info) in found {
            let renumbering = sources[source].renumbering
            try unsafe sources[source].reader.postings(index, info).forEach(withPositions: false) { document, _, _ in
              if renumbering[document] >= 0 { visit(Int(renumbering[document])) }
            }
          }
        }
      }
    }
  }
}
