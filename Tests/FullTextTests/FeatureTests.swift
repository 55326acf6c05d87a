import Testing

@testable import FullText

/// What no other suite looks at by itself.
@Suite struct FeatureTests {
  private func snapshot(_ schema: Schema, _ documents: [[(String, Value)]]) throws -> Snapshot {
    let directory = MemoryDirectory()
    let writer = try IndexWriter(directory: directory, lock: nil, schema: schema, mode: .create, options: .init())
    for values in documents {
      var document = Document()
      for (field, value) in values { document.add(field, value) }
      try writer.add(document)
    }
    try writer.commit()
    return try Snapshot.open(directory)
  }

  /// Several words to one, found either way round, and marked as they stand in the text.
  @Test func synonymsAreFoundAndMarkedWhateverIsTyped() throws {
    let analyzer = AnalyzerName.english.addingSynonyms(["open source": "oss", "free software": "oss"])
    let texts = ["Open source models", "OSS licences", "Free software", "open for a source"]
    let snapshot = try snapshot(
      Schema([.text("body", analyzer: analyzer)]), texts.map { [("body", .text($0))] })
    for typed in ["oss", "open source", "free software"] {
      let query = Query.phrase(field: "body", text: typed)
      #expect(try snapshot.search(query, limit: 9).hits.map(\.document.rawValue).sorted() == [0, 1, 2], "\(typed)")
      let marked = texts.map { text in
        snapshot.highlights(of: query, field: "body", in: text).map {
          String(decoding: Array(text.utf8)[$0], as: UTF8.self)
        }
      }
      #expect(marked == [["Open source"], ["OSS"], ["Free software"], []], "\(typed)")
      #expect(snapshot.snippets(of: query, field: "body", in: texts[0]).first?.matches == [0..<11])
    }
  }

  /// Stop words inside a rule are part of it; words between the rule's are not.
  @Test func synonymsOfSeveralWordsHaveToStandTogether() throws {
    let analyzer = try Analyzer(AnalyzerName.english.addingSynonyms(["united states of america": "usa"]))
    func terms(_ text: String) -> [String] { analyzer.tokens(text).map { String(decoding: $0.term, as: UTF8.self) } }
    #expect(terms("the United States of America today") == ["usa", "todai"])
    #expect(terms("united states america") == ["unit", "state", "america"])
    #expect(terms("united the states of america") == ["unit", "state", "america"])
    let tokens = analyzer.tokens("in the United States of America today")
    #expect(tokens.map(\.position) == [2, 3])
  }

  @Test func chineseAndJapaneseAreFoundByPairs() throws {
    let texts = ["東京都庁", "京都の寺", "開源模型"]
    let snapshot = try snapshot(Schema([.text("body")]), texts.map { [("body", .text($0))] })
    func found(_ text: String) throws -> [UInt32] {
      try snapshot.search(.term(field: "body", text: text), limit: 9).hits.map(\.document.rawValue).sorted()
    }
    #expect(try found("東京") == [0])
    #expect(try found("京都") == [0, 1])
    #expect(try found("模型") == [2])
    #expect(snapshot.highlights(of: .term(field: "body", text: "東京都"), field: "body", in: texts[0]) == [0..<9])
  }

  @Test func rangesAreCountedAsFacetsAndMayOverlap() throws {
    let snapshot = try snapshot(
      Schema([.integer("year"), .keyword("kind")]),
      (0..<10).map { [("year", .integer(Int64(2010 + $0))), ("kind", .text($0 < 3 ? "a" : "b"))] })
    let ranges: [(lower: RangeBound?, upper: RangeBound?)] = [
      (nil, .excluding(.integer(2012))), (.including(.integer(2011)), .including(.integer(2015))),
      (.including(.integer(3000)), nil),
    ]
    #expect(try snapshot.facets("year", ranges: ranges, query: .all) == [2, 5, 0])
    #expect(try snapshot.facets("year", ranges: ranges, query: .term(field: "kind", text: "a")) == [2, 2, 0])
  }

  @Test func matchesCanBeStreamedAndStoppedAnywhere() throws {
    let snapshot = try snapshot(Schema([.text("body")]), (0..<9000).map { _ in [("body", .text("a"))] })
    var seen: [UInt32] = []
    try snapshot.forEachMatch(.term(field: "body", text: "a")) {
      seen.append($0.rawValue)
      return seen.count < 5000
    }
    #expect(seen == Array(0..<5000))
  }

  @Test func aFieldWithoutPositionsFindsWordsButNoPhrases() throws {
    let snapshot = try snapshot(
      Schema([.text("body", positions: false)]), [[("body", .text("open models"))], [("body", .text("models open"))]])
    #expect(try snapshot.count(.match(field: "body", text: "open models", minimumShouldMatch: 2)) == 2)
    #expect(throws: FullTextError.self) { try snapshot.count(.phrase(field: "body", text: "open models")) }
  }

  @Test func aPatternForTooManyWordsSaysSo() throws {
    let words = (0..<4).map { part in (0..<25_100).map { "w\(part * 25_100 + $0)" }.joined(separator: " ") }
    let snapshot = try snapshot(Schema([.text("body", analyzer: .whitespace)]), words.map { [("body", .text($0))] })
    #expect(throws: FullTextError.self) { try snapshot.count(.prefix(field: "body", text: "w")) }
    #expect(try snapshot.count(.prefix(field: "body", text: "w1003")) == 2)
  }

  /// An index that was begun anew and committed once was emptied by a later rollback.
  @Test func rollbackForgetsWhatWasAddedAndDeleted() throws {
    for threads in [1, 3] {
      let directory = MemoryDirectory()
      let schema = Schema([.text("body")])
      let writer = try IndexWriter(
        directory: directory, lock: nil, schema: schema, mode: .create, options: .init(threads: threads))
      var document = Document()
      document.add("body", .text("kept"))
      try writer.update(document, id: "1")
      try writer.commit()
      try writer.delete(id: "1")
      try writer.update(document, id: "2")
      #expect(writer.documentCount == 1)
      writer.rollback()
      #expect(writer.documentCount == 1)
      try writer.commit()
      #expect(try Snapshot.open(directory).count(.term(field: Schema.idField, text: "1")) == 1)
      #expect(try Snapshot.open(directory).count(.term(field: Schema.idField, text: "2")) == 0)
    }
  }
}
