import Quantities
import Testing

@testable import Casebook

@Suite("Metric tables")
struct MetricTableTests {
  private static let space: Result<Workspace, any Error> = Result {
    let space = Workspace()
    try space.ingest([Workspace.repository + "/corpus"])
    return space
  }

  private func knowledge() throws -> KnowledgeBase { try Self.space.get().knowledge() }

  /// A story about one organisation; it is gone with the workspace.
  private func small(_ results: [String]) throws -> Workspace {
    let space = Workspace()
    try space.write("a.md", Compared.story("Acme", results))
    try space.ingest()
    return space
  }

  private func values(_ answer: Answer, _ column: String) throws -> [String] {
    let index = try #require(answer.column(column))
    return answer.items.map { $0[index].text }
  }

  @Test("Rows of one group stand together under its name")
  func groups() throws {
    let answer = try knowledge().metrics(MetricsQuestion(grouping: .category))
    let groups = try values(answer, "group")
    #expect(groups.count == answer.total)
    var seen: [String] = []
    for group in groups where seen.last != group {
      #expect(!seen.contains(group))
      seen.append(group)
    }
    #expect(seen.contains("revenue") && seen.last == "No category")
    #expect(answer.layout == .table(groupedBy: "group"))
  }

  @Test("A pivot has a row for each organisation and a column for each category; its cells cite")
  func pivot() throws {
    let answer = try knowledge().metrics(MetricsQuestion(kinds: [.currency], grouping: .org, columns: .category))
    #expect(answer.columns.first?.name == "org")
    let revenue = try #require(answer.column("revenue"))
    let microsoft = try #require(answer.items.first { $0[0].text == "Microsoft" })
    #expect(microsoft[revenue].text.contains("$60+ billion"))
    guard case .array(let figures) = microsoft[revenue].value, case .object(let members)? = figures.first else {
      Issue.record("a cell holds an array of objects")
      return
    }
    #expect(members.contains { $0.name == "file" } && members.contains { $0.name == "line" })
    // In CSV a cell is what people see, in JSON no organisation and no category is a key.
    #expect(!Renderer(format: .csv).render(answer).contains("{"))
    guard case .object(let row)? = answer.objects.first else {
      Issue.record("a row is an object")
      return
    }
    #expect(row.map(\.name) == ["org", "cells"])
  }

  @Test("Durations are shown in the unit asked for, and limited in any")
  func units() throws {
    let space = try small([
      "**Response time**: 90 minutes response time", "**Setup**: 2 days for the setup", "**Reach**: 40 customers",
    ])
    let knowledge = try space.knowledge()
    defer { withExtendedLifetime(space) {} }
    let answer = try knowledge.metrics(MetricsQuestion(unit: "hours"))
    #expect(try values(answer, "converted") == ["1.5", "48"])
    #expect(try knowledge.metrics(MetricsQuestion(unit: "h", minimum: "1d")).total == 1)
    #expect(try knowledge.metrics(MetricsQuestion(unit: "customers")).total == 1)
    #expect(try knowledge.metrics(MetricsQuestion(minimum: "2h")).total == 1)
  }

  @Test("Currencies are converted only at a given rate")
  func rates() throws {
    let space = try small(["**Revenue**: €10 million annual revenue", "**Cost**: $9 million annual cost"])
    let knowledge = try space.knowledge()
    defer { withExtendedLifetime(space) {} }
    #expect(try knowledge.metrics(MetricsQuestion(unit: "USD")).total == 1)
    var rates = CurrencyRates()
    try rates.add("EUR=1.1")
    let answer = try knowledge.metrics(MetricsQuestion(unit: "USD", rates: rates, sort: .value))
    #expect(try values(answer, "converted") == ["11000000", "9000000"])
    #expect(try knowledge.metrics(MetricsQuestion(minimum: "$10M", rates: rates)).total == 1)
    #expect(try knowledge.metrics(MetricsQuestion(minimum: "$10M")).total == 0)
  }

  @Test("Bars are as long as their value's share of the largest of its scale")
  func bars() throws {
    let space = try small([
      "**Reach**: 400 customers", "**Team**: 100 employees", "**Partners**: 200+ partners",
      "**Growth**: 50% growth a year",
    ])
    let knowledge = try space.knowledge()
    defer { withExtendedLifetime(space) {} }
    let answer = try knowledge.metrics(MetricsQuestion(plots: true))
    let shares = try #require(answer.column("share_of_largest"))
    #expect(answer.items.map { $0[shares].value } == [.number(1), .number(0.5), .number(0.25), .number(1)])
    let bars = answer.items.map { $0[shares].text }
    #expect(bars[0].count == 23 && bars[1].count == 13 && bars[1].hasSuffix("▸") && bars[2].count == 6)
    #expect(Set(try values(answer, "group")) == ["Counts", "Shares and changes (%)"])
  }

  @Test("Quality names what a figure lacks, and how often it is told")
  func quality() throws {
    let answer = try knowledge().metrics(MetricsQuestion(organisation: "Hugging Face", includesQuality: true))
    let quality = try values(answer, "quality")
    let raw = try values(answer, "raw")
    #expect(zip(raw, quality).contains { $0 == "$4.5B" && $1.contains("in 2 documents") })
    #expect(zip(raw, quality).contains { $0 == "millions" && $1.contains("vague") })
    #expect(zip(raw, quality).contains { $0 == "50,000+" && $1.contains("one mention") })
  }

