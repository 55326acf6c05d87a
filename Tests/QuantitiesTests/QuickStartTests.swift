import Quantities
import Testing

/// What the documentation shows.
@Suite("Quick start of Quantities")
struct QuickStartTests {
  @Test("A sentence gives its figures with unit and value")
  func sentence() throws {
    let text = "Revenue grew 40% to $3.2 million in 2024, up from about $2.3 million."
    let metrics = MetricExtractor().metrics(in: text).filter { $0.kind != .date }
    #expect(metrics.map(\.text) == ["40%", "$3.2 million", "$2.3 million"])
    #expect(metrics.map(\.low) == [40, 3_200_000, 2_300_000])
    #expect(metrics.map(\.unit) == ["%", "USD", "USD"])
    #expect(metrics.map { MetricLimit("3M")?.isReached(by: $0.quantity) } == [false, true, false])
  }

  @Test("A quantity prints itself, is read again, and compares across units")
  func quantity() throws {
    let found = try #require(MetricExtractor().metrics(in: "It takes 90 minutes.").first).quantity
    #expect(found.formatted() == "90 minutes")
    #expect(MetricLimit("2h")?.holds(found) == true)
    #expect(MetricQuantity(canonical: found.canonical) == found)
  }
}
