import Testing

@testable import FullText

/// Words of which only the beginning is typed: behind hyphens, in phrases, and where the stem is shorter than that.
@Suite struct PrefixTests {
  private let texts = [
    "The on-premise servers went", "An old router failed", "Old routes were closed", "The router is old",
    "Reductions of cost", "Companies merged", "売上は増えた", "今日は晴れ", "nothing of it",
  ]

  private func snapshot(_ folder: TemporaryFolder) throws -> Snapshot {
    let writer = try IndexWriter(
      path: folder.path, schema: Schema([.text("body", analyzer: .english)]), mode: .create,
      options: .init(mergeFactor: 2))
    for (number, text) in texts.enumerated() {
      var document = Document()
      document.add("body", .text(text))
      try writer.add(document)
      if number == 3 { try writer.commit() }
    }
    try writer.commit()
    return try Snapshot.open(path: folder.path)
  }

  @Test func findWhatBeginsSo() throws {
    let folder = try TemporaryFolder()
    let snapshot = try snapshot(folder)
    let parser = QueryParser(schema: snapshot.schema)
    let cases: [(String, [Int])] = [
      ("on-prem*", [0]), ("on-premise", [0]), ("prem*", [0]), ("\"old rout*\"", [1, 2]), ("\"old router*\"", [1]),
      ("rout*", [1, 2, 3]), ("reducti*", [4]), ("reduction*", [4]), ("reductions*", [4]), ("compan*", [5]),
      ("companies*", [5]),
      ("company*", [5]), ("\"is ol*\"", [1, 2, 3]), ("\"the prem*\"", [0]), ("xyz*", []), ("\"old xyz*\"", []),
      ("売", [6]), ("上", [6]),
      ("は", [6, 7]), ("た", [6]), ("売上", [6]), ("\"An old r*\"", [1, 2]),
    ]
    for (text, expected) in cases {
      let query = parser.parse(text).query
      let found = try snapshot.search(query, limit: 10).hits.map { Int($0.document.rawValue) }.sorted()
      #expect(found == expected, "\(text)")
      #expect(try snapshot.count(query) == expected.count)
      for document in expected {
        #expect(!snapshot.highlights(of: query, field: "body", in: texts[document]).isEmpty, "\(text)")
      }
    }
    let marks = snapshot.highlights(
      of: parser.parse("\"old rout*\"").query, field: "body", in: "A router, an old router")
    #expect(marks == [13..<16, 17..<23])
  }
}
