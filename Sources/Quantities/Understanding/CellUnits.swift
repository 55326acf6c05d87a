extension FigureReader {
  /// Gives bare numbers the unit that the column, row, caption or heading states, and amounts of money its magnitude.
  mutating func applyUnit() {
    guard let note = surroundings.unit else { return }
    for index in parser.figures.indices {
      var figure = parser.figures[index]
      if figure.kind == .date { figure = numberInsteadOfYear(figure) ?? figure }
      guard figure.low != nil || figure.high != nil, !figure.isScaled, isAlone(figure) else { continue }
      switch figure.kind {
      case .count where figure.unit == nil && figure.noun.isEmpty: apply(note, to: &figure)
      case .currency where note.scale != 1 && (note.currency == nil || note.currency == figure.currency):
        multiply(&figure, by: note.scale)
      default: continue
      }
      figure.isBare = false
      figure.note(Metric.unitFromHeading)
      parser.figures[index] = figure
    }
  }

  private func apply(_ note: UnitNote, to figure: inout Figure) {
    multiply(&figure, by: note.scale)
    if let currency = note.currency {
      figure.kind = .currency
      figure.currency = currency
      figure.unit = currency
    } else if note.unit != .none {
      var amount = Amount(first: figure.first, last: figure.last, value: nil, isDigits: true)
      amount.unit = note.unit
      figure.kind = parser.kind(of: amount)
      parser.setUnit(&figure, amount)
      if case .unit(_, let count) = note.unit { multiply(&figure, by: count) }
    } else if let noun = note.noun {
      figure.unit = noun
    }
  }

  private func multiply(_ figure: inout Figure, by scale: Double) {
    figure.low = figure.low.map { parser.scaled($0, scale) }
    figure.high = figure.high.map { parser.scaled($0, scale) }
  }

  /// Four digits in a column of money or measures are an amount, whatever year they could be.
  private func numberInsteadOfYear(_ figure: Figure) -> Figure? {
    guard context.isCell, figure.first == figure.last, parser.tokens.count == 1, parser.isNumber(figure.first) else {
      return nil
    }
    var number = Figure(.count, first: figure.first, last: figure.last, rule: "number in a column with a unit")
    number.set(parser.numeral(figure.first).value)
    return number
  }

  /// No words stand beside the number that would say what it counts.
  private func isAlone(_ figure: Figure) -> Bool {
    let next = figure.end + 1
    if parser.isWord(next), !parser.beginsSentence(next) {
      switch parser.word(next) {
      case .to, .or, .and: break
      default: return false
      }
    }
    guard context.isCell || context.label != nil else { return false }
    return context.isCell || (figure.comparatorStart ?? figure.first) == 0 || figure.partner != nil
  }
}

extension Metric {
  /// The rule that a metric lists whose unit or magnitude stands in a heading and not beside its number.
  package static let unitFromHeading = "unit: heading, caption or column"
}
