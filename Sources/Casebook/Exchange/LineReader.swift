internal import Foundation

/// Reads a file or pipe line by line.
struct LineReader {
  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Bytes after which a line counts as damage.
  static let longestLine = 1 << 30

  /// - Parameter name: of the file, for messages.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// The next line with its newline; nil at the end.
  ///
  /// - Throws: ``CasebookError/unreadable(path:reason:)``
  mutating func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: 0x0A) {
        let line = Array(buffer[start...newline])
        start = newline + 1
        return line
      }
      if isAtEnd || buffer.count - start > Self.longestLine {
        guard start < buffer.count else { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        return line
      }
      buffer.removeSubrange(..<start)
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  private mutating func fill() throws {
    let size = 1 << 18
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: size))
    while true {
      let got = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { read(descriptor, $0 + old, size) } ?? 0
      }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw CasebookError.unreadable(path: name, reason: String(cString: strerror(errno))) }
      buffer.removeLast(size - got)
      isAtEnd = got == 0
      return
    }
  }
}
