#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The few operations on a folder that an index needs. Tests put one in its place that fails at every step and forgets what was not synced.
protocol IndexDirectory: Sendable {
  var path: String { get }
  /// Makes a file, empty if it was there.
  func create(_ name: String) throws -> any OutputFile
  /// Makes the file appear under its new name at once, replacing what was there.
  func rename(_ name: String, to newName: String) throws
  func remove(_ name: String) throws
  func list() throws -> [String]
  /// Makes names that were created, renamed or removed survive a crash.
  func sync() throws
  /// The file's bytes, or nil when there is none.
  func map(_ name: String) throws -> MappedFile?
}

/// A file being written from its start to its end.
protocol OutputFile: AnyObject {
  func write(_ bytes: UnsafeRawBufferPointer) throws
  /// Makes what was written survive a crash.
  func sync() throws
  func close() throws
}

extension OutputFile {
  func write(_ bytes: [UInt8]) throws { try unsafe bytes.withUnsafeBytes { try unsafe write($0) } }
}

/// A folder of the file system.
struct FileDirectory: IndexDirectory {
  let path: String

  /// The folder, made if it is not there.
  static func create(_ path: String) throws -> FileDirectory {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && part.isEmpty ? "/" : made.isEmpty || made == "/" ? String(part) : "/" + part
      if made.isEmpty || made == "/" { continue }
      if unsafe mkdir(made, 0o777) != 0, errno != EEXIST, errno != EISDIR {
        throw FullTextError.system(operation: "make folder", path: made, code: errno)
      }
    }
    return FileDirectory(path: path)
  }

  func create(_ name: String) throws -> any OutputFile { try FileOutput(path: path + "/" + name) }

  func rename(_ name: String, to newName: String) throws {
    #if canImport(Glibc)
    let result = unsafe Glibc.rename(path + "/" + name, path + "/" + newName)
    #else
    let result = Darwin.rename(path + "/" + name, path + "/" + newName)
    #endif
    guard result == 0 else { throw FullTextError.system(operation: "rename", path: path + "/" + name, code: errno) }
  }

  func remove(_ name: String) throws {
    guard unsafe unlink(path + "/" + name) == 0 || errno == ENOENT else {
      throw FullTextError.system(operation: "remove", path: path + "/" + name, code: errno)
    }
  }

  func list() throws -> [String] {
    guard let folder = unsafe opendir(path) else {
      throw FullTextError.system(operation: "list", path: path, code: errno)
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func sync() throws {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { throw FullTextError.system(operation: "open folder", path: path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FullTextError.system(operation: "sync folder", path: path, code: errno) }
  }

  func map(_ name: String) throws -> MappedFile? { try MappedFile.open(path: path + "/" + name, name: name) }
}

/// A file written through a buffer.
private final class FileOutput: OutputFile {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var isOpen = true

  init(path: String) throws {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FullTextError.system(operation: "create", path: path, code: errno) }
    buffer.reserveCapacity(1 << 18)
  }

  deinit {
    if isOpen { _ = Self.closeFile(descriptor) }
  }

  private static func closeFile(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
    Glibc.close(descriptor)
    #else
    Darwin.close(descriptor)
    #endif
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    if buffer.count + bytes.count > 1 << 18 { try flush() }
    if bytes.count > 1 << 17 {
      try unsafe writeAll(bytes)
    } else {
      unsafe buffer.append(contentsOf: bytes)
    }
  }

  private func flush() throws {
    try unsafe buffer.withUnsafeBytes { try unsafe writeAll($0) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = unsafe bytes
    while let base = rest.baseAddress, rest.count > 0 {
      #if canImport(Glibc)
      let count = unsafe Glibc.write(descriptor, base, rest.count)
      #else
      let count = Darwin.write(descriptor, base, rest.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FullTextError.system(operation: "write", path: path, code: errno) }
      unsafe rest = unsafe UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  func sync() throws {
    try flush()
    guard fsync(descriptor) == 0 else { throw FullTextError.system(operation: "sync", path: path, code: errno) }
  }

  func close() throws {
    try flush()
    isOpen = false
    guard Self.closeFile(descriptor) == 0 else {
      throw FullTextError.system(operation: "close", path: path, code: errno)
    }
  }
}
