internal import Foundation

/// Tells whether the files of an answer are still what was ingested.
struct Freshness {
  private let sources: SourceList
  private let types = DocumentTypes()
  private var known: [String: Bool] = [:]

  init(folder: IndexFolder) { sources = SourceList(of: folder) }

  /// Whether the file is gone or differs from what was ingested.
  mutating func hasChanged(source: String, file: String, hash: String) -> Bool {
    // A name that is not UTF-8 is stored as it is shown, which opens nothing.
    guard !file.contains("\u{FFFD}"), let location = sources.location(source: source, file: file) else { return false }
    if let changed = known[location] { return changed }
    let changed = bytes(at: location, file).map { ContentHash.hexadecimal(of: $0) != hash } ?? true
    known[location] = changed
    return changed
  }

  /// What a document is made of now; of one inside a file what that file holds.
  private func bytes(at location: String, _ file: String) -> [UInt8]? {
    let isThere = PathBytes.withCString(location) { access($0, F_OK) } == 0
    guard !isThere, file.contains(FileScanner.inside), let range = location.range(of: FileScanner.inside) else {
      return try? FileReader.read(location, maximumBytes: 1 << 30, takesBinary: true)
    }
    let entry = String(location[range.upperBound...]).components(separatedBy: FileScanner.inside)
    return try? types.bytes(of: entry, in: String(location[..<range.lowerBound]))
  }
}
