import Quantities
import Testing

/// Repeatable random numbers (SplitMix64, Steele, Lea and Flood 2014).
struct MetricRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Printing and comparing metrics")
struct MetricFormatTests {
  @Test("Printing a quantity and reading it again gives the same quantity", arguments: 0..<20)
  func roundTrip(seed: UInt64) throws {
    var random = MetricRandom(state: seed)
    let units = [
      "%", "USD", "week", "data operations", "lines of code", "a]b", "back\\slash", "", "/10", "month->week", "ユーザー",
      "a\\ b",
    ]
    for _ in 0..<300 {
      var quantity = MetricQuantity(kind: try #require(MetricKind.allCases.randomElement(using: &random)))
      let values: [Double?] = [nil, 0, -1.5, 1e300, 1e-300, 13e9, 0.1, .random(in: -1e6...1e6, using: &random)]
      quantity.low = try #require(values.randomElement(using: &random))
      quantity.high = Bool.random(using: &random) ? quantity.low : try #require(values.randomElement(using: &random))
      quantity.comparator = Bool.random(using: &random) ? nil : Comparator.allCases.randomElement(using: &random)
      if Bool.random(using: &random) { quantity.unit = units.randomElement(using: &random) }
      if quantity.kind == .currency {
        quantity.currency = quantity.unit
      } else if Bool.random(using: &random) {
        quantity.currency = "EUR"
      }
      if Bool.random(using: &random) {
        quantity.period = ["year", "year,run rate", "yoy"].randomElement(using: &random)
      }
      quantity.direction = Bool.random(using: &random) ? nil : .decrease
      quantity.role = Bool.random(using: &random) ? nil : MetricRole.allCases.randomElement(using: &random)
      quantity.magnitude = Bool.random(using: &random) ? nil : 1e6
      quantity.statistic = Bool.random(using: &random) ? nil : "p 95"
      quantity.isVague = Bool.random(using: &random)
      quantity.isWord = Bool.random(using: &random)
      #expect(MetricQuantity(canonical: quantity.canonical) == quantity, "\(quantity.canonical)")
    }
  }

  @Test(
    "What no quantity prints is not read",
    arguments: ["", "currency", "money =5", "count =x", "count =5 [unit", "count =5 what", "count ..", "count =1e999"])
  func malformed(_ text: String) { #expect(MetricQuantity(canonical: text) == nil) }

  @Test(
    "The form for people",
    arguments: [
      ("$13+ billion investment", "$13B+"), ("20-30%", "20–30 %"), ("2-4 weeks", "2–4 weeks"),
      ("300,000+ customers", "300,000+ customers"),
      ("nearing six hundred thousand users", "~600,000 users"), ("10x", "10x"), ("#1 platform", "#1"),
      ("rated 9.2/10", "9.2/10"),
      ("millions of downloads", "millions of downloads"), ("under 10 minutes", "< 10 minutes"), ("up to $1M", "≤ $1M"),
      ("$2-3 billion", "$2–3B"),
      ("$1,234.56", "$1,234.56"), ("CHF 10m", "CHF 10M"), ("one week", "1 week"),
      ("$500M annual revenue", "$500M/year"), ("a 50-50 split", "50 %"),
      ("from months to weeks", "month->week"), ("over 100PB", "> 100 PB"),
    ])
  func people(_ text: String, _ expected: String) throws {
    let metric = try #require(MetricExtractor().metrics(in: text).first)
    #expect(metric.quantity.formatted() == expected)
  }

  @Test("The form for people can be read again", arguments: 0..<10)
  func readable(seed: UInt64) throws {
    var random = MetricRandom(state: seed &+ 77)
    for _ in 0..<60 {
      let kinds: [(MetricKind, String)] = [
        (.currency, "USD"), (.percent, "%"), (.duration, "week"), (.count, "users"), (.multiplier, "x"),
        (.dataSize, "TB"),
      ]
      let (kind, unit) = try #require(kinds.randomElement(using: &random))
      var quantity = MetricQuantity(kind: kind)
      quantity.unit = unit
      quantity.currency = kind == .currency ? unit : nil
      let value = Double(Int.random(in: 2...999, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: (quantity.comparator, quantity.low, quantity.high) = (.equal, value, value)
      case 1: (quantity.comparator, quantity.low, quantity.high) = (.atLeast, value, nil)
      case 2: (quantity.comparator, quantity.low, quantity.high) = (.lessThan, nil, value)
      case 3: (quantity.comparator, quantity.low, quantity.high) = (.about, value, value)
      default: (quantity.comparator, quantity.low, quantity.high) = (.range, value, value + 10)
      }
      let text = try #require(quantity.formatted())
      let metric = try #require(MetricExtractor().metrics(in: text).first, "\(text)")
      var found = metric.quantity
      found.direction = nil
      found.role = nil
      #expect(found == quantity, "\(text)")
    }
  }

  @Test(
    "Limits",
    arguments: [
      ("1B", "a valuation of $4.5B", true), ("1B", "$500 million", false), ("2h", "150 minutes", true),
      ("2h", "90 minutes", false), ("20%", "20-30%", true),
      ("20%", "a fifth of users", true), ("$5M", "$13+ billion", true), ("10 GB", "5TB", true),
      ("3x", "10x faster", true), ("1.5 million", "2+ million users", true),
      ("500/day", "25,000 requests per second", true), ("1000/second", "400 million operations a day", true),
      ("1e6", "millions of users", true),
    ])
  func limits(_ limit: String, _ text: String, _ isReached: Bool) throws {
    let metric = try #require(MetricExtractor().metrics(in: text).first)
    let parsed = try #require(MetricLimit(limit))
    #expect(parsed.isReached(by: metric.quantity) == isReached)
  }

  @Test("Limits of another dimension or currency are not compared")
  func incomparable() throws {
    let euros = try #require(MetricExtractor().metrics(in: "€13 billion").first).quantity
    let limit = try #require(MetricLimit("$5M"))
    #expect(limit.isReached(by: euros) == nil)
    #expect(limit.isReached(by: euros, rates: CurrencyRates(target: "USD", rates: ["EUR": 1.1])) == true)
    #expect(try #require(MetricLimit("2h")).isReached(by: euros) == nil)
  }

  @Test("What is no limit is refused", arguments: ["", "abc", "5 apples and pears", "1e999", "12 34 what", "%", "--"])
  func refused(_ text: String) { #expect(MetricLimit(text) == nil) }

  @Test("Cents and pence are hundredths")
  func minorUnits() throws {
    let cents = try #require(MetricExtractor().metrics(in: "It rose 50 cents").first).quantity
    #expect(cents.low == 50)
    #expect(cents.comparable()?.dimension == .money("USD"))
    #expect(cents.comparable()?.low == 0.5)
  }
}
