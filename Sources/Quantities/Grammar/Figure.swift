/// A figure the grammar found, before it is understood: token indices instead of text.
struct Figure {
  /// First and last token of the expression.
  var first: Int
  var last: Int
  var kind: MetricKind
  var low: Double?
  var high: Double?
  var comparator: Comparator?
  var unit: String?
  var currency: String?
  var magnitude: Double?
  var isVague = false
  var isWord = false
  /// The counted noun phrase, tokens after `last`; empty when there is none.
  var noun: Range<Int> = 0..<0
  /// Where the words of the comparator begin, when some stand before the figure.
  var comparatorStart: Int?
  /// Last token that belongs to the figure with its noun and its words of bound: where reading goes on.
  var end: Int
  var period: [String] = []
  var direction: Direction?
  var role: MetricRole?
  var partner: Int?
  var statistic: String?
  /// The value's own sign: `+12 points`.
  var isSigned = false
  /// A number without unit, noun or bound, which counts only where its place vouches for it.
  var isBare = false
  /// A magnitude is written beside the number.
  var isScaled = false
  var rules: [String] = []

  init(_ kind: MetricKind, first: Int, last: Int, rule: String) {
    self.kind = kind
    self.first = first
    self.last = last
    end = last
    rules = [rule]
  }

  mutating func set(_ value: Double?, _ comparator: Comparator = .equal) {
    self.comparator = comparator
    switch comparator {
    case .atLeast, .moreThan:
      low = value
      high = nil
    case .atMost, .lessThan:
      low = nil
      high = value
    default:
      low = value
      high = value
    }
  }

  mutating func note(_ rule: String) { rules.append(rule) }
}

/// The unit of an amount, as far as its own words tell.
enum AmountUnit: Equatable {
  case none, percent, points, basisPoints, times
  /// Index into `QuantityUnit.specifications`; how many of it one is.
  case unit(Int, count: Double)
}

/// One number with its sign, currency, magnitude and unit.
struct Amount {
  var first: Int
  var last: Int
  var value: Double?
  /// Written with digits.
  var isDigits: Bool
  /// Product of the magnitudes; 1 without any.
  var scale = 1.0
  var hasPlus = false
  /// `+`, `-` or `±` before it.
  var sign: UInt32 = 0
  var currency: String?
  var unit = AmountUnit.none
  /// What follows the unit's own name: `/m²`.
  var unitTail = ""
  /// The unit is joined with a hyphen: "4-hour".
  var isHyphenated = false
  var numeral: NumeralReader.Numeral?
  /// `m` right after digits without a currency: metres or millions.
  var ambiguousM = false
  /// `1.000`: the dot was read as a separator of thousands.
  var isThousandsByZeros = false

  var isBare: Bool { unit == .none && currency == nil }
}
