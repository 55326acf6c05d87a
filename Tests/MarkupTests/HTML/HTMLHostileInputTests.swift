import Testing

@testable import Markup

/// Patterns that make parsers slow or deep. They are held to counts of work, not to the clock.
struct HTMLHostileInputTests {
  static let patterns: [(name: String, piece: String, tail: String)] = [
    ("open divs", "<div>", ""), ("open inline tags", "<b>", ""), ("open lists", "<ul><li>", ""),
    ("open quotes", "<blockquote>", ""), ("open tables", "<table><tr><td>", ""), ("cells", "<td>x", ""),
    ("huge spans", "<table><tr><td rowspan=65534 colspan=1000>x", ""), ("end tags", "</a>", ""),
    ("comments that stay open", "<!--", "text"), ("attributes that stay open", "<a href=\"", ""),
    ("ampersands", "&", ""), ("entities", "&amp;", ""), ("less-than signs", "<", ""), ("tag openings", "<a", ""),
    ("NUL", "\0", ""), ("scripts that stay open", "<script>", ""), ("line breaks", "x<br>", ""),
    ("items", "<li>x", ""), ("paragraphs", "<p>a. ", ""), ("headings", "<h1>", ""), ("doctypes", "<!DOCTYPE ", ""),
    ("related headings", "<h2>Related</h2><p>x</p>", ""), ("footers", "<footer>x</footer>", ""),
    ("authors", "<div class=author>x</div>", ""), ("instructions", "<?xml ", ""), ("forms", "<form>", ""),
    ("JSON", "<script type='application/ld+json'>{\"a\":[1]}</script>", ""),
  ]

  @Test(arguments: patterns.indices)
  func `tens of thousands of them are read with bounded work`(index: Int) {
    let (name, piece, tail) = Self.patterns[index]
    let source = Array((String(repeating: piece, count: min(20_000, 100_000 / piece.utf8.count)) + tail).utf8)
    let tree = HTMLTree(HTMLSource(source[...]))
    // A node costs at least a byte of source, or is inferred once for one that does.
    #expect(tree.nodes.count <= source.count * 2 + 16, "\(name)")
    #expect(tree.text.count <= source.count * 3 + 64, "\(name)")
    let document = DocumentReader().read(source, format: .html)
    #expect(violation(document, source: source) == nil, "\(name)")
    #expect(depth(document.blocks) <= HTMLBlockBuilder.maximumDepth + 2, "\(name)")
  }

  private func depth(_ blocks: [Block]) -> Int {
    var deepest = 0
    var open: [(blocks: [Block], depth: Int)] = [(blocks, 1)]
    while let (blocks, depth) = open.popLast() {
      if blocks.isEmpty { continue }
      deepest = max(deepest, depth)
      for block in blocks where !block.children.isEmpty { open.append((block.children, depth + 1)) }
    }
    return deepest
  }

  @Test func `what is nested too deep keeps its text and says so`() {
    let html = String(repeating: "<div>", count: 5000) + "<p>Down here.</p><h2>And here</h2>"
    let document = readHTML(html)
    #expect(document.diagnostics.map(\.code) == ["nested-too-deep"])
    #expect(outline(document.blocks) == "paragraph Down here.\nh2 And here")
  }

  @Test func `end tags that match nothing are counted and cut off`() {
    let html = "<i><div>" + String(repeating: "<b>", count: 1400) + String(repeating: "</i>", count: 30_000) + "text"
    let document = readHTML(html)
    #expect(document.diagnostics.map(\.code) == ["nested-too-deep"])
    #expect(outline(document.blocks) == "paragraph text")
  }

  @Test func `a comment that is never closed does not swallow the text`() {
    #expect(outline(readHTML("<p>before</p><!-- <p>after</p>").blocks).contains("paragraph after"))
  }

  @Test func `a quote that is never closed does not swallow the text`() {
    #expect(outline(readHTML("<p>before</p><a href=\"x>link</a><p>after</p>").blocks).contains("paragraph after"))
  }

  @Test func `attributes beyond the limit are not read`() {
    let names = (0..<20_000).map { "a\($0)" }.joined(separator: " ")
    let source = HTMLSource(Array("<p \(names) id=last>x</p>".utf8)[...])
    let tree = HTMLTree(source)
    #expect(tree.nodes.contains { $0.tag == .p })
    #expect(tree.attributes.isEmpty)
  }

  @Test func `control characters and NUL are white space`() {
    #expect(outline(readHTML("<p>a\u{0}b\u{1}c</p><p>d</p>").blocks) == "paragraph a b c\nparagraph d")
  }

  @Test func `a million bytes without a line feed are one paragraph`() {
    let html = "<p>" + String(repeating: "x", count: 1 << 20)
    #expect(readHTML(html).blocks.first?.text.string.utf8.count == 1 << 20)
    #expect(readHTML(html).blocks.first?.text.runs.count == 1)
  }
}
