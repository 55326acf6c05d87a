import Testing

@testable import Markup

struct MainContentTests {
  private static let sentences = [
    "The harbour was rebuilt after the storm of that winter, and the town paid for it over nine long years.",
    "Nobody had counted the boats before, so the first list was made by two clerks and a schoolteacher.",
    "They found forty-one hulls, seven of them new, and a debt that nobody in the office wanted to own.",
    "In the end the council sold the old mill, kept the quay, and opened the market again in the spring.",
  ]

  private static func paragraphs(_ count: Int) -> String {
    (0..<count).map { "<p>\(sentences[$0 % sentences.count]) \($0).</p>" }.joined()
  }

  private func text(_ html: String) -> String { DocumentReader.mainText(Array(html.utf8)) }

  @Test func `navigation footers forms and asides are left out`() {
    let text = text(
      """
      <html><body><header><a href=/>Home</a></header><nav><ul><li><a href=/a>Products and more</a></ul></nav>
      <div id=wrap><div class=text>\(Self.paragraphs(5))</div>
      <aside><p>Our shop sells maps, and prints, and calendars of the town.</p></aside></div>
      <form><p>Leave your address, and we will write to you every week.</p></form>
      <footer><p>The Harbour Gazette, all rights reserved, since 1901.</p></footer></body></html>
      """)
    #expect(text.split(separator: "\n").count == 5)
    for word in ["Home", "Products", "calendars", "address", "Gazette"] { #expect(!text.contains(word)) }
  }

  @Test func `the heading of a last list stays with its items`() {
    let text = text(
      """
      <body><div class=page><h2>The storm</h2>\(Self.paragraphs(4))<h2>Why it was rebuilt</h2>
      <ol><li>The quay is the only one for miles.</li><li>Two banks lent the money early.</li></ol></div>
      <div class=sidebar><h3>Related</h3><ul><li><a href=/a>The old mill</a></li><li><a href=/b>The market</a></li></ul></div>
      </body>
      """)
    #expect(text.contains("Why it was rebuilt\n"))
    #expect(text.contains("Two banks lent"))
    #expect(!text.contains("Related"))
  }

  @Test func `comments of readers are left out however long`() {
    let comments = (0..<12).map { "<div class=body><p>\(Self.sentences[$0 % 4]) I said so \($0) times.</p></div>" }
    let text = text(
      "<body><article>\(Self.paragraphs(8))</article><div id=comments>\(comments.joined())</div></body>")
    #expect(!text.contains("I said so"))
    #expect(text.contains("clerks"))
  }

  @Test func `teasers of other pages are told by their shape`() {
    let teasers = (0..<6).map { index in
      """
      <li class=card><a href=/other/\(index)><img src=\(index).jpg></a><h3><a href=/other/\(index)>Another story \(index)</a></h3>
      <div>\(Self.sentences[index % 4]) So it went on, and on, for years.</div></li>
      """
    }
    let text = text("<body><div>\(Self.paragraphs(6))</div><ul class=cards>\(teasers.joined())</ul></body>")
    #expect(!text.contains("So it went on"))
    #expect(!text.contains("Another story"))
    #expect(text.contains("clerks"))
  }

  @Test(arguments: [
    "Related articles", "Lesen Sie auch", "À lire aussi", "Te puede interesar", "Leia também", "Читайте также",
    "関連記事", "相关阅读", "관련기사", "اقرأ أيضا", "Baca juga", "İlgili haberler",
  ])
  func `what a heading leads away to is left out in many languages`(heading: String) {
    let text = text(
      """
      <body><div>\(Self.paragraphs(5))<h3>\(heading)</h3><p><a href=/x>One more page of ours</a></p>
      <p><a href=/y>And yet one more</a></p></div></body>
      """)
    #expect(!text.contains("more page"))
    #expect(!text.contains(heading))
    #expect(text.contains("clerks"))
  }

  @Test func `the title and captions are blocks but no running text`() {
    let html = """
      <body><article><h1>The harbour</h1>\(Self.paragraphs(3))<figure><img src=a.jpg><figcaption>The quay in May</figcaption></figure>
      \(Self.paragraphs(3))</article></body>
      """
    #expect(!text(html).contains("The quay in May"))
    #expect(!text(html).hasPrefix("The harbour\n"))
    let blocks = outline(readHTML(html, mainContentOnly: true).blocks)
    #expect(blocks.hasPrefix("h1 The harbour\n"))
    #expect(blocks.contains("caption The quay in May"))
  }

  @Test func `pages in bands keep title figures and later sections`() {
    let html = """
      <body><header><nav><a href=/>Home</a></nav></header>
      <section class=hero><div><a href=/all>← All stories</a><h1>Growing without hiring</h1></div></section>
      <div class=bar><div><div>$8M</div><div>Annual revenue</div></div><div><div>26×</div><div>Return</div></div></div>
      <section><div><div>\(Self.paragraphs(4))</div></div></section>
      <section><div><div>The lesson</div><p>\(Self.sentences[0]) \(Self.sentences[1]) And that was the whole of it.</p></div></section>
      <section class=cta><h2>Ready to talk?</h2><a href=/contact>Discuss your case</a></section>
      <footer><p>© The company</p></footer></body>
      """
    let lines = outline(readHTML(html, mainContentOnly: true).blocks).split(separator: "\n").map(String.init)
    #expect(lines.first == "h1 Growing without hiring")
    #expect(lines.contains("  statValue 26×"))
    #expect(lines.contains { $0.contains("the whole of it") })
    #expect(!lines.contains { $0.contains("Ready to talk") || $0.contains("All stories") || $0.contains("©") })
  }

  @Test func `text of a language without spaces counts as much as others`() {
    let japanese = "港は冬の嵐のあとに再建され、町は九年をかけてその費用を支払った。誰も船を数えたことがなかった。"
    let links = (0..<20).map { "<li><a href=/\($0)>リンク\($0)のページ</a>" }.joined()
    let text = text("<body><ul>\(links)</ul><div><p>\(japanese)</p><p>\(japanese)二</p></div></body>")
    #expect(text.contains("港は冬の嵐"))
    #expect(!text.contains("リンク"))
  }

  @Test func `a list of links to other sites between paragraphs stays`() {
    let html = """
      <head><link rel=canonical href=https://me.example/a></head><body><div>\(Self.paragraphs(3))
      <ul><li><a href=https://one.example/>The first of the sources</a><li><a href=https://two.example/>The second source</a></ul>
      \(Self.paragraphs(3))</div></body>
      """
    #expect(text(html).contains("The first of the sources"))
    #expect(
      !text(html.replacing("one.example", with: "me.example").replacing("two.example", with: "me.example")).contains(
        "The first"))
  }

