import Testing

@testable import Markup

/// What stands around and between the text of a page, and what only looks as if it did.
struct FurnitureTests {
  private static let sentences = [
    "The ferry ran twice a day in summer, and the island had a school, a smithy and two shops.",
    "When the bridge was opened, nobody knew what to do with the pier, so the council leased it.",
    "A glazier took it for nine years, paid for the roof himself, and kept bees behind the shed.",
    "His books show what he earned in each of them, down to the candles, and what he lost.",
  ]

  private static func paragraphs(_ count: Int) -> String {
    (0..<count).map { "<p>\(sentences[$0 % sentences.count]) That was in year \($0).</p>" }.joined()
  }

  private func text(_ html: String) -> String { DocumentReader.mainText(Array(html.utf8)) }

  @Test(arguments: [
    "sidebar", "footer", "share", "newsletter", "cookie", "popup", "tags", "related", "suggested", "ticker", "sponsor",
    "ads", "hashtags", "imprint", "leftsidebar", "cookiepolicy", "mainmenu", "skiplinks",
  ])
  func `every word for what is beside the text is known, the first and last of each list too`(name: String) {
    let text = text(
      "<body><div>\(Self.paragraphs(6))</div><div class=\(name)><p>Bees and honey, from our own shed.</p></div></body>")
    #expect(!text.contains("honey"))
    #expect(text.contains("year 5"))
  }

  @Test func `words of a paragraph stay whatever they are named`() {
    let text = text(
      """
      <body><div>\(Self.paragraphs(3))<p>The pier at <a class=searchLink href="/find?q=Ness">Ness</a>, as well as
      <a class=hashtag href=/tag/quay>the quay</a>, was let, and so was the yard.</p>
      <p><span class="x_contentTags_y">All of it was written down, and most of what was written down is kept here.</span></p>
      </div></body>
      """)
    #expect(text.contains("The pier at Ness, as well as the quay, was let"))
    #expect(text.contains("most of what was written down"))
  }

  @Test func `the id of a heading says nothing about it`() {
    let text = text(
      """
      <body><div>\(Self.paragraphs(2))<h3 id=nav_share_of_the_bees_0>Share of the bees</h3>\(Self.paragraphs(2))</div></body>
      """)
    #expect(text.contains("Share of the bees"))
  }

  @Test func `a part of a named block is not the block`() {
    let text = text(
      """
      <body><div class=article-body>\(Self.paragraphs(5))
      <div class=article-body__related><p>More about piers, and what they cost.</p></div></div></body>
      """)
    #expect(!text.contains("More about piers"))
    #expect(text.contains("year 4"))
  }

  @Test func `a column beside a short text is left out`() {
    let text = text(
      """
      <body><div class=post>\(Self.paragraphs(6))</div><div id=sidebar><h3>About</h3>
      <p>This site is kept by three friends of the island, who write of it in turn, each in a month of theirs.
      They met on the ferry, in a gale, and have been quarrelling ever since.</p></div></body>
      """)
    #expect(!text.contains("three friends"))
    #expect(text.contains("year 5"))
  }

  @Test func `a single box with a headline to another page is no part of the text`() {
    let box = """
      <div class=s><div><a href=/smithy>The smithy that burned down twice in a year</a></div>
      <div>Nobody was hurt, but the horses ran as far as the ford. <a href=/smithy>On</a></div></div>
      """
    let text = text("<body><div>\(Self.paragraphs(4))\(box)\(Self.paragraphs(8))</div></body>")
    #expect(!text.contains("horses"))
    #expect(text.contains("year 7"))
  }

  @Test func `a box is known by its headline though that has a name of its own`() {
    let box = """
      <div class=s><div class=teaser-share><h3><a href=/smithy>The smithy that burned down twice in a year</a></h3></div>
      <div>Nobody was hurt, but the horses ran as far as the ford. <a href=/smithy>On</a></div></div>
      """
    let text = text("<body><div>\(Self.paragraphs(8))\(box)</div></body>")
    #expect(!text.contains("horses"))
    #expect(text.contains("year 7"))
  }

  @Test func `a column is left out though its class is that of a good part of a short page`() {
    let text = text(
      """
      <body><div class=left>\(Self.paragraphs(6))</div><div class=right id=sidebar>
      <p>This site is kept by three friends of the island, who write of it in turn, each in a month of theirs.
      They met on the ferry, in a gale, and have been quarrelling ever since, as friends of islands do.</p></div></body>
      """)
    #expect(!text.contains("three friends"))
  }

