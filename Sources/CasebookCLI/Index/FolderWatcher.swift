import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Waits for files below some folders to change.
///
/// On Linux the kernel says so (inotify); elsewhere, and where the kernel has no watches left, ``Snapshot``s are compared.
final class FolderWatcher {
  /// What happened since the last call.
  struct Changes {
    /// Files that were written or moved here.
    var written: Set<String> = []
    /// Whether something is gone, a folder is new, or the kernel lost count: the folders have to be looked through.
    var needsScan = false

    var isEmpty: Bool { written.isEmpty && !needsScan }
  }

  private let roots: [String]
  private var snapshot: Snapshot?
  #if canImport(Glibc)
  private var descriptor: Int32 = -1
  private var folders: [Int32: String] = [:]
  #endif

  /// - Parameter roots: folders, or files.
  init(_ roots: [String]) {
    self.roots = roots
    #if canImport(Glibc)
    descriptor = inotify_init1(Int32(bitPattern: UInt32(0o4000 | 0o2000000)))  // IN_NONBLOCK | IN_CLOEXEC
    if descriptor >= 0, roots.allSatisfy({ watch($0) }) { return }
    stop()
    #endif
    snapshot = Snapshot(roots)
  }

  deinit {
    #if canImport(Glibc)
    stop()
    #endif
  }

  /// Whether the kernel tells of changes; else folders are looked through twice a second.
  var isToldByKernel: Bool { snapshot == nil }

  /// Waits for a change, and then until none has come for a while, so that the steps of one save are one change.
  ///
  /// - Parameter isStopped: ends the wait; asked whenever a signal came in.
  /// - Returns: empty when it was stopped.
  func next(isStopped: () -> Bool) -> Changes {
    var changes = Changes()
    var waits = 0
    while !isStopped() {
      take(into: &changes, milliseconds: changes.isEmpty ? 500 : Self.pause)
      if changes.isEmpty { continue }
      waits += 1
      // At most half a second after the first change, though more come.
      if waits > 1, !hasMore || waits > 25 { return changes }
    }
    return Changes()
  }

  /// Milliseconds without a change after which a save is over.
  private static let pause: Int32 = 20
  /// Whether the last wait brought something.
  private var hasMore = false

  private func take(into changes: inout Changes, milliseconds: Int32) {
    hasMore = false
    if var known = snapshot {
      usleep(UInt32(milliseconds) * 1000)
      let now = Snapshot(roots)
      for (path, state) in now.files where known.files[path] != state { changes.written.insert(path) }
      if known.files.contains(where: { now.files[$0.key] == nil }) { changes.needsScan = true }
      hasMore = now != known
      known = now
      snapshot = known
      return
    }
    #if canImport(Glibc)
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return }
    hasMore = true
    readEvents(into: &changes)
    #endif
  }

  #if canImport(Glibc)
  private func stop() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)

  /// Watches a file or folder and the folders below it; false where the kernel has no watches left.
  private func watch(_ path: String) -> Bool {
    var pending = [path]
    while let folder = pending.popLast() {
      let number = inotify_add_watch(descriptor, folder, Self.mask)
      // A folder that is gone or closed again is none to be watched.
      if number < 0 {
        if errno == ENOSPC || errno == ENOMEM { return false }
        continue
      }
      folders[number] = folder
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { continue }
      for name in names where name.first != "." {
        var status = stat()
        let path = folder + "/" + name
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { pending.append(path) }
      }
    }
    return true
  }

  private func readEvents(into changes: inout Changes) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      var at = 0
      // int wd; uint32 mask, cookie, len; char name[len].
      while at + 16 <= count {
        func word(_ offset: Int) -> UInt32 {
          (0..<4).reduce(0) { $0 | UInt32(buffer[at + offset + $1]) << (8 * UInt32($1)) }
        }
        let (number, mask, length) = (Int32(bitPattern: word(0)), word(4), Int(word(12)))
        guard at + 16 + length <= count else { return }
        let name = String(decoding: buffer[(at + 16)..<(at + 16 + length)].prefix { $0 != 0 }, as: UTF8.self)
        take(mask, name, in: folders[number] ?? "", into: &changes)
        at += 16 + length
      }
    }
  }

  private func take(_ mask: UInt32, _ name: String, in folder: String, into changes: inout Changes) {
    if mask & UInt32(IN_Q_OVERFLOW) != 0 || folder.isEmpty {
      changes.needsScan = true
      return
    }
    // Names that begin with a dot are read by nobody, but the lists of what to leave out.
    if name.first == ".", name != ".gitignore", name != ".casebookignore" { return }
    let path = name.isEmpty ? folder : folder + "/" + name
    if mask & UInt32(IN_ISDIR) != 0 {
      changes.needsScan = true
      if mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 { _ = watch(path) }
    } else if mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0 {
      changes.written.insert(path)
    } else if mask & UInt32(IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
      // An editor that writes beside and moves over its file takes a name away that never was a document.
      changes.written.remove(path)
      changes.needsScan = true
      if name.isEmpty { _ = watch(folder) }
    }
  }
  #endif
}

/// Sizes and times of the files below some folders.
struct Snapshot: Equatable {
  struct State: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  private(set) var files: [String: State] = [:]

  init(_ roots: [String]) {
    var pending = roots
    while let path = pending.popLast() {
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        pending += names.filter { $0.first != "." || $0 == ".gitignore" || $0 == ".casebookignore" }.map {
          path + "/" + $0
        }
      case S_IFREG:
        #if canImport(Glibc)
        files[path] = State(
          size: Int(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
        #else
        files[path] = State(
          size: Int(status.st_size), seconds: status.st_mtimespec.tv_sec, nanoseconds: status.st_mtimespec.tv_nsec)
        #endif
      default: break
      }
    }
  }
}
