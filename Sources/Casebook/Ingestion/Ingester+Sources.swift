extension Ingester {
  /// Where the sources of an index are, by label; what came on standard input is left out.
  package static func sources(of folder: IndexFolder) -> [String: (path: String, isFolder: Bool)] {
    let list = SourceList(of: folder)
    return Dictionary(
      uniqueKeysWithValues: list.paths.filter { $0.value != SourcePath.standardInput }.map {
        ($0.key, ($0.value, !list.files.contains($0.key)))
      })
  }

  /// The documents that an ingestion of a folder would find, as paths of the system; of a file, the file.
  package static func documentPaths(in path: String) -> [String] {
    (try? FileScanner.scan(folder: path))?.files.map(\.location) ?? [path]
  }
}
