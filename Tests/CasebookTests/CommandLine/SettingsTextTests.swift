import Foundation
import Testing

@testable import Casebook

/// Settings, ids and names as they come from other programs.
@Suite("What other programs write")
struct SettingsTextTests {
  private static func read(_ text: String) throws -> [String] {
    try SettingsText(Array(text.utf8)).entries.map { "\($0.line) \($0.name)=\($0.values.joined(separator: "|"))" }
  }

  @Test(
    "Settings are YAML, whatever editor wrote them",
    arguments: [
      ("index: idx\r\nformat: json\r\n", ["1 index=idx", "2 format=json"]),
      ("\u{FEFF}index: idx\n", ["1 index=idx"]),
      ("themes:\n  - a.yaml\n  - b.yaml\n", ["1 themes=a.yaml|b.yaml"]),
      ("index: \"a #1\" # where it is\n", ["1 index=a #1"]),
      ("{index: idx, jobs: 2}", ["1 index=idx", "1 jobs=2"]),
      ("Index : idx\n", ["1 index=idx"]), ("# nothing\n", []), ("---\nindex: idx\n", ["2 index=idx"]),
    ])
  func settings(_ text: String, _ expected: [String]) throws { #expect(try Self.read(text) == expected) }

  @Test("A list of mappings has the settings of each, and goes no deeper")
  func items() throws {
    let text = "jobs: 2\nconverters:\n- type: [ps, eps]\n  command: [tool, \"{file}\"]\n- type: x\n  writes: html\n"
    let entry = try #require(try SettingsText(Array(text.utf8)).entries.last)
    #expect(entry.name == "converters" && entry.values.isEmpty)
    #expect(
      entry.items.map { $0.map { "\($0.line) \($0.name)=\($0.values.joined(separator: "|"))" } } == [
        ["3 type=ps|eps", "4 command=tool|{file}"], ["5 type=x", "6 writes=html"],
      ])
    #expect(throws: SettingsText.Problem.self) { try Self.read("converters:\n- type: x\n- words\n") }
    #expect(throws: SettingsText.Problem.self) { try Self.read("converters:\n- a:\n  - b: c\n") }
  }

  @Test("What is no mapping names its line")
  func problems() {
    #expect(throws: SettingsText.Problem.self) { try Self.read("index idx\n") }
    #expect(throws: SettingsText.Problem.self) { try Self.read("a: [1\n") }
    #expect(throws: SettingsText.Problem.self) { try Self.read("index: {a: [b]}\n") }
  }

  @Test(
    "A mistake is named at the line at which it began",
    arguments: [
      ("jobs: 2\nindex: \"abc\nformat: json\n", 2), ("index: a\nindex: b\n", 1), ("index: \"a\\0b\"\n", 1),
      ("jobs: 2\nthemes: [\"a\\0b\"]\n", 2),
    ])
  func lines(_ text: String, _ line: Int) {
    let problem = #expect(throws: SettingsText.Problem.self) { try Self.read(text) }
    #expect(problem?.line == line)
  }

  @Test(
    "Ids of any type go back as they came",
    arguments: [
      ("{\"id\": 12, \"text\": \"x\"}", "12"), ("{\"text\":\"{\\\"id\\\":3}\",\"id\":null}", "null"),
      ("{\"a\":{\"id\":1},\"id\":[2, \"]\"] ,\"text\":\"\"}", "[2, \"]\"]"), ("{\"id\":\"\\u00e9\"}", "\"\\u00e9\""),
      ("{\"id\": 7.50}", "7.50"),
    ])
  func ids(_ line: String, _ expected: String) { #expect(JSONMember.text(of: "id", in: line) == expected) }

  @Test("A line without an id has none")
  func noID() { #expect(JSONMember.text(of: "id", in: "{\"text\":\"id\",\"x\":{\"id\":1}}") == nil) }

  @Test("Control signs are replaced, letters and marks of other scripts kept")
  func controlSigns() {
    #expect(ControlSigns.replaced(in: "a\u{1B}[31mb\u{7}\u{9B}") == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}")
    #expect(ControlSigns.replaced(in: "a\nb\tc\r", keepsLines: true) == "a\nb\tc\u{FFFD}")
    #expect(ControlSigns.replaced(in: "Zoë \u{202E}日本") == "Zoë \u{202E}日本")
  }

  @Test("Paths that are not UTF-8 keep their bytes and are shown with a replacement sign")
  func paths() {
    let bytes: [UInt8] = Array("caf".utf8) + [0xE9] + Array("/\u{E9}.md".utf8)
    let path = (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { PathBytes.path($0) } ?? ""
    }
    #expect(PathBytes.bytes(path) == bytes)
    #expect(PathBytes.shown(path) == "caf\u{FFFD}/\u{E9}.md")
    #expect(PathBytes.shown("a/b.md") == "a/b.md")
  }

  @Test("Files and folders whose names are not UTF-8 are found, each under a name of its own")
  func names() throws {
    let space = Workspace()
    try space.write("one.md", "# One\n\nSales rose by 1%.\n")
    for name: [UInt8] in [[0xE9], [0xE8]] {
      let path = Array(space.docs.utf8) + Array("/caf".utf8) + name + Array(".md".utf8) + [0]
      let made = path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { buffer -> Int32 in
        guard let address = buffer.baseAddress else { return -1 }
        return open(address, O_CREAT | O_WRONLY, 0o644)
      }
      // Some file systems take no such names.
      guard made >= 0 else { return }
      _ = "# Two\n\nSales rose by 2%.\n".withCString { write(made, $0, strlen($0)) }
      close(made)
    }
    #expect(try space.ingest().read == 3)
    let files = try FileScanner.scan(folder: space.docs).files
    #expect(files.map(\.path) == ["caf\u{FFFD}.md", "caf\u{FFFD}~e9.md", "one.md"])
  }

  @Test("A folder that cannot be read is named, and keeps its documents", .enabled(if: geteuid() != 0))
  func unreadable() throws {
    let space = Workspace()
    try space.write("a/1.md", "# One")
    try space.write("b/2.md", "# Two")
    try space.ingest()
    chmod(space.docs + "/b", 0)
    defer { chmod(space.docs + "/b", 0o755) }
    let report = try space.ingest()
    #expect(report.removed == 0)
    #expect(report.notes.contains { $0.code == "unreadable" && $0.place == "b" && $0.severity == "error" })
  }
}
