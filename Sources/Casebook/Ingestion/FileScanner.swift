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

/// Reads whole files, with a limit, without Foundation's copies.
enum FileReader {
  enum Failure: Error {
    case tooLarge(bytes: Int)
    case binary
    case system(String)
  }

  /// - Throws: `Failure`.
  static func read(_ location: String, maximumBytes: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(location, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .system("not a regular file") }
    let size = Int(status.st_size)
    guard size <= maximumBytes else { throw .tooLarge(bytes: size) }
    var failure: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if got < 0 {
          if errno == EINTR { continue }
          failure = String(cString: strerror(errno))
          break
        }
        if got == 0 { break }
        count += got
      }
    }
    if let failure { throw .system(failure) }
    if isBinary(bytes) { throw .binary }
    return bytes
  }

  /// Bytes looked at for a verdict, as git and grep do.
  private static let probe = 8000
  /// Fewer are damage in a text.
  private static let leastZeros = 8

  /// No text has zero bytes; UTF-16 has them, but nearly all at even or all at odd places, and UTF-32 says so by its mark.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return false
    }
    var zeros = (even: 0, odd: 0)
    for index in 0..<min(bytes.count, probe) where bytes[index] == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    return zeros.even + zeros.odd >= leastZeros && min(zeros.even, zeros.odd) * 8 > max(zeros.even, zeros.odd)
  }
}
