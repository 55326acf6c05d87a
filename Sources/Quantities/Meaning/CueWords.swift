/// Words that speak for a category or a role: general knowledge that the models begin with.
///
/// A word is no rule: it is a feature whose weight training decides, towards which a small expected weight pulls, so that
/// words that no training sentence has still count.
enum CueWords {
  /// The categories a word speaks for, by its stem.
  static func categories(_ word: String) -> [String] { categoriesByStem[stem(word)] ?? [] }

  /// The roles a word speaks for.
  static func roles(_ word: String) -> [String] { rolesByWord[word] ?? [] }

  /// The word without a plural's or participle's ending: coarse, the same for all forms of most words.
  static func stem(_ word: String) -> String {
    var word = word
    let count = word.utf8.count
    let cut: (bytes: Int, isY: Bool) = word.withUTF8 { bytes in
      func ends(_ ending: StaticString) -> Bool {
        let length = ending.utf8CodeUnitCount
        guard count - length >= 3 else { return false }
        for offset in 0..<length where bytes[count - length + offset] != ending.utf8Start[offset] { return false }
        return true
      }
      if ends("ies") { return (3, true) }
      if ends("ing") { return (3, false) }
      if ends("ed") || ends("es") { return (2, false) }
      return ends("s") || ends("e") ? (1, false) : (0, false)
    }
    guard cut.bytes > 0 else { return word }
    return String(word.utf8.dropLast(cut.bytes)).map { cut.isY ? $0 + "y" : $0 } ?? word
  }

  private static let categoriesByStem: [String: [String]] = index(categoryWords, stemmed: true)
  private static let rolesByWord: [String: [String]] = index(roleWords, stemmed: false)

  private static func index(_ table: [(name: String, words: String)], stemmed: Bool) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (name, words) in table {
      for word in words.split(separator: " ") {
        let key = stemmed ? stem(String(word)) : String(word)
        if result[key]?.contains(name) != true { result[key, default: []].append(name) }
      }
    }
    return result
  }

  /// Nouns and verbs of each category of `MetricCategory`.
  private static let categoryWords: [(name: String, words: String)] = [
    (
      "adoption",
      """
      user users customer client subscriber visitor viewer student pupil patient learner participant \
      attendee household download install adopter adoption usage use signup registration account visit \
      people citizen resident reader audience follower beneficiary respondent candidate applicant player \
      guest passenger
      """
    ),
    (
      "growth",
      """
      growth grow increase rise surge double triple grew jump expansion expand
      """
    ),
    (
      "revenue",
      """
      revenue sale income turnover arr mrr earning gmv booking
      """
    ),
    (
      "scale",
      """
      request query record document file transaction event message server node cluster pod container \
      gigabyte terabyte petabyte device machine vehicle truck plane image video page article item product \
      sku line dataset row ticket order shipment call packet core cpu gpu volume capacity service \
      microservice repository database store commit song map point test deployment release version
      """
    ),
    (
      "performance",
      """
      latency throughput uptime availability accuracy precision speed fast faster slow response load \
      performance downtime outage error failure bandwidth frame benchmark memory cpu
      """
    ),
    (
      "productivity",
      """
      productivity output velocity deploy deployment developer
      """
    ),
    (
      "efficiency",
      """
      efficiency manual automate automation effort labour labor workload waste saved reduce process
      """
    ),
    (
      "ecosystem",
      """
      partner contributor maintainer plugin integration extension developer member organisation \
      organization company vendor community supplier publisher sponsor provider agency institution
      """
    ),
    (
      "cost",
      """
      cost spend bill budget price expense fee pay paid saving save cheaper charge salary wage fine
      """
    ),
    (
      "investment",
      """
      invest investment fund funding grant raise donate donation acquire acquisition capital finance \
      sponsor contribute backing round award endow bought purchase
      """
    ),
    (
      "valuation",
      """
      valuation valued worth capitalisation capitalization
      """
    ),
    (
      "market share",
      """
      market share dominance
      """
    ),
    (
      "market position",
      """
      largest biggest leading top rank leader
      """
    ),
    (
      "satisfaction",
      """
      satisfaction satisfied nps csat rating rated happy happiness stars recommend promoter feedback
      """
    ),
    (
      "retention",
      """
      retention churn renew renewal retain stay attrition turnover loyalty returning
      """
    ),
    (
      "margin",
      """
      margin profit profitability ebitda
      """
    ),
    (
      "roi",
      """
      roi return payback
      """
    ),
    (
      "commission",
      """
      commission cut royalty fee discount
      """
    ),
    (
      "ownership",
      """
      stake own owns owned ownership equity shareholder shareholding
      """
    ),
    (
      "threshold",
      """
      minimum maximum limit least most threshold cap must required requirement quota max min exceed \
      exceeding allowed allow ceiling
      """
    ),
    (
      "weight",
      """
      weight weighting weighted
      """
    ),
    (
      "duration",
      """
      year month week day hour minute second decade time period
      """
    ),
    (
      "headcount",
      """
      employee staff worker engineer team person headcount volunteer workforce scientist researcher \
      designer analyst colleague hire
      """
    ),
    (
      "scope",
      """
      country state region city site location office language sector industry market department chapter \
      area district province school hospital territory branch topic lesson module course workshop project \
      programme program
      """
    ),
  ]

  /// Words around figures of each role of `MetricRole`.
  private static let roleWords: [(name: String, words: String)] = [
    (
      "hypothesis",
      """
      would could might if assume assuming estimate estimated imagine suppose otherwise theoretically \
      hypothetical had expected
      """
    ),
    (
      "potential",
      """
      could can may might potential potentially possible opportunity capable up enable estimated unlock \
      scope
      """
    ),
    (
      "benchmark",
      """
      industry average typical typically compared versus vs peer peers standard usual usually normal \
      normally benchmark elsewhere competitor competitors traditional traditionally than against
      """
    ),
    (
      "target",
      """
      goal goals target targets aim aims aimed aiming plan plans planned planning will shall should must \
      expect expects expected intend intends need needs require requires required sla slo objective hope \
      hopes commit committed ideally want wants by next future upcoming ensure within maximum minimum \
      limit at strive deadline roadmap proposed
      """
    ),
    (
      "baseline",
      """
      from was were previously before used earlier formerly prior down originally initially began started \
      once had last former old past than instead
      """
    ),
    (
      "result",
      """
      now reached reach achieved achieve resulting resulted today to after since already successfully \
      managed delivered reduced increased current currently attracted received generated raised trained \
      completed produced launched helped saved grew gained served
      """
    ),
    (
      "window",
      """
      after within over during in for past last first next throughout since span period course every
      """
    ),
    (
      "delta",
      """
      by increase increased decrease decreased reduction reduced faster slower more less fewer higher \
      lower growth grew rise rose drop dropped fell cut saving savings saved improvement improved \
      additional extra
      """
    ),
  ]
}
