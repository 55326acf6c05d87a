/// Units behind a number.
extension FigureParser {
  /// "2 hours 30 minutes", "1h 30m", "5 feet 2 inches": the smaller part is added in the larger one's unit.
  func readSmallerUnit(_ amount: inout Amount) {
    guard case .unit(let index, 1) = amount.unit, !amount.isHyphenated, !amount.hasPlus, let value = amount.value,
      value == value.rounded()
    else { return }
    let unit = QuantityUnit.specifications[index]
    guard unit.dimension == .time && unit.factor >= 60 || unit.name == "foot" else { return }
    var at = amount.last + 1
    if word(at) == .and { at += 1 }
    guard isNumber(at) || traits(at).contains(.small) || traits(at).contains(.tens),
      let number = number(at: at, money: false), number.scale == 1 || number.ambiguousM, !number.hasPlus
    else {
      return
    }
    var part = Amount(
      first: at, last: number.ambiguousM ? number.last - 1 : number.last,
      value: isNumber(at) ? numeral(at).value : number.value, isDigits: number.isDigits)
    if number.ambiguousM {
      guard unit.name == "hour", let minute = QuantityUnit.specifications.firstIndex(where: { $0.name == "minute" })
      else { return }
      part.unit = .unit(minute, count: 1)
      part.last = number.last
    } else {
      readUnit(&part)
    }
    if part.unit == .none, unit.name == "foot", text(part.last + 1) == "in",
      let inch = QuantityUnit.specifications.firstIndex(where: { $0.name == "inch" })
    {
      part.unit = .unit(inch, count: 1)
      part.last += 1
    }
    guard case .unit(let smaller, 1) = part.unit, let extra = part.value else { return }
    let small = QuantityUnit.specifications[smaller]
    guard small.dimension == unit.dimension, small.factor < unit.factor, extra * small.factor < unit.factor else {
      return
    }
    amount.value = value + extra * small.factor / unit.factor
    amount.last = part.last
  }

  /// Percent, points, factor, time, data and physical units behind the number.
  func readUnit(_ amount: inout Amount) {
    var at = amount.last + 1
    let hyphen = isHyphen(at)
    if hyphen { at += 1 }
    if hyphen, word(at) == .plus, isHyphen(at + 1), traits(at + 2).contains(.timeUnit) {
      // "a 50-plus-year history"
      amount.hasPlus = true
      at += 2
    }
    let token = token(at)
    guard at < tokens.count else { return }
    if token.kind == .mark {
      guard !hyphen else { return }
      readMarkUnit(&amount, at)
      return
    }
    guard token.kind == .word, !token.flags.contains(.sentence) || !token.spaced else { return }
    let unitTraits = traits(at)
    switch word(at) {
    case .percent, .percents, .pct:
      setShare(&amount, at)
      return
    case .percentage:
      if word(at + 1) == .point || word(at + 1) == .points {
        amount.unit = .points
        amount.last = at + 1
      } else if isHyphen(at + 1), word(at + 2) == .point || word(at + 2) == .points {
        amount.unit = .points
        amount.last = at + 2
      } else {
        amount.unit = .percent
        amount.last = at
      }
      return
    case .per where word(at + 1) == .cent:
      setShare(&amount, at + 1)
      return
    case .pp, .ppt, .ppts, .pps:
      amount.unit = .points
      amount.last = at
      return
    case .bps, .bp:
      amount.unit = .basisPoints
      amount.last = at
      return
    case .basis where word(at + 1) == .point || word(at + 1) == .points:
      amount.unit = .basisPoints
      amount.last = at + 1
      return
    case .basis where isHyphen(at + 1) && (word(at + 2) == .point || word(at + 2) == .points):
      amount.unit = .basisPoints
      amount.last = at + 2
      return
    case .x:
      if !token.spaced || traits(at + 1).contains(.comparative) {
        guard !(isNumber(at + 1) && (isJoined(at + 1) || token.spaced)) else { return }
        amount.unit = .times
        amount.last = at
        if isMark(at + 1, Mark.plus), isJoined(at + 1) {
          amount.hasPlus = true
          amount.last = at + 1
        }
      }
      return
    case .times:
      amount.unit = .times
      amount.last = at
      return
    case .fold:
      amount.unit = .times
      amount.last = at
      return
    case .square, .cubic, .metric:
      if let index = squareUnit(at) {
        amount.unit = .unit(index, count: 1)
        amount.last = at + 1
        amount.isHyphenated = hyphen
      }
      return
    default: break
    }
    if readJoinedSymbol(&amount, at) || readWordOfUnspaced(&amount, at) || readParts(&amount, at)
      || readGas(&amount, at)
    {
      return
    }
    if text(at) == "sq" {
      var next = at + 1
      if isMark(next, Mark.dot) { next += 1 }
      if let index = squareUnit(next - 1) {
        amount.unit = .unit(index, count: 1)
        amount.last = next
      }
      return
    }
    if Self.timeAdjectives.contains(text(at)), traits(at + 1).contains(.timeUnit), isPlural(at + 1) || hyphen,
      !beginsSentence(at + 1),
      info(at + 1).unit >= 0
    {
      // "3-5 business days"
      amount.unit = .unit(Int(info(at + 1).unit), count: info(at + 1).unitCount)
      amount.last = at + 1
      return
    }
    guard !unitTraits.isDisjoint(with: [.timeUnit, .dataUnit, .physicalUnit]), let index = unitIndex(at, amount) else {
      return
    }
    amount.unit = .unit(index, count: info(at).unitCount)
    amount.last = at
    amount.isHyphenated = hyphen
    readHours(&amount, index)
    readDenominator(&amount)
    if isMark(at + 1, Mark.plus), isJoined(at + 1) {
      amount.hasPlus = true
      amount.last = at + 1
    }
  }

