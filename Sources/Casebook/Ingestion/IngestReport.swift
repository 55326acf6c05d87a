internal import Conversion

/// What an ingestion found and did.
public struct IngestReport: Sendable, Hashable {
  /// A diagnostic of a document, or a file that was passed over.
  public struct Note: Sendable, Hashable {
    /// "note", "warning" or "error".
    public var severity: String
    /// A stable word for the kind of message.
    public var code: String
    /// `file:line` where there is a line.
    public var place: String
    /// What is wrong, in one line.
    public var message: String
    /// What would help, where the message does not say it.
    public var remedy: Remedy? = nil

    /// Both, the remedy in the words of a front end.
    public func text(_ words: (Remedy) -> String) -> String { remedy.map { "\(message): \(words($0))" } ?? message }
  }

  /// What became of a document.
  public struct FileChange: Sendable, Hashable {
    /// `reread`: the same bytes, read otherwise because the program or the corrections changed.
    public enum Kind: String, Sendable, Hashable, CaseIterable { case new, changed, moved, gone, reread }

    /// What became of it.
    public var kind: Kind
    /// Label of the source.
    public var source: String
    /// Relative to the source.
    public var path: String
    /// Where it was, for one that moved.
    public var oldPath: String?
    /// How many figures it has, or had.
    public var figures: Int
    /// How many of them are other than before.
    public var changedFigures: Int
  }

  /// Documents of the sources named, after this ingestion.
  public var documents = 0
  /// Documents that were read, because they are new or changed.
  public var read = 0
  /// Documents that were as they had been.
  public var unchanged = 0
  /// Documents that disappeared.
  public var removed = 0
  /// Documents that could not be read; what was read before stays.
  public var failed = 0
  /// Counts over the documents that were read.
  public var records = 0
  /// Records that are case studies.
  public var caseStudies = 0
  /// Records that are patterns.
  public var patterns = 0
  /// Statements in them.
  public var statements = 0
  /// Metrics in them.
  public var metrics = 0
  /// Factors, lessons, value mechanisms and pitfalls in them.
  public var factors = 0
  /// Tables in them.
  public var tables = 0
  /// Places where broken text was put right.
  public var repairs = 0
  /// Bytes of the documents that were read.
  public var bytes = 0
  /// Time taken.
  public var seconds = 0.0
  /// An index whose parts did not fit together, because a writer was stopped, was put right.
  public var repairedIndex = false
  /// Nothing was written.
  public var isDryRun = false
  /// Pairs of documents in the index that share most of their text.
  public var nearDuplicates = 0
  /// What became of documents, by source and path; what is as it was is left out.
  public var changes: [FileChange] = []
  /// Documents that were read and hold no figures.
  public var withoutFigures: [String] = []
  /// Diagnostics of documents, and files that were skipped.
  public var notes: [Note] = []

  /// Notes that are warnings or errors.
  public var warnings: Int { notes.filter { $0.severity != "note" }.count }

  mutating func count(_ document: ParsedDocument, source: String) {
    read += 1
    if document.metrics.isEmpty { withoutFigures.append(document.path) }
    bytes += document.byteCount
    records += document.records.count
    caseStudies += document.records.filter { $0.kind == .caseStudy }.count
    patterns += document.records.filter { $0.kind == .pattern }.count
    statements += document.statements.count
    metrics += document.metrics.count
    factors += document.factors.count
    tables += document.tables.count
    repairs += document.repairs.count
    for diagnostic in document.diagnostics {
      notes.append(
        Note(
          severity: diagnostic.severity, code: diagnostic.code,
          place: PagedText.place(document.path, diagnostic.span.line),
          message: diagnostic.message))
    }
  }
}

/// How far an ingestion is, for a progress bar.
public struct IngestProgress: Sendable, Hashable {
  /// How many documents are done.
  public var done: Int
  /// All there is to do.
  public var total: Int
  /// The document that was just done.
  public var path: String
}
