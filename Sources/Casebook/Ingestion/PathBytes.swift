internal import Foundation

/// Paths as the operating system has them: bytes, which need not be UTF-8.
///
/// In a string, a byte that is none of a valid sequence stands as the private character U+10FF00 + byte, so that the path can be
/// kept, compared and opened; it is shown as U+FFFD.
package enum PathBytes {
  private static let base: UInt32 = 0x10FF00

  /// The path of bytes up to the first zero.
  package static func path(_ pointer: UnsafePointer<CChar>) -> String {
    let count = strlen(pointer)
    return pointer.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
      let buffer = UnsafeBufferPointer(start: bytes, count: count)
      return String(validating: buffer, as: UTF8.self) ?? lossless(buffer)
    }
  }

  private static func lossless(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = ""
    var at = 0
    while at < bytes.count {
      let length = bytes[at] < 0x80 ? 1 : bytes[at] >= 0xF0 ? 4 : bytes[at] >= 0xE0 ? 3 : bytes[at] >= 0xC0 ? 2 : 0
      if length > 0, at + length <= bytes.count,
        let valid = String(validating: UnsafeBufferPointer(rebasing: bytes[at..<(at + length)]), as: UTF8.self)
      {
        text += valid
        at += length
      } else {
        if let scalar = Unicode.Scalar(base + UInt32(bytes[at])) { text.unicodeScalars.append(scalar) }
        at += 1
      }
    }
    return text
  }

  /// The bytes of a path for a system call, without the zero at the end.
  package static func bytes(_ path: String) -> [UInt8] {
    guard path.utf8.contains(0xF4) else { return Array(path.utf8) }
    return path.unicodeScalars.flatMap { scalar in
      scalar.value >= base + 0x80 && scalar.value <= base + 0xFF
        ? [UInt8(scalar.value - base)] : Array(String(scalar).utf8)
    }
  }

  /// Calls with the path as the operating system takes it.
  package static func withCString<Result>(_ path: String, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows
    -> Result
  {
    let bytes = bytes(path).map { CChar(bitPattern: $0) } + [0]
    return try bytes.withUnsafeBufferPointer { buffer in
      guard let address = buffer.baseAddress else { return try "".withCString(body) }
      return try body(address)
    }
  }

  /// The path for people.
  package static func shown(_ path: String) -> String {
    guard path.utf8.contains(0xF4) else { return path }
    return String(
      String.UnicodeScalarView(
        path.unicodeScalars.map { $0.value >= base + 0x80 && $0.value <= base + 0xFF ? "\u{FFFD}" : $0 }))
  }

  /// The names in a folder, sorted as bytes, without `.` and `..`.
  ///
  /// - Throws: the system's error number.
  static func names(in folder: String) throws(SystemError) -> [String] {
    guard let stream = withCString(folder, { opendir($0) }) else { throw SystemError(code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { path($0) }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw SystemError(code: errno) }
    return names.sorted { bytes($0).lexicographicallyPrecedes(bytes($1)) }
  }
}

/// What the operating system says.
struct SystemError: Error {
  var code: Int32
  var reason: String { String(cString: strerror(code)) }
}
