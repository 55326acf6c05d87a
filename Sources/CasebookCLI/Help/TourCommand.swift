import ArgumentParser
import Casebook
import Foundation

struct Tour: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "Walk through the questions in two minutes.",
    discussion: """
        casebook tour corpus
        casebook tour --index index

      With a folder it is read into an index of its own, which is removed at the end. On a terminal each step waits for the
      enter key; q ends the walk.
      """)

  @Argument(
    help: ArgumentHelp("A folder of documents; without one, the index.", valueName: "folder"), completion: .directory)
  var path: String?
  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      guard let path else {
        let folder = index.folder(settings)
        guard folder.exists else {
          throw Failure("no index in \(folder.path): name a folder of documents, as `casebook tour corpus`")
        }
        try Self.walk(folder)
        return
      }
      let place = NSTemporaryDirectory() + "casebook-tour-\(ProcessInfo.processInfo.processIdentifier)"
      defer { try? FileManager.default.removeItem(atPath: place) }
      Terminal.write("$ casebook ingest \(Welcome.quoted(path))\n")
      let folder = IndexFolder(place)
      let report = try Ingester(folder: folder, parser: DocumentParser()).ingest([.path(path)])
      Terminal.write(Summary.text(report, folder) + "\n")
      try Self.walk(folder)
    }
  }

  private static func walk(_ folder: IndexFolder) throws {
    let overview = try KnowledgeBase(folder: folder).overview()
    for step in steps(overview) {
      Terminal.write("\(step.words)\n$ casebook \(step.arguments.map(Welcome.quoted).joined(separator: " "))\n")
      guard waits() else { return }
      let command = try CasebookCommand.parseAsRoot(step.arguments + ["--index", folder.path])
      do {
        var command = command
        try command.run()
      } catch let code as ExitCode where code == Exit.nothingFound {}
      Terminal.write("\n")
    }
    Terminal.write(
      "That was the tour: `casebook` says what else one could ask, `casebook --help` lists the commands.\n")
  }

  /// Waits for the reader on a terminal; false ends the walk.
  private static func waits() -> Bool {
    guard Terminal.isOutputTerminal, isatty(STDIN_FILENO) == 1 else { return true }
    guard let line = readLine() else { return false }
    return line.first != "q"
  }

  private static func steps(_ overview: Overview) -> [(words: String, arguments: [String])] {
    var steps: [(words: String, arguments: [String])] = []
    steps.append(("What cases are there?", ["list", "cases", "--limit", "5"]))
    if let category = overview.category {
      steps.append(
        (
          "Which figures do they give? Every row names its file and line.",
          ["metrics", "--category", category, "--limit", "5"]
        ))
    }
    if let theme = overview.theme {
      steps.append(("What made them succeed?", ["factors", "--theme", theme, "--limit", "4"]))
    }
    if let name = overview.organisation {
      steps.append(("What is known of one organisation?", ["metrics", "--org", name, "--limit", "5"]))
    }
    if let record = overview.record {
      steps.append(("Which cases are like one?", ["similar", record, "--limit", "3"]))
      steps.append(("And how is it quoted?", ["cite", record]))
    }
    return steps
  }
}
