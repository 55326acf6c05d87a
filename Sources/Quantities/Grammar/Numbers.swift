extension FigureParser {
  /// A number in digits or words, with its magnitudes but without sign, currency and unit.
  struct Number {
    var last: Int
    var value: Double?
    var isDigits: Bool
    var scale = 1.0
    var hasPlus = false
    var numeral: NumeralReader.Numeral?
    var ambiguousM = false
    /// The magnitude is written as another language than English does.
    var isForeign = false
  }

  /// - Parameters:
  ///   - money: a currency stands before the number, so that a spaced letter or an `m` is a magnitude.
  ///   - currency: that currency.
  func number(at index: Int, money: Bool, currency: String? = nil) -> Number? {
    var number: Number
    if isNumber(index) {
      number = digits(at: index)
    } else if let words = wordNumber(at: index) {
      number = Number(last: words.last, value: words.value, isDigits: false)
    } else {
      return nil
    }
    readMagnitudes(&number, money: money, currency: currency)
    return number
  }

  /// A numeral, with a fraction behind it: `10 1/2`, `2½`.
  private func digits(at index: Int) -> Number {
    let token = tokens[index]
    if token.code != 0, let (numerator, denominator) = CodePoint.fraction(token.code) {
      return Number(last: index, value: numerator / denominator, isDigits: true)
    }
    let numeral = NumeralReader.read(bytes, token.start, token.end, commaDecimal: commaDecimal)
    var number = Number(last: index, value: numeral.value, isDigits: true, numeral: numeral)
    guard let value = numeral.value, numeral.decimals == 0 else { return number }
    let next = self.token(index + 1)
    if next.kind == .number, next.code != 0, let (numerator, denominator) = CodePoint.fraction(next.code) {
      number.value = value + numerator / denominator
      number.last = index + 1
    } else if next.kind == .number, next.spaced, let part = simpleFraction(at: index + 1), part < 1, value < 1000 {
      number.value = value + part
      number.last = index + 3
    } else if value < 1000, let (last, part) = andPart(after: index) {
      // "2 and a half hours", "2 and three-quarter hours"; "1.5 million and a half" is read with its magnitude.
      number.value = value + part
      number.last = last
    }
    return number
  }

  /// `3/4` over three joined tokens.
  func simpleFraction(at index: Int) -> Double? {
    guard isNumber(index), isMark(index + 1, Mark.slash), isNumber(index + 2),
      isJoined(index + 1) == isJoined(index + 2),
      isJoined(index + 1) || isMark(index + 3, Mark.percent),
      !(isMark(index + 3, Mark.slash) && isJoined(index + 3)), length(index) <= 2, length(index + 2) <= 2,
      let numerator = numeral(index).value, let denominator = numeral(index + 2).value, denominator > 0
    else { return nil }
    return numerator / denominator
  }

  func numeral(_ index: Int) -> NumeralReader.Numeral {
    let token = token(index)
    return NumeralReader.read(bytes, token.start, token.end, commaDecimal: commaDecimal)
  }

  /// `+` and magnitudes: `13+ billion`, `4.5B`, `1M+`, `35 lakh crore`, `$5-million`.
  private func readMagnitudes(_ number: inout Number, money: Bool, currency: String?) {
    var next = number.last + 1
    if isMark(next, Mark.plus), isJoined(next), !isNumber(next + 1) || !isJoined(next + 1) {
      number.hasPlus = true
      number.last = next
      next += 1
    }
    for _ in 0..<3 {
      var at = next
      if isHyphen(at), number.isDigits, traits(at + 1).contains(.scale) { at += 1 }
      let token = token(at)
      guard token.kind == .word, !token.flags.contains(.mixed) else { break }
      let info = info(at)
      if number.isDigits, number.scale == 1, let (scale, last) = ambiguousScale(at: at, currency: currency) {
        number.scale = scale
        number.isForeign = true
        at = last
      } else if info.traits.contains(.scale) || (info.traits.contains(.hundred) && number.isDigits) {
        // "cr" and other short forms only with digits; word numbers have taken their magnitudes already.
        guard number.isDigits else { break }
        number.scale *= info.value
        if info.traits.contains(.foreign) { number.isForeign = true }
      } else if info.traits.contains(.letterScale), number.isDigits, number.scale == 1,
        let scale = letterScale(at, money: money)
      {
        number.scale *= scale
        if bytes[token.start] == UInt8(ascii: "m"), token.end - token.start == 1, !money { number.ambiguousM = true }
      } else {
        break
      }
      if dotOfAbbreviation(after: at) { at += 1 }
      number.last = at
      next = at + 1
      if isMark(next, Mark.plus), isJoined(next), !isNumber(next + 1) || !isJoined(next + 1) {
        number.hasPlus = true
        number.last = next
        next += 1
      }
      if number.ambiguousM { break }
    }
    if number.scale == 1, isPlusWord(next), number.isDigits { number.hasPlus = true }
    // "two and a half million" was read whole; "2 and a half million" is not.
    if var value = number.value {
      // "1.200 millones": where millions are written so, the dot parts thousands.
      if number.isForeign, number.numeral?.isAmbiguous == true {
        value *= 1000
        number.numeral?.isAmbiguous = false
      }
      number.value = scaled(value, number.scale)
    }
    readSmallerMagnitudes(&number)
    if number.isDigits, number.scale == 1, traits(number.last + 1).contains(.manyDozens), let value = number.value {
      number.value = value * 12
      number.last += 1
    }
  }

  private func smallPart(_ at: Int, _ isLast: Bool) -> Double? {
    if isNumber(at) { return numeral(at).value }
    return isLast && traits(at).contains(.small) && traits(at + 1).isDisjoint(with: [.scale, .hundred])
      ? info(at).value : nil
  }

  /// "4 thousand 3 hundred and 21", "3 million and a half": what follows a magnitude written out, when it is smaller.
  private func readSmallerMagnitudes(_ number: inout Number) {
    guard number.isDigits, number.scale > 1, !number.hasPlus, length(number.last) > 2 else { return }
    var limit = number.scale
    if let (end, part) = andPart(after: number.last), let value = number.value {
      number.value = value + part * limit
      number.last = end
      return
    }
    while limit <= 1e6 || number.isForeign, let value = number.value {
      var at = number.last + 1
      let isLast = word(at) == .and
      if isLast { at += 1 }
      guard !beginsSentence(at), let part = smallPart(at, isLast), part == part.rounded(), part > 0 else { return }
      let scale = traits(at + 1).isDisjoint(with: [.scale, .hundred]) || length(at + 1) <= 2 ? 1 : info(at + 1).value
      // "2 thousand and 21 people" is one number; "3 million and 21 people" are two.
      guard scale > 1 ? part * scale < limit : isLast && limit <= 1000 && part < limit else { return }
      number.value = value + part * scale
      number.last = scale > 1 ? at + 1 : at
      guard scale > 1 else { return }
      limit = scale
    }
  }

  /// "50 plus".
  private func isPlusWord(_ index: Int) -> Bool { word(index) == .plus && isHyphen(index - 1) }

  /// Multiplies by a magnitude as one would write it out: 4.35 million is 4350000, not 4349999.9999999995.
  func scaled(_ value: Double, _ scale: Double) -> Double {
    guard scale != 1 else { return value }
    let product = value * scale
    let rounded = product.rounded()
    return abs(product - rounded) <= abs(product) * 1e-14 ? rounded : product
  }

  /// The magnitude a letter after digits means, or nil where it is a unit or the start of a name.
  private func letterScale(_ index: Int, money: Bool) -> Double? {
    let token = tokens[index]
    let first = bytes[token.start]
    let isUpper = first &- 65 < 26
    // Nobody writes 5500M for 5.5 billion: that is a model.
    let digits = self.token(index - 1)
    if !money, !token.spaced, digits.kind == .number, digits.end - digits.start >= 4,
      bytes[digits.start..<digits.end].allSatisfy({ $0 &- 48 < 10 })
    {
      return nil
    }
    if token.spaced {
      // "10 M users", "2.5 k requests": what is counted says that the letter is no name; "a 10 k race" counts nothing.
      let isCounted =
        token.end - token.start == 1 && (first | 32 == UInt8(ascii: "k") || isUpper)
        && isLower(index + 1) && isPlural(index + 1) && traits(index + 1).isDisjoint(with: [.stop, .verb, .timeUnit])
      guard isCounted || money && (isUpper || token.end - token.start == 2) else { return nil }
      return scaleOfLetter(first, token.end - token.start)
    }
    if !money, namesPlace(index) { return nil }
    // A letter followed by more of a word is no magnitude: "3M's", "4K-video".
    switch first | 32 {
    case UInt8(ascii: "k"):
      // "4K TV" is a resolution: one digit, and nothing counted.
      return isUpper && length(index - 1) == 1 && !money && isWord(index + 1) && !traits(index + 1).contains(.stop)
        && countedNoun(after: index) == nil ? nil : 1e3
    case UInt8(ascii: "m"): return token.end - token.start == 2 && !isUpper && !money ? nil : 1e6
    case UInt8(ascii: "b"):
      // "(2b)" names a clause.
      if !isUpper, !money, length(index - 1) == 1, countedNoun(after: index) == nil { return nil }
      return 1e9
    case UInt8(ascii: "t"): return money || isUpper ? 1e12 : nil
    default: return nil
    }
  }

  private func scaleOfLetter(_ letter: UInt8, _ length: Int) -> Double? {
    switch letter | 32 {
    case UInt8(ascii: "k"): 1e3
    case UInt8(ascii: "m"): 1e6
    case UInt8(ascii: "b"): 1e9
    case UInt8(ascii: "t"): 1e12
    default: nil
    }
  }

  /// A number in words: "six hundred thousand", "twenty-five", "two and a half million", "a dozen", "half a million".
  func wordNumber(at index: Int) -> (last: Int, value: Double)? {
    guard isWord(index) else { return nil }
    if let part = partOfMagnitude(at: index) { return part }
    var at = index
    var total = 0.0
    var current = 0.0
    var last = -1
    var lastTrait: WordTraits = []
    var smallestScale = Double.infinity
    if word(at) == .a || word(at) == .an {
      guard !traits(at + 1).isDisjoint(with: [.hundred, .scale, .dozen]),
        isLower(at + 1) || token(at + 1).flags.contains(.capital)
      else { return nil }
      guard info(at + 1).traits.contains(.scale) ? length(at + 1) > 2 : true else { return nil }
      current = 1
      at += 1
    }
    var words = 0
    while words < 16 {
      words += 1
      let info = info(at)
      let traits = info.traits
      if traits.contains(.small) {
        let units = current.truncatingRemainder(dividingBy: 100)
        guard
          units == 0
            || (units >= 20 && info.value > 0 && info.value < 10 && units.truncatingRemainder(dividingBy: 10) == 0)
        else { break }
        if last >= 0, lastTrait == .small { break }
        current += info.value
        lastTrait = .small
      } else if traits.contains(.tens) {
        guard current.truncatingRemainder(dividingBy: 100) == 0, lastTrait != .small || current == 0 else { break }
        if lastTrait == .small { break }
        current += info.value
        lastTrait = .tens
      } else if traits.contains(.hundred) {
        guard last >= 0 || current == 1, current > 0, current < 100 else { break }
        current *= 100
        lastTrait = .hundred
      } else if traits.contains(.scale), length(at) > 2 {
        guard last >= 0 || current == 1 else { break }
        if current == 0 {
          guard total > 0 else { break }
          total *= info.value
        } else {
          guard info.value < smallestScale else { break }
          total += current * info.value
          smallestScale = info.value
        }
        current = 0
        lastTrait = .scale
      } else if traits.contains(.dozen) {
        guard last >= 0 || current == 1 else { break }
        current = max(current, 1) * 12
        last = at
        at += 1
        break
      } else if word(at) == .and, lastTrait == .hundred || lastTrait == .scale,
        !self.traits(at + 1).isDisjoint(with: [.small, .tens]),
        !isFractionOfTotal(at + 1), continuesAfterAnd(at + 1, limit: lastTrait == .hundred ? 100 : smallestScale)
      {
        at += 1
        continue
      } else if isHyphen(at), last >= 0, lastTrait == .tens || lastTrait == .small || lastTrait == .hundred,
        joinsNumber(at + 1, after: lastTrait)
      {
        at += 1
        continue
      } else {
        break
      }
      last = at
      at += 1
      if beginsSentence(at), at < tokens.count { break }
    }
    guard last >= index else { return nil }
    var value = total + current
    if let (end, part) = decimalWords(after: last) {
      value += part
      last = end
    } else if let (end, part) = andPart(after: last) {
      // "one million and a half" is one and a half million.
      value += part * (lastTrait == .scale && smallestScale.isFinite ? smallestScale : 1)
      last = end
      if lastTrait != .scale, traits(last + 1).contains(.scale), length(last + 1) > 2 {
        value *= info(last + 1).value
        last += 1
      }
    }
    if traits(last + 1).contains(.manyDozens) {
      value *= 12
      last += 1
    }
    return (last, value)
  }

  /// "and" goes on with the number only when what follows is smaller than what went before and no number of its own:
  /// not in "three hundred and two hundred".
  private func continuesAfterAnd(_ index: Int, limit: Double) -> Bool {
    var at = index
    while at < index + 3, !traits(at).isDisjoint(with: [.small, .tens]) || isHyphen(at) { at += 1 }
    return !(limit <= 100 && traits(at).contains(.hundred))
  }

  /// "three quarters" in "one hundred and three quarters".
  private func isFractionOfTotal(_ index: Int) -> Bool {
    traits(index).contains(.small) && traits(index + 1).contains(.fraction) && info(index).value < info(index + 1).value
      && (info(index).value == 1 || text(index + 1).hasSuffix("s"))
  }

  private func joinsNumber(_ index: Int, after: WordTraits) -> Bool {
    let next = traits(index)
    if after == .tens { return next.contains(.small) && info(index).value < 10 || next.contains(.scale) }
    return next.contains(.hundred) || next.contains(.scale)
  }

  /// "half a million", "a quarter million", "three quarters of a million", "half a dozen".
  private func partOfMagnitude(at index: Int) -> (last: Int, value: Double)? {
    var at = index
    var numerator = 1.0
    if word(at) == .a || word(at) == .an {
      at += 1
    } else if traits(at).contains(.small), traits(at + 1).contains(.fraction) {
      numerator = info(at).value
      at += 1
    }
    guard traits(at).contains(.fraction), info(at).value >= 2 else { return nil }
    let part = numerator / info(at).value
    at += 1
    if word(at) == .of { at += 1 }
    if word(at) == .a || word(at) == .an { at += 1 }
    let magnitude = info(at)
    guard !magnitude.traits.isDisjoint(with: [.scale, .dozen, .hundred]), length(at) > 2 else { return nil }
    return (at, part * magnitude.value)
  }

  /// "point five", "point seventy-one".
  private func decimalWords(after last: Int) -> (Int, Double)? {
    guard word(last + 1) == .point else { return nil }
    var at = last + 2
    var text = "0."
    while text.utf8.count < 12 {
      let info = info(at)
      if info.traits.contains(.small), info.value < 10 {
        text += String(Int(info.value))
      } else if info.traits.contains(.tens) {
        text += String(Int(info.value) / 10)
        if isHyphen(at + 1), traits(at + 2).contains(.small) { at += 1 }
      } else {
        break
      }
      at += 1
    }
    guard at > last + 2, let value = Double(text) else { return nil }
    return (at - 1, value)
  }

  /// "and a half", "and three quarters", "-and-a-half".
  private func andPart(after last: Int) -> (Int, Double)? {
    var at = last + 1
    let hyphens = isHyphen(at)
    if hyphens { at += 1 }
    guard word(at) == .and else { return nil }
    at += 1
    if hyphens, isHyphen(at) { at += 1 }
    var numerator = 1.0
    if word(at) == .a || word(at) == .an {
    } else if traits(at).contains(.small), info(at).value > 0 {
      numerator = info(at).value
    } else {
      return nil
    }
    at += 1
    if isHyphen(at) { at += 1 }
    guard traits(at).contains(.fraction), numerator < info(at).value else { return nil }
    let fraction = at
    if hyphens { return (fraction, numerator / info(fraction).value) }
    // "five and a third party" names no fraction.
    if isHyphen(fraction + 1)
      || (word(fraction) != .half && word(fraction) != .quarter && numerator == 1 && isWord(fraction + 1)
        && !traits(fraction + 1).contains(.stop) && traits(fraction + 1).isDisjoint(with: [.scale, .timeUnit]))
    {
      return nil
    }
    return (fraction, numerator / info(fraction).value)
  }
}
