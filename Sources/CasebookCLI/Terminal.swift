import Casebook
import Foundation

/// Standard output and error.
enum Terminal {
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal, nil when the output goes elsewhere; `COLUMNS` overrides.
  static var width: Int? {
    if let columns = Environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    guard isOutputTerminal else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// By the convention of no-color.org.
  static var usesColor: Bool {
    isOutputTerminal && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"
  }

  /// Writes all of it; a reader that went away ends the program quietly, as tools in pipes do.
  static func write(_ text: String) {
    write(Array(text.utf8), to: STDOUT_FILENO)
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var sent = 0
    bytes.withUnsafeBytes { buffer in
      while sent < buffer.count {
        let count = Foundation.write(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { exit(0) }
          if descriptor == STDOUT_FILENO {
            note("casebook: cannot write the answer (\(String(cString: strerror(errno))))")
            exit(2)
          }
          return
        }
        sent += count
      }
    }
  }

  /// A line on standard error. Control signs, which file names may hold, never reach a terminal.
  static func note(_ text: String) {
    write(Array((ControlSigns.replaced(in: PathBytes.shown(text), keepsLines: true) + "\n").utf8), to: STDERR_FILENO)
  }

  /// Paths as the shell gave them: an argument that is not UTF-8 comes repaired, and names nothing.
  static func rawPaths(_ paths: [String]) -> [String] {
    guard paths.contains(where: { $0.contains("\u{FFFD}") }) else { return paths }
    let raw = (0..<Int(CommandLine.argc)).compactMap { CommandLine.unsafeArgv[$0].map { PathBytes.path($0) } }
    return paths.map { path in
      path.contains("\u{FFFD}")
        ? raw.first { String(decoding: PathBytes.bytes($0), as: UTF8.self) == path } ?? path : path
    }
  }

  /// Everything on standard input.
  static func readInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += buffer[0..<count]
    }
  }
}

/// A progress bar on standard error, for people only.
struct ProgressBar {
  private var lastPercent = -1
  private let isShown = Terminal.isErrorTerminal || Environment["CASEBOOK_PROGRESS"] == "1"

  mutating func show(done: Int, total: Int, path: String) {
    guard isShown, total > 0 else { return }
    let percent = done * 100 / total
    guard percent != lastPercent || done == total else { return }
    lastPercent = percent
    let width = 30
    let filled = done * width / total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let path = ControlSigns.replaced(in: path)
    let name = path.count > 40 ? "…" + path.suffix(39) : path
    Terminal.write(Array("\r\(bar) \(done)/\(total)  \(name)\u{1B}[K".utf8), to: STDERR_FILENO)
    if done == total { Terminal.write(Array("\n".utf8), to: STDERR_FILENO) }
  }
}
