internal import Foundation

/// Where the parts of an index stand.
public struct IndexFolder: Sendable, Hashable {
  /// As given by the user.
  public let path: String

  /// The index at this path, which need not exist yet.
  public init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  var records: String { path + "/" + RecordStore.fileName }
  var text: String { path + "/" + TextIndex.folderName }
  var lock: String { path + "/write.lock" }

  /// Whether an index stands here.
  public var exists: Bool { access(records, F_OK) == 0 }

  /// - Throws: ``CasebookError/noIndex(folder:)``
  func requireIndex() throws { if !exists { throw CasebookError.noIndex(folder: path) } }

  func create() throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CasebookError.io(path: path, operation: "make the index folder", reason: FileScanner.reason(of: error))
    }
  }

  /// Removes the index's own files, and nothing else of the folder.
  func erase() throws {
    for file in [records, records + "-wal", records + "-shm", text] where access(file, F_OK) == 0 {
      do {
        try FileManager.default.removeItem(atPath: file)
      } catch {
        throw CasebookError.io(path: file, operation: "remove", reason: FileScanner.reason(of: error))
      }
    }
  }
}

/// The right to write an index, held by one process at a time; the system takes it back when the process ends.
final class WriteLock {
  private let descriptor: Int32

  /// - Throws: ``CasebookError/locked(folder:holder:)`` when another process holds it.
  init(_ folder: IndexFolder) throws {
    descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw CasebookError.io(
        path: folder.lock, operation: "open the write lock", reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var buffer = [UInt8](repeating: 0, count: 32)
      let count = max(0, read(descriptor, &buffer, buffer.count))
      // Not closed here: an initialiser that throws once all properties are set runs `deinit`.
      let holder = String(decoding: buffer.prefix(count).prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
      throw CasebookError.locked(folder: folder.path, holder: holder)
    }
    ftruncate(descriptor, 0)
    let holder = Array("\(getpid())\n".utf8)
    _ = write(descriptor, holder, holder.count)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