  @Test func `an id names its element though the class is that of all the page`() {
    let text = text(
      """
      <body><div class="left relative">\(Self.paragraphs(8))</div><div class="left relative" id=x-author-box-wrap>
      <p>Keeps bees, and a diary, and has been writing about both for longer than she cares to say.</p></div></body>
      """)
    #expect(!text.contains("Keeps bees"))
    #expect(text.contains("year 7"))
  }

  @Test func `digits set high are copied as they are`() {
    let text = text("<body><p>\(Self.sentences[0])<sup>12</sup> \(Self.sentences[1])</p>\(Self.paragraphs(3))</body>")
    #expect(text.contains("two shops.12 When"))
  }

  @Test func `in code the names of colours are no names`() {
    let text = text(
      """
      <body><div>\(Self.paragraphs(4))<pre><code><span class="hljs-comment">// the pier</span>
      <span class=hljs-meta>@let</span> <span class=tag>bees</span>()</code></pre></div></body>
      """)
    #expect(text.contains("// the pier\n@let bees()"))
  }

  @Test(arguments: ["#part", "/book.html#part"])
  func `sections whose headings link to themselves are no teasers`(target: String) {
    let sections = (0..<4).map {
      "<section><h3>Part \($0) <a class=mark href=\(target)\($0)>#</a></h3><p>\(Self.sentences[$0])</p></section>"
    }
    let text = text("<body><div><h1>The book</h1>\(Self.paragraphs(9))\(sections.joined())</div></body>")
    #expect(text.contains("Part 3"))
    #expect(text.hasSuffix(Self.sentences[3]))
  }

  @Test func `posts below the text that open with a headline to their page are no part of it`() {
    let posts = ["ford", "mill"].map {
      """
      <article><h3><a href=/\($0)>What became of the old \($0)</a></h3>
      <p>The \($0) and all in it was sold, as we shall tell.</p></article>
      """
    }
    let text = text("<body><div><h1>The pier</h1>\(Self.paragraphs(8))<div>\(posts.joined())</div></div></body>")
    #expect(!text.contains("as we shall tell"))
    #expect(text.contains("year 7"))
  }

  @Test func `sections with headings that are links stay where they are much of the text`() {
    let sections = (0..<5).map {
      "<div><h3><a href=/part/\($0)>The part of the year \($0) in full</a></h3><p>\(Self.sentences[$0 % 4])</p></div>"
    }
    let text = text("<body><div><p>\(Self.sentences[0])</p>\(sections.joined())</div></body>")
    #expect(text.contains("kept bees"))
  }

  @Test func `a page that is nothing but teasers keeps them`() {
    func group(_ name: String) -> String {
      let items = (0..<4).map {
        "<li class=\(name)><h3><a href=/\(name)/\($0)>News of the \(name) \($0)</a></h3><p>\(Self.sentences[$0])</p></li>"
      }
      return "<ul>\(items.joined())</ul>"
    }
    let text = text("<body><a href=#c>To the text</a>\(group("pier"))\(group("ford"))\(group("mill"))</body>")
    #expect(text.contains("kept bees"))
    #expect(text.contains("two shops"))
  }

  @Test func `the head of the article that a page is about is no teaser though it is made like one`() {
    func article(_ title: String, _ body: String) -> String {
      """
      <article><div class=box><h2><a href=/x>\(title)</a></h2><p>In short, \(title.lowercased()) was let, and let again.</p></div>
      <div class=text>\(body)</div></article>
      """
    }
    let others = (0..<4).map { article("The mill of year \($0)", "<p>\(Self.sentences[$0])</p>") }
    let text = text(
      """
      <html><head><title>The pier and the glazier - Island News</title></head><body>
      <div><h1>All that we have written</h1><p>We go on with what we began, and tell what became of it, year by year.</p></div>
      \(article("The pier and the glazier", Self.paragraphs(8)))\(others.joined())</body></html>
      """)
    #expect(text.contains("In short, the pier and the glazier was let"))
    #expect(!text.contains("We go on"))
    #expect(text.contains("year 7"))
  }

  @Test func `what an archive puts before the page does not outweigh its main element`() {
    let text = text(
      """
      <body><div id=bar><div>\(Self.paragraphs(14))</div></div>
      <main><h1>On honey</h1><div><p>Honey was sold by weight, and by the comb.</p>
      \((0..<18).map { "<p>In the hive of number \($0) there was honey, more than they had counted on, and wax.</p>" }.joined())
      </div></main></body>
      """)
    #expect(text.contains("hive of number 17"))
    #expect(!text.contains("year 5"))
  }
}
