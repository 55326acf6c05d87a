/// How a writer opens an index.
public enum OpenMode: Sendable, Hashable {
  /// Starts anew: what was there is replaced by the first commit, and stays readable until then.
  case create
  /// Continues what is there, or starts anew when nothing is.
  case append
}

/// How an index is written.
public struct IndexOptions: Sendable, Hashable {
  /// How much memory indexing may take, in bytes: documents added are written to disk before it is passed, and merges keep within it.
  ///
  /// From 128 MB on the whole process keeps within it. A smaller budget, down to 1 MB, bounds only what is gathered before it is written: the process
  /// and the tables of a merge take up to about 130 MB whatever the budget. A number outside of the limits below is taken as the nearest of them.
  ///
  /// Not counted are the document being added and, in a merge, about 30 bytes for each of its documents. A document whose text takes more than
  /// a tenth of the budget can pass it, by about four times its size.
  public var memoryBudget: Int
  /// How many threads analyse documents and write segments. The bytes written are the same for any number.
  public var threads: Int
  /// How many segments of about the same size there may be before they are merged.
  public var mergeFactor: Int

  /// - Parameters:
  ///   - memoryBudget: in bytes; 256 MB if nothing else is said, at least 1 MB and at most 4 GB.
  ///   - threads: at least 1 and at most 64.
  ///   - mergeFactor: at least 2 and at most 1,000.
  public init(memoryBudget: Int = 256 << 20, threads: Int = 1, mergeFactor: Int = 10) {
    self.memoryBudget = min(max(1 << 20, memoryBudget), 4 << 30)
    self.threads = min(max(1, threads), 64)
    self.mergeFactor = min(max(2, mergeFactor), 1000)
  }
}

/// Changes an index: adds, updates and deletes documents, and makes the changes visible all at once with ``commit(payload:optimize:reordering:beforePublishing:)``.
///
/// An index has one writer at a time, kept by a lock of the operating system that ends with the process; readers need no lock. Until a commit
/// nothing changes for readers, and a crash leaves the last commit. A writer is for one thread at a time.
public final class IndexWriter {
  /// How an index is written.
  public typealias Options = IndexOptions

  /// A committed or pending segment with the deletes made since.
  private struct Segment {
    var entry: Manifest.Segment
    var reader: SegmentReader
    var deletes: [UInt64]?
    var isDirty = false

    var size: MergePolicy.Size { .init(documents: entry.documentCount, deleted: entry.deletedCount) }
    var liveCount: Int { size.live }

    mutating func delete(_ document: Int) {
      assert(document >= 0 && document < entry.documentCount, "a document of another segment")
      var words = deletes ?? [UInt64](repeating: 0, count: (entry.documentCount + 63) / 64)
      let bit: UInt64 = 1 << UInt64(document & 63)
      if words[document >> 6] & bit == 0 {
        words[document >> 6] |= bit
        entry.deletedCount += 1
        isDirty = true
      }
      deletes = words
    }
  }

  private let directory: any IndexDirectory
  private let lock: WriteLock?
  private let schema: Schema
  private let options: Options
  /// From the first commit on what is there is the writer's own.
  private var mode: OpenMode
  private var intake: DocumentIntake
  private var segments: [Segment] = []
  private var generation: UInt64 = 0
  /// The key of the last document added, and whether one came before a greater one since nothing was waiting to be written.
  private var lastKey: [UInt8]?
  private var isOutOfOrder = false

  /// Opens the index in this folder for writing and takes its lock.
  /// - Throws: ``FullTextError/locked(by:)`` when there is another writer, ``FullTextError/schemaMismatch(path:)`` when the index was made
  ///   with another schema, ``FullTextError/invalid(_:)`` for a schema that cannot be used.
  public convenience init(path: String, schema: Schema, mode: OpenMode, options: Options = .init()) throws {
    let directory = try FileDirectory.create(path)
    try self.init(directory: directory, lock: WriteLock(folder: path), schema: schema, mode: mode, options: options)
  }

  /// Publishes the state that a writer prepared before it was ended. Does nothing when there is none.
  ///
  /// - Throws: ``FullTextError/locked(by:)`` when there is another writer.
  public static func publishPrepared(path: String) throws {
    let directory = FileDirectory(path: path)
    try withExtendedLifetime(WriteLock(folder: path)) {
      guard try Manifest.read(directory, name: Manifest.temporaryName) != nil else { return }
      try directory.rename(Manifest.temporaryName, to: Manifest.fileName)
      try directory.sync()
    }
  }

  init(directory: any IndexDirectory, lock: WriteLock?, schema: Schema, mode: OpenMode, options: Options) throws {
    guard schema.fields.count <= Schema.maximumFieldCount else {
      throw FullTextError.limit("a schema has at most \(Schema.maximumFieldCount) fields")
    }
    self.directory = directory
    self.lock = lock
    self.schema = schema.completed
    self.options = options
    self.mode = mode
    intake = try DocumentIntake(self.schema, threads: options.threads, memoryBudget: options.memoryBudget)
    try load()
    try removeUnused()
  }

