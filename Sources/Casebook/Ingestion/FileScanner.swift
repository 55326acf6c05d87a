internal import Foundation

/// A document found on disk.
struct FoundFile: Sendable, Hashable {
  /// Relative to the source, with `/`.
  var path: String
  /// As the operating system takes it.
  var location: String
  /// The names on the way to a document inside the file; empty for the file itself.
  var entry: [String] = []

  var file: IngestPlan.File { entry.isEmpty ? .file(location) : .entry(location, entry) }
}

/// Something that was passed over, and why; said to the user.
struct ScanNote: Sendable, Hashable {
  var path: String
  var reason: String
  /// What was asked for could not be done.
  var isError = false
}

/// Finds the documents of a source.
///
/// Hidden files and folders are passed over, and what `.gitignore` and `.casebookignore` files in the source name.
/// Symbolic links are not followed: what they point to inside the folder is found where it stands, and what lies outside
/// is not part of the source.
struct FileScanner {
  private(set) var files: [FoundFile] = []
  private(set) var notes: [ScanNote] = []
  /// Beginnings of the paths of what could not be looked at: folders, archives, files that no converter is there for. What was stored
  /// of it stays.
  private(set) var unknown: [String] = []
  /// Files that were left out because of their type.
  private(set) var unread = UnreadTypes()
  private var taken: Set<String> = []
  private let types: DocumentTypes

  /// Between the path of a file and the path of a document inside it.
  static let inside = "!/"

  init(types: DocumentTypes) { self.types = types }

  private struct Folder {
    var path: String
    var location: String
    /// Ignore files that hold here, from the outermost; each with the length of its folder's path.
    var rules: [(prefix: Int, rules: IgnoreRules)]
  }

  /// All documents below a folder, sorted by path (as bytes).
  static func scan(folder location: String, types: DocumentTypes = DocumentTypes()) throws -> FileScanner {
    var scanner = FileScanner(types: types)
    var pending = [Folder(path: "", location: location, rules: [])]
    var isFirst = true
    while var folder = pending.popLast() {
      let names: [String]
      do {
        names = try PathBytes.names(in: folder.location)
      } catch {
        guard !isFirst else { throw CasebookError.unreadable(path: location, reason: error.reason) }
        scanner.unknown.append(folder.path + "/")
        scanner.notes.append(
          ScanNote(
            path: PathBytes.shown(folder.path), reason: "folder cannot be read (\(error.reason))", isError: true))
        continue
      }
      isFirst = false
      for name in [".gitignore", ".casebookignore"] where names.contains(name) {
        guard let bytes = try? FileReader.read(folder.location + "/" + name, maximumBytes: 4 << 20) else { continue }
        folder.rules.append(
          (folder.path.isEmpty ? 0 : PathBytes.bytes(folder.path).count + 1, IgnoreRules(bytes: bytes)))
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
    guard PathBytes.withCString(location, { lstat($0, &status) }) == 0 else { return }
    let type = status.st_mode & S_IFMT
    if type == S_IFLNK {
      notes.append(ScanNote(path: PathBytes.shown(path), reason: "symbolic link, not followed"))
      return
    }
    let isFolder = type == S_IFDIR
    guard isFolder || type == S_IFREG else {
      if types.kind(of: name) != .other {
        notes.append(ScanNote(path: PathBytes.shown(path), reason: "neither a file nor a folder"))
      }
      return
    }
    // The innermost ignore file that speaks of the path decides.
    for (prefix, rules) in folder.rules.reversed() {
      if let ignored = rules.ignores(Array(PathBytes.bytes(path).dropFirst(prefix)), isFolder: isFolder) {
        if ignored { return }
        break
      }
    }
    if isFolder {
      pending.append(Folder(path: path, location: location, rules: folder.rules))
    } else {
      take(FoundFile(path: path, location: location))
    }
  }

  /// Takes in a file: as a document, as what holds documents, or as one that is counted and left out.
  mutating func take(_ file: FoundFile) {
    switch types.kind(of: file.path) {
    case .document: files.append(FoundFile(path: shownOnce(file.path), location: file.location))
    case .container(let isDocument):
      let path = shownOnce(file.path)
      if isDocument { files.append(FoundFile(path: path, location: file.location)) }
      do {
        let (entries, warnings) = try types.entries(of: file.location)
        notes += warnings.map { ScanNote(path: path, reason: $0) }
        for entry in entries {
          let inner = entry.joined(separator: Self.inside)
          switch types.kind(of: inner) {
          case .document, .container(isDocument: true):
            files.append(FoundFile(path: path + Self.inside + inner, location: file.location, entry: entry))
          case .unread(let remedy):
            unread.add(type: DocumentTypes.type(of: inner), remedy: remedy)
            unknown.append(path + Self.inside + inner)
          case .other: unread.add(type: DocumentTypes.type(of: inner), remedy: nil)
          case .container: continue
          }
        }
      } catch {
        unknown.append(path + Self.inside)
        notes.append(ScanNote(path: path, reason: "\(error)", isError: true))
      }
    case .unread(let remedy):
      unread.add(type: DocumentTypes.type(of: file.path), remedy: remedy)
      unknown.append(PathBytes.shown(file.path))
    case .other: unread.add(type: DocumentTypes.type(of: file.path), remedy: nil)
    }
  }

  /// The path that a file has in the index: a name that is not UTF-8 with replacement signs, and told apart from others that look
  /// the same by its bytes.
  private mutating func shownOnce(_ path: String) -> String {
    var shown = PathBytes.shown(path)
    if shown != path, taken.contains(shown) {
      let bytes = PathBytes.bytes(path).filter { $0 >= 0x80 }.map { String($0, radix: 16) }.joined()
      let dot = shown.lastIndex(of: ".") ?? shown.endIndex
      shown.insert(contentsOf: "~" + bytes, at: dot)
    }
    taken.insert(shown)
    return shown
  }

  static func reason(of error: any Error) -> String {
    let error = error as NSError
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError { return underlying.localizedDescription }
    return error.localizedDescription
  }
}
