/// What people put right, for the sources of an index: the `corrections.yaml` of each, and lists named beside them.
struct SourceCorrections {
  /// One source's list.
  private struct List {
    /// Label of the source; nil where the list is of no one source.
    var source: String?
    var corrections: [Correction]
    /// Those that put something right, by the document they are about.
    var byPath: [String: [Correction]]

    init(source: String?, corrections: [Correction]) {
      self.source = source
      self.corrections = corrections
      byPath = Dictionary(grouping: corrections.filter { $0.verdict == nil }, by: \.place.file)
    }
  }

  private var lists: [List] = []
  /// Entries that cannot be used, and lists that cannot be read.
  private(set) var notes: [IngestReport.Note] = []

  /// A list is no larger than this.
  private static let maximumBytes = 16 << 20

  /// Reads the lists. One that is missing holds nothing.
  ///
  /// - Parameters:
  ///   - sources: the index's.
  ///   - files: lists for all sources, as the user named them.
  ///   - themes: that corrections may name.
  init(sources: [IngestPlan.SourcePlan], files: [String], themes: [Theme]) {
    for source in sources where source.path != SourcePath.standardInput {
      for path in Self.places(of: source) { read(path.location, shownAs: path.name, source: source.label, themes) }
    }
    for file in files { read(file, shownAs: file, source: nil, themes, isNamed: true) }
  }

  /// Where the list of a source may be.
  private static func places(of source: IngestPlan.SourcePlan) -> [(location: String, name: String)] {
    let folder =
      source.isFolder ? source.path : source.path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    return CorrectionFile.names.map { (folder + "/" + $0, $0) }
  }

  private mutating func read(
    _ location: String, shownAs name: String, source: String?, _ themes: [Theme], isNamed: Bool = false
  ) {
    let bytes: [UInt8]
    do { bytes = try FileReader.read(location, maximumBytes: Self.maximumBytes) } catch {
      if isNamed {
        notes.append(
          IngestReport.Note(
            severity: "error", code: "corrections", place: name, message: "this list of corrections cannot be read"))
      }
      return
    }
    let file = CorrectionFile(bytes, name: name, themes: themes)
    lists.append(List(source: source, corrections: file.corrections))
    notes += file.problems.map {
      IngestReport.Note(
        severity: "error", code: "corrections", place: "\(name):\($0.line)", message: $0.message)
    }
  }

  /// The corrections of one document, in the order of their lists.
  func corrections(source: String, path: String) -> [Correction] {
    lists.filter { $0.source == nil || $0.source == source }.flatMap { $0.byPath[path] ?? [] }
  }

  /// All entries with the source they are of, in the order of the lists.
  var all: [(source: String?, correction: Correction)] {
    lists.flatMap { list in list.corrections.map { (list.source, $0) } }
  }
}

/// What became of the corrections of the documents that an ingestion looked at.
struct CorrectionOutcomes {
  private struct Document: Hashable {
    var source: String
    var path: String
  }

  /// The keys whose place was found, of documents that were read.
  private var found: [Document: Set<String>] = [:]

  mutating func take(_ document: ParsedDocument, source: String) {
    found[Document(source: source, path: document.path)] = Set(document.corrections)
  }

  /// - Parameters:
  ///   - steps: the documents of the index.
  ///   - before: the states of the last ingestion, by source and key.
  /// - Returns: each entry with its state, and notes on those whose place is gone.
  func settled(
    _ corrections: SourceCorrections, steps: [IngestPlan.Step], before: [StoredCorrection]
  ) -> (rows: [StoredCorrection], notes: [IngestReport.Note]) {
    let documents = Set(steps.map { Document(source: $0.label, path: $0.path) })
    var states: [String: StoredCorrection.State] = [:]
    for row in before { states["\(row.source ?? "")\u{1F}\(row.correction.key)"] = row.state }
    var rows: [StoredCorrection] = []
    var notes: [IngestReport.Note] = []
    for (source, correction) in corrections.all {
      var state = StoredCorrection.State.verdict
      if correction.verdict == nil {
        let holders = documents.filter {
          (source == nil || $0.source == source) && $0.path == correction.place.file
        }
        let read = holders.compactMap { found[$0] }
        if holders.isEmpty {
          state = .lost
        } else if read.isEmpty {
          state = states["\(source ?? "")\u{1F}\(correction.key)"] ?? .unread
        } else {
          state = read.contains { $0.contains(correction.key) } ? .applied : .lost
        }
        if state == .lost {
          notes.append(
            IngestReport.Note(
              severity: "warning", code: "lost-correction", place: correction.entryPlace,
              message: StoredCorrection.lossMessage(correction, isDocumentThere: !holders.isEmpty)))
        }
      }
      rows.append(StoredCorrection(source: source, correction: correction, state: state))
    }
    return (rows, notes)
  }
}
