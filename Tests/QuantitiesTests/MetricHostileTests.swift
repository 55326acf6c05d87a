import Quantities
import Testing

@Suite("Metrics of hostile text")
struct MetricHostileTests {
  /// What holds for every text.
  private func check(_ text: String, _ context: MetricContext = .init()) -> [Metric] {
    let metrics = MetricExtractor().metrics(in: text, context: context)
    let bytes = Array(text.utf8)
    var end = 0
    for (index, metric) in metrics.enumerated() {
      #expect(metric.range.lowerBound >= end && metric.range.upperBound <= bytes.count, "\(metric.text)")
      #expect(!metric.range.isEmpty)
      #expect(String(decoding: bytes[metric.range], as: UTF8.self) == metric.text)
      #expect([metric.low, metric.high].allSatisfy { $0?.isFinite ?? true })
      if let low = metric.low, let high = metric.high { #expect(low <= high, "\(metric.text)") }
      if let partner = metric.partner {
        #expect(metrics.indices.contains(partner) && partner != index)
        if metrics.indices.contains(partner) { #expect(metrics[partner].partner == index) }
      }
      if metric.isVague { #expect(metric.low == nil && metric.high == nil && metric.comparator == nil) }
      #expect(MetricQuantity(canonical: metric.canonical) == metric.quantity, "\(metric.canonical)")
      _ = metric.quantity.formatted()
      _ = metric.quantity.comparable()
      end = metric.range.upperBound
    }
    return metrics
  }

  @Test("Numbers beyond a double are marked, not guessed")
  func beyondRange() throws {
    let digits = String(repeating: "9", count: 1000)
    for text in ["1e999 users", digits + " users", "$" + digits, digits + "%"] {
      let metric = try #require(check(text).first)
      #expect(metric.isVague)
      #expect(metric.rules.contains { $0.hasPrefix("value: beyond") })
    }
    #expect(check("1e300 users").first?.low == 1e300)
    #expect(check("1.2.3.4 users").isEmpty)
  }

  @Test("Digits of other scripts are digits")
  func scripts() {
    #expect(check("٢٥ users and ５０％ and १२३ sites").compactMap(\.low) == [25, 50, 123])
  }

  @Test("A percent of nothing, lone signs and torn markup are no figures")
  func fragments() {
    for text in [
      "%", "$", "+", "-%", "$ $ $", "50", "#", "×", "€%", "of %", "<", "<!--", "`", "``` 5%", "&#;", "&#x110000;5",
      "](", "![", "{{", "\\", "1e", "1e+",
    ] {
      _ = check(text)
    }
    #expect(check("The % of increase, a percentage of nothing").isEmpty)
  }

  @Test("Broken UTF-8 repaired by String, zero-width and right-to-left marks do not shift offsets")
  func encodings() {
    _ = check(String(decoding: [0x24, 0x35, 0xFF, 0xC3, 0x28, 0x35, 0x25, 0xE2, 0x82], as: UTF8.self))
    #expect(check("\u{202E}40%\u{202C} of \u{200B}users\u{FEFF} 5\u{200B}0 users").first?.low == 40)
    #expect(check("ارتفعت الإيرادات 40% إلى $5M").compactMap(\.low) == [40, 5e6])
  }

  @Test("Random text of the pieces that figures are made of", arguments: 0..<40)
  func randomPieces(seed: UInt64) {
    var random = MetricRandom(state: seed)
    let pieces = [
      "5", "10", "1,234", "3.5", "1e9", "2024", "half", "a", "an", "third", "one", "twenty", "hundred", "million", "K",
      "M", "B", "+", "-", "–", "—", "to", "from",
      "between", "and", "or", "of", "in", "%", "percent", "x", "times", "$", "€", "USD", "dollars", "cents", "weeks",
      "a week", "hours", "GB", "users", "people", "#",
      "/", ":", ".", ",", ";", "(", ")", "more than", "up to", "~", "→", "->", "per", "day", "Months", "July", "**",
      "_", "`", "<b>", "</b>", "<p>", "&nbsp;", "&ndash;",
      "\n", "\n\n", "|", "- ", "1. ", "## ", "few", "several", "dozens", "doubled", "top", "No.", "out of", "point",
      "plus", "½", "±", "'s", "-person", "\u{A0}", "p", "c", "pc", "C", "R", "mid-", "teens", "-and-a-half", "-plus",
      "earlier", "later", "votes", "against", "up from", "points", "halved", "South Africa rand", "megawatt hours",
      "voted",
      "over", "the", "than", "aged", "tally", "which", "Street", "thousand", "dozens", "multiple", "scores of",
    ]
    for _ in 0..<60 {
      var text = ""
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
        if Int.random(in: 0..<3, using: &random) > 0 { text += " " }
      }
      _ = check(text)
    }
  }

  @Test("Random bytes", arguments: 0..<20)
  func randomBytes(seed: UInt64) {
    var random = MetricRandom(state: seed)
    let bytes = (0..<2000).map { _ in UInt8.random(in: 0...255, using: &random) }
    _ = check(String(decoding: bytes, as: UTF8.self))
  }

  @Test(
    "Long runs of one thing stay linear",
    arguments: [
      "<", "<a", "`", "``a", "[", "](", "![", "&", "&amp", "{{", "{%", "*", "_", "-", "5", "5 ", "5,", "5.", "5-", "5/",
      "5:", "1 234 ", "$", "$5", "one ", "million ",
      "a few ", "half ", "5 to ", "from 5 to ", "and ", "#1 ", "a", "é", "<!--", "five hundred and ", "12 and ", "5% ",
      "'", "July ", "\n", "|", "(", "→5", "5 people, up from 3 ", "5% 3 points ", "5 thousand 3 ", "mid-40s ", "R5,000",
      "tally to 50 ", "5 votes to 3 ", "one-and-a-",
    ])
  func runs(_ piece: String) {
    // A quadratic step would take minutes here.
    _ = MetricExtractor().metrics(in: String(repeating: piece, count: 20_000 / piece.utf8.count))
  }

  @Test("A megabyte without a space")
  func noSpace() {
    #expect(MetricExtractor().metrics(in: String(repeating: "x", count: 1_000_000)).isEmpty)
    _ = MetricExtractor().metrics(in: String(repeating: "9", count: 200_000))
  }

  @Test("A context of odd strings is harmless")
  func oddContext() {
    let odd = String(repeating: "<b>&`5% ", count: 50)
    let context = MetricContext(
      label: odd, headings: [odd, ""], recordTitle: "", subject: "", otherOrganisations: ["", odd], columnHeader: odd,
      rowHeader: "", tableCaption: odd,
      followingLabel: "", precedingLabel: odd, documentDate: "", language: "xx-")
    _ = check("$5M revenue, 30% growth from 10 to 20 users (2-4 weeks)", context)
  }

  @Test("The same text gives the same metrics")
  func deterministic() {
    let text = "Revenue rose 40% to $5M+ from 10 to 50 sites in 2024; 3 of 5 users saved half an hour a day."
    let metrics = MetricExtractor().metrics(in: text)
    for _ in 0..<5 { #expect(MetricExtractor().metrics(in: text) == metrics) }
  }
}
