internal import Synchronization

/// One committed state of an index. It never changes: commits and merges make other snapshots and leave this one as it is.
///
/// Opening maps the files and reads a few tables: it takes milliseconds whatever the size of the index. A snapshot is `Sendable` and any number of
/// threads may search it at once. Files that were removed by later commits stay readable until it is released.
///
/// ```swift
/// let snapshot = try Snapshot.open(path: "index")
/// let parser = QueryParser(schema: snapshot.schema)
/// let top = try snapshot.search(parser.parse("open models").query, limit: 10)
/// for hit in top.hits { print(hit.score, try snapshot.storedFields(of: hit.document)) }
/// ```
public final class Snapshot: Sendable {
  /// The fields of the documents.
  public let schema: Schema
  /// What the application gave to the commit.
  public let payload: [UInt8]
  /// The number of the commit: each has one more than the one before.
  public let generation: UInt64
  /// The documents that can be found.
  public let documentCount: Int

  let segments: [SegmentReader]
  /// The number of each segment's first document.
  let bases: [Int]
  /// The documents including deleted ones, which keep their numbers until a merge drops them. Statistics are those of the others alone, so scores do
  /// not depend on the way that led to an index.
  let totalCount: Int
  private let statistics: [FieldStatistics]
  private let pool: ScratchPool

  struct FieldStatistics: Sendable {
    var averageLength: Double
    /// What each length code adds below the fraction bar.
    var norms: NormTable
    /// For each segment what its impacts are divided by.
    var scales: [Float]
    var weight: Float
  }

  init(schema: Schema, payload: [UInt8], generation: UInt64, segments: [SegmentReader]) throws {
    (self.schema, self.payload, self.generation, self.segments) = (schema, payload, generation, segments)
    var bases: [Int] = []
    var total = 0
    for segment in segments {
      bases.append(total)
      total += segment.documentCount
    }
    self.bases = bases
    totalCount = total
    documentCount = segments.reduce(0) { $0 + $1.liveCount }
    var statistics: [FieldStatistics] = []
    for (index, field) in schema.fields.enumerated() {
      var weight: Float = 1
      if case .text(_, let fieldWeight, _) = field.kind { weight = fieldWeight }
      let length = try segments.reduce(0.0) { $0 + Double(try $1.liveLength(index)) }
      let average = documentCount > 0 ? length / Double(documentCount) : 0
      let scales = segments.map { segment -> Float in
        let own =
          segment.documentCount > 0 ? Double(segment.text(index)?.totalLength ?? 0) / Double(segment.documentCount) : 0
        // With K the norm of the segment and K' that of the index, K'/K is at least the smaller of 1 and the ratio of the averages, and so
        // the fraction f/(f+K') is at most f/(f+K) divided by that.
        return own > 0 && average > 0 ? Float(min(1, own / average)) * 0.9999 : 1
      }
      statistics.append(
        FieldStatistics(
          averageLength: average, norms: NormTable(averageLength: field.analyzerName == nil ? 0 : average),
          scales: segments.count == 1 && documentCount == total ? [1] : scales, weight: weight))
    }
    self.statistics = statistics
    pool = ScratchPool(schema: schema)
  }

  /// Opens the last committed state of the index in this folder.
  ///
  /// - Throws: ``FullTextError/noIndex(path:)`` when there is none, and the errors of damaged, too old or too new files.
  /// - Complexity: O(segments), a few tables each.
  public static func open(path: String) throws -> Snapshot { try open(FileDirectory(path: path)) }

  static func open(_ directory: any IndexDirectory) throws -> Snapshot {
    var last: UInt64?
    while true {
      guard let manifest = try Manifest.read(directory) else { throw FullTextError.noIndex(path: directory.path) }
      do {
        let segments = try manifest.segments.map {
          try SegmentReader.open(directory, schema: manifest.schema, entry: $0)
        }
        return try Snapshot(
          schema: manifest.schema, payload: manifest.payload, generation: manifest.generation, segments: segments)
      } catch let missing as Manifest.MissingFile {
        // A commit may have removed the file since the manifest was read: then there is another manifest.
        if last == manifest.generation { throw missing.error }
        last = manifest.generation
      }
    }
  }

