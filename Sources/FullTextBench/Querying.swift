import FullText

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Answers queries from standard input, one line each, at once.
enum Querying {
  static func run(folder: String, _ options: FullTextBench.Options) throws {
    let snapshot = try Snapshot.open(path: folder)
    let parser = QueryParser(schema: snapshot.schema, defaultFields: [("text", 1)])
    let ids = IDReader(snapshot)
    while let line = readLine() {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let command = parts[0].split(separator: "_")
      let text = String(parts[1])
      if command[0] == "COUNT" {
        let start = FullTextBench.nanoseconds()
        let count = try snapshot.count(parser.parse(text).query)
        print("\(count)\t\(FullTextBench.nanoseconds() - start)\t")
      } else {
        let limit = command.count > 1 ? Int(command[1]) ?? 10 : 10
        let counts = command.last == "COUNT"
        let start = FullTextBench.nanoseconds()
        let top = try search(snapshot, parser.parse(text).query, limit, counts, options)
        let time = FullTextBench.nanoseconds() - start
        let pairs = try top.hits.map { "\(try ids[$0.document]):\($0.score)" }
        print("\(counts ? top.total : top.hits.count)\t\(time)\t\(pairs.joined(separator: ","))")
      }
      fflush(nil)
    }
  }

  /// A plain search, unless `--proximity WEIGHT` or `--feedback WEIGHT` asks for more. Feedback takes the texts of the ten best documents.
  private static func search(
    _ snapshot: Snapshot, _ query: Query, _ limit: Int, _ counts: Bool, _ options: FullTextBench.Options
  ) throws -> TopDocuments {
    var query = query
    if let weight = options.feedback {
      let best = try snapshot.search(query, limit: 10, countsExactly: false).hits
      let texts = try best.compactMap { try snapshot.storedFields(of: $0.document).text("text") }
      query = try snapshot.expanding(query, from: texts, field: "text", weight: weight)
    }
    if let weight = options.proximity {
      return try snapshot.search(query, limit: limit, proximity: Proximity(weight: weight), countsExactly: counts)
    }
    return try snapshot.search(query, limit: limit, countsExactly: counts)
  }

  private struct IDReader {
    private let snapshot: Snapshot
    init(_ snapshot: Snapshot) { self.snapshot = snapshot }
    subscript(document: DocumentID) -> String {
      get throws { try snapshot.storedFields(of: document).text("id") ?? "" }
    }
  }
}
