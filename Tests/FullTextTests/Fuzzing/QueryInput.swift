@testable import FullText

/// Any bytes as a typed query: it is read, with notes whose places lie in the text, and it can be run.
enum QueryInput {
  private static let schema = Schema([
    .text("body", analyzer: .english), .text("title", analyzer: .standard, weight: 2), .keyword("tag"),
    .integer("year"),
    .float("share"), .date("day"), .text("bare", analyzer: .standard, positions: false), .stored("note"),
  ])

  /// A few documents that queries are run over.
  private static let snapshot: Snapshot? = {
    let directory = MemoryDirectory()
    let texts = [
      "Network effects of open models", "a partner's platform: 3 million users", "naïve café, 2021", "Erdős and others",
    ]
    guard
      let writer = try? IndexWriter(directory: directory, lock: nil, schema: schema, mode: .create, options: .init())
    else { return nil }
    for (number, text) in texts.enumerated() {
      var document = Document()
      document.add("body", .text(text))
      document.add("title", .text("Title \(number)"))
      document.add("bare", .text(text))
      document.add("tag", .text("tag \(number % 2)"))
      document.add("year", .integer(Int64(2019 + number)))
      document.add("share", .float(Double(number) / 4))
      document.add("day", .date(Int64(number) * 86_400 * 365))
      if (try? writer.add(document)) == nil { return nil }
    }
    guard (try? writer.commit()) != nil else { return nil }
    return try? Snapshot.open(directory)
  }()

  /// Reads the bytes as a query, strictly and not, and runs it.
  static func run(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let combinations: [QueryParser.FieldCombination] = [.best(tieBreaker: 0.1), .sum, .bm25f]
    let combination = combinations[Int(input.first ?? 0) % 3]
    let parser = QueryParser(schema: schema, combination: combination, requiresAll: input.count % 2 == 1)
    let parsed = parser.parse(text)
    precondition(parsed.notes.count == parsed.problems.count, "notes and problems differ")
    let count = text.utf8.count
    for problem in parsed.problems {
      precondition(problem.range.lowerBound >= 0 && problem.range.upperBound <= count, "a note leaves the text")
    }
    do {
      let query = try parser.parseStrict(text)
      precondition(parsed.problems.isEmpty && query == parsed.query, "strict and lenient reading differ")
    } catch {
      precondition(!parsed.problems.isEmpty, "an error without a note")
    }
    guard let snapshot else { return }
    if let top = try? snapshot.search(parsed.query, limit: 2) {
      precondition((try? snapshot.count(parsed.query)) == top.total, "counts differ")
      for hit in top.hits { _ = try? snapshot.explain(parsed.query, document: hit.document) }
    }
    _ = snapshot.snippets(of: parsed.query, field: "body", in: "Network effects of open models, 3 million users")
  }
}
