/// Files that were left out because of their type, counted.
struct UnreadTypes: Hashable {
  /// By remedy, then by type; without a remedy nothing can be done.
  private var counts: [String: [String: Int]] = [:]

  mutating func add(type: String, remedy: String?) { counts[remedy ?? "", default: [:]][type, default: 0] += 1 }

  mutating func formUnion(_ other: UnreadTypes) {
    for (remedy, types) in other.counts {
      counts[remedy, default: [:]].merge(types) { $0 + $1 }
    }
  }

  /// One note for each remedy, and one for all that nothing reads.
  var notes: [IngestReport.Note] {
    counts.sorted { $0.key < $1.key }.map { remedy, types in
      let order = types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let total = types.values.reduce(0, +)
      let message: String
      if remedy.isEmpty {
        let shown = order.prefix(6).map { "\($0.key.isEmpty ? "without an ending" : "." + $0.key) \($0.value)" }
        message =
          "\(total) \(total == 1 ? "file" : "files") of other types \(total == 1 ? "was" : "were") not read: "
          + shown.joined(separator: ", ") + (order.count > 6 ? " ..." : "")
      } else {
        let shown = order.map { "\($0.value) .\($0.key)" }.joined(separator: " and ")
        message = "\(shown) \(total == 1 ? "file was" : "files were") not read: \(remedy)"
      }
      return IngestReport.Note(
        severity: "note", code: remedy.isEmpty ? "other-types" : "not-read", place: "", message: message)
    }
  }
}
