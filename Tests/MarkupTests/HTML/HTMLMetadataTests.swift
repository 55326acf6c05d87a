import Testing

@testable import Markup

struct HTMLMetadataTests {
  private let page = """
    <!DOCTYPE html><html lang="en-GB"><head><title>A better port | The Gazette</title>
    <link rel="canonical" href="https://g.example/port">
    <meta property="og:title" content="A better port &amp; quay"><meta property='og:site_name' content='The Gazette'>
    <meta name=author content="Ada Roe"><meta property="article:published_time" content="2024-05-01">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article",
    "headline":"A better \\u0022port\\u0022","dateModified":"2024-06-02","author":{"@type":"Person","name":"Lee Ray"}}]}</script>
    </head><body><h1>A better port</h1><div class="subhead">How nine years paid</div></body></html>
    """

  @Test func `each purpose takes the best source`() {
    let metadata = readHTML(page).metadata
    #expect(metadata.title?.value == "A better \"port\"")
    #expect(metadata.subheading?.value == "How nine years paid")
    #expect(metadata.site?.value == "The Gazette")
    #expect(metadata.author?.value == "Lee Ray")
    #expect(metadata.language?.value == "en-GB")
    #expect(metadata.canonicalURL?.value == "https://g.example/port")
    #expect(metadata.published?.value == "2024-05-01")
    #expect(metadata.modified?.value == "2024-06-02")
  }

  @Test func `values are cited by their bytes`() throws {
    let bytes = Array(page.utf8)
    let metadata = readHTML(page).metadata
    func source(_ entry: Metadata.Entry?) throws -> String {
      String(decoding: bytes[try #require(entry).range], as: UTF8.self)
    }
    #expect(try source(metadata["og:title"]) == "A better port &amp; quay")
    #expect(try source(metadata["og:site_name"]) == "The Gazette")
    #expect(try source(metadata["author"]) == "Ada Roe")
    #expect(try source(metadata["author.name"]) == "Lee Ray")
    #expect(try source(metadata.title) == "A better \\u0022port\\u0022")
    #expect(try source(metadata.canonicalURL) == "https://g.example/port")
    #expect(try source(metadata["h1"]) == "A better port")
  }

  @Test func `without a heading the title loses the name of the site`() {
    let metadata = readHTML("<title>How we grew twice as fast | Acme</title><p>x</p>").metadata
    #expect(metadata.title?.value == "How we grew twice as fast")
  }

  @Test(arguments: [
    "{\"a\":", "[[[[", "{\"a\":\"\\u12", "{\"a\":{\"b\":[1,2,{\"c\":\"d\"}", "<!-- {\"name\":\"x\"} -->", "\\",
  ])
  func `broken JSON is read as far as it goes`(json: String) {
    let metadata = readHTML("<script type='application/ld+json'>\(json)</script><p>x</p>").metadata
    #expect(metadata.entries.count <= 4)
  }
}
