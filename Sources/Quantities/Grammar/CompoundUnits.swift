/// Units of several parts: `kWh/m²`, `gCO2/kWh`, `l/100 km`, "parts per million", and money in hundredths.
extension FigureParser {
  /// "340 parts per million".
  func readParts(_ amount: inout Amount, _ at: Int) -> Bool {
    guard text(at) == "parts" || text(at) == "part" || text(at) == "defects", word(at + 1) == .per else { return false }
    switch word(at + 2) {
    case .million where text(at) == "defects":
      guard text(at + 3) == "opportunities" else { return false }
      setUnit(&amount, named: "DPMO", last: at + 3)
    case .million: setUnit(&amount, named: "ppm", last: at + 2)
    default:
      guard text(at + 2) == "billion" else { return false }
      setUnit(&amount, named: "ppb", last: at + 2)
    }
    return true
  }

  /// "350 g CO₂", "12 t CO2e": letters that are units of mass only before what is weighed.
  func readGas(_ amount: inout Amount, _ at: Int) -> Bool {
    guard amount.isDigits, amount.scale == 1, isLower(at), length(at) == 1, isWord(at + 1),
      Self.gases.contains(text(at + 1))
    else { return false }
    switch text(at) {
    case "g": setUnit(&amount, named: "g", last: at)
    case "t": setUnit(&amount, named: "tonne", last: at)
    default: return false
    }
    readDenominator(&amount)
    return true
  }

  /// What a physical unit is taken per, and what is weighed: `/m²`, ` per 100 km`, ` CO2e/kWh`. Times are periods, not units.
  func readDenominator(_ amount: inout Amount) {
    guard case .unit(let index, _) = amount.unit else { return }
    switch QuantityUnit.specifications[index].dimension {
    case .time, .data, .dataRate, .angle, .temperature, .speed, .frequency: return
    default: break
    }
    if QuantityUnit.specifications[index].dimension == .mass, isWord(amount.last + 1),
      Self.gases.contains(text(amount.last + 1))
    {
      amount.unitTail = " " + rawText(amount.last + 1, amount.last + 1)
      amount.last += 1
    }
    var at = amount.last + 1
    let isSlash = isMark(at, Mark.slash) && isJoined(at) && isJoined(at + 1)
    guard isSlash || word(at) == .per else { return }
    at += 1
    var number = ""
    if isNumber(at), length(at) <= 4, isWord(at + 1) {
      number = rawText(at, at) + " "
      at += 1
    }
    let info = info(at)
    guard isWord(at), info.traits.isDisjoint(with: [.timeUnit, .dataUnit, .stop]), !beginsSentence(at) else { return }
    if info.traits.contains(.physicalUnit), info.unit >= 0 {
      amount.unitTail += "/" + number + QuantityUnit.specifications[Int(info.unit)].name
    } else {
      // "mg/dL", "kg/person"; words behind "per" are what the figure is about.
      guard isSlash, length(at) <= 8, periodUnitSigns.contains(text(at)) == false else { return }
      amount.unitTail += "/" + number + rawText(at, at)
    }
    amount.last = at
  }

  private var periodUnitSigns: Set<String> { ["y", "a", "yr", "d", "wk", "mo", "q"] }

  private static let gases: Set<String> = ["co2", "co2e", "co2eq", "co₂", "co₂e", "co₂eq", "ch4", "methane"]

  /// "3 euro cents", "30 eurocents", "12 ct/kWh", "5 Canadian cents": hundredths of a currency other than the dollar's and pound's
  /// own.
  func readHundredths(_ amount: inout Amount, _ at: Int) -> Bool {
    var code: String?
    var last = at
    if text(at).hasPrefix("eurocent") {
      code = "EUR"
    } else if traits(at).contains(.currencyWord) || traits(at).contains(.currencyCode) && isWrittenAsCode(at),
      traits(at + 1).contains(.centWord)
    {
      code = CurrencyTable.code(at: info(at).currency)
      last = at + 1
    } else if traits(at).contains(.currencyAdjective), word(at) != .us, text(at) != "american",
      traits(at + 1).contains(.centWord)
    {
      code = CurrencyTable.code(adjective: text(at), word: "dollar")
      last = at + 1
    } else if text(at) == "ct" || text(at) == "cts", isMark(at + 1, Mark.slash), isJoined(at + 1) {
      code = "EUR"
    }
    guard let code, code != "USD", code != "GBP" else { return false }
    amount.currency = code
    amount.value = amount.value.map { $0 / 100 }
    amount.last = last
    return true
  }
}
