package import Conversion
internal import Foundation
internal import FullText
internal import Markup

/// Brings an index up to date with its sources.
///
/// Documents are read on several threads and written in the order of their paths, so the result does not depend on the
/// number of threads. Records and text index are written beside what readers see and published together: SQLite commits,
/// then the text index switches its manifest. A process killed between the two leaves a prepared text
/// index, which readers take and the next writer publishes before it does anything else.
public struct Ingester {
  /// How to ingest.
  public struct Options: Sendable {
    /// Reads every document again and makes the index from nothing.
    public var rebuild = false
    /// Takes out the documents of a source that most of its documents are gone from.
    public var prunes = false
    /// Says what would be done and writes nothing.
    public var dryRun = false
    /// Threads that read documents, from 1 to ``maximumJobs``; other numbers count as the nearest of these.
    public var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount) {
      didSet { jobs = min(max(jobs, 1), Self.maximumJobs) }
    }
    /// More threads than this never pay.
    public static let maximumJobs = 256
    /// Lists of corrections beside the `corrections.yaml` of each source: paths.
    public var corrections: [String] = []
    /// Looks for documents that share most of their text, among all of the index. ``KnowledgeBase/list(_:organisation:tag:industry:limit:)``
    /// finds them at any time.
    public var findsDuplicates = true
    /// The day that the history gives to this generation; nil gives it none, as no clock is read.
    public var date: CivilDate?
    /// What turns PDF, Word and other files into text.
    package var converters = Converters()