  @Test("Without groups, bars and quality the table is what it was")
  func plain() throws {
    let answer = try knowledge().metrics(MetricsQuestion())
    #expect(answer.layout == .table(groupedBy: nil))
    #expect(answer.column("group") == nil && answer.column("quality") == nil && answer.column("converted") == nil)
  }

  @Test("Conflicts are an answer like any other, in every format")
  func conflictAnswer() throws {
    let answer = try knowledge().conflicts(ConflictsQuestion(kinds: [.conflict]))
    #expect(answer.total == 4 && answer.schema == "casebook.conflicts/1")
    for format in OutputFormat.allCases {
      #expect(Renderer(format: format).render(answer).contains("reports/technology-integration.md"))
    }
    #expect(try knowledge().conflicts(ConflictsQuestion(organisation: "hugging")).items.count > 4)
    #expect(try knowledge().conflicts(ConflictsQuestion("nothing of the sort")).items.isEmpty)
  }

  @Test("An explained metric says what it was taken for and which rules decided")
  func explained() throws {
    let space = try small(["Revenue grew by at least 40% a year on average"])
    let answer = try space.knowledge().metrics(MetricsQuestion(explains: true))
    let text = try #require(try values(answer, "explanation").first)
    for part in ["is a percent", "bound >=", "value 40", "per year", "statistic average", "Decided by: amount"] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    #expect(try values(answer, "place").first?.hasPrefix("a.md:") == true)
  }

  @Test("Limits that exclude each other, and a rate into its own currency, are errors that say what is expected")
  func limitsThatExcludeEachOther() throws {
    let knowledge = try self.knowledge()
    #expect(throws: CasebookError.self) { try knowledge.metrics(MetricsQuestion(minimum: "5%", maximum: "1%")) }
    #expect(throws: CasebookError.self) { try knowledge.metrics(MetricsQuestion(minimum: "3h", maximum: "20 minutes")) }
    _ = try knowledge.metrics(MetricsQuestion(minimum: "2h", maximum: "5%"))
    var rates = CurrencyRates(target: "EUR")
    #expect(throws: CasebookError.self) { try rates.add("EUR=1.1") }
  }
}

@Suite("Side by side")
struct CompareTests {
  private static let space: Result<Workspace, any Error> = Result {
    let space = Workspace()
    try space.ingest([Workspace.repository + "/corpus"])
    return space
  }

  private func compare(_ names: String...) throws -> Answer { try Self.space.get().knowledge().compare(names) }

  private func row(_ answer: Answer, _ name: String) throws -> [String] {
    try #require(answer.items.first { $0[1].text.hasPrefix(name) }).map(\.text)
  }

  @Test("Records by key or title, matching metrics first, factors by theme")
  func records() throws {
    let answer = try compare("microsoft-openai", "microsoft-epic", "aws-jpmorgan")
    #expect(answer.columns.count == 5)
    let revenue = try row(answer, "revenue")
    #expect(revenue[0] == "Metrics that match")
    #expect(revenue[2].contains("$60+ billion") && revenue[3].contains("$500+ million") && revenue[4].isEmpty)
    let commitment = try row(answer, "Long-term commitment")
    #expect(commitment[2...4].allSatisfy { $0.contains("Long-term commitment") })
    let sections = answer.items.map { $0[0].text }
    #expect(sections.firstIndex(of: "Metrics that match") ?? 99 < sections.firstIndex(of: "Metrics of one alone") ?? 0)
  }

  @Test("An organisation brings all of its records")
  func organisations() throws {
    let answer = try compare("Hugging Face", "OpenAI")
    #expect(answer.columns[2].name == "Hugging Face" && answer.columns[3].name == "OpenAI")
    let records = try row(answer, "Records")
    #expect(
      records[2].contains("cases/hugging-face.md") && records[2].contains("patterns/1-community-first-platform.md"))
    #expect(answer.items.contains { $0[1].text.hasPrefix("adoption") && $0[2].text.contains("1+ million users") })
  }

  @Test("Only what measures the same is in one row")
  func sameMeasure() throws {
    let space = Workspace()
    try space.write(
      "a.md",
      Compared.story("Acme", ["**Reach**: 500 customers", "**Use**: 40 distinct uses", "**Team**: 12% lower cost"]))
    try space.write(
      "b.md",
      Compared.story(
        "Boreal", ["**Reach**: 900 customers", "**Use**: 3,000 subscribers", "**Revenue**: 12% more revenue"]))
    try space.ingest()
    let rows = try space.knowledge().compare(["Acme", "Boreal"]).items.filter { $0[0].text == "Metrics that match" }
    #expect(rows.count == 1)
    #expect(
      rows.first?[2].text.contains("500 customers") == true && rows.first?[3].text.contains("900 customers") == true)
  }

  @Test("Every figure and factor cites its place")
  func citations() throws {
    for row in try compare("Hugging Face", "GitHub").items {
      for cell in row.dropFirst(2) {
        guard case .array(let values) = cell.value else { continue }
        for case .object(let members) in values { #expect(members.contains { $0.name == "file" }) }
      }
    }
  }

  @Test("What cannot be found or is too little is an error that says what to do")
  func errors() throws {
    #expect(throws: CasebookError.self) { try compare("Hugging Face") }
    #expect(throws: CasebookError.self) { try compare("Hugging Face", "no such thing") }
  }
}
