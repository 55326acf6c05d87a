import Testing

@testable import Markup

@Suite struct MarkdownBlockTests {
  @Test func blocksHaveTheirPlacesInTheFile() {
    let dump = BlockDump.dump(
      """
      # One *two*

      A paragraph over
      two lines.

      > quoted
      > - item
      >
      >   more

      1) a
      2) b
         ```swift
         let x = 1
         ```

      ***

      Setext
      ------
      """)
    #expect(
      dump == """
        h1 1:1-1:12 'One two' emphasis(two)
        paragraph 3:1-4:11 'A paragraph over two lines.'
        quote 6:1-9:9
          paragraph 6:3-6:9 'quoted'
          ul 7:3-9:9
            item 7:3-9:9 'item'
              paragraph 9:5-9:9 'more'
        ol(1) 11:1-15:7
          item 11:1-11:5 'a'
          item 12:1-15:7 'b'
            code(swift) 13:4-15:7 'let x = 1'
        rule 17:1-17:4
        h2 19:1-20:7 'Setext'
        """)
  }

  @Test func leadInLinesAreParagraphsOfTheirOwn() {
    let dump = BlockDump.dump(
      """
      **Date**: July 2025\u{20}\u{20}
      **Phase:** first
      **Expert** - somebody
      Priority:: high
      goes on

      **Bold line**
      text of it

      text **Label**: no lead-in
      """)
    #expect(
      dump == """
        paragraph 1:1-1:20 'Date: July 2025' [Date | July 2025] strong(Date)
        paragraph 2:1-2:17 'Phase: first' [Phase | first] strong(Phase:)
        paragraph 3:1-3:22 'Expert - somebody' [Expert | somebody] strong(Expert)
        paragraph 4:1-5:8 'Priority:: high goes on' [Priority | high goes on]
        paragraph 7:1-7:14 'Bold line' [Bold line | ] strong(Bold line)
        paragraph 8:1-8:11 'text of it'
        paragraph 10:1-10:27 'text Label: no lead-in' strong(Label)
        """)
  }

  @Test func itemsHaveLeadInsTasksAndNestedBlocks() {
    let dump = BlockDump.dump(
      """
      - **Revenue**: $4 billion
      - [x] done
      - [ ] open
        - nested
      -
      """)
    #expect(
      dump == """
        ul 1:1-5:2
          item 1:1-1:26 'Revenue: $4 billion' [Revenue | $4 billion] strong(Revenue)
          item[x] 2:1-2:11 'done'
          item[ ] 3:1-4:11 'open'
            ul 4:3-4:11
              item 4:3-4:11 'nested'
          item 5:1-5:2
        """)
  }

  @Test func plainLabelsOfMostItemsAreLeadIns() {
    let dump = BlockDump.dump(
      "- Category: Cloud\n- Time to recovery: 54 minutes\n\n\n- He said: no\n- nothing\n- else\n")
    #expect(dump.contains("[Time to recovery | 54 minutes]"))
    let sentences = BlockDump.dump("- She knew one thing: it works\n- nothing of the kind\n- here\n")
    #expect(!sentences.contains("["))
  }

  @Test func aFirstLineEndedOnPurposeIsTheTitleOfItsItem() {
    let dump = BlockDump.dump(
      """
      * High throughput
      The server handles many more messages than the one it replaced, on the same machine.
      * We use the same old
        server for all of it
      """)
    #expect(
      dump == """
        ul 1:1-4:23
          item 1:1-2:85 'High throughput' [High throughput | ]
            paragraph 2:1-2:85 'The server handles many more messages than the one it replaced, on the same machine.'
          item 3:1-4:23 'We use the same old server for all of it'
        """)
  }

  @Test func tablesHaveCellsWithTheirPlaces() throws {
    let source = "| Criteria | Weight |\n|:---|---:|\n| a \\| b | 30% |\n| | `|` |\n\nend"
    let document = DocumentReader().read(Array(source.utf8), format: .markdown)
    let table = try #require(document.blocks.first?.table)
    #expect(table.rowCount == 3 && table.columnCount == 2)
    #expect(table.columns.map(\.alignment) == [.left, .right])
    #expect(table.headerRows == [0])
    #expect(table[0, 0]?.isHeader == true)
    #expect(table[1, 0]?.text.string == "a | b")
    let cell = try #require(table[1, 1])
    let found = Array(source.utf8)[cell.range]
    #expect(String(decoding: found, as: UTF8.self) == "30%")
    #expect(table[2, 0]?.text.isEmpty == true)
    #expect(document.blocks.count == 2)
  }

  @Test func delimiterRowsMayHaveOneDashACell() throws {
    let source = "> |a|b|c|\n> |-|:-:|--|\n> |1|2|3|\n\nnext **bold**\n\n| x | y |\n| - | - |\n| 4 | 5 |\n\nend\n"
    let bytes = Array(source.utf8)
    let document = DocumentReader().read(bytes, format: .markdown)
    #expect(
      BlockDump.dump(document) == """
        quote 1:1-3:10
          table 1:3-3:10 a,b,c 1,2,3
        paragraph 5:1-5:14 'next bold' strong(bold)
        table 7:1-9:10 x,y 4,5
        paragraph 11:1-11:4 'end'
        """)
    #expect(BlockInvariants.violations(of: document, bytes: bytes) == [])
  }

  @Test func inlineMarkupIsKeptAsRangesOfTheText() {
    let dump = BlockDump.dump("a **b _c_** `d e` ~~f~~ [g *h*](i.html \"t\") <b>j</b><sup>2</sup> &amp; &ndash;<br>k")
    #expect(
      dump
        == "paragraph 1:1-1:84 'a b c d e ~~f~~ g h j² & –\nk' strong(b c) emphasis(c) code(d e) strikethrough(f) "
        + "link<i.html>(g h) emphasis(h) strong(j) superscript(²)")
  }

  @Test func linesThatBreakTagsEndHaveTheirOwnPlaces() {
    let dump = BlockDump.dump("Intro<br>**Label**: value<br>more\n")
    #expect(
      dump == """
        paragraph 1:1-1:12 'Intro'
        paragraph 1:12-1:30 'Label: value' [Label | value] strong(Label)
        paragraph 1:30-1:34 'more'
        """)
  }

  @Test func footnotesAreBlocksAndTheirMarksNoText() {
    let dump = BlockDump.dump(
      "Grew by 40%[^1] and[^x].\n\n[^1]: See *report*.\n[^2]: one\n    two\n\n    three\n\nend\n")
    #expect(
      dump == """
        paragraph 1:1-1:25 'Grew by 40% and[^x].' note<1>()
        footnote(1) 3:1-3:20 'See report.' emphasis(report)
        footnote(2) 4:1-7:10 'one two'
          paragraph 7:5-7:10 'three'
        paragraph 9:1-9:4 'end'
        """)
  }

  @Test func definitionListsHaveTermsAndDescriptions() {
    let dump = BlockDump.dump("Term\n: one\n: two\n\nOther\n\n: three\n\nText: no term\n")
    #expect(
      dump == """
        definitions 1:1-7:8
          term 1:1-1:5 'Term'
          description 2:1-2:6 'one'
          description 3:1-3:6 'two'
          term 5:1-5:6 'Other'
          description 7:1-7:8 'three'
        paragraph 9:1-9:14 'Text: no term'
        """)
  }

  @Test func anImageAloneIsAFigure() {
    let dump = BlockDump.dump("![A chart](chart.png \"Growth\")\n\nSee ![it](x.png) here.")
    #expect(
      dump == """
        figure 1:1-1:31 'A chart' image<chart.png>(A chart)
          caption 1:1-1:31 'Growth'
        paragraph 3:1-3:23 'See it here.' image<x.png>(it)
        """)
  }

  @Test func quotesKnowWhoseWordsTheyAre() {
    let dump = BlockDump.dump("> It just works.\n>\n> — Ann Lee, CTO, Acme\n\n> Fast.\n> -- Bob, Initech\n")
    #expect(
      dump == """
        quote 1:1-3:25 by '— Ann Lee, CTO, Acme'
          paragraph 1:3-1:17 'It just works.'
        quote 5:1-6:18 by '-- Bob, Initech'
          paragraph 5:3-5:8 'Fast.'
        """)
  }

  @Test func attributesAndModuleLinesAreNoText() {
    #expect(BlockDump.dump("## Results {#results .big}\n") == "h2 1:1-1:27 'Results'")
    #expect(BlockDump.dump("import A from \"a\"\n\ntext\n{: .note}\n") == "paragraph 3:1-4:10 'text'")
    #expect(BlockDump.dump("A set {a, b}\n") == "paragraph 1:1-1:13 'A set {a, b}'")
  }

  @Test func rangesAreThoseOfTheFileWhateverItsEncoding() throws {
    let text = "# Größe\n\n- **Umsatz**: 4 Mio. €\n"
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let document = DocumentReader().read(utf16, format: .markdown)
    #expect(document.encoding == "utf-16le")
    #expect(document.blocks[0].text.string == "Größe")
    #expect(document.blocks[0].range == 2..<16)
    let item = try #require(document.blocks[1].children.first)
    let lead = try #require(item.lead)
    let value = utf16[item.text.sourceRange(of: lead.value)]
    let expected: [UInt8] = "4 Mio. €".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(Array(value) == expected)
  }

  @Test func anEmptyDocumentHasNoBlocks() {
    for source in ["", " ", "\n\n", "\u{FEFF}", "<!-- only a comment -->", "---\ntitle: x\n---\n"] {
      #expect(DocumentReader().read(Array(source.utf8), format: .markdown).blocks.isEmpty)
    }
  }

  @Test func aDocumentOverTheLimitIsRefused() {
    var options = DocumentReader.Options()
    options.maximumBytes = 10
    let document = DocumentReader(options: options).read(Array("more than ten bytes".utf8), format: .markdown)
    #expect(document.blocks.isEmpty)
    #expect(document.diagnostics.map(\.code) == ["too-large"])
  }

  @Test func `a bold line right behind an item begins something new`() {
    #expect(
      BlockDump.dump("1. one\n2. two\n**Next**\nmore\n3. three\n") == """
        ol(1) 1:1-2:7
          item 1:1-1:7 'one'
          item 2:1-2:7 'two'
        paragraph 3:1-3:9 'Next' [Next | ] strong(Next)
        paragraph 4:1-4:5 'more'
        ol(3) 5:1-5:9
          item 5:1-5:9 'three'
        """)
    // Indented, it belongs to the item.
    #expect(DocumentReader().read(Array("- a\n  **Next**\n".utf8), format: .markdown).blocks.count == 1)
    // Out of nested lists, too.
    #expect(
      DocumentReader().read(Array("- a\n  - b\n**Next**\n- c\n".utf8), format: .markdown).blocks.map(\.kind) == [
        .list(ordered: false, start: 1), .paragraph, .list(ordered: false, start: 1),
      ])
  }

  @Test func `marks of site generators are no text`() {
    let text = DocumentReader().read(
      Array(":::info\nIt holds.\n:::\n\n{:.note}\nSo does this.\n\n:::\n".utf8), format: .markdown)
    #expect(text.blocks.map(\.text.string) == ["It holds.", "So does this."])
  }

  @Test func `a quotation with its attribution in a quote is one quote`() throws {
    let source = "> \"We fix a bike before its rider knows.\"\n>\n> — Nuria Sol, Head of Workshop, Pedalo\n"
    let quote = try #require(DocumentReader().read(Array(source.utf8), format: .markdown).blocks.first)
    #expect(quote.children.map(\.kind) == [.paragraph])
    #expect(quote.attribution?.speaker == "Nuria Sol")
  }
}
