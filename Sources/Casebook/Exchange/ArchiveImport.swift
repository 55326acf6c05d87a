internal import Foundation
internal import FullText

/// Makes an index from an archive that ``KnowledgeBase/archive(to:)`` wrote. It answers as the exported one did, corrections
/// included, and an archive of it is the same bytes; documents that did not change since are not read again.
///
/// The archive is untrusted: every reference and place in it is checked before a row is written, and either all of it is
/// imported or nothing.
public struct ArchiveImport {
  /// What was imported.
  public struct Report: Sendable, Hashable {
    /// Sources of the index.
    public var sources = 0
    /// Documents of the index.
    public var documents = 0
    /// Records of all documents.
    public var records = 0
    /// Figures of all documents.
    public var metrics = 0
    /// Entries of lists of corrections.
    public var corrections = 0
    /// Labels of sources whose folder or file is not on this machine: they cannot be refreshed.
    public var missing: [String] = []
  }

  let folder: IndexFolder
  let replaces: Bool

  /// - Parameters:
  ///   - folder: the index to make.
  ///   - replaces: whether an index that is there and has documents is replaced.
  public init(folder: IndexFolder, replaces: Bool = false) {
    self.folder = folder
    self.replaces = replaces
  }

  /// Imports the archive at a path, or the one in a folder that ``ExportForm/ndjson`` wrote.
  ///
  /// - Throws: as ``read(descriptor:name:)``, and ``CasebookError/noSuchPath(_:)``.
  public func read(path: String) throws -> Report {
    var status = stat()
    guard stat(path, &status) == 0 else { throw CasebookError.noSuchPath(path) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    let file = isFolder ? path + "/" + Archive.fileName : path
    if isFolder, access(file, F_OK) != 0 {
      throw CasebookError.unreadable(path: path, reason: "the folder has no \(Archive.fileName)")
    }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CasebookError.unreadable(path: file, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    return try read(descriptor: descriptor, name: file)
  }

  /// Imports an archive from an open file or pipe.
  ///
  /// - Parameters:
  ///   - descriptor: to read from; it stays open.
  ///   - name: of the file, for messages.
  /// - Throws: ``CasebookError``: ``CasebookError/badArchive(file:line:reason:)``,
  ///   ``CasebookError/archiveTooNew(file:found:known:)``, ``CasebookError/exists(path:what:)``.
  public func read(descriptor: Int32, name: String) throws -> Report {
    var lines = ArchiveLines(LineReader(descriptor: descriptor, name: name), name: name)
    let header = try lines.header()
    let isNew = !folder.exists
    let hadFolder = access(folder.path, F_OK) == 0
    try folder.create()
    let lock = try IndexWriteLock(folder)
    do {
      return try withExtendedLifetime(lock) { try write(header, &lines, lock) }
    } catch {
      // The lock is released by now.
      if isNew { try? hadFolder ? folder.erase() : FileManager.default.removeItem(atPath: folder.path) }
      throw folder.fullDisk(behind: error) ?? error
    }
  }

  private func write(_ header: ArchiveLine, _ lines: inout ArchiveLines, _ lock: IndexWriteLock) throws -> Report {
    let store = try RecordStore.openForWriting(path: folder.records)
    return try store.change { change in
      let before = change.state
      if !before.documents.isEmpty, !replaces {
        throw CasebookError.exists(
          path: folder.path, what: "the index has \(before.documents.count) documents already")
      }
      for document in before.documents { try change.delete(document) }
      for source in before.sources { try change.delete(source) }
      var report = Report()
      let sources = try lines.sources(header.sources ?? 0)
      report.sources = sources.count
      report.missing = sources.filter { $0.path != SourcePath.standardInput && access($0.path, F_OK) != 0 }
        .map(\.label)
      let ids = try change.ids(of: sources.map { ($0.label, $0.path, $0.isFolder, nil) })
      let index = try TextIndexBuilder(
        folder: folder, threads: ProcessInfo.processInfo.activeProcessorCount, grows: false)
      for _ in 0..<(header.documents ?? 0) {
        let (label, document) = try lines.document(of: ids)
        try change.insert(document, sketch: document.sketch, source: ids[label, default: 0])
        try index.add(TextIndex.entries(of: document, source: label), source: label, path: document.path)
        report.documents += 1
        report.records += document.records.count
        report.metrics += document.metrics.count
      }
      let corrections = try lines.corrections(header.corrections ?? 0, of: ids)
      report.corrections = corrections.count
      try lines.end()
      try change.replaceCorrections(corrections, sources: ids)
      try change.setGeneration(before.generation + 1)
      let counts = try change.counts()
      try SourceList(sources: change.sources).write(to: folder)
      let payload = TextIndex.Payload(
        generation: before.generation + 1, documents: counts.documents, records: counts.records)
      try index.publish(payload) {
        try lock.requireHeld()
        try change.commit()
      }
      return report
    }
  }
}

/// The lines of an archive in their order, each checked.
private struct ArchiveLines {
  private var reader: LineReader
  private let name: String
  private let decoder = ArchiveLine.decoder()
  private var hash = ArchiveHash()
  private var number = 0
  /// The place of the last document, as the index sorts them.
  private var last: (source: String, path: String)?

  init(_ reader: LineReader, name: String) {
    self.reader = reader
    self.name = name
  }

  private func bad(_ reason: String) -> CasebookError { .badArchive(file: name, line: max(number, 1), reason: reason) }

  private mutating func next(_ type: ArchiveLine.Kind) throws -> ArchiveLine {
    guard let bytes = try reader.next() else {
      number += 1
      throw bad(type == .header ? "the file is empty" : "it ends before its last line")
    }
    number += 1
    guard bytes.last == 0x0A else { throw bad("the line is cut short") }
    let line: ArchiveLine
    do {
      line = try decoder.decode(ArchiveLine.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw bad(Self.reason(error))
    }
    guard line.type == type else { throw bad("a line of the type \(type.rawValue) belongs here") }
    if type != .end { hash.add(bytes) }
    return line
  }

  private static func reason(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    return switch error {
    case .keyNotFound(let key, let context):
      "\(context.codingPath.isEmpty ? "the line" : path(context)) has no \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(path(context)) has a value of another type"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      "\(path(context)): \(context.debugDescription)"
    default: "it is not JSON"
    }
  }

  mutating func header() throws -> ArchiveLine {
    let line = try next(.header)
    let parts = (line.schema ?? "").split(separator: "/")
    guard parts.count == 2, parts[0] == ArchiveLine.schemaName, let version = Int(parts[1]), version > 0 else {
      throw bad("its schema is not \(ArchiveLine.schemaName)")
    }
    if version > ArchiveLine.version {
      throw CasebookError.archiveTooNew(file: name, found: version, known: ArchiveLine.version)
    }
    guard [line.sources, line.documents, line.corrections].allSatisfy({ (0...Int(Int32.max)).contains($0 ?? -1) })
    else { throw bad("the header counts nothing") }
    return line
  }

  mutating func sources(_ count: Int) throws -> [(label: String, path: String, isFolder: Bool)] {
    var sources: [(label: String, path: String, isFolder: Bool)] = []
    for _ in 0..<count {
      let line = try next(.source)
      guard let label = line.label, let path = line.path, !label.isEmpty, !path.isEmpty,
        !(label + path).unicodeScalars.contains(where: { $0 == "\t" || $0 == "\n" || $0 == "\0" })
      else { throw bad("a source has a label and a path") }
      if let last = sources.last, !last.label.utf8.lexicographicallyPrecedes(label.utf8) {
        throw bad("sources are in the order of their labels")
      }
      if sources.contains(where: { $0.path == path }) { throw bad("two sources have the path \(path)") }
      sources.append((label, path, line.isFolder ?? true))
    }
    return sources
  }

  mutating func document(of sources: [String: Int64]) throws -> (source: String, document: ParsedDocument) {
    let line = try next(.document)
    guard let source = line.source, sources[source] != nil else { throw bad("the document is of no source") }
    guard let document = line.document else { throw bad("the line has no document") }
    if let defect = document.defect { throw bad(defect) }
    if let last {
      let isAfter =
        last.source == source
        ? last.path.utf8.lexicographicallyPrecedes(document.path.utf8)
        : last.source.utf8.lexicographicallyPrecedes(source.utf8)
      guard isAfter else { throw bad("documents are in the order of their sources and paths, each once") }
    }
    last = (source, document.path)
    return (source, document)
  }

  mutating func corrections(_ count: Int, of sources: [String: Int64]) throws -> [StoredCorrection] {
    try (0..<count).map { _ in
      let line = try next(.correction)
      if let source = line.source, sources[source] == nil { throw bad("the correction is of no source") }
      guard let correction = line.correction?.stored(source: line.source) else {
        throw bad("the correction is none")
      }
      return correction
    }
  }

  mutating func end() throws {
    let expected = hash.hexadecimal
    let line = try next(.end)
    guard line.hash == expected else { throw bad("its lines are not those that were written") }
    guard try reader.next() == nil else {
      number += 1
      throw bad("something follows its last line")
    }
  }
}
