internal import Quantities

/// What a table says that a figure measures: its label, or the clause around it where no label is sure.
extension MetricRow {
  /// Below this probability of a label, in percent, its clause is shown.
  ///
  /// Of 2,867 figures of publishers held back from training, labels at least so sure are right in .87 (2,208 of 2,523), the
  /// others in .61 (211 of 344); from 40 % on in .92 (1,895 of 2,071), but then 524 right ones would not be shown.
  static let leastCertainty = 30

  /// How sure the label is, in percent; nil where a structure gave it: a header, a lead-in, a rule.
  public var labelCertainty: Int? {
    guard metric.label != nil,
      let rule = metric.rules.last(where: { $0.hasPrefix("label: ") }), rule.hasSuffix(" %"),
      let number = rule.dropLast(2).split(separator: " ").last
    else { return nil }
    return Int(number)
  }

  /// The words around the figure, as quoted, where the label is not sure.
  public var clause: String? {
    guard let certainty = labelCertainty, certainty < Self.leastCertainty, correction == nil else { return nil }
    let words = quote.split(separator: " ")
    let first = metric.text.split(separator: " ").first.map(String.init) ?? metric.text
    guard let place = words.firstIndex(where: { $0.contains(first) }) else { return nil }
    // Up to the next mark that ends a clause, and no more than six words to either side.
    var start = place
    while start > 0, place - start < 6, words[start - 1].last.map({ ",;:.!?".contains($0) }) != true { start -= 1 }
    var end = place + 1
    while end < words.count, end - place < 7, words[end - 1].last.map({ ",;:.!?".contains($0) }) != true { end += 1 }
    var text = words[start..<end].joined(separator: " ")
    while let last = text.last, ",;:.".contains(last) { text.removeLast() }
    return (start > 0 ? "… " : "") + text + (end < words.count ? " …" : "")
  }

  /// The label for people; a clause stands in quotation marks.
  var shownLabel: String {
    clause.map { "“\($0)”" } ?? metric.label ?? statementLabel ?? heading
  }
}
