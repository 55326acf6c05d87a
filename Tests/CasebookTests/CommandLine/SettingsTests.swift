import Foundation
import Testing

@testable import Casebook

/// Settings as the program meets them: files of project and user, variables, flags.
@Suite("Settings")
struct SettingsTests {
  private static func ingested() throws -> Workspace {
    let space = Workspace()
    try space.write("alpha.md", sampleCase("Alpha"))
    _ = try Program.run(["ingest", "docs", "--index", "elsewhere"], in: space.path)
    return space
  }

  private static func write(_ text: String, _ name: String, in space: Workspace) throws {
    let url = URL(fileURLWithPath: space.path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test("Flags come before variables, these before the project's file, and that before the user's")
  func precedence() throws {
    let space = try Self.ingested()
    func format(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> String {
      let outcome = try Program.run(["sources"] + arguments, in: space.path, environment: environment)
      return String(outcome.output.prefix(5))
    }
    // The home folder of these runs is the workspace.
    try Self.write("index: ~/elsewhere\nformat: csv\n", ".config/casebook/casebook.yaml", in: space)
    #expect(try format() == "label")
    try Self.write("format: md\r\n", "casebook.yaml", in: space)
    #expect(try format() == "| Sou")
    #expect(try format([], ["CASEBOOK_FORMAT": "ndjson"]) == "{\"lab")
    #expect(try format(["--format", "table"], ["CASEBOOK_FORMAT": "ndjson"]).hasPrefix("Sourc"))
    let other = try Program.run(["sources"], in: space.path, environment: ["CASEBOOK_FORMAT": "xml"])
    #expect(other.status == 2 && other.errors.contains("$CASEBOOK_FORMAT: format 'xml': expected table"))
  }

  @Test("The user's folder is that of XDG where it is set, and its paths are relative to it")
  func xdg() throws {
    let space = try Self.ingested()
    try Self.write("index: ../../elsewhere\n", "xdg/casebook/casebook.yml", in: space)
    let outcome = try Program.run(["sources"], in: space.path, environment: ["XDG_CONFIG_HOME": space.path + "/xdg"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "What is wrong is named with file and line",
    arguments: [
      ("index: a\nfromat: csv\n", "casebook.yaml:2: unknown setting 'fromat': did you mean 'format'?"),
      ("zzz: a\n", "casebook.yaml:1: unknown setting 'zzz': known are index, format"),
      ("jobs: many\n", "casebook.yaml:1: jobs 'many': expected a whole number from 1"),
      ("index: [a, b]\n", "casebook.yaml:1: 'index': expected one value"),
      ("\nqueries: [a]\n", "casebook.yaml:2: queries: expected a name and a query per line"),
      ("queries:\n  a: {b: c}\n", "casebook.yaml:2: 'queries': expected `name: text`"),
    ])
  func wrong(_ text: String, _ message: String) throws {
    let space = Workspace()
    try Self.write(text, "casebook.yaml", in: space)
    let outcome = try Program.run(["sources"], in: space.path)
    #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("A saved query is a command with its flags, quotes hold words together, and flags can be added")
  func saved() throws {
    let space = try Self.ingested()
    try Self.write(
      """
      index: elsewhere
      queries:
        trust: search "network effects" --format ndjson
        all: 'casebook metrics --format csv'
        loop: run loop
        open: search "network

      """, "casebook.yaml", in: space)
    let trust = try Program.run(["run", "trust"], in: space.path)
    #expect(trust.status == 0 && trust.output.contains("Network effects"), "\(trust.errors)")
    #expect(try Program.run(["run", "all"], in: space.path).output.hasPrefix("subject,"))
    #expect(try Program.run(["run", "all", "--limit", "1"], in: space.path).output.split(separator: "\r\n").count == 2)
    #expect(try Program.run(["run"], in: space.path).output.contains("trust  search \"network effects\""))
    #expect(try Program.run(["run", "tru"], in: space.path).errors.contains("no query 'tru'"))
    #expect(try Program.run(["run", "loop"], in: space.path).status == 2)
    #expect(try Program.run(["run", "open"], in: space.path).errors.contains("a quote is left open"))
  }
}
