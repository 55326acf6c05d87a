import Testing

@testable import Markup

struct HTMLRangeTests {
  private func text(_ range: Range<Int>, of source: [UInt8]) -> String {
    String(decoding: source[range], as: UTF8.self)
  }

  @Test func `block ranges hold the tags`() throws {
    let html = Array("<body>\n<h1 class='a'>One</h1>\n<p>Two &amp; <b>three</b></p> <ul><li>x</li></ul></body>".utf8)
    let blocks = readHTML(String(decoding: html, as: UTF8.self)).blocks
    #expect(
      blocks.map { text($0.range, of: html) } == [
        "<h1 class='a'>One</h1>", "<p>Two &amp; <b>three</b></p>", "<ul><li>x</li></ul>",
      ])
    let item = try #require(blocks[2].children.first)
    #expect(text(item.range, of: html) == "<li>x</li>")
  }

  @Test func `an entity maps to the whole of it`() throws {
    let html = Array("<p>R&amp;D &#8212; caf&eacute; AT&T</p>".utf8)
    let block = try #require(readHTML(String(decoding: html, as: UTF8.self)).blocks.first)
    #expect(block.text.string == "R&D — café AT&T")
    #expect(text(block.text.sourceRange(of: 1..<2), of: html) == "&amp;")
    #expect(text(block.text.sourceRange(of: 4..<7), of: html) == "&#8212;")
    #expect(text(block.text.sourceRange(of: 11..<13), of: html) == "&eacute;")
    #expect(text(block.text.sourceRange(of: 0..<3), of: html) == "R&amp;D")
    #expect(text(block.text.sourceRange(of: 14..<18), of: html) == "AT&T")
  }

  @Test func `numbers set high stay apart from the number before`() throws {
    let html = Array(
      "<p>10<sup>24</sup> x 10<sup>&minus;3</sup> in 2019<sup><a href='#n'>1,2</a></sup>, 1<sup>st</sup>, 4<sup>[5]</sup></p>"
        .utf8)
    let block = try #require(readHTML(String(decoding: html, as: UTF8.self)).blocks.first)
    #expect(block.text.string == "10²⁴ x 10⁻³ in 2019¹,², 1st, 4[5]")
    #expect(text(block.text.sourceRange(of: 2..<7), of: html) == "24")
    #expect(text(block.text.sourceRange(of: 0..<7), of: html) == "10<sup>24")
    let link = try #require(
      block.inlines.first { if case .link = $0.kind { true } else { false } })
    let utf8 = Array(block.text.string.utf8)
    #expect(String(decoding: utf8[link.range], as: UTF8.self) == "¹,²")
  }

  @Test func `numeric references to C1 controls read as browsers read them`() {
    #expect(readHTML("<p>a&#150;b&#146;s</p>").blocks.first?.text.string == "a–b’s")
  }

  @Test func `positions are right beyond line 65535`() throws {
    let html = String(repeating: "<!-- x -->\n", count: 70_000) + "<p>here</p>"
    let document = readHTML(html)
    let block = try #require(document.blocks.first)
    #expect(document.lines.position(at: block.range.lowerBound).line == 70_001)
    #expect(document.lines.position(at: block.range.lowerBound).column == 1)
  }

  @Test func `a tag inside a comment or an attribute is not taken for a later one`() {
    let html = Array("<!-- <p>no</p> --><a title='<p>no'>x</a><p>yes</p>".utf8)
    let blocks = readHTML(String(decoding: html, as: UTF8.self)).blocks
    #expect(blocks.map { text($0.range, of: html) }.last == "<p>yes</p>")
  }

  @Test func `long texts keep their ranges`() throws {
    let words = (0..<5000).map { "wörd\($0)" }.joined(separator: " ")
    let html = Array("<div><p>\(words)</p></div>".utf8)
    let block = try #require(readHTML(String(decoding: html, as: UTF8.self)).blocks.first)
    #expect(block.text.string == words)
    #expect(block.text.runs.count == 1)
    #expect(text(block.text.sourceRange, of: html) == words)
  }

  @Test func `ranges are in the original file when it is not UTF-8`() throws {
    let html = Array("<meta charset=iso-8859-1><p>caf\u{E9} \u{80}5</p>".unicodeScalars.map { UInt8($0.value) })
    let document = DocumentReader().read(html, format: .html)
    let block = try #require(document.blocks.first)
    #expect(block.text.string == "café €5")
    #expect(block.range == 25..<html.count)
    #expect(block.text.sourceRange(of: 3..<5) == 31..<32)
  }

  @Test func `front matter moves nothing`() throws {
    let html = Array("---\ntitle: A case\n---\n<h2>Challenge</h2>\nText here".utf8)
    let document = DocumentReader().read(html, format: .html)
    #expect(document.metadata.title?.value == "A case")
    #expect(document.blocks.map { text($0.range, of: html) } == ["<h2>Challenge</h2>", "Text here"])
  }

  @Test(arguments: 0..<300)
  func `whatever the bytes, ranges are nested and ascending and runs tell the truth`(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let source = HTMLFuzzing.document(&numbers)
    for mainContentOnly in [false, true] {
      var options = DocumentReader.Options()
      options.mainContentOnly = mainContentOnly
      let document = DocumentReader(options: options).read(source, format: .html)
      let problem = violation(document, source: source)
      #expect(problem == nil, "seed \(seed)")
    }
    _ = DocumentReader.tables(source, format: .html)
    _ = DocumentReader.mainText(source)
  }
}

