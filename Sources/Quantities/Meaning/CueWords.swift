import Learning

/// Words that speak for a category or a role: general knowledge that the models begin with.
///
/// A word is no rule: it is a feature whose weight training decides, towards which a small expected weight pulls, so that
/// words that no training sentence has still count.
enum CueWords {
  /// What a word speaks for: sets of places in ``categoryHashes`` and ``roleHashes``.
  struct Cues {
    var categories: UInt32 = 0
    var roles: UInt16 = 0
  }

  /// What a word in lower case speaks for; categories go by its stem.
  static func cues(_ word: UnsafeBufferPointer<UInt8>, whole: UInt64) -> Cues {
    let cut = cut(word)
    var stem = FeatureHash.empty
    for at in 0..<word.count - cut.bytes { stem = FeatureHash.adding(word[at], to: stem) }
    if cut.isY { stem = FeatureHash.adding(UInt8(ascii: "y"), to: stem) }
    return Cues(categories: categoriesByStem[stem] ?? 0, roles: rolesByWord[whole] ?? 0)
  }

  /// The hashes of the categories' names.
  static let categoryHashes = categoryWords.map { FeatureHash.text($0.name) }
  /// The hashes of the roles' names.
  static let roleHashes = roleWords.map { FeatureHash.text($0.name) }

  /// The word without a plural's or participle's ending: coarse, the same for all forms of most words.
  static func stem(_ word: String) -> String {
    var word = word
    let cut = word.withUTF8 { Self.cut($0) }
    guard cut.bytes > 0 else { return word }
    return String(word.utf8.dropLast(cut.bytes)).map { cut.isY ? $0 + "y" : $0 } ?? word
  }

  /// The bytes of a word's ending, and whether a "y" stood for them.
  private static func cut(_ word: UnsafeBufferPointer<UInt8>) -> (bytes: Int, isY: Bool) {
    let count = word.count
    func ends(_ ending: StaticString) -> Bool {
      let length = ending.utf8CodeUnitCount
      guard count - length >= 3 else { return false }
      for offset in 0..<length where word[count - length + offset] != ending.utf8Start[offset] { return false }
      return true
    }
    if ends("ies") { return (3, true) }
    if ends("ing") { return (3, false) }
    if ends("ed") || ends("es") { return (2, false) }
    return ends("s") || ends("e") ? (1, false) : (0, false)
  }

  private static let categoriesByStem = FeatureTable(
    index(categoryWords) { FeatureHash.text(stem($0)) }.mapValues { UInt32(truncatingIfNeeded: $0) })
  private static let rolesByWord = FeatureTable(
    index(roleWords) { FeatureHash.text($0) }.mapValues { UInt16(truncatingIfNeeded: $0) })

  /// The places of the names in a table, as bits, by a hash of their words.
  private static func index(
    _ table: [(name: String, words: String)], _ hash: (String) -> UInt64
  ) -> [UInt64: UInt64] {
    var result: [UInt64: UInt64] = [:]
    for (place, entry) in table.enumerated() {
      for word in entry.words.split(separator: " ") { result[hash(String(word)), default: 0] |= 1 << UInt64(place) }
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
