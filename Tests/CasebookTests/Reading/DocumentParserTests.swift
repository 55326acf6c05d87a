import Foundation
import Quantities
import TestSupport
import Testing

@testable import Casebook

@Suite("Documents become records")
struct DocumentParserTests {
  @Test("One document with one case is one record with its title, roles and evidence")
  func oneCase() throws {
    let document = try Workspace.parse(sampleCase("Orbit"))
    #expect(document.records.map(\.kind) == [.caseStudy])
    #expect(document.records[0].title == "Orbit Alliance")
    #expect(document.records[0].number == "1")
    #expect(document.sections.compactMap { $0.role?.rawValue } == ["overview", "result", "success-factors"])
    #expect(document.provenance.map(\.label) == ["Research Date"])
    let factors = document.factors.map { document.statements[$0.statement].text }
    #expect(factors == ["Trust between both teams", "Network effects between users and partners"])
    #expect(document.factors[1].themes.map(\.theme).contains("network-effects"))
  }

  @Test("A file with many cases gives a record each, with its own factors")
  func manyCases() throws {
    let text = """
      # Cases of the year

      ## Case Study 1: Alpha Works
      ### Results
      - **Revenue**: $5 million
      ### Lessons Learned
      - Begin small

      ## Case Study 2: Beta Labs
      ### Results
      - **Revenue**: $9 million
      ### Why it worked
      - Patience
      """
    let document = try Workspace.parse(text)
    #expect(document.records.map(\.kind) == [.report, .caseStudy, .caseStudy])
    #expect(
      document.records.map(\.key) == ["case.md", "case.md#case-study-1-alpha-works", "case.md#case-study-2-beta-labs"])
    #expect(document.factors.map(\.kind) == [.lesson, .factor])
    #expect(document.factors.map(\.record) == [1, 2])
    #expect(document.records[1].organisations.map(\.name) == ["Alpha Works"])
  }

  @Test("The three shapes of phases are read, with tasks and time frames")
  func phases() throws {
    let text = """
      # Plan
      ## Roadmap
      ### Phase 1: Foundation (Months 1-3)
      **First part**
      - Draft the strategy
      - Name partners
      ### Phase 2: Scale (Months 4+)
      - Expand
      ## Due diligence
      **Phase 1: Screening (2-4 weeks)**
      - Read the books

      **Phase 2: Evaluation (4-8 weeks)**
      - Meet the team
      ## Story
      - **Phase 1: Community (Years 1-3)**
        - Give it away
      - **Phase 2: Enterprise (Years 3+)**
        - Sell it
      """
    let document = try Workspace.parse(text)
    #expect(
      document.phases.map(\.name) == ["Foundation", "Scale", "Screening", "Evaluation", "Community", "Enterprise"])
    #expect(
      document.phases.map { $0.timeFrame?.text } == [
        "Months 1-3", "Months 4+", "2-4 weeks", "4-8 weeks", "Years 1-3", "Years 3+",
      ])
    #expect(
      document.phases.map { $0.tasks.map { document.statements[$0].text } }[0] == [
        "Draft the strategy", "Name partners",
      ])
    #expect(document.phases.map(\.ordinal) == [1, 2, 1, 2, 1, 2])
    #expect(Set(document.phases.map(\.plan)).count == 3)
  }

  @Test("A table with weights is a decision matrix")
  func criteria() throws {
    let text = """
      # Matrix

      | Criterion | Weight | Evaluation factors | Scoring method |
      | --- | --- | --- | --- |
      | Fit | 60% | vision, skills | 1-5 scale |
      | Risk | 40% | dependency | expert judgement |
      """
    let document = try Workspace.parse(text)
    #expect(document.criteria.map(\.name) == ["Fit", "Risk"])
    #expect(document.criteria.map(\.weight) == [60, 40])
    #expect(document.criteria[0].factors == ["vision", "skills"])
    #expect(document.criteria[1].method == "expert judgement")
    #expect(document.criteria.map(\.span.line) == [5, 6])
    #expect(document.tables[0].grid[1] == ["Fit", "60%", "vision, skills", "1-5 scale"])
  }

  @Test("A lead-in before a list works as its heading, and only for that list")
  func leadIn() throws {
    let text = """
      # Notes

      ## Conclusion
      It went well.

      Key success factors include:
      - **Focus**: one market first
      - **Patience**: five years

      Regular reviews keep it current.
      """
    let document = try Workspace.parse(text)
    #expect(document.factors.map { document.statements[$0.statement].label } == ["Focus", "Patience"])
    #expect(document.statements.last?.role == .conclusion)
  }

  @Test("Nested bullets under a label that tells a role have that role")
  func nestedFactors() throws {
    let text = """
      # Report
      ## Profiles
      **Orbit and Luna alliance**
      - **Model**: one platform
      - **Value Creation**: shared tools
      - **Key Success Factors**:
        - Seamless interfaces
        - Joint sales
      """
    let document = try Workspace.parse(text)
    let factors = document.factors.filter { $0.kind == .factor }.map { document.statements[$0.statement].text }
    #expect(factors == ["Seamless interfaces", "Joint sales"])
    #expect(document.factors.filter { $0.kind == .value }.count == 1)
  }

  @Test("Front matter decides the kind, title, organisations and tags")
  func frontMatter() throws {
    let text = """
      ---
      title: Orbit in the cloud
      kind: case-study
      organisations: [Orbit, Luna Bank]
      tags: [cloud]
      ---
      # How Orbit moved
      Text.
      """
    let document = try Workspace.parse(text)
    #expect(document.title == "Orbit in the cloud")
    #expect(document.heading == "How Orbit moved")
    #expect(document.records[0].kind == .caseStudy)
    #expect(document.records[0].organisations.map(\.name) == ["Orbit", "Luna Bank"])
    #expect(document.records[0].tags == ["cloud"])
  }

  @Test("The same bytes give the same result")
  func pure() throws {
    let text = sampleCase("Orbit")
    #expect(try Workspace.parse(text) == Workspace.parse(text))
  }

  @Test("Every citation of the corpus lies in its document, and statements hold the bytes they cite")
  func citations() throws {
    let corpus = Workspace.repository + "/corpus"
    let files = try FileScanner.scan(folder: corpus).files
    #expect(files.count >= 24)
    for file in files {
      let bytes = try FileReader.read(file.location, maximumBytes: 1 << 20)
      let document = try Workspace.parser.parse(path: file.path, bytes: bytes)
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      for statement in document.statements {
        let span = statement.span
        #expect(span.start >= 0 && span.start < span.end && span.end <= bytes.count, "\(file.path): \(statement.text)")
        #expect(bytes[..<span.start].count(where: { $0 == 0x0A }) + 1 == span.line, "\(file.path): \(statement.text)")
        #expect(span.line <= lines.count)
        // The first plain word of the statement stands in the bytes it cites.
        let word =
          statement.text.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }).first.map(String.init)
          ?? ""
        let cited = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
        if statement.kind != .row {
          #expect(cited.contains(word), "\(file.path):\(span.line) '\(word)' not in '\(cited)'")
        }
      }
      for metric in document.metrics {
        #expect(
          metric.span.start < metric.span.end && metric.span.end <= bytes.count, "\(file.path): \(metric.metric.text)")
      }
    }
  }

  @Test("Mutated documents never trap", arguments: 0..<60)
  func mutations(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var bytes = Array(sampleCase("Orbit").utf8)
    for _ in 0..<20 {
      let at = Int(generator.next() % UInt64(bytes.count))
      switch generator.next() % 3 {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: generator.next())
      case 1: bytes.remove(at: at)
      default: bytes.insert(contentsOf: Array("**|-#>:`\n".utf8).shuffled(using: &generator), at: at)
      }
    }
    for path in ["a.md", "a.html", "a.yaml"] {
      let document = try Workspace.parser.parse(path: path, bytes: bytes)
      for statement in document.statements { #expect(statement.span.end <= bytes.count) }
    }
  }
}
