import Foundation

/// Shows what is longer than the terminal through a pager, as git and man do.
///
/// `CASEBOOK_PAGER`, else `PAGER`, else `less`; `cat` or nothing at all writes straight on. Output that goes elsewhere than to a
/// terminal is never paged.
enum Pager {
  static func write(_ text: String) {
    Waiting.end()
    guard Terminal.isOutputTerminal, isLong(text), let command = command, show(text, with: command) else {
      Terminal.write(text)
      return
    }
  }

  private static func isLong(_ text: String) -> Bool {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return false }
    return text.utf8.count { $0 == 0x0A } >= Int(size.ws_row)
  }

  /// The pager's command for a shell; nil where none is wanted.
  private static var command: String? {
    // Set and empty says: none.
    for name in ["CASEBOOK_PAGER", "PAGER"] {
      guard let value = getenv(name) else { continue }
      let command = String(cString: value).trimmingCharacters(in: .whitespaces)
      return command.isEmpty || command == "cat" ? nil : command
    }
    return Environment["TERM"] == "dumb" ? nil : "less"
  }

  /// Runs the pager until the reader leaves it.
  ///
  /// - Returns: false when it could not be started, and nothing was written.
  private static func show(_ text: String, with command: String) -> Bool {
    guard access("/bin/sh", X_OK) == 0 else { return false }
    let program = String(command.prefix { $0 != " " })
    let isThere =
      program.contains("/")
      ? access(program, X_OK) == 0
      : (Environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains {
        access("\($0)/\(program)", X_OK) == 0
      }
    guard isThere else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    // Colours as they are, nothing cleared, no pager for what fits.
    var environment = ProcessInfo.processInfo.environment
    if environment["LESS"] == nil { environment["LESS"] = "FRX" }
    process.environment = environment
    let pipe = Pipe()
    process.standardInput = pipe
    // A reader that leaves early closes the pipe.
    signal(SIGPIPE, SIG_IGN)
    do { try process.run() } catch { return false }
    try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    return true
  }
}
