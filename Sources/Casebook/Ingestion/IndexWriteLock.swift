internal import Foundation

/// The right to write an index, held by one process at a time; the system takes it back when the process ends.
final class IndexWriteLock {
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
