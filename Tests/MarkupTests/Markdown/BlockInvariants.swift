import TestSupport

@testable import Markup

/// What must hold of every document that was read, whatever its bytes.
struct BlockInvariants {
  private(set) var violations: [String] = []
  private let bytes: [UInt8]

  /// The first violations found in a document, empty when there is none.
  static func violations(of document: MarkupDocument, bytes: [UInt8]) -> [String] {
    var checker = BlockInvariants(bytes: bytes)
    checker.check(document)
    return checker.violations
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition, violations.count < 10 { violations.append(message()) }
  }

  private mutating func check(_ document: MarkupDocument) {
    let whole = 0..<bytes.count
    expect(document.lines == LineTable(AnyCollection(bytes)), "the line table is wrong")
    for entry in document.metadata.entries { checkRange(entry.range, in: whole, "metadata \(entry.key)") }
    for repair in document.repairs { checkRange(repair.range, in: whole, "repair") }
    for diagnostic in document.diagnostics { checkRange(diagnostic.range, in: whole, "diagnostic \(diagnostic.code)") }
    var stack: [(block: Block, parent: Range<Int>, depth: Int)] = []
    checkOrder(document.blocks)
    for block in document.blocks { stack.append((block, whole, 1)) }
    while let (block, parent, depth) = stack.popLast() {
      expect(depth <= 110, "nested \(depth) deep")
      checkRange(block.range, in: parent, "\(block.kind)")
      check(block.text, in: block.range, "\(block.kind)")
      let count = block.text.string.utf8.count
      for inline in block.inlines {
        expect(inline.range.upperBound <= count, "\(inline.kind) at \(inline.range) of \(count) bytes")
      }
      if let lead = block.lead {
        expect(
          lead.label.upperBound <= lead.value.lowerBound || lead.value.isEmpty,
          "label \(lead.label) value \(lead.value)")
        expect(lead.label.upperBound <= count && lead.value.upperBound <= count, "lead-in outside its text")
        expect(!lead.label.isEmpty, "empty label")
      }
      if let table = block.table {
        expect(table.grid.count == table.rowCount, "grid of \(table.grid.count) rows, not \(table.rowCount)")
        for cell in table.cells {
          checkRange(cell.range, in: block.range, "cell \(cell.row),\(cell.column)")
          check(cell.text, in: cell.range, "cell \(cell.row),\(cell.column)")
        }
      }
      checkOrder(block.children)
      for child in block.children { stack.append((child, block.range, depth + 1)) }
    }
  }

  private mutating func checkRange(_ range: Range<Int>, in outer: Range<Int>, _ what: String) {
    expect(
      range.lowerBound >= outer.lowerBound && range.upperBound <= outer.upperBound, "\(what) \(range) outside \(outer)")
  }

  private mutating func checkOrder(_ blocks: [Block]) {
    for (a, b) in zip(blocks, blocks.dropFirst()) {
      expect(
        a.range.lowerBound <= b.range.lowerBound, "\(a.kind) \(a.range) stands before \(b.kind) \(b.range)")
    }
  }

  /// White space may differ, and a key of YAML has spaces for underscores. Runs cover the text, lie in the block and, where they say so, are the bytes of the file.
  private mutating func check(_ text: SourceText, in range: Range<Int>, _ what: String) {
    let utf8 = Array(text.string.utf8)
    var next = 0
    var source = 0
    for run in text.runs {
      expect(run.textStart == next, "\(what): a run starts at \(run.textStart), not \(next)")
      next = run.textStart + run.textCount
      let place = run.sourceStart..<(run.sourceStart + max(0, run.sourceCount))
      checkRange(place, in: range, "\(what): text")
      expect(run.sourceStart >= source, "\(what): a run goes back to \(run.sourceStart) from \(source)")
      source = run.sourceStart
      guard run.isVerbatim, next <= utf8.count, place.upperBound <= bytes.count else { continue }
      let words = utf8[run.textStart..<next]
      let found = Array(bytes[place])
      let isSame = zip(words, found).allSatisfy { $0 == $1 || ($0 <= 0x20 && ($1 <= 0x20 || $1 == UInt8(ascii: "_"))) }
      expect(isSame, "\(what): \(words) are not the bytes \(found)")
    }
    expect(next == utf8.count, "\(what): runs cover \(next) of \(utf8.count) bytes")
  }
}

/// Documents broken at random: pieces cut, doubled, swapped and replaced by markup.
enum Mutation {
  static let tokens: [String] = [
    "\n", "\n\n", "  \n", "- ", "* ", "1. ", "> ", "# ", "```\n", "~~~", "**", "*", "_", "`", "[", "](", ")", "![",
    "[^1]",
    "[^1]: ", ": ", ":: ", "|", "|-|-|\n", "---\n", "+++\n", "<div>", "</div>", "<table>\n<tr><td>", "</table>", "<!--",
    "-->", "<details>\n", "</details>\n", "<blockquote>\n\n", "</blockquote>", "{{", "}}", "{%", "%}", "{{< quote >}}",
    "{{< /quote >}}", "&amp;", "&#0;", "&nbsp;", "\\", "\t", "    ", "\r", "\r\n", "\0", "\u{FEFF}", "Ã©", "â€™", "é",
    "🎯",
    "**Label**: ", "Label: ", "— Name, Role", "===\n", "***\n", "[x] ", "<br>", "<a href=\"x\">", "~~",
  ]

  static func mutate(_ document: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = document
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0:
        bytes.insert(contentsOf: tokens.randomElement(using: &generator)?.utf8 ?? "".utf8, at: place)
      case 1:
        bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...40, using: &generator)))
      case 2:
        let end = min(bytes.count, place + Int.random(in: 0...80, using: &generator))
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      case 3 where place < bytes.count:
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 4:
        let token = tokens.randomElement(using: &generator) ?? ""
        let many = String(repeating: token, count: Int.random(in: 1...20, using: &generator))
        bytes.insert(contentsOf: many.utf8, at: place)
      default:
        bytes.removeSubrange(place...)
        if bytes.count < 20 { bytes += document.prefix(200) }
      }
    }
    return bytes
  }
}
