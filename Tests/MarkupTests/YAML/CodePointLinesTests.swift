import TestSupport
import Testing

@testable import Markup

@Suite("Places of YAML by line and column")
struct CodePointLinesTests {
  /// Counts through the text, code point by code point.
  private static func naive(_ text: String, line: Int, column: Int) -> Int {
    var (atLine, atColumn, offset) = (1, 1, 0)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      // A column behind the end of its line counts on into the next.
      if atLine == line, column > 0 {
        var end = offset
        for next in scalars[index...].prefix(column - 1) { end += next.utf8.count }
        return end
      }
      offset += scalar.utf8.count
      let isBreak =
        scalar == "\n" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
        || scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n")
      (atLine, atColumn) = isBreak ? (atLine + 1, 1) : (atLine, atColumn + 1)
    }
    return offset
  }

  @Test("Any text of any scripts and line ends gives the offsets that counting gives", arguments: 0..<40)
  func offsets(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let signs: [Unicode.Scalar] = ["a", "é", "日", "😀", "\n", "\r", "\u{85}", "\u{2028}", " ", "b", "c", "[", ","]
    var text = ""
    for _ in 0..<(20 + seed * 20) {
      text.unicodeScalars.append(signs[Int(generator.next() % UInt64(signs.count))])
      if generator.next() % 40 == 0 { text += "\r\n" }
    }
    let lines = CodePointLines(Array(text.utf8)[...])
    for _ in 0..<200 {
      let line = 1 + Int(generator.next() % 12)
      let column = 1 + Int(generator.next() % 150)
      #expect(lines.offset(line: line, column: column) == Self.naive(text, line: line, column: column))
    }
  }

  @Test("A line of many places and aliases that repeat it end within the document's own size")
  func expansion() throws {
    let list = "a: &a [" + String(repeating: "b, ", count: 2_000) + "]\nc:\n"
    let text = list + String(repeating: "- *a\n", count: 60)
    let document = DocumentReader().read(Array(text.utf8), format: .yaml)
    #expect(document.diagnostics.map(\.code) == ["too-complex"])
    // The alias at which reading ended, and not the document as a whole.
    #expect(document.diagnostics.first.map { !$0.range.isEmpty && $0.range.count < 10 } == true)
    let items = document.blocks.reduce(0) { $0 + $1.children.count }
    #expect(items <= text.utf8.count + 1_000)
  }
}
