internal import Foundation
internal import Markup

/// What an ingestion is to do: which sources the index will have, and for each of its documents where it comes from.
struct IngestPlan {
  /// Where a document's bytes are.
  enum File: Sendable, Hashable {
    case file(String)
    case bytes([UInt8])
    /// A document in a file that holds documents: where that file is, and the names on the way from it.
    case entry(String, [String])
  }

  /// One document of the index as it will be.
  struct Step: Sendable, Hashable {
    /// Label of its source.
    var label: String
    var path: String
    /// nil: of a source that is not being refreshed; what was stored stays.
    var file: File?
    var stored: RecordStore.StoredDocument?
    /// Read even when it did not change.
    var isForced: Bool
    /// What people put right in it.
    var corrections: [Correction] = []
  }

  struct SourcePlan: Hashable {
    /// nil for a new source.
    var id: Int64?
    var label: String
    var path: String
    var isFolder: Bool
  }

  struct Steps {
    var sources: [SourcePlan] = []
    /// In the order of the index: by label, then by path, as bytes.
    var documents: [Step] = []
    var removedDocuments: [RecordStore.StoredDocument] = []
    var removedSources: [RecordStore.Source] = []
    var notes: [IngestReport.Note] = []
    /// Files that were left out because of their type.
    var unread = UnreadTypes()
  }

  private enum Request {
    case folder(String)
    case file(String)
    case document(name: String, bytes: [UInt8])
  }

  let dryRun: Bool
  var removals: [String] = []
  var rebuildsTextIndex = false
  /// The text index cannot be continued: it is made again from all documents.
  var replacesTextIndex = false
  /// Every source is read again, because the index holds nothing of them any more.
  private(set) var readsAllAgain = false
  private var requests: [Request] = []
  private var notes: [IngestReport.Note] = []
  private var failures: [CasebookError] = []
  private let types: DocumentTypes

  init(dryRun: Bool, types: DocumentTypes) {
    self.dryRun = dryRun
    self.types = types
  }

  /// - Throws: nothing yet; a path that cannot be used becomes a note, and an error only when nothing else is left to do.
  mutating func add(_ input: Ingester.Input) throws {
    switch input {
    case .document(let name, let bytes): requests.append(.document(name: name, bytes: bytes))
    case .path(let path):
      var status = stat()
      guard let resolved = PathBytes.withCString(path, { realpath($0, nil) }) else {
        return fail(.noSuchPath(PathBytes.shown(path)))
      }
      let location = PathBytes.path(resolved)
      free(resolved)
      guard PathBytes.withCString(location, { stat($0, &status) }) == 0 else {
        return fail(.noSuchPath(PathBytes.shown(path)))
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: requests.append(.folder(location))
      case S_IFREG:
        let name = location.split(separator: "/").last.map(String.init) ?? location
        switch types.kind(of: name) {
        case .document, .container: break
        case .unread(let remedy):
          return fail(.unreadable(path: path, reason: "\(DocumentTypes.type(of: name)): \(remedy)"))
        case .other:
          return fail(
            .unreadable(path: path, reason: "no known format; read are \(types.readTypes)"))
        }
        requests.append(.file(location))
      default: fail(.unreadable(path: path, reason: "neither file nor folder"))
      }
    }
  }

  /// Makes this the plan of an index whose records an older casebook wrote. `given` are documents that came as bytes: they
  /// cannot be read again, so they are named.
  mutating func readsAllAgain(olderVersion version: Int, given: [String]) {
    readsAllAgain = true
    notes.append(
      IngestReport.Note(
        severity: "note", code: "older-index", place: "",
        message: "the index was written by an older casebook (format \(version)): every document is read again"))
    let asked = Set(
      requests.compactMap { request -> String? in
        if case .document(let name, _) = request { name } else { nil }
      })
    for name in given where !asked.contains(name) {
      notes.append(
        IngestReport.Note(
          severity: "error", code: "given", place: name,
          message: "was given on standard input to an older casebook and cannot be read again: give it again"))
    }
  }

  /// Makes this the plan of an index whose record store is damaged: all is read again from the sources that are known.
  ///
  /// - Returns: false when none is known.
  mutating func readsAllAgain(damage: String, sources: SourceList) -> Bool {
    let known = sources.paths.sorted { $0.key < $1.key }
    guard !known.isEmpty else { return false }
    replacesTextIndex = true
    notes.append(
      IngestReport.Note(
        severity: "note", code: "damaged", place: "",
        message: "the record store was damaged (\(damage)): every document is read again"))
    for (label, path) in known {
      if path == SourcePath.standardInput {
        notes.append(
          IngestReport.Note(
            severity: "error", code: "given", place: label,
            message: "what was given on standard input cannot be read again: give it again"))
      } else {
        requests.append(sources.files.contains(label) ? .file(path) : .folder(path))
      }
    }
    return true
  }

