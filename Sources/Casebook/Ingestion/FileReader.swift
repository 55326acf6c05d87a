internal import Foundation

/// Reads whole files, with a limit, without Foundation's copies.
enum FileReader {
  enum Failure: Error {
    case tooLarge(bytes: Int)
    case binary
    case system(String)
  }

  /// - Parameter takesBinary: whether bytes that are no text are wanted, as a converter does.
  /// - Throws: `Failure`.
  static func read(_ location: String, maximumBytes: Int, takesBinary: Bool = false) throws(Failure) -> [UInt8] {
    // Without O_NONBLOCK, opening a named pipe waits until somebody writes into it.
    let descriptor = PathBytes.withCString(location) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .system("not a regular file") }
    let size = Int(status.st_size)
    guard size <= maximumBytes else { throw .tooLarge(bytes: size) }
    var failure: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0 {
          if errno == EINTR { continue }
          failure = String(cString: strerror(errno))
          break
        }
        if got == 0 { break }
        count += got
      }
    }
    if let failure { throw .system(failure) }
    if !takesBinary, isBinary(bytes) { throw .binary }
    return bytes
  }

  /// The bytes of a file; nil when it is not there.
  static func size(_ location: String) -> Int? {
    var status = stat()
    return PathBytes.withCString(location) { stat($0, &status) } == 0 ? Int(status.st_size) : nil
  }

  /// When a file was last written, in nanoseconds; nil when it is not there.
  static func modified(_ location: String) -> Int? {
    var status = stat()
    guard PathBytes.withCString(location, { stat($0, &status) }) == 0 else { return nil }
    #if os(Linux)
    return Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
    #else
    return Int(status.st_mtimespec.tv_sec) * 1_000_000_000 + Int(status.st_mtimespec.tv_nsec)
    #endif
  }

  /// Bytes looked at for a verdict, as git and grep do.
  private static let probe = 8000
  /// Fewer are damage in a text.
  private static let leastZeros = 8

  /// No text has zero bytes; UTF-16 has them, but nearly all at even or all at odd places, and UTF-32 says so by its mark.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return false
    }
    var zeros = (even: 0, odd: 0)
    for index in 0..<min(bytes.count, probe) where bytes[index] == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    return zeros.even + zeros.odd >= leastZeros && min(zeros.even, zeros.odd) * 8 > max(zeros.even, zeros.odd)
  }
}
