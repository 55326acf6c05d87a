import Foundation
import Testing

@testable import Casebook

#if os(Linux)

/// A terminal without a screen: what is written to its controller is typed.
private enum PseudoTerminal {
  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux: unlock a pseudo-terminal, tell its number (ioctl_tty(2)).
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Descriptors of both ends; nil where the system gives none, as in a container without `/dev/pts`.
  static func open() -> (controller: Int32, terminal: Int32)? {
    let controller = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard controller >= 0 else { return nil }
    var lock: Int32 = 0
    var number: Int32 = 0
    if ioctl(controller, setLock, &lock) == 0, ioctl(controller, getNumber, &number) == 0 {
      let terminal = Foundation.open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
      if terminal >= 0 { return (controller, terminal) }
    }
    close(controller)
    return nil
  }

  static let isAvailable: Bool = {
    guard let (controller, terminal) = open() else { return false }
    close(terminal)
    close(controller)
    return true
  }()
}

/// What the program asks on a terminal, answered through a pseudo-terminal.
@Suite("Questions on a terminal", .enabled(if: PseudoTerminal.isAvailable, "the system has no pseudo-terminals"))
struct PromptTests {
  private static let documents = """
    # Choosing

    ## Matrix

    | Criterion | Weight | Method |
    | --- | --- | --- |
    | Fit | 60% | 1-5 scale |
    | Price | 40% | 1-5 scale |

    ## Rules

    ### Choose the lake if

    - data have no schema

    ### Choose the warehouse if

    - reports join tables
    """

  /// Runs the program with a terminal as its standard input, into which `typed` is typed.
  private static func run(_ arguments: [String], typed: String, in folder: String) throws -> Program.Outcome {
    let (controller, terminal) = try #require(PseudoTerminal.open())
    defer { close(controller) }
    // The kernel keeps what is typed until the program reads it.
    let bytes = Array(typed.utf8)
    #expect(write(controller, bytes, bytes.count) == bytes.count)
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"]
    let base = folder + "/.prompt-" + UUID().uuidString
    for name in [base + ".out", base + ".err"] { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    process.standardInput = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: base + ".out"))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: base + ".err"))
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: name)), as: UTF8.self)
    }
    return Program.Outcome(
      status: process.terminationStatus, output: try text(base + ".out"), errors: try text(base + ".err"))
  }

  fileprivate static func workspace() throws -> Workspace {
    let workspace = Workspace()
    try workspace.write("choosing.md", documents)
    try workspace.ingest()
    return workspace
  }

  @Test("Each rule is asked once, and again after an answer that is none; the answers rank the options")
  func advise() throws {
    let workspace = try Self.workspace()
    let outcome = try Self.run(
      ["advise", "--ask", "--index", workspace.path + "/index", "--format", "csv"], typed: "perhaps\ny\nno\n",
      in: workspace.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("lake: data have no schema [y/n/?] expected y, n, or ?"))
    #expect(outcome.errors.contains("warehouse: reports join tables [y/n/?]"))
    #expect(outcome.output.split(whereSeparator: \.isNewline).dropFirst().first?.hasPrefix("1,lake,100") == true)
  }

  @Test("The end of the input ends the questions, and what was answered counts")
  func endOfInput() throws {
    let workspace = try Self.workspace()
    let outcome = try Self.run(
      ["advise", "--ask", "--index", workspace.path + "/index", "--format", "csv"], typed: "n\n\u{4}",
      in: workspace.path)
    #expect(outcome.status == 0)
    #expect(outcome.output.split(whereSeparator: \.isNewline).dropFirst().first?.hasPrefix("1,warehouse,0") == true)
  }

  @Test("Ratings are asked for each candidate, a number outside the scale again; an empty line leaves one open")
  func score() throws {
    let workspace = try Self.workspace()
    let outcome = try Self.run(
      ["score", "--candidates", "Ada, Bo", "--index", workspace.path + "/index", "--format", "csv"],
      typed: "4\n9\n5\n3\n\n", in: workspace.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("expected a number from 1-5"))
    let rows = outcome.output.split(whereSeparator: \.isNewline).dropFirst()
    #expect(rows.first?.hasPrefix("1,Ada,4.4") == true)
    #expect(rows.last?.contains("Bo") == true)
    #expect(outcome.errors.contains("Bo, Price: no rating"))
  }

}

@Suite("Questions without a terminal")
struct NoPromptTests {
  @Test("Without a terminal nothing is asked, and the message says what to give instead")
  func noTerminal() throws {
    let workspace = try PromptTests.workspace()
    for arguments in [["advise", "--ask"], ["score", "--candidates", "Ada"]] {
      let outcome = try Program.run(arguments + ["--index", workspace.path + "/index"], in: workspace.path)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("terminal"))
    }
  }
}
#endif
