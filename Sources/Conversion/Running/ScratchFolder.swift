internal import Foundation

/// A folder of a converter's own, below the system's folder for temporary files; nobody else can look into it.
enum ScratchFolder {
  /// Calls with the path of a new folder, which is gone with all it holds when the call ends.
  static func with<Result>(_ body: (String) throws(ConversionFailure) -> Result) throws(ConversionFailure) -> Result {
    var template = Array("\(temporary)/casebook-XXXXXX".utf8CString)
    let path: String? = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let path else {
      throw .unfit("no folder for a converter in \(temporary) (\(String(cString: strerror(errno))))")
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private static var temporary: String {
    guard let value = getenv("TMPDIR"), value.pointee == UInt8(ascii: "/") else { return "/tmp" }
    return String(cString: value)
  }

  /// Writes a document into such a folder.
  static func write(_ bytes: [UInt8], to path: String) throws(ConversionFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unfit("cannot be handed to a converter (\(String(cString: strerror(errno))))") }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Foundation.write(file, $0 + written, bytes.count - written) } ?? -1
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unfit("cannot be handed to a converter (\(String(cString: strerror(errno))))") }
      written += count
    }
  }
}
