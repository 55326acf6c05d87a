import Testing

@testable import Markup

@Suite struct YAMLReaderTests {
  private let record = """
    title: Faster checkout
    industry: Retail
    challenge: |
      The old checkout took **48 seconds** on average, and
      many customers left before it was done.
    results:
      summary: "**Outcome:** conversion rose by 12% within the first quarter after launch."
      revenue growth: 12%
      tags: [fast, "stable"]
    quotes:
      - from: Ann Lee, CTO, Acme
        content: It just works.
    image: a.png
    """

  @Test func aRecordBecomesSectionsLeadInsAndQuotes() {
    let document = DocumentReader().read(Array(record.utf8), format: .yaml)
    #expect(
      BlockDump.dump(document) == """
        paragraph 2:1-2:17 'industry: Retail' [industry | Retail]
        h1 3:1-3:10 'challenge'
        paragraph 4:3-5:42 'The old checkout took 48 seconds on average, and many customers left before it was done.' strong(48 seconds)
        h1 6:1-6:8 'results'
        h2 7:3-7:10 'summary'
        paragraph 7:13-7:87 'Outcome: conversion rose by 12% within the first quarter after launch.' [Outcome | conversion rose by 12% within the first quarter after launch.] strong(Outcome:)
        paragraph 8:3-8:22 'revenue growth: 12%' [revenue growth | 12%]
        paragraph 9:3-9:7 'tags' [tags | ]
        ul 9:10-9:23
          item 9:10-9:14 'fast'
          item 9:17-9:23 'stable'
        quote 12:14-12:28 by 'Ann Lee, CTO, Acme'
          paragraph 12:14-12:28 'It just works.'
        """)
    #expect(document.metadata.title?.value == "Faster checkout")
    #expect(document.metadata["results.revenue growth"]?.value == "12%")
    #expect(document.metadata["image"]?.value == "a.png")
  }

  @Test func textsMapToTheirBytesThroughFoldingAndEscapes() throws {
    let source = "text: \"One \\\"two\\\" \\\n  three and caf\\u00e9 and a few more words to make it prose.\"\n"
    let bytes = Array(source.utf8)
    let document = DocumentReader().read(bytes, format: .yaml)
    let text = try #require(document.blocks.first?.text)
    #expect(text.string == "One \"two\" three and café and a few more words to make it prose.")
    let words = Array(text.string.utf8)
    let range = try #require(words.indices.first { words[$0...].starts(with: "three".utf8) })
    #expect(String(decoding: bytes[text.sourceRange(of: range..<(range + 5))], as: UTF8.self) == "three")
    #expect(BlockInvariants.violations(of: document, bytes: bytes).isEmpty)
  }

  @Test func brokenYAMLIsReadAsText() {
    let document = DocumentReader().read(Array("a: b: c\n  - [x\n".utf8), format: .yaml)
    #expect(document.diagnostics.map(\.code) == ["bad-yaml"])
    #expect(!document.blocks.isEmpty)
  }

  @Test func allDocumentsOfAStreamAreRead() {
    let document = DocumentReader().read(Array("---\na: one thing\n---\nb: another thing\n".utf8), format: .yaml)
    #expect(document.blocks.count == 2)
  }
}
