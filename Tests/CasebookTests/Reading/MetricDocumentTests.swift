import Quantities
import Testing

@testable import Casebook

/// Figures where documents put them: in lead-ins, headings and lists.
@Suite("Metrics in documents")
struct MetricDocumentTests {
  private func figures(_ text: String) throws -> [DocumentMetric] {
    try Workspace.parse(text).metrics.filter { $0.metric.kind != .date && $0.metric.kind != .timeline }
  }

  @Test("A lead-in that says a figure is read, and cites its own bytes")
  func leadIn() throws {
    let text = "# Acme\n\n## Results\n\n- **40% faster onboarding**: new users start sooner, 12% of them at once.\n"
    let found = try figures(text)
    #expect(found.map(\.metric.text) == ["40%", "12%"])
    #expect(found.map(\.metric.label?.isEmpty) == [false, false])
    let bytes = Array(text.utf8)
    #expect(found.map { String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self) } == ["40%", "12%"])
    // The lead-in is about another figure.
    #expect(found[1].metric.label?.contains("40%") == false)
  }

  @Test("A phase in a lead-in stays a phase")
  func phase() throws {
    let found = try figures("# Plan\n\n- **Phase 1 (Months 1-3)**: win 5-10 partners.\n- **Step 2**: ask.\n")
    #expect(found.map(\.metric.text) == ["5-10"])
  }

  @Test("A heading states figures in words too")
  func heading() throws {
    let found = try figures("# Acme\n\n## Half the cost, twice the speed\n\nIt went well.\n")
    #expect(found.map(\.metric.text) == ["Half", "twice"])
  }

  @Test("A list that opens with an organisation goes on about it")
  func listSubject() throws {
    let text = """
      # Programmes

      - **Contoso Partner Network**: 4,000 partners
      - **Revenue Sharing**: up to 20% margins
      - **Fabrikam Alliance**: 300 partners
      """
    #expect(try figures(text).map(\.metric.subject) == ["Contoso", "Contoso", "Fabrikam"])
  }

  @Test("A verb before a number is no name of it: an item that asks for something is read")
  func imperative() throws {
    #expect(try figures("# Plan\n\n- Build 3-5 channel partnerships.\n").map(\.metric.text) == ["3-5"])
  }

  @Test("Measure, whole and statistic come back from the store as they were read")
  func stored() throws {
    let space = Workspace()
    try space.write(
      "a.md", Compared.story("Acme", ["Average deal size: $12,000", "Total revenue: $3M, 40% of the Fortune 500"]))
    try space.ingest()
    let parsed = try Workspace.parse(
      Compared.story("Acme", ["Average deal size: $12,000", "Total revenue: $3M, 40% of the Fortune 500"]))
    let rows = try space.knowledge().metricRows(MetricsQuestion())
    let expected = parsed.metrics.map(\.metric).filter { $0.kind != .date && $0.kind != .timeline }
    #expect(rows.map(\.metric.statistic) == expected.map(\.statistic))
    #expect(rows.map(\.metric.measure) == expected.map(\.measure))
    #expect(rows.map(\.metric.whole) == expected.map(\.whole))
    #expect(rows.contains { $0.metric.statistic == "average" })
    let answer = try space.knowledge().metrics(MetricsQuestion())
    #expect(answer.column("statistic") != nil && answer.column("whole") != nil && answer.column("measure") != nil)
  }

  @Test("Rows of a KPI table tell what is measured, not whose it is")
  func kpiRows() throws {
    let text = """
      # Exchange

      | KPI | Baseline (2024) | Target 2025 |
      |---|---|---|
      | Empty runs | 31% | 24% |
      | Truck turn time | 74 minutes | 55 minutes |
      | Microsoft revenue | $5M | $9M |
      """
    let found = try figures(text).filter { $0.table != nil }
    #expect(found.map(\.metric.text) == ["31%", "24%", "74 minutes", "55 minutes", "$5M", "$9M"])
    #expect(found.map(\.metric.subject) == [nil, nil, nil, nil, "Microsoft", "Microsoft"])
    #expect(found.prefix(2).allSatisfy { $0.metric.label?.contains("Empty runs") == true })
  }
}
