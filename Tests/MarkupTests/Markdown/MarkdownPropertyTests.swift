import Foundation
import TestSupport
import Testing

@testable import Markup

@Suite struct MarkdownPropertyTests {
  static let documents: [String] = [
    """
    ---
    title: "A case"
    tags: [a, b]
    ---
    # One *two* [three](x "y") {#id}

    **Label**: value\u{20}\u{20}
    **Other:** more `code` &amp; text[^1]

    > Quote â†’ text
    > — Ann Lee, CTO, Acme

    | A | B |
    |:--|--:|
    | 1 | 2 € |

    1. Title
    Longer text of the item, in a line that is much longer than its title is.
       - nested **Label**: value
    - [x] task

    [^1]: A note
        goes on.

    Term
    : Description

    ```swift
    let x = "{{ y }}"
    ```

    {{< quote author="Bob" >}}
    Said.
    {{< /quote >}}

    <details>
    <summary>More</summary>

    Hidden.

    </details>

    ![Alt](x.png "Title")

    Setext
    ===
    """,
    "+++\ntitle = \"x\"\nlist = [1, 2]\n+++\n\n- a\n\n  b\n\n      code\n- c\n\n***\n\n> - > x\n",
    "{\"a\": [1, {\"b\": \"c\"}]}\n\nText {% include q.html quote=\"Words here\" author=\"Ann\" %} end.\n",
  ]

  static let yaml =
    "title: x\nlist:\n  - a b\n  - {k: v}\ntext: >-\n  some **folded** text that goes\n  on for more than one line\nq: \"e\\u00e9\\\n   s\"\n"

  @Test(arguments: documents) func rangesAndRunsHold(_ source: String) {
    let bytes = Array(source.utf8)
    let document = DocumentReader().read(bytes, format: .markdown)
    #expect(BlockInvariants.violations(of: document, bytes: bytes) == [])
  }

  @Test func rangesAndRunsHoldForTheCorpus() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("corpus")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "md", let data = FileManager.default.contents(atPath: file.path) else { continue }
      let bytes = [UInt8](data)
      let document = DocumentReader().read(bytes, format: .markdown)
      #expect(BlockInvariants.violations(of: document, bytes: bytes) == [], "\(file.lastPathComponent)")
      #expect(!document.blocks.isEmpty)
    }
  }

  @Test(arguments: 0..<150) func brokenDocumentsAreReadAndTheirRangesHold(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for source in Self.documents {
      let bytes = Mutation.mutate(Array(source.utf8), using: &generator)
      let document = DocumentReader().read(bytes, format: .markdown)
      #expect(BlockInvariants.violations(of: document, bytes: bytes) == [], "seed \(seed)")
    }
    let bytes = Mutation.mutate(Array(Self.yaml.utf8), using: &generator)
    let document = DocumentReader().read(bytes, format: .yaml)
    #expect(BlockInvariants.violations(of: document, bytes: bytes) == [], "seed \(seed), YAML")
  }

  @Test(arguments: 0..<100) func randomBytesAreRead(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 0...400, using: &generator)
    let high: UInt8 = seed.isMultiple(of: 2) ? 255 : 127
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...high, using: &generator) }
    for format in [DocumentFormat.markdown, .yaml] {
      let document = DocumentReader().read(bytes, format: format)
      #expect(BlockInvariants.violations(of: document, bytes: bytes) == [], "seed \(seed), \(format)")
    }
  }

  @Test(arguments: HostileMarkdown.patterns(size: 4_000).map(\.name))
  func hostileDocumentsMakeBoundedWork(_ name: String) throws {
    // The bound holds for any size; a second size shows that what is made grows no faster than the document.
    for size in [4_000, 40_000] {
      let text = try #require(HostileMarkdown.patterns(size: size).first { $0.name == name }?.text)
      let bytes = Array(text.utf8)
      let document = DocumentReader().read(bytes, format: .markdown)
      if size == 4_000 { #expect(BlockInvariants.violations(of: document, bytes: bytes) == []) }
      var blocks = 0
      var made = 0
      var stack = document.blocks
      while let block = stack.popLast() {
        blocks += 1
        made += block.text.string.utf8.count + block.text.runs.count + block.inlines.count
        made += block.table.map { $0.cells.count + $0.cells.reduce(0) { $0 + $1.text.string.utf8.count } } ?? 0
        stack += block.children
      }
      #expect(blocks <= bytes.count + 10, "\(blocks) blocks of \(bytes.count) bytes")
      #expect(made <= bytes.count * 4 + 20_000, "\(made) bytes, runs, inlines and cells of \(bytes.count) bytes")
    }
  }

  @Test func deepBracketsAreMaskedAndStillText() {
    let source = String(repeating: "[", count: 3_000) + "x" + String(repeating: "]", count: 3_000)
    let document = DocumentReader().read(Array(source.utf8), format: .markdown)
    #expect(document.blocks.map(\.text.string) == [source])
    var input = ParserInput(Array(source.utf8)[...])
    let opened = input.bytes.prefix(input.count).count { $0 == UInt8(ascii: "[") }
    #expect(opened <= ParserInput.maximumBracketDepth)
    input.maskAll()
    #expect(!input.bytes.contains(UInt8(ascii: "]")))
  }

  @Test func aTableOfTooManyCellsIsText() {
    let header = String(repeating: "|a", count: 120) + "|\n" + String(repeating: "|-", count: 120) + "|\n"
    let source = header + String(repeating: "|b|\n", count: 3_000)
    let document = DocumentReader().read(Array(source.utf8), format: .markdown)
    #expect(document.diagnostics.map(\.code) == ["too-complex"])
    #expect(document.blocks.contains { $0.text.string.contains("|a|a") })
  }

  @Test func deepQuotesAreFlattened() {
    let source = String(repeating: ">", count: 20_000) + "deep\n"
    let document = DocumentReader().read(Array(source.utf8), format: .markdown)
    var depth = 0
    var block = document.blocks.first
    while let current = block {
      depth += 1
      if current.children.isEmpty { #expect(current.text.string == "deep") }
      block = current.children.first
    }
    #expect(depth <= BlockTreeBuilder.maximumDepth)
  }
}
