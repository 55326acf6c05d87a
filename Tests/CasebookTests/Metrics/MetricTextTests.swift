import Casebook
import Testing

@Suite("Metrics in text")
struct MetricTextTests {
  @Test("An open bound is read with its magnitude")
  func openBound() {
    let metrics = MetricExtractor().metrics(in: "$13+ billion total investment")
    #expect(metrics.map(\.text) == ["$13+ billion"])
    #expect(metrics.first?.low == 13e9)
    #expect(metrics.first?.comparator == .atLeast)
  }
}
