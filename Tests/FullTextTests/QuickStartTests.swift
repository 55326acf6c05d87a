import Testing

@testable import FullText

@Suite struct QuickStartTests {
  @Test func findsWhatWasAdded() throws {
    let folder = try TemporaryFolder()
    let schema = Schema([.text("body", analyzer: .english), .keyword("kind"), .stored("json")])
    let writer = try IndexWriter(path: folder.path, schema: schema, mode: .create)
    for (index, text) in ["Partners that share models", "A partner programme", "Nothing here"].enumerated() {
      var document = Document()
      document.add("body", .text(text))
      document.add("kind", .text(index == 0 ? "case study" : "pattern"))
      document.add("json", .text("{\(index)}"))
      try writer.add(document)
    }
    try writer.commit(payload: [1, 2, 3])
    let snapshot = try Snapshot.open(path: folder.path)
    #expect(snapshot.payload == [1, 2, 3])
    let parser = QueryParser(schema: snapshot.schema, defaultFields: [("body", 1)])
    let top = try snapshot.search(parser.parse("partner kind:\"case study\"").query, limit: 10)
    #expect(top.hits.map(\.document.rawValue) == [0])
    #expect(try snapshot.storedFields(of: top.hits[0].document).text("json") == "{0}")
    #expect(try snapshot.facets("kind", query: .all, limit: 5).map(\.count) == [2, 1])
  }
}
