import Foundation
import TestSupport
import Testing

@testable import Casebook

@Suite("Renderers")
struct RendererTests {
  private var answer: Answer {
    Answer(
      schema: "casebook.test/1",
      columns: [
        Answer.Column("group", title: "Group"), Answer.Column("name", title: "Name"),
        Answer.Column("value", title: "Value", isNumeric: true),
        Answer.Column("data"), Answer.Column.place,
      ],
      items: [
        [
          Answer.Cell("A"), Answer.Cell("x, \"y\""), Answer.Cell(3), Answer.Cell(.array([.integer(1), .string("b")])),
          Answer.Cell("f.md:1"),
        ],
        [
          Answer.Cell("B"), Answer.Cell("line\nbreak | pipe"), Answer.Cell(.number(0.5)), Answer.Cell(.null),
          Answer.Cell("f.md:2"),
        ],
      ],
      total: 5, layout: .table(groupedBy: "group"))
  }

  @Test("JSON is one object with schema, items and total, and can be read back")
  func json() throws {
    let text = Renderer(format: .json).render(answer)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "casebook.test/1")
    #expect(object["total"] as? Int == 5)
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items[0]["name"] as? String == "x, \"y\"")
    #expect(items[1]["value"] as? Double == 0.5)
    #expect(items[1]["data"] is NSNull)
  }

  @Test("An empty answer has an empty list of items")
  func empty() throws {
    let text = Renderer(format: .json).render(Answer(schema: "s/1", columns: []))
    #expect(text.contains("\"items\":[]") && text.contains("\"total\":0"))
    #expect(Renderer(format: .ndjson).render(Answer(schema: "s/1", columns: [])).isEmpty)
  }

  @Test("NDJSON is one item a line")
  func ndjson() throws {
    let lines = Renderer(format: .ndjson).render(answer).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test("CSV quotes commas, quotes and line breaks")
  func csv() {
    let text = Renderer(format: .csv).render(answer)
    #expect(text.hasPrefix("group,name,value,data\r\n"))
    #expect(text.contains("A,\"x, \"\"y\"\"\",3,1; b\r\n"))
    #expect(text.contains("\"line\nbreak | pipe\""))
  }

  @Test(
    "A cell that a spreadsheet would run begins with an apostrophe; a signed number does not",
    arguments: [
      ("=1+1", true), ("@SUM(A1)", true), ("+HYPERLINK(\"x\")", true), ("-1+cmd|' /C calc'!A0", true), ("-2+3", true),
      ("\tx", true), ("--1", true), ("-2.5%", false), ("-$3.2 million", false), ("+12 %", false), ("- point", false),
      ("a=b", false), ("-", false), ("-5 hours/week", false),
    ])
  func formulas(_ text: String, _ isFormula: Bool) {
    let answer = Answer(schema: "test", columns: [Answer.Column("a")], items: [[Answer.Cell(text)]])
    let cell = Renderer(format: .csv).render(answer).split(separator: "\r\n")[1]
    #expect((cell.hasPrefix("'") || cell.hasPrefix("\"'")) == isFormula)
  }

  @Test("Markdown escapes pipes and line breaks, with a heading a group")
  func markdown() {
    let text = Renderer(format: .md).render(answer)
    #expect(text.contains("### A\n\n| Name | Value | Where |\n| --- | ---: | --- |\n"))
    #expect(text.contains("| line break \\| pipe | 0.5 | f.md:2 |"))
  }

  @Test("A table fits its terminal and loses no word", arguments: [40, 60, 80, 200])
  func tableWidth(width: Int) {
    let text = TextRenderer(width: width, usesColor: false).render(answer)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width) }
    for word in ["Name", "break", "pipe", "0.5", "f.md:2"] { #expect(text.contains(word)) }
  }

  @Test("Places that share a folder are written once below it, and in full when asked")
  func sharedFolder() {
    let answer = Answer(
      schema: "test", columns: [Answer.Column("a", title: "Name"), Answer.Column.place],
      items: ["one.md:3", "sub/two.md:12"].map { [Answer.Cell("x"), Answer.Cell("reports/customers/" + $0)] })
    #expect(
      TextRenderer(width: 80, usesColor: false).render(answer) == """
        places are below reports/customers/
        Name  Where
        ────  ─────────────
        x     one.md:3
        x     sub/two.md:12

        """)
    let full = TextRenderer(width: 80, usesColor: false, showsFullPaths: true).render(answer)
    #expect(full.contains("reports/customers/sub/two.md:12") && !full.contains("below"))
    // JSON and CSV never shorten.
    #expect(Renderer(format: .json).render(answer).contains("reports/customers/one.md:3"))
  }

  @Test("A long text gets the room, a short name keeps what it needs, and the table fits", arguments: 0..<40)
  func columnWidths(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    func words(_ count: Int) -> String {
      (0..<count).map { _ in String(repeating: "w", count: 1 + Int(generator.next() % 9)) }.joined(separator: " ")
    }
    let cells = (0..<12).map { _ in
      [words(12 + Int(generator.next() % 20)), words(1 + Int(generator.next() % 4)), "f.md:\(generator.next() % 999)"]
    }
    let columns = ColumnWidths(
      headers: ["Factor", "Record", "Where"], cells: cells, isFirm: [false, false, true])
    for width in [60, 72, 80, 100, 140, 200] {
      guard let widths = columns.widths(in: width) else { continue }
      #expect(widths.reduce(0, +) + 4 <= width)
      #expect(widths[0] >= 20 && widths[2] == cells.map { $0[2].count }.max())
      func lines(_ widths: [Int]) -> Int {
        cells.reduce(0) { sum, row in
          sum + (zip(row, widths).map { ($0.count + $1 - 1) / max($1, 1) }.max() ?? 0)
        }
      }
      // No other way to share the room out among the first two is much better.
      let room = widths[0] + widths[1]
      let best = (20...max(20, room - 12)).map { lines([$0, room - $0, widths[2]]) }.min() ?? 0
      #expect(lines(widths) <= best + 3 + best / 10)
    }
  }

  @Test("Rows that would be much higher side by side are stacked")
  func tallRows() {
    let quote = (1...120).map { "word\($0)" }.joined(separator: " ")
    let answer = Answer(
      schema: "test",
      columns: [
        Answer.Column("a", title: "Quote"), Answer.Column("b", title: "Speaker"),
        Answer.Column("c", title: "Organisation"),
        Answer.Column("d", title: "Record"), Answer.Column.place,
      ],
      items: [
        [quote, "Jane Roe", "Luna Ferries", "A long title of a case study that tells a story", "cases/luna.md:12"]
          .map { Answer.Cell($0) }
      ])
    #expect(TextRenderer(width: 90, usesColor: false).render(answer).hasPrefix("Quote         word1 word2"))
    #expect(TextRenderer(width: 190, usesColor: false).render(answer).hasPrefix("Quote  "))
    #expect(TextRenderer(width: 190, usesColor: false).render(answer).contains("  Speaker  "))
  }

  @Test("Columns without room side by side stand one below the other: no word and no place is cut")
  func stacked() {
    let place = "reports/a-long-folder/a-long-name-of-a-file.md:120"
    let narrow = Answer(
      schema: "test",
      columns: [
        Answer.Column("a", title: "Pattern"), Answer.Column("b", title: "Organisations"),
        Answer.Column("c", title: "Characterisation"), Answer.Column.place,
      ],
      items: [
        [
          Answer.Cell("Interoperability"), Answer.Cell("Incorporated"), Answer.Cell("straightforwardness"),
          Answer.Cell(place),
        ]
      ])
    let text = TextRenderer(width: 80, usesColor: false).render(narrow)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 80) }
    for word in ["Interoperability", "Incorporated", "straightforwardness", place] { #expect(text.contains(word)) }
    #expect(text.hasPrefix("Pattern           Interoperability\n"))
    #expect(TextRenderer(width: 140, usesColor: false).render(narrow).split(separator: "\n").count == 3)
  }

  @Test("Wide, combining and escaped characters take the room they take")
  func displayWidth() {
    #expect(DisplayWidth.of("abc" as Substring) == 3)
    #expect(DisplayWidth.of("日本" as Substring) == 4)
    #expect(DisplayWidth.of("e\u{301}" as Substring) == 1)
    #expect(DisplayWidth.of("\u{1B}[1mab\u{1B}[0m" as Substring) == 2)
  }

  @Test("A snippet keeps its matches, within its length", arguments: 0..<100)
  func snippets(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let words = (0..<Int(generator.next() % 80)).map { _ in
      ["alpha", "β", "gamma", "日本語", "x"][Int(generator.next() % 5)]
    }
    let text = words.joined(separator: generator.next() % 4 == 0 ? "" : " ")
    var matches: [Range<Int>] = []
    var at = 0
    let bytes = Array(text.utf8)
    while at + 5 <= bytes.count {
      if Array(bytes[at..<at + 5]) == Array("alpha".utf8) { matches.append(at..<at + 5) }
      at += 1
    }
    let snippet = Snippet(text, matches: matches, length: 60)
    for match in snippet.matches { #expect(snippet.text.utf8(match) == "alpha") }
    #expect(snippet.text.utf8.count <= max(60, 0) + 8)
    if let first = matches.first, first.upperBound < 1_000_000 { #expect(!snippet.matches.isEmpty) }
  }

  @Test("JSON strings escape what has to be", arguments: ["\"", "\\", "\n\t\r", "\u{1}", "é日\u{1F600}"])
  func escapes(text: String) throws {
    let json = JSONValue.array([.string(text)]).text
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String] == [text])
  }

  @Test("A word that stands in a text a hundred thousand times is shown where it stands first")
  func manyMatches() {
    let count = 100_000
    let text = String(repeating: "word ", count: count)
    let snippet = Snippet(text, matches: (0..<count).map { $0 * 5..<$0 * 5 + 4 }, length: 60)
    #expect(snippet.text.hasPrefix("word word"))
    #expect(snippet.matches.first == 0..<4)
    #expect(snippet.matches.count == snippet.text.split(separator: " ").filter { $0 == "word" }.count)
  }

  @Test("The window with the most matches is shown, the first of equals")
  func bestWindow() {
    let text = "one " + String(repeating: "x ", count: 100) + "two two two " + String(repeating: "x ", count: 100)
    let start = 4 + 200
    let snippet = Snippet(
      text, matches: [0..<3, start..<start + 3, start + 4..<start + 7, start + 8..<start + 11], length: 40)
    #expect(snippet.text.contains("two two two"))
    #expect(snippet.matches.count == 3)
  }

  @Test(
    "Wide characters take two columns, marks that combine none",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("🚀", 2), ("🙂 ok", 5), ("한", 2), ("\u{1B}[1mab\u{1B}[0m", 2),
    ])
  func displayWidth(text: String, columns: Int) { #expect(DisplayWidth.of(Substring(text)) == columns) }
}
