import ArgumentParser
import Casebook
import Foundation
import Markup

struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Read documents into the index.",
    discussion: """
        casebook ingest cases reports
        casebook ingest
        casebook ingest cases --dry-run --verbose
        curl -s https://example.com/story.html | casebook ingest - --name story.html

      Each PATH is a source of the index: a folder, a file, or - for one document on standard input. What did not change is
      not read again; what is gone disappears; other sources stay. Without a PATH all sources are refreshed.

      It reads .md .markdown .mdx .txt (Markdown), .html .htm .xhtml (HTML), .yaml .yml; .pdf with poppler-utils, .docx .odt .epub
      .rtf with pandoc; .pptx, .eml with its attachments, and what a .zip holds. Hidden files, and files that a
      .gitignore or .casebookignore names, are skipped; symbolic links are not followed. A corrections.yaml in a source says
      what is read wrongly there; `casebook correct` writes it.
      """)

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
  var paths: [String] = []
  @OptionGroup var index: IndexOptions
  @Flag(name: .long, help: "Read every document again.")
  var rebuild = false
  @Flag(name: .long, help: "Take out documents that are gone, also where most of a source is.")
  var prune = false
  @Flag(name: .long, help: "Show what would change; write nothing.")
  var dryRun = false
  @Option(name: .long, help: ArgumentHelp("Threads that read documents. Default: one per core.", valueName: "n"))
  var jobs: Int?
  @Option(name: .long, help: ArgumentHelp("Largest document read, in MB.", valueName: "mb"))
  var maxSize = 32
  @Flag(name: .long, help: "Leave broken encodings as they are.")
  var noRepair = false
  @Option(
    name: .long,
    help: ArgumentHelp("Name of the document on standard input; its extension tells the format.", valueName: "name"))
  var name: String?
  @Option(
    name: .long,
    help: ArgumentHelp("The day that `casebook changes` gives to this ingestion; no clock is read.", valueName: "day"))
  var date: String?
  @Flag(name: .shortAndLong, help: "Print every diagnostic, including notes.")
  var verbose = false
  @Option(name: .long, help: "text or json, for the summary.")
  var summary = SummaryFormat.text

  enum SummaryFormat: String, ExpressibleByArgument { case text, json }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): expected a whole number from 1") }
    if let date, CivilDate(date) == nil { throw ValidationError("--date \(date): expected a day as 2026-01-05") }
    if maxSize < 1 || maxSize > 1024 { throw ValidationError("--max-size \(maxSize): expected 1 to 1024") }
  }

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let folder = index.folder(settings)
      if paths.isEmpty, !folder.exists {
        throw ValidationError("no path given, and no index in \(folder.path) to refresh")
      }
      var reading = DocumentReader.Options()
      reading.repairsText = !noRepair
      reading.maximumBytes = maxSize * 1_000_000
      let parser = try DocumentParser(
        options: reading, roleLexicons: Settings.lexicons(settings.roles),
        themeLexicons: Settings.lexicons(settings.themes))
      var options = Ingester.Options()
      options.rebuild = rebuild
      options.prunes = prune
      options.dryRun = dryRun
      options.date = date.flatMap { CivilDate($0) }
      options.corrections = settings.corrections
      options.converters = settings.converters
      if let jobs = jobs ?? settings.jobs { options.jobs = jobs }
      var bar = ProgressBar()
      let ingester = Ingester(folder: folder, parser: parser, options: options) {
        bar.show(done: $0.done, total: $0.total, path: $0.path)
      }
      let report = try ingester.ingest(Terminal.rawPaths(paths).map { $0 == "-" ? standardInput() : .path($0) })
      try finish(report, folder)
    }
  }

  private func standardInput() -> Ingester.Input {
    let bytes = Terminal.readInput()
    let isHTML = bytes.prefix(512).first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "<")
    return .document(name: name ?? (isHTML ? "stdin.html" : "stdin.md"), bytes: bytes)
  }

  private func finish(_ report: IngestReport, _ folder: IndexFolder) throws {
    for note in report.notes where verbose || note.severity != "note" {
      Terminal.note(
        "\(note.place.isEmpty ? "" : note.place + ": ")\(note.severity == "note" ? "" : note.severity + ": ")\(note.text(\.words))"
      )
    }
    switch summary {
    case .text: Terminal.write(Summary.text(report, folder, showsNotes: verbose))
    case .json: Terminal.write(Summary.json(report))
    }
    if report.notes.contains(where: { ["path", "unreadable", "gone", "corrections"].contains($0.code) }) {
      throw Exit.error
    }
  }
}