  @Test func `a table of data is content`() {
    let rows = (0..<20).map { "<tr><td>\($0)<td>Racer \($0)<td>\(100 - $0)" }.joined()
    let links = (0..<30).map { "<a href=/\($0)>Section \($0)</a> " }.joined()
    let text = text(
      "<body><div>\(links)</div><div><p>Standings after the last race.</p><table>\(rows)</table></div></body>")
    #expect(text.contains("Racer 7"))
    #expect(!text.contains("Section 7"))
  }

  @Test func `nothing but a few words is kept rather than lost`() {
    #expect(text("<body><div><h2>Note</h2>Short.</div></body>").contains("Short."))
    #expect(text("just text").contains("just text"))
    #expect(text("").isEmpty)
  }

  @Test func `a name that most of the text bears says nothing against it`() {
    let text = text(
      "<body><main>" + (0..<8).map { "<p class=paywall>\(Self.sentences[$0 % 4]) \($0).</p>" }.joined()
        + "<div class=ads><p>Buy a boat of ours, and buy it soon, before they are all sold.</p></div></main></body>")
    #expect(text.split(separator: "\n").count == 8)
    #expect(!text.contains("Buy a boat"))
  }

  @Test func `an aside beside the article is left out even where it is longer`() {
    let text = text(
      """
      <body><article>\(Self.paragraphs(6))</article>
      <aside><p>Our programme: \(String(repeating: "we want more ferries, and sooner. ", count: 60))</p></aside></body>
      """)
    #expect(text.contains("clerks"))
    #expect(!text.contains("ferries"))
  }

  @Test func `short last lines among the paragraphs belong to the text`() {
    let text = text(
      """
      <body><div><h1>A day out</h1>\(Self.paragraphs(5))<p>Getting there:</p><p>Quay 7, Oldtown</p><p>See you there!</p></div>
      <div><p>Imprint and more</p></div></body>
      """)
    #expect(text.hasSuffix("Getting there:\nQuay 7, Oldtown\nSee you there!"))
  }

