import Testing

@testable import Markup

@Suite struct TemplateTagTests {
  @Test func tagsAreNoTextAndTheirInnerTextStays() {
    let dump = BlockDump.dump(
      """
      {{< figure src="a.png" >}}

      {% if x %}
      Shown {{ page.name }} here.
      {% endif %}

      {{% note %}}Inner.{{% /note %}}

      {# a comment #}
      <%= erb %>

      - {{< icon >}} item

      End{{- .x -}}.
      """)
    #expect(
      dump == """
        paragraph 4:1-4:28 'Shown here.'
        paragraph 7:1-7:32 'Inner.'
        ul 12:1-12:20
          item 12:1-12:20 'item'
        paragraph 14:1-14:15 'End .'
        """)
  }

  @Test func tagsInCodeAreKept() {
    let dump = BlockDump.dump("Use `{{ .Values }}` and\n\n```yaml\nkey: {{ .Values.key }}\n```\n\n{{ gone }}\n")
    #expect(
      dump == """
        paragraph 1:1-1:24 'Use {{ .Values }} and' code({{ .Values }})
        code(yaml) 3:1-5:4 'key: {{ .Values.key }}'
        """)
  }

  @Test func rawTextIsKeptAndCommentsAreNot() {
    #expect(BlockDump.dump("{% raw %}a {{ b }}{% endraw %}\n").contains("'a {{ b }}'"))
    #expect(BlockDump.dump("a {% comment %}hidden {{ x }}{% endcomment %} b\n").contains("'a b'"))
  }

  @Test func quotesBetweenTagsAreQuotesOfTheirAuthor() {
    let dump = BlockDump.dump(
      "Before.\n\n{{< quote author=\"Ann Lee, CTO, Acme\" >}}\nIt *just* works.\n{{< /quote >}}\n\nAfter.\n")
    #expect(
      dump == """
        paragraph 1:1-1:8 'Before.'
        quote 3:1-5:15 by 'Ann Lee, CTO, Acme'
          paragraph 4:1-4:17 'It just works.' emphasis(just)
        paragraph 7:1-7:7 'After.'
        """)
  }

  @Test func quotesInsideACallAreQuotesToo() throws {
    let source = """
      {% include "testimonial.html",
           quote: "It \\"just\\" works.",
           attribution: "Ann Lee",
           position: "CTO",
           organization: "Acme"
      %}

      {{pullquote `
        author: Bob
        company: Initech
        quote: |
          First part.

          Second part.
      `}}
      """
    let bytes = Array(source.utf8)
    let document = DocumentReader().read(bytes, format: .markdown)
    #expect(
      BlockDump.dump(document) == """
        quote 1:1-6:3 by 'Ann Lee, CTO, Acme'
          paragraph 2:14-2:32 'It "just" works.'
        quote 8:1-15:4 by 'Bob, Initech'
          paragraph 12:5-12:16 'First part.'
          paragraph 14:5-14:17 'Second part.'
        """)
    let attribution = try #require(document.blocks.first?.attribution)
    #expect(attribution.speaker == "Ann Lee" && attribution.role == "CTO" && attribution.organisation == "Acme")
    #expect(String(decoding: bytes[attribution.text.sourceRange(of: 0..<7)], as: UTF8.self) == "Ann Lee")
    #expect(BlockInvariants.violations(of: document, bytes: bytes).isEmpty)
  }

  @Test func bracesThatAreNeverClosedAreText() {
    #expect(BlockDump.dump("a {{ b\n").contains("'a {{ b'"))
    #expect(BlockDump.dump("a {% b } c\n").contains("'a {% b } c'"))
  }

  @Test func bracesInScriptsOfAPageAreNoTags() {
    let page = """
      <html><head><script>r = /{{2})([a-z]+)/; t = "<a href=''>{%";</script><style>a{{b}</style></head><body>
      <!-- {{ --><p>The harbour was rebuilt after the storm of that winter, and the town paid for it.</p>
      <p>Write {{ and see what happens, the clerk said.</p><pre>{{ title }}</pre>
      <script>x = "}}" + "%}"</script><p>{{ page.date }}It took nine years.</p></body></html>
      """
    let text = DocumentReader.mainText(Array(page.utf8))
    #expect(text.contains("The harbour was rebuilt"))
    #expect(text.contains("Write {{ and see"))
    #expect(text.contains("{{ title }}"))
    #expect(text.contains("It took nine years"))
    #expect(!text.contains("page.date"))
  }

  /// Each stretch before an end tag is searched once, not once for each brace in it.
  @Test func manyBracesBeforeAnEndTagAreText() {
    let run = String(repeating: "{{ ", count: 20_000) + "</b>}} "
    let page = "<body>" + String(repeating: run, count: 12) + "<p>The quay, they say, was rebuilt.</p></body>"
    #expect(DocumentReader.mainText(Array(page.utf8)).contains("The quay, they say"))
  }
}