  /// "350,000 megawatt hours", "kilowatt-hours": energy, not power.
  private func readHours(_ amount: inout Amount, _ index: Int) {
    let unit = QuantityUnit.specifications[index]
    var at = amount.last + 1
    if isHyphen(at) { at += 1 }
    guard unit.dimension == .power, !info(amount.last).traits.contains(.shortUnit),
      text(at) == "hour" || text(at) == "hours"
    else { return }
    setUnit(&amount, named: unit.name + "h", last: at)
  }

  /// Symbols that mean a unit only right behind digits: `2.8pc`, `1.2C`.
  private func readJoinedSymbol(_ amount: inout Amount, _ at: Int) -> Bool {
    let token = tokens[at]
    guard amount.isDigits, !token.spaced, amount.scale == 1, token.end - token.start <= 2 else { return false }
    if text(at) == "pc", isLower(at) {
      setShare(&amount, at)
      return true
    }
    guard token.end - token.start == 1,
      bytes[token.start] == UInt8(ascii: "C") || bytes[token.start] == UInt8(ascii: "F"),
      (amount.numeral?.decimals ?? 0) > 0 || isAboutWarmth(around: amount.first)
    else { return false }
    setUnit(&amount, named: bytes[token.start] == UInt8(ascii: "C") ? "°C" : "°F", last: at)
    return true
  }

  func isAboutWarmth(around index: Int) -> Bool {
    for at in max(0, index - 8)..<min(tokens.count, index + 9) where Self.warmthWords.contains(text(at)) { return true }
    return false
  }

  /// `3倍`, `2.5배`: a factor.
  private func readWordOfUnspaced(_ amount: inout Amount, _ at: Int) -> Bool {
    guard touchesUnspaced(at), ["倍", "배", "เท่า"].contains(text(at)) else { return false }
    amount.unit = .times
    amount.last = at
    return true
  }

  private static let warmthWords: Set<String> = [
    "temperature", "temperatures", "warming", "warmer", "warmed", "heat", "heated", "hot", "cold", "colder", "cooler",
    "cooled", "freezing", "frozen", "fever", "climate", "degrees", "weather", "oven", "boiling", "melting", "hottest",
  ]

  static let timeAdjectives: Set<String> = [
    "business", "working", "calendar", "consecutive", "full", "trading", "straight", "long", "short", "additional",
    "extra", "more",
  ]

  func setShare(_ amount: inout Amount, _ last: Int) {
    amount.unit = .percent
    amount.last = last
    var at = last + 1
    if isHyphen(at) { at += 1 }
    if word(at) == .points || word(at) == .point, at == last + 1 || isHyphen(last + 1) {
      amount.unit = .points
      amount.last = at
    }
  }

  func readMarkUnit(_ amount: inout Amount, _ at: Int) {
    switch token(at).code {
    case Mark.percent, 0xFF05, Mark.perMille:
      // "100 %20" is no percentage.
      guard !(token(at).spaced && isNumber(at + 1) && isJoined(at + 1)) else { return }
      amount.unit = .percent
      if token(at).code == Mark.perMille { amount.value = amount.value.map { $0 / 10 } }
      amount.last = at
      var next = at + 1
      if isMark(next, Mark.plus), isJoined(next), !isNumber(next + 1) || !isJoined(next + 1) {
        amount.hasPlus = true
        amount.last = next
        next += 1
      }
      if isHyphen(next) { next += 1 }
      if word(next) == .points || word(next) == .point || text(next) == "pts" {
        amount.unit = .points
        amount.last = next
      }
    case Mark.times:
      guard isJoined(at), !isNumber(at + 1) else { return }
      amount.unit = .times
      amount.last = at
      if isMark(at + 1, Mark.plus), isJoined(at + 1) {
        amount.hasPlus = true
        amount.last = at + 1
      }
    case Mark.degree:
      let letter = text(at + 1)
      if letter == "c" || letter == "f" || letter == "celsius" || letter == "fahrenheit" {
        setUnit(&amount, named: letter.hasPrefix("c") ? "°C" : "°F", last: at + 1)
      } else if letter != "k" {
        setUnit(&amount, named: "degree", last: at)
      }
    case Mark.inchMark, 0x201D:
      break
    default: break
    }
  }

