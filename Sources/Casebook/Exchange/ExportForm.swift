/// What an export writes.
public enum ExportForm: String, Sendable, Hashable, CaseIterable {
  /// One NDJSON file with everything, from which ``ArchiveImport`` makes the index again.
  case archive
  /// One SQLite file with tables and documented views, for `sqlite3`, Datasette and BI tools.
  case sqlite
  /// A folder with a CSV file for each view of the record store.
  case csv
  /// The same as NDJSON, and the archive.
  case ndjson
  /// The same as Markdown tables.
  case markdown
  /// A folder with a Markdown report for each case and pattern: its figures, quotes and factors, with footnotes that cite.
  case reports
  /// A static site that opens from its folder without a server.
  case site
  /// `llms.txt` with a Markdown file for each document, for language models.
  case llms
  /// Lines for the `_bulk` interface of OpenSearch and Elasticsearch, with their mapping.
  case opensearch

  /// Whether it is one file; the others are folders.
  public var isFile: Bool { self == .archive || self == .sqlite }
}

/// What an export wrote.
public struct ExportReport: Sendable, Hashable {
  /// Where: the target as it was given.
  public var path = ""
  /// How many files.
  public var files = 0
  /// Bytes of all files.
  public var bytes = 0
  /// Documents of the index.
  public var documents = 0
}

/// How to export.
public struct ExportOptions: Sendable, Hashable {
  /// Whether a file, or a folder that an export wrote, is replaced.
  public var replaces = false
  /// Whether CSV cells that a spreadsheet would run as a formula stay as they are; otherwise an apostrophe makes them text.
  public var keepsFormulas = false

  /// The defaults.
  public init() {}
}

extension KnowledgeBase {
  /// Writes the index into a new file or folder, for other programs. Everything is of one generation; the same index and form give
  /// the same bytes. The target appears when it is whole.
  ///
  /// - Parameters:
  ///   - form: what to write; <doc:ExportingAndImporting> describes each.
  ///   - path: the new file or folder.
  ///   - options: what may be replaced, and how CSV is written.
  /// - Throws: ``CasebookError``: ``CasebookError/exists(path:what:)`` when something is there,
  ///   ``CasebookError/io(path:operation:reason:)`` when writing fails.
  public func export(
    _ form: ExportForm, to path: String, options: ExportOptions = ExportOptions()
  ) throws -> ExportReport {
    let place = try OutputPlace(path, isFolder: !form.isFile, replaces: options.replaces)
    let corpus = try Corpus.open(folder)
    switch form {
    case .archive:
      let file = try place.open()
      try Archive.write(corpus) { try file.write($0) }
      try file.finish()
    case .opensearch: try BulkExport(corpus).write(to: place)
    case .site: try SiteExport(corpus, themes: themes()).write(to: place)
    case .sqlite: try FlatDatabase.write(corpus, to: place.work, named: path)
    case .csv: try TableExport(corpus, .csv(keepsFormulas: options.keepsFormulas)).write(to: place)
    case .markdown: try TableExport(corpus, .markdown).write(to: place)
    case .ndjson:
      try TableExport(corpus, .ndjson).write(to: place)
      let file = try place.open(Archive.fileName)
      try Archive.write(corpus) { try file.write($0) }
      try file.finish()
    case .reports: try ReportsExport(corpus, themes: themes()).write(to: place)
    case .llms: try ContextExport(corpus).write(to: place)
    }
    var report = ExportReport()
    report.path = path
    report.documents = try corpus.documentCount
    (report.files, report.bytes) = place.size
    try place.publish()
    return report
  }

  /// Writes the archive (see ``ExportForm/archive``) to whatever takes its bytes, a line at a time: to standard output, say.
  ///
  /// Documents are read and written one after another, so memory does not grow with the index.
  ///
  /// - Throws: ``CasebookError``, and what `write` throws.
  public func archive(to write: ([UInt8]) throws -> Void) throws { try Archive.write(Corpus.open(folder), to: write) }
}
