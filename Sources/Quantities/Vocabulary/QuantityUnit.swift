/// A unit of time, data or a physical measure, with its factor to the base unit of its dimension.
public struct QuantityUnit: Sendable, Hashable {
  /// What a unit measures; units of one dimension can be converted.
  public enum Dimension: String, Sendable, Hashable, CaseIterable {
    /// Base unit: second. A month is a twelfth of a year of 365.25 days.
    case time
    /// Base unit: byte. Decimal prefixes are powers of 1000, `KiB` and its like of 1024.
    case data
    /// Base unit: bit per second.
    case dataRate = "data_rate"
    /// Base units: metre, square metre, cubic metre, kilogram, watt, joule, hertz, kelvin difference, metre per second.
    case length, area, volume, mass, power, energy, frequency, temperature, speed
    /// Points of a circle, and units with no conversion.
    case angle, other
  }

  /// The unit's name in `Metric.unit`.
  public let name: String
  /// What it measures.
  public let dimension: Dimension
  /// How many base units one of it is.
  public let factor: Double

  /// The unit of that name; nil for counted nouns and currencies.
  public static func named(_ name: String) -> QuantityUnit? { byName[name] }

  /// Every unit the extractor knows.
  public static let table: [QuantityUnit] = specifications.map {
    QuantityUnit(name: $0.name, dimension: $0.dimension, factor: $0.factor)
  }