  func setUnit(_ amount: inout Amount, named name: String, last: Int) {
    guard let index = QuantityUnit.specifications.firstIndex(where: { $0.name == name }) else { return }
    amount.unit = .unit(index, count: 1)
    amount.last = last
  }

  /// "square feet", "cubic metres", "metric tons".
  func squareUnit(_ at: Int) -> Int? {
    let info = info(at + 1)
    guard info.traits.contains(.physicalUnit), info.unit >= 0 else { return nil }
    if word(at) == .metric { return Int(info.unit) }
    let base = QuantityUnit.specifications[Int(info.unit)].name
    let name =
      switch (word(at), base) {
      case (.cubic, "m"): "m³"
      case (.cubic, _): base
      case (_, "m"): "m²"
      case (_, "km"): "km²"
      case (_, "foot"): "ft²"
      default: base
      }
    return QuantityUnit.specifications.firstIndex { $0.name == name }
  }

  /// The unit a word names behind a number, or nil where it is something else there.
  func unitIndex(_ at: Int, _ amount: Amount) -> Int? {
    let token = tokens[at]
    let info = info(at)
    guard info.unit >= 0 else { return nil }
    let length = token.end - token.start
    if info.traits.contains(.shortUnit) {
      guard amount.isDigits else { return nil }
      let first = bytes[token.start]
      let upper = first &- 65 < 26
      if length == 1 {
        // 3D, 5S and 4G are names; `m` was taken as a magnitude before where it is one.
        guard !token.spaced || isMeasureEnd(at), !upper || first == UInt8(ascii: "W") || first == UInt8(ascii: "L"),
          amount.scale == 1
        else { return nil }
        if first == UInt8(ascii: "s"), isDecade(amount) { return nil }
      } else if word(at) == .us {
        guard !token.spaced, !upper else { return nil }
      } else if token.spaced, info.traits.contains(.dataUnit) || length == 2 {
        guard !isWord(at + 1) || !token.flags.contains(.capital) || upper else { return nil }
      }
      if info.traits.contains(.dataUnit), length == 2, upper, bytes[token.end - 1] == UInt8(ascii: "b") {
        return bitUnit(Int(info.unit))
      }
      return Int(info.unit)
    }
    switch word(at) {
    case .second:
      // "one second", "5 second": an ordinal elsewhere.
      return amount.isDigits || amount.value == 1 || isHyphen(at - 1) ? Int(info.unit) : nil
    case .min, .max: return word(at) == .min && amount.isDigits ? Int(info.unit) : nil
    default: break
    }
    if text(at) == "mo" || text(at) == "min" || text(at) == "wk", !amount.isDigits { return nil }
    return Int(info.unit)
  }

  /// Whether a lone letter behind a space ends a measure: "12 m long", "5 g of", "a height of 3 m."
  private func isMeasureEnd(_ at: Int) -> Bool {
    guard isLower(at), !isNumber(at + 1) else { return false }
    let next = at + 1
    return next >= tokens.count || beginsSentence(next) || token(next).kind == .mark && !isHyphen(next)
      || traits(next).contains(.preposition)
      || ["long", "high", "wide", "deep", "tall", "thick", "away", "across"].contains(text(next))
  }

  /// `1990s`, `20s` after "the" or "their": not seconds.
  func isDecade(_ amount: Amount) -> Bool {
    guard let value = amount.value, amount.numeral?.decimals == 0 else { return false }
    if value >= 1000 || isMark(amount.first - 1, 0x27) || isMark(amount.first - 1, 0x2019) { return true }
    guard value.truncatingRemainder(dividingBy: 10) == 0, value >= 20 else { return false }
    switch word(amount.first - 1) {
    case .the, .mid, .early, .late: return true
    default: return isHyphen(amount.first - 1) || ["his", "her", "their", "our", "my"].contains(text(amount.first - 1))
    }
  }

  func bitUnit(_ index: Int) -> Int {
    let name =
      switch QuantityUnit.specifications[index].name {
      case "MB": "Mbit"
      case "GB": "Gbit"
      case "TB": "Tbit"
      default: QuantityUnit.specifications[index].name
      }
    return QuantityUnit.specifications.firstIndex { $0.name == name } ?? index
  }
}