/// What an ingestion did, in words and as JSON.
enum Summary {
  static func text(_ report: IngestReport, _ folder: IndexFolder, showsNotes: Bool = false) -> String {
    var lines: [String] = []
    if report.repairedIndex {
      lines.append("The last ingestion was stopped before it ended; the index is whole again.")
    }
    let verb = report.isDryRun ? "would be read" : "read"
    if report.read == 0, report.removed == 0 {
      lines.append(
        report.unchanged == 0 && report.failed == 0
          ? "No documents there: read are .md .markdown .mdx .txt .html .htm .xhtml .yaml .yml files."
          : "Nothing to read: \(plural(report.unchanged, "document")) unchanged.")
    } else {
      var line = "\(plural(report.read, "document")) \(verb)"
      if report.unchanged > 0 { line += ", \(report.unchanged) unchanged" }
      if report.removed > 0 { line += ", \(report.removed) removed" }
      lines.append(line + (report.isDryRun ? "; nothing was written." : "."))
    }
    if report.read > 0 {
      lines.append(
        [
          plural(report.records, "record")
            + " (\(plural(report.caseStudies, "case study", "case studies")), \(plural(report.patterns, "pattern")))",
          plural(report.metrics, "metric"), plural(report.factors, "factor"), plural(report.tables, "table"),
          plural(report.repairs, "repair"),
          plural(report.notes.filter { $0.code != "near-duplicate" }.count, "diagnostic"),
        ].joined(separator: ", "))
      let megabytes = Double(report.bytes) / 1e6
      lines.append(
        "\(decimal(megabytes)) MB in \(decimal(report.seconds)) s, \(decimal(megabytes / max(report.seconds, 1e-9))) MB/s, into \(folder.path)"
      )
    }
    lines += IngestLists.lines(report, showsAll: showsNotes)
    if report.nearDuplicates > 0 {
      let pairs = plural(report.nearDuplicates, "pair")
      lines.append("\(pairs) of documents share most of their text: casebook list duplicates shows them.")
    }
    let kept = showsNotes ? 0 : report.notes.filter { $0.severity == "note" && $0.code != "skipped" }.count
    if kept > 0 { lines.append("\(plural(kept, "note")) not shown: --verbose prints them.") }
    return lines.joined(separator: "\n") + "\n"
  }

  static func json(_ report: IngestReport) -> String {
    func member(_ name: String, _ value: Int) -> JSONValue.Member { JSONValue.Member(name, .integer(value)) }
    let notes = report.notes.map { note in
      JSONValue.object([
        .init("severity", .string(note.severity)), .init("code", .string(note.code)),
        .init("place", .string(note.place)),
        .init("message", .string(note.text(\.words))),
      ])
    }
    return JSONValue.object([
      .init("schema", .string("casebook.ingest/1")), member("documents", report.documents), member("read", report.read),
      member("unchanged", report.unchanged), member("removed", report.removed), member("failed", report.failed),
      member("records", report.records), member("case_studies", report.caseStudies),
      member("patterns", report.patterns),
      member("statements", report.statements), member("metrics", report.metrics), member("factors", report.factors),
      member("tables", report.tables), member("repairs", report.repairs),
      member("near_duplicates", report.nearDuplicates), member("bytes", report.bytes),
      .init("dry_run", .bool(report.isDryRun)), .init("repaired_index", .bool(report.repairedIndex)),
      .init("changes", .array(report.changes.map(IngestLists.json))),
      .init("without_figures", JSONValue(report.withoutFigures.sorted())), .init("diagnostics", .array(notes)),
    ]).text + "\n"
  }

  static func plural(_ count: Int, _ noun: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : many ?? noun + "s")"
  }

  private static func decimal(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.1f", value) }
}

struct Remove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take sources out of the index.",
    discussion: """
        casebook remove corpus
        casebook remove /data/cases
      """)

  @Argument(help: ArgumentHelp("Paths or labels of sources, as `casebook sources` names them.", valueName: "path"))
  var paths: [String]
  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let parser = try DocumentParser()
      let report = try Ingester(folder: index.folder(settings), parser: parser).remove(paths)
      Terminal.write(
        "\(Summary.plural(paths.count, "source")) with \(Summary.plural(report.removed, "document")) removed.\n")
    }
  }
}

struct Reindex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex", abstract: "Rebuild the text index from the records.",
    discussion: """
        casebook reindex
      """)

  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      var bar = ProgressBar()
      let ingester = Ingester(folder: index.folder(settings), parser: try DocumentParser()) {
        bar.show(done: $0.done, total: $0.total, path: $0.path)
      }
      let report = try ingester.reindex()
      Terminal.write("Text index of \(Summary.plural(report.unchanged, "document")) rebuilt.\n")
    }
  }
}

struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: "List the sources of the index.",
    discussion: """
        casebook sources
        casebook sources --format json
      """)

  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      try output.print(
        KnowledgeBase(folder: index.folder(settings)).sources(), settings: settings, emptyMessage: "no sources")
    }
  }
}

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say what is in the index, its size and health.",
    discussion: """
        casebook status
        casebook status --format json
      """)

  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      try output.print(KnowledgeBase(folder: index.folder(settings)).status(), settings: settings)
    }
  }
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Verify the index; exit with 2 if anything is off.",
    discussion: """
        casebook check
        casebook check --index /data/index
      """)

  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let answer = try KnowledgeBase(folder: index.folder(settings)).check()
      try output.print(answer, settings: settings, isFound: true)
      if !answer.items.isEmpty { throw Exit.error }
    }
  }
}
