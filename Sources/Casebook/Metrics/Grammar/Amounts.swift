extension FigureParser {
  /// A number with what belongs to it: sign, currency before or behind, magnitude, unit.
  func amount(at index: Int) -> Amount? {
    var at = index
    var sign: UInt32 = 0
    if let mark = signMark(at), isJoined(at + 1) || mark != Mark.hyphen {
      sign = mark
      at += 1
    } else if word(at) == .minus || word(at) == .negative,
      isNumber(at + 1) || !traits(at + 1).isDisjoint(with: [.small, .tens])
    {
      sign = Mark.minus
      at += 1
    }
    let prefix = currencyPrefix(at: at)
    let numberAt = prefix?.next ?? at
    guard let number = number(at: numberAt, money: prefix != nil) else { return nil }
    var amount = Amount(first: index, last: number.last, value: number.value, isDigits: number.isDigits)
    amount.scale = number.scale
    amount.hasPlus = number.hasPlus
    amount.numeral = number.numeral
    amount.sign = sign
    amount.ambiguousM = number.ambiguousM
    if let prefix {
      amount.currency = prefix.code
      if prefix.scale != 1, let value = amount.value {
        amount.value = scaled(value, prefix.scale)
        amount.scale = prefix.scale
      }
      // "$10 dollars"; the percent of "$5%" is none.
      return amount
    }
    readCurrencySuffix(&amount)
    if amount.currency == nil {
      readUnit(&amount)
      readSmallerUnit(&amount)
    }
    return amount
  }

  func signMark(_ index: Int) -> UInt32? {
    let mark = token(index)
    guard mark.kind == .mark, index >= 0, index < tokens.count else { return nil }
    switch mark.code {
    case Mark.plus, Mark.hyphen, Mark.minus, Mark.plusMinus: return mark.code
    default: return nil
    }
  }

  // MARK: Currency before the number

  /// `$`, `US$`, `A $`, `USD`, `Rs.`, `MUSD`: the code, a magnitude, and where the number begins.
  func currencyPrefix(at index: Int) -> (code: String, scale: Double, next: Int)? {
    let token = token(index)
    switch token.kind {
    case .currencySign:
      guard let code = CurrencyTable.code(forSign: token.code), token.code != 0x5143, token.code != 0x5186 else {
        return nil
      }
      return (code, 1, afterSign(index))
    case .word:
      let next = index + 1
      if self.token(next).kind == .currencySign {
        guard !self.token(next).spaced || length(index) <= 2 || info(index).traits.contains(.currencyCode) else {
          return nil
        }
        let sign = self.token(next).code
        if sign == 0x24, let code = CurrencyTable.code(forDollarPrefix: text(index)) {
          // "a $ 4 billion" is an article before a dollar sign.
          if word(index) == .a, self.token(next).spaced { return nil }
          return (code, 1, afterSign(next))
        }
        if sign == 0xA5, ["cn", "rmb"].contains(text(index)) { return ("CNY", 1, afterSign(next)) }
        return nil
      }
      let info = info(index)
      if isMark(next, Mark.dot), isJoined(next) {
        // "u.s $", "Rs. 500"
        if word(index) == .us || text(index) == "u", isWord(next + 1), text(next + 1) == "s" {
          var sign = next + 2
          if isMark(sign, Mark.dot) { sign += 1 }
          if self.token(sign).kind == .currencySign, self.token(sign).code == 0x24 {
            return ("USD", 1, afterSign(sign))
          }
          return nil
        }
        if text(index) == "rs", isNumber(next + 1) { return ("INR", 1, next + 1) }
        return nil
      }
      let atNumber = isMark(next, Mark.dot) ? next + 1 : next
      guard isNumber(atNumber) else { return nil }
      // "COP26" is a conference.
      if text(index) == "cop", isJoined(atNumber), length(atNumber) < 4 { return nil }
      if info.traits.contains(.currencyCode), isWrittenAsCode(index) {
        return CurrencyTable.code(at: info.currency).map { ($0, 1, atNumber) }
      }
      if text(index) == "rs" || text(index) == "rmb" {
        return CurrencyTable.code(at: info.currency).map { ($0, 1, atNumber) }
      }
      if let code = millionsCode(index) { return (code, 1e6, atNumber) }
      return nil
    default: return nil
    }
  }

  /// The number's index after a sign: an ASCII hyphen between ("$-5") is not handled, a space is.
  private func afterSign(_ sign: Int) -> Int { sign + 1 }

  /// A code in capitals, or one of those that are no English words.
  func isWrittenAsCode(_ index: Int) -> Bool {
    if token(index).flags.contains(.allCaps) { return true }
    return Self.wordlessCodes.contains(text(index))
  }

  private static let wordlessCodes: Set<String> = [
    "usd", "eur", "gbp", "jpy", "cny", "inr", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "hkd", "sgd", "krw",
    "btc", "brl",
    "mxn", "pln", "huf", "ils", "twd", "idr", "myr", "thb", "zar", "aed",
  ]

  /// `MUSD`, `MEUR`: millions of a currency.
  func millionsCode(_ index: Int) -> String? {
    let token = token(index)
    guard token.kind == .word, token.end - token.start == 4, token.flags.contains(.allCaps),
      bytes[token.start] == UInt8(ascii: "M")
    else { return nil }
    let code = String(decoding: bytes[(token.start + 1)..<token.end], as: UTF8.self)
    return CurrencyTable.codes.contains(code) ? code : nil
  }

  // MARK: Currency behind the number

  private func readCurrencySuffix(_ amount: inout Amount) {
    var at = amount.last + 1
    if isHyphen(at) { at += 1 }
    let token = token(at)
    if token.kind == .currencySign {
      // A sign joined to a number behind it belongs to that one.
      if isNumber(at + 1), isJoined(at + 1), token.spaced { return }
      if token.code == 0xA2 { return }
      guard let code = CurrencyTable.code(forSign: token.code) else { return }
      amount.currency = code
      amount.last = at
      readScaleBehindCurrency(&amount)
      readMinorUnits(&amount)
      return
    }
    guard token.kind == .word, !beginsSentence(at) else { return }
    let info = info(at)
    if info.traits.contains(.currencyCode), isWrittenAsCode(at), let code = CurrencyTable.code(at: info.currency) {
      // "3 USD50 cards": the code belongs to the number joined to it.
      if isNumber(at + 1), isJoined(at + 1), token.spaced { return }
      amount.currency = code
      amount.last = at
      readScaleBehindCurrency(&amount)
      readMinorUnits(&amount)
    } else if let code = millionsCode(at) {
      amount.currency = code
      amount.scale = 1e6
      amount.value = amount.value.map { scaled($0, 1e6) }
      amount.last = at
    } else if let (code, last) = currencyWords(at: at, amount: amount) {
      amount.currency = code
      amount.last = last
      readMinorUnits(&amount)
    } else if info.traits.contains(.centWord) {
      amount.currency = word(at) == .cent || word(at) == .cents ? "USX" : "GBX"
      amount.last = at
    }
  }

  /// "75 USD million".
  private func readScaleBehindCurrency(_ amount: inout Amount) {
    let next = amount.last + 1
    guard amount.scale == 1, traits(next).contains(.scale), length(next) > 2 else { return }
    amount.scale = info(next).value
    amount.value = amount.value.map { scaled($0, amount.scale) }
    amount.last = next
  }

  /// A currency said in words: "dollars", "US dollars", "Hong Kong dollars", "pounds sterling".
  func currencyWords(at index: Int, amount: Amount?) -> (code: String, last: Int)? {
    var at = index
    // "u.s. dollars"
    var adjective: String?
    if text(at) == "u", isMark(at + 1, Mark.dot), text(at + 2) == "s" {
      adjective = "us"
      at += isMark(at + 3, Mark.dot) ? 4 : 3
    } else if word(at) == .hong || word(at) == .new, traits(at + 1).contains(.currencyAdjective) {
      adjective = text(at + 1)
      at += 2
    } else if traits(at).contains(.currencyAdjective), word(at) != .us || !token(at).spaced || isWord(at + 1) {
      adjective = text(at)
      at += 1
    } else if text(at) == "south" || text(at) == "sri", traits(at + 1).contains(.currencyAdjective) {
      adjective = text(at + 1)
      at += 2
    }
    guard isWord(at), !beginsSentence(at) || at == index else { return nil }
    if let adjective {
      if info(at).traits.contains(.currencyCode), isWrittenAsCode(at) {
        return CurrencyTable.code(at: info(at).currency).map { ($0, at) }
      }
      return CurrencyTable.code(adjective: adjective, word: text(at)).map { ($0, at) }
    }
    let info = info(at)
    guard info.traits.contains(.currencyWord), let code = CurrencyTable.code(at: info.currency) else { return nil }
    let name = text(at)
    if name == "pounds" || name == "pound" {
      let sterling = text(at + 1) == "sterling"
      // Without a magnitude or "sterling", pounds are a weight.
      guard sterling || amount == nil || (amount?.scale ?? 1) > 1 || (amount?.value ?? 0) >= 1e5 else { return nil }
      return (code, sterling ? at + 1 : at)
    }
    if name == "won" || name == "rand" || name == "dong" || name == "real" {
      // "12 won awards"
      guard let amount, amount.scale > 1 || (amount.value ?? 0) >= 1000 || name == "rand" else { return nil }
    }
    return (code, at)
  }

  /// "3 dollars 50 cents", "thirteen dollars and forty-five cents", and at the end of a clause "15 dollars 50".
  private func readMinorUnits(_ amount: inout Amount) {
    var at = amount.last + 1
    if word(at) == .and { at += 1 }
    guard amount.scale == 1, isWord(at) || isNumber(at), let number = number(at: at, money: false),
      let part = number.value, part > 0, part < 100,
      part == part.rounded(), number.scale == 1, let value = amount.value, value == value.rounded()
    else { return }
    var last = number.last
    if traits(last + 1).contains(.centWord) {
      last += 1
    } else {
      let next = last + 1
      guard
        next >= tokens.count || beginsSentence(next) || isMark(next, Mark.dot) || isMark(next, Mark.comma)
          || word(next) == .more,
        !number.isDigits || length(number.last) == 2
      else { return }
    }
    amount.value = (value * 100 + part) / 100
    amount.last = last
  }

  // MARK: Units

  /// "2 hours 30 minutes", "1h 30m", "5 feet 2 inches": the smaller part is added in the larger one's unit.
  private func readSmallerUnit(_ amount: inout Amount) {
    guard case .unit(let index, 1) = amount.unit, !amount.isHyphenated, !amount.hasPlus, let value = amount.value,
      value == value.rounded()
    else { return }
    let unit = QuantityUnit.specifications[index]
    guard unit.dimension == .time && unit.factor >= 60 || unit.name == "foot" else { return }
    var at = amount.last + 1
    if word(at) == .and { at += 1 }
    guard isNumber(at), amount.isDigits, let number = number(at: at, money: false),
      number.scale == 1 || number.ambiguousM, !number.hasPlus
    else {
      return
    }
    var part = Amount(
      first: at, last: number.ambiguousM ? number.last - 1 : number.last, value: numeral(at).value, isDigits: true)
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
    if isMark(at + 1, Mark.plus), isJoined(at + 1) {
      amount.hasPlus = true
      amount.last = at + 1
    }
  }

  private static let timeAdjectives: Set<String> = [
    "business", "working", "calendar", "consecutive", "full", "trading", "straight", "long", "short", "additional",
    "extra", "more",
  ]

  private func setShare(_ amount: inout Amount, _ last: Int) {
    amount.unit = .percent
    amount.last = last
    var at = last + 1
    if isHyphen(at) { at += 1 }
    if word(at) == .points || word(at) == .point, at == last + 1 || isHyphen(last + 1) {
      amount.unit = .points
      amount.last = at
    }
  }

  private func readMarkUnit(_ amount: inout Amount, _ at: Int) {
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

  private func setUnit(_ amount: inout Amount, named name: String, last: Int) {
    guard let index = QuantityUnit.specifications.firstIndex(where: { $0.name == name }) else { return }
    amount.unit = .unit(index, count: 1)
    amount.last = last
  }

  /// "square feet", "cubic metres", "metric tons".
  private func squareUnit(_ at: Int) -> Int? {
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
  private func unitIndex(_ at: Int, _ amount: Amount) -> Int? {
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
        guard !token.spaced, !upper || first == UInt8(ascii: "W") || first == UInt8(ascii: "L"), amount.scale == 1
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

  /// `1990s`, `20s` after "the" or "their": not seconds.
  private func isDecade(_ amount: Amount) -> Bool {
    guard let value = amount.value, amount.numeral?.decimals == 0 else { return false }
    if value >= 1000 || isMark(amount.first - 1, 0x27) || isMark(amount.first - 1, 0x2019) { return true }
    guard value.truncatingRemainder(dividingBy: 10) == 0, value >= 20 else { return false }
    switch word(amount.first - 1) {
    case .the, .mid, .early, .late: return true
    default: return isHyphen(amount.first - 1) || ["his", "her", "their", "our", "my"].contains(text(amount.first - 1))
    }
  }

  private func bitUnit(_ index: Int) -> Int {
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
