internal import Foundation

/// Where the sources of an index are, as a small text file beside it, so that a search can tell whether a file changed
/// without opening the record store. One line for each source: label, tab, kind, tab, path; then the checksum of these lines.
struct SourceList: Hashable {
  static let fileName = "sources.tsv"

  var paths: [String: String]
  /// Sources that are one file each.
  var files: Set<String>

  init(sources: [RecordStore.Source]) {
    paths = Dictionary(sources.map { ($0.label, $0.path) }, uniquingKeysWith: { first, _ in first })
    files = Set(sources.filter { !$0.isFolder }.map(\.label))
  }

  /// What the file says; what the record store says where the file is missing or damaged.
  init(of folder: IndexFolder) {
    let bytes = try? FileReader.read(folder.path + "/" + Self.fileName, maximumBytes: 16 << 20)
    if let list = bytes.flatMap({ SourceList($0) }) {
      self = list
    } else {
      let store = try? RecordStore.openForReading(path: folder.records)
      self.init(sources: (try? store?.read(RecordStore.sources)) ?? [])
    }
  }

  /// Whether the file is there and says what it said when it was written.
  static func isSound(_ folder: IndexFolder) -> Bool {
    let bytes = try? FileReader.read(folder.path + "/" + fileName, maximumBytes: 16 << 20)
    return bytes.flatMap { SourceList($0) } != nil
  }

  /// nil when the last line is not the checksum of the others. Complexity: O(bytes).
  private init?(_ bytes: [UInt8]) {
    guard bytes.last == 0x0A, let end = bytes.dropLast().lastIndex(of: 0x0A).map({ $0 + 1 }) ?? bytes.indices.first,
      Array(bytes[end...]) == Self.checksum(of: Array(bytes[..<end]))
    else { return nil }
    paths = [:]
    files = []
    for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      paths[String(parts[0])] = String(parts[2])
      if parts[1] == "file" { files.insert(String(parts[0])) }
    }
  }

  private static func checksum(of lines: [UInt8]) -> [UInt8] {
    Array("checksum\t\(ContentHash.hexadecimal(of: lines))\n".utf8)
  }

  /// Replaces the file as a whole.
  func write(to folder: IndexFolder) throws {
    let lines = paths.keys.sorted().map { "\($0)\t\(files.contains($0) ? "file" : "folder")\t\(paths[$0] ?? "")\n" }
      .joined()
    let path = folder.path + "/" + Self.fileName
    do {
      try Data(Array(lines.utf8) + Self.checksum(of: Array(lines.utf8)))
        .write(to: URL(fileURLWithPath: path), options: .atomic)
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
