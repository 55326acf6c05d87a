import Foundation
import TestSupport
import Testing

@testable import Casebook

/// The built program, run as a person would.
enum Program {
  /// Beside the test bundle.
  static var url: URL {
    #if os(macOS)
    for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
      return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("CasebookCLI")
    }
    #endif
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for name in ["CasebookCLI", "casebook"] {
      let candidate = folder.appendingPathComponent(name)
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    return folder.appendingPathComponent("casebook")
  }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  static func start(_ arguments: [String], in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  static func run(
    _ arguments: [String], in folder: String, input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    // Files, not pipes: an answer larger than a pipe must not stop the program.
    let base = folder + "/.run-" + UUID().uuidString
    for name in [base + ".out", base + ".err", base + ".in"] {
      _ = FileManager.default.createFile(atPath: name, contents: nil)
    }
    defer {
      for name in [base + ".out", base + ".err", base + ".in"] { try? FileManager.default.removeItem(atPath: name) }
    }
    try Data((input ?? "").utf8).write(to: URL(fileURLWithPath: base + ".in"))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: base + ".out"))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: base + ".err"))
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: base + ".in"))
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: name)), as: UTF8.self)
    }
    return Outcome(status: process.terminationStatus, output: try text(base + ".out"), errors: try text(base + ".err"))
  }
}

@Suite("The command line")
struct CommandTests {
  private func ingested() throws -> Workspace {
    let space = Workspace()
    try space.write("alpha.md", sampleCase("Alpha"))
    try space.write("beta.md", sampleCase("Beta", revenue: "$7 billion"))
    let outcome = try Program.run(["ingest", "docs"], in: space.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return space
  }

  @Test("Found is 0, nothing found 1, an error 2, wrong usage 64")
  func exitStatuses() throws {
    let space = try ingested()
    #expect(try Program.run(["search", "alpha"], in: space.path).status == 0)
    #expect(try Program.run(["search", "zzzz"], in: space.path).status == 1)
    #expect(try Program.run(["metrics", "zzzz"], in: space.path).status == 1)
    #expect(try Program.run(["search", "alpha", "--index", "nowhere"], in: space.path).status == 2)
    let nobody = try Program.run(["show", "zzzz"], in: space.path)
    #expect(nobody.status == 1 && nobody.output.isEmpty && nobody.errors.contains("no record 'zzzz'"))
    #expect(try Program.run(["ingest", "/no/such"], in: space.path).status == 2)
    #expect(try Program.run(["search", "alpha", "--format", "xml"], in: space.path).status == 64)
    #expect(try Program.run(["search", "alpha", "--limit", "0"], in: space.path).status == 64)
    #expect(try Program.run(["serch"], in: space.path).status == 64)
    #expect(try Program.run(["metrics", "--kind", "money"], in: space.path).status == 64)
    #expect(try Program.run(["--help"], in: space.path).status == 0)
    #expect(try Program.run(["check"], in: space.path).status == 0)
  }

  @Test("An error is one line that says what, where and what to do")
  func oneLine() throws {
    let space = Workspace()
    let outcome = try Program.run(["search", "alpha"], in: space.path)
    #expect(outcome.errors == "casebook: no index in index: make one with `casebook ingest PATH --index index`\n")
    #expect(outcome.output.isEmpty)
  }

  @Test("Words that begin with a minus sign belong to the query")
  func minus() throws {
    let space = try ingested()
    let all = try Program.run(["search", "alliance", "--format", "ndjson"], in: space.path).output
    let without = try Program.run(["search", "alliance", "-file:beta", "--format", "ndjson"], in: space.path).output
    #expect(all.contains("beta.md") && !without.contains("beta.md") && without.contains("alpha.md"))
  }

  @Test(
    "The same question gives the same bytes, with no time in them", arguments: ["table", "json", "ndjson", "csv", "md"])
  func stable(format: String) throws {
    let space = try ingested()
    for question in [["search", "revenue"], ["factors"], ["metrics"], ["list", "cases"], ["show", "alpha"]] {
      let first = try Program.run(question + ["--format", format], in: space.path)
      let second = try Program.run(question + ["--format", format, "--timing"], in: space.path)
      #expect(first.status == 0, "\(question): \(first.errors)")
      #expect(first.output == second.output)
      #expect(second.errors.contains(" ms"))
    }
  }

  @Test("One document comes on standard input")
  func standardInput() throws {
    let space = Workspace()
    #expect(
      try Program.run(["ingest", "-", "--name", "note.md"], in: space.path, input: sampleCase("Gamma")).status == 0)
    #expect(try Program.run(["search", "gamma", "--format", "csv"], in: space.path).output.contains("note.md"))
    let html = try Program.run(
      ["extract-text"], in: space.path,
      input:
        "<html><body><nav>Menu</nav><article><p>One long sentence of an article, with commas, and more.</p></article></body></html>"
    )
    #expect(html.output.contains("One long sentence") && !html.output.contains("Menu"))
    let tables = try Program.run(
      ["tables", "-", "--format", "json"], in: space.path, input: "<table><tr><th>A<th>B<tr><td>1<td>2</table>")
    #expect(tables.output.contains("\"grid\":[[\"A\",\"B\"],[\"1\",\"2\"]]"))
    let metrics = try Program.run(
      ["extract-metrics"], in: space.path, input: "{\"id\":\"x\",\"text\":\"grew to $5 million\"}\n")
    #expect(metrics.output.contains("\"low\":5000000"))
    #expect(try Program.run(["extract-metrics"], in: space.path, input: "no json\n").status == 2)
  }

