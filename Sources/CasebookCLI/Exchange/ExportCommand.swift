public import ArgumentParser
public import Casebook
import Foundation

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the index for other programs, or as an archive.",
    discussion: """
        casebook export sqlite cases.db            # tables and views for sqlite3 and Datasette
        casebook export csv tables/                # a file for each view; also ndjson, markdown
        casebook export site public/               # open public/index.html: no server needed
        casebook export archive - | gzip > cases.ndjson.gz

      FORM is archive (NDJSON that `casebook import` reads), sqlite, csv, ndjson, markdown, reports (a page per case), site, llms \
      (llms.txt with a Markdown file per document) or opensearch (_bulk lines and their mapping). The target appears when it is whole. \
      Every row cites its file, line and bytes.
      """)

  @Argument(help: ArgumentHelp("What to write.", valueName: "form"))
  var form: ExportForm
  @Argument(help: ArgumentHelp("The new file or folder; - writes an archive to standard output.", valueName: "target"))
  var target: String
  @Flag(name: .long, help: "Write over a file, or a folder that an export wrote.")
  var replace = false
  @Flag(name: .long, help: "In CSV: leave cells as they are that a spreadsheet would run as a formula.")
  var raw = false
  @OptionGroup var index: IndexOptions

  func validate() throws {
    if target == "-", form != .archive { throw ValidationError("\(form.rawValue) needs a file or folder: name one") }
    if raw, form != .csv { throw ValidationError("--raw is for csv") }
  }

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      if target == "-" {
        var buffer: [UInt8] = []
        try knowledge.archive { line in
          buffer += line
          if buffer.count > 1 << 16 {
            Terminal.write(buffer, to: STDOUT_FILENO)
            buffer.removeAll(keepingCapacity: true)
          }
        }
        Terminal.write(buffer, to: STDOUT_FILENO)
        return
      }
      var options = ExportOptions()
      options.replaces = replace
      options.keepsFormulas = raw
      let report = try knowledge.export(form, to: target, options: options)
      Terminal.note(
        "\(Summary.plural(report.documents, "document")) in \(Summary.plural(report.files, "file")), "
          + "\(Self.size(report.bytes)), written to \(report.path)")
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(max(1, bytes / 1000)) kB" : String(format: "%.1f MB", Double(bytes) / 1e6)
  }
}

extension ExportForm: ExpressibleByArgument {}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make an index from an archive that export wrote.",
    discussion: """
        casebook import cases.ndjson --index copy
        gzip -dc cases.ndjson.gz | casebook import - --index copy

      The index answers as the exported one did, corrections included. Either all of the archive is imported or nothing.
      """)

  @Argument(
    help: ArgumentHelp("The archive, a folder of `export ndjson`, or - for standard input.", valueName: "archive"))
  var archive: String
  @Flag(name: .long, help: "Replace all that the index has.")
  var replace = false
  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let folder = index.folder(settings)
      let `import` = ArchiveImport(folder: folder, replaces: replace)
      let report =
        try archive == "-"
        ? `import`.read(descriptor: STDIN_FILENO, name: "standard input") : `import`.read(path: archive)
      Terminal.write(
        "\(Summary.plural(report.documents, "document")) with \(Summary.plural(report.records, "record")) and "
          + "\(Summary.plural(report.metrics, "metric")) imported into \(folder.path).\n")
      if report.corrections > 0 {
        Terminal.write("\(Summary.plural(report.corrections, "correction")) kept.\n")
      }
      for label in report.missing {
        Terminal.note("the source \(label) is not on this machine: its documents answer, and cannot be refreshed")
      }
    }
  }
}
