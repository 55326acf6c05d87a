import Quantities
import Testing

@testable import Casebook

@Suite("Questions narrowed by role, industry and traits")
struct NarrowingTests {
  private func workspace() throws -> Workspace {
    let space = Workspace()
    try space.write(
      "clinic.md",
      """
      ---
      title: "Case Study: Clinic"
      industry: Health care
      country: Norway
      ---
      # Case Study: Clinic

      ## Results

      - Waiting time fell from 30 days to 12 days.
      - The clinic wants to reach 5 days by 2027.

      ## Success Factors

      - Community: patients and nurses built the booking page together with us
      """)
    try space.write(
      "ferry.md",
      """
      # Case Study: Ferry

      **Industry:** Shipping; Tourism

      **Employees:** 200 people

      ## Results

      - The line sold 40 % more tickets.

      ## Success Factors

      - Trust between crews and office made the change possible
      """)
    try space.ingest()
    return space
  }

  private func values(_ space: Workspace, _ question: MetricsQuestion) throws -> [String] {
    try space.knowledge().metricRows(question).map(\.metric.text).sorted()
  }

  @Test("what is a goal is left out, said so, and given on demand")
  func roles() throws {
    let space = try workspace()
    #expect(try !values(space, MetricsQuestion(record: "Clinic")).contains("5 days"))
    #expect(try values(space, MetricsQuestion(record: "Clinic", roles: .all)).contains("5 days"))
    #expect(try values(space, MetricsQuestion(roles: .only([.target], unstated: false))) == ["5 days"])
    #expect(
      try values(space, MetricsQuestion(record: "Clinic", roles: .only([.baseline], unstated: false))) == ["30 days"])
    let notes = try space.knowledge().metrics(MetricsQuestion()).notes
    #expect(notes.map(\.remedy) == [.takeAllRoles])
    #expect(try space.knowledge().metrics(MetricsQuestion(roles: .all)).notes.isEmpty)
  }

  @Test("roles have the words that people use for them")
  func roleWords() {
    #expect(MetricRole(word: "before") == .baseline && MetricRole(word: "Goal") == .target)
    #expect(MetricRole(word: "result") == .result && MetricRole(word: "winner") == nil)
  }

  @Test("industries of front matter and profile lines narrow figures, factors, lists, statements and searches")
  func industries() throws {
    let space = try workspace()
    let knowledge = try space.knowledge()
    #expect(try values(space, MetricsQuestion(industry: "shipping")).contains("40 %"))
    #expect(try !values(space, MetricsQuestion(industry: "shipping")).contains("30 days"))
    #expect(try knowledge.factors(FactorsQuestion(industry: "health")).total == 1)
    #expect(try knowledge.list(.cases, industry: "tourism").total == 1)
    #expect(try knowledge.list(.cases, industry: "mining").total == 0)
    #expect(try knowledge.find(FindQuestion("trust", industry: "shipping")).total == 1)
    #expect(try knowledge.find(FindQuestion("trust", industry: "health")).total == 0)
    #expect(try space.search("industry:shipping tickets").map(\.citation.file) == ["ferry.md"])
    #expect(try space.search("industry:health tickets").isEmpty)
  }

  @Test("facets are told of front matter and profile lines")
  func facets() throws {
    let space = try workspace()
    let entries = try Corpus.open(space.folder).records.entries.filter { $0.kind == .caseStudy }
    #expect(entries.map { $0.facet(.industry) } == [["Health care"], ["Shipping", "Tourism"]])
    #expect(entries.map { $0.facet(.location) } == [["Norway"], []])
    #expect(entries.map { $0.facet(.size) } == [[], ["200 people"]])
    #expect(try space.knowledge().show("clinic.md").title?.contains("Industry: Health care; Location: Norway") == true)
  }

  @Test("the matrix has no column that says nothing, and opens to its statements")
  func matrix() throws {
    let space = try workspace()
    try space.write("empty.md", "# Case Study: Empty\n\n## Results\n\n- The quay was painted.\n")
    try space.ingest()
    let knowledge = try space.knowledge()
    let grid = try knowledge.factorMatrix(FactorMatrixQuestion())
    #expect(grid.columns.count == 5)
    #expect(try knowledge.factorMatrix(FactorMatrixQuestion(industry: "health")).columns.count == 4)
    let quotes = try knowledge.factorMatrix(FactorMatrixQuestion(showsQuotes: true))
    let statement = try #require(quotes.column("statement"))
    #expect(quotes.items.contains { $0[statement].text.hasPrefix("Community: patients") })
  }

  @Test("a label that is not sure gives way to the clause around the figure")
  func clauses() {
    var metric = Metric(text: "12 days", range: 0..<0, kind: .duration)
    metric.label = "way"
    metric.rules = ["label: words before, sure to 9 %"]
    var row = MetricRow(
      metric: metric, subject: "", organisations: [], industries: [],
      quote: "In spring, the way to the quay took 12 days longer than it had before the storm came, they say.",
      record: "",
      recordKey: "", recordKind: .document, heading: "", source: "docs",
      citation: Citation(file: "a.md", line: 1, column: 1, start: 0, end: 1), hash: "")
    #expect(row.clause == "… the way to the quay took 12 days longer than it had before …")
    #expect(row.shownLabel.hasPrefix("“…"))
    row.metric.rules = ["label: words before, sure to 60 %"]
    #expect(row.clause == nil && row.shownLabel == "way")
    row.metric.rules = ["label: the lead-in"]
    #expect(row.clause == nil && row.labelCertainty == nil)
  }
}

