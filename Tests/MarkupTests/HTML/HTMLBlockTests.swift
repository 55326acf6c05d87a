import Testing

@testable import Markup

struct HTMLBlockTests {
  @Test func `text directly in a div is a paragraph`() {
    #expect(
      outline(readHTML("<div>One <b>two</b> three</div><div>four</div>").blocks)
        == "paragraph One two three\nparagraph four")
  }

  @Test func `two line breaks end a paragraph and one does not`() {
    #expect(
      outline(readHTML("<div>One<br>two<br><br>three<br />\n<br />four</div>").blocks) == """
        paragraph One two
        paragraph three
        paragraph four
        """)
  }

  @Test func `headings lists and nested lists keep their order`() {
    let html = "<h2>Steps</h2><ol start=3><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ol>"
    #expect(
      outline(readHTML(html).blocks) == """
        h2 Steps
        ol(3)
          item a
            ul
              item b
          item c
            paragraph d
        """)
  }

  @Test func `items without a list make one`() {
    #expect(
      outline(readHTML("<div><li>a<li>b</div><p>c").blocks) == """
        ul
          item a
          item b
        paragraph c
        """)
  }

  @Test func `a block inside a heading does not end it`() {
    #expect(
      outline(readHTML("<h1>Case: <img src=x.png><br><div class=s>A better way</div></h1>").blocks)
        == "h1 Case: A better way")
  }

  @Test func `a sign in the place of a bullet is no text`() {
    #expect(outline(readHTML("<ul><li><span>+</span><span>Faster</span></ul>").blocks) == "ul\n  item Faster")
  }

  @Test func `check boxes make tasks`() {
    let html = "<ul><li><input type=checkbox checked> done<li><input type=checkbox> open</ul>"
    #expect(outline(readHTML(html).blocks) == "ul\n  item(x) done\n  item( ) open")
  }

  @Test func `terms and descriptions`() {
    #expect(
      outline(readHTML("<dl><dt>Client<dd>Acme<dt>Year<dd>2024</dl>").blocks) == """
        definitions
          term Client
          description Acme
          term Year
          description 2024
        """)
  }

  @Test func `scripts styles drawings and form controls leave no text`() {
    let html = """
      <p>a<script>var x = "<p>no</p>";</script><style>p { color: red }</style><svg><text>no</text></svg>
      <select><option>no</select><textarea>no</textarea><template><p>no</template>b</p>
      """
    #expect(outline(readHTML(html).blocks) == "paragraph a b")
  }

  @Test func `code keeps its white space and tells its language`() {
    let blocks = readHTML("<pre><code class='language-swift'>let a = 1\n  let b = 2\n</code></pre>").blocks
    #expect(blocks.first?.kind == .code(language: "swift"))
    #expect(blocks.first?.text.string == "let a = 1\n  let b = 2\n")
  }

  @Test func `inline markup is kept as ranges of the text`() throws {
    let block = try #require(readHTML("<p>Grew <b>12 %</b> at <a href='/x'>Acme</a></p>").blocks.first)
    #expect(block.text.string == "Grew 12 % at Acme")
    #expect(
      block.inlines == [
        Inline(kind: .strong, range: 5..<9), Inline(kind: .link(destination: "/x"), range: 13..<17),
      ])
  }

  @Test func `details hold their summary`() {
    #expect(
      outline(readHTML("<details><summary>Why?</summary><p>Because.</p></details>").blocks) == """
        details
          summary Why?
          paragraph Because.
        """)
  }

  @Test func `a figure holds its caption`() {
    #expect(
      outline(readHTML("<figure><img src=a.png><figcaption>Before</figcaption></figure>").blocks)
        == "figure\n  caption Before")
  }

  @Test func `fields set apart by no-break spaces are lines with lead-ins`() {
    let html = "<div>Company &nbsp;<b>Acme</b>&nbsp;&nbsp;&nbsp;&nbsp;Location &nbsp;<b>Oslo, Norway</b></div>"
    #expect(
      outline(readHTML(html).blocks) == """
        paragraph Company Acme {Company|Acme}
        paragraph Location Oslo, Norway {Location|Oslo, Norway}
        """)
  }

  @Test func `lines that start with labels are paragraphs of their own`() {
    #expect(
      outline(readHTML("<p><b>Client:</b> Acme<br><b>Year:</b> 2024</p>").blocks) == """
        paragraph Client: Acme {Client|Acme}
        paragraph Year: 2024 {Year|2024}
        """)
  }

  @Test(arguments: [
    "<div><div class=n>$8M</div><div class=l>Annual<br>revenue</div></div>",
    "<div><span>$8M</span> <span>Annual revenue</span></div>",
    "<section><h3>$8M</h3><p>Annual revenue</p></section>",
  ])
  func `a value and its label are a number block`(html: String) {
    #expect(outline(readHTML(html).blocks) == "stat\n  statValue $8M\n  statLabel Annual revenue")
  }

  @Test func `a label may come before its value`() {
    #expect(
      outline(readHTML("<div><p>Response time</p><p>48 hours → 5 minutes</p></div>").blocks) == """
        stat
          statLabel Response time
          statValue 48 hours → 5 minutes
        """)
  }

  @Test func `a step number and its heading are no number block`() {
    #expect(outline(readHTML("<div><span>01</span><h3>Plan</h3></div>").blocks) == "paragraph 01\nh3 Plan")
  }
}

