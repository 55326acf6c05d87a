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
  /// Whether the bytes are those of a file, rather than a copy.
  private let isMapped: Bool

  private init(
    name: String, bytes: UnsafeRawBufferPointer, isMapped: Bool, release: @escaping (UnsafeRawBufferPointer) -> Void
  ) {
    unsafe (self.name, self.bytes, self.isMapped, self.release) = unsafe (name, bytes, isMapped, release)
  }

  /// A copy of bytes in memory, as a file of this name.
  convenience init(name: String, copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
    unsafe copy.copyBytes(from: bytes)
    let view = unsafe UnsafeRawBufferPointer(start: copy.baseAddress, count: bytes.count)
    unsafe self.init(name: name, bytes: view, isMapped: false) { _ in unsafe copy.deallocate() }
  }

  deinit { unsafe release(bytes) }

  /// Lends the bytes. Whoever keeps them longer keeps this object as well: it may go after the last use of a reference to it.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try unsafe body(bytes) }
  }

  /// Gives the memory of these bytes back to the system, which reads them from the file again when they are wanted. They stay what they are.
  func discard(_ range: Range<Int>) {
    guard isMapped, let base = unsafe bytes.baseAddress else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (max(0, range.lowerBound) + page - 1) / page * page
    let end = unsafe min(range.upperBound, bytes.count) / page * page
    guard page > 0, start < end else { return }
    unsafe madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
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
    let view = unsafe UnsafeRawBufferPointer(start: memory, count: size)
    return unsafe MappedFile(name: name, bytes: view, isMapped: true) { bytes in
      unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
  }
}
