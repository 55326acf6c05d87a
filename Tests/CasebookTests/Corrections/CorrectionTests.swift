import Foundation
import Quantities
import TestSupport
import Testing

@testable import Casebook

@Suite("Corrections")
struct CorrectionTests {
  private let document = """
    # Luna Ferries: full boats

    Luna Ferries sold 40 % more tickets in 2023, and the crew of 12 people stayed.

    ## Success factors

    - Trust between the crews and the office made the change possible.
    """

  private func parse(_ text: String, _ corrections: [Correction]) throws -> ParsedDocument {
    try Workspace.parser.parse(path: "luna.md", bytes: Array(text.utf8), corrections: corrections)
  }

  private func correction(_ words: String, line: Int = 3, figure: String? = nil, _ values: [Correction.Field: String])
    -> Correction
  {
    Correction(place: .init(file: "luna.md", line: line, words: words), figure: figure, values: values)
  }

  @Test("a figure has what a person said of it, and the others keep theirs")
  func figures() throws {
    let right = correction(
      "Luna Ferries sold 40 % more tickets", [.label: "boat tickets", .subject: "Luna", .year: "2022", .role: "target"])
    let found = try parse(document, [right])
    let metric = try #require(found.metrics.first { $0.metric.text == "40 %" })
    #expect(metric.metric.label == "boat tickets" && metric.metric.subject == "Luna" && metric.metric.asOf == "2022")
    #expect(metric.metric.role == .target && metric.correction == right.key)
    let crew = try #require(found.metrics.first { $0.metric.text.hasPrefix("12") })
    #expect(crew.correction == nil && crew.metric.label != "boat tickets")
    #expect(found.corrections == [right.key])
  }

  @Test("a figure or factor that an entry rules out is not listed")
  func none() throws {
    let found = try parse(
      document,
      [
        correction("the crew of 12 people", [.not: "figure"]),
        correction("Trust between the crews", line: 7, [.not: "factor"]),
      ])
    #expect(!found.metrics.contains { $0.metric.text.hasPrefix("12") })
    #expect(found.metrics.contains { $0.metric.text == "40 %" })
    #expect(found.factors.isEmpty && found.corrections.count == 2)
  }

  @Test("a record has the kind and the organisation that a person gave, and its figures follow")
  func records() throws {
    let found = try parse(
      document, [correction("Luna Ferries: full boats", line: 1, [.kind: "interview", .organisation: "Harbour Line"])])
    #expect(found.records[0].kind == .interview)
    #expect(found.records[0].organisations.first { $0.isSubject }?.name == "Harbour Line")
    #expect(found.records[0].correction != nil)
  }

  @Test("a factor has the kind and theme that a person gave; a statement that was none becomes one")
  func factors() throws {
    let found = try parse(
      document,
      [
        correction("Trust between the crews", line: 7, [.factor: "lesson", .theme: "network-effects"]),
        correction("the crew of 12 people stayed", [.factor: "factor"]),
      ])
    #expect(Set(found.factors.map(\.kind)) == [.lesson, .factor])
    #expect(found.factors.first { $0.kind == .lesson }?.themes.map(\.theme) == ["network-effects"])
  }

  @Test("a place is found wherever edits around it move it", arguments: 0..<40)
  func edits(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var lines = document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let fillers = [
      "", "Nothing else was changed there.", "## A part", "- One more point for the list", "The port was calm.",
    ]
    for _ in 0..<(1 + Int(random.next() % 12)) {
      let filler = fillers[Int(random.next() % UInt64(fillers.count))]
      // Not between the title and the start, which would be another title.
      let place = 1 + Int(random.next() % UInt64(lines.count))
      lines.insert(contentsOf: ["", filler, ""], at: place)
    }
    if random.next() % 2 == 0 {
      lines = lines.map { $0.replacingOccurrences(of: "Luna Ferries sold", with: "That year **Luna Ferries**  sold") }
    }
    let right = correction("Ferries sold 40 % more tickets in", [.label: "boat tickets"])
    let found = try parse(lines.joined(separator: "\n"), [right])
    #expect(found.corrections == [right.key], "seed \(seed)")
    #expect(found.metrics.filter { $0.correction == right.key }.map(\.metric.text) == ["40 %"], "seed \(seed)")
  }

  @Test("words that are said several times mean the nearest to the line")
  func nearest() throws {
    let text = "# A case\n\nIt sold 40 % more.\n\nThat is all.\n\nIt sold 40 % more.\n"
    let found = try parse(text, [correction("It sold 40 % more", line: 7, [.label: "tickets"])])
    #expect(found.metrics.filter { $0.correction != nil }.map(\.span.line) == [7])
  }

  @Test("only the documents that an entry touches are read again")
  func fingerprint() throws {
    let space = Workspace()
    try space.write("luna.md", document)
    try space.write("other.md", sampleCase("Alpha"))
    try space.ingest()
    try space.write(
      "corrections.yaml", "- file: luna.md\n  words: sold 40 % more\n  label: boat tickets\n")
    #expect(try space.ingest().read == 1)
    #expect(try space.ingest().read == 0)
    // The entry moves in its list: nothing is read again, and answers name its new line.
    try space.write(
      "corrections.yaml", "# Ours.\n\n- file: luna.md\n  words: sold 40 % more\n  label: boat tickets\n")
    #expect(try space.ingest().read == 0)
    let rows = try space.knowledge().metricRows(MetricsQuestion(label: "boat tickets"))
    #expect(rows.map(\.correction) == ["corrections.yaml:3"])
    try space.remove("corrections.yaml")
    #expect(try space.ingest().read == 1)
    #expect(try space.knowledge().metricRows(MetricsQuestion(label: "boat tickets")).isEmpty)
  }