  private mutating func fail(_ error: CasebookError) {
    failures.append(error)
    notes.append(IngestReport.Note(severity: "error", code: "path", place: "", message: error.description))
  }

  /// Works out the steps against what the index holds.
  func steps(
    sources stored: [RecordStore.Source], documents: [RecordStore.StoredDocument], rebuild: Bool, prunes: Bool
  ) throws -> Steps {
    if requests.isEmpty, let failure = failures.first { throw failure }
    var steps = Steps()
    steps.notes = notes
    var planned = stored.map { SourcePlan(id: $0.id, label: $0.label, path: $0.path, isFolder: $0.isFolder) }
    try takeRemovals(stored, &planned, &steps)
    // Files seen now, by label, where a source is refreshed; and the part of the source that was looked at.
    var seen: [String: [String: File]] = [:]
    var scopes: [String: [String]] = [:]
    // Folders that cannot be read just now: what is stored of them stays.
    var unknown: [String: [String]] = [:]
    let refreshesAll = readsAllAgain || (requests.isEmpty || rebuild) && removals.isEmpty && !rebuildsTextIndex
    var requests = requests
    if refreshesAll {
      let named = Set(
        requests.compactMap { request -> String? in
          switch request {
          case .folder(let path), .file(let path): path
          case .document: nil
          }
        })
      for source in planned where source.path != SourcePath.standardInput && !named.contains(source.path) {
        requests.append(source.isFolder ? .folder(source.path) : .file(source.path))
      }
    }
    for request in requests { try take(request, stored, &planned, &seen, &scopes, &unknown, &steps) }
    lineUp(planned, documents, seen, scopes, unknown, rebuild: rebuild, prunes: prunes, &steps)
    return steps
  }

  private func takeRemovals(_ stored: [RecordStore.Source], _ planned: inout [SourcePlan], _ steps: inout Steps) throws
  {
    for name in removals {
      let resolved = realpath(name, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      }
      let matches = stored.filter { $0.path == resolved || $0.label == name || $0.path == name }
      guard let source = matches.first else { throw CasebookError.noSuchSource(path: name, known: stored.map(\.path)) }
      steps.removedSources.append(source)
      planned.removeAll { $0.id == source.id }
    }
  }

  private func take(
    _ request: Request, _ stored: [RecordStore.Source], _ planned: inout [SourcePlan],
    _ seen: inout [String: [String: File]],
    _ scopes: inout [String: [String]], _ unknown: inout [String: [String]], _ steps: inout Steps
  ) throws {
    switch request {
    case .document(let name, let bytes):
      let source = plan(path: SourcePath.standardInput, label: "stdin", isFolder: true, &planned)
      seen[source, default: [:]][name] = .bytes(bytes)
      scopes[source, default: []].append(name)
    case .file(let location):
      let name = String(location.split(separator: "/").last ?? "")
      var files = FileScanner(types: types)
      let isThere = PathBytes.withCString(location) { access($0, F_OK) } == 0
      if let (source, path) = around(location, planned) {
        files.take(FoundFile(path: path, location: location))
        seen[source.label, default: [:]].merge(files.files.map { ($0.path, $0.file) }) { _, new in new }
        scopes[source.label, default: []] += [path, path + FileScanner.inside]
        unknown[source.label, default: []] += files.unknown
        take(files.notes, &steps)
        return
      }
      let source = plan(path: location, label: name, isFolder: false, &planned)
      if isThere { files.take(FoundFile(path: name, location: location)) }
      take(files.notes, &steps)
      seen[source, default: [:]].merge(files.files.map { ($0.path, $0.file) }) { _, new in new }
      scopes[source, default: []].append("")
      unknown[source, default: []] += files.unknown
    case .folder(let location):
      guard PathBytes.withCString(location, { access($0, F_OK) }) == 0 else {
        steps.notes.append(
          IngestReport.Note(
            severity: "error", code: "path", place: location,
            message: "this source is gone: bring it back, or take it out with `casebook remove \(location)`"))
        return
      }
      let scan = try FileScanner.scan(folder: location, types: types)
      // The list of corrections is about documents, and none itself.
      let files = scan.files.filter { !CorrectionFile.names.contains($0.path) || around(location, planned) != nil }
      take(scan.notes, &steps)
      steps.unread.formUnion(scan.unread)
      if let (source, path) = around(location, planned) {
        for file in scan.files { seen[source.label, default: [:]][path + "/" + file.path] = file.file }
        scopes[source.label, default: []].append(path + "/")
        unknown[source.label, default: []] += scan.unknown.map { path + "/" + $0 }
        return
      }
      absorb(location, stored, &planned, &steps)
      let source = plan(
        path: location, label: String(location.split(separator: "/").last ?? "root"), isFolder: true, &planned)
      seen[source, default: [:]].merge(
        Dictionary(files.map { ($0.path, $0.file) }) { first, _ in first }
      ) { _, new in new }
      scopes[source, default: []].append("")
      unknown[source, default: []] += scan.unknown
    }
  }