@Suite("Cases like a pattern")
struct PatternTraitTests {
  private func workspace() throws -> Workspace {
    let space = Workspace()
    try space.write(
      "pattern.md",
      """
      # Pattern 1: Shared Quay (Luna)

      ## Implementation

      ### Phase 1: Harbour survey with fishing crews
      - measure the harbour depth with the fishing crews

      ## Key Success Factors

      - **Open berth calendar**: every skipper sees the berth calendar
      - **Tide warnings by message**: skippers get tide warnings by message
      """)
    try space.write(
      "like.md",
      """
      # Case Study: Northport

      ## Strategy

      The fishing crews took part in a harbour survey in May.

      ## Success Factors

      - The berth calendar on the website shows every skipper what is free
      - Tide warnings reach skippers as a message on their phones
      - The mayor came to the opening with a cake
      """)
    try space.write(
      "other.md",
      "# Case Study: Bakery\n\n## Success Factors\n\n- Bread is baked twice a day with flour from the mill\n")
    try space.write(
      "own.md", "# Case Study: Luna\n\n## Success Factors\n\n- The berth calendar shows every skipper what is free\n")
    try space.ingest()
    return space
  }

  @Test("factors of a case with a pattern's traits follow its own, with what ties them and how strongly")
  func ties() throws {
    let space = try workspace()
    let answer = try space.knowledge().factors(FactorsQuestion(pattern: "Shared Quay"))
    func column(_ name: String) throws -> Int { try #require(answer.column(name)) }
    let (group, rule, key) = (try column("pattern"), try column("grouped_by"), try column("key"))
    let (evidence, strength) = (try column("evidence"), try column("strength"))
    let alike = answer.items.filter { $0[rule].text == "traits" }
    #expect(Set(alike.map { $0[key].text }) == ["like.md"])
    #expect(alike.count == 2 && alike.allSatisfy { $0[group].text == "Cases like Pattern 1: Shared Quay (Luna)" })
    #expect(alike.contains { $0[evidence].text.contains("Open berth calendar (pattern.md:10)") })
    #expect(
      alike.allSatisfy {
        $0[evidence].text.contains("phase Harbour survey with fishing crews (pattern.md:5) at like.md:5")
      })
    #expect(alike.allSatisfy { (Double($0[strength].text) ?? 0) > 0.5 })
    // Its own come first, with no strength.
    #expect(answer.items.prefix(answer.items.count - 2).allSatisfy { $0[strength].text.isEmpty })
  }
}
