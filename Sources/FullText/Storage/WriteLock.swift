#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The lock that makes a writer the only one. The kernel drops it when the process ends, however it ends.
final class WriteLock {
  static let fileName = "write.lock"
  private let descriptor: Int32

  /// Takes the lock of the folder. Throws ``FullTextError/locked(by:)`` when another writer has it.
  init(folder: String) throws {
    let path = folder + "/" + WriteLock.fileName
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FullTextError.system(operation: "open", path: path, code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var owner = [UInt8](repeating: 0, count: 32)
      let count = unsafe read(descriptor, &owner, owner.count)
      close(descriptor)
      let text = String(decoding: owner.prefix(max(0, count)), as: UTF8.self)
      throw FullTextError.locked(by: text.isEmpty ? "process unknown" : text)
    }
    let owner = Array("process \(getpid())".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe pwrite(descriptor, owner, owner.count, 0)
    self.descriptor = descriptor
  }

  deinit {
    // Empty again, so that a folder written twice has the same bytes.
    _ = ftruncate(descriptor, 0)
    // Closing is not enough: a process that is being started elsewhere in this program has the descriptor too, until it runs.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