  private static let byName: [String: QuantityUnit] = Dictionary(
    table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  struct Specification {
    let name: String
    let dimension: Dimension
    let factor: Double
    /// Written out: can stand after a space or a hyphen. `word+` adds the plural.
    let words: String
    /// Symbols, in lower case: stand right after digits, or after a space.
    var symbols: String = ""
  }

  static let specifications: [Specification] = [
    .init(name: "nanosecond", dimension: .time, factor: 1e-9, words: "nanosecond+", symbols: "ns"),
    .init(name: "microsecond", dimension: .time, factor: 1e-6, words: "microsecond+", symbols: "us µs μs"),
    .init(name: "millisecond", dimension: .time, factor: 1e-3, words: "millisecond+ msec msecs", symbols: "ms"),
    .init(name: "second", dimension: .time, factor: 1, words: "second+ sec secs", symbols: "s"),
    .init(name: "minute", dimension: .time, factor: 60, words: "minute+ mins min"),
    .init(name: "hour", dimension: .time, factor: 3600, words: "hour+ hr hrs", symbols: "h"),
    .init(name: "day", dimension: .time, factor: 86400, words: "day+ weekday+ workday+", symbols: "d"),
    .init(name: "week", dimension: .time, factor: 604_800, words: "week+ wk wks workweek+"),
    .init(name: "month", dimension: .time, factor: 2_629_800, words: "month+ mo mos"),
    .init(name: "quarter", dimension: .time, factor: 7_889_400, words: "quarter+"),
    .init(name: "year", dimension: .time, factor: 31_557_600, words: "year+ yr yrs"),
    .init(name: "byte", dimension: .data, factor: 1, words: "byte+"),
    .init(name: "KB", dimension: .data, factor: 1e3, words: "kilobyte+", symbols: "kb"),
    .init(name: "MB", dimension: .data, factor: 1e6, words: "megabyte+ megs", symbols: "mb mbs"),
    .init(name: "GB", dimension: .data, factor: 1e9, words: "gigabyte+ gigs", symbols: "gb gbs"),
    .init(name: "TB", dimension: .data, factor: 1e12, words: "terabyte+", symbols: "tb tbs"),
    .init(name: "PB", dimension: .data, factor: 1e15, words: "petabyte+", symbols: "pb pbs"),
    .init(name: "EB", dimension: .data, factor: 1e18, words: "exabyte+", symbols: "eb"),
    .init(name: "ZB", dimension: .data, factor: 1e21, words: "zettabyte+", symbols: "zb"),
    .init(name: "KiB", dimension: .data, factor: 1024, words: "kibibyte+", symbols: "kib"),
    .init(name: "MiB", dimension: .data, factor: 1_048_576, words: "mebibyte+", symbols: "mib"),
    .init(name: "GiB", dimension: .data, factor: 1_073_741_824, words: "gibibyte+", symbols: "gib"),
    .init(name: "TiB", dimension: .data, factor: 1_099_511_627_776, words: "tebibyte+", symbols: "tib"),
    .init(name: "bit", dimension: .data, factor: 0.125, words: "", symbols: "bit"),
    .init(name: "Mbit", dimension: .data, factor: 125e3, words: "megabit+", symbols: "mbit"),
    .init(name: "Gbit", dimension: .data, factor: 125e6, words: "gigabit+", symbols: "gbit"),
    .init(name: "Tbit", dimension: .data, factor: 125e9, words: "terabit+", symbols: "tbit"),
    .init(name: "kbps", dimension: .dataRate, factor: 1e3, words: "kbps kbit/s"),
    .init(name: "Mbps", dimension: .dataRate, factor: 1e6, words: "mbps"),
    .init(name: "Gbps", dimension: .dataRate, factor: 1e9, words: "gbps"),
    .init(name: "Tbps", dimension: .dataRate, factor: 1e12, words: "tbps"),
    .init(name: "mm", dimension: .length, factor: 1e-3, words: "millimeter+ millimetre+", symbols: "mm"),
    .init(name: "cm", dimension: .length, factor: 1e-2, words: "centimeter+ centimetre+", symbols: "cm"),
    .init(name: "dm", dimension: .length, factor: 1e-1, words: "decimeter+ decimetre+", symbols: "dm"),
    .init(name: "m", dimension: .length, factor: 1, words: "meter+ metre+", symbols: "m"),
    .init(name: "km", dimension: .length, factor: 1e3, words: "kilometer+ kilometre+", symbols: "km kms"),
    .init(name: "inch", dimension: .length, factor: 0.0254, words: "inch inches"),
    .init(name: "foot", dimension: .length, factor: 0.3048, words: "foot feet", symbols: "ft"),
    .init(name: "yard", dimension: .length, factor: 0.9144, words: "yard+"),
    .init(name: "mile", dimension: .length, factor: 1609.344, words: "mile+", symbols: "mi"),
    .init(name: "acre", dimension: .area, factor: 4046.8564224, words: "acre+"),
    .init(name: "hectare", dimension: .area, factor: 1e4, words: "hectare+", symbols: "ha"),
    .init(name: "m²", dimension: .area, factor: 1, words: "sqm", symbols: "m2 m²"),
    .init(name: "km²", dimension: .area, factor: 1e6, words: "sqkm", symbols: "km2 km²"),
    .init(name: "ft²", dimension: .area, factor: 0.09290304, words: "sqft"),
    .init(name: "m³", dimension: .volume, factor: 1, words: "cbm", symbols: "m3 m³"),
    .init(name: "litre", dimension: .volume, factor: 1e-3, words: "liter+ litre+", symbols: "l"),
    .init(name: "ml", dimension: .volume, factor: 1e-6, words: "milliliter+ millilitre+", symbols: "ml"),
    .init(name: "gallon", dimension: .volume, factor: 0.003785411784, words: "gallon+"),
    .init(name: "barrel", dimension: .volume, factor: 0.158987294928, words: "barrel+", symbols: "bbl"),
    .init(name: "pint", dimension: .volume, factor: 0.000473176473, words: "pint+"),
    .init(name: "tablespoon", dimension: .volume, factor: 1.478676478125e-5, words: "tablespoon+ tbsp"),
    .init(name: "teaspoon", dimension: .volume, factor: 4.92892159375e-6, words: "teaspoon+ tsp"),
    .init(name: "µg", dimension: .mass, factor: 1e-9, words: "microgram+ microgramme+", symbols: "µg μg mcg"),
    .init(name: "mg", dimension: .mass, factor: 1e-6, words: "milligram+ milligramme+", symbols: "mg"),
    .init(name: "g", dimension: .mass, factor: 1e-3, words: "gram+ gramme+", symbols: ""),
    .init(name: "kg", dimension: .mass, factor: 1, words: "kilogram+ kilogramme+ kilo+", symbols: "kg kgs"),
    .init(name: "tonne", dimension: .mass, factor: 1e3, words: "tonne+ ton+"),
    .init(name: "pound", dimension: .mass, factor: 0.45359237, words: "pound+", symbols: "lb lbs"),
    .init(name: "ounce", dimension: .mass, factor: 0.028349523125, words: "ounce+", symbols: "oz"),
    .init(name: "W", dimension: .power, factor: 1, words: "watt+", symbols: "w"),
    .init(name: "kW", dimension: .power, factor: 1e3, words: "kilowatt+", symbols: "kw"),
    .init(name: "MW", dimension: .power, factor: 1e6, words: "megawatt+", symbols: "mw"),
    .init(name: "GW", dimension: .power, factor: 1e9, words: "gigawatt+", symbols: "gw"),
    .init(name: "TW", dimension: .power, factor: 1e12, words: "terawatt+", symbols: "tw"),
    .init(name: "Wh", dimension: .energy, factor: 3600, words: "wh"),
    .init(name: "kWh", dimension: .energy, factor: 3.6e6, words: "kwh"),
    .init(name: "MWh", dimension: .energy, factor: 3.6e9, words: "mwh"),
    .init(name: "GWh", dimension: .energy, factor: 3.6e12, words: "gwh"),
    .init(name: "TWh", dimension: .energy, factor: 3.6e15, words: "twh"),
    .init(name: "Hz", dimension: .frequency, factor: 1, words: "hertz hz"),
    .init(name: "kHz", dimension: .frequency, factor: 1e3, words: "khz kilohertz"),
    .init(name: "MHz", dimension: .frequency, factor: 1e6, words: "mhz megahertz"),
    .init(name: "GHz", dimension: .frequency, factor: 1e9, words: "ghz gigahertz"),
    .init(name: "km/h", dimension: .speed, factor: 0.277777777777778, words: "kph kmh kmph"),
    .init(name: "mph", dimension: .speed, factor: 0.44704, words: "mph"),
    .init(name: "degree", dimension: .angle, factor: 1, words: "degree+"),
    .init(name: "radian", dimension: .other, factor: 1, words: "radian+", symbols: "rad"),
    .init(name: "°C", dimension: .temperature, factor: 1, words: "celsius"),
    .init(name: "°F", dimension: .temperature, factor: 0.555555555555556, words: "fahrenheit"),
    .init(name: "tCO2e", dimension: .other, factor: 1, words: "tco2e tco2 tco2eq tco₂e tco₂ tco₂eq"),
    .init(name: "ppm", dimension: .other, factor: 1, words: "ppm"),
    .init(name: "ppb", dimension: .other, factor: 1, words: "ppb"),
    .init(name: "DPMO", dimension: .other, factor: 1, words: "dpmo"),
    .init(name: "gCO2", dimension: .other, factor: 1, words: "gco2 gco2e gco2eq gco₂ gco₂e gco₂eq"),
    .init(name: "kgCO2", dimension: .other, factor: 1, words: "kgco2 kgco2e kgco2eq kgco₂ kgco₂e kgco₂eq"),
    .init(name: "mpg", dimension: .other, factor: 1, words: "mpg"),
    .init(name: "rpm", dimension: .other, factor: 1, words: "rpm"),
    .init(name: "fps", dimension: .other, factor: 1, words: "fps"),
  ]

  static let dataIndices = specifications.indices.filter { specifications[$0].dimension == .data }
}

extension MetricWords {
  mutating func addUnits() {
    for (index, specification) in QuantityUnit.specifications.enumerated() {
      let trait: WordTraits =
        switch specification.dimension {
        case .time: .timeUnit
        case .data, .dataRate: .dataUnit
        default: .physicalUnit
        }
      for item in specification.words.split(separator: " ") {
        for form in Self.forms(String(item)) { addUnit(form, trait, index, value: 1) }
      }
      for symbol in specification.symbols.split(separator: " ") {
        addUnit(String(symbol), [trait, .shortUnit], index, value: 1)
      }
    }
    for (words, unit, value) in [
      ("decade+", "year", 10.0), ("century centuries", "year", 100), ("fortnight+", "week", 2), ("weekend+", "day", 2),
    ] {
      guard let index = QuantityUnit.specifications.firstIndex(where: { $0.name == unit }) else { continue }
      for item in words.split(separator: " ") {
        for form in Self.forms(String(item)) { addUnit(form, .timeUnit, index, value: value) }
      }
    }
  }

  private mutating func addUnit(_ word: String, _ traits: WordTraits, _ index: Int, value: Double) {
    let id = entry(word)
    infos[id].traits.formUnion(traits)
    infos[id].unit = Int16(index)
    infos[id].unitCount = value
  }
}