  /// Reads the committed state. In ``OpenMode/create`` only its generation counts, and even that may be unreadable.
  private func load() throws {
    segments = []
    let manifest: Manifest?
    do {
      manifest = try Manifest.read(directory)
    } catch let error as FullTextError {
      guard mode == .create else { throw error }
      manifest = nil
    }
    guard let manifest else { return }
    generation = manifest.generation
    guard mode == .append else { return }
    guard manifest.schema == schema else { throw FullTextError.schemaMismatch(path: directory.path) }
    segments = try manifest.segments.map { entry in
      do {
        let reader = try SegmentReader.open(directory, schema: schema, entry: entry)
        return Segment(entry: entry, reader: reader, deletes: reader.deletes)
      } catch let missing as Manifest.MissingFile {
        throw missing.error
      }
    }
  }

  /// Removes files that no manifest speaks of: those of a commit that never was.
  private func removeUnused() throws {
    var used = Set(segments.flatMap { [$0.entry.fileName, $0.entry.deletesName] })
    if let manifest = try? Manifest.read(directory) { used.formUnion(manifest.files) }
    for name in try directory.list() where !used.contains(name) {
      if name.hasPrefix("segment-") || name.hasPrefix("deletes-") || name.hasSuffix(".new") {
        try directory.remove(name)
      }
    }
  }

  /// The documents in the index, with what was added and without what was deleted since the last commit.
  public var documentCount: Int { segments.reduce(intake.liveCount) { $0 + $1.liveCount } }

  // MARK: - Changes

  /// Adds a document. Throws ``FullTextError/invalid(_:)`` when it does not fit the schema; then nothing of it is kept.
  public func add(_ document: Document) throws {
    try schema.check(document)
    noteKey(of: document)
    try intake.add(document, flush: flushFullBuffer)
  }

  private func noteKey(of document: Document) {
    guard schema.isKeyed, let key = DocumentKeys.key(of: document) else { return }
    if let lastKey, key.lexicographicallyPrecedes(lastKey) { isOutOfOrder = true }
    lastKey = key
  }

  /// Adds documents that belong together and deletes those that were added with the same id before. They stay next to each other, in one segment.
  public func update(_ documents: [Document], id: String) throws {
    func identified(_ document: Document) -> Document {
      var document = document
      document.add(Schema.idField, .text(id))
      return document
    }
    // One at a time: a copy of each at once would take as much memory again as all of them.
    for document in documents { try schema.check(identified(document)) }
    try delete(id: id)
    for (place, document) in documents.lazy.map(identified).enumerated() {
      noteKey(of: document)
      try intake.add(document, isLast: place == documents.count - 1, flush: flushFullBuffer)
    }
  }

  /// Adds a document and deletes those that were added with the same id before.
  public func update(_ document: Document, id: String) throws {
    var document = document
    document.add(Schema.idField, .text(id))
    try schema.check(document)
    try delete(id: id)
    try add(document)
  }

  /// Deletes the documents that were added with this id.
  public func delete(id: String) throws {
    try intake.delete(id: id, flush: flushFullBuffer)
    guard let field = schema.index(of: Schema.idField) else { return }
    let term = Array(id.utf8)
    for index in segments.indices {
      guard let text = segments[index].reader.text(field),
        let info = try unsafe term.withUnsafeBufferPointer({ try unsafe text.dictionary.find($0) })
      else { continue }
      try unsafe segments[index].reader.postings(field, info).forEach(withPositions: false) { document, _, _ in
        segments[index].delete(document)
      }
    }
  }

  /// Deletes the documents that match a query, among them those added since the last commit.
  public func delete(matching query: Query) throws {
    try flush()
    let snapshot = try pendingSnapshot()
    var base = 0
    var found: [[Int]] = segments.map { _ in [] }
    var index = 0
    try snapshot.forEachMatch(query) { document in
      let number = Int(document.rawValue)
      while number >= base + segments[index].entry.documentCount {
        base += segments[index].entry.documentCount
        index += 1
      }
      found[index].append(number - base)
      return true
    }
    for (index, documents) in found.enumerated() {
      for document in documents { segments[index].delete(document) }
    }
  }

  /// What a search would see if the changes were committed now.
  private func pendingSnapshot() throws -> Snapshot {
    let readers = try segments.map { segment in
      segment.isDirty
        ? try SegmentReader(sharing: segment.reader, deletes: segment.deletes) : segment.reader
    }
    return try Snapshot(schema: schema, payload: [], generation: generation, segments: readers)
  }

  /// Writes all documents added. They become visible with the next commit.
  private func flush() throws {
    try intake.finish(flush: flushFullBuffer)
    try flushBuffer()
    (lastKey, isOutOfOrder) = (nil, false)
  }

  /// What is left of the memory budget for documents: the process has its code and its heaps as well.
  private var usableMemory: Int { options.memoryBudget - min(options.memoryBudget / 3, 24 << 20) }

  /// The part that the buffer may take. Inverting it takes a part as well, and so do documents not analysed yet.
  private var bufferMemory: Int { usableMemory / 100 * 44 }

