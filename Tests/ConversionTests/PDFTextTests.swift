import Testing

@testable import Conversion

/// Pages made of words at places, as poppler tells them, and the HTML that they become.
@Suite("PDF: structure from the layout") struct PDFTextTests {
  /// A line of words of one size, each letter half as wide as it is high.
  static func line(
    _ text: String, left: Double = 72, top: Double, size: Double = 10, block: Int = 0, isBold: Bool = false,
    bold: Set<String> = []
  ) -> PageLine {
    var x = left
    let words = text.split(separator: " ").map { word in
      let width = Double(word.count) * size / 2
      defer { x += width + size * 0.3 }
      return PageWord(
        left: x, top: top, right: x + width, bottom: top + size, text: String(word),
        isBold: isBold || bold.contains(String(word)))
    }
    return PageLine(words: words, block: block)
  }

  static func page(_ lines: [PageLine]) -> PageLayout { PageLayout(width: 595, height: 842, lines: lines) }

  /// The body without the empty lines that tell pages.
  static func html(_ pages: [PageLayout]) -> String {
    let text = String(decoding: PDFText.html(of: pages, title: nil), as: UTF8.self)
    let body = text.components("<body>", "</body>")
    return body.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
  }

  private let prose = [
    "The plant in the north had stopped its second line every week until",
    "the crew wrote down each stop and its cause on one board that hung at",
    "the gate, where all of them saw it on their way in and out each day.",
  ]

  private func paragraph(_ lines: [String], top: Double, left: Double = 72, block: Int = 0) -> [PageLine] {
    lines.enumerated().map { Self.line($1, left: left, top: top + Double($0) * 12, block: block) }
  }

  @Test("lines of a paragraph are one, a larger line is a heading, and each line keeps its place")
  func paragraphs() {
    let lines = [Self.line("What changed", top: 60, size: 18)] + paragraph(prose, top: 100)
    let bytes = PDFText.html(of: [Self.page(lines)], title: nil)
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(text[1000].hasSuffix("<h1>What changed</h1>"))
    #expect(text[1001] == "<p>\(prose[0])")
    #expect(text[1003] == " \(prose[2])</p></body></html>")
  }

