import TestSupport
import Testing

@testable import FullText

@Suite struct QueryParserTests {
  private let parser = QueryParser(
    schema: Schema([
      .text("body"), .text("title"), .keyword("kind"), .integer("year"), .float("ratio"), .date("day"),
    ]), defaultFields: [("body", 1)])

  private func word(_ text: String) -> Query { .term(field: "body", text: text) }

  @Test func readsTheLanguage() throws {
    let cases: [(String, Query)] = [
      ("open", word("open")),
      ("open models", .boolean(should: [word("open"), word("models")])),
      ("+open -closed maybe", .boolean(must: [word("open")], should: [word("maybe")], mustNot: [word("closed")])),
      ("\"open models\"~2", .phrase(field: "body", text: "open models", slop: 2)),
      ("\"open models\"~", .phrase(field: "body", text: "open models", slop: 0)),
      ("\"open models\"~1", .phrase(field: "body", text: "open models", slop: 1)),
      ("a AND b", .boolean(must: [word("a"), word("b")])),
      ("a AND b AND NOT c", .boolean(must: [word("a"), word("b")], mustNot: [word("c")])),
      ("a OR b", .boolean(should: [word("a"), word("b")])),
      ("x a AND b", .boolean(should: [word("x"), .boolean(must: [word("a"), word("b")])])),
      ("(a OR b) AND c", .boolean(must: [.boolean(should: [word("a"), word("b")]), word("c")])),
      ("NOT a", .boolean(mustNot: [word("a")])),
      ("kind:pattern", .term(field: "kind", text: "pattern")),
      ("kind:\"case study\"", .term(field: "kind", text: "case study")),
      ("title:\"open models\"", .phrase(field: "title", text: "open models")),
      ("title:(a b)", .boolean(should: [.term(field: "title", text: "a"), .term(field: "title", text: "b")])),
      ("mod*", .prefix(field: "body", text: "mod")),
      ("m?d*l", .wildcard(field: "body", pattern: "m?d*l")),
      ("modle~1", .fuzzy(field: "body", text: "modle", distance: 1)),
      ("modle~", .fuzzy(field: "body", text: "modle", distance: 2)),
      ("/mod(el|al)/", .regex(field: "body", pattern: "mod(el|al)")),
      ("year:2020", .range(field: "year", lower: .including(.integer(2020)), upper: .including(.integer(2020)))),
      (
        "year:[2019 TO 2021}",
        .range(field: "year", lower: .including(.integer(2019)), upper: .excluding(.integer(2021)))
      ),
      ("year:{* TO 2021]", .range(field: "year", upper: .including(.integer(2021)))),
      ("year:>=2020", .range(field: "year", lower: .including(.integer(2020)))),
      ("ratio:<-0.5", .range(field: "ratio", upper: .excluding(.float(-0.5)))),
      ("day:1970-01-02", .range(field: "day", lower: .including(.date(86_400)), upper: .excluding(.date(172_800)))),
      ("kind:*", .exists(field: "kind")),
      ("a^2.5", .boost(word("a"), factor: 2.5)),
      ("c\\+\\+ a\\*", .boolean(should: [word("c++"), word("a*")])),
      ("*", .all),
      ("", .none),
      ("why?", word("why?")),
      ("https://a.b/~c/d?e=1*2", word("https://a.b/~c/d?e=1*2")),
      ("http://a.b/c 10:30", .boolean(should: [word("http://a.b/c"), word("10:30")])),
    ]
    for (text, expected) in cases {
      let parsed = parser.parse(text)
      #expect(parsed.query == expected, "\(text)")
      #expect(parsed.notes == [], "\(text)")
      #expect(try parser.parseStrict(text) == expected)
    }
  }

