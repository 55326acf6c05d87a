import Testing

@testable import Markup

@Suite struct HTMLInMarkdownTests {
  @Test func htmlBlocksAreReadAsHTML() {
    let dump = BlockDump.dump("text\n\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\n<!-- no -->\n\nend\n")
    #expect(dump.contains("'one'"))
    #expect(dump.contains("'two'"))
    #expect(!dump.contains("no"))
  }

  @Test func aTableThatEmptyLinesCutIsOneTable() {
    let source = "<table>\n<tr><th>A</th><th>B</th></tr>\n\n<tr>\n\n  <td>1</td><td>2</td>\n\n</tr>\n</table>\n\nend\n"
    let document = DocumentReader().read(Array(source.utf8), format: .markdown)
    #expect(document.blocks.map(\.kind) == [.table, .paragraph])
    #expect(document.blocks.first?.table?.rowCount == 2)
  }

  @Test func numbersSetHighStayApartFromTheNumberBefore() throws {
    let source = Array("Took 10<sup>24</sup> steps in 2019<sup>[3](#n)</sup>, the 1<sup>st</sup> of 5.\n".utf8)
    let block = try #require(DocumentReader().read(source, format: .markdown).blocks.first)
    #expect(block.text.string == "Took 10²⁴ steps in 2019³, the 1st of 5.")
    #expect(String(decoding: source[block.text.sourceRange(of: 7..<12)], as: UTF8.self) == "24")
    let invariants = BlockInvariants.violations(of: DocumentReader().read(source, format: .markdown), bytes: source)
    #expect(invariants == [])
  }

  @Test func markdownBetweenTagsIsInsideTheElement() {
    let dump = BlockDump.dump(
      "<details>\n<summary>More</summary>\n\nHidden *text*.\n\n- a\n\n</details>\n\n<blockquote>\n\nSaid.\n\n</blockquote>\n\nend\n"
    )
    #expect(
      dump == """
        details 1:1-8:11
          summary 2:1-2:24 'More'
          paragraph 4:1-4:15 'Hidden text.' emphasis(text)
          ul 6:1-6:4
            item 6:1-6:4 'a'
        quote 10:1-14:14
          paragraph 12:1-12:6 'Said.'
        paragraph 16:1-16:4 'end'
        """)
  }
}