  @Test("a correction whose place is gone is reported with its line, by ingestion, check and lint")
  func lost() throws {
    let space = Workspace()
    try space.write("luna.md", document)
    try space.write(
      "corrections.yaml",
      "- file: luna.md\n  words: sold 40 % more\n  label: boat tickets\n- file: gone.md\n  words: a\n  label: b\n")
    #expect(try space.ingest().notes.map(\.place) == ["corrections.yaml:4"])
    try space.write("luna.md", document.replacingOccurrences(of: "40 %", with: "41 %"))
    let notes = try space.ingest().notes
    #expect(notes.map(\.code) == ["lost-correction", "lost-correction"])
    #expect(notes.map(\.place) == ["corrections.yaml:1", "corrections.yaml:4"])
    #expect(try space.knowledge().check().items.count == 2)
    let lint = try space.knowledge().lint(LintQuestion(rules: [.lostCorrection]))
    #expect(lint.answer.items.count == 2)
  }

  @Test("the words that are written down hold the figure, and name it where they hold several")
  func drafts() throws {
    let space = Workspace()
    try space.write("luna.md", document)
    try space.ingest()
    let knowledge = try space.knowledge()
    let request = CorrectionRequest(places: ["luna.md:3"], figure: "40 %", values: [.label: "boat tickets"])
    let draft = try knowledge.correction(request)
    #expect(draft.before == nil && draft.line == 2)
    try draft.write()
    #expect(try knowledge.correction(request).text == draft.text)
    try space.ingest()
    #expect(try space.knowledge().metricRows(MetricsQuestion(label: "boat tickets")).map(\.metric.text) == ["40 %"])
    #expect(throws: CasebookError.self) {
      try knowledge.correction(CorrectionRequest(places: ["luna.md:3"], values: [.label: "x"]))
    }
    #expect(throws: CasebookError.self) {
      try knowledge.correction(CorrectionRequest(places: ["luna.md:3"], figure: "99", values: [.label: "x"]))
    }
    #expect(throws: CasebookError.self) {
      try knowledge.correction(CorrectionRequest(places: ["luna.md:3"], figure: "40 %", values: [.category: "money"]))
    }
  }

  @Test("a verdict on a conflict names the right statement, and takes it from those without one")
  func verdicts() throws {
    let space = Workspace()
    try space.write("a.md", "# Case Study: Luna Ferries\n\nLuna Ferries has 500 employees in 2023.\n")
    try space.write("b.md", "# Fleet\n\nLuna Ferries has 900 employees in 2023.\n")
    try space.ingest()
    let question = ConflictsQuestion(kinds: [.conflict, .nearConflict])
    let before = try space.knowledge().findings(question)
    try #require(before.count == 1)
    try space.knowledge().correction(CorrectionRequest(places: ["a.md:3", "b.md:3"], right: "b.md:3")).write()
    try space.ingest()
    try space.write("b.md", "# Fleet\n\nA list.\n\nLuna Ferries has 900 employees in 2023.\n")
    try space.ingest()
    let after = try space.knowledge().findings(question)
    #expect(after.map(\.verdict?.right) == ["b.md:5"])
    #expect(
      try space.knowledge().findings(ConflictsQuestion(kinds: [.conflict, .nearConflict], withoutVerdict: true)).isEmpty
    )
  }

  @Test("the command line writes, ingests and shows a correction")
  func commandLine() throws {
    let space = Workspace()
    try space.write("luna.md", document)
    #expect(try Program.run(["ingest", "docs"], in: space.path).status == 0)
    let written = try Program.run(
      ["correct", "luna.md:3", "--figure", "40 %", "--label", "boat tickets", "--subject", "Luna"], in: space.path)
    #expect(written.status == 0, "\(written.errors)")
    let list = try String(contentsOfFile: space.docs + "/corrections.yaml", encoding: .utf8)
    #expect(
      list == """
        corrections:
        - file: luna.md
          line: 3
          words: "Luna Ferries sold 40 % more tickets in 2023, and"
          subject: Luna
          label: boat tickets

        """)
    #expect(try Program.run(["ingest"], in: space.path).output.contains("1 document read"))
    let metrics = try Program.run(["metrics", "--format", "ndjson"], in: space.path).output
    #expect(metrics.contains("\"corrected_by\":\"corrections.yaml:2\""))
    #expect(try Program.run(["list", "corrections"], in: space.path).output.contains("applied"))
    #expect(try Program.run(["list", "documents"], in: space.path).output.contains("corrections.yaml") == false)
    try space.write("corrections.yaml", list + "- file: luna.md\n  wrds: x\n  label: y\n")
    let wrong = try Program.run(["ingest"], in: space.path)
    #expect(
      wrong.status == 2 && wrong.errors.contains("corrections.yaml:8: error: unknown key 'wrds': did you mean 'words'?")
    )
    #expect(try Program.run(["correct", "luna.md:3"], in: space.path).status == 64)
    #expect(
      try Program.run(["correct", "luna.md:3", "--role", "winner", "--figure", "40 %"], in: space.path).status == 2)
  }
}
