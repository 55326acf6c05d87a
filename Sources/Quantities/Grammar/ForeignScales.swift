/// Magnitudes that only their surroundings tell: abbreviations that other languages write before a currency, and words that mean
/// one thing in English and another elsewhere.
extension FigureParser {
  /// The magnitude at `index`, which stands behind digits, and its last token: `M€`, `k EUR`, `Md d'euros`, `mil millones`,
  /// `mi` behind `R$ 5`; nil where it is none.
  ///
  /// - Parameter currency: what stands before the number.
  func ambiguousScale(at index: Int, currency: String?) -> (value: Double, last: Int)? {
    guard isWord(index), length(index) <= 4 else { return nil }
    switch text(index) {
    case "mil", "mille":
      // "2.5 mil millones": thousands of millions.
      if traits(index + 1).contains(.foreign), info(index + 1).value == 1e6 { return (1e9, index + 1) }
      guard text(index) == "mil" else { return nil }
      return commaDecimal || currency == "BRL" || isForeignPlural(index + 1) || isCurrencyOf(index + 1)
        ? (1e3, index) : nil
    case "mi" where currency == "BRL": return (1e6, index)
    case "bi" where currency == "BRL": return (1e9, index)
    case "md", "mds", "mrds": return isCurrencyBehind(index + 1) ? (1e9, index) : nil
    case "mm": return isCurrencyBehind(index + 1) ? (1e6, index) : nil
    case "m" where token(index).flags.contains(.capital) || isJoined(index + 1):
      return isCurrencyBehind(index + 1) ? (1e6, index) : nil
    case "k": return isCurrencyBehind(index + 1) ? (1e3, index) : nil
    case "b" where token(index).flags.contains(.capital): return isCurrencyBehind(index + 1) ? (1e9, index) : nil
    case "bio", "bil": return commaDecimal ? (1e12, index) : nil
    default: return nil
    }
  }

  /// A sign or code of a currency whose number stands before it.
  private func isCurrencyBehind(_ index: Int) -> Bool {
    let token = token(index)
    if token.kind == .currencySign, index < tokens.count { return !(isNumber(index + 1) && isJoined(index + 1)) }
    if isCurrencyOf(index) { return true }
    return isWord(index) && traits(index).contains(.currencyCode) && isWrittenAsCode(index) && !isNumber(index + 1)
  }

  /// "de euros", "d'euros", "di euro", "de dólares".
  private func isCurrencyOf(_ index: Int) -> Bool { linkedCurrency(at: index) != nil }

  /// A currency in words that a preposition of another language ties to the amount before it.
  func linkedCurrency(at index: Int) -> (code: String, last: Int)? {
    var at = index
    switch text(at) {
    case "de", "di", "af", "von", "van", "av", "do": at += 1
    case "d": at += isMark(at + 1, 0x27) || isMark(at + 1, 0x2019) ? 2 : 1
    default: return nil
    }
    guard isWord(at), traits(at).contains(.currencyWord), let code = CurrencyTable.code(at: info(at).currency) else {
      return nil
    }
    return (code, at)
  }

  /// "5 mil clientes": a word that English does not know, in the plural of Spanish and Portuguese.
  private func isForeignPlural(_ index: Int) -> Bool {
    guard isLower(index), token(index).code == 0 else { return false }
    let name = text(index)
    return name.hasSuffix("os") || name.hasSuffix("as") || name.hasSuffix("es")
  }

  /// `4 Mrd. €`, `5 Mio. Kunden`: the dot of an abbreviated magnitude, which the lexer does not take for the end of a sentence.
  func dotOfAbbreviation(after scale: Int) -> Bool {
    let dot = scale + 1
    return isMark(dot, Mark.dot) && isJoined(dot) && (3...4).contains(length(scale)) && dot + 1 < tokens.count
      && !beginsSentence(dot + 1) && token(dot + 1).kind != .mark
  }
}
