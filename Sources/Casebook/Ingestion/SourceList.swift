internal import Foundation

/// Where the sources of an index are, as a small text file beside it, so that a search can tell whether a file changed
/// without opening the record store. One line a source: label, tab, path.
struct SourceList: Hashable {
  static let fileName = "sources.tsv"

  var paths: [String: String]
  /// Sources that are one file each.
  var files: Set<String>

  init(sources: [RecordStore.Source]) {
    paths = Dictionary(sources.map { ($0.label, $0.path) }, uniquingKeysWith: { first, _ in first })
    files = Set(sources.filter { !$0.isFolder }.map(\.label))
  }

  /// Empty where there is no such file.
  init(of folder: IndexFolder) {
    paths = [:]
    files = []
    guard let bytes = try? FileReader.read(folder.path + "/" + Self.fileName, maximumBytes: 16 << 20) else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      paths[String(parts[0])] = String(parts[2])
      if parts[1] == "file" { files.insert(String(parts[0])) }
    }
  }

  /// Replaces the file as a whole.
  func write(to folder: IndexFolder) throws {
    let text = paths.keys.sorted().map { "\($0)\t\(files.contains($0) ? "file" : "folder")\t\(paths[$0] ?? "")\n" }
      .joined()
    let path = folder.path + "/" + Self.fileName
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CasebookError.io(path: path, operation: "write", reason: FileScanner.reason(of: error))
    }
  }

  /// Where a document is on disk, nil when it came from standard input or its source is unknown.
  func location(source: String, file: String) -> String? {
    guard let path = paths[source], path != SourcePath.standardInput else { return nil }
    return files.contains(source) ? path : path + "/" + file
  }
}
