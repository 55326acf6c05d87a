import Markup
import Testing

@testable import Casebook

/// Documents that make more of their bytes than a document should. Counts, not seconds.
@Suite("Documents of much work")
struct HostileDocumentTests {
  @Test("Thousands of records of one title are numbered on, each key once")
  func sameTitles() throws {
    let count = 3_000
    let document = try Workspace.parse(String(repeating: "# Case Study 1: Alpha\n\nText of it.\n\n", count: count))
    let keys = document.records.map(\.key)
    #expect(keys.count >= count && Set(keys).count == keys.count)
  }

  @Test("Figures past the limit are left out, and the document says so", arguments: ["prose", "list", "table"])
  func figures(form: String) throws {
    let text =
      switch form {
      case "prose": "# A\n\n" + String(repeating: "Sales rose by 5%. ", count: 300)
      case "list": "# A\n\n" + String(repeating: "- **Sales up 4%**: by 5%\n", count: 150)
      default: "# A\n\n| Year | Sales |\n|---|---|\n" + String(repeating: "| one | 5% |\n", count: 300)
      }
    var parser = try Workspace.parser
    #expect(parser.parse(path: "a.md", bytes: Array(text.utf8)).metrics.count >= 300)
    parser.maximumMetrics = 20
    let document = parser.parse(path: "a.md", bytes: Array(text.utf8))
    #expect(document.metrics.count == 20)
    let diagnostic = try #require(document.diagnostics.first { $0.code == "too-many-figures" })
    #expect(diagnostic.severity == "warning" && diagnostic.message.contains("20 figures"))
  }

  @Test("The rows of a table too large to be made rectangular end where they end")
  func raggedTable() {
    let table = Table(rowCount: 3, columnCount: 1000, cells: [], grid: [[nil], [nil, nil]])
    #expect((0..<3).map { table.columns(of: $0) } == [0..<1, 0..<2, 0..<0])
  }

  @Test("The blocks of a document are let go when the outline has their texts")
  func blocks() throws {
    let bytes = Array("# A\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".utf8)
    let parser = try Workspace.parser
    let builder = DocumentBuilder(
      parser: parser, markup: parser.reader.read(bytes, format: .markdown), path: "a.md", bytes: bytes)
    #expect(builder.markup.blocks.isEmpty)
    #expect(builder.outline.pieces.map(\.text.string) == ["one", "two", ""])
  }

  @Test("Parts of a text of many runs have the runs that reach into them", arguments: 0..<8)
  func parts(shift: Int) {
    var text = SourceText()
    for index in 0..<9 {
      if index % 3 == 1 { text.append(glue: "; ") }
      text.append(SourceText(verbatim: String(repeating: "x", count: index % 4 + 1), at: index * 10 + shift))
    }
    let count = text.string.utf8.count
    for start in 0..<count {
      for end in (start + 1)...count {
        let part = text.part(start..<end)
        let expected = text.runs.filter { $0.textStart < end && $0.textStart + $0.textCount > start }
        #expect(part.string.utf8.count == end - start && part.runs.count == expected.count)
        #expect(part.sourceRange == text.sourceRange(of: start..<end))
      }
    }
  }
}
