import Foundation
import Quantities
import Testing

@testable import Casebook

@Suite("Columns, orders and charts of answers")
struct AnswerShapeTests {
  private static let answer = Answer(
    schema: "s",
    columns: [
      Answer.Column("subject", title: "Subject"), Answer.Column("label", title: "Metric"), Answer.Column("low"),
      Answer.Column("place", title: "Where"),
    ],
    items: [
      [Answer.Cell("b"), Answer.Cell("x"), Answer.Cell(10), Answer.Cell("a.md:2")],
      [Answer.Cell("A"), Answer.Cell("y"), Answer.Cell(9), Answer.Cell("a.md:1")],
      [Answer.Cell("c"), Answer.Cell("z"), Answer.Cell(nil as Int?), Answer.Cell("a.md:3")],
    ])

  @Test("Columns are chosen by name, heading and the words of people, in the order given; hidden ones are shown")
  func columns() throws {
    let chosen = try Self.answer.choosing(["where", "low", "Metric", "who"])
    #expect(chosen.columns.map(\.name) == ["place", "low", "label", "subject"])
    #expect(chosen.columns[1].title == "Low")
    #expect(chosen.items[0].map(\.text) == ["a.md:2", "10", "x", "b"])
    let error = #expect(throws: CasebookError.self) { try Self.answer.choosing(["lable"]) }
    #expect(error?.description == "columns 'lable': expected label")
  }

  @Test("Who it is is said by the first column that says it, row by row")
  func firstThatSays() throws {
    let answer = Answer(
      schema: "s", columns: [Answer.Column("subject"), Answer.Column("record", title: "Record")],
      items: [[Answer.Cell("Luna"), Answer.Cell("r1")], [Answer.Cell(""), Answer.Cell("r2")]])
    #expect(try answer.choosing(["who"]).items.map { $0[0].text } == ["Luna", "r2"])
    #expect(try answer.sorted(by: "who:desc").items.map { $0[1].text } == ["r2", "r1"])
  }

  @Test("Numbers are ordered by size, texts by their letters, and what is empty is last both ways")
  func order() throws {
    func order(_ name: String) throws -> [String] { try Self.answer.sorted(by: name).items.map { $0[1].text } }
    #expect(try order("low") == ["y", "x", "z"])
    #expect(try order("low:desc") == ["x", "y", "z"])
    #expect(try order("who") == ["y", "x", "z"])
    #expect(try order("where:desc") == ["z", "x", "y"])
    #expect(throws: CasebookError.self) { try Self.answer.sorted(by: "nothing") }
  }

  @Test("A chart is well-formed XML whatever its labels hold, says all in words, and is the same each time")
  func svg() throws {
    let bars = ["<a & \"b\">", "\u{1B}[31mred", "日本語", String(repeating: "long ", count: 40)].map {
      BarChart.Bar(label: $0, value: "5 < 6 & 7", place: "a&b.md:1", low: 0.2, high: 0.7, isOpen: true)
    }
    let chart = BarChart(title: "A & B", groups: [BarChart.Group(heading: "<h>", bars: bars)])
    let parser = XMLDocumentCheck(chart.svg)
    #expect(parser.isWellFormed)
    #expect(
      chart.svg.contains(
        "<desc id=\"description\">&lt;h&gt;: &lt;a &amp; &quot;b&quot;&gt; 5 &lt; 6 &amp; 7 (a&amp;b.md:1)"))
    #expect(!chart.svg.contains("\u{1B}"))
    #expect(chart.svg == chart.svg)
    for width in [10, 40, 200] {
      for line in chart.text(width: width).split(separator: "\n") where width >= 40 {
        #expect(DisplayWidth.of(line) <= width)
      }
    }
  }

  @Test("Figures of one scale are one group, and before and after are set side by side by case and measure")
  func metrics() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("b.md", sampleCase("Beta", revenue: "$6 million"))
    try space.ingest()
    let knowledge = try space.knowledge()
    let chart = try knowledge.chart(MetricsQuestion(kinds: [.currency]))
    #expect(chart.groups.count == 1)
    #expect(chart.groups.first?.bars.map(\.low) == [1, 0.5])
    #expect(try knowledge.themeChart().groups.first?.bars.isEmpty == false)
  }
}

/// Whether tags and references of an XML text fit together: as much of XML as our images use.
private struct XMLDocumentCheck {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var rest = Substring(text)
    var isFine = true
    while let start = rest.firstIndex(of: "<") {
      isFine = isFine && Self.hasReferences(rest[..<start])
      guard let end = rest[start...].firstIndex(of: ">") else {
        isFine = false
        break
      }
      let tag = rest[rest.index(after: start)..<end]
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" }
      isFine = isFine && tag.filter { $0 == "\"" }.count % 2 == 0 && !tag.contains("<")
      if tag.hasPrefix("/") {
        isFine = isFine && open.popLast() == name
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
      rest = rest[rest.index(after: end)...]
    }
    isWellFormed = isFine && open.isEmpty
  }

  private static func hasReferences(_ text: Substring) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
      ["lt;", "gt;", "amp;", "quot;"].contains { part.hasPrefix($0) }
    }
  }
}