  /// Opens the state that a writer prepared and did not publish: it was ended between the two, or is about to publish it.
  ///
  /// All files of a prepared state are on the disk. Whether it counts is for the application to say, which decides it in the closure
  /// that it gives to ``IndexWriter/commit(payload:optimize:reordering:beforePublishing:)``.
  ///
  /// - Returns: nil when there is none, or it cannot be read.
  public static func openPrepared(path: String) -> Snapshot? {
    let directory = FileDirectory(path: path)
    guard let manifest = try? Manifest.read(directory, name: Manifest.temporaryName),
      let segments = try? manifest.segments.map({
        try SegmentReader.open(directory, schema: manifest.schema, entry: $0)
      })
    else { return nil }
    return try? Snapshot(
      schema: manifest.schema, payload: manifest.payload, generation: manifest.generation, segments: segments)
  }

  /// Compares every page of every file with its checksum.
  ///
  /// - Throws: ``FullTextError`` for the first page that differs.
  /// - Complexity: O(bytes).
  public func verifyChecksums() throws { for segment in segments { try segment.file.verifyAll() } }

  func normTable(_ field: Int) -> UnsafePointer<Float> { unsafe statistics[field].norms.values }
  func scale(_ field: Int, _ segment: Int) -> Float { statistics[field].scales[segment] }
  func fieldWeight(_ field: Int) -> Float { statistics[field].weight }
  func averageLength(_ field: Int) -> Double { statistics[field].averageLength }

  func withPlan<Result>(_ query: Query, _ body: (Plan, SearchScratch) throws -> Result) throws -> Result {
    let item = pool.take()
    defer { pool.give(item) }
    var planner = Planner(self, item.analyzers)
    return try body(try planner.plan(query), item.scratch)
  }

  /// Lends analyzers, those that depend on a language for that of `text`.
  func withAnalyzers<Result>(for text: String, _ body: (AnalyzerSet) throws -> Result) rethrows -> Result {
    let item = pool.take()
    defer {
      item.analyzers.language = ""
      pool.give(item)
    }
    if schema.dependsOnLanguage { item.analyzers.language = LanguageDetection.language(of: text) ?? "none" }
    return try body(item.analyzers)
  }

  // MARK: - Searches

  /// The best documents for a query. Of equal scores the least key comes first, or where documents have none the one that was added first.
  ///
  /// - Parameters:
  ///   - query: what a document has to match.
  ///   - limit: how many at most.
  ///   - offset: how many of the best to leave out, for a page further down. ``search(_:limit:after:countsExactly:)`` is cheaper for deep pages.
  ///   - countsExactly: whether ``TopDocuments/total`` has to be exact. Without it documents that cannot get to the top are not looked at.
  public func search(_ query: Query, limit: Int, offset: Int = 0, countsExactly: Bool = true) throws -> TopDocuments {
    try search(query, limit: limit, offset: offset, after: nil, countsExactly: countsExactly)
  }

  /// The best documents for a query among those that come after a hit of the page before.
  public func search(_ query: Query, limit: Int, after hit: Hit, countsExactly: Bool = true) throws -> TopDocuments {
    try search(query, limit: limit, offset: 0, after: Optional(hit), countsExactly: countsExactly)
  }

  private func search(_ query: Query, limit: Int, offset: Int, after hit: Hit?, countsExactly: Bool) throws
    -> TopDocuments
  {
    try withPlan(query) { plan, scratch in
      let offset = max(0, offset)
      // There are no more hits than documents.
      let wanted = min(max(0, limit), totalCount) + min(offset, totalCount)
      let capacity = limit <= 0 ? 0 : wanted
      var total = 0
      if schema.isKeyed, segments.count > 1 {
        var (hits, total) = try searchByKeys(plan, scratch, wanted: capacity, after: hit, countsExactly: countsExactly)
        let found = hits.count
        hits.removeFirst(min(offset, hits.count))
        return TopDocuments(hits: hits, total: countsExactly ? total : found, isTotalExact: countsExactly)
      }
      let ceiling = hit.map { TopHeap.key($0.score, Int($0.document.rawValue)) } ?? .max
      var heap = TopHeap(capacity: capacity, ceiling: ceiling)
      for number in segments.indices {
        total += try SegmentSearcher(self, number, scratch, for: plan).search(plan, &heap, counts: countsExactly)
      }
      var hits = heap.sorted()
      if offset > 0 { hits.removeFirst(min(offset, hits.count)) }
      return TopDocuments(
        hits: hits, total: countsExactly ? total : hits.count + min(offset, heap.keys.count),
        isTotalExact: countsExactly)
    }
  }

