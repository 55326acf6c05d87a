import TestSupport
import Testing

@testable import Casebook

@Suite("Lists of corrections")
struct CorrectionFileTests {
  private let themes = [Theme(id: "network-effects", name: "Network effects", description: "")]

  private func read(_ text: String) -> CorrectionFile { CorrectionFile(Array(text.utf8), name: "list", themes: themes) }

  @Test("an entry has a place and what is right, and knows its own line")
  func entries() throws {
    let file = read(
      """
      # What we found.
      corrections:
      - file: luna.md
        line: 12
        words: tickets grew by 40 %
        figure: "40 %"
        subject: Luna
        role: before
        theme: Network Effects
        category: ~
      - {file: fleet.md, words: a crew of 12, not: a figure}
      """)
    #expect(file.problems.isEmpty)
    let first = try #require(file.corrections.first)
    #expect(first.place == Correction.Place(file: "luna.md", line: 12, words: "tickets grew by 40 %"))
    #expect(first.figure == "40 %" && first.entryLine == 3)
    #expect(
      first.values == [.subject: "Luna", .role: "baseline", .theme: "network-effects", .category: ""])
    #expect(file.corrections.last?.values == [.not: "figure"] && file.corrections.last?.entryLine == 11)
  }

  @Test(
    "what is wrong is named with its line and what was meant",
    arguments: [
      ("- file: a.md\n  words: x\n  lable: y\n", 3, "unknown key 'lable': did you mean 'label'?"),
      ("- file: a.md\n  words: x\n  category: revenues\n", 3, "category 'revenues': expected revenue"),
      ("- words: x\n  label: y\n", 1, "an entry needs a file"),
      ("- file: a.md\n  label: y\n", 1, "an entry needs the words of its place, or a line"),
      ("- file: a.md\n  words: x\n", 1, "an entry says what is right"),
      ("- file: a.md\n  line: zero\n  label: y\n", 2, "line 'zero': expected a whole number from 1"),
      ("correction:\n- file: a.md\n", 1, "unknown key 'correction': did you mean 'corrections'?"),
      ("- file: [a.md\n", 2, "is not valid YAML"),
      ("- conflict: {places: [\"a.md:1\"], right: both}\n", 1, "a conflict needs two places"),
      ("- conflict: {places: [\"a.md:1\", \"b.md:2\"], right: c.md}\n", 1, "'right': expected one of the places"),
    ])
  func problems(_ example: (text: String, line: Int, message: String)) throws {
    let problem = try #require(read(example.text).problems.first)
    #expect(problem.line == example.line)
    #expect(problem.message.hasPrefix(example.message), "\(problem.message)")
    #expect(read(example.text).corrections.isEmpty)
  }

  @Test("any bytes are read without trapping")
  func hostile() {
    var random = SeededGenerator(seed: 7)
    let text = Array(
      "corrections:\n- file: a.md\n  line: 3\n  words: \"x y\"\n  label: z\n- conflict: {places: [a, b], right: both}\n"
        .utf8)
    for _ in 0..<300 {
      var bytes = text
      for _ in 0..<4 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
      _ = CorrectionFile(Array(bytes.prefix(Int(random.next() % UInt64(bytes.count)))), name: "list", themes: themes)
    }
  }

  // MARK: - Writing

  private func added(_ corrections: [Correction], to text: String = "") throws -> String {
    var list = try CorrectionText(text, name: "list", themes: themes)
    for correction in corrections { _ = try list.add(correction) }
    return list.text
  }

  private func correction(_ file: String, _ line: Int, _ words: String, label: String = "tickets") -> Correction {
    Correction(place: Correction.Place(file: file, line: line, words: words), values: [.label: label])
  }

  @Test("what is written is read as the same, in one order, and twice the same is once")
  func roundTrip() throws {
    let entries = [
      correction("b.md", 3, "a \"quoted\" \\ word: # no comment"), correction("a.md", 9, "yes"),
      correction("a.md", 2, "über 40 %\tmehr"),
      Correction(
        place: Correction.Place(file: "a.md", line: 2, words: "x"),
        verdict: Correction.Verdict(
          places: [.init(file: "a.md", line: 2, words: "x"), .init(file: "b.md", line: 3)], right: "b.md:3")),
    ]
    let text = try added(entries)
    let found = read(text)
    #expect(found.problems.isEmpty)
    #expect(found.corrections.map(\.place.line) == [2, 9, 3, 2])
    for entry in entries {
      #expect(
        found.corrections.contains {
          $0.place == entry.place && $0.values == entry.values && $0.verdict == entry.verdict
        })
    }
    #expect(try added(entries.reversed()) == text)
    #expect(try added(entries, to: text) == text)
  }

  @Test("what a person wrote stays byte for byte")
  func comments() throws {
    let text = """
      # Our list.

      corrections:

        # The ferries.
        - file: a.md
          words: one   # sure
          label: x

        # The trains.
        - {file: c.md, words: two, label: y}
        # The end.

      """
    let changed = try added([correction("b.md", 1, "three")], to: text)
    let lines = changed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let old = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.filter { old.contains($0) } == old)
    #expect(lines[8] == "  - file: b.md")
    #expect(read(changed).corrections.map(\.place.file) == ["a.md", "b.md", "c.md"])
  }

  @Test("an entry with a comment inside is not overwritten")
  func refuses() throws {
    let text = "corrections:\n- file: a.md\n  # asked Jane\n  words: one\n  label: x\n"
    #expect(throws: CorrectionText.Refusal.self) { try added([correction("a.md", 1, "one", label: "y")], to: text) }
    #expect(throws: CorrectionText.Refusal.self) {
      try added([correction("a.md", 1, "one")], to: "- file: a.md\n  lable: x\n")
    }
    #expect(throws: CorrectionText.Refusal.self) {
      try added([correction("a.md", 1, "one")], to: "[{file: a.md, words: b, label: c}]\n")
    }
  }

  @Test("the same place takes the new values beside its others")
  func merges() throws {
    var more = correction("a.md", 5, "one")
    more.values = [.subject: "Luna"]
    let text = try added([correction("a.md", 5, "one"), more])
    #expect(read(text).corrections.map(\.values) == [[.label: "tickets", .subject: "Luna"]])
  }
}