  @Test func `a first paragraph between title and text belongs to the text`() {
    let text = text(
      """
      <body><div><div class=x1><h1>How the harbour came back</h1></div><div class=x2><p>Nine years of work, two clerks, one mill: that is what it took to open the quay again, and the town is proud.</p>
      </div><div class=x3>\(Self.paragraphs(8))</div></div></body>
      """)
    #expect(text.hasPrefix("Nine years of work"))
  }

  @Test func `sentences strewn over the page do not widen the text`() {
    let dialogs = (0..<14).map {
      "<div><div><span>Option \($0)</span></div><div>Your account was changed, please sign in again.</div><div>OK \($0)</div></div>"
    }
    let text = text(
      "<body><div><div>\(Self.paragraphs(16))</div></div><div>\(dialogs.joined())</div></body>")
    #expect(text.split(separator: "\n").count == 16)
  }

  @Test func `a page whose names all speak against it still has its text`() {
    let text = text("<body><div class=sidebar><div class=popup>\(Self.paragraphs(2))</div></div></body>")
    #expect(text.contains("harbour"))
  }

  @Test func `a page of headlines gives its headlines`() {
    let items = (0..<12).map { "<div><h3><a href=/s/\($0)>Headline of story number \($0)</a></h3></div>" }
    let text = text(
      "<body><nav><a href=/>Start</a></nav><main>\(items.joined())</main><footer>Imprint</footer></body>")
    #expect(text.split(separator: "\n").count == 12)
    #expect(text.contains("number 11"))
  }

  @Test func `a heading over a last list of short items stays`() {
    let html =
      "<body><div>\(Self.paragraphs(5))<h2>Success factors</h2><ol><li>It is firm.</li><li>It goes on, year by year.</li></ol></div></body>"
    #expect(text(html).contains("Success factors\nIt is firm."))
  }
}

/// Pages as blogs, clubs and newspapers make them: what belongs to the text and what doesn't.
struct ArticleEdgeTests {
  private static let sentences = [
    "The harbour was rebuilt after the storm of that winter, and the town paid for it over nine long years.",
    "Nobody had counted the boats before, so the first list was made by two clerks and a schoolteacher.",
    "They found forty-one hulls, seven of them new, and a debt that nobody in the office wanted to own.",
  ]

  private static func paragraphs(_ count: Int, _ note: String = "") -> String {
    (0..<count).map { "<p>\(sentences[$0 % sentences.count]) \($0)\(note).</p>" }.joined()
  }

  private func text(_ html: String) -> String { DocumentReader.mainText(Array(html.utf8)) }

  @Test func `a closing line between breaks belongs to the text`() {
    let lines = Self.sentences.joined(separator: "<br><br>")
    let found = text("<body><div class=page>\(lines)<br><br>See you in spring, Anna<br></div></body>")
    #expect(found.contains("See you in spring, Anna"))
  }

  @Test func `text in many short lines starts where its first line stands`() {
    let found = text(
      "<body><div><p>On Monday,</p><p>the quay will close,</p><p>and nobody knows why.</p><p>Have you heard?</p>"
        + Self.paragraphs(3) + "</div></body>")
    #expect(found.contains("On Monday,"))
    #expect(found.contains("Have you heard?"))
  }

  @Test func `the box of the title gives its sentences to the text`() {
    let found = text(
      """
      <body><div class=part><h1>The old quay</h1>Boats are one of the great worries of this town, and of its neighbours.
      But where do they all come from, and who pays?</div><div class=part><div class=words>\(Self.paragraphs(6))</div></div>
      </body>
      """)
    #expect(found.contains("who pays?"))
    #expect(!found.contains("The old quay"))
  }

  @Test func `nothing behind the comments is text`() {
    let comments = (0..<6).map { "<li><p>Reader \($0): I was there, and it was not like that at all.</p></li>" }
      .joined()
    let found = text(
      """
      <body><div class=all>\(Self.paragraphs(8))<div class=comments><ul>\(comments)</ul></div>
      <p>This work may be copied under a licence of the commons, and the author is not liable for anything in it.</p>
      </div></body>
      """)
    #expect(!found.contains("I was there"))
    #expect(!found.contains("licence of the commons"))
  }