  /// The number of documents that match, exactly.
  public func count(_ query: Query) throws -> Int {
    try withPlan(query) { plan, scratch in
      var count = 0
      for number in segments.indices { count += try SegmentSearcher(self, number, scratch, for: plan).count(plan) }
      return count
    }
  }

  /// Calls `body` with every document that matches, in the order they were added, until it returns false. Takes memory for 4,096 documents,
  /// however many match.
  public func forEachMatch(_ query: Query, _ body: (DocumentID) throws -> Bool) throws {
    try withPlan(query) { plan, scratch in
      var isDone = false
      for number in segments.indices where !isDone {
        let base = bases[number]
        try SegmentSearcher(self, number, scratch, for: plan).forEachWindow(plan, scores: false) { start, window in
          try window.forEach { local in
            if !isDone, try !body(DocumentID(rawValue: UInt32(base + start + local))) { isDone = true }
          }
          return !isDone
        }
      }
    }
  }

  // MARK: - Documents

  /// The languages that documents are in, as far as fields depend on them.
  func languages() throws -> [String] {
    guard let field = schema.index(of: Schema.languageField) else { return [] }
    var languages: Set<String> = []
    for segment in segments {
      guard var cursor = try segment.text(field)?.dictionary.cursor(block: 0) else { continue }
      while try cursor.next() {
        guard try segment.liveDocuments(field, cursor.info) > 0 else { continue }
        languages.insert(String(decoding: cursor.term, as: UTF8.self))
      }
    }
    return languages.sorted()
  }

  /// The segment of a document and its number there. Throws for a document of another snapshot.
  func locate(_ document: DocumentID) throws -> (segment: Int, local: Int) {
    let number = Int(document.rawValue)
    guard number < totalCount else { throw FullTextError.invalid("the snapshot has no document \(number)") }
    var segment = 0
    while segment + 1 < bases.count, bases[segment + 1] <= number { segment += 1 }
    return (segment, number - bases[segment])
  }

  /// The stored fields of a document, in the order they were added.
  public func storedFields(of document: DocumentID) throws -> Document {
    let (segment, local) = try locate(document)
    return try segments[segment].storedFields(local)
  }
}

/// 256 numbers at one address.
///
/// `@unchecked Sendable`: written once, in `init`.
@safe final class NormTable: @unchecked Sendable {
  let values: UnsafePointer<Float>

  init(averageLength: Double) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 256)
    for (index, value) in BM25.norms(averageLength: averageLength).enumerated() { unsafe memory[index] = value }
    unsafe values = unsafe UnsafePointer(memory)
  }

  deinit { unsafe values.deallocate() }
}

/// Memory and analyzers for searches, one of each for every thread that searches at a time.
///
/// `@unchecked Sendable`: the mutex guards the list, and an item belongs to one thread between `take` and `give`.
final class ScratchPool: @unchecked Sendable {
  struct Item {
    let scratch: SearchScratch
    let analyzers: AnalyzerSet
  }

  private let schema: Schema
  private let items = Mutex<UnsafeTransfer>(UnsafeTransfer())

  /// The items cross threads, but never belong to two at a time.
  private struct UnsafeTransfer: @unchecked Sendable {
    var items: [Item] = []
  }

  init(schema: Schema) { self.schema = schema }

  func take() -> Item {
    let transfer = items.withLock { list in
      var taken = UnsafeTransfer()
      if let item = list.items.popLast() { taken.items.append(item) }
      return taken
    }
    return transfer.items.first ?? Item(scratch: SearchScratch(), analyzers: AnalyzerSet(schema))
  }

  func give(_ item: Item) {
    var transfer = UnsafeTransfer()
    transfer.items.append(item)
    let given = transfer
    items.withLock { list in
      if list.items.count < 64 { list.items.append(contentsOf: given.items) }
    }
  }
}
