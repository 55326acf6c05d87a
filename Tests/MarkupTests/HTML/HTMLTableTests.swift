import Testing

@testable import Markup

struct HTMLTableTests {
  private func grids(_ html: String) -> [[[String]]] {
    DocumentReader.tables(Array(html.utf8), format: .html).map { table in
      (0..<table.rowCount).map { row in (0..<table.columnCount).map { table[row, $0]?.text.string ?? "-" } }
    }
  }

  private func table(_ html: String) throws -> Table {
    try #require(DocumentReader.tables(Array(html.utf8), format: .html).first)
  }

  @Test func `cells take the next free place`() {
    #expect(grids("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>") == [[["a", "b"], ["a", "c"]]])
  }

  @Test func `where cells overlap the later one is seen`() {
    let html = "<table><tr><td>1<td rowspan=2>2<td>3<tr><td colspan=2>4<td>5</table>"
    #expect(grids(html) == [[["1", "2", "3"], ["4", "4", "5"]]])
  }

  @Test func `cells outside a row make one with their neighbours`() {
    let tables = DocumentReader.tables(
      Array("<table><tr><td>a<td>b</tr><td>c</td> <td>d</td><tr><td>e<tbody><th>f</tbody></table>".utf8), format: .html)
    #expect(tables.count == 1)
    #expect(tables.first?.rowCount == 4)
    #expect(tables.first?.cells.map(\.text.string) == ["a", "b", "c", "d", "e", "f"])
    #expect(tables.first?.cells.map(\.row) == [0, 0, 1, 1, 2, 3])
  }

  @Test func `a row span of zero runs to the end of its group`() {
    let html = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>"
    #expect(grids(html) == [[["a", "b"], ["a", "c"], ["d", "e"]]])
  }

  @Test func `a span never leaves its group`() {
    #expect(
      grids("<table><thead><tr><th rowspan=9>a<th>b<tbody><tr><td>c<td>d</table>") == [[["a", "b"], ["c", "d"]]])
  }

  @Test func `spans that are no numbers are one`() {
    let html = "<table><tr><td colspan=x>a<td colspan=-2>b<td colspan=' 2 '>c<td colspan=0>d<td colspan=2.9>e</table>"
    #expect(grids(html) == [[["a", "b", "c", "c", "d", "e", "e"]]])
  }

  @Test func `the foot comes last wherever it stands`() {
    #expect(grids("<table><tfoot><tr><td>f<tbody><tr><td>b</table>") == [[["b"], ["f"]]])
  }

  @Test func `nested tables are text of their cell and tables of their own`() {
    let tables = DocumentReader.tables(
      Array("<table><tr><td>a<table><tr><td>b</table><td>c</table><table><tr><td>d</table>".utf8), format: .html)
    #expect(tables.map(\.parent) == [nil, 0, nil])
    #expect(tables.first?.cells.map(\.text.string) == ["a b", "c"])
  }

  @Test func `hidden cells and words beside the cells do not count as grid`() {
    let html = "<table>loose<tr><td>1<p>x</p><td style='display:none'>2<tr hidden><td>3<td>4</table>"
    #expect(grids(html) == [[["1 x", "2"], ["3", "4"]]])
  }

  @Test func `header rows and columns`() throws {
    let html = """
      <table><tr><th>Year<th>Cost (US$ m)<tr><th>2023<td>1.5<tr><th colspan=2>Later<tr><th>2024<td>2.0</table>
      """
    let table = try table(html)
    #expect(table.headerRows == [0])
    #expect(table.headerColumns == [0])
    #expect(table.columns[1].type == .currency)
    #expect(table.columns[1].unit == "USD m")
  }

  @Test(arguments: [
    (["1,200", "3.5", "-4"], Table.ColumnType.number, nil), (["12 %", "3%", "(4%)"], .percent, "%"),
    (["$1.2M", "$300K", "US$5"], .currency, "USD"), (["€ 5", "6 €", "7,50 €"], .currency, "EUR"),
    (["2024-01-05", "2023-12-31", "2022-01-01"], .date, nil), (["Jan 2024", "March 2023", "Q2 2022"], .date, nil),
    (["12 ms", "9 ms", "n/a"], .number, "ms"), (["Acme", "12 of us", "x"], .text, nil),
  ])
  func `columns have a type and a unit`(cells: [String], type: Table.ColumnType, unit: String?) throws {
    let rows = cells.map { "<tr><td>name<td>\($0)" }.joined()
    let table = try table("<table><tr><th>a<th>b\(rows)</table>")
    #expect(table.columns[1].type == type)
    #expect(table.columns[1].unit == unit)
  }

  @Test(arguments: [
    ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", true),
    ("<table><tr><td><h2>A</h2><p>b<td><h2>C</h2><p>d</table>", true), ("<table><tr><td>only one cell</table>", true),
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", false), ("<table><tr><td>a<td>1<tr><td>b<td>2</table>", false),
    ("<table><caption>Sales</caption><tr><td>a<td>b</table>", false),
  ])
  func `layout tables are told from data`(html: String, isLayout: Bool) throws {
    #expect(try table(html).isLayout == isLayout)
  }

  @Test func `a layout table is read through and a data table is one block`() {
    let html = "<table role=none><tr><td><p>Text</p><table><tr><th>a<th>b<tr><td>1<td>2</table></table>"
    #expect(outline(readHTML(html).blocks) == "paragraph Text\ntable 2x2")
  }

  @Test func `huge spans cost a bounded number of places`() throws {
    let rows = String(repeating: "<tr>" + String(repeating: "<td colspan=1000 rowspan=65534>x", count: 50), count: 100)
    let table = try table("<table>\(rows)</table>")
    #expect(table.grid.reduce(0) { $0 + $1.count } <= HTMLTableReader.maximumPlaces * 4)
  }
}
