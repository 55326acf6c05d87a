import Foundation
import Testing

@testable import Casebook

@Suite("Lint")
struct LintTests {
  private func rules(_ text: String) throws -> [LintIssue.Rule: [LintIssue]] {
    Dictionary(grouping: try Compared.issues(text), by: \.rule)
  }

  private let whole = """
    ---
    kind: case-study
    organisations: [Acme]
    as_of: July 2025
    sources: [annual report]
    ---

    # Acme and its partners

    ## Overview

    - **Founded**: 2016

    ## Strategy

    - **Model**: a platform

    ## Success Metrics

    - **Revenue**: $3 million annual revenue
    - **Reach**: 40,000 customers

    ## Value Creation

    - **Network effects**: more users bring more partners

    ## Key Success Factors

    - Trust between the partners
    """

  @Test("A case that has everything passes without a warning")
  func clean() throws {
    #expect(try Compared.issues(whole).filter { $0.rule.severity == .warning }.isEmpty)
  }

  @Test("A case study without figures")
  func noFigures() throws {
    let text = whole.replacing("$3 million annual revenue", with: "good").replacing("40,000 customers", with: "wide")
    #expect(try rules(text)[.noFigures]?.first?.citation.line == 8)
    #expect(try rules(whole)[.noFigures] == nil)
  }

  @Test("A figure without a period, with its line")
  func noPeriod() throws {
    let found = try rules(whole.replacing("$3 million annual revenue", with: "$3 million revenue"))[.noPeriod]
    #expect(found?.map(\.citation.line) == [20])
    #expect(
      try rules(whole.replacing("$3 million annual revenue", with: "$3 million revenue in 2024"))[.noPeriod] == nil)
  }

  @Test("Vague amounts, in figures and in words")
  func vague() throws {
    #expect(try rules(whole.replacing("40,000 customers", with: "millions of customers"))[.vagueAmount]?.count == 1)
    #expect(try rules(whole.replacing("40,000 customers", with: "significant growth"))[.vagueAmount]?.count == 1)
  }

  @Test("A superlative needs a figure or a source")
  func evidence() throws {
    #expect(try rules(whole.replacing("40,000 customers", with: "the leading platform"))[.noEvidence]?.count == 1)
    #expect(
      try rules(whole.replacing("40,000 customers", with: "the leading platform, according to its auditors"))[
        .noEvidence] == nil)
    #expect(try rules(whole.replacing("40,000 customers", with: "shares best practices"))[.noEvidence] == nil)
  }

  @Test("A section that most case studies of a folder have is missed in the others")
  func sections() throws {
    let aside = whole.replacing("## Value Creation", with: "## Aside")
    let texts = (0..<5).map { whole.replacing("40,000", with: "4\($0),000") } + [aside]
    let documents = try texts.enumerated().map { index, text in
      SourcedDocument(source: "docs", document: try Workspace.parse(text, path: "cases/\(index).md"))
    }
    let found = Linter.issues(documents).filter { $0.rule == .missingSection }
    #expect(found.map(\.message) == ["no section on value creation: add one, as 'Value Creation'"])
    #expect(found.map(\.citation.file) == ["cases/5.md"])
    // Alone, a case study only has to say what came of it and what made it work.
    #expect(try rules(aside)[.missingSection] == nil)
    #expect(try rules(whole.replacing("## Key Success Factors", with: "## Aside"))[.missingSection]?.count == 1)
  }

  @Test("An incident report is asked for what happened and what was learned, not for value created")
  func incidents() throws {
    let text = """
      ---
      kind: incident-report
      ---

      # Outage of the booking page: incident report

      ## What happened

      The booking page was down for 40 minutes on 3 May 2024. The database ran out of disk space at 10:05.

      ## Timeline

      - 10:05 the database stops
      - 10:45 the page is back

      """
    let document = try Workspace.parse(text, path: "incident.md")
    try #require(document.records.first?.kind == .incident)
    let messages = Linter.issues([SourcedDocument(source: "", document: document)]).filter {
      $0.rule == .missingSection
    }.map(\.message)
    #expect(messages.allSatisfy { $0.contains("what happened") || $0.contains("lessons or measures") })
    #expect(messages.contains { $0.contains("lessons or measures") })
  }

  @Test("Figures without date or source are told once a document")
  func datesAndSources() throws {
    let text = whole.replacing("as_of: July 2025\n", with: "").replacing("sources: [annual report]\n", with: "")
    #expect(try rules(text)[.noDate]?.count == 1)
    #expect(try rules(text)[.noSource]?.count == 1)
    #expect(try rules(whole)[.noDate] == nil && rules(whole)[.noSource] == nil)
  }

  @Test("A figure that is told once is a note; one that is told twice is not")
  func mentions() throws {
    #expect(try rules(whole)[.singleMention]?.count == 2)
    let twice = whole.replacing("- **Founded**: 2016", with: "- **Scope**: 40,000 customers")
    #expect(try rules(twice)[.singleMention]?.count == 1)
  }

  @Test("Contradictions among the documents that are checked stand at each statement")
  func conflicts() throws {
    let issues = Linter.issues(
      try Compared.documents([
        "a.md": Compared.story("Acme", ["**Reach**: 500,000 customers"]),
        "b.md": Compared.story("Acme", ["**Reach**: 90,000 customers"]),
      ])
    ).filter { $0.rule == .conflict }
    #expect(issues.map(\.citation.file) == ["a.md", "b.md"])
    #expect(issues.first?.message.contains("b.md:") == true)
  }

  @Test("Files and folders are checked without an index; notes only when asked for")
  func files() throws {
    let space = Workspace()
    try space.write("good.md", whole)
    try space.write("sub/bad.md", whole.replacing("40,000 customers", with: "millions of customers"))
    let linter = DocumentLinter(parser: try Workspace.parser)
    let report = try linter.lint(paths: [space.docs])
    #expect(report.documents == 2 && report.warnings == 1 && report.hiddenNotes > 0)
    #expect(report.answer.items.first?.first?.text.hasSuffix("sub/bad.md:21") == true)
    #expect(try linter.lint(paths: [space.docs + "/good.md"]).warnings == 0)
    let notes = try linter.lint(paths: [space.docs], LintQuestion(rules: [.singleMention]))
    #expect(notes.warnings == 0 && !notes.answer.items.isEmpty)
    #expect(throws: CasebookError.self) { try linter.lint(paths: [space.docs + "/none.md"]) }
  }

  @Test("The index is checked as its files are")
  func index() throws {
    let space = Workspace()
    try space.write("a.md", Compared.story("Acme", ["**Reach**: 500,000 customers"]))
    try space.write("b.md", Compared.story("Acme", ["**Reach**: 90,000 customers"]))
    try space.ingest()
    let fromIndex = try space.knowledge().lint(LintQuestion(includesNotes: true)).answer
    let fromFiles = try DocumentLinter(parser: Workspace.parser).lint(
      paths: [space.docs], LintQuestion(includesNotes: true)
    ).answer
    func messages(_ answer: Answer) -> [[String]] { answer.items.map { row in row[1...3].map(\.text) } }
    #expect(messages(fromIndex).map { $0[1] } == messages(fromFiles).map { $0[1] })
    #expect(fromIndex.items.count > 2)
  }
}
