import Quantities
import Testing

@testable import Casebook

@Suite("When figures contradict each other")
struct ConflictRuleTests {
  private func compare(_ a: String, _ b: String, rates: CurrencyRates = CurrencyRates()) throws -> [Finding] {
    try Compared.findings(
      ["a.md": Compared.story("Acme", [a]), "b.md": Compared.story("Acme", [b])], rates: rates
    ).filter { [.conflict, .nearConflict, .corroborated].contains($0.kind) }
  }

  @Test(
    "Closed values conflict when they differ by more than rounding",
    arguments: [
      ("**Valuation**: $4.5 billion valuation", "**Valuation**: $4.47B valuation", Finding.Kind.corroborated),
      ("**Valuation**: $4.5 billion valuation", "**Valuation**: $4.8B valuation", .conflict),
      ("**Reach**: 120 employees", "**Team**: 150 employees", .conflict),
      ("**Share**: 92% market share in widgets", "**Share**: 91.7% market share in widgets", .corroborated),
      ("**Share**: 92% market share in widgets", "**Share**: 85% market share in widgets", .conflict),
      ("**Team**: 1.5 million customers", "**Team**: 1,500,000 customers", .corroborated),
    ])
  func closedValues(a: String, b: String, kind: Finding.Kind) throws {
    #expect(try compare(a, b).map(\.kind) == [kind])
  }

  @Test(
    "Open bounds conflict from a factor of two on, and are near-conflicts below",
    arguments: [
      ("**Reach**: 500,000+ customers", "**Reach**: 100,000+ customers", [Finding.Kind.conflict]),
      ("**Reach**: 500,000+ customers", "**Reach**: 250,000 customers", [.conflict]),
      ("**Reach**: 500,000+ customers", "**Reach**: 400,000+ customers", [.nearConflict]),
      ("**Reach**: 500,000+ customers", "**Reach**: 500,000 customers", [.corroborated]),
      ("**Reach**: up to 300 customers", "**Reach**: more than 400 customers", [.conflict]),
    ])
  func openBounds(a: String, b: String, kinds: [Finding.Kind]) throws {
    #expect(try compare(a, b).map(\.kind) == kinds)
  }

  @Test(
    "What measures something else is neither merged nor opposed",
    arguments: [
      ("**Reach**: 500,000+ customers", "**Reach**: 100,000+ partners"),
      ("**Growth**: 45% revenue growth", "**Growth**: 90% user growth"),
      ("**Revenue**: $5 million annual revenue", "**Cost**: $9 million annual cost"),
      ("**Speed**: 30% faster", "**Share**: 60% market share"),
      ("**Target**: aims for 900 customers by 2030", "**Reach**: 300 customers in 2024"),
    ])
  func otherMeasures(a: String, b: String) throws {
    #expect(try compare(a, b).isEmpty)
  }

  @Test(
    "What one author sets side by side contradicts nothing",
    arguments: [
      // Items of a list, rows of a table with other names, studies of other sizes, spans of time.
      "- Storage for 3 years costs $33,000\n- Storage for 2 years costs $27,000",
      "| Ship | Price |\n| --- | --- |\n| Aurora | $1,900 |\n| Borealis | $1,100 |",
      "In 2022 the line had 300 employees.\n\nIn 2023 the line had 500 employees.",
      "The fleet calls at 160+ harbours.\n\nThe fleet calls at more than 150 harbours.",
    ])
  func sideBySide(text: String) throws {
    let found = try Compared.findings(["a.md": Compared.story("Acme", []) + "\n\n## More\n\n" + text + "\n"])
    #expect(found.filter { $0.kind == .conflict || $0.kind == .nearConflict }.map(\.title) == [])
  }