  @Test("Index folder: flag before environment before configuration file")
  func configuration() throws {
    let space = Workspace()
    try space.write("alpha.md", sampleCase("Alpha"))
    try Data("index: ./elsewhere\nformat: csv\n".utf8).write(to: URL(fileURLWithPath: space.path + "/casebook.yaml"))
    #expect(try Program.run(["ingest", "docs"], in: space.path).status == 0)
    #expect(FileManager.default.fileExists(atPath: space.path + "/elsewhere/casebook.sqlite"))
    #expect(try Program.run(["factors"], in: space.path).output.hasPrefix("pattern,"))
    try Data("colour: red\n".utf8).write(to: URL(fileURLWithPath: space.path + "/casebook.yaml"))
    let outcome = try Program.run(["factors"], in: space.path)
    #expect(outcome.status == 2 && outcome.errors.contains("casebook.yaml:1"))
  }
}

@Suite("Programs that read the command line")
struct MachineReaderTests {
  @Test("A name that is not there is an empty answer with status 1, an error a JSON object with status 2")
  func errors() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    #expect(try Program.run(["ingest", "docs"], in: space.path).status == 0)
    let nobody = try Program.run(["show", "zzzz", "--format", "json"], in: space.path)
    #expect(nobody.status == 1 && nobody.errors.isEmpty)
    let answer = try JSONValue(parsing: Array(nobody.output.utf8))
    #expect(answer["items"] == .array([]) && answer["total"] == .integer(0) && answer["schema"] != nil)
    let noIndex = try Program.run(["metrics", "--format=json", "--index", "nowhere"], in: space.path)
    #expect(noIndex.status == 2 && noIndex.output.isEmpty)
    let error = try JSONValue(parsing: Array(noIndex.errors.utf8))["error"]
    #expect(error?["status"] == .integer(2))
    guard case .string(let message)? = error?["message"] else { return #expect(Bool(false)) }
    #expect(message.contains("no index in nowhere"))
  }

  @Test("Two processes read the same documents the same way")
  func fingerprints() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("b.html", "<html><body><main><h1>Beta</h1><p>Sales rose by 4 %.</p></main></body></html>")
    try space.write("c.yaml", "title: Gamma\nresults: {growth: 3 %}\n")
    #expect(try Program.run(["ingest", "docs"], in: space.path).output.hasPrefix("3 documents read"))
    #expect(try Program.run(["ingest", "docs"], in: space.path).output.hasPrefix("Nothing to read: 3 documents"))
  }
}

@Suite("A killed ingestion leaves the old state or the new one")
struct KillTests {
  @Test("Old answers stay readable and the next ingestion repairs", arguments: 0..<6)
  func kill(seed: Int) throws {
    let space = Workspace()
    for index in 0..<40 { try space.write("\(index).md", sampleCase("Old\(index)")) }
    #expect(try Program.run(["ingest", "docs"], in: space.path).status == 0)
    let old = try space.knowledge().metrics(MetricsQuestion())
    for index in 0..<40 {
      try space.write("\(index).md", sampleCase("New\(index)", revenue: "$\(index + 100) million"))
    }
    let new: Answer = try {
      let reference = Workspace()
      for index in 0..<40 {
        try reference.write("\(index).md", sampleCase("New\(index)", revenue: "$\(index + 100) million"))
      }
      try reference.ingest()
      return try reference.knowledge().metrics(MetricsQuestion())
    }()
    var generator = SeededGenerator(seed: UInt64(seed))
    var finished = false
    // The delays sweep the whole run: start, reading, writing, the two commits.
    for round in 0..<12 where !finished {
      let process = try Program.start(["ingest", "docs", "--rebuild"], in: space.path)
      usleep(UInt32(round * 15_000) + UInt32(generator.next() % 15_000))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      finished = process.terminationReason == .exit
      var found = try space.knowledge().metrics(MetricsQuestion())
      found.notes = []
      #expect(found == old.withoutNotes || found == new.withoutNotes, "after round \(round)")
      let hits = try space.search("alliance", limit: 100)
      #expect(hits.count == 40 || hits.count == 100)
      let names = Set(hits.map { String($0.title.prefix(3)) })
      #expect(names == ["Old"] || names == ["New"])
    }
    try space.ingest()
    #expect(try space.knowledge().check().items.isEmpty)
    #expect(try space.knowledge().metrics(MetricsQuestion()).withoutNotes == new.withoutNotes)
    #expect(try Set(space.search("alliance", limit: 100).map { String($0.title.prefix(3)) }) == ["New"])
  }
}

@Suite("Commands that are none")
struct MistypedCommandTests {
  @Test("A mistyped command is named with those near it; one with nothing near with the way to all")
  func unknownCommands() throws {
    let near = try Program.run(["serch", "x"], in: NSTemporaryDirectory())
    #expect(near.status == 64)
    #expect(near.errors.hasPrefix("casebook: no command 'serch': did you mean 'search'?"))
    let far = try Program.run(["qqqqqqqq"], in: NSTemporaryDirectory())
    #expect(far.status == 64)
    #expect(far.errors == "casebook: no command 'qqqqqqqq': `casebook --help` lists them\n")
    #expect(try Program.run(["help", "plan"], in: NSTemporaryDirectory()).status == 0)
  }

  @Test("A search without words is wrong usage", arguments: [[""], [" "], ["--limit", "3", ""]])
  func emptySearch(arguments: [String]) throws {
    let outcome = try Program.run(["search"] + arguments, in: NSTemporaryDirectory())
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("no words to search for"))
  }
}

extension Answer {
  fileprivate var withoutNotes: Answer {
    var answer = self
    answer.notes = []
    return answer
  }
}
