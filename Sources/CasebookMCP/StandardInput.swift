internal import Casebook
internal import Foundation

/// Runs a server over standard input and output: one message a line, until the input ends or the reader of the output goes away.
package enum StandardInput {
  package static func run(_ server: Server) {
    // A client that goes away ends the loop, not the process by a signal.
    signal(SIGPIPE, SIG_IGN)
    var lines = LineReader()
    while let line = lines.next() {
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
      guard let answer = server.answer(to: line) else { continue }
      guard write(answer) else { return }
    }
  }

  private static func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    return bytes.withUnsafeBytes { buffer in
      while sent < buffer.count {
        let count = Foundation.write(STDOUT_FILENO, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        sent += count
      }
      return true
    }
  }
}

/// Lines of standard input. Of a line that is longer than a message may be, only as much is kept as shows that it is too long.
private struct LineReader {
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var waiting: ArraySlice<UInt8> = []
  private var isAtEnd = false

  /// nil at the end of the input.
  mutating func next() -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if let end = waiting.firstIndex(of: 0x0A) {
        append(waiting[..<end], to: &line)
        waiting = waiting[(end + 1)...]
        return line
      }
      append(waiting, to: &line)
      waiting = []
      if isAtEnd { return line.isEmpty ? nil : line }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { isAtEnd = true } else { waiting = buffer[..<count] }
    }
  }

  private func append(_ part: ArraySlice<UInt8>, to line: inout [UInt8]) {
    line += part.prefix(Server.maximumMessage + 1 - line.count)
  }
}
