/// Amounts below zero as accountants write them.
extension FigureParser {
  /// `$(3.2) million`, and `(1,250)`, `(2.5)%` or `($4m)` where nothing else can be meant: alone in a cell or behind a label,
  /// and where a sentence needs the amount ("a margin of (2.5%)").
  ///
  /// - Parameter index: the token that begins the amount: its currency, or the number behind the bracket.
  func accountingNegative(at index: Int) -> Amount? {
    var open = index - 1
    var prefix: (code: String, scale: Double)?
    if let (code, scale, next) = currencyBeforeBracket(at: index) {
      open = next
      prefix = (code, scale)
    }
    let first = prefix == nil ? open : index
    guard isMark(open, Mark.open), isJoined(open + 1), let inner = amount(at: open + 1), inner.isDigits,
      inner.sign == 0, !inner.hasPlus, inner.value != nil, inner.numeral?.isDotted != true,
      isMark(inner.last + 1, Mark.close), isJoined(inner.last + 1)
    else { return nil }
    var amount = inner
    amount.first = first
    amount.last = inner.last + 1
    amount.sign = Mark.minus
    if let prefix {
      guard inner.currency == nil, inner.unit == .none else { return nil }
      amount.currency = prefix.code
      if prefix.scale != 1 { scale(&amount, by: prefix.scale, last: amount.last) }
    }
    readBehindBracket(&amount)
    return prefix != nil || isNegativeContext(amount) ? amount : nil
  }

  /// A currency whose amount stands in brackets: `$(`, `US$ (`, `USD (`.
  private func currencyBeforeBracket(at index: Int) -> (code: String, scale: Double, next: Int)? {
    if token(index).kind == .currencySign || isWord(index) && token(index + 1).kind == .currencySign {
      guard let prefix = currencyPrefix(at: index), isMark(prefix.next, Mark.open), isNumber(prefix.next + 1) else {
        return nil
      }
      return prefix
    }
    guard isWord(index), isMark(index + 1, Mark.open), isNumber(index + 2) else { return nil }
    if traits(index).contains(.currencyCode), isWrittenAsCode(index),
      let code = CurrencyTable.code(at: info(index).currency)
    {
      return (code, 1, index + 1)
    }
    return multipleOfCode(index).map { ($0.code, $0.scale, index + 1) }
  }

  /// Magnitude, currency and unit behind the closing bracket: `(3.2) million`, `(2.5)%`.
  private func readBehindBracket(_ amount: inout Amount) {
    let next = amount.last + 1
    if amount.scale == 1, isWord(next), !beginsSentence(next) {
      let traits = traits(next)
      if traits.contains(.scale)
        || traits.contains(.letterScale) && amount.unit == .none
          && (isJoined(next) || amount.currency != nil)
      {
        scale(&amount, by: info(next).value, last: next)
      }
    }
    guard amount.isBare else { return }
    readCurrencySuffix(&amount)
    if amount.currency == nil { readUnit(&amount) }
  }

  private func scale(_ amount: inout Amount, by factor: Double, last: Int) {
    amount.value = amount.value.map { scaled($0, factor) }
    amount.scale *= factor
    amount.last = last
  }

  private func isNegativeContext(_ amount: Amount) -> Bool {
    let isValue = !amount.isBare || amount.scale > 1 || amount.numeral?.hasGroups == true
    let open = amount.first
    let endsText = amount.last == tokens.count - 1
    if open == 0, endsText { return isCell || isValue && hasLabel }
    guard isValue else { return false }
    if isMark(open - 1, Mark.colon) { return endsText || isMark(amount.last + 1, Mark.dot) }
    switch word(open - 1) {
    case .of, .was, .were, .is, .to, .from, .at, .than, .versus, .vs: return true
    default: return false
    }
  }
}
