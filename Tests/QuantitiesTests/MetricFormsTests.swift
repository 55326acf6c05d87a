import Quantities
import Testing

/// The figures of a sentence in one line each: text and value in canonical form, dates left out.
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

/// Forms of figures that reports elsewhere showed to be read wrongly.
@Suite("Forms of figures")
struct MetricFormsTests {
  @Test(
    "Amounts below zero, as accountants and machines write them",
    arguments: [
      ("A loss of $(7.5) million followed.", ["$(7.5) million | currency =-7500000.0 [USD]"]),
      ("Operating margin was (1.8%) at the end.", ["(1.8%) | percent =-1.8 [%]"]),
      ("Cash flow: ($420,000)", ["($420,000) | currency =-420000.0 [USD]"]),
      ("The unit booked EUR (35) million.", ["EUR (35) million | currency =-35000000.0 [EUR]"]),
      ("Profit sank to £-12m.", ["£-12m | currency =-12000000.0 [GBP]"]),
      ("It posted CHF -9 million.", ["CHF -9 million | currency =-9000000.0 [CHF]"]),
      ("Growth fell to –3% in June.", ["–3% | percent =-3.0 [%]"]),
      // Brackets and dashes that are no signs.
      ("The team grew (by 6%) that year.", ["6% | percent =6.0 [%]"]),
      ("Sites lost 5–10% of stock.", ["5–10% | percent range5.0..10.0 [%]"]),
    ])
  func negatives(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Points out of a scale",
    arguments: [
      ("CSAT 4.2/5 in June", ["4.2/5 | score =4.2 [/5]"]),
      ("eNPS 41/100.", ["41/100 | score =41.0 [/100]"]),
      ("CES 1.9/7", ["1.9/7 | score =1.9 [/7]"]),
      ("Our rating is 4,4 / 5 now.", ["4,4 / 5 | score =4.4 [/5]"]),
      ("Lighthouse gives 88/100 for speed.", ["88/100 | score =88.0 [/100]"]),
      ("Support runs 24/7 for 3/4 of them.", ["3/4 | ratio =0.75 [share]"]),
    ])
  func scores(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Identifiers with a letter are no amounts",
    arguments: [
      ("We met in room 14B.", []), ("Read Annex 5M and Form 10K first.", []), ("Go to Hall 9T, seat 22K.", []),
      ("The shop moved to Terminal 3B last spring.", []), ("Stage 2B ends now.", []),
      ("The model has 13B parameters.", ["13B | count =13000000000.0 [parameters]"]),
      ("They reached 4M users.", ["4M | count =4000000.0 [users]"]),
    ])
  func identifiers(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Magnitudes of other languages",
    arguments: [
      ("O lucro foi de R$ 8 milhões.", ["R$ 8 milhões | currency =8000000.0 [BRL]"]),
      ("R$ 2,5 bi em vendas", ["R$ 2,5 bi | currency =2500000000.0 [BRL]"]),
      ("Ventas de 45 millones de euros", ["45 millones de euros | currency =45000000.0 [EUR]"]),
      ("$1.4 mil millones en total", ["$1.4 mil millones | currency =1400000000.0 [USD]"]),
      ("Un budget de 1,7 milliard d'euros", ["1,7 milliard d'euros | currency =1700000000.0 [EUR]"]),
      ("un investissement de 6,3 M€", ["6,3 M€ | currency =6300000.0 [EUR]"]),
      ("Er kostete 7 Mrd. €.", ["7 Mrd. € | currency =7000000000.0 [EUR]"]),
      ("Winst van € 1,5 miljard", ["€ 1,5 miljard | currency =1500000000.0 [EUR]"]),
      ("ricavi per 9 milioni di euro", ["9 milioni di euro | currency =9000000.0 [EUR]"]),
      ("Costs came to TEUR 380.", ["TEUR 380 | currency =380000.0 [EUR]"]),
      ("выручка 2,4 млрд рублей", ["2,4 млрд рублей | currency =2400000000.0 [RUB]"]),
      ("Der Preis war 18.900 €.", ["18.900 € | currency =18900.0 [EUR]"]),
    ])
  func languages(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Digits that touch letters of scripts without spaces",
    arguments: [
      ("成本下降了18%。", ["18% | percent =18.0 [%]"]),
      ("投资300万美元", ["300万美元 | currency =3000000.0 [USD]"]),
      ("売上は45億円です", ["45億円 | currency =4500000000.0 [JPY]"]),
      ("処理は2.5倍、6ヶ月で", ["2.5倍 | multiplier =2.5 [x]", "6ヶ月 | duration =6.0 [month]"]),
      ("매출은 2억 원", ["2억 원 | currency =200000000.0 [KRW]"]),
      ("第7章をご覧ください", []), ("2021年5月に開始", []),
    ])
  func unspaced(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Hundredths, parts and units of several parts",
    arguments: [
      ("A page costs 7¢.", ["7¢ | currency =7.0 [USX]"]),
      ("It is 8 euro cents each.", ["8 euro cents | currency =0.08 [EUR]"]),
      ("Errors fell to 25 ppm.", ["25 ppm | count =25.0 [ppm]"]),
      ("about 60 parts per million", ["60 parts per million | count ~60.0 [ppm]"]),
      ("Use is 95 kWh/m².", ["95 kWh/m² | count =95.0 [kWh/m²]"]),
      ("at 310 gCO2/kWh", ["310 gCO2/kWh | count =310.0 [gCO2/kWh]"]),
      ("It saved 14 t CO2e.", ["14 t CO2e | count =14.0 [tonne\\ CO2e]"]),
      ("6 l/100 km on average", ["6 l/100 km | count =6.0 [litre/100\\ km]"]),
    ])
  func units(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Times that work takes, and times in which it was done",
    arguments: [
      ("That is three days' work.", ["three days | duration =3.0 [day]"]),
      ("He gave 6 weeks’ notice.", ["6 weeks | duration =6.0 [week]"]),
      ("Over 9 days, the crew moved 30 servers.", ["9 days | duration =9.0 [day]", "30 | count =30.0 [servers]"]),
      ("It took over 9 days.", ["9 days | duration >9.0.. [day]"]),
      ("It needs tens of seconds.", ["tens of seconds | duration ? [second] 10e10.0 vague"]),
      (
        "between 4–6 and 8–9 weeks",
        ["4–6 | duration range4.0..6.0 [week]", "8–9 weeks | duration range8.0..9.0 [week]"]
      ),
    ])
  func times(_ text: String, _ expected: [String]) { #expect(read(text) == expected) }

  @Test(
    "Quarters and years in short forms are dates, and say which",
    arguments: [
      ("In Q2'24 sales were $3 million.", "2024-Q2"), ("In 4Q22 sales were $3 million.", "2022-Q4"),
      ("Sales of $3 million in Q1/2025 rose.", "2025-Q1"), ("In 2H23 sales were $3 million.", "2023-H2"),
      ("In 2025-Q3 sales were $3 million.", "2025-Q3"), ("In FY24 sales were $3 million.", "2024"),
      ("In Nov '23 sales were $3 million.", "2023-11"),
    ])
  func quarters(_ text: String, _ expected: String) {
    let figures = MetricExtractor().metrics(in: text).filter { $0.kind != .date }
    #expect(figures.map(\.text) == ["$3 million"])
    #expect(figures.map(\.asOf) == [expected])
  }

  @Test(
    "What stands in brackets behind a figure plays the part its words say",
    arguments: [
      ("Build time: 12 minutes (was 3 hours).", ["12 minutes result", "3 hours baseline"]),
      ("Uptime is 99.5% (before: 96%).", ["99.5% result", "96% baseline"]),
      ("Price: $4 (previously $9).", ["$4 result", "$9 baseline"]),
      ("Crew: 90 people (was 40).", ["90 result", "40 baseline"]),
      ("Wait: 5 days (now 2 days).", ["5 days baseline", "2 days result"]),
      ("Response: 4 hours (30 hours a year ago)", ["4 hours result", "30 hours baseline"]),
      ("Churn: 6% (industry average: 9%)", ["6% -", "9% benchmark"]),
      ("Churn: 6% (target: 4%)", ["6% -", "4% target"]),
    ])
  func asides(_ text: String, _ expected: [String]) {
    let roles = MetricExtractor().metrics(in: text).map { "\($0.text) \($0.role?.rawValue ?? "-")" }
    #expect(roles == expected)
  }
}
