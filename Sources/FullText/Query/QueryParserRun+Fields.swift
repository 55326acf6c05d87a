/// What a word or phrase means in a field, and in several.
extension QueryParserRun {
  func isText(_ field: String) -> Bool { parser.schema[field]?.analyzerName != nil }

  func words(_ text: String, _ field: String?) -> Query { over(field) { exact($0, text) } }

  /// A value in one field, as that field understands it.
  func exact(_ field: String, _ text: String) -> Query {
    guard let kind = parser.schema[field]?.kind else { return .none }
    switch kind {
    case .text where isOneCharacterOfPairs(text): return .wildcard(field: field, pattern: "*\(text)*")
    case .text, .keyword, .storedOnly: return .term(field: field, text: text)
    case .integer, .float, .date:
      guard let value = boundValue(field, text) else { return .none }
      if case .date(let start) = value, let width = DateParser.parse(text)?.width, width > 1 {
        return .range(
          field: field, lower: .including(value),
          upper: .excluding(.date(start.addingReportingOverflow(width).partialValue)))
      }
      return .range(field: field, lower: .including(value), upper: .including(value))
    }
  }

  /// Whether the text is one character of a script that is indexed in pairs of characters: it is looked for in all pairs.
  private func isOneCharacterOfPairs(_ text: String) -> Bool {
    guard text.count == 1, let scalar = text.unicodeScalars.first else { return false }
    return WordBreaks.classOf(scalar.value) == .cjk
  }

  func boundValue(_ field: String, _ text: String) -> Value? {
    switch parser.schema[field]?.kind {
    case .integer:
      Int64(text).map { .integer($0) } ?? Double(text).flatMap { Int64(exactly: $0.rounded()) }.map { .integer($0) }
    case .float: Double(text).flatMap { $0.isNaN ? nil : .float($0) }
    case .date: DateParser.parse(text).map { .date($0.start) }
    case .keyword, .text: .text(text)
    case .storedOnly, nil: nil
    }
  }

  /// The query in the field named, or in all default fields.
  func over(_ field: String?, _ make: (String) -> Query) -> Query {
    if let field { return make(field) }
    let fields = parser.defaultFields
    func weighted(_ field: Query.WeightedField) -> Query {
      let query = make(field.field)
      return field.weight == 1 ? query : .boost(query, factor: field.weight)
    }
    if fields.count == 1 { return weighted(fields[0]) }
    switch parser.combination {
    case .sum: return .boolean(should: fields.map(weighted))
    case .best(let tieBreaker): return .disMax(fields.map(weighted), tieBreaker: tieBreaker)
    case .bm25f:
      if fields.allSatisfy({ isText($0.field) }), let first = fields.first, case .term(_, let text) = make(first.field)
      {
        return .bm25f(fields: fields, text: text)
      }
      return .disMax(fields.map(weighted), tieBreaker: 0)
    }
  }
}
