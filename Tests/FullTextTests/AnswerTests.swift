import TestSupport
import Testing

@testable import FullText

/// What searches give besides hits: order, groups, facets, snippets, explanations, suggestions.
@Suite struct AnswerTests {
  private func snapshot(_ seed: UInt64, count: Int = 60) throws -> (Snapshot, NaiveIndex, RandomCorpus, TemporaryFolder)
  {
    var corpus = RandomCorpus(seed: seed)
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: RandomCorpus.schema, mode: .create)
    var documents: [Document] = []
    for number in 0..<count {
      documents.append(corpus.document(number))
      try writer.add(documents[number])
      if number == count / 2 { try writer.commit() }
    }
    try writer.commit()
    let snapshot = try Snapshot.open(path: folder.path)
    return (snapshot, try NaiveIndex(schema: snapshot.schema, documents: documents), corpus, folder)
  }

  private func text(_ texts: [(field: String, text: String)], schema: Schema) throws -> (Snapshot, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: schema, mode: .create)
    for (field, text) in texts {
      var document = Document()
      document.add(field, .text(text))
      try writer.add(document)
    }
    try writer.commit()
    return (try Snapshot.open(path: folder.path), folder)
  }

  @Test(arguments: 0..<10) func sortedHitsAreInTheOrderOfTheField(seed: Int) throws {
    var (snapshot, naive, corpus, _) = try snapshot(UInt64(seed))
    for field in ["count", "ratio", "day", "tag"] {
      let query = corpus.query(depth: 1)
      let matches = try (naive.scores(query) ?? []).enumerated().filter { $0.element != nil }.map(\.offset)
      for isAscending in [true, false] {
        func key(_ index: Int) -> Double? {
          naive.entries[index].document[field].map {
            switch $0 {
            case .integer(let number), .date(let number): Double(number)
            case .float(let number): number
            case .text(let text): Double(text.utf8.last ?? 0)
            case .bytes: 0
            }
          }.min { field == "tag" ? $0 < $1 : false } ?? naive.entries[index].document[field].first.map { _ in 0 }
        }
        let expected = matches.sorted { left, right in
          switch (key(left), key(right)) {
          case (let a?, let b?): a != b ? (isAscending ? a < b : a > b) : left < right
          case (nil, nil): left < right
          case (let a, _): a != nil
          }
        }
        let found = try snapshot.search(query, sortedBy: SortOrder(field, ascending: isAscending), limit: 1000)
        #expect(found.hits.map { Int($0.document.rawValue) } == expected, "\(field) \(isAscending)")
        #expect(found.total == expected.count)
      }
    }
  }

  @Test(arguments: 0..<10) func facetsAndGroupsCountLikeAScan(seed: Int) throws {
    var (snapshot, naive, corpus, _) = try snapshot(UInt64(100 + seed))
    let query = corpus.query(depth: 1)
    let scores = try naive.scores(query) ?? naive.entries.map { _ in nil }
    var counts: [String: Int] = [:]
    var groups: [String?: [Float]] = [:]
    for (entry, score) in zip(naive.entries, scores) {
      guard let score else { continue }
      let tags = Set(entry.document["tag"].compactMap { if case .text(let tag) = $0 { tag } else { nil } })
      for tag in tags { counts[tag, default: 0] += 1 }
      groups[tags.min(), default: []].append(score)
    }
    let facets = try snapshot.facets("tag", query: query, limit: 100)
    #expect(Dictionary(uniqueKeysWithValues: facets.map { ($0.value, $0.count) }) == counts)
    #expect(
      zip(facets, facets.dropFirst()).allSatisfy { $0.count > $1.count || $0.count == $1.count && $0.value < $1.value })
    let found = try snapshot.groups(query, by: "tag", limit: 100, hitsPerGroup: 2)
    #expect(Set(found.map(\.value)) == Set(groups.keys))
    for group in found {
      let expected = (groups[group.value] ?? []).sorted(by: >)
      #expect(group.total == expected.count && group.hits.count == min(2, expected.count))
      #expect(abs((group.hits.first?.score ?? -1) - (expected.first ?? -1)) < 1e-3)
    }
    let ranges: [(RangeBound?, RangeBound?)] = [(nil, .excluding(.integer(0))), (.including(.integer(0)), nil)]
    let inRanges = try snapshot.facets("count", ranges: ranges.map { (lower: $0.0, upper: $0.1) }, query: query)
    let withCount = zip(naive.entries, scores).count { $1 != nil && !$0.document["count"].isEmpty }
    #expect(inRanges.reduce(0, +) == withCount)
  }

  @Test(arguments: 0..<10) func pagesJoinToTheWholeList(seed: Int) throws {
    var (snapshot, _, corpus, _) = try snapshot(UInt64(200 + seed))
    for query in [corpus.query(), corpus.words(), corpus.words()] {
      let whole = try snapshot.search(query, limit: 1000).hits
      var byOffset: [Hit] = []
      var byHit: [Hit] = []
      while true {
        let page = try snapshot.search(query, limit: 7, offset: byOffset.count).hits
        if page.isEmpty { break }
        byOffset += page
      }
      while true {
        let page =
          try byHit.last.map { try snapshot.search(query, limit: 7, after: $0).hits }
          ?? snapshot.search(query, limit: 7).hits
        if page.isEmpty { break }
        byHit += page
      }
      #expect(byOffset == whole)
      #expect(byHit == whole)
    }
  }

  @Test(arguments: 0..<20) func anExplanationHasTheScoreOfTheHit(seed: Int) throws {
    var (snapshot, _, corpus, _) = try snapshot(UInt64(300 + seed))
    for query in [corpus.query(), corpus.words()] {
      let hits = try snapshot.search(query, limit: 5).hits
      for hit in hits {
        let explanation = try snapshot.explain(query, document: hit.document)
        #expect(explanation.isMatch)
        #expect(abs(explanation.value - hit.score) <= 1e-4 * max(1, hit.score), "\(query)\n\(explanation)")
      }
      let found = Set(try snapshot.search(query, limit: 1000).hits.map(\.document))
      for number in 0..<10 where !found.contains(DocumentID(rawValue: UInt32(number))) {
        #expect(try !snapshot.explain(query, document: DocumentID(rawValue: UInt32(number))).isMatch)
      }
    }
  }

  @Test func highlightsMarkWhatTheQueryFinds() throws {
    let (snapshot, _) = try text([("body", "x")], schema: Schema([.text("body", analyzer: .english), .text("other")]))
    let text = "Partners share models; a partner's shared model, modelling. Cafés"
    func marked(_ query: Query) -> [String] {
      snapshot.highlights(of: query, field: "body", in: text).map {
        String(decoding: Array(text.utf8)[$0], as: UTF8.self)
      }
    }
    #expect(marked(.term(field: "body", text: "partner")) == ["Partners", "partner's"])
    #expect(marked(.phrase(field: "body", text: "share model")) == ["share", "models", "shared", "model"])
    #expect(marked(.phrase(field: "body", text: "model partner", slop: 0)) == [])
    #expect(marked(.phrase(field: "body", text: "models partner", slop: 1)) == ["models", "partner's"])
    #expect(marked(.prefix(field: "body", text: "Mod")) == ["models", "model", "modelling"])
    #expect(marked(.fuzzy(field: "body", text: "partnr", distance: 1)) == ["Partners", "partner's"])
    #expect(marked(.term(field: "body", text: "cafe")) == ["Cafés"])
    #expect(marked(.term(field: "other", text: "partner")) == [])
    #expect(
      marked(.boolean(should: [.term(field: "body", text: "share")], mustNot: [.term(field: "body", text: "model")]))
        == ["share", "shared"])
  }

  @Test func snippetsShowTheMostDifferentWords() throws {
    let (snapshot, _) = try text([("body", "x")], schema: Schema([.text("body", analyzer: .english)]))
    let filler = String(repeating: "lorem ipsum dolor ", count: 40)
    let text = "revenue " + filler + "the partners shared revenue and models " + filler + "end"
    let query = QueryParser(schema: snapshot.schema).parse("partner revenue model").query
    let found = snapshot.snippets(of: query, field: "body", in: text, maximumLength: 80)
    #expect(found.count == 1)
    let snippet = try #require(found.first)
    #expect(snippet.text.utf8.count <= 80 && snippet.text.contains("partners shared revenue and models"))
    let words = snippet.matches.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
    #expect(words == ["partners", "revenue", "models"])
    #expect(String(decoding: Array(text.utf8)[snippet.range], as: UTF8.self) == snippet.text)
    let two = snapshot.snippets(of: query, field: "body", in: text, maximumLength: 80, count: 5)
    #expect(two.count == 2 && two[0].text.hasPrefix("revenue") && !two[0].range.overlaps(two[1].range))
    #expect(
      snapshot.snippets(of: .term(field: "body", text: "absent"), field: "body", in: "Some text.").first?.text
        == "Some text")
    #expect(snapshot.snippets(of: query, field: "body", in: "").isEmpty)
  }

  @Test func suggestionsReplaceUnknownWords() throws {
    let (snapshot, _) = try text(
      [("body", "partnership strategy"), ("body", "partnership model 2024"), ("body", "partnerships")],
      schema: Schema([.text("body", analyzer: .standard)]))
    #expect(try snapshot.suggestion(for: "Parnership, stratgey 2025!", field: "body") == "partnership, strategy 2025!")
    #expect(try snapshot.suggestion(for: "partnership model", field: "body") == nil)
    #expect(try snapshot.suggestion(for: "zzzzzz", field: "body") == nil)
    // A word that one document has, misspelt, beside ten that have it right.
    let (misspelt, _) = try text(
      [("body", "stratgey")] + (0..<10).map { _ in ("body", "strategy") }, schema: Schema([.text("body")]))
    #expect(try misspelt.suggestion(for: "stratgey", field: "body") == nil)
    #expect(try misspelt.suggestion(for: "stratgey", field: "body", fewHits: 1) == "strategy")
    #expect(try misspelt.suggestion(for: "strategy", field: "body", fewHits: 100) == nil)
  }

  @Test func moreLikeThisFindsTheNeighbours() throws {
    let (snapshot, _) = try text(
      [
        ("body", "graph databases store edges"), ("body", "databases of edges and graph nodes"),
        ("body", "cooking pasta with basil"),
        ("body", "basil pasta"), ("body", "nothing alike"),
      ], schema: Schema([.text("body", analyzer: .english)]))
    let query = try snapshot.moreLikeThis("A graph of edges in databases", field: "body")
    #expect(try snapshot.search(query, limit: 10).hits.map(\.document.rawValue).sorted() == [0, 1])
    let feedback = try snapshot.expanding(.term(field: "body", text: "pasta"), from: ["basil pasta"], field: "body")
    #expect(try snapshot.search(feedback, limit: 1).hits.first?.document.rawValue == 3)
  }

  @Test func nearerWordsComeFirst() throws {
    let (snapshot, _) = try text(
      [("body", "modle modle modle"), ("body", "model a b c d e f g h i j k"), ("body", "mode"), ("body", "m0del")],
      schema: Schema([.text("body", analyzer: .standard)]))
    let hits = try snapshot.search(.fuzzy(field: "body", text: "model", distance: 2), limit: 10).hits
    #expect(hits.map(\.document.rawValue) == [1, 0, 2] || hits.map(\.document.rawValue) == [1, 2, 0])
    #expect(hits[0].score > hits[1].score)
  }
}
