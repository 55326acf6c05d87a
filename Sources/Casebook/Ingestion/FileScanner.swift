internal import Foundation
internal import Markup

/// A document found on disk.
struct FoundFile: Sendable, Hashable {
  /// Relative to the source, with `/`.
  var path: String
  /// As the operating system takes it.
  var location: String
}

/// Something that was passed over, and why; said to the user.
struct ScanNote: Sendable, Hashable {
  var path: String
  var reason: String
}

/// Finds the documents of a source.
///
/// Hidden files and folders are passed over, and what `.gitignore` and `.casebookignore` files in the source name.
/// Symbolic links are not followed: what they point to inside the folder is found where it stands, and what lies outside
/// is not part of the source.
struct FileScanner {
  private(set) var files: [FoundFile] = []
  private(set) var notes: [ScanNote] = []

  private struct Folder {
    var path: String
    var location: String
    /// Ignore files that hold here, from the outermost; each with the length of its folder's path.
    var rules: [(prefix: Int, rules: IgnoreRules)]
  }

  /// All documents below a folder, sorted by path (as bytes).
  static func scan(folder location: String) throws -> FileScanner {
    var scanner = FileScanner()
    var pending = [Folder(path: "", location: location, rules: [])]
    var isFirst = true
    while var folder = pending.popLast() {
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: folder.location).sorted {
          $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
      } catch {
        guard !isFirst else { throw CasebookError.unreadable(path: location, reason: reason(of: error)) }
        scanner.notes.append(ScanNote(path: folder.path, reason: "folder cannot be read (\(reason(of: error)))"))
        continue
      }
      isFirst = false
      for name in [".gitignore", ".casebookignore"] where names.contains(name) {
        guard let data = FileManager.default.contents(atPath: folder.location + "/" + name) else { continue }
        folder.rules.append(
          (folder.path.isEmpty ? 0 : folder.path.utf8.count + 1, IgnoreRules(String(decoding: data, as: UTF8.self))))
      }
      for name in names where name.first != "." { scanner.visit(name, in: folder, pending: &pending) }
    }
    scanner.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return scanner
  }

  private mutating func visit(_ name: String, in folder: Folder, pending: inout [Folder]) {
    let path = folder.path.isEmpty ? name : folder.path + "/" + name
    let location = folder.location + "/" + name
    var status = stat()
    guard lstat(location, &status) == 0 else { return }
    let type = status.st_mode & S_IFMT
    if type == S_IFLNK {
      notes.append(ScanNote(path: path, reason: "symbolic link, not followed"))
      return
    }
    let isFolder = type == S_IFDIR
    guard isFolder || type == S_IFREG else { return }
    // The innermost ignore file that speaks of the path decides.
    for (prefix, rules) in folder.rules.reversed() {
      if let ignored = rules.ignores(String(decoding: path.utf8.dropFirst(prefix), as: UTF8.self), isFolder: isFolder) {
        if ignored { return }
        break
      }
    }
    if isFolder {
      pending.append(Folder(path: path, location: location, rules: folder.rules))
    } else if DocumentFormat(pathExtension: name.split(separator: ".").last ?? "") != nil, name.contains(".") {
      files.append(FoundFile(path: path, location: location))
    }
  }

  static func reason(of error: any Error) -> String {
    let error = error as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError { return underlying.localizedDescription }
    return error.localizedDescription
  }
}
