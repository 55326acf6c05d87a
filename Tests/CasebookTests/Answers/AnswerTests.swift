import Foundation
import Quantities
import Testing

@testable import Casebook

/// Questions over the project's own corpus, ingested once.
@Suite("Answers from the corpus")
struct AnswerTests {
  private static let space: Result<Workspace, any Error> = Result {
    let space = Workspace()
    try space.ingest([Workspace.repository + "/corpus"])
    return space
  }

  private func knowledge() throws -> KnowledgeBase { try Self.space.get().knowledge() }

  private func column(_ answer: Answer, _ name: String) throws -> [String] {
    let index = try #require(answer.column(name))
    return answer.items.map { $0[index].text }
  }

  @Test("Ten case studies and seven patterns are records of their own")
  func records() throws {
    let cases = try knowledge().list(.cases)
    #expect(cases.total == 10)
    #expect(try column(cases, "file").allSatisfy { $0.hasPrefix("cases/") })
    #expect(try knowledge().list(.patterns).total == 7)
    #expect(try column(knowledge().list(.patterns), "number") == ["1", "2", "3", "4", "5", "6", "7"])
  }

  @Test(
    "A pattern is named by its number, its name, a part of it, or its organisation",
    arguments: ["3", "Research-to-API", "pattern 3", "research api", "OpenAI"])
  func patternByName(name: String) throws {
    let answer = try knowledge().factors(FactorsQuestion(pattern: name))
    let rules = zip(try column(answer, "grouped_by"), try column(answer, "pattern"))
    let groups = Set(rules.filter { $0.0 != "traits" }.map(\.1))
    #expect(groups.count == 1 && groups.first?.hasPrefix("Pattern 3") == true)
    // What other cases have in common with it stands apart.
    #expect(rules.filter { $0.0 == "traits" }.allSatisfy { $0.1.hasPrefix("Cases like Pattern 3") })
    let own = zip(try column(answer, "grouped_by"), try column(answer, "factor")).filter { $0.0 == "pattern" }
    #expect(own.count == 4)
  }

  @Test("A case's factors stand under the pattern of its organisation")
  func casesUnderPatterns() throws {
    let answer = try knowledge().factors(FactorsQuestion(pattern: "3"))
    #expect(try column(answer, "grouped_by").contains("case of OpenAI"))
  }

  @Test("Factors by theme, by regular expression, by organisation and by case")
  func otherFactors() throws {
    let theme = try knowledge().factors(FactorsQuestion(pattern: "network effects"))
    #expect(theme.total >= 4)
    #expect(Set(try column(theme, "pattern")) == ["Theme: Network effects"])
    let regex = try knowledge().factors(FactorsQuestion(pattern: "/long[- ]term/"))
    #expect(regex.total > 0)
    #expect(try column(regex, "factor").allSatisfy { $0.lowercased().contains("long") })
    let organisation = try knowledge().factors(FactorsQuestion(organisation: "epic"))
    #expect(try column(organisation, "file") == Array(repeating: "cases/microsoft-epic.md", count: organisation.total))
    #expect(organisation.total == 5)
    let record = try knowledge().factors(FactorsQuestion(record: "cases/microsoft-epic.md"))
    #expect(record.total == organisation.total)
  }

  @Test("A pattern that names nothing is an error with suggestions; a broken expression one of its own")
  func unknownPattern() throws {
    let error = #expect(throws: CasebookError.self) {
      try knowledge().factors(FactorsQuestion(pattern: "enterprise xylophones"))
    }
    if let error { #expect(error.description.contains("did you mean") && error.description.contains("Enterprise")) }
    let mistyped = try knowledge().factors(FactorsQuestion(pattern: "netwerk effects"))
    #expect(Set(try column(mistyped, "pattern")) == ["Theme: Network effects"])
    #expect(throws: CasebookError.self) { try knowledge().factors(FactorsQuestion(pattern: "/(/")) }
  }