  @Test("Goals and estimates are no facts, so they contradict nothing")
  func goals() throws {
    #expect(
      try compare("The plan is to reach 900 customers by 2030", "The plan is to reach 300 customers by 2030").isEmpty)
  }

  @Test("Two copies of a page neither contradict nor confirm each other")
  func copies() throws {
    let results = (1...30).map {
      "**Point \($0)**: the crew of ship \($0) reported \($0 * 37) safe landings in that season"
    }
    let page = Compared.story("Acme", ["**Reach**: 500 customers"] + results)
    let found = try Compared.findings(["a.md": page, "b.md": page.replacing("500 customers", with: "900 customers")])
    #expect(found.filter { [.conflict, .nearConflict, .corroborated].contains($0.kind) }.map(\.title) == [])
  }

  @Test("The reason names the line that gave the subject")
  func subjectPlaces() throws {
    let found = try compare("**Reach**: 500 customers", "**Reach**: Acme has 900 customers")
    let reason = try #require(found.first?.reasons.first)
    #expect(
      reason.contains("the document is about it, a.md:") && reason.contains("named in the statement"), "\(reason)")
  }

  @Test("A part that is smaller than its whole contradicts nothing")
  func parts() throws {
    #expect(try compare("**Reach**: 900 customers", "**Reach**: 300 paying customers").isEmpty)
  }

  @Test("Figures of different years are a development")
  func years() throws {
    #expect(try compare("**Revenue**: $5 million revenue in 2021", "**Revenue**: $40 million revenue in 2024").isEmpty)
  }

  @Test(
    "Years of one event conflict; a month agrees with its year",
    arguments: [
      ("**Founded**: 2016", "**Founded**: 2015", [Finding.Kind.conflict]),
      ("**Launch**: November 2023", "Acme launched in 2023", [.corroborated]),
      ("**Founded**: 2016", "**Launch**: 2019", []),
      ("**Launch**: 2021 preview, general availability 2022", "**Launch**: 2022", [.nearConflict]),
    ])
  func events(a: String, b: String, kinds: [Finding.Kind]) throws {
    #expect(try compare(a, b).map(\.kind) == kinds)
  }

  @Test("Other organisations' figures are not compared")
  func subjects() throws {
    let findings = try Compared.findings([
      "a.md": Compared.story("Acme", ["**Reach**: 500,000 customers"]),
      "b.md": Compared.story("Globex", ["**Reach**: 100 customers"]),
    ])
    #expect(findings.of(.conflict).isEmpty && findings.of(.nearConflict).isEmpty)
  }

  @Test("Values before and after a change in one story do not contradict each other")
  func development() throws {
    let text = Compared.story(
      "Acme",
      ["**Capacity**: from 3,000 to 10,000 inquiries a month", "The team now handles 10,000+ inquiries a month"]
    ).replacing("- **Model**: a platform", with: "- Acme received over 3,000 inquiries a month")
    let findings = try Compared.findings(["a.md": text])
    #expect(findings.of(.conflict).isEmpty && findings.of(.nearConflict).isEmpty)
  }

  @Test("Currencies are compared only at a rate the user gives")
  func rates() throws {
    let (a, b) = ("**Valuation**: $108 million valuation", "**Valuation**: €100 million valuation")
    #expect(try compare(a, b).isEmpty)
    var rates = CurrencyRates()
    try rates.add("EUR=1.08")
    #expect(try compare(a, b, rates: rates).map(\.kind) == [.corroborated])
    #expect(throws: CasebookError.self) { try rates.add("EUR") }
    #expect(throws: CasebookError.self) { try rates.add("EUR=-1") }
    #expect(throws: CasebookError.self) { try rates.add("euro=1") }
  }

  @Test("Every statement of a finding cites its own bytes")
  func citations() throws {
    let documents = try Compared.folder(Workspace.repository + "/corpus")
    for finding in ConflictFinder.findings(documents) {
      #expect(!finding.evidence.isEmpty && !finding.reasons.isEmpty)
      for item in finding.evidence {
        let document = documents[item.document].document
        #expect(item.citation.file == document.path && item.citation.end <= document.byteCount)
        #expect(item.citation.line >= 1 && item.citation.line <= document.lineCount)
      }
    }
  }

  @Test("The order of the documents changes nothing but the order of the findings")
  func order() throws {
    let documents = try Compared.folder(Workspace.repository + "/corpus")
    func summary(_ documents: [SourcedDocument]) -> Set<[String]> {
      Set(ConflictFinder.findings(documents).map { [$0.kind.rawValue] + $0.lines.sorted() })
    }
    #expect(summary(documents) == summary(documents.reversed()))
  }
}

@Suite("What a document says of itself")
struct SelfClaimTests {
  private func report(_ claim: String, cases: Int) -> String {
    "# A report\n\n## Executive Summary\n\n\(claim)\n\n"
      + (0..<cases).map { "## Case Study \($0 + 1): Firm\($0)\n\n- **Reach**: \($0 + 20) customers\n\n" }.joined()
  }

