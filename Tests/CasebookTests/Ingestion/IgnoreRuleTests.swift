import Foundation
import Testing

@testable import Casebook

/// Ignore files by git's own word: what `git check-ignore` says of thousands of patterns.
@Suite("Ignore files")
struct IgnoreRuleTests {
  /// A small generator, the same on every machine.
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var mixed = state
      mixed ^= mixed >> 33
      mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
      return mixed ^ (mixed >> 33)
    }
  }

  private static let files = [
    "a.md", "b.md", "ab.md", "foo.md", "x y.md", "[z].md", "!k.md", "#h.md", "a/a.md", "a/b.md", "a/b/a.md",
    "a/b/foo.md",
    "a/b/c/out.md", "b/a.md", "b/foo/b.md", "foo/a.md", "foo/b/ab.md", "foo/out/b.md", "out/a.md", "out/out/foo.md",
    "A/B.md", "é/a.md", "c/d/e/f/a.md", "bar\\q.md",
  ]

  private static let parts = [
    "a", "b", "foo", "out", "*", "**", "?", "*.md", "a*", "*b", "[ab]", "[!a]", "[^b].md", "a.md", "b.md", "f??",
    "[a-c]*",
    "[[:alpha:]]", "[[:upper:]].md", "\\*", "\\!k.md", "\\#h.md", "x\\ y.md", "x y.md", "é", "c", "d", "**a", "a**",
    "[]a]", "[",
    "o[u-]t", "***", "A", "\\[z].md", "bar\\\\q.md", ".md", "*.*",
  ]

  private static func pattern(_ random: inout Random) -> String {
    let count = [1, 1, 1, 2, 2, 3].randomElement(using: &random) ?? 1
    var pattern = (0..<count).map { _ in parts.randomElement(using: &random) ?? "a" }.joined(separator: "/")
    if Int.random(in: 0..<5, using: &random) == 0 { pattern = "/" + pattern }
    if Int.random(in: 0..<5, using: &random) == 0 { pattern += "/" }
    if Int.random(in: 0..<6, using: &random) == 0 { pattern = "!" + pattern }
    if Int.random(in: 0..<12, using: &random) == 0 {
      pattern += ["  ", "\\ ", "\r", "\t"].randomElement(using: &random) ?? ""
    }
    return pattern
  }

  @Test(
    "Thousands of patterns ignore what git ignores",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git")))
  func git() throws {
    let space = Workspace()
    for file in Self.files { try space.write(file, "# T") }
    _ = try Self.git(["init", "-q", "."], in: space.docs)
    var random = Random(state: 20_240_917)
    for round in 0..<900 {
      let patterns = (0..<Int.random(in: 1...5, using: &random)).map { _ in Self.pattern(&random) }
      let mark = round % 9 == 0 ? "\u{FEFF}" : ""
      try space.write(".gitignore", mark + patterns.joined(separator: "\n") + "\n")
      let ignored = Set(
        try Self.git(
          ["-c", "core.excludesFile=/dev/null", "check-ignore", "-z", "--stdin", "--no-index"], in: space.docs,
          input: Self.files.joined(separator: "\0") + "\0"
        ).split(separator: "\0").map(String.init))
      let expected = Self.files.filter { !ignored.contains($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let found = try FileScanner.scan(folder: space.docs).files.map(\.path)
      #expect(found == expected, "\(patterns)")
      if found != expected { break }
    }
  }

  private static func git(_ arguments: [String], in folder: String, input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let (into, out) = (Pipe(), Pipe())
    process.standardInput = into
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    into.fileHandleForWriting.write(Data(input.utf8))
    try into.fileHandleForWriting.close()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
