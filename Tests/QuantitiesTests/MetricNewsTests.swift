import Quantities
import Testing

/// The figures of a sentence in one line each: text, kind and value in canonical form.
private func read(_ text: String) -> [String] {
  MetricExtractor().metrics(in: text).filter { $0.kind != .date && $0.kind != .timeline }.map { metric in
    var quantity = metric.quantity
    quantity.role = nil
    quantity.direction = nil
    quantity.statistic = nil
    quantity.period = nil
    return metric.text + " | " + quantity.canonical
  }
}

/// How newspapers of several countries write figures.
@Suite("Metrics in news")
struct MetricNewsTests {
  @Test(
    "Signs that stand right behind digits",
    arguments: [
      ("Inflation is 3.1pc.", ["3.1pc | percent =3.1 [%]"]),
      ("a dividend of 4.5p, up from 4p", ["4.5p | currency =4.5 [GBX]", "4p | currency =4.0 [GBX]"]),
      ("a 1080p screen", []),
      ("earnings of 17c per share", ["17c | currency =17.0 [USX]"]),
      ("it costs 30.5 US cents", ["30.5 US cents | currency =30.5 [USX]"]),
      ("The world has warmed by 1.4C.", ["1.4C | count =1.4 [°C]"]),
      (
        "sales of R3.4bn and Dh2.5 million",
        ["R3.4bn | currency =3400000000.0 [ZAR]", "Dh2.5 million | currency =2500000.0 [AED]"]
      ),
      ("The R129 is a car.", []),
      (
        "350,000 megawatt hours and 5 GBs",
        ["350,000 megawatt hours | count =350000.0 [MWh]", "5 GBs | data_size =5.0 [GB]"]
      ),
      ("revenue of 47bn South Africa rand", ["47bn South Africa rand | currency =47000000000.0 [ZAR]"]),
      ("a beam 12 m long and 120 µg of dust", ["12 m | count =12.0 [m]", "120 µg | count =120.0 [µg]"]),
    ])
  func signs(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Numbers in words with parts",
    arguments: [
      ("Profit grew two-and-a-half times.", ["two-and-a-half times | multiplier =2.5 [x]"]),
      ("It sold one million and a half phones.", ["one million and a half | count =1500000.0 [phones]"]),
      ("It sold 4 thousand 3 hundred and 21 phones.", ["4 thousand 3 hundred and 21 | count =4321.0 [phones]"]),
      ("three dozens of eggs", ["three dozens | count =36.0 [eggs]"]),
      ("It took two hours and fifteen minutes.", ["two hours and fifteen minutes | duration =2.25 [hour]"]),
      ("a 40-plus-year career", ["40-plus-year | duration >=40.0.. [year]"]),
      ("It has 60-plus sites.", ["60-plus | count >=60.0.. [sites]"]),
    ])
  func words(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "What was said once holds for the number beside it",
    arguments: [
      ("Lead times fell from 12 weeks to five.", ["12 weeks | duration =12.0 [week]", "five | duration =5.0 [week]"]),
      ("It passed by 118 votes to 97.", ["118 | count =118.0 [votes]", "97 | count =97.0 [votes]"]),
      ("They opened 31 shops and closed six.", ["31 | count =31.0 [shops]", "six | count =6.0 [shops]"]),
      (
        "Margin was 13.5 per cent against 12.8 a year ago.",
        ["13.5 per cent | percent =13.5 [%]", "12.8 | percent =12.8 [%]"]
      ),
      ("We hired 90 nurses in May, up from 45 in April.", ["90 | count =90.0 [nurses]", "45 | count =45.0 [nurses]"]),
      ("Occupancy was 71%, up 2.5 points.", ["71% | percent =71.0 [%]", "2.5 points | percent_points =2.5 [pp]"]),
      ("The index lost 8 points.", ["8 points | count =8.0 [points]"]),
    ])
  func shared(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Words that look like bounds and are none",
    arguments: [
      ("That is above the five-year average.", ["five-year | duration =5.0 [year]"]),
      ("It will pay $4m over three seasons.", ["$4m | currency =4000000.0 [USD]", "three | count =3.0 [seasons]"]),
      ("The fee will go up to £12.50.", ["£12.50 | currency =12.5 [GBP]"]),
      ("far more than the 4,300 reported", ["4,300 | count =4300.0"]),
      ("Its turnover has not exceeded $3m.", ["$3m | currency <=..3000000.0 [USD]"]),
      (
        "Guidance rose to $9m from $7m to $8m.",
        ["$9m | currency =9000000.0 [USD]", "$7m to $8m | currency range7000000.0..8000000.0 [USD]"]
      ),
      ("It takes a year or more.", ["a year | duration >=1.0.. [year] word"]),
    ])
  func bounds(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Who gets a sum, and of what, is no range and no share",
    arguments: [
      (
        "It paid $2.1 billion to 22 farmers.",
        ["$2.1 billion | currency =2100000000.0 [USD]", "22 | count =22.0 [farmers]"]
      ),
      (
        "The chain will close 36 of its 420 shops.",
        ["36 | count =36.0 [shops]", "420 | count =420.0 [shops]"]
      ),
      ("They want three more ferries.", ["three | count =3.0 [ferries]"]),
      ("It fell to $C84.45.", ["$C84.45 | currency =84.45 [CAD]"]),
      ("It invests $5 to 10 million.", ["$5 to 10 million | currency range5000000.0..10000000.0 [USD]"]),
    ])
  func recipients(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Fractions that are compared with a share, or are part of a time",
    arguments: [
      ("Online sales made up 28% of the total, up from a fifth before the move.", "a fifth | ratio =0.2 [share] word"),
      ("Fees bring a third of revenue, against a quarter a decade ago.", "a quarter | ratio =0.25 [share] word"),
      ("They lost three-quarters of a year of school.", "three-quarters of a year | duration =0.75 [year] word"),
    ])
  func fractions(_ text: String, _ expected: String) { #expect(read(text).contains(expected)) }

  @Test(
    "Tallies, addresses, names and points in time are no metrics",
    arguments: [
      "The Senate voted 52-48 to confirm her.", "They beat Leeds 3-1.", "The Group of 20 met in May.",
      "The shop at 221B Elm Street opens daily.", "Formula 1 returns in March.", "Two years later, it closed.",
      "3M expects a better spring.", "She is in her mid-40s.",
      "She ran in the 100m.", "He won the 400 metres.",
    ])
  func none(_ text: String) { #expect(read(text) == []) }

  @Test("A tenth of the scale is vague")
  func vague() {
    let metrics = MetricExtractor().metrics(in: "Growth was in the mid-40s percent, from low single digits.")
    #expect(metrics.map(\.text) == ["mid-40s percent", "low single digits"])
    #expect(metrics.allSatisfy { $0.isVague && $0.low == nil && $0.kind == .percent })
  }

  @Test("Halving is a factor that goes down")
  func halving() {
    let metric = MetricExtractor().metrics(in: "Churn halved.").first
    #expect(metric?.low == 0.5)
    #expect(metric?.kind == .multiplier)
    #expect(metric?.direction == .decrease)
  }
}
