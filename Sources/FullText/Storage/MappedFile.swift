#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The bytes of a file that nobody changes, mapped into memory for as long as this object lives.
///
/// `@unchecked Sendable`: the memory is only read, and unmapped when the last reference goes.
@safe final class MappedFile: @unchecked Sendable {
  let name: String
  let bytes: UnsafeRawBufferPointer
  private let release: (UnsafeRawBufferPointer) -> Void

  private init(name: String, bytes: UnsafeRawBufferPointer, release: @escaping (UnsafeRawBufferPointer) -> Void) {
    unsafe (self.name, self.bytes, self.release) = unsafe (name, bytes, release)
  }

  /// A copy of bytes in memory, as a file of this name.
  convenience init(name: String, copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
    unsafe copy.copyBytes(from: bytes)
    unsafe self.init(name: name, bytes: UnsafeRawBufferPointer(start: copy.baseAddress, count: bytes.count)) { _ in
      unsafe copy.deallocate()
    }
  }

  deinit { unsafe release(bytes) }

  /// Lends the bytes. Whoever keeps them longer keeps this object as well: it may go after the last use of a reference to it.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try unsafe body(bytes) }
  }

  /// A copy of the bytes.
  var contents: [UInt8] { unsafe withBytes { unsafe Array($0) } }

  /// Maps the file; nil when there is none.
  static func open(path: String, name: String) throws -> MappedFile? {
    #if canImport(Glibc)
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { Glibc.close(descriptor) } }
    #else
    let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { Darwin.close(descriptor) } }
    #endif
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FullTextError.system(operation: "open", path: path, code: errno)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw FullTextError.system(operation: "read", path: path, code: errno)
    }
    let size = Int(status.st_size)
    if size == 0 { return MappedFile(name: name, copying: []) }
    guard let memory = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), unsafe memory != MAP_FAILED else {
      throw FullTextError.system(operation: "map", path: path, code: errno)
    }
    return unsafe MappedFile(name: name, bytes: UnsafeRawBufferPointer(start: memory, count: size)) { bytes in
      unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
  }
}
