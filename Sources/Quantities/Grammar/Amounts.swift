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
    if traits(at).contains(.fold) {
      // "two- to threefold"
      var amount = Amount(first: index, last: at, value: info(at).value, isDigits: false)
      amount.unit = .times
      return amount
    }
    let prefix = currencyPrefix(at: at)
    var numberAt = prefix?.next ?? at
    // "£-2.5bn", "USD -4 million"
    if prefix != nil, sign == 0, let mark = negativeSign(numberAt) {
      sign = mark
      numberAt += 1
    }
    guard let number = number(at: numberAt, money: prefix != nil, currency: prefix?.code) else { return nil }
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

  /// The sign of a negative number that stands between its currency and its digits.
  private func negativeSign(_ index: Int) -> UInt32? {
    guard let mark = signMark(index), mark != Mark.plus, mark != Mark.plusMinus, isJoined(index + 1),
      isNumber(index + 1)
    else { return nil }
    return mark
  }

  /// The sign of a number, a dash that stands for one included: a dash before a number and behind white space.
  func signMark(_ index: Int) -> UInt32? {
    let mark = token(index)
    guard mark.kind == .mark, index >= 0, index < tokens.count else { return nil }
    switch mark.code {
    case Mark.plus, Mark.hyphen, Mark.minus, Mark.plusMinus: return mark.code
    case Mark.figureDash, Mark.enDash: return isDashForMinus(index) ? Mark.minus : nil
    default: return nil
    }
  }

  /// "–5%" at the head of a text, in brackets and behind words that need an amount: what was typed as a dash is a minus.
  private func isDashForMinus(_ index: Int) -> Bool {
    let next = index + 1
    guard isJoined(next), isNumber(next) || token(next).kind == .currencySign else { return false }
    if index == 0 || isMark(index - 1, Mark.pipe) || isMark(index - 1, Mark.colon) && token(index).spaced {
      return true
    }
    if isMark(index - 1, Mark.open) { return isJoined(index) }
    guard token(index).spaced else { return false }
    switch word(index - 1) {
    case .of, .was, .were, .is, .to, .from, .at, .than, .by: return true
    default: return traits(index - 1).contains(.currencyCode) && isWrittenAsCode(index - 1)
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
      // "$C84.45", "$US5 million"
      if token.code == 0x24, isWord(index + 1), isJoined(index + 1), isNumber(index + 2), isJoined(index + 2),
        let narrowed = CurrencyTable.code(forDollarPrefix: text(index + 1))
      {
        return (narrowed, 1, index + 2)
      }
      return (code, 1, index + 1)
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
          return (code, 1, next + 1)
        }
        if sign == 0xA5, ["cn", "rmb"].contains(text(index)) { return ("CNY", 1, next + 1) }
        return nil
      }
      let info = info(index)
      if isMark(next, Mark.dot), isJoined(next) {
        // "u.s $", "Rs. 500"
        if word(index) == .us || text(index) == "u", isWord(next + 1), text(next + 1) == "s" {
          var sign = next + 2
          if isMark(sign, Mark.dot) { sign += 1 }
          if self.token(sign).kind == .currencySign, self.token(sign).code == 0x24 {
            return ("USD", 1, sign + 1)
          }
          return nil
        }
        if text(index) == "rs", isNumber(next + 1) { return ("INR", 1, next + 1) }
        return nil
      }
      let atNumber = isMark(next, Mark.dot) ? next + 1 : next
      guard isNumber(atNumber) || self.token(atNumber).spaced && negativeSign(atNumber) != nil else { return nil }
      // "COP26" is a conference.
      if text(index) == "cop", isJoined(atNumber), length(atNumber) < 4 { return nil }
      if info.traits.contains(.currencyCode), isWrittenAsCode(index) {
        return CurrencyTable.code(at: info.currency).map { ($0, 1, atNumber) }
      }
      if ["rs", "rmb", "dh", "dhs"].contains(text(index)) {
        return CurrencyTable.code(at: info.currency).map { ($0, 1, atNumber) }
      }
      // The lexer parts `R129` only where it is an amount.
      if text(index) == "r", isJoined(atNumber), atNumber == next, token.flags.contains(.capital) {
        return ("ZAR", 1, atNumber)
      }
      if let (code, scale) = multipleOfCode(index) { return (code, scale, atNumber) }
      return nil
    default: return nil
    }
  }

  /// A code in capitals, or one of those that are no English words.
  func isWrittenAsCode(_ index: Int) -> Bool {
    if token(index).flags.contains(.allCaps) { return true }
    return Self.wordlessCodes.contains(text(index))
  }

  static let wordlessCodes: Set<String> = [
    "usd", "eur", "gbp", "jpy", "cny", "inr", "cad", "aud", "nzd", "chf", "sek", "nok", "dkk", "hkd", "sgd", "krw",
    "btc", "brl",
    "mxn", "pln", "huf", "ils", "twd", "idr", "myr", "thb", "zar", "aed",
  ]

  /// `MUSD`, `MEUR`: millions of a currency; `KUSD`, `TEUR`: thousands.
  func multipleOfCode(_ index: Int) -> (code: String, scale: Double)? {
    let token = token(index)
    guard token.kind == .word, token.end - token.start == 4 else { return nil }
    let scale: Double
    switch bytes[token.start] {
    case UInt8(ascii: "M"): scale = 1e6
    case UInt8(ascii: "K"), UInt8(ascii: "k"), UInt8(ascii: "T"): scale = 1e3
    default: return nil
    }
    let code = String(decoding: bytes[(token.start + 1)..<token.end], as: UTF8.self)
    return CurrencyTable.codes.contains(code) ? (code, scale) : nil
  }

  // MARK: Currency behind the number

  func readCurrencySuffix(_ amount: inout Amount) {
    var at = amount.last + 1
    if isHyphen(at) { at += 1 }
    let token = token(at)
    if token.kind == .currencySign {
      // A sign joined to a number behind it belongs to that one.
      if isNumber(at + 1), isJoined(at + 1), token.spaced { return }
      guard let code = CurrencyTable.code(forSign: token.code) else { return }
      amount.currency = code
      amount.last = at
      readThousandsByDot(&amount)
      readScaleBehindCurrency(&amount)
      readMinorUnits(&amount)
      return
    }
    guard token.kind == .word, !beginsSentence(at) else { return }
    let info = info(at)
    if info.traits.contains(.currencyCode), isWrittenAsCode(at), !traits(at + 1).contains(.centWord),
      let code = CurrencyTable.code(at: info.currency)
    {
      // "3 USD50 cards": the code belongs to the number joined to it.
      if isNumber(at + 1), isJoined(at + 1), token.spaced { return }
      amount.currency = code
      amount.last = at
      readScaleBehindCurrency(&amount)
      readMinorUnits(&amount)
    } else if let (code, scale) = multipleOfCode(at), amount.scale == 1 {
      amount.currency = code
      amount.scale = scale
      amount.value = amount.value.map { scaled($0, scale) }
      amount.last = at
    } else if readHundredths(&amount, at) {
      return
    } else if let (code, last) = linkedCurrency(at: at), amount.scale > 1 || (amount.value ?? 0) >= 100 {
      // "12 millones de euros", "2,5 milliards d'euros"
      amount.currency = code
      amount.last = last
    } else if info.traits.contains(.currencyAdjective), traits(at + 1).contains(.centWord) {
      // "28.6 US cents"
      amount.currency = word(at + 1) == .cent || word(at + 1) == .cents ? "USX" : "GBX"
      amount.last = at + 1
    } else if let (code, last) = currencyWords(at: at, amount: amount) {
      amount.currency = code
      amount.last = last
      readMinorUnits(&amount)
    } else if info.traits.contains(.centWord) {
      amount.currency = word(at) == .cent || word(at) == .cents ? "USX" : "GBX"
      amount.last = at
    } else if isPenceSign(at, amount) {
      amount.currency = text(at) == "p" ? "GBX" : "USX"
      amount.last = at
    }
  }

  /// `12.500 €`: where the sign stands behind, a dot before three digits parts thousands. Prices per unit have three decimals.
  private func readThousandsByDot(_ amount: inout Amount) {
    guard amount.numeral?.isAmbiguous == true, amount.scale == 1, amount.currency != "USD", amount.currency != "GBP",
      !isMark(amount.last + 1, Mark.slash), word(amount.last + 1) != .per, let value = amount.value
    else { return }
    amount.value = (value * 1000).rounded()
    amount.numeral?.isAmbiguous = false
    amount.numeral?.hasGroups = true
    amount.isThousandsByZeros = true
  }

  /// `22.5p`, `36c`: pence and cents, but for `1080p` and its like, the heights of pictures.
  private func isPenceSign(_ at: Int, _ amount: Amount) -> Bool {
    guard amount.isDigits, amount.scale == 1, !token(at).spaced, length(at) == 1, isLower(at),
      let value = amount.value
    else { return false }
    if text(at) == "c" { return !isAboutWarmth(around: amount.first) && !isNumber(at + 1) }
    guard text(at) == "p" else { return false }
    return ![144, 240, 360, 480, 540, 720, 1080, 1440, 2160, 4320].contains(value)
  }

  /// "75 USD million".
  func readScaleBehindCurrency(_ amount: inout Amount) {
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
  func readMinorUnits(_ amount: inout Amount) {
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
}