  @Test("a line that ends early ends its paragraph, also without a gap")
  func items() {
    let lines = paragraph(
      prose.dropLast() + ["the gate.", "Stops fell by half.", "Costs fell by a third.", "Nobody left."], top: 100)
    #expect(
      Self.html([Self.page(lines)]).hasSuffix(
        "<p>Stops fell by half.</p>\n<p>Costs fell by a third.</p>\n<p>Nobody left.</p>"))
  }

  @Test("items have bullets, or only an indent where a browser draws them; deeper ones nest")
  func lists() {
    let lines =
      paragraph(prose, top: 100)
      + [
        Self.line("• one board", left: 84, top: 150), Self.line("• one rule", left: 84, top: 162),
        Self.line("◦ for all", left: 102, top: 174), Self.line("• one week", left: 84, top: 186),
      ]
    #expect(
      Self.html([Self.page(lines)]).hasSuffix(
        "<ul><li>one board\n</li><li>one rule\n<ul><li>for all</li></ul>\n</li><li>one week</li></ul>"))
    let indented = paragraph(prose, top: 100) + paragraph(["one board", "one rule"], top: 150, left: 96)
    #expect(Self.html([Self.page(indented)]).hasSuffix("<ul><li>one board\n</li><li>one rule</li></ul>"))
  }

  @Test("a bold lead-in is marked, and begins an item of its own where the one before did")
  func leadIns() {
    let lines = [
      Self.line("Cost: fell by a third in the year that followed the change, and stayed", top: 100, bold: ["Cost:"]),
      Self.line("Quality: rose, as no line was stopped without a word about its cause", top: 112, bold: ["Quality:"]),
    ]
    let html = Self.html([Self.page(lines)])
    #expect(html.hasPrefix("<p><strong>Cost:</strong> fell"))
    #expect(html.contains("</p>\n<p><strong>Quality:</strong> rose"))
  }

  @Test("running heads, feet and page numbers are dropped; a figure at the edge of one page stays")
  func furniture() {
    let pages = (1...4).map { number in
      Self.page(
        [Self.line("Annual review", top: 20)] + paragraph(["Page \(number) tells of year \(number)"], top: 300)
          + [
            Self.line(number == 3 ? "Sales grew by 40%" : "North plant", top: 800),
            Self.line("\(number)", left: 290, top: 815),
          ])
    }
    let html = Self.html(pages)
    #expect(!html.contains("Annual review") && !html.contains("North plant") && !html.contains("<p>4</p>"))
    #expect(html.contains("Sales grew by 40%") && html.contains("Page 2 tells of year 2"))
  }

  @Test("a sentence goes on over a page; the words of both pages are one paragraph")
  func acrossPages() {
    let first = Self.page(
      paragraph(prose.dropLast() + ["the gate, where all of them saw it on their way to and from the"], top: 100))
    let second = Self.page(paragraph(["shift, and read it."], top: 60))
    #expect(Self.html([first, second]).hasSuffix("from the\n shift, and read it.</p>"))
  }

  @Test("words that a line end cut are joined as the document writes them elsewhere")
  func hyphens() {
    let pages = [
      Self.page(
        paragraph(
          [
            "The information was long-term, and whoever asked for more infor-",
            "mation got it; the long-", "term view was kept by all who took the decisions of the plant here",
          ], top: 100))
    ]
    let joining = WordJoining(pages)
    #expect(joining.joined("infor-", "mation") == "information")
    #expect(joining.joined("long-", "term") == "long-term")
    #expect(joining.joined("Mid-", "Atlantic") == "Mid-Atlantic")
    #expect(joining.joined("co\u{AD}", "operate") == "cooperate")
    #expect(joining.joined("2023-", "2024") == nil)
    #expect(joining.joined("plain", "words") == nil)
    #expect(WordText.readable("e\u{FB03}cient\u{A0}\u{FB01}nd") == "efficient find")
  }

  @Test("a table is a grid of words: cells of several lines, a bold header, rows in the middle of their cells")
  func tables() {
    func cell(_ text: String, _ left: Double, _ top: Double, isBold: Bool = false) -> PageLine {
      Self.line(text, left: left, top: top, block: Int(left), isBold: isBold)
    }
    let lines =
      paragraph(prose, top: 40)
      + [
        cell("Measure", 72, 100, isBold: true), cell("Before", 200, 100, isBold: true),
        cell("After", 280, 100, isBold: true),
        cell("Stops in a", 72, 118), cell("week of work", 72, 130), cell("14", 200, 124), cell("6", 280, 124),
        cell("Cost", 72, 148), cell("$2,000", 200, 148), cell("$900", 280, 148),
        cell("Scrap", 72, 166), cell("4.1%", 200, 166), cell("1.9%", 280, 166),
      ]
    let html = Self.html([Self.page(lines)])
    #expect(html.contains("<tr><th>Measure</th><th>Before</th><th>After</th></tr>"))
    #expect(html.contains("<tr><td>Stops in a\n week of work</td><td>14</td><td>6</td></tr>"))
    #expect(html.contains("<tr><td>Scrap</td><td>4.1%</td><td>1.9%</td></tr></table>"))
  }

  @Test("two columns of running text are no table, and are read one after the other")
  func columns() {
    let left = (0..<12).map { "left words number \($0) fill it up" }
    let right = (0..<12).map { "right words also \($0) fill it up" }
    let lines = paragraph(left, top: 100, left: 60, block: 1) + paragraph(right, top: 103, left: 320, block: 2)
    let html = Self.html([Self.page(lines)])
    #expect(!html.contains("<table>"))
    let order = html.components("", "").split(separator: " ").filter { $0 == "left" || $0 == "right" }
    #expect(order.prefix(11).allSatisfy { $0 == "left" } && order.suffix(11).allSatisfy { $0 == "right" })
  }

  @Test("a figure in a line of its own has its label below it, alone or in a row")
  func numberBlocks() {
    let alone = paragraph(prose, top: 40) + [Self.line("40%", top: 100), Self.line("fewer stops in a week", top: 112)]
    #expect(Self.html([Self.page(alone)]).hasSuffix("<div><div>40%</div>\n<div>fewer stops in a week</div></div>"))
    let row =
      paragraph(prose, top: 40)
      + [
        Self.line("40%", left: 80, top: 100), Self.line("$2.5 million", left: 300, top: 100),
        Self.line("fewer stops", left: 80, top: 116), Self.line("saved in a year", left: 300, top: 116),
      ]
    #expect(Self.html([Self.page(row)]).contains("<div><div>40%</div><div>fewer stops</div></div>"))
  }

  @Test("a title that is printed twice is one, and signs of markup are text")
  func titlesAndSigns() {
    let lines =
      [Self.line("Two lines", top: 40, size: 20), Self.line("Two lines", top: 90, size: 18)]
      + paragraph(prose, top: 140)
      + [Self.line("Costs < 5 & rising {{ x }}", top: 200)]
    let html = Self.html([Self.page(lines)])
    #expect(html.split(separator: "Two lines").count == 2)
    #expect(html.contains("Costs &lt; 5 &amp; rising &#123;&#123; x"))
  }

  @Test("whatever the boxes are, the text is finite and every word is in it once", arguments: 0..<40)
  func anyLayout(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var count = 0
    let pages = (0...random(3)).map { _ in
      Self.page(
        (0..<random(40)).map { block in
          let words = (0...random(4)).map { _ in
            count += 1
            return "w\(count)x"
          }
          return Self.line(
            words.joined(separator: " "), left: Double(random(500)), top: Double(random(800)),
            size: Double(6 + random(20)),
            block: block, isBold: random(4) == 0)
        })
    }
    let html = Self.html(pages)
    let found = html.split { !$0.isLetter && !$0.isNumber }.filter { $0.hasPrefix("w") && $0.hasSuffix("x") }
    #expect(Set(found).count == found.count, "seed \(seed)")
    // Edge lines of several pages may be taken for running heads; nothing else is lost.
    if pages.count == 1 { #expect(found.count == count, "seed \(seed)") }
  }
}

extension String {
  /// What stands between two texts; all where the first is empty.
  func components(_ start: String, _ end: String) -> String {
    guard !start.isEmpty, let from = firstRange(of: start) else { return self }
    let rest = self[from.upperBound...]
    return String(rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)])
  }
}