  @Test func `of several articles below each other the one that bears the page's title is the text`() {
    func article(_ title: String, _ note: String) -> String {
      "<article><h2>\(title)</h2>\(Self.paragraphs(8, note))</article>"
    }
    let articles =
      article("Nine years of building", " a") + article("The list of the clerks", " b")
      + article("A mill is sold", " c")
    let one = text("<title>The list of the clerks - Gazette</title><body><main>\(articles)</main></body>")
    #expect(one.contains("0 b.") && !one.contains("0 a.") && !one.contains("0 c."))
    let all = text("<title>Gazette of the harbour</title><body><main>\(articles)</main></body>")
    #expect(all.contains("0 a.") && all.contains("0 b.") && all.contains("0 c."))
  }

  @Test func `a paragraph printed again in another box is text once`() {
    let lead = Self.sentences.joined(separator: " ")
    let found = text(
      "<body><main><div class=summary><p>\(lead)</p></div><div class=words><p>\(lead)</p>\(Self.paragraphs(2))</div></main></body>"
    )
    #expect(found.split(separator: lead, omittingEmptySubsequences: false).count == 2)
    let list = text("<body><div><p>\(lead)</p>\(Self.paragraphs(2))<p>\(lead)</p></div></body>")
    #expect(list.split(separator: lead, omittingEmptySubsequences: false).count == 3)
  }

  @Test func `words without a single sentence are not the text however many`() {
    let spam = (0..<3000).map { "boats\($0)" }.joined(separator: " ")
    let found = text("<body><div class=words>\(Self.paragraphs(6))</div><div>\(spam)</div></body>")
    #expect(found.contains("two clerks"))
    #expect(!found.contains("boats17"))
  }

  @Test func `first headings used for sections divide the text`() {
    let found = text(
      "<body><div><h1>The quay</h1>\(Self.paragraphs(3))<h1>What became of it</h1>\(Self.paragraphs(3))</div></body>")
    #expect(found.contains("What became of it"))
    #expect(!found.contains("The quay"))
  }

  @Test func `boxes that style sheets hide are left out`() {
    let found = text(
      """
      <body><div class=words>\(Self.paragraphs(5))<div class="counter hide">Only ten free articles are left for you.</div>
      <p class="hidden md:block">The map shows the quay, the mill and the market of the town.</p></div></body>
      """)
    #expect(!found.contains("free articles"))
    #expect(found.contains("The map shows"))
  }

  @Test func `blocks that a page marks as articles one by one make one text`() {
    let found = text(
      """
      <body><div class=column><div><article><h1>The old quay</h1><p>Where do the boats come from, and who pays?</p></article>
      </div><div><article>\(Self.paragraphs(9))</article></div></div><div class=second><article><p>\(Self.sentences[1])
      So a boat is, by their list, whatever floats and has a name.</p></article></div></body>
      """)
    #expect(found.contains("whatever floats"))
    #expect(found.contains("0."))
  }

  @Test func `a first paragraph behind a second heading that is the title belongs to the text`() {
    let found = text(
      """
      <title>The old quay - Gazette</title><body><div><h2>The old quay</h2><div class=intro>A storm took the quay of the
      town. How could it happen, and how did the town build it again?</div><div class=words>\(Self.paragraphs(90))</div>
      </div></body>
      """)
    #expect(found.contains("How could it happen"))
  }

  @Test func `last lines in a box like those of the text belong to it`() {
    func box(_ inner: String) -> String {
      "<section><div class=row><div class=\"editor clear\">\(inner)</div></div></section>"
    }
    let found = text(
      "<body><div>\(box(Self.paragraphs(3)))\(box(Self.paragraphs(2)))\(box("<p>Ring: the mill</p><p>Hat: the quay</p>"))</div></body>"
    )
    #expect(found.contains("Hat: the quay"))
  }

  @Test(arguments: ["Photo: Ana Ruiz", "Image credit: Harbour Office", "Photo by Tom Reed"])
  func `who took a picture is no line of the text`(credit: String) {
    let text = text(
      """
      <body><div>\(Self.paragraphs(3))<p><img src=a.jpg></p><p>\(credit)</p>\(Self.paragraphs(4))</div></body>
      """)
    #expect(text.contains("clerks"))
    #expect(!text.contains(credit))
  }
}