/// Documents made of pieces of markup, right and wrong, and of bytes.
enum HTMLFuzzing {
  static let pieces = [
    "<p>", "</p>", "<div>", "</div>", "<div class='comments'>", "<span>", "</span>", "<b>", "</b>", "<i>", "</i>",
    "<a href=/x>", "</a>", "<a href='http://o.example/'>", "<ul>", "</ul>", "<ol start=4>", "<li>", "</li>", "<table>",
    "</table>", "<tr>",
    "<td>", "</td>", "<th>", "<td colspan=3>", "<td rowspan=0>", "<caption>", "<thead>", "<tbody>", "<h1>", "</h1>",
    "<h2>", "</h2>", "<br>", "<br/>", "<hr>", "<blockquote>", "</blockquote>", "<figure>", "</figure>",
    "<figcaption>", "<pre>", "</pre>", "<dl>", "<dt>", "<dd>", "</dl>", "<details>", "<summary>", "</summary>",
    "<img src=a alt='b c'>",
    "<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<!-- a <p> -->", "<!-->", "<![if x]>",
    "<![CDATA[", "]]>", "<?xml ?>", "<!DOCTYPE html>", "<html>", "<head>", "<title>", "</title>", "<body>", "</body>",
    "<main>", "<article>",
    "<nav>", "</nav>", "<section>", "<button aria-expanded=true>", "<input type=checkbox>", "<form>", "<svg>", "</svg>",
    "&amp;", "&nbsp;", "&#8212;", "&#x1F600;", "&#150;", "&#0;", "&bogus;", "&", "<", ">", "</", "<a", "<a b='", "\"",
    "'",
    "Some words of text, and more. ", "12 %", "$8M", "— Ada Roe, CTO, Acme",
    "\u{201C}quoted words here, long enough\u{201D}", "日本語のテキスト。",
    "Привет, мир. ", " ", "\n", "\r\n", "\t", "\u{A0}", "\u{AD}", "\u{200B}", "é", "😀", "\u{0}", "\u{1}", "ï»¿", "â€™",
    "A sentence that is long enough to be taken for content, with commas, and with a full stop at its end. ",
  ]

  static func document(_ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<200, using: &numbers) {
      switch Int.random(in: 0..<40, using: &numbers) {
      case 0: bytes += (0..<8).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      case 1:
        if !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
        }
      case 2: if bytes.count > 4 { bytes.removeLast(Int.random(in: 0..<4, using: &numbers)) }
      default: bytes += (pieces.randomElement(using: &numbers) ?? "").utf8
      }
    }
    return bytes
  }
}
