import Quantities
import Testing

/// What the extractor makes of a sentence, in one line a metric: text, kind and value in canonical form.
private func read(_ text: String, _ context: MetricContext = .init()) -> [String] {
  MetricExtractor().metrics(in: text, context: context).filter { $0.kind != .date && $0.kind != .timeline }.map {
    metric in
    var quantity = metric.quantity
    quantity.role = nil
    quantity.direction = nil
    quantity.statistic = nil
    return metric.text + " | " + quantity.canonical
  }
}

@Suite("Metrics in text")
struct MetricTextTests {
  @Test(
    "Money is read with sign, code, word and magnitude",
    arguments: [
      ("$13+ billion total investment", ["$13+ billion | currency >=13000000000.0.. [USD]"]),
      ("a valuation of $4.5B", ["$4.5B | currency =4500000000.0 [USD]"]),
      ("free up to $1M revenue", ["$1M | currency <=..1000000.0 [USD]"]),
      (
        "It cost £1.2bn, €350 million or CHF 10m.",
        [
          "£1.2bn | currency =1200000000.0 [GBP]", "€350 million | currency =350000000.0 [EUR]",
          "CHF 10m | currency =10000000.0 [CHF]",
        ]
      ),
      (
        "A$2.5m, HK$10m and US$1 billion",
        [
          "A$2.5m | currency =2500000.0 [AUD]", "HK$10m | currency =10000000.0 [HKD]",
          "US$1 billion | currency =1000000000.0 [USD]",
        ]
      ),
      (
        "Rs 500 crore and ₹3 lakh",
        ["Rs 500 crore | currency =5000000000.0 [INR]", "₹3 lakh | currency =300000.0 [INR]"]
      ),
      ("25 million Swiss francs", ["25 million Swiss francs | currency =25000000.0 [CHF]"]),
      ("thirteen dollars and forty-five cents", ["thirteen dollars and forty-five cents | currency =13.45 [USD]"]),
      ("$2-3 billion a year", ["$2-3 billion | currency range2000000000.0..3000000000.0 [USD] /year"]),
      ("hundreds of millions of dollars", ["hundreds of millions of dollars | currency ? [USD] 10e100000000.0 vague"]),
    ])
  func money(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Fractions in words and signs, whatever their denominator",
    arguments: [
      ("a hundredth of the price", ["a hundredth | ratio =0.01 [share] word"]),
      ("fell to one twenty-fifth of what it was", ["one twenty-fifth | ratio =0.04 [share] word"]),
      ("ninety-nine hundredths of the work", ["ninety-nine hundredths | ratio =0.99 [share] word"]),
      ("a ten-thousandth of the time", ["a ten-thousandth | ratio =0.0001 [share] word"]),
      ("it took 3 tenths of a second", ["3 tenths of a second | duration =0.3 [second]"]),
      ("down by a thousandth of a percent", ["a thousandth of a percent | percent =0.001 [%]"]),
      ("they own ¾ of the firm", ["¾ | ratio =0.75 [share]"]),
      ("two and three-quarter hours", ["two and three-quarter hours | duration =2.75 [hour]"]),
      ("2 and a half hours", ["2 and a half hours | duration =2.5 [hour]"]),
      ("the one hundredth customer of a third party", []),
      ("on the twenty-fifth of May", []),
    ])
  func fractions(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Powers are one number, and marks of notes belong to none",
    arguments: [
      ("3.1 × 10^24 operations", ["3.1 × 10^24 | count =3.1e+24 [operations]"]),
      ("sold 1.3x10^6 units", ["1.3x10^6 | count =1300000.0 [units]"]),
      ("10⁶ cells and 2^32 addresses", ["10⁶ | count =1000000.0 [cells]", "2^32 | count =4294967296.0 [addresses]"]),
      ("a risk of 6.2 x 10⁻⁴ failures", ["6.2 x 10⁻⁴ | count =0.00062 [failures]"]),
      ("trained on 10<sup>12</sup> tokens", ["10<sup>12</sup> | count =1000000000000.0 [tokens]"]),
      ("about 10^25 FLOP", ["10^25 | count ~1e+25"]),
      (
        "$3 billion¹ from 1,200² customers, 45%³ in rooms of 30 m²",
        [
          "$3 billion | currency =3000000000.0 [USD]", "1,200 | count =1200.0 [customers]", "45% | percent =45.0 [%]",
          "30 m² | count =30.0 [m²]",
        ]
      ),
      (
        "450 units<sup>[4]</sup>, 20<sup><a href=\"#n\">1,2</a></sup> users",
        ["450 | count =450.0 [units]", "20 | count =20.0 [users]"]
      ),
      (
        "450 units[4] sold in all.[12] 30 more[5][6] shops, [7 people](x.html)",
        ["450 | count =450.0 [units]", "30 | count =30.0 [shops]", "7 | count =7.0 [people]"]
      ),
      (
        "2.5 k requests, 7 B parameters and 12 TPUs after a 10 k race",
        ["2.5 k | count =2500.0 [requests]", "7 B | count =7000000000.0 [parameters]", "12 | count =12.0 [tpus]"]
      ),
    ])
  func powers(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Shares, factors and points",
    arguments: [
      ("40%+ growth", ["40%+ | percent >=40.0.. [%]"]),
      ("margins of 75-85%", ["75-85% | percent range75.0..85.0 [%]"]),
      ("twenty per cent of users", ["twenty per cent | percent =20.0 [%]"]),
      ("±8% a year", ["±8% | percent range-8.0..8.0 [%] /year"]),
      (
        "up 5 percentage points and 150 basis points",
        ["5 percentage points | percent_points =5.0 [pp]", "150 basis points | percent_points =150.0 [bp]"]
      ),
      (
        "10x faster, 3.5 times the volume, a tenfold rise",
        [
          "10x | multiplier =10.0 [x]", "3.5 times | multiplier =3.5 [x]", "tenfold | multiplier =10.0 [x] word",
        ]
      ),
      ("Revenue nearly doubled", ["doubled | multiplier ~2.0 [x] word"]),
      ("grew 2x to 20x larger", ["2x | multiplier =2.0 [x]", "20x | multiplier =20.0 [x]"]),
      ("between 2x to 20x larger", ["2x to 20x | multiplier range2.0..20.0 [x]"]),
      ("a 50-50 joint venture", ["50-50 | ratio =0.5 [share]"]),
      (
        "One in five employees; two-thirds of them; nine out of ten",
        [
          "One in five | ratio =0.2 [share]", "two-thirds | ratio =0.6666666666666666 [share] word",
          "nine out of ten | ratio =0.9 [share]",
        ]
      ),
      ("Load time was reduced by half.", ["half | ratio =0.5 [share] word"]),
    ])
  func shares(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Counts take their noun, small number words and elided nouns",
    arguments: [
      (
        "500,000+ models and millions of downloads",
        ["500,000+ | count >=500000.0.. [models]", "millions | count ? [downloads] 10e1000000.0 vague"]
      ),
      ("nearing six hundred thousand users", ["six hundred thousand | count ~600000.0 [users]"]),
      ("the 35-person team", ["35 | count =35.0 [people]"]),
      ("20 or so different services", ["20 | count ~20.0 [services]"]),
      ("between 5 and 10 million events a day", ["5 and 10 million | count range5000000.0..10000000.0 [events] /day"]),
      ("Deployments increased from 10 a day to 50 a day.", ["10 | count =10.0 /day", "50 | count =50.0 /day"]),
      (
        "It took two developers before; now one developer is enough.",
        ["two | count =2.0 [developers]", "one | count =1.0 [developers]"]
      ),
      ("half a million users", ["half a million | count =500000.0 [users]"]),
      ("a few hundred lines of code", ["a few hundred | count ? [lines] 10e100.0 vague"]),
      (
        "1 234 567 people and 12,34,567 seats and 1'000'000 votes",
        [
          "1 234 567 | count =1234567.0 [people]", "12,34,567 | count =1234567.0 [seats]",
          "1'000'000 | count =1000000.0 [votes]",
        ]
      ),
    ])
  func counts(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Lengths of time, data, ranks and scores",
    arguments: [
      ("2 to 4 weeks", ["2 to 4 weeks | duration range2.0..4.0 [week]"]),
      ("less than 10 minutes", ["10 minutes | duration <..10.0 [minute]"]),
      ("from 45 to 18 minutes", ["45 | duration =45.0 [minute]", "18 minutes | duration =18.0 [minute]"]),
      (
        "half an hour or even a week",
        ["half an hour | duration =0.5 [hour] word", "a week | duration =1.0 [week] word"]
      ),
      ("Over a decade later", ["a decade | duration >10.0.. [year] word"]),
      ("two and a half years", ["two and a half years | duration =2.5 [year]"]),
      ("2 hours 30 minutes", ["2 hours 30 minutes | duration =2.5 [hour]"]),
      ("Reduced from months to weeks", ["from months to weeks | change ? [month->week] vague"]),
      ("over 100PB of storage at 40 Gbps", ["100PB | data_size >100.0.. [PB]", "40 Gbps | data_size =40.0 [Gbps]"]),
      (
        "the #1 CRM, No. 2 in Europe and third-largest overall",
        ["#1 | rank =1.0 [rank]", "No. 2 | rank =2.0 [rank]", "third-largest | rank =3.0 [rank] word"]
      ),
      ("rated 9.2/10 and 4.8 out of 5 stars", ["9.2/10 | score =9.2 [/10]", "4.8 out of 5 | score =4.8 [/5]"]),
    ])
  func others(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Bounds in words and signs",
    arguments: [
      ("more than 300 sites", Comparator.moreThan), ("over 300 sites", .moreThan), ("at least 300 sites", .atLeast),
      ("300 sites or more", .atLeast),
      ("up to 300 sites", .atMost), ("no more than 300 sites", .atMost), ("fewer than 300 sites", .lessThan),
      ("under 300 sites", .lessThan),
      ("roughly 300 sites", .about), ("~300 sites", .about), ("≥300 sites", .atLeast), ("<300 sites", .lessThan),
      ("300+ sites", .atLeast),
      ("as many as 300 sites", .atMost), ("upwards of 300 sites", .moreThan), ("close to 300 sites", .about),
      ("an estimated 300 sites", .about),
      ("no fewer than 300 sites", .atLeast), ("less than or equal to 300 sites", .atMost), ("300 sites", .equal),
    ])
  func bounds(_ text: String, _ expected: Comparator) {
    let metrics = MetricExtractor().metrics(in: text)
    #expect(metrics.count == 1)
    #expect(metrics.first?.comparator == expected)
  }