    /// The defaults: incremental, one thread a core.
    public init() {}
  }

  /// One thing to ingest.
  public enum Input: Sendable, Hashable {
    /// A file or folder.
    case path(String)
    /// One document given as bytes, under a name whose extension tells its format.
    case document(name: String, bytes: [UInt8])
  }

  let folder: IndexFolder
  let parser: DocumentParser
  let options: Options
  let reading: DocumentReading
  /// Called on the calling thread after each document.
  let progress: (IngestProgress) -> Void

  /// An ingester for this index; `progress` is called after each document.
  public init(
    folder: IndexFolder, parser: DocumentParser, options: Options = Options(),
    progress: @escaping (IngestProgress) -> Void = { _ in }
  ) {
    self.folder = folder
    self.parser = parser
    self.options = options
    reading = DocumentReading(parser: parser, converters: options.converters)
    self.progress = progress
  }

  /// Takes in files and folders: each becomes a source of the index, or refreshes the source it is or lies in. None given
  /// refreshes all sources.
  ///
  /// - Throws: ``CasebookError``, and the text index's errors. A document that cannot be read is no error but a note.
  public func ingest(_ inputs: [Input]) throws -> IngestReport {
    var plan = IngestPlan(dryRun: options.dryRun, types: reading.types)
    for input in inputs { try plan.add(input) }
    return try run(plan)
  }

  /// Takes sources out of the index, by path or label.
  public func remove(_ names: [String]) throws -> IngestReport {
    try folder.requireIndex()
    var plan = IngestPlan(dryRun: options.dryRun, types: reading.types)
    plan.removals = names
    return try run(plan)
  }

  /// Rebuilds the text index from the records.
  public func reindex() throws -> IngestReport {
    try folder.requireIndex()
    var plan = IngestPlan(dryRun: false, types: reading.types)
    plan.rebuildsTextIndex = true
    return try run(plan)
  }

  private func run(_ plan: IngestPlan) throws -> IngestReport {
    let start = DispatchTime.now().uptimeNanoseconds
    var report: IngestReport
    if options.dryRun {
      report = try dryRun(plan)
    } else {
      try folder.create()
      let lock = try IndexWriteLock(folder)
      do {
        report = try withExtendedLifetime(lock) { try writeOrRecover(plan, lock) }
      } catch {
        throw folder.fullDisk(behind: error) ?? error
      }
    }
    report.seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    return report
  }

  private func dryRun(_ plan: IngestPlan) throws -> IngestReport {
    guard folder.exists else {
      return try read(plan.steps(sources: [], documents: [], rebuild: options.rebuild, prunes: true))
    }
    let state = try RecordStore.openForReading(path: folder.records, allowsOlder: true).state()
    var plan = plan
    if let version = state.olderVersion { plan.readsAllAgain(olderVersion: version, given: state.given) }
    return try read(
      plan.steps(
        sources: state.sources, documents: state.documents, rebuild: options.rebuild, prunes: options.prunes))
  }

  /// Reads what a plan would read, and writes nothing.
  private func read(_ steps: IngestPlan.Steps) throws -> IngestReport {
    var report = IngestReport()
    report.isDryRun = true
    report.removed = steps.removedDocuments.count
    report.notes = steps.notes + steps.unread.notes
    let corrections = SourceCorrections(
      sources: steps.sources, files: options.corrections, themes: parser.themes.themes)
    report.notes += corrections.notes
    let changing = Self.corrected(steps.documents, corrections).filter { $0.file != nil }
    let reading = reading
    try orderedParallelMap(
      changing, jobs: options.jobs, window: options.jobs * 4, transform: { Self.parse($0, with: reading) }
    ) { outcome in
      take(outcome, into: &report, total: changing.count)
    }
    report.documents = report.read + report.unchanged
    return report
  }

  /// The steps with what people put right in their documents.
  private static func corrected(_ steps: [IngestPlan.Step], _ corrections: SourceCorrections) -> [IngestPlan.Step] {
    guard !corrections.all.isEmpty else { return steps }
    return steps.map { step in
      var step = step
      step.corrections = corrections.corrections(source: step.label, path: step.path)
      return step
    }
  }

  // MARK: - Writing

  /// `--rebuild` also recovers from a store that cannot be read any more, by starting from nothing: the damage may show when
  /// the store is opened or when the first row is written. A store that a newer casebook wrote, and a file that is none, are
  /// left alone.
  private func writeOrRecover(_ plan: IngestPlan, _ lock: IndexWriteLock) throws -> IngestReport {
    do {
      return try write(plan, lock)
    } catch CasebookError.damaged(_, let detail) {
      // Everything in the store was read from documents, and where these are also stands beside it.
      var plan = plan
      guard plan.readsAllAgain(damage: detail, sources: SourceList(of: folder)) || options.rebuild else {
        throw CasebookError.damaged(file: folder.records, detail: detail)
      }
      try folder.erase()
      return try write(plan, lock)
    } catch FullTextError.corrupt where !plan.replacesTextIndex {
      // A damaged text index is not continued: it follows from the records.
      var plan = plan
      plan.replacesTextIndex = true
      return try write(plan, lock)
    }
  }

  private func write(_ plan: IngestPlan, _ lock: IndexWriteLock) throws -> IngestReport {
    try verifyStore()
    let store = try RecordStore.openForWriting(path: folder.records)
    return try store.change { try write(plan, $0, lock) }
  }

  private func write(_ plan: IngestPlan, _ change: StoreChange, _ lock: IndexWriteLock) throws -> IngestReport {
    var plan = plan
    let state = change.state
    if let version = state.olderVersion { plan.readsAllAgain(olderVersion: version, given: state.given) }
    let generation = state.generation
    if TextIndex.prepared(folder) != nil { try IndexWriter.publishPrepared(path: folder.text) }
    let isConsistent = textIndexGeneration() == generation
    if isConsistent, !plan.replacesTextIndex { try verifyTextIndex() }
    let steps = try plan.steps(
      sources: state.sources, documents: state.documents, rebuild: options.rebuild, prunes: options.prunes)
    let corrections = SourceCorrections(
      sources: steps.sources, files: options.corrections, themes: parser.themes.themes)
    let documents = Self.corrected(steps.documents, corrections)
    var outcomes = CorrectionOutcomes()
    var report = IngestReport()
    report.notes = steps.notes + steps.unread.notes + corrections.notes
    report.repairedIndex =
      (!isConsistent || plan.replacesTextIndex) && generation > 0 && !plan.rebuildsTextIndex

    var writer: TextIndexBuilder?
    // A text index of the same generation grows: what changed is added as a segment, and what is gone is marked. Its answers
    // are those of one made in one go. Otherwise it is made from all documents, in their order.
    let grows =
      isConsistent && generation > 0 && !plan.rebuildsTextIndex && !plan.replacesTextIndex && !plan.readsAllAgain
      && !options.rebuild
    var log = ChangeLog()
    var unread: [IngestPlan.Step] = []
    func begin() throws -> TextIndexBuilder {
      if let writer { return writer }
      let made = try TextIndexBuilder(folder: folder, threads: options.jobs, grows: grows)
      writer = made
      for step in unread {
        guard let stored = step.stored else { continue }
        try made.add(
          TextIndex.entries(of: change.text(of: stored), source: step.label), source: step.label, path: step.path)
      }
      unread = []
      return made
    }
    if !isConsistent || plan.rebuildsTextIndex || plan.replacesTextIndex || plan.readsAllAgain
      || !steps.removedDocuments.isEmpty
      || !steps.removedSources.isEmpty
    {
      _ = try begin()
    }
    let labels = Dictionary(state.sources.map { ($0.id, $0.label) }) { first, _ in first }
    for document in steps.removedDocuments {
      try log.remove(document, source: labels[document.source] ?? "", change)
      try change.delete(document)
      if grows, let label = labels[document.source] { try begin().remove(source: label, path: document.path) }
    }
    for source in steps.removedSources { try change.delete(source) }
    report.removed = steps.removedDocuments.count
    let sourceIDs = try change.ids(of: steps.sources.map { ($0.label, $0.path, $0.isFolder, $0.id) })
    let reading = reading
    let total = documents.filter { $0.file != nil }.count
    try orderedParallelMap(
      documents, jobs: options.jobs, window: options.jobs * 8,
      transform: { Self.parse($0, with: reading, forIndex: true) }
    ) { outcome in
      let step = outcome.step
      if step.file != nil { take(outcome, into: &report, total: total) }
      switch outcome.result {
      case .parsed(let read):
        let index = try begin()
        try log.take(read.document, over: step.stored, source: step.label, change)
        if let stored = step.stored { try change.delete(stored) }
        outcomes.take(read.document, source: step.label)
        try change.insert(read.document, sketch: read.sketch, source: sourceIDs[step.label, default: 0])
        try index.add(read.entries, source: step.label, path: step.path)
      case .unchanged, .failed:
        // What cannot be read now keeps what was read before: no answer is lost to a transient error.
        guard !grows, let stored = step.stored else { return }
        if let writer {
          try writer.add(
            TextIndex.entries(of: change.text(of: stored), source: step.label), source: step.label, path: step.path)
        } else {
          unread.append(step)
        }
      }
    }
    report.documents = report.read + report.unchanged
    let before = try change.corrections
    let settled = outcomes.settled(corrections, steps: documents, before: before)
    report.notes += settled.notes
    if settled.rows != before { try change.replaceCorrections(settled.rows, sources: sourceIDs) }
    let changes = log.settled()
    report.changes = changes.map(\.fileChange)
    let sources = SourceList(sources: try change.sources)
    guard let writer else {
      // Nothing changed; a source that is new but empty still is one.
      if !SourceList.isSound(folder) || SourceList(of: folder) != sources { try sources.write(to: folder) }
      try change.commit()
      return report
    }
    if options.findsDuplicates { Self.noteDuplicates(among: try change.sketches, in: &report) }
    try change.setGeneration(generation + 1)
    // The first generation is new as a whole, and of one that replaces another format nothing is known to compare with.
    let isComparable = generation > 0 && !plan.readsAllAgain
    try change.addHistory(
      generation: generation + 1, date: options.date?.description,
      reason: plan.readsAllAgain ? "all documents read again" : nil, isComparable ? changes : [])
    let counts = try change.counts()
    let payload = TextIndex.Payload(
      generation: generation + 1, documents: counts.documents, records: counts.records)
    try sources.write(to: folder)
    try writer.publish(payload) {
      try lock.requireHeld()
      try change.commit()
    }
    GenerationMarks(folder).mark(generation + 1)
    return report
  }

  /// Notes which documents share most of their text.
  private static func noteDuplicates(among entries: [DocumentSketch], in report: inout IngestReport) {
    let pairs = NearDuplicates.pairs(entries.map(\.sketch))
    report.nearDuplicates = pairs.count
    for pair in pairs {
      let (first, second) = (entries[pair.first], entries[pair.second])
      report.notes.append(
        IngestReport.Note(
          severity: "note", code: "near-duplicate", place: PagedText.place(first.path, first.line),
          message:
            "shares \(Int((pair.resemblance * 100).rounded())) % of its phrases with \(PagedText.place(second.path, second.line))"
        ))
    }
  }

  // MARK: - Reading

  private struct Outcome: Sendable {
    enum Result: Sendable {
      case unchanged
      case parsed(ReadDocument)
      case failed(message: String, remedy: Remedy?)
    }

    /// A document and all that is made of it before it is written: made on the threads that read, as one alone writes.
    struct ReadDocument: Sendable {
      var document: ParsedDocument
      var sketch: [UInt64] = []
      var entries: [Document] = []
    }

    var step: IngestPlan.Step
    var result: Result
  }

  /// - Parameter forIndex: whether the document will be written, and not only counted.
  private static func parse(
    _ step: IngestPlan.Step, with reading: DocumentReading, forIndex: Bool = false
  ) -> Outcome {
    guard let file = step.file else { return Outcome(step: step, result: .unchanged) }
    do {
      let bytes = try reading.bytes(of: file, path: step.path)
      if !step.isForced, let stored = step.stored, stored.hash == ContentHash.hexadecimal(of: bytes),
        stored.reader == reading.fingerprint(path: step.path, corrections: step.corrections)
      {
        return Outcome(step: step, result: .unchanged)
      }
      var read = Outcome.ReadDocument(
        document: try reading.parse(path: step.path, bytes: bytes, corrections: step.corrections))
      if forIndex {
        read.sketch = read.document.sketch
        read.entries = TextIndex.entries(of: read.document, source: step.label)
      }
      return Outcome(step: step, result: .parsed(read))
    } catch {
      return Outcome(step: step, result: .failed(message: error.message, remedy: error.remedy))
    }
  }

  private func take(_ outcome: Outcome, into report: inout IngestReport, total: Int) {
    let step = outcome.step
    switch outcome.result {
    case .unchanged: report.unchanged += 1
    case .parsed(let read): report.count(read.document, source: step.label)
    case .failed(let message, let remedy):
      report.failed += 1
      report.notes.append(
        IngestReport.Note(severity: "error", code: "unreadable", place: step.path, message: message, remedy: remedy))
    }
    progress(IngestProgress(done: report.read + report.unchanged + report.failed, total: total, path: step.path))
  }
}
