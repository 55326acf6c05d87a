import Foundation
import Testing

@testable import Conversion

/// A folder of a test's own, with programs made of shell text.
final class ProgramFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "casebook-conversion-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A program that runs these lines.
  func program(_ name: String, _ lines: String) throws -> String {
    let file = path + "/" + name
    try "#!/bin/sh\n\(lines)\n".write(toFile: file, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    return file
  }
}

@Suite("Converters run within limits") struct ProgramRunTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  private func run(_ lines: String, _ arguments: [String] = [], limits: RunLimits = RunLimits()) throws -> String {
    let program = try folder.program("tool", lines)
    return String(
      decoding: try ProgramRun.output(of: program, arguments, in: folder.path, limits: limits), as: UTF8.self)
  }

  @Test("arguments arrive as they are, no shell reads them")
  func arguments() throws {
    #expect(try run("printf '%s|' \"$@\"", ["a b", "$(id)", "; rm x", "", "é"]) == "a b|$(id)|; rm x||é|")
  }

  @Test("standard input is empty, the folder is its own, and of the environment only the search path is left")
  func surroundings() throws {
    setenv("CASEBOOK_TEST_SECRET", "x", 1)
    #expect(
      try run("cat; pwd -P; echo \"$CASEBOOK_TEST_SECRET\"").hasPrefix(
        URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path))
    #expect(try !run("env").contains("SECRET"))
  }

  @Test("one that hangs is stopped, also when it has closed its output, and so is what it started")
  func hangs() throws {
    var limits = RunLimits()
    limits.seconds = 0.3
    let message = "tool was stopped after 1 s: leave the file out, or convert it by hand"
    for lines in ["sleep 60", "exec >&- 2>&-; sleep 60", "trap '' TERM INT; while :; do :; done"] {
      let failure = #expect(throws: ConversionFailure.self) { try run(lines, limits: limits) }
      #expect(failure?.description == message)
    }
    // A child that outlives its parent keeps the pipe open; it is in the same group.
    let failure = #expect(throws: ConversionFailure.self) { try run("sleep 60 & echo done", limits: limits) }
    #expect(failure?.description == message)
  }

  @Test("one that floods is stopped at the limit")
  func floods() throws {
    var limits = RunLimits()
    limits.outputBytes = 1 << 20
    let failure = #expect(throws: ConversionFailure.self) { try run("yes", limits: limits) }
    #expect(failure == .wroteTooMuch(program: "tool", bytes: 1 << 20))
    #expect(try run("head -c 1048576 /dev/zero", limits: limits).utf8.count == 1 << 20)
    // Floods of complaints are cut, and stop nothing.
    #expect(try run("head -c 3000000 /dev/zero >&2; echo ok") == "ok\n")
  }

  @Test("its death, its status and its words are told; control signs are not")
  func deaths() throws {
    let refused = #expect(throws: ConversionFailure.self) {
      try run("printf '\\033[31mno such page\\nmore' >&2; exit 3")
    }
    #expect(refused?.description == "tool could not read it ([31mno such page)")
    let died = #expect(throws: ConversionFailure.self) { try run("kill -SEGV $$") }
    #expect(died == .died(program: "tool", signal: 11))
    let absent = #expect(throws: ConversionFailure.self) {
      try ProgramRun.output(of: folder.path + "/absent", [], in: folder.path, limits: RunLimits())
    }
    #expect(absent?.description == "absent could not be started (No such file or directory)")
  }

  @Test("a file of another kind is no program that can be found")
  func finding() throws {
    #expect(Programs.find("sh") != nil)
    #expect(Programs.find("casebook-no-such-program") == nil)
    #expect(Programs.find(folder.path) == nil)
    #expect(Programs.find("") == nil)
  }

  @Test("files that we have open stay closed to it")
  func files() throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    let found = try run(
      "for n in 3 4 5 6 7 8 9; do if [ -e /proc/self/fd/$n ]; then readlink /proc/self/fd/$n; fi; done")
    #expect(!found.contains("/dev/null") && !found.contains("socket"))
  }

  @Test("many run side by side without getting in each other's way")
  func sideBySide() async throws {
    let program = try folder.program("echo", "cat /dev/null; echo \"$1\"")
    let path = folder.path
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask {
          try ProgramRun.output(of: program, ["\(number)"], in: path, limits: RunLimits()) == Array("\(number)\n".utf8)
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}

@Suite("Converters that are not what they seem") struct ConverterTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  private func converted(_ lines: String, writes: Converter.Writes = .markdown) throws -> String {
    let program = try folder.program("tool", lines)
    let converter = Converter(types: ["x"], command: [program, "{file}"], kind: .program(writes: writes))
    let document = try Converters([converter]).convert(Array("the bytes".utf8), type: "x", with: converter)
    return String(decoding: document.bytes, as: UTF8.self)
  }

  @Test("the document is handed over as a file of its own")
  func file() throws {
    #expect(try converted("cat \"$1\"") == "the bytes")
    #expect(try converted("dirname \"$1\" | grep -c casebook-") == "1\n")
  }

  @Test("no text, and bytes that are none, are told apart from a document")
  func otherPrograms() throws {
    let silent = #expect(throws: ConversionFailure.self) { try converted("true") }
    #expect(silent?.description.hasSuffix("tool found no text in it") == true)
    let binary = #expect(throws: ConversionFailure.self) { try converted("printf 'a\\000b'") }
    #expect(binary?.description.hasSuffix("did not write text: is it another program?") == true)
  }

  @Test("nothing is left behind, whatever it writes")
  func leftovers() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).count {
      $0.hasPrefix("casebook-x")
    }
    _ = try converted("touch left-over; mkdir -p a/b; echo text")
    let after = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).count {
      $0.hasPrefix("casebook-x")
    }
    #expect(after <= before)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/left-over"))
  }

  @Test("a converter's own comes before the built-in one, and its version is part of what it is")
  func versions() throws {
    let program = try folder.program("tool", "echo version ${VERSION:-1}")
    let own = Converter(types: ["pdf"], command: [program], kind: .program(writes: .html))
    let converters = Converters([own])
    #expect(converters.converter(for: "PDF") == own)
    #expect(converters.converter(for: "docx")?.program == "pandoc")
    #expect(converters.converter(for: "xyz") == nil)
    let first = converters.version(of: own)
    _ = try folder.program("tool", "echo version 2")
    #expect(converters.version(of: own) != first)
  }
}
