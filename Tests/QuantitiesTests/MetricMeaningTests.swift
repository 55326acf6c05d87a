import Quantities
import Testing

@Suite("What a metric means")
struct MetricMeaningTests {
  private func first(_ text: String, _ context: MetricContext = .init()) throws -> Metric {
    try #require(MetricExtractor().metrics(in: text, context: context).first { $0.kind != .date })
  }

  @Test("The halves of a change know each other")
  func pairs() throws {
    let metrics = MetricExtractor().metrics(
      in: "Response time: 48 hours → 5 minutes. Utilization has increased from 1% to 40%.")
    #expect(metrics.map(\.role) == [.baseline, .result, .baseline, .result])
    #expect(metrics.map(\.partner) == [1, 0, 3, 2])
    #expect(metrics.map(\.direction) == [nil, .decrease, nil, .increase])
    let reversed = MetricExtractor().metrics(in: "Revenue rose to $5M from $4M.")
    #expect(reversed.map(\.role) == [.result, .baseline])
  }

  @Test(
    "Periods",
    arguments: [
      ("$500M annual revenue", "year"), ("10 deployments a day", "day"), ("26 million events per second", "second"),
      ("$15K/month in fees", "month"),
      ("over 1 million monthly active users", "month"), ("200% year-over-year", "yoy"),
      ("$60 billion revenue run rate", "run rate"),
      ("$100M+ ARR", "ARR"), ("$100 million annual revenue run rate", "year,run rate"),
      ("Annual savings: $180,000", "year"),
      ("Every day people send 4 billion messages", "day"),
    ])
  func periods(_ text: String, _ period: String) throws { #expect(try first(text).period == period) }

  @Test(
    "The words of the clause are the label, not what announces it or a clause inside it",
    arguments: [
      ("The results have been impressive: Server load fell by 40%.", "load"),
      ("Server load, which worried the team for years, has fallen from 80% to 40%.", "load"),
    ])
  func labels(_ text: String, _ label: String) throws {
    let found = try #require(try first(text).label?.lowercased())
    #expect(found.contains(label) && !found.contains("results") && !found.contains("team"))
  }

  @Test(
    "Directions",
    arguments: [
      ("50% cost reduction", Direction.decrease), ("costs fell by 50%", .decrease),
      ("30% improvement in accuracy", .increase), ("3x faster builds", .increase),
      ("saving 50% on hardware", .decrease), ("conversion up 45%", .increase), ("sales dropped 12%", .decrease),
      ("+12% growth", .increase),
    ])
  func directions(_ text: String, _ direction: Direction) throws { #expect(try first(text).direction == direction) }

  @Test("A share of something is no change, and says of what")
  func wholes() throws {
    let metric = try first("- **Customer Adoption**: 65% of Fortune 500 using Azure OpenAI Service")
    #expect(metric.direction == nil)
    #expect(metric.whole == "Fortune 500")
    #expect(metric.subject == "Azure OpenAI Service")
    #expect(metric.category == .adoption)
  }

  @Test("Aims, windows and opportunities are told from results")
  func roles() throws {
    let plan = MetricContext(headings: ["Implementation Roadmap", "Phase 2: Expansion"])
    #expect(try first("Expand to 20-30 total partnerships", plan).role == .target)
    #expect(try first("We aim to reach 100,000 customers").role == .target)
    #expect(try first("$100+ million annual revenue opportunity").role == .potential)
    let metrics = MetricExtractor().metrics(in: "3x usage increase in first 6 months")
    #expect(metrics.map(\.role) == [.delta, .window])
  }

  @Test("Labels take the lead-in where it says more than the words behind the figure")
  func labels() throws {
    #expect(try first("- **Cost Efficiency**: 50% cost reduction").label == "Cost Efficiency: cost reduction")
    #expect(try first("- **Success Metrics**: 100,000+ models hosted").label?.hasPrefix("models") == true)
    #expect(try first("- **API Usage Growth**: 200%+ year-over-year for major platforms").label == "API Usage Growth")
    #expect(try first("Load time for the site was reduced by half.").label == "Load time for the site")
  }

  @Test("Cells take label and subject from their headers")
  func cells() throws {
    let metric = try first("30%", MetricContext(rowTitleForTest: "Strategic Fit", column: "Weight"))
    #expect(metric.label == "Weight")
    #expect(metric.subject == "Strategic Fit")
    #expect(metric.category == .weight)
    let bare = try first("45", MetricContext(rowTitleForTest: "Lyon", column: "Employees"))
    #expect(bare.kind == .count)
    #expect(bare.low == 45)
    #expect(
      MetricExtractor().metrics(in: "3", context: MetricContext(rowTitleForTest: "Lyon", column: "Version")).isEmpty)
  }

  @Test("A row that names a measure is the label; its columns are times, stages or owners")
  func rowsOfMeasures() throws {
    let year = try first("$5M", MetricContext(rowTitleForTest: "Revenue", column: "2024"))
    #expect(year.label == "Revenue")
    #expect(year.asOf == "2024")
    #expect(year.category == .revenue)
    let before = try first("48 hours", MetricContext(rowTitleForTest: "Response time", column: "Before"))
    #expect(before.label == "Response time")
    #expect(before.role == .baseline)
    let owner = try first("92%", MetricContext(rowTitleForTest: "Retention rate", column: "NVIDIA"))
    #expect(owner.subject == "NVIDIA")
    #expect(owner.category == .retention)
  }

  @Test(
    "Categories",
    arguments: [
      ("92% market share in data centers", MetricCategory.marketShare), ("300% ROI", .roi),
      ("$4.5B valuation", .valuation), ("92% retention rate", .retention),
      ("75-85% gross margins", .margin), ("95% of revenue through partners", .revenueShare),
      ("$2 billion cost savings", .cost), ("150 employees", .headcount),
      ("20-30% commission", .commission), ("45% revenue growth", .growth), ("2 million subscribers", .adoption),
      ("the #1 bank", .marketPosition),
      ("40% improvement in detection accuracy", .performance), ("90% satisfaction", .satisfaction),
      ("$20 billion revenue", .revenue),
    ])
  func categories(_ text: String, _ category: MetricCategory) throws { #expect(try first(text).category == category) }

  @Test("The date a figure holds for is its own, else the document's")
  func asOf() throws {
    let context = MetricContext(documentDate: "July 2025")
    #expect(try first("$4.5 billion valuation in 2024", context).asOf == "2024")
    #expect(try first("$4.5 billion valuation", context).asOf == "July 2025")
  }

  @Test("Every metric says which rules decided")
  func rules() throws {
    let metric = try first("more than 40% growth")
    #expect(metric.rules.contains("amount"))
    #expect(metric.rules.contains { $0.hasPrefix("bound") })
  }

  @Test(
    "Organisations in titles",
    arguments: [
      ("Case Study 1: Microsoft-OpenAI Strategic Alliance", ["Microsoft", "OpenAI"]),
      ("NVIDIA AI Partnership Program", ["NVIDIA"]),
      ("Google Cloud Partner Ecosystem", ["Google Cloud"]), ("Channel Alliance Strategies", []),
      ("Executive Summary", []), ("Developer Engagement Metrics", []),
      ("Community-First Product Development (Midjourney Model)", ["Midjourney"]),
    ])
  func organisations(_ title: String, _ expected: [String]) {
    #expect(SubjectFinder.organisations(inTitle: title) == expected)
  }
}

extension MetricContext {
  fileprivate init(rowTitleForTest row: String, column: String) {
    self.init(columnHeader: column, rowHeader: row)
  }
}
