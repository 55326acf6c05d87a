internal import Foundation

/// A file or folder that is written beside its place and takes it when it is whole: whoever looks sees nothing, what was there
/// before, or all of the new.
///
/// What replaces a folder replaces only one that an export wrote, known by its ``marker``, or an empty one: a mistyped path
/// costs nobody a folder.
final class OutputPlace {
  /// In each folder that is written: its first line names the export.
  static let marker = ".casebook-export"

  let path: String
  /// Where to write until ``publish()``.
  let work: String
  private let isFolder: Bool
  private var isPublished = false

  /// - Throws: ``CasebookError/exists(path:what:)`` where something is that may not be replaced.
  init(_ path: String, isFolder: Bool, replaces: Bool) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.isFolder = isFolder
    let parent = (self.path as NSString).deletingLastPathComponent
    let name = (self.path as NSString).lastPathComponent
    guard !name.isEmpty, name != ".", name != "..", self.path != "/" else {
      throw CasebookError.badArgument(name: "target", value: path, expected: "the path of a new file or folder")
    }
    work = (parent.isEmpty ? "" : parent == "/" ? "/" : parent + "/") + ".\(name).partial-\(getpid())"
    try Self.require(self.path, isFolder: isFolder, replaces: replaces)
    Self.removeLeftovers(of: name, in: parent)
    if isFolder {
      try makeFolder("")
      try write(Self.marker, "written by casebook export; a later export may replace this folder\n")
    }
  }

  deinit { if !isPublished { try? FileManager.default.removeItem(atPath: work) } }

  /// What exports to the same place left that were killed.
  private static func removeLeftovers(of name: String, in parent: String) {
    let folder = parent.isEmpty ? "." : parent
    let prefix = ".\(name).partial-"
    for item in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where item.hasPrefix(prefix) {
      guard let process = Int32(item.dropFirst(prefix.count).prefix { $0.isNumber }), process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + item)
    }
  }

  private static func require(_ path: String, isFolder: Bool, replaces: Bool) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let isThereFolder = status.st_mode & S_IFMT == S_IFDIR
    if isThereFolder, isFolder {
      if let names = try? FileManager.default.contentsOfDirectory(atPath: path), names.isEmpty { return }
      guard access(path + "/" + marker, F_OK) == 0 else {
        throw CasebookError.badArgument(
          name: "target", value: path, expected: "a new folder: this one has files that no export wrote")
      }
    } else if isThereFolder != isFolder || (!isThereFolder && status.st_mode & S_IFMT != S_IFREG) {
      throw CasebookError.badArgument(
        name: "target", value: path,
        expected: isFolder ? "a folder, and this is a file" : "a file, and this is a folder or device")
    }
    if !replaces { throw CasebookError.exists(path: path, what: "is there already") }
  }

  /// Makes a folder in the one that is written.
  func makeFolder(_ name: String) throws {
    let path = name.isEmpty ? work : work + "/" + name
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: !name.isEmpty)
    } catch {
      throw CasebookError.io(
        path: name.isEmpty ? self.path : self.path + "/" + name, operation: "write",
        reason: FileScanner.reason(of: error))
    }
  }

  /// Writes a whole file of the folder.
  func write(_ name: String, _ text: String) throws {
    let file = try open(name)
    try file.write(text)
    try file.close()
  }

  /// Opens a file for writing piece by piece: one of the folder, or the file itself without a name.
  func open(_ name: String? = nil) throws -> FileSink {
    try FileSink(name.map { work + "/" + $0 } ?? work, named: name.map { path + "/" + $0 } ?? path)
  }

  /// Files and bytes written so far, the marker left out.
  var size: (files: Int, bytes: Int) {
    guard isFolder else { return (1, FileReader.size(work) ?? 0) }
    let names = FileManager.default.enumerator(atPath: work)?.compactMap { $0 as? String } ?? []
    var size = (files: 0, bytes: 0)
    for name in names where name != Self.marker {
      var status = stat()
      guard lstat(work + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      size.files += 1
      size.bytes += Int(status.st_size)
    }
    return size
  }

  /// Puts what was written into its place.
  func publish() throws {
    let old = work + ".old"
    var status = stat()
    let hasOld = isFolder && lstat(path, &status) == 0
    if hasOld, rename(path, old) != 0 { throw moved(path) }
    guard rename(work, path) == 0 else {
      let error = moved(path)
      if hasOld { rename(old, path) }
      throw error
    }
    isPublished = true
    if hasOld { try? FileManager.default.removeItem(atPath: old) }
  }

  private func moved(_ path: String) -> CasebookError {
    .io(path: path, operation: "write", reason: String(cString: strerror(errno)))
  }
}

/// Writes a file through a buffer.
final class FileSink {
  private let descriptor: Int32
  /// For messages: the file as it will be known.
  private let name: String
  private var buffer: [UInt8] = []
  private(set) var count = 0

  /// - Throws: ``CasebookError/io(path:operation:reason:)``
  init(_ path: String, named name: String) throws {
    self.name = name
    descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw failure() }
  }

  deinit { Foundation.close(descriptor) }

  private func failure() -> CasebookError {
    .io(path: name, operation: "write", reason: String(cString: strerror(errno)))
  }

  func write(_ bytes: some Sequence<UInt8>) throws {
    buffer += bytes
    if buffer.count > 1 << 18 { try flush() }
  }

  func write(_ text: String) throws { try write(text.utf8) }

  private func flush() throws {
    var at = 0
    while at < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        bytes.baseAddress.map { Foundation.write(descriptor, $0 + at, buffer.count - at) } ?? 0
      }
      if written < 0, errno == EINTR { continue }
      if written < 0 { throw failure() }
      at += written
    }
    count += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  func close() throws { try flush() }

  /// Writes what is left, onto the disk.
  func finish() throws {
    try flush()
    if fsync(descriptor) != 0, errno != EINVAL { throw failure() }
  }
}
