/// Verifies every file of an index, from checksums to the last posting.
public enum IndexCheck {
  /// What was found.
  public struct Report: Sendable, Hashable {
    /// What is wrong, a sentence each; empty when all is well.
    public var problems: [String] = []
    /// The documents that can be found, those deleted but not yet merged away, and the segments.
    public var documentCount = 0
    /// Documents that are deleted but still take room.
    public var deletedCount = 0
    /// The segments.
    public var segmentCount = 0
    /// The terms of all fields and segments.
    public var termCount = 0
    /// The bytes of all segments.
    public var byteCount = 0
    /// Whether nothing is wrong.
    public var isSound: Bool { problems.isEmpty }
  }

  /// Reads the whole index in this folder. Damage is reported, not thrown.
  /// - Throws: ``FullTextError/noIndex(path:)`` when there is no index.
  public static func check(path: String) throws -> Report { try check(FileDirectory(path: path)) }

  static func check(_ directory: any IndexDirectory) throws -> Report {
    var report = Report()
    let snapshot: Snapshot
    do {
      snapshot = try Snapshot.open(directory)
    } catch FullTextError.noIndex(let path) {
      throw FullTextError.noIndex(path: path)
    } catch {
      report.problems.append("\(error)")
      return report
    }
    report.documentCount = snapshot.documentCount
    report.segmentCount = snapshot.segments.count
    for segment in snapshot.segments {
      report.deletedCount += segment.deletedCount
      report.byteCount += segment.file.size
      do {
        try segment.file.verifyAll()
        var checker = SegmentChecker(segment: segment)
        try checker.check()
        report.termCount += checker.termCount
        report.problems += checker.problems
      } catch {
        report.problems.append("\(error)")
      }
    }
    return report
  }
}

/// Checks what the lists of one segment say against each other.
private struct SegmentChecker {
  let segment: SegmentReader
  var problems: [String] = []
  var termCount = 0

  mutating func check() throws {
    for (index, field) in segment.schema.fields.enumerated() {
      if field.isInverted { try checkTerms(index, field) }
      if field.isNumeric {
        _ = try segment.presence(index)
        _ = try segment.column(index)
      }
    }
    for document in 0..<segment.documentCount { _ = try segment.storedFields(document) }
  }

  private mutating func problem(_ message: String) {
    if problems.count < 100 { problems.append("\(segment.file.name): \(message)") }
  }

  private mutating func checkTerms(_ index: Int, _ field: Field) throws {
    guard let text = segment.text(index) else { return }
    var lengths = [UInt64](repeating: 0, count: segment.documentCount)
    var count = 0
    var last: [UInt8]?
    var end = 0
    var cursor = try text.dictionary.cursor(block: 0)
    while try cursor.next() {
      if let last, !last.lexicographicallyPrecedes(cursor.term) { problem("terms of \(field.name) are out of order") }
      last = cursor.term
      count += 1
      if cursor.info.postingsOffset != end { problem("lists of \(field.name) do not follow each other") }
      end = cursor.info.postingsOffset + cursor.info.postingsLength
      let found = try unsafe cursor.term.withUnsafeBufferPointer { try unsafe text.dictionary.find($0) }
      if found?.postingsOffset != cursor.info.postingsOffset { problem("a term of \(field.name) cannot be looked up") }
      let name = String(decoding: cursor.term, as: UTF8.self)
      let postings = try segment.postings(index, cursor.info)
      unsafe checkList(postings, cursor.info, "\(field.name):\(name)", norms: unsafe text.norms) {
        lengths[$0] += UInt64($1)
      }
    }
    if count != text.dictionary.termCount {
      problem("\(field.name) has \(count) terms and says \(text.dictionary.termCount)")
    }
    if end != text.postings.count { problem("the lists of \(field.name) end at \(end) of \(text.postings.count)") }
    termCount += count
    guard let norms = unsafe text.norms else { return }
    let exact = try segment.lengths(index)
    var total: UInt64 = 0
    for document in 0..<segment.documentCount {
      total += lengths[document]
      if unsafe exact[document] != lengths[document] || norms[document] != FieldNorm.code(Int(lengths[document])) {
        problem("document \(document) has another length in \(field.name) than its norm says")
      }
    }
    if total != text.totalLength { problem("\(field.name) has \(total) words and says \(text.totalLength)") }
    try checkPairs(text, field)
  }

  private mutating func checkPairs(_ text: SegmentReader.TextField, _ field: Field) throws {
    guard let pairs = text.pairs else { return }
    var cursor = try pairs.dictionary.cursor(block: 0)
    while try cursor.next() {
      let postings = try segment.pairPostings(pairs, cursor.info)
      unsafe checkList(postings, cursor.info, "a pair of \(field.name)", norms: unsafe text.norms) { _, _ in }
    }
  }

  private mutating func checkList(
    _ postings: Postings, _ info: TermInfo, _ name: String, norms: UnsafePointer<UInt8>?, _ visit: (Int, Int) -> Void
  ) {
    var documents = 0
    var occurrences = 0
    var last = -1
    var isOrdered = true
    var hasPositions = true
    unsafe postings.forEach(withPositions: true) { document, frequency, positions in
      if document <= last { isOrdered = false }
      last = document
      documents += 1
      occurrences += frequency
      if postings.hasPositions {
        if positions.count != frequency { hasPositions = false }
        for place in positions.indices.dropFirst() where unsafe positions[place - 1] > positions[place] {
          isOrdered = false
        }
      }
      visit(document, frequency)
    }
    if !isOrdered { problem("the list of \(name) is out of order") }
    if !hasPositions { problem("the list of \(name) has too few positions") }
    if documents != info.documents || postings.hasFrequencies && occurrences != info.occurrences {
      problem("the list of \(name) has \(documents) documents and says \(info.documents)")
    }
    if postings.form == .sparse, postings.blockCount > 1 { checkBlocks(postings, name) }
  }

  private mutating func checkBlocks(_ postings: Postings, _ name: String) {
    let cursor = PostingsCursor(postings)
    for block in 0..<postings.blockCount {
      let last = postings.lastDocument(block: block)
      if cursor.advance(to: last) != last { problem("block \(block) of \(name) does not end where its table says") }
    }
  }
}