  @Test(
    "What is no figure is left alone",
    arguments: [
      "Chapter 15: Success Cases", "### Case Study 4: The Community", "See Figure 3, Table 2 and Section 4.1.",
      "Version 2.5 and v1.0",
      "GPT-4, EC2, HTTP/2, SOC 2, G1 and L7", "Industry 4.0 and Web 2.0", "Fortune 500 companies use Windows 11",
      "support 24/7", "a 1-5 scale",
      "the first project and the second stage", "third-party tools", "two types of tools",
      "a one-stop shop with one-click setup", "four years ago",
      "half in, half out", "1. Data silos", "## 3.2 Research Alliances",
      "[a link](https://example.com/2024/50-percent)", "`--retries 5 --timeout=30s`",
      "<img src=\"a.png\" width=\"300\" alt=\"40%\">", "<style>p { margin: 10px; width: 50% }</style>", "at 2:30 pm",
      "192.168.0.1", "+1 (512) 555-0142",
      "{{< figure width=\"200\" >}}", "COVID-19 and H1N1", "They won 3-1 on Saturday", "https://example.com/?q=50%25",
      "this one is not right",
    ])
  func notMetrics(_ text: String) { #expect(read(text) == []) }

  @Test("Years, dates and timelines are their own kinds")
  func dates() {
    let metrics = MetricExtractor().metrics(
      in: "Founded in 2016, updated July 29, 2025 (Months 1-3), for 2023-2024 and 2025-10-29, Q3 2024, Years 5+")
    #expect(
      metrics.map(\.text) == ["2016", "July 29, 2025", "Months 1-3", "2023-2024", "2025-10-29", "Q3 2024", "Years 5+"])
    #expect(metrics.map(\.kind) == [.date, .date, .timeline, .date, .date, .date, .timeline])
    #expect(metrics.allSatisfy { $0.kind == .timeline || $0.low == nil && $0.high == nil && $0.comparator == nil })
    #expect(metrics[2].low == 1 && metrics[2].high == 3 && metrics[2].unit == "month")
    #expect(metrics[6].low == 5 && metrics[6].high == nil && metrics[6].comparator == .atLeast)
  }

