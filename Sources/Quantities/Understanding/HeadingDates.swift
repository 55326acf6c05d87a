extension MetricExtractor {
  /// The one date that headings of a table name, quarters and fiscal years with their years in full; nil for none, several, and
  /// dates of targets.
  package static func date(inHeadings headings: [String]) -> String? {
    let found = headings.flatMap { heading in
      heading.utf8.contains { $0 &- 48 < 10 } && Surroundings.stage(heading) != .target ? dates(in: heading) : []
    }
    return found.count == 1 ? found[0] : nil
  }

  private static func dates(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var lexer = MetricLexer(bytes)
    var tokens: [Token] = []
    var found: [String] = []
    while lexer.next(into: &tokens) {
      var parser = FigureParser(bytes: bytes, tokens: tokens, lexicon: .shared, commaDecimal: false)
      parser.parse()
      for figure in parser.figures where figure.kind == .date { found.append(parser.dateText(figure)) }
    }
    return found
  }
}
