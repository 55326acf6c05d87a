/// Takes documents in: gathers them in batches, has the batches analysed, on several threads or none, and puts them into the buffer in their
/// order. Knows which of the documents that are not written yet were deleted.
///
/// A batch ends when its documents have a certain size, and the caller's `flush` is called only when a batch went into the buffer. Both follow
/// from the documents alone, so the number of threads changes nothing that is written.
final class DocumentIntake {
  private let schema: Schema
  /// The size of a batch, in bytes of text.
  private let batchSize: Int
  private static let maximumBatchCount = 8192
  let threads: Int
  private let analyzer: DocumentAnalyzer
  private let pipeline: OrderedPipeline<[Document], AnalyzedBatch>?

  private(set) var buffer: DocumentBuffer
  /// The batch being gathered: analysed at once without threads, else as documents.
  private var batch: AnalyzedBatch
  private var documents: [Document] = []
  private var currentSize = 0

  /// Documents are numbered as they come, from the beginning of the writer. The buffer begins at `base`, the current batch at `batchBase`.
  private var base = 0
  private var batchBase = 0
  private var deleted: [Bool] = []
  private var numbersOfID: [String: [Int]] = [:]
  /// The documents that are not written yet and not deleted.
  private(set) var liveCount = 0

  /// - Parameter memoryBudget: of the whole writer.
  init(_ schema: Schema, threads: Int, memoryBudget: Int) throws {
    self.schema = schema
    self.threads = threads
    batchSize = min(1 << 20, memoryBudget / 1024)
    let cache = max(1 << 16, memoryBudget / 32 / threads)
    analyzer = try DocumentAnalyzer(schema, maximumMemory: cache)
    buffer = DocumentBuffer(schema)
    batch = AnalyzedBatch(schema)
    guard threads > 1 else {
      pipeline = nil
      return
    }
    // Whoever makes a second analyzer of a schema that made one has no error to expect; a batch that cannot be analysed says so.
    pipeline = OrderedPipeline(threads: threads) {
      let analyzer = Result { try DocumentAnalyzer(schema, maximumMemory: cache) }
      return { documents in try analyzer.get().batch(of: documents) }
    }
  }

  /// Whether no document is waiting to be written.
  var isEmpty: Bool { deleted.isEmpty }

  /// Adds a document that fits the schema.
  /// - Parameters:
  ///   - isLast: false for a document that has to be in one segment with the next one.
  ///   - flush: called when the buffer has taken in another batch.
  func add(_ document: Document, isLast: Bool = true, flush: () throws -> Void) throws {
    if pipeline == nil {
      try buffer.analyze(document, into: &batch, by: analyzer)
    } else {
      documents.append(document)
    }
    if let id = document.text(Schema.idField) { numbersOfID[id, default: []].append(base + deleted.count) }
    deleted.append(false)
    liveCount += 1
    currentSize += Self.size(document)
    if isLast, currentSize >= batchSize || base + deleted.count - batchBase >= Self.maximumBatchCount {
      try endBatch(flush: flush)
    }
  }

  /// About how many bytes a document takes: the same on every machine.
  private static func size(_ document: Document) -> Int {
    document.values.reduce(64) { size, entry in
      switch entry.value {
      case .text(let text): size + text.utf8.count + 16
      case .bytes(let bytes): size + bytes.count + 16
      case .integer, .float, .date: size + 16
      }
    }
  }

  /// Deletes the documents with this id among those not written yet.
  func delete(id: String, flush: () throws -> Void) throws {
    guard let numbers = numbersOfID[id] else { return }
    // With threads it is not known yet whether an older batch will have been written by now; without, it would be.
    if let pipeline, !pipeline.isEmpty, numbers.contains(where: { $0 < batchBase }) { try drain(flush: flush) }
    for number in numbersOfID.removeValue(forKey: id) ?? [] where !deleted[number - base] {
      deleted[number - base] = true
      liveCount -= 1
    }
  }

  private func endBatch(flush: () throws -> Void) throws {
    batchBase = base + deleted.count
    currentSize = 0
    if let pipeline {
      let added = documents
      documents = []
      while pipeline.isFull { try takeBatch(pipeline, flush: flush) }
      pipeline.submit(added)
      while pipeline.isReady { try takeBatch(pipeline, flush: flush) }
    } else {
      let added = batch
      batch = AnalyzedBatch(schema)
      buffer.append(added)
      try flush()
    }
  }

  private func takeBatch(_ pipeline: OrderedPipeline<[Document], AnalyzedBatch>, flush: () throws -> Void) throws {
    guard let batch = try pipeline.take() else { return }
    buffer.append(batch)
    try flush()
  }

  /// Waits for all batches that were ended.
  private func drain(flush: () throws -> Void) throws {
    guard let pipeline else { return }
    while !pipeline.isEmpty { try takeBatch(pipeline, flush: flush) }
  }

  /// Puts everything into the buffer.
  func finish(flush: () throws -> Void) throws {
    if batchBase < base + deleted.count { try endBatch(flush: flush) }
    try drain(flush: flush)
  }

  /// How much memory the documents in the buffer take; see ``DocumentBuffer/memory``.
  var memory: Int { buffer.memory }

  /// Whether a document of the buffer is to be written.
  var hasLiveDocuments: Bool { deleted.prefix(buffer.count).contains(false) }

  /// Writes the documents of the buffer, but not those behind it.
  func write(to output: any OutputFile, memory: Int) throws -> (id: UInt64, documentCount: Int) {
    try buffer.write(to: output, deleted: deleted.prefix(buffer.count), threads: threads, memory: memory)
  }

  /// Empties the buffer: it was written, or nothing in it was alive.
  func emptyBuffer() {
    let count = buffer.count
    liveCount -= deleted.prefix(count).count { !$0 }
    deleted.removeFirst(count)
    base += count
    if deleted.isEmpty {
      numbersOfID = [:]
    } else {
      for (id, numbers) in numbersOfID {
        let left = numbers.filter { $0 >= base }
        numbersOfID[id] = left.isEmpty ? nil : left
      }
    }
    buffer = DocumentBuffer(schema)
    analyzer.forget()
  }
}
