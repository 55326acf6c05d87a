import Markup
import Testing

private func blocks(_ text: String) -> [Block] {
  func flat(_ blocks: [Block]) -> [Block] { blocks.flatMap { [$0] + flat($0.children) } }
  return flat(DocumentReader().read(Array(text.utf8), format: .markdown).blocks)
}

private func texts(_ text: String) -> [String] { blocks(text).map(\.text.string).filter { !$0.isEmpty } }

private func tables(_ text: String) -> [[[String]]] {
  blocks(text).compactMap(\.table).map { table in
    (0..<table.rowCount).map { row in (0..<table.columnCount).map { table[row, $0]?.text.string ?? "" } }
  }
}

/// Marks that Markdown does not know, as other tools write them.
@Suite("Dialects of Markdown")
struct DialectTests {
  @Test(
    "Marks of other tools are no text",
    arguments: [
      ("import Tabs from '@theme/Tabs';\nexport const rate = 0.5;\n\nCosts fell.", ["Costs fell."]),
      ("export const list = [\n  1,\n  2,\n];\n\nCosts fell.", ["Costs fell."]),
      ("Costs {/* internal: 66% */} fell.", ["Costs fell."]),
      ("Costs fell. %% to check: 7% %%", ["Costs fell."]),
      ("See [[Plans|the plan]] and [[Costs]].", ["See the plan and Costs ."]),
      ("Costs ==fell== a lot. ^note-1", ["Costs fell a lot."]),
      ("Editors decide{:.lead}", ["Editors decide"]),
      ("Editors **decide**{.lead} today.", ["Editors decide today."]),
      ("![[chart.png]]\n\nCosts fell.", ["Costs fell."]),
      ("import duties rose by 5%.", ["import duties rose by 5%."]),
      ("Use `[[x]]` and {braces}.", ["Use [[x]] and {braces}."]),
    ])
  func marks(_ text: String, _ expected: [String]) { #expect(texts(text) == expected) }

  @Test(
    "Boxes are text and no quotations, and their indented text no code",
    arguments: [
      "> [!NOTE]\n> Costs fell.\n", "> [!tip]- Costs fell.\n", "!!! note\n\n    Costs fell.\n",
      "??? tip\n    Costs fell.\n",
      ":::note\nCosts fell.\n:::\n",
    ])
  func boxes(_ text: String) {
    #expect(texts(text) == ["Costs fell."])
    #expect(blocks(text).allSatisfy { $0.kind == .paragraph })
  }

  @Test("Properties of components that people read are read")
  func properties() {
    #expect(
      texts("<Stat value=\"$6 million\" label=\"saved a year\" color=\"red\" />\n") == ["$6 million saved a year"])
    #expect(texts("<Chart data={[1, 2]} />\n").isEmpty)
  }

  @Test(
    "A table may stand right below a line of text",
    arguments: [
      "Figures:\n| A | B |\n|---|---|\n| 1 | 2 |\n", "**Year two**\n| A | B |\n|-|-|\n| 1 | 2 |\n",
      "- item\n| A | B |\n|---|---|\n| 1 | 2 |\n", "> said\n> | A | B |\n> |---|---|\n> | 1 | 2 |\n",
    ])
  func tableBelowText(_ text: String) { #expect(tables(text) == [[["A", "B"], ["1", "2"]]]) }

  @Test("A heading right below an element of one line is a heading")
  func headingBelowElement() {
    let read = blocks("<div>Box</div>\n# Heading\n\nText.\n")
    #expect(read.map(\.text.string) == ["Box", "Heading", "Text."])
    #expect(read.map(\.kind) == [.paragraph, .heading(level: 1), .paragraph])
  }

  @Test("Lines with bars are no table where none is meant")
  func noTable() {
    #expect(tables("```\ntext\n| A | B |\n|---|---|\n```\n").isEmpty)
    #expect(tables("| A | B |\n|---|---|\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n").count == 1)
  }

  @Test("A cell below a line of text keeps its place in the file")
  func places() {
    let text = "Figures:\n| A | B |\n|-|-|\n| one | two |\n"
    let cells = blocks(text).compactMap(\.table).flatMap(\.cells)
    #expect(cells.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == ["A", "B", "one", "two"])
  }

  @Test("Grid tables of Pandoc are tables")
  func grids() {
    let text = """
      Before.

      +---------+----------+
      | Measure | Value    |
      +=========+==========+
      | Returns | 7% of    |
      |         | all      |
      +---------+----------+
      | Orders  | 40       |
      +---------+----------+

      After.
      """
    #expect(tables(text) == [[["Measure", "Value"], ["Returns", "7% of all"], ["Orders", "40"]]])
    #expect(texts(text) == ["Before.", "After."])
  }

  @Test("What is struck out is marked")
  func struck() { #expect(texts("Costs fell by ~~20%~~ 25%.") == ["Costs fell by ~~20%~~ 25%."]) }
}
