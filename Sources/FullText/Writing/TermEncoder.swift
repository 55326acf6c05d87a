/// The lists of some terms in a row, encoded: what one thread gives to the writer of a segment.
struct EncodedTerms {
  struct Entry {
    var termLength: UInt8
    var documents: UInt32
    var occurrences: Int
    var postingsLength: Int
  }

  fileprivate(set) var terms: [UInt8] = []
  fileprivate(set) var entries: [Entry] = []
  fileprivate(set) var postings = ByteWriter()

  /// About how many bytes of memory it takes.
  var memory: Int { terms.count + postings.count + entries.count * MemoryLayout<Entry>.stride }
}

/// Encodes the lists of terms in order: `encoder` is given a list, then ``add(_:documents:occurrences:)`` says whose it is.
struct TermEncoder {
  var encoder: PostingsEncoder
  private(set) var encoded = EncodedTerms()

  init(_ encoder: PostingsEncoder) { self.encoder = encoder }

  /// Ends the list that was given to `encoder`.
  mutating func add(_ term: UnsafeBufferPointer<UInt8>, documents: Int, occurrences: Int) {
    assert(
      Invariants.hold(documents > 0 && occurrences >= documents), "a term occurs at least once in each of its documents"
    )
    let start = encoded.postings.count
    encoder.end(into: &encoded.postings)
    unsafe encoded.terms.append(contentsOf: term)
    encoded.entries.append(
      EncodedTerms.Entry(
        termLength: UInt8(truncatingIfNeeded: term.count), documents: UInt32(truncatingIfNeeded: documents),
        occurrences: occurrences, postingsLength: encoded.postings.count - start))
  }

  /// What was encoded since the last call.
  mutating func take() -> EncodedTerms {
    defer { encoded = EncodedTerms() }
    return encoded
  }
}
