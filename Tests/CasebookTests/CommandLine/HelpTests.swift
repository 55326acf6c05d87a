import Foundation
import Testing

@testable import Casebook

/// What helps people find their way: help, completions, manual pages, the welcome and the tour.
@Suite("Help")
struct HelpTests {
  private static func ingested() throws -> Workspace {
    let space = Workspace()
    try space.write("alpha.md", sampleCase("Alpha"))
    try space.write("beta.md", sampleCase("Beta"))
    try space.ingest()
    return space
  }

  private static func commands() throws -> [String] {
    let pages = Workspace()
    let outcome = try Program.run(["manual", "--to", "man"], in: pages.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try FileManager.default.contentsOfDirectory(atPath: pages.path + "/man").sorted().compactMap { name in
      name.hasPrefix("casebook-") ? String(name.dropFirst("casebook-".count).dropLast(2)) : nil
    }
  }

  @Test("Every command's help begins with an example of it")
  func examples() throws {
    let commands = try Self.commands()
    #expect(commands.count > 35)
    for command in commands {
      let help = try Program.run([command, "--help"], in: NSTemporaryDirectory()).output
      let usage = help.range(of: "\nUSAGE:")?.lowerBound ?? help.startIndex
      let lines = help[..<usage].split(separator: "\n").dropFirst()
      let example = lines.first { !$0.isEmpty && $0.hasPrefix("  ") }
      #expect(example?.contains("casebook \(command)") == true, "\(command): \(example ?? "")")
      #expect(lines.firstIndex { $0.contains("casebook \(command)") }.map { $0 <= 4 } == true, "\(command)")
    }
  }

  @Test("The program's help is short")
  func short() throws {
    let help = try Program.run(["--help"], in: NSTemporaryDirectory()).output
    // Three times that of sqlite3 3.40.
    #expect(help.utf8.count < 3 * 2316)
  }

  @Test("Manual pages are those macros that man knows, and no line of text is taken for one")
  func manual() throws {
    let space = Workspace()
    _ = try Program.run(["manual", "--to", "man"], in: space.path)
    let known: Set<Substring> = [".TH", ".SH", ".TP", ".PP", ".B", ".BR", ".I", ".nf", ".fi"]
    for name in try FileManager.default.contentsOfDirectory(atPath: space.path + "/man") {
      let text = try String(contentsOfFile: space.path + "/man/" + name, encoding: .utf8)
      #expect(text.hasPrefix(".TH CASEBOOK"))
      for line in text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
        #expect(known.contains(line.prefix { $0 != " " }), "\(name): \(line)")
      }
    }
  }

  @Test(
    "Completions know the names of the index",
    arguments: [
      ("metrics", "--org", "alp", "Alpha Alliance"), ("factors", "--theme", "network", "network-effects"),
      ("metrics", "--case", "beta", "beta.md"),
    ])
  func names(_ command: String, _ option: String, _ prefix: String, _ expected: String) throws {
    let space = try Self.ingested()
    let words = ["casebook", command, option, prefix]
    let outcome = try Program.run(
      ["---completion", command, "--", option, "3", String(prefix.utf8.count)] + words, in: space.path,
      environment: ["SAP_SHELL": "bash", "SAP_SHELL_VERSION": "5"])
    #expect(outcome.output.split(separator: "\n").contains(Substring(expected)), "\(outcome)")
  }

  @Test("Completion scripts are made for each shell", arguments: ["bash", "zsh", "fish"])
  func scripts(_ shell: String) throws {
    let outcome = try Program.run(["--generate-completion-script", shell], in: NSTemporaryDirectory())
    #expect(outcome.status == 0 && outcome.output.contains("---completion"))
  }

  @Test("Without a command the program says what is in the index, and each command it names runs")
  func welcome() throws {
    let space = try Self.ingested()
    let outcome = try Program.run([], in: space.path)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("index: 2 documents"), "\(outcome)")
    let lines = outcome.output.split(separator: "\n").filter { $0.hasPrefix("  casebook ") && !$0.contains("WORDS") }
    #expect(lines.count >= 3)
    for line in lines {
      let command = line.drop { $0 == " " }.components(separatedBy: "   ")[0].dropFirst("casebook ".count)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "\(Program.url.path) \(command)"]
      process.currentDirectoryURL = URL(fileURLWithPath: space.path)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(command)")
    }
    let empty = Workspace()
    #expect(try Program.run([], in: empty.path).output.contains("casebook ingest FOLDER"))
  }

  @Test("The tour reads a folder, asks its questions, and leaves nothing behind")
  func tour() throws {
    let space = try Self.ingested()
    let outcome = try Program.run(["tour", "docs"], in: space.path, environment: ["TMPDIR": space.path + "/"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: "$ casebook ").count > 5)
    #expect(try FileManager.default.contentsOfDirectory(atPath: space.path).allSatisfy { !$0.contains("tour") })
  }
}
