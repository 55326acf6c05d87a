internal import FullText

/// What people type into a search, as a query over statements.
///
/// The text is read in FullText's query language. Then each word is looked for in the statement, which finds, and in the
/// titles around it, which raise; what is excluded is excluded by the statement alone. Statements that have all words of a
/// plain question come first, those in which they are near each other before the others.
struct SearchQuery {
  private typealias Field = TextIndex.Field

  /// What finds and ranks statements.
  var query: Query
  /// What is marked in a statement that was found.
  var marks: Query
  /// What was understood differently than it may have been meant.
  var notes: [String]

  // Measured on 60 judged questions (Benchmarks/search): half or double of any of these costs less than a hundredth of
  // nDCG, so they are nothing to tune further.

  /// What it counts that words stand in the titles around a statement rather than in it.
  private static let titleWeight: Float = 0.25
  private static let headingWeight: Float = 0.25
  /// What a statement with all words gets besides: more than words in titles can add up to.
  private static let allScore: Float = 100
  /// What it counts how well it matches them, and how near each other they are.
  private static let allWeight: Float = 0.5
  private static let nearWeight: Float = 0.7
  /// Plain questions of more words are sentences: one word less is no fault in them.
  private static let maximumPlainWords = 8

  init(_ text: String) {
    let parsed = QueryParser(schema: TextIndex.schema, defaultFields: [(Field.body, 1)]).parse(text)
    notes = parsed.notes
    var builder = Builder()
    var query = builder.query(parsed.query, isExcluded: false)
    marks = builder.found.isEmpty ? .none : .or(builder.found)
    if builder.found.isEmpty {
      // Filters alone: each section once.
      let isFiltered = !builder.isAnything && parsed.query != .none
      self.query = isFiltered ? .filtered(query, by: .exists(field: Field.lead)) : query
      return
    }
    let words = Self.plainWords(parsed.query)
    if (2...Self.maximumPlainWords).contains(words.count) {
      query = .boolean(must: [query], should: Self.together(words))
    }
    self.query = .filtered(query, by: .or(builder.found + builder.found.map { $0.moved(to: Field.lead) }))
  }

  /// The words of a question, when they are optional or required and nothing else.
  private static func plainWords(_ query: Query) -> [String] {
    func word(_ query: Query) -> String? {
      guard case .term(Field.body, let text) = query else { return nil }
      return text
    }
    guard case .boolean(let must, let should, _, _, _) = query else { return word(query).map { [$0] } ?? [] }
    var words: [String] = []
    for part in must + should { if let word = word(part), !words.contains(word) { words.append(word) } }
    return words
  }

  /// What raises statements with all words, near each other.
  private static func together(_ words: [String]) -> [Query] {
    let all = Query.boolean(must: words.map { Builder.word($0, in: Field.body) })
    var queries = [Query.constantScore(all, score: allScore), .boost(all, factor: allWeight)]
    let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
    for pair in pairs {
      queries.append(
        .boost(.phrase(field: Field.body, text: pair, slop: 8), factor: nearWeight / Float(pairs.count)))
    }
    return queries
  }

  // MARK: - From one statement to what is around it

  /// Turns a query over statements into one over entries.
  private struct Builder {
    /// What finds a statement, each by itself.
    var found: [Query] = []
    /// Whether every statement is asked for.
    var isAnything = false

    mutating func query(_ query: Query, isExcluded: Bool) -> Query {
      switch query {
      case .all:
        isAnything = true
        return query
      case .term(Field.body, let text): return word(text, isExcluded: isExcluded)
      case .term(let field, let text) where TextIndex.filterFields.contains(field):
        return .term(field: field, text: TextIndex.filterText(text))
      case .phrase(let field, let text, let slop) where TextIndex.filterFields.contains(field):
        return .phrase(field: field, text: TextIndex.filterText(text), slop: slop)
      case .prefix(let field, let text) where TextIndex.filterFields.contains(field):
        return .prefix(field: field, text: TextIndex.filterText(text))
      case .phrasePrefix(let field, let text) where TextIndex.filterFields.contains(field):
        return .phrasePrefix(field: field, text: TextIndex.filterText(text))
      case .phrase(Field.body, _, _), .phrasePrefix(Field.body, _), .prefix(Field.body, _), .wildcard(Field.body, _),
        .regex(Field.body, _), .fuzzy(Field.body, _, _, _):
        return isExcluded ? query : around(query)
      case .boolean(let must, let should, let mustNot, let filter, let minimum):
        return .boolean(
          must: must.map { self.query($0, isExcluded: isExcluded) },
          should: should.map { self.query($0, isExcluded: isExcluded) },
          mustNot: mustNot.map { self.query($0, isExcluded: true) },
          filter: filter.map { self.query($0, isExcluded: isExcluded) }, minimumShouldMatch: minimum)
      case .boost(let inner, let factor): return .boost(self.query(inner, isExcluded: isExcluded), factor: factor)
      case .constantScore(let inner, let score):
        return .constantScore(self.query(inner, isExcluded: isExcluded), score: score)
      case .disMax(let queries, let tieBreaker):
        return .disMax(queries.map { self.query($0, isExcluded: isExcluded) }, tieBreaker: tieBreaker)
      default: return query
      }
    }

    private mutating func word(_ text: String, isExcluded: Bool) -> Query {
      let query = Self.word(text, in: Field.body)
      return isExcluded ? query : around(query)
    }

    /// A word in any of the ways to write it.
    static func word(_ text: String, in field: String) -> Query {
      let queries = SearchQuery.spellings(of: text).map { Query.term(field: field, text: $0) }
      return queries.count == 1 ? queries[0] : .disMax(queries)
    }

    private mutating func around(_ query: Query) -> Query {
      found.append(query)
      return .boolean(should: [
        query, .boost(query.moved(to: Field.title), factor: titleWeight),
        .boost(query.moved(to: Field.heading), factor: headingWeight),
      ])
    }
  }

  /// A word as it was typed, and the other ways to write it.
  static func spellings(of word: String) -> [String] {
    var spellings = [word]
    for compound in WordForms.compounds(in: word) {
      let (start, end) = (compound.range.lowerBound, compound.range.upperBound)
      let bytes = Array(word.utf8)
      for form in compound.joined + compound.parts.map({ $0.joined(separator: " ") }) {
        let spelling =
          String(decoding: bytes[..<start], as: UTF8.self) + form + String(decoding: bytes[end...], as: UTF8.self)
        if !spellings.contains(spelling) { spellings.append(spelling) }
      }
    }
    return spellings
  }
}

extension Query {
  /// The same for another field.
  fileprivate func moved(to field: String) -> Query {
    switch self {
    case .term(_, let text): .term(field: field, text: text)
    case .phrase(_, let text, let slop): .phrase(field: field, text: text, slop: slop)
    case .phrasePrefix(_, let text): .phrasePrefix(field: field, text: text)
    case .prefix(_, let text): .prefix(field: field, text: text)
    case .wildcard(_, let pattern): .wildcard(field: field, pattern: pattern)
    case .regex(_, let pattern): .regex(field: field, pattern: pattern)
    case .fuzzy(_, let text, let distance, let length):
      .fuzzy(field: field, text: text, distance: distance, prefixLength: length)
    case .disMax(let queries, let tieBreaker): .disMax(queries.map { $0.moved(to: field) }, tieBreaker: tieBreaker)
    default: self
    }
  }
}