  private func flushFullBuffer() throws {
    if intake.memory > bufferMemory { try flushBuffer() }
  }

  /// Writes the documents of the buffer to a segment of their own.
  private func flushBuffer() throws {
    if intake.hasLiveDocuments {
      let output = try directory.create("segment.new")
      let (id, count) = try intake.write(to: output, memory: usableMemory / 10)
      try adopt("segment.new", Manifest.Segment(id: id, documentCount: count), at: segments.count)
      // Documents that came in another order than that of their keys are put into it.
      if isOutOfOrder, let last = segments.last, try !DocumentKeys(last.reader).isSorted {
        try merge((segments.count - 1)..<segments.count, areSorted: false)
      }
    }
    intake.emptyBuffer()
  }

  /// Gives a written segment its name and opens it.
  private func adopt(_ name: String, _ entry: Manifest.Segment, at index: Int) throws {
    try directory.rename(name, to: entry.fileName)
    do {
      let reader = try SegmentReader.open(directory, schema: schema, entry: entry)
      segments.insert(Segment(entry: entry, reader: reader, deletes: nil), at: index)
    } catch let missing as Manifest.MissingFile {
      throw missing.error
    }
  }

  // MARK: - Commit

  /// Makes all changes since the last commit durable and visible, at once.
  ///
  /// - Parameters:
  ///   - payload: bytes of the application that are kept with the commit and read back as ``Snapshot/payload``.
  ///   - optimize: whether to merge everything into one segment. Searches are fastest then; it costs a rewrite of the index.
  ///   - reordering: when everything is merged, whether documents are put into an order in which like ones stand together (recursive graph
  ///     bisection: Dhulipala et al., 2016). The index of documents that come in no order becomes smaller. It takes some seconds for each 10 MB of
  ///     text, and up to half of the memory budget. Equal scores come in the new order then.
  ///     Documents with keys stay in the order of their keys.
  ///   - beforePublishing: called when every new file is durable and before the commit becomes visible. When it throws, nothing is published and
  ///     the error is passed on; the changes are kept for another commit, or ``rollback()`` drops them.
  public func commit(
    payload: [UInt8] = [], optimize: Bool = false, reordering: Bool = false, beforePublishing: () throws -> Void = {}
  ) throws {
    try flush()
    segments.removeAll { $0.liveCount == 0 }
    if optimize {
      let isNeeded = segments.count > 1 || segments.contains { $0.entry.deletedCount > 0 }
      if isNeeded || reordering && !segments.isEmpty { try merge(0..<segments.count, reordering: reordering) }
    } else {
      let policy = MergePolicy(factor: options.mergeFactor)
      while let range = policy.next(segments.map(\.size)) { try merge(range) }
    }
    for index in segments.indices where segments[index].isDirty {
      guard let words = segments[index].deletes else { continue }
      let (bytes, id) = Manifest.encodeDeletes(words, segment: segments[index].entry.id)
      segments[index].entry.deletes = id
      let output = try directory.create("deletes.new")
      try output.write(bytes)
      try output.sync()
      try output.close()
      try directory.rename("deletes.new", to: segments[index].entry.deletesName)
      segments[index].isDirty = false
    }
    var manifest = Manifest(schema: schema)
    manifest.generation = generation + 1
    manifest.payload = payload
    manifest.segments = segments.map(\.entry)
    let output = try directory.create(Manifest.temporaryName)
    try output.write(manifest.encoded())
    try output.sync()
    try output.close()
    try directory.sync()
    try beforePublishing()
    try directory.rename(Manifest.temporaryName, to: Manifest.fileName)
    try directory.sync()
    generation += 1
    mode = .append
    // The commit stands; files left over now go with the next.
    try? removeUnused()
  }

  /// Drops all changes since the last commit.
  public func rollback() {
    if let empty = try? DocumentIntake(schema, threads: options.threads, memoryBudget: options.memoryBudget) {
      intake = empty
    }
    try? load()
    try? removeUnused()
  }

  private func merge(_ range: Range<Int>, reordering: Bool = false, areSorted: Bool = true) throws {
    var merger = SegmentMerger(schema: schema, segments: segments[range].map { ($0.reader, $0.deletes) })
    guard merger.documentCount <= SegmentFormat.maximumDocumentCount else {
      throw FullTextError.limit("a segment has at most \(SegmentFormat.maximumDocumentCount) documents")
    }
    if schema.isKeyed {
      let sources = merger.sources.map { ($0.reader, $0.deletes) }
      if let order = try DocumentKeys.order(of: sources, areSorted: areSorted) { merger.reorder(order) }
    } else if reordering {
      let forward = try ForwardIndex(
        merger.sources, schema: schema, documentCount: merger.documentCount, limit: options.memoryBudget / 8)
      try merger.reorder(GraphBisection(forward).order(threads: options.threads))
    }
    let output = try directory.create("merge.new")
    let id = try merger.write(to: output, threads: options.threads)
    segments.removeSubrange(range)
    try adopt("merge.new", Manifest.Segment(id: id, documentCount: merger.documentCount), at: range.lowerBound)
  }
}
