/// The nouns by which a verb's figure is known: who saves $2 billion has savings of it.
enum Nominals {
  /// The noun of a verb, by its stem; nil for verbs whose figures are known by their object.
  static func noun(_ verb: String, kind: MetricKind) -> String? {
    guard let nouns = table[CueWords.stem(verb)] else { return nil }
    return kind == .currency ? nouns.money ?? nouns.plain : nouns.plain
  }

  /// Verbs of giving, taking and changing: the noun for money, and the one for anything else.
  private static let table: [String: (plain: String, money: String?)] = [
    "sav": ("savings", nil), "spend": ("spending", nil), "spent": ("spending", nil), "invest": ("investment", nil),
    "acquir": ("acquisition", "acquisition price"), "bought": ("purchase", "purchase price"),
    "purchas": ("purchase", "purchase price"), "sold": ("sale", "sale price"), "sell": ("sales", "sales"),
    "rais": ("increase", "funding raised"), "donat": ("donations", nil), "earn": ("earnings", nil),
    "pay": ("payment", nil), "paid": ("payment", nil), "cost": ("cost", nil), "valu": ("valuation", nil),
    "grow": ("growth", nil), "grew": ("growth", nil), "lost": ("loss", nil), "los": ("loss", nil),
    "fund": ("funding", nil), "charg": ("charge", nil), "hir": ("hires", nil), "employ": ("employees", nil),
  ]
}