  @Test func operatorsBindAsInBooleanAlgebra() throws {
    let a = word("a")
    let b = word("b")
    let c = word("c")
    let d = word("d")
    let cases: [(String, Query)] = [
      ("a OR b AND c", .boolean(should: [a, .boolean(must: [b, c])])),
      ("a AND b OR c AND d", .boolean(should: [.boolean(must: [a, b]), .boolean(must: [c, d])])),
      ("a b OR c", .boolean(should: [a, .boolean(should: [b, c])])),
      ("a OR NOT b", .boolean(should: [a, .boolean(mustNot: [b])])),
      ("NOT a OR b", .boolean(should: [.boolean(mustNot: [a]), b])),
      ("NOT a AND b", .boolean(must: [b], mustNot: [a])),
      ("a AND NOT b OR c", .boolean(should: [.boolean(must: [a], mustNot: [b]), c])),
      ("a && b || c", .boolean(should: [.boolean(must: [a, b]), c])),
      ("(a OR b) AND (c OR d)", .boolean(must: [.boolean(should: [a, b]), .boolean(should: [c, d])])),
      ("NOT (a OR b)", .boolean(mustNot: [.boolean(should: [a, b])])),
      ("a AND (NOT b)", .boolean(must: [a, .boolean(mustNot: [b])])),
    ]
    for (text, expected) in cases {
      #expect(parser.parse(text).query == expected, "\(text)")
      #expect(parser.parse(text).notes == [], "\(text)")
    }
    let all = QueryParser(schema: parser.schema, defaultFields: [("body", 1)], requiresAll: true)
    #expect(all.parse("a b OR c").query == .boolean(must: [a, .boolean(should: [b, c])]))
    for text in ["OR a", "a OR", "a AND OR b", "&& a"] { #expect(parser.parse(text).notes.count == 1, "\(text)") }
  }

  @Test func whatNamesAFieldFilters() {
    let pattern = Query.term(field: "kind", text: "pattern")
    #expect(
      parser.parse("kind:pattern a b").query
        == .boolean(should: [word("a"), word("b")], filter: [pattern], minimumShouldMatch: 1))
    #expect(
      parser.parse("a kind:pattern Kind:case year:2020").query
        == .boolean(
          should: [word("a")],
          filter: [
            .boolean(should: [pattern, .term(field: "kind", text: "case")]),
            .range(field: "year", lower: .including(.integer(2020)), upper: .including(.integer(2020))),
          ], minimumShouldMatch: 1))
    // A text field filters and counts for the score.
    #expect(
      parser.parse("title:open a").query
        == .boolean(must: [.term(field: "title", text: "open")], should: [word("a")], minimumShouldMatch: 1))
    #expect(parser.parse("a -kind:pattern").query == .boolean(should: [word("a")], mustNot: [pattern]))
    #expect(parser.parse("a OR kind:pattern").query == .boolean(should: [word("a"), pattern]))
  }

  @Test func starsInPhrases() {
    #expect(parser.parse("\"old rout*\"").query == .phrasePrefix(field: "body", text: "old rout"))
    #expect(parser.parse("\"old rout*\"").notes == [])
    #expect(parser.parse("\"2 * 3\"").notes == [])
    for text in ["\"ol* router\"", "\"old *outer\"", "\"old rout*\"~2", "on-pr*se", "e-c?mmerce"] {
      #expect(parser.parse(text).notes.count == 1, "\(text)")
    }
    #expect(parser.parse("on-prem*").query == .prefix(field: "body", text: "on-prem"))
  }

  @Test func takesWhatPeopleTypeWithANote() {
    let cases: [(String, Query)] = [
      ("\"open models", .phrase(field: "body", text: "open models")),
      (
        "\"network effects +foo",
        .boolean(must: [word("foo")], should: [.phrase(field: "body", text: "network effects")])
      ),
      ("\"open models AND closed", .boolean(must: [.phrase(field: "body", text: "open models"), word("closed")])),
      (
        "\"open models kind:pattern",
        .boolean(
          should: [.phrase(field: "body", text: "open models")], filter: [.term(field: "kind", text: "pattern")],
          minimumShouldMatch: 1)
      ),
      (
        "(a \"open models) b",
        .boolean(should: [.boolean(should: [word("a"), .phrase(field: "body", text: "open models")]), word("b")])
      ),
      ("\"-x y", .phrase(field: "body", text: "-x y")),
      ("open +", word("open")),
      ("AND open", word("open")),
      ("open AND", word("open")),
      ("(open", word("open")),
      ("open)", word("open")),
      ("year:soon", .none),
      ("year:[a TO b]", .none),
      ("a^x", word("a")),
      ("NOT", .none),
      ("color: red", .boolean(should: [word("color:"), word("red")])),
      ("/a(/", word("a(")),
    ]
    for (text, expected) in cases {
      let parsed = parser.parse(text)
      if text != "year:soon" { #expect(!parsed.notes.isEmpty, "\(text)") }
      if expected != .none { #expect(parsed.query == expected, "\(text)") }
      if !parsed.problems.isEmpty {
        #expect(throws: QuerySyntaxError.self) { try parser.parseStrict(text) }
        for problem in parsed.problems { #expect(problem.range.upperBound <= text.utf8.count) }
      }
    }
  }

  @Test func severalFieldsAreSearchedTogether() {
    let parser = QueryParser(
      schema: Schema([.text("title"), .text("body")]), defaultFields: [("title", 3), ("body", 1)])
    #expect(
      parser.parse("a").query
        == .disMax(
          [.boost(.term(field: "title", text: "a"), factor: 3), .term(field: "body", text: "a")], tieBreaker: 0.1))
  }

  @Test func nothingPeopleTypeIsTooMuch() throws {
    var generator = SeededGenerator(seed: 1)
    let parts = [
      "a", "body:", "\"", "+", "-", "(", ")", " ", "AND ", "OR ", "NOT ", "*", "?", "~", "^", "[", "]", "{", " TO ",
      "\\", "/", ":", "é", "2020", ">", "kind:",
    ]
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: parser.schema, mode: .create)
    var document = Document()
    document.add("body", .text("a b c"))
    try writer.add(document)
    try writer.commit()
    let snapshot = try Snapshot.open(path: folder.path)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in parts.randomElement(using: &generator) ?? ""
      }.joined()
      let parsed = parser.parse(text)
      _ = try snapshot.search(parsed.query, limit: 3)
      _ = snapshot.highlights(of: parsed.query, field: "body", in: "a b c")
    }
    let deep = parser.parse(String(repeating: "(", count: 100_000) + "a")
    #expect(!deep.notes.isEmpty)
    _ = try snapshot.search(deep.query, limit: 1)
    let long = parser.parse(String(repeating: "a ", count: 100_000))
    #expect(!long.notes.isEmpty)
    #expect(try snapshot.search(long.query, limit: 1).total == 1)
  }

  @Test func limitsSaySo() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(
      path: folder.path, schema: Schema([.text("body"), .stored("note"), .text("flat", positions: false)]),
      mode: .create)
    var document = Document()
    document.add("body", .text("a"))
    try writer.add(document)
    #expect(throws: FullTextError.self) {
      var wrong = Document()
      wrong.add("nowhere", .text("x"))
      try writer.add(wrong)
    }
    try writer.commit()
    let snapshot = try Snapshot.open(path: folder.path)
    var deep = Query.term(field: "body", text: "a")
    for _ in 0..<300 { deep = .boost(deep, factor: 1) }
    for query in [
      deep, .term(field: "nowhere", text: "a"), .term(field: "note", text: "a"), .phrase(field: "flat", text: "a b"),
      .regex(field: "body", pattern: "a{1000}{1000}"), .regex(field: "body", pattern: "(a"), .boost(.all, factor: -1),
      .boost(.all, factor: .nan),
    ] {
      #expect(throws: FullTextError.self) { try snapshot.search(query, limit: 1) }
    }
  }
}