  @Test(
    "A count of cases is held against the cases",
    arguments: [
      ("This report documents 15+ success cases.", 3, Finding.Kind.selfClaim),
      ("This report documents 3 case studies.", 3, .claimHolds),
      ("This report holds five case studies.", 4, .selfClaim), ("We present 2+ case studies.", 4, .claimHolds),
    ])
  func cases(claim: String, count: Int, kind: Finding.Kind) throws {
    let found = try Compared.findings(["report.md": report(claim, cases: count)])
    #expect(found.filter { $0.kind == .selfClaim || $0.kind == .claimHolds }.map(\.kind) == [kind])
  }

  @Test("An organisation's own case studies are none of the document's")
  func others() throws {
    let found = try Compared.findings([
      "case.md": Compared.story("Acme", ["**Content**: Acme published 40 case studies"])
    ])
    #expect(found.of(.selfClaim).isEmpty)
  }
}

@Suite("Parts of a whole")
struct SumTests {
  private func table(_ header: String, _ values: [String]) -> String {
    "# Matrix\n\n| Item | \(header) |\n| --- | --- |\n"
      + values.enumerated().map { "| Part \($0.offset) | \($0.element) |\n" }.joined()
  }

  @Test("Weights that do not add up are a problem")
  func weights() throws {
    #expect(try Compared.findings(["m.md": table("Weight", ["30%", "25%", "20%", "15%", "15%"])]).of(.sum).count == 1)
    #expect(try Compared.findings(["m.md": table("Weight", ["30%", "25%", "20%", "15%", "5%"])]).of(.sum).count == 1)
    #expect(try Compared.findings(["m.md": table("Weight", ["33.3%", "33.3%", "33.3%"])]).of(.sum).isEmpty)
  }

  @Test("Shares may leave some out, and can only be too much")
  func shares() throws {
    #expect(try Compared.findings(["m.md": table("Market share", ["40%", "20%", "10%"])]).of(.sum).isEmpty)
    #expect(try Compared.findings(["m.md": table("Market share", ["60%", "40%", "20%"])]).of(.sum).count == 1)
  }

  @Test("Changes are no parts of anything")
  func changes() throws {
    #expect(
      try Compared.findings([
        "c.md": Compared.story(
          "Acme", ["**Cost**: 30% lower cost", "**Speed**: 50% faster", "**Quality**: 40% fewer errors"])
      ]).of(.sum).isEmpty)
  }
}

@Suite("Comparisons of what was made to be hard")
struct HardComparisonTests {
  @Test("Of many figures of one subject those that agree are found")
  func many() throws {
    var lines = (0..<600).map { "**Item \($0)**: \($0 * 7 + 1) widgets in region \($0)" }
    lines.append("**Total**: 55,555 widgets")
    let findings = try Compared.findings([
      "a.md": Compared.story("Acme", lines), "b.md": Compared.story("Acme", [lines[600]]),
    ])
    #expect(findings.of(.corroborated).contains { $0.values == ["55,555 widgets", "55,555 widgets"] })
  }

  @Test(
    "Whatever the numbers, nothing traps",
    arguments: [
      "1e999 customers", "0 customers", "-5% growth", "99999999999999999999999999 customers", "100% of nothing", "%",
      "from 0 to 0 customers", "±0%", "½ of customers", "1.234,56 customers", "٣٤ customers", "$0.00", "0x faster",
      "#0 platform",
      "5-3 customers", "up to up to 5 customers",
    ])
  func hostile(line: String) throws {
    let text = Compared.story("Acme", ["**A**: " + line, "**B**: 12 customers", "**C**: 12% growth", "**D**: " + line])
    _ = try Compared.findings(["a.md": text, "b.md": text])
    _ = try Compared.issues(text)
    let space = Workspace()
    try space.write("a.md", text)
    try space.ingest()
    let knowledge = try space.knowledge()
    _ = try knowledge.metrics(MetricsQuestion(sort: .value, plots: true, includesQuality: true))
    _ = try knowledge.metrics(MetricsQuestion(grouping: .org, columns: .unit))
    _ = try knowledge.compare(["Acme", "Acme"])
    withExtendedLifetime(space) {}
  }

  @Test("Documents as parsed fit together; one whose parts are missing does not")
  func fits() throws {
    for item in try Compared.folder(Workspace.repository + "/corpus") { #expect(item.document.fitsTogether) }
    var broken = try Workspace.parse(Compared.story("Acme", ["**A**: 12 customers"]))
    broken.statements.removeLast(broken.statements.count - 1)
    #expect(!broken.fitsTogether)
  }
}
