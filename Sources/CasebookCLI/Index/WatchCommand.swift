import ArgumentParser
import Casebook
import Foundation

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Keep the index up to date while documents are written.",
    discussion: """
        casebook watch cases
        casebook watch

      Reads what changed first, then whatever is saved, and says what became of it. Without a PATH all sources are watched. The
      steps of one save are one change. Ctrl-C ends it; what was committed last is what questions read.
      """)

  @Argument(
    help: ArgumentHelp("Files and folders; without one, all sources.", valueName: "path"), completion: .directory)
  var paths: [String] = []
  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let folder = index.folder(settings)
      if paths.isEmpty, !folder.exists {
        throw ValidationError("no path given, and no index in \(folder.path) to watch the sources of")
      }
      let parser = try DocumentParser(
        roleLexicons: Settings.lexicons(settings.roles), themeLexicons: Settings.lexicons(settings.themes))
      var options = Ingester.Options()
      options.corrections = settings.corrections
      options.converters = settings.converters
      // After each save it would cost more than the rest.
      options.findsDuplicates = false
      if let jobs = settings.jobs { options.jobs = jobs }
      let ingester = Ingester(folder: folder, parser: parser, options: options)
      Interruption.install()
      let report = try ingester.ingest(Terminal.rawPaths(paths).map { .path($0) })
      Terminal.write(Summary.text(report, folder))
      let roots =
        try paths.isEmpty ? Ingester.sources(of: folder).values.map(\.path).sorted() : paths.map(Self.resolved)
      let watcher = FolderWatcher(roots)
      Terminal.note(
        "watching \(roots.joined(separator: ", "))\(watcher.isToldByKernel ? "" : " by looking twice a second"); Ctrl-C ends it"
      )
      while !Interruption.isThere {
        let changes = watcher.next { Interruption.isThere }
        if changes.isEmpty { continue }
        take(changes, roots, ingester)
      }
      Terminal.note("stopped; the index is that of the last change")
    }
  }

  private static func resolved(_ path: String) throws -> String {
    guard let pointer = realpath(path, nil) else { throw CasebookError.noSuchPath(path) }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Ingests what changed. What goes wrong is said, and the watch goes on.
  private func take(_ changes: FolderWatcher.Changes, _ roots: [String], _ ingester: Ingester) {
    let start = DispatchTime.now().uptimeNanoseconds
    do {
      guard let inputs = Self.inputs(changes, roots) else { return }
      let report = try ingester.ingest(inputs)
      let milliseconds = Int((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000)
      for note in report.notes where note.severity != "note" {
        Terminal.note("\(note.place.isEmpty ? "" : note.place + ": ")\(note.severity): \(note.text(\.words))")
      }
      let names = report.changes.map(IngestLists.line)
      if !names.isEmpty { Terminal.write(names.joined(separator: "\n") + "  (\(milliseconds) ms)\n") }
    } catch {
      Terminal.note("casebook: \(ErrorWords.text(error))")
    }
  }

  /// The files that changed, where they are documents as an ingestion of their folder finds them; else the folders. nil where
  /// nothing that is read changed.
  private static func inputs(_ changes: FolderWatcher.Changes, _ roots: [String]) -> [Ingester.Input]? {
    let isListed = changes.written.contains { path in
      let name = path.split(separator: "/").last ?? ""
      return name.hasPrefix(".") || name.hasPrefix("corrections.")
    }
    if changes.needsScan || isListed { return roots.map { .path($0) } }
    let documents = Set(roots.flatMap { Ingester.documentPaths(in: $0) })
    let written = changes.written.intersection(documents).sorted()
    return written.isEmpty ? nil : written.map { .path($0) }
  }
}

/// Whether the user asked to stop (Ctrl-C, or the system's request to end).
enum Interruption {
  /// Set by the signal's handler alone, and only ever to true.
  private nonisolated(unsafe) static var flag: sig_atomic_t = 0

  static var isThere: Bool { flag != 0 }

  /// From now on a first request is noted, and a second ends the program at once; what was not committed is undone.
  static func install() {
    // A program that starts this one may have blocked them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag = 1
        signal(number, SIG_DFL)
      }
    }
  }
}
