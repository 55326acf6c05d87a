import Foundation
import Testing

@testable import Markup

@Suite struct CommonMarkConformanceTests {
  /// Examples that md4c 0.4.8, made for version 0.30 of the specification, reads otherwise: `<textarea>` as an HTML block,
  /// currency signs as punctuation, and two forms of comments.
  static let known: Set<String> = ["HTML blocks", "Emphasis and strong emphasis", "Raw HTML"]

  static let path = ProcessInfo.processInfo.environment["CASEBOOK_COMMONMARK_SPEC"]

  @Test(.enabled(if: path != nil, "CASEBOOK_COMMONMARK_SPEC names the specification's text"))
  func blocksWrittenAsHTMLEqualTheSpecification() throws {
    let text = try String(contentsOfFile: try #require(Self.path), encoding: .utf8)
    let examples = SpecificationExample.read(text)
    var failed: [SpecificationExample] = []
    for example in examples {
      let result = MarkdownReader.blocks(DecodedText(bytes: Array(example.markdown.utf8)), isRaw: true)
      if CommonMarkHTML.render(result.blocks) != example.html { failed.append(example) }
    }
    #expect(failed.count <= 4, "\(failed.map { "\($0.number) \($0.section)" })")
    #expect(failed.allSatisfy { Self.known.contains($0.section) })
    #expect(examples.count >= 600)
  }

  @Test func rawModeKeepsWhatTheSpecificationNeeds() {
    let source =
      "# *A* b\n\n> - one\n>   two  \n>   three\n> - [x](y \"t\") <i>z</i>\n\n1) `c`\n\n   d\n\n```swift\ne < f\n```\n<p>\ng\n"
    let result = MarkdownReader.blocks(DecodedText(bytes: Array(source.utf8)), isRaw: true)
    #expect(
      CommonMarkHTML.render(result.blocks) == """
        <h1><em>A</em> b</h1>
        <blockquote>
        <ul>
        <li>one
        two<br />
        three</li>
        <li><a href="y" title="t">x</a> <i>z</i></li>
        </ul>
        </blockquote>
        <ol>
        <li>
        <p><code>c</code></p>
        <p>d</p>
        </li>
        </ol>
        <pre><code class="language-swift">e &lt; f
        </code></pre>
        <p>
        g

        """)
  }
}
