import Testing

@testable import Markup

/// Which element of a page is its content, and what beside it belongs to it.
struct ContentRegionTests {
  private static let sentences = [
    "The harbour was rebuilt after the storm of that winter, and the town paid for it over nine long years.",
    "Nobody had counted the boats before, so the first list was made by two clerks and a schoolteacher.",
    "They found forty-one hulls, seven of them new, and a debt that nobody in the office wanted to own.",
    "In the end the council sold the old mill, kept the quay, and opened the market again in the spring.",
  ]

  /// Some of the sentences as one paragraph.
  private static func paragraph(_ count: Int, from first: Int = 0) -> String {
    "<p>\((0..<count).map { sentences[(first + $0) % sentences.count] }.joined(separator: " "))</p>"
  }

  @Test func `a box of short lines beside the text of an article is left out`() {
    let parts = (0..<4).map { "<h3>\($0). A mark of the quay</h3>\(Self.paragraph(3, from: $0))" }
    let text = text(
      """
      <body><article class=story><div class=container><div class=results-box><h3>In short</h3><div class=list>
      <div class=item>Counting a berth: 4 hours to 45 minutes, on most days.</div><div class=item>Errors down by half</div>
      <div class=item>A debt that was paid</div></div></div>
      <div class=content><h2>The storm</h2>\(Self.paragraph(1))<h2>The quay</h2>\(Self.paragraph(5, from: 2))
      <h2>The mill</h2>\(Self.paragraph(3))\(parts.joined())</div></div></article></body>
      """)
    #expect(text.contains("clerks"))
    #expect(!text.contains("Counting a berth"))
    #expect(!text.contains("In short"))
  }

  @Test func `a band of text beside the largest one belongs to the page`() {
    let text = text(
      """
      <body><section class=page-hero><div class=container><h1>The quay</h1></div></section>
      <section class=content-section><div class=container><div class=content-body>\(Self.paragraph(5))
      \(Self.paragraph(7, from: 1))\(Self.paragraph(3, from: 2))\(Self.paragraph(4, from: 3))</div></div></section>
      <section class=lesson-section><div class=container><div class=lesson-inner><div class=lesson-label>The lesson</div>
      <p>A quay that is counted is a quay that is kept, and a list is worth more than a promise. The town has kept both
      since, and every spring, before the market opens, someone walks the length of it and counts again. It takes a
      morning, and it is paid.</p></div></div></section></body>
      """)
    #expect(text.contains("clerks"))
    #expect(text.contains("A quay that is counted"))
  }

  private func text(_ html: String) -> String { DocumentReader.mainText(Array(html.utf8)) }
}
