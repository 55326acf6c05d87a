import Casebook
import Foundation

/// Standard output and error.
enum Terminal {
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal, also of the one before which a pipe ends: `COLUMNS`, else what the system says, else
  /// ``widthOfPipes``.
  static var width: Int {
    if let columns = Environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    for descriptor in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO] where isatty(descriptor) == 1 {
      var size = winsize()
      if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
      return 80
    }
    return widthOfPipes
  }

  /// Columns where there is no terminal.
  static let widthOfPipes = 100

  /// When to write in colours.
  enum ColorChoice: String, CaseIterable { case auto, always, never }

  /// Whether to write in colours by the conventions of no-color.org and bixense.com/clicolors: a flag before `NO_COLOR`, that
  /// before `CLICOLOR_FORCE`, that before what the terminal can do.
  static func usesColor(_ choice: ColorChoice = .auto) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if Environment["NO_COLOR"] != nil { return false }
      if let force = Environment["CLICOLOR_FORCE"], force != "0" { return true }
      return isOutputTerminal && Environment["TERM"] != "dumb" && Environment["CLICOLOR"] != "0"
    }
  }

  /// Whether places are written as links: on terminals that are more than dumb. `CASEBOOK_LINKS` says it for others: 1 or 0.
  static var showsLinks: Bool {
    if let choice = Environment["CASEBOOK_LINKS"] { return choice != "0" }
    return isOutputTerminal && Environment["TERM"].map { $0 != "dumb" && $0 != "linux" } == true
  }

  /// Writes all of it; a reader that went away ends the program quietly, as tools in pipes do.
  static func write(_ text: String) {
    Waiting.end()
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
    Waiting.end()
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
