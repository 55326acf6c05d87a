import Casebook
import Quantities
import Testing

/// The figures of a document's tables: label, value and date.
private func figures(_ text: String, path: String = "case.md") throws -> [String] {
  try Workspace.parse(text, path: path).metrics.map(\.metric).filter { $0.kind != .date }.map { metric in
    var quantity = metric.quantity
    quantity.role = nil
    quantity.direction = nil
    return "\(metric.label ?? "-") | \(quantity.canonical)" + (metric.asOf.map { " | \($0)" } ?? "")
  }
}

private let opening = "# Case study: Umber Rail\n\n## Results\n\n"

@Suite("Figures of tables")
struct TableFigureTests {
  @Test("A column's heading gives its unit and magnitude")
  func columnUnits() throws {
    let table = """
      | Measure | Before (days) | After (days) |
      |---|---|---|
      | Refunds | 12 | 3 |

      | Sales ($M) | Margin (%) | Riders (k) | Latency [ms] |
      |---|---|---|---|
      | 25 | 8 | 310 | 90 |
      """
    #expect(
      try figures(opening + table) == [
        "Refunds: Before | duration =12.0 [day]", "Refunds: After | duration =3.0 [day]",
        "Sales | currency =25000000.0 [USD]", "Margin | percent =8.0 [%]", "Riders | count =310000.0",
        "Latency | duration =90.0 [millisecond]",
      ])
  }

  @Test("A column of units gives each row its own")
  func unitColumn() throws {
    let table =
      "| KPI | Unit | Value |\n|---|---|---|\n| Sales | EUR m | 31 |\n| Churn | % | 4 |\n| Repair | hours | 7 |\n"
    #expect(
      try figures(opening + table) == [
        "Sales | currency =31000000.0 [EUR]", "Churn | percent =4.0 [%]", "Repair | duration =7.0 [hour]",
      ])
  }

  @Test(
    "A unit above the table holds for its bare numbers",
    arguments: [
      "| (GBP thousand) | 2023 |\n|---|---|\n| Fees | 640 |\n",
      "All amounts in GBP thousand.\n\n| Item | 2023 |\n|---|---|\n| Fees | 640 |\n",
      "### Accounts (in GBP thousand)\n\n| Item | 2023 |\n|---|---|\n| Fees | 640 |\n",
      "| Item (£'000) | 2023 |\n|---|---|\n| Fees | 640 |\n",
    ])
  func unitAbove(_ table: String) throws {
    #expect(try figures(opening + table).map { $0.split(separator: "|")[1] } == [" currency =640000.0 [GBP] "])
  }

  @Test("Brackets round a whole cell are a minus")
  func brackets() throws {
    let table = "| Line | 2022 | 2023 |\n|---|---|---|\n| Surplus | (2,400) | 1,900 |\n| Yield | (0.5%) | 2% |\n"
    #expect(
      try figures(opening + table).map { $0.split(separator: "|")[1] } == [
        " count =-2400.0 ", " count =1900.0 ", " percent =-0.5 [%] ", " percent =2.0 [%] ",
      ])
  }

  @Test("Two rows of headings name a column together, and the year of one dates it")
  func twoHeadings() throws {
    let html = """
      <html><body><main><h1>Case study: Umber Rail</h1><table>
      <thead><tr><th rowspan="2">Line</th><th colspan="2">2021</th><th colspan="2">2022</th></tr>
      <tr><th>Fares</th><th>Load</th><th>Fares</th><th>Load</th></tr></thead>
      <tr><td>East</td><td>$4 million</td><td>55%</td><td>$5 million</td><td>61%</td></tr></table></main></body></html>
      """
    #expect(
      try figures(html, path: "case.html") == [
        "East: 2021: Fares | currency =4000000.0 [USD] | 2021", "East: 2021: Load | percent =55.0 [%] | 2021",
        "East: 2022: Fares | currency =5000000.0 [USD] | 2022", "East: 2022: Load | percent =61.0 [%] | 2022",
      ])
    let markdown = """
      | | 2021 | | 2022 | |
      |---|---|---|---|---|
      | Line | Fares | Load | Fares | Load |
      | East | $4 million | 55% | $5 million | 61% |
      """
    #expect(try figures(opening + markdown) == figures(html, path: "case.html"))
  }

  @Test("A row over the whole width heads the rows below it")
  func groups() throws {
    let html = """
      <html><body><main><h1>Case study: Umber Rail</h1><table><tr><th>Measure</th><th>Value</th></tr>
      <tr><th colspan="2">East</th></tr><tr><td>Load</td><td>71%</td></tr>
      <tr><th colspan="2">West</th></tr><tr><td>Load</td><td>64%</td></tr></table></main></body></html>
      """
    let expected = ["East: Load | percent =71.0 [%]", "West: Load | percent =64.0 [%]"]
    #expect(try figures(html, path: "case.html") == expected)
    let markdown = "| Measure | Value |\n|---|---|\n| **East** | |\n| Load | 71% |\n| **West** | |\n| Load | 64% |\n"
    #expect(try figures(opening + markdown) == expected)
  }

  @Test("Rows of one name are told apart by the cell beside it")
  func repeatedNames() throws {
    let table = "| Depot | Measure | Value |\n|---|---|---|\n| East | Load | 71% |\n| East | Idle | 9% |\n"
    #expect(try figures(opening + table).map { $0.split(separator: "|")[0] } == ["East: Load ", "East: Idle "])
  }

  @Test(
    "A column that only numbers the rows neither names them nor counts",
    arguments: ["#", "No.", "ID", "Rank", ""])
  func numbered(_ heading: String) throws {
    let table = "| \(heading) | Measure | Value |\n|---|---|---|\n| 1 | Delay | 4 minutes |\n| 2 | Trains | 2,300 |\n"
    #expect(try figures(opening + table) == ["Delay | duration =4.0 [minute]", "Trains | count =2300.0"])
  }

  @Test("Rows named by years date their figures")
  func years() throws {
    let table = "| Year | Fares ($M) |\n|---|---|\n| 2022 | 40 |\n| 2023 | 44 |\n"
    #expect(try figures(opening + table).map { $0.split(separator: "|").last } == [" 2022", " 2023"])
  }
}