struct HTMLQuoteTests {
  @Test(arguments: [
    "<blockquote>We grew.</blockquote><cite>&mdash; Ada Roe, Head of Sales at Acme</cite>",
    "<blockquote><p>We grew.</p><footer>— Ada Roe, Head of Sales at Acme</footer></blockquote>",
    "<figure><blockquote>We grew.</blockquote><figcaption>Ada Roe, Head of Sales at Acme</figcaption></figure>",
  ])
  func `the line under a quote says whose words it is`(html: String) {
    let blocks = readHTML(html).blocks
    #expect(blocks.count == 1)
    #expect(blocks.first?.kind == .quote)
    #expect(blocks.first?.attribution?.speaker == "Ada Roe")
    #expect(blocks.first?.attribution?.role == "Head of Sales")
    #expect(blocks.first?.attribution?.organisation == "Acme")
  }

  @Test func `a quotation in a banner with a dash line under it is a quote`() {
    let html = """
      <div class="banner"><div>"It took a day before, and now it takes a minute."<br><span><br>- Lee Ray, Engineer at Acme</span></div></div>
      """
    #expect(
      outline(readHTML(html).blocks) == """
        quote [Lee Ray|Engineer|Acme]
          paragraph "It took a day before, and now it takes a minute."
        """)
  }

  @Test func `two quotations with a sentence between are no quote`() {
    #expect(!QuoteAssembly.isQuotation("\"We grew a lot,\" she says. \"It was a good year for us.\""))
  }

  @Test(arguments: [
    ("— Ada Roe, CTO, Acme", "Ada Roe", "CTO", "Acme"), ("Ada Roe (Acme)", "Ada Roe", nil, "Acme"),
    ("Ada Roe | Director | Acme", "Ada Roe", "Director", "Acme"), ("Ada Roe, Acme Ltd", "Ada Roe", nil, "Acme Ltd"),
    ("Ada Roe, Director of Admissions", "Ada Roe", "Director of Admissions", nil),
    ("Ada Roe", "Ada Roe", nil, nil),
  ])
  func `attribution lines are read`(line: String, speaker: String?, role: String?, organisation: String?) {
    let attribution = AttributionLine.parse(SourceText(verbatim: line, at: 0))
    #expect(attribution.speaker == speaker)
    #expect(attribution.role == role)
    #expect(attribution.organisation == organisation)
  }

  @Test func `a value and its label in a list item are a stat`() throws {
    let html = "<ul><li><em>55%</em><p>faster at coding</p></li><li><em>Note</em><p>more of it</p></li></ul>"
    let list = try #require(DocumentReader().read(Array(html.utf8), format: .html).blocks.first)
    #expect(list.children.map { $0.children.first?.kind } == [.stat, .paragraph])
    #expect(list.children[0].children[0].children.map(\.text.string) == ["55%", "faster at coding"])
  }

  @Test func `words and speaker in one paragraph are a quote`() throws {
    let html =
      "<div>\"Every school that brings its paper gets books.\"<br style=x><span>— Rui Matos, Director at Papel</span></div>"
    let quote = try #require(DocumentReader().read(Array(html.utf8), format: .html).blocks.first)
    #expect(quote.kind == .quote)
    #expect(quote.children.map(\.text.string) == ["\"Every school that brings its paper gets books.\""])
    #expect(quote.attribution?.speaker == "Rui Matos")
    #expect(quote.attribution?.organisation == "Papel")
  }
}