  @Test("Inline markup does not part a figure from its bound, and offsets are those of the raw text")
  func markup() throws {
    let text = "They keep **over 100PB of storage**, &euro;5 million and <b>30&nbsp;%</b> – 20&ndash;30&#37;."
    let metrics = MetricExtractor().metrics(in: text)
    #expect(
      metrics.map(\.text) == ["100PB", "&euro;5 million", "30</b>"].dropLast() + ["30&nbsp;%", "20&ndash;30&#37;"])
    #expect(metrics.first?.comparator == .moreThan)
    for metric in metrics { #expect(String(decoding: Array(text.utf8)[metric.range], as: UTF8.self) == metric.text) }
  }

  @Test("A German text's thousands are not decimals")
  func languages() {
    let german = MetricContext(language: "de")
    #expect(read("1.234.567 EUR, 1.234,56 EUR", german).first == "1.234.567 EUR | currency =1234567.0 [EUR]")
    #expect(MetricExtractor().metrics(in: "2.000 EUR", context: german).first?.low == 2000)
    #expect(MetricExtractor().metrics(in: "1.000 lights").first?.low == 1000)
    let undecided = MetricExtractor().metrics(in: "2.500 EUR").first
    #expect(undecided?.low == 2.5)
    #expect(undecided?.rules.contains { $0.hasPrefix("ambiguous") } == true)
  }
}
