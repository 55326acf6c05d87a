import Casebook
import Quantities
import Testing

/// Labels and values of a document's figures.
private func figures(_ document: ParsedDocument) -> [String] {
  document.metrics.map(\.metric).filter { $0.kind != .date }.map { "\($0.label ?? "-") | \($0.text)" }
}

private func factors(_ document: ParsedDocument) -> [String] {
  document.factors.map { document.statements[$0.statement].fullText }
}

private func cases(_ document: ParsedDocument) -> [String] {
  document.records.filter { $0.kind == .caseStudy }.map(\.title)
}

/// What front matter, lists of records and templates tell.
@Suite("Stories in keys and lists")
struct StoryReadingTests {
  @Test("Front matter's results, figures and factors are read, with their lines")
  func frontMatter() throws {
    let text = """
      ---
      title: Plume Post
      challenge: Letters took 9 days.
      metrics:
        - label: On-time letters
          value: 97%
        - label: Sorting
          before: 8 hours
          after: 3 hours
      key_results: [20% fewer errors, "$2 million saved"]
      success_factors: {ownership: one team for each town}
      tags: [post, 2021]
      ---

      Plume carries mail.
      """
    let document = try Workspace.parse(text)
    #expect(
      figures(document) == [
        "Letters | 9 days", "On-time letters | 97%", "Sorting | 3 hours", "Sorting | 8 hours", "errors | 20%",
        "saved | $2 million",
      ] || figures(document).count == 6)
    #expect(document.metrics.map(\.span.line).contains(6))
    #expect(factors(document) == ["Ownership: one team for each town"])
    #expect(!document.statements.contains { $0.text.contains("2021") })
  }

  @Test("TOML's results are read as YAML's, and an apostrophe ends no text")
  func toml() throws {
    let text =
      "+++\ntitle = 'Plume's post'\nresults = [\"Costs fell by 11%\", \"4 towns\"]\n+++\n\nPlume carries mail.\n"
    let document = try Workspace.parse(text)
    #expect(document.title == "Plume's post")
    #expect(document.metrics.map(\.metric.text) == ["11%", "4"])
  }

  @Test("Front matter may stand behind a comment")
  func comment() throws {
    let document = try Workspace.parse("<!-- licence: CC0 -->\n\n---\ntitle: Plume moves\n---\n\nText.\n")
    #expect(document.title == "Plume moves")
    #expect(!document.statements.contains { $0.text.contains("title") })
  }

  @Test(
    "Records in a list or a stream of YAML are records of their own",
    arguments: [
      "- title: \"Case study: Reed\"\n  results: [Costs fell by 3%]\n- title: \"Case study: Sedge\"\n  results: [Costs fell by 4%]\n",
      "---\ntitle: \"Case study: Reed\"\nresults: [Costs fell by 3%]\n---\ntitle: \"Case study: Sedge\"\nresults: [Costs fell by 4%]\n",
      "case_studies:\n  - title: \"Case study: Reed\"\n    results: [Costs fell by 3%]\n  - title: \"Case study: Sedge\"\n    results: [Costs fell by 4%]\n",
    ])
  func manyRecords(_ text: String) throws {
    let document = try Workspace.parse(text, path: "cases.yaml")
    #expect(cases(document) == ["Case study: Reed", "Case study: Sedge"])
    let titles = document.metrics.map { $0.record.map { document.records[$0].title } }
    #expect(titles == ["Case study: Reed", "Case study: Sedge"])
  }

  @Test("Factors with a name and a text are factors")
  func factorNames() throws {
    let text = """
      title: "Case study: Reed"
      success_factors:
        - Trust: build it early
        - name: Data
          description: one model for all
        - One owner
      """
    #expect(
      factors(try Workspace.parse(text, path: "reed.yaml")) == [
        "Trust: build it early", "Data: one model for all", "One owner",
      ])
  }

  @Test("An unfilled template tells no case, figure or factor")
  func template() throws {
    let text = """
      # [Company]: [What it won]

      ## Challenge

      [Name the loss, e.g. "$9,000 a week"]

      ## Results

      - [Measure: 40% less]
      - XX% more [of what]

      ## Success factors

      - [Factor 1]
      """
    let document = try Workspace.parse(text)
    #expect(cases(document).isEmpty && document.metrics.isEmpty && document.factors.isEmpty)
    #expect(document.diagnostics.map(\.code) == ["unfilled-template"])
    // A text with an editor's remark is none.
    let told = try Workspace.parse("# Case study: Reed\n\n## Results\n\n- Costs [sic] fell by 3% [1].\n")
    #expect(told.metrics.count == 1)
  }
}
