internal import Foundation
internal import FullText

/// Where the parts of an index stand.
public struct IndexFolder: Sendable, Hashable {
  /// As given by the user.
  public let path: String

  /// The index at this path, which need not exist yet.
  public init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  var records: String { path + "/" + RecordStore.fileName }
  var text: String { path + "/" + TextIndex.folderName }
  var marks: String { path + "/generations" }
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

  /// Free bytes below which a refusal of the system is taken for a full disk: SQLite says only that reading or writing failed.
  private static let scarce = 1 << 20

  /// The full disk that is behind an error; nil when something else is.
  func fullDisk(behind error: any Error) -> CasebookError? {
    let isRefusal =
      switch error {
      case CasebookError.io, FullTextError.system: true
      default: false
      }
    var status = statvfs()
    guard isRefusal, statvfs(path, &status) == 0 else { return nil }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    return free < Self.scarce ? .diskFull(folder: path, free: free) : nil
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