  @Test("Metrics are filtered by organisation, kind, category and limits")
  func metrics() throws {
    let revenue = try knowledge().metricRows(MetricsQuestion("revenue", organisation: "Microsoft", kinds: [.currency]))
    #expect(
      revenue.contains {
        $0.metric.low == 60e9 && $0.metric.comparator == .atLeast && $0.citation.file == "cases/microsoft-openai.md"
      })
    let large = try knowledge().metricRows(MetricsQuestion(kinds: [.currency], minimum: "1B"))
    #expect(!large.isEmpty)
    #expect(large.allSatisfy { ($0.metric.high ?? $0.metric.low ?? 0) >= 1e9 })
    let sorted = try knowledge().metricRows(MetricsQuestion(kinds: [.currency], sort: .value))
    let sizes = sorted.compactMap { MetricLimits.size(of: $0.metric) }
    #expect(sizes == sizes.sorted(by: >))
    #expect(throws: CasebookError.self) { try knowledge().metricRows(MetricsQuestion(minimum: "much")) }
  }

  @Test("Every metric's raw text stands in the bytes it cites")
  func metricsCite() throws {
    for row in try knowledge().metricRows(MetricsQuestion(includesDates: true)) {
      let bytes = try FileReader.read(Workspace.repository + "/corpus/" + row.citation.file, maximumBytes: 1 << 20)
      let cited = String(decoding: bytes[row.citation.start..<row.citation.end], as: UTF8.self)
      let words = row.metric.text.split(separator: " ")
      #expect(words.allSatisfy { cited.contains($0) }, "\(row.citation.place): '\(row.metric.text)' cites '\(cited)'")
    }
  }

  @Test("Search finds words, phrases, required and excluded words, and filters by field")
  func search() throws {
    let space = try Self.space.get()
    #expect(try space.search("decision matrix").contains { $0.citation.file.hasPrefix("frameworks/") })
    #expect(try space.search("+fraud +detection").allSatisfy { $0.snippet.lowercased().contains("fraud") })
    #expect(
      try space.search("\"network effects\"", limit: 50).allSatisfy {
        !$0.matches.isEmpty || "\($0.title) \($0.heading)".lowercased().contains("network effects")
      })
    #expect(try space.search("kind:pattern revenue", limit: 50).allSatisfy { $0.kind == .pattern })
    #expect(
      try space.search("org:epic adoption").allSatisfy {
        $0.citation.file.contains("epic") || $0.snippet.contains("Epic")
      })
    #expect(try space.search("-file:cases revenue", limit: 50).allSatisfy { !$0.citation.file.hasPrefix("cases/") })
    #expect(try space.search("kind:case-study role:result", limit: 50).allSatisfy { $0.role == "result" })
    #expect(try space.search("zzzzqqq").isEmpty)
  }

  @Test("A snippet marks what matched, and its line is the statement's")
  func snippets() throws {
    let hit = try #require(try Self.space.get().search("accurate diagnoses").first)
    let marked = hit.matches.map { hit.snippet.utf8($0).lowercased() }
    #expect(marked.contains { $0.hasPrefix("diagnos") })
    let bytes = try FileReader.read(Workspace.repository + "/corpus/" + hit.citation.file, maximumBytes: 1 << 20)
    let line = String(
      decoding: bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[hit.citation.line - 1], as: UTF8.self)
    #expect(line.lowercased().contains("diagnos"))
  }

  @Test("show finds a record by key, by the end of it and by words; what is ambiguous or unknown is said")
  func show() throws {
    let whole = try knowledge().show("cases/hugging-face.md")
    #expect(whole.items.count > 10)
    #expect(try knowledge().show("hugging-face") == whole)
    #expect(throws: CasebookError.self) { try knowledge().show("microsoft") }
    let error = #expect(throws: CasebookError.self) { try knowledge().show("hugging fase") }
    #expect(error?.description.contains("Hugging Face") == true)
  }

  @Test("status counts, check finds nothing off")
  func health() throws {
    #expect(try column(knowledge().status(), "name").contains("generation"))
    #expect(try knowledge().check().items.isEmpty)
    for listing in Listing.allCases { _ = try knowledge().list(listing) }
  }

  @Test("An answer whose file changed since says so")
  func changed() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    #expect(try space.knowledge().factors(FactorsQuestion()).notes.isEmpty)
    try space.write("a.md", sampleCase("Beta"))
    #expect(try space.knowledge().factors(FactorsQuestion()).notes.contains { $0.text.contains("a.md changed") })
    #expect(
      try SearchIndex(folder: space.folder).search(SearchQuestion("Alpha")).notes.contains {
        $0.text.contains("a.md changed")
      })
  }

  // MARK: - Near words, themes

  @Test("A search that finds nothing names near words of the documents, as they are written there")
  func nearWords() throws {
    let space = Workspace()
    try space.write("a.md", "# Case\n\n## Results\n\n- Chargers arrive late\n- 40% fewer complaints\n")
    try space.ingest()
    let index = try SearchIndex(folder: space.folder)
    #expect(try index.suggestion(for: "chargrs arive") == "chargers arrive")
    #expect(try index.suggestion(for: "complaint") == nil)
    #expect(try index.suggestion(for: "zzzzzz") == nil)
    #expect(try index.suggestion(for: "org:chargrs") == nil)
    #expect(try index.suggestion(for: "") == nil)
  }

  @Test("Factors of a theme keep their patterns; an unknown theme is an error with a suggestion")
  func themeOfFactors() throws {
    let answer = try knowledge().factors(FactorsQuestion(theme: "network effects"))
    let themes = try #require(answer.column("themes"))
    let group = try #require(answer.column("pattern"))
    #expect(!answer.items.isEmpty)
    #expect(answer.items.allSatisfy { $0[themes].text.contains("Network effects") })
    #expect(answer.items.contains { $0[group].text.hasPrefix("Pattern ") })
    #expect(throws: CasebookError.self) { try knowledge().factors(FactorsQuestion(theme: "zzzz")) }
  }

  @Test("What a hit shows stands on the line it cites, also where only the heading matches")
  func headingHits() throws {
    let space = Workspace()
    try space.write("a.md", "# Playbook\n\n## Onboarding\n\n- Welcome call\n- Credit check\n")
    try space.ingest()
    let hit = try #require(try space.search("onboarding").first)
    #expect(hit.heading == "Onboarding")
    #expect(hit.snippet == "Welcome call")
    #expect(hit.citation.line == 5)
  }
}
