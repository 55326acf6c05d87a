/// What the grammar knows of a word. One word can have several readings; the grammar picks by what stands around it.
struct WordInfo {
  var traits: WordTraits = []
  /// The number a number word, magnitude, ordinal, fraction or multiplier stands for; a month's number.
  var value: Double = 0
  /// Index into `QuantityUnit.table` of the unit the word names, or -1; and how many of it ("decade": 10 years).
  var unit: Int16 = -1
  var unitCount: Double = 1
  /// Index into `CurrencyTable.codes` of the currency the word names, or -1.
  var currency: Int16 = -1
  /// What the word says about the category and measure of a figure.
  var topics: Topics = []
}

/// Readings of a word.
struct WordTraits: OptionSet {
  let rawValue: UInt64

  // Numbers.
  static let small = WordTraits(rawValue: 1 << 0)  // zero to nineteen
  static let tens = WordTraits(rawValue: 1 << 1)
  static let hundred = WordTraits(rawValue: 1 << 2)
  static let scale = WordTraits(rawValue: 1 << 3)  // thousand, million, bn
  static let letterScale = WordTraits(rawValue: 1 << 4)  // K, M, B: only right after digits
  static let vagueScale = WordTraits(rawValue: 1 << 5)  // hundreds, millions, dozens
  static let dozen = WordTraits(rawValue: 1 << 6)
  static let ordinal = WordTraits(rawValue: 1 << 7)
  static let fraction = WordTraits(rawValue: 1 << 8)  // half, third, quarters
  static let multiplier = WordTraits(rawValue: 1 << 9)  // doubled, tripling
  static let fold = WordTraits(rawValue: 1 << 10)  // tenfold
  static let vagueCount = WordTraits(rawValue: 1 << 11)  // several
  // Units.
  static let timeUnit = WordTraits(rawValue: 1 << 12)
  static let dataUnit = WordTraits(rawValue: 1 << 13)
  static let physicalUnit = WordTraits(rawValue: 1 << 14)
  static let shortUnit = WordTraits(rawValue: 1 << 15)  // a symbol of one or two letters: only right after digits
  static let currencyCode = WordTraits(rawValue: 1 << 16)
  static let currencyWord = WordTraits(rawValue: 1 << 17)
  static let currencyAdjective = WordTraits(rawValue: 1 << 18)
  static let centWord = WordTraits(rawValue: 1 << 19)
  static let month = WordTraits(rawValue: 1 << 20)
  static let periodAdverb = WordTraits(rawValue: 1 << 21)  // daily, annually
  // Nouns and their surroundings.
  static let numbered = WordTraits(rawValue: 1 << 22)  // chapter, version: a number after it is a name
  static let enumerating = WordTraits(rawValue: 1 << 23)  // types, ways: counted, but no figure
  static let pluralNoun = WordTraits(rawValue: 1 << 24)  // people, staff
  static let notPlural = WordTraits(rawValue: 1 << 25)  // ends in s, is none
  static let stop = WordTraits(rawValue: 1 << 26)  // ends a noun phrase
  static let preposition = WordTraits(rawValue: 1 << 27)
  static let hyphenNoun = WordTraits(rawValue: 1 << 28)  // 35-person
  static let organisationTail = WordTraits(rawValue: 1 << 29)
  static let generic = WordTraits(rawValue: 1 << 30)  // title words that name no organisation
  // Change.
  static let increase = WordTraits(rawValue: 1 << 31)
  static let decrease = WordTraits(rawValue: 1 << 32)
  static let changeVerb = WordTraits(rawValue: 1 << 33)
  static let comparative = WordTraits(rawValue: 1 << 34)
  static let spanVerb = WordTraits(rawValue: 1 << 35)  // ranging, between
  static let aim = WordTraits(rawValue: 1 << 36)
  static let setName = WordTraits(rawValue: 1 << 37)  // Fortune 500
  static let designator = WordTraits(rawValue: 1 << 38)  // seat, building: a number and letter after it are a name
  static let agoLike = WordTraits(rawValue: 1 << 39)
  static let takesA = WordTraits(rawValue: 1 << 40)  // words before "a week" that make it a length of time
  static let statistic = WordTraits(rawValue: 1 << 41)
  static let ratingNoun = WordTraits(rawValue: 1 << 42)
  static let mass = WordTraits(rawValue: 1 << 43)  // singular nouns that can be counted
  static let verb = WordTraits(rawValue: 1 << 44)
  static let determiner = WordTraits(rawValue: 1 << 45)
  static let foreign = WordTraits(rawValue: 1 << 47)  // a magnitude of another language than English
  static let manyDozens = WordTraits(rawValue: 1 << 46)  // dozens behind a number

  /// Tokens with any of these can begin a figure.
  static let opensFigure: WordTraits = [
    .small, .tens, .hundred, .scale, .vagueScale, .dozen, .ordinal, .fraction, .multiplier, .fold, .vagueCount,
    .timeUnit, .dataUnit, .currencyCode, .currencyAdjective, .currencyWord, .month,
  ]
}

/// What words say about a figure's category. Bits, because one phrase can hold several.
struct Topics: OptionSet {
  let rawValue: UInt64

  static let marketShare = Topics(rawValue: 1 << 0)
  static let growth = Topics(rawValue: 1 << 1)
  static let revenue = Topics(rawValue: 1 << 2)
  static let cost = Topics(rawValue: 1 << 3)
  static let saving = Topics(rawValue: 1 << 4)
  static let investment = Topics(rawValue: 1 << 5)
  static let valuation = Topics(rawValue: 1 << 6)
  static let satisfaction = Topics(rawValue: 1 << 7)
  static let retention = Topics(rawValue: 1 << 8)
  static let margin = Topics(rawValue: 1 << 9)
  static let roi = Topics(rawValue: 1 << 10)
  static let commission = Topics(rawValue: 1 << 11)
  static let ownership = Topics(rawValue: 1 << 12)
  static let threshold = Topics(rawValue: 1 << 13)
  static let weight = Topics(rawValue: 1 << 14)
  static let headcount = Topics(rawValue: 1 << 15)
  static let scope = Topics(rawValue: 1 << 16)
  static let adoption = Topics(rawValue: 1 << 17)
  static let people = Topics(rawValue: 1 << 18)  // users, customers
  static let usage = Topics(rawValue: 1 << 19)  // using, adopting
  static let ecosystem = Topics(rawValue: 1 << 20)
  static let asset = Topics(rawValue: 1 << 21)  // models, applications
  static let performance = Topics(rawValue: 1 << 22)
  static let productivity = Topics(rawValue: 1 << 23)
  static let efficiency = Topics(rawValue: 1 << 24)
  static let share = Topics(rawValue: 1 << 25)
  static let distribution = Topics(rawValue: 1 << 26)
  static let rank = Topics(rawValue: 1 << 27)
  static let contract = Topics(rawValue: 1 << 28)
  static let potential = Topics(rawValue: 1 << 29)
  static let measure = Topics(rawValue: 1 << 30)  // any noun of measure
  static let faster = Topics(rawValue: 1 << 31)
  static let improvement = Topics(rawValue: 1 << 32)
  static let market = Topics(rawValue: 1 << 33)
  static let partner = Topics(rawValue: 1 << 34)
}
