import Testing

@testable import Markup

/// Pages whose elements hold no text: it stands in their data, or where browsers do not look for it.
struct ReserveTextTests {
  private static let text = """
    The well was dug in a dry year, and dug again in the next, deeper by six ells. It was the smith who found water, and \
    the smith who sold it, until the village bought the well from him for the price of a horse.
    """

  @Test func `the article of linked data is read where the page holds none`() throws {
    let html = """
      <html><head><script type="application/ld+json">{"@type": "Article", "headline": "The well", "articleBody":
      "<p>\(Self.text)<\\/p>\\n\\nWater &amp; wine \\u00e0 la \\"Krone\\", as <b>ever<\\/b>:\\u003cbr\\u003e5 < 6."}</script></head>
      <body><div id=root></div><noscript>Please switch on scripts.</noscript></body></html>
      """
    let document = readHTML(html, mainContentOnly: true)
    #expect(document.blocks.map(\.text.string) == [Self.text, "Water & wine à la \"Krone\", as ever:", "5 < 6."])
    #expect(violation(document, source: Array(html.utf8)) == nil)
    let first = try #require(document.blocks.first)
    #expect(String(decoding: Array(html.utf8)[first.range], as: UTF8.self) == Self.text)
  }

  @Test func `the article of linked data is not read where the page holds a text`() {
    let text = DocumentReader.mainText(
      Array(
        """
        <html><head><script type="application/ld+json">{"@type": "Article", "articleBody": "\(Self.text)"}</script></head>
        <body><p>\(Self.text.uppercased())</p><p>\(Self.text.uppercased())</p></body></html>
        """.utf8))
    #expect(!text.contains("The well"))
    #expect(text.contains("THE WELL"))
  }

  @Test(arguments: ["noscript", "template"])
  func `what is shown without scripts alone is read where there is nothing else`(tag: String) {
    let text = DocumentReader.mainText(
      Array("<body><div id=app>Loading</div><\(tag)><h1>The well</h1><p>\(Self.text)</p></\(tag)></body>".utf8))
    #expect(text.contains("It was the smith"))
  }

  @Test func `a warning to switch on scripts is no text of a page that has some`() {
    let text = DocumentReader.mainText(
      Array(
        "<body><p>\(Self.text)</p><noscript><p>Please switch on scripts to see all of it.</p></noscript></body>".utf8))
    #expect(!text.contains("switch on"))
  }

  @Test func `hostile linked data ends the reading and no more`() {
    for body in ["\\u", "\\ud800", "<", "<p", "&", "&#", "\\", "<<<<>", "\\n\\n", String(repeating: "<", count: 999)] {
      let html = "<script type='application/ld+json'>{\"articleBody\": \"\(Self.text) \(body)"
      let document = readHTML(html, mainContentOnly: true)
      #expect(violation(document, source: Array(html.utf8)) == nil)
    }
  }
}