  private func take(_ notes: [ScanNote], _ steps: inout Steps) {
    for note in notes {
      steps.notes.append(
        IngestReport.Note(
          severity: note.isError ? "error" : "note", code: note.isError ? "unreadable" : "skipped", place: note.path,
          message: note.reason))
    }
  }

  /// The folder source that a path lies in, and the path below it.
  private func around(_ location: String, _ planned: [SourcePlan]) -> (SourcePlan, String)? {
    for source in planned where source.isFolder && source.path != SourcePath.standardInput {
      let prefix = source.path.hasSuffix("/") ? source.path : source.path + "/"
      if location.hasPrefix(prefix) { return (source, String(location.dropFirst(prefix.count))) }
    }
    return nil
  }

  /// Sources inside a new folder source become part of it.
  private func absorb(
    _ location: String, _ stored: [RecordStore.Source], _ planned: inout [SourcePlan], _ steps: inout Steps
  ) {
    for source in stored where source.path.hasPrefix(location + "/") {
      guard planned.contains(where: { $0.id == source.id }) else { continue }
      planned.removeAll { $0.id == source.id }
      steps.removedSources.append(source)
      steps.notes.append(
        IngestReport.Note(
          severity: "note", code: "absorbed", place: source.path, message: "now a part of the source \(location)"))
    }
  }

  /// The label of the source at a path, planned anew when there is none.
  private func plan(path: String, label: String, isFolder: Bool, _ planned: inout [SourcePlan]) -> String {
    if let known = planned.first(where: { $0.path == path }) { return known.label }
    var unique = label
    var count = 2
    while planned.contains(where: { $0.label == unique }) {
      unique = "\(label)-\(count)"
      count += 1
    }
    planned.append(SourcePlan(id: nil, label: unique, path: path, isFolder: isFolder))
    return unique
  }

  /// Whether so many documents are gone that the source is more probably not there than emptied: a disk that is not mounted,
  /// another branch. All of them, or most of a source that is not small.
  private static func isSuspicious(gone: Int, of stored: Int) -> Bool {
    stored > 1 && gone == stored || gone >= 20 && gone * 2 > stored
  }

  /// Puts stored and seen documents side by side, in the order of the index.
  private func lineUp(
    _ planned: [SourcePlan], _ documents: [RecordStore.StoredDocument], _ seen: [String: [String: File]],
    _ scopes: [String: [String]], _ unknown: [String: [String]], rebuild: Bool, prunes: Bool,
    _ steps: inout Steps
  ) {
    steps.sources = planned.sorted { $0.label.utf8.lexicographicallyPrecedes($1.label.utf8) }
    var storedBySource: [Int64: [RecordStore.StoredDocument]] = [:]
    for document in documents { storedBySource[document.source, default: []].append(document) }
    for removed in steps.removedSources { steps.removedDocuments += storedBySource[removed.id] ?? [] }
    for source in steps.sources {
      let files = seen[source.label] ?? [:]
      let scope = scopes[source.label] ?? []
      var paths: [String: Step] = [:]
      var gone: [RecordStore.StoredDocument] = []
      let stored = source.id.flatMap { storedBySource[$0] } ?? []
      for document in stored {
        let isLookedAt =
          scope.contains { $0.isEmpty || document.path == $0 || ($0.hasSuffix("/") && document.path.hasPrefix($0)) }
          && !(unknown[source.label] ?? []).contains { document.path.hasPrefix(PathBytes.shown($0)) }
        if isLookedAt, files[document.path] == nil {
          gone.append(document)
        } else {
          paths[document.path] = Step(
            label: source.label, path: document.path, file: nil, stored: document, isForced: rebuild)
        }
      }
      if !prunes, source.isFolder, Self.isSuspicious(gone: gone.count, of: stored.count) {
        steps.notes.append(
          IngestReport.Note(
            severity: "error", code: "gone", place: source.path,
            message: "\(gone.count) of \(stored.count) documents are gone: they stay in the index", remedy: .prune))
        for document in gone {
          paths[document.path] = Step(
            label: source.label, path: document.path, file: nil, stored: document, isForced: rebuild)
        }
      } else {
        steps.removedDocuments += gone
      }
      for (path, file) in files {
        paths[path, default: Step(label: source.label, path: path, file: nil, stored: nil, isForced: rebuild)].file =
          file
      }
      steps.documents += paths.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }
}
