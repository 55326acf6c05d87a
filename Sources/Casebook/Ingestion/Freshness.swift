/// Tells whether the files of an answer are still what was ingested.
struct Freshness {
  private let sources: SourceList
  private var known: [String: Bool] = [:]

  init(folder: IndexFolder) { sources = SourceList(of: folder) }

  /// Whether the file is gone or differs from what was ingested.
  mutating func hasChanged(source: String, file: String, hash: String) -> Bool {
    // A name that is not UTF-8 is stored as it is shown, which opens nothing.
    guard !file.contains("\u{FFFD}"), let location = sources.location(source: source, file: file) else { return false }
    if let changed = known[location] { return changed }
    let bytes = try? FileReader.read(location, maximumBytes: 1 << 30)
    let changed = bytes.map { ContentHash.hexadecimal(of: $0) != hash } ?? true
    known[location] = changed
    return changed
  }
}
