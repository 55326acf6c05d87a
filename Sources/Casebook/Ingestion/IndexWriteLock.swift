internal import Foundation

/// The right to write an index, held by one process at a time; the system takes it back when the process ends.
final class IndexWriteLock {
  private let descriptor: Int32
  private let path: String

  /// - Throws: ``CasebookError/locked(folder:holder:)`` when another process holds it.
  init(_ folder: IndexFolder) throws {
    path = folder.lock
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

  /// Whether the lock is still that of the folder: somebody may have removed it and made another in its place.
  ///
  /// - Throws: ``CasebookError/io(path:operation:reason:)`` when it is not.
  func requireHeld() throws {
    var own = stat()
    var found = stat()
    guard fstat(descriptor, &own) == 0, stat(path, &found) == 0, own.st_dev == found.st_dev, own.st_ino == found.st_ino
    else {
      throw CasebookError.io(
        path: path, operation: "publish what was read",
        reason: "the index folder was removed or replaced meanwhile; run the ingestion again")
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    // Closing is not enough: a process that is being started elsewhere in this program has the descriptor too, until it runs.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
