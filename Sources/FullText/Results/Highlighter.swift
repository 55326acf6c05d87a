extension Snapshot {
  /// Where the words of a query stand in a text, in UTF-8 bytes, in order and without overlaps. The text may be any: it is analysed as the field
  /// is, so that what the query finds in the index is what is marked here. Words of a phrase are marked where the phrase is.
  ///
  /// Parts of the query for other fields and prohibited parts mark nothing.
  public func highlights(of query: Query, field: String, in text: String) -> [Range<Int>] {
    guard let index = schema.index(of: field) else { return [] }
    return withAnalyzers(for: text) { analyzers in
      let tokens = analyzers.tokens(text, field: index)
      if tokens.isEmpty { return [] }
      var highlighter = Highlighter(tokens: tokens, field: field, index: index, schema: schema, analyzers: analyzers)
      highlighter.visit(query)
      return highlighter.ranges
    }
  }
}

/// Marks the tokens of one text that a query matches.
struct Highlighter {
  private let tokens: [Token]
  private let field: String
  private let index: Int
  private let schema: Schema
  private let analyzers: AnalyzerSet
  /// For each token whether it is marked, and by what: queries are numbered, so that a snippet can tell different words.
  private(set) var marks: [Int?]
  private var places: [[UInt8]: [Int]] = [:]
  private var queryCount = 0

  init(tokens: [Token], field: String, index: Int, schema: Schema, analyzers: AnalyzerSet) {
    (self.tokens, self.field, self.index, self.schema, self.analyzers) = (tokens, field, index, schema, analyzers)
    marks = tokens.map { _ in nil }
    for (place, token) in tokens.enumerated() { places[token.term, default: []].append(place) }
  }

  /// The ranges of the marked tokens; overlapping ones, as bigrams give, become one.
  var ranges: [Range<Int>] {
    var result: [Range<Int>] = []
    for (token, mark) in zip(tokens, marks) where mark != nil {
      if let last = result.last, token.range.lowerBound < last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, token.range.upperBound)
      } else {
        result.append(token.range)
      }
    }
    return result
  }

  private mutating func mark(_ place: Int) { if marks[place] == nil { marks[place] = queryCount } }

  /// Marks what the query matches. Works through the parts with a stack, so that depth does not matter.
  mutating func visit(_ query: Query) {
    var stack = [query]
    while let query = stack.popLast() {
      queryCount += 1
      switch query {
      case .all, .none, .range, .exists: break
      case .term(field, let text): markPhrase(text, slop: 0)
      case .indexTerm(field, let term): for place in places[Array(term.utf8)] ?? [] { mark(place) }
      case .phrase(field, let text, let slop): markPhrase(text, slop: slop)
      case .match(field, let text, _): markWords(text)
      case .bm25f(let fields, let text): if fields.contains(where: { $0.field == field }) { markWords(text) }
      case .prefix(field, let text), .phrasePrefix(field, let text): markPhrasePrefix(text)
      case .wildcard(field, let pattern):
        if let text = try? analyzers.normalizedPattern(pattern, field: index),
          let pattern = try? TermPattern(wildcard: text)
        {
          var matcher = TermPatternMatcher(pattern)
          markTerms { matcher.matches($0) }
        }
      case .regex(field, let pattern):
        if let pattern = try? TermPattern(regex: pattern) {
          var matcher = TermPatternMatcher(pattern)
          markTerms { matcher.matches($0) }
        }
      case .fuzzy(field, let text, let distance, let prefixLength):
        markFuzzy(text, min(2, max(0, distance)), prefixLength)
      case .boolean(let must, let should, _, let filter, _):
        stack.append(contentsOf: (must + should + filter).reversed())
      case .constantScore(let inner, _), .boost(let inner, _): stack.append(inner)
      case .disMax(let queries, _): stack.append(contentsOf: queries.reversed())
      case .term, .indexTerm, .phrase, .phrasePrefix, .match, .prefix, .wildcard, .regex, .fuzzy: break
      }
    }
  }

  private mutating func markTerms(_ matches: ([UInt8]) -> Bool) {
    for (term, found) in places where matches(term) { for place in found { mark(place) } }
  }

  private mutating func markWords(_ text: String) {
    for token in analyzers.tokens(text, field: index) {
      queryCount += 1
      for place in places[token.term] ?? [] { mark(place) }
    }
  }

  private mutating func markFuzzy(_ text: String, _ distance: Int, _ prefixLength: Int) {
    for token in analyzers.tokens(text, field: index) {
      let word = Array(String(decoding: token.term, as: UTF8.self).unicodeScalars)
      let limit = word.contains { $0.properties.numericType != nil } ? 0 : distance
      let prefix = Array(String(String.UnicodeScalarView(word.prefix(max(0, prefixLength)))).utf8)
      markTerms { term in
        if term == token.term { return true }
        guard limit > 0, term.starts(with: prefix), !term.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
          return false
        }
        return EditDistance.between(word, Array(String(decoding: term, as: UTF8.self).unicodeScalars), limit: limit)
          != nil
      }
    }
  }

  /// Marks the words of a phrase where they stand together.
  private mutating func markPhrase(_ text: String, slop: Int) {
    let words =
      schema.fields[index].analyzerName == nil
      ? [Token(term: Array(text.utf8), position: 0, range: 0..<0)] : analyzers.tokens(text, field: index)
    guard let first = words.first else { return }
    markPhrase(words.map { places[$0.term] ?? [] }, offsets: words.map { $0.position - first.position }, slop: slop)
  }

  /// Marks the words before the last, and that where it begins so.
  private mutating func markPhrasePrefix(_ text: String) {
    guard schema.fields[index].analyzerName != nil, let split = analyzers.splittingLastWord(text, field: index),
      let prefix = try? analyzers.normalized(split.last, field: index)
    else {
      let prefix = (try? analyzers.normalized(text, field: index)) ?? Array(text.utf8)
      markTerms { $0.starts(with: prefix) }
      return
    }
    let stems = Set(analyzers.stems(ofWordsBeginning: prefix, field: index))
    let last = places.filter { $0.key.starts(with: prefix) || stems.contains($0.key) }.flatMap(\.value).sorted()
    let start = split.words.first?.position ?? split.count
    markPhrase(
      split.words.map { places[$0.term] ?? [] } + [last],
      offsets: split.words.map { $0.position - start } + [split.count - start], slop: 0)
  }

  /// Marks a phrase where it stands.
  /// - Parameters:
  ///   - lists: for each word its places in the text.
  ///   - offsets: for each word its place in the phrase.
  private mutating func markPhrase(_ lists: [[Int]], offsets: [Int], slop: Int) {
    if lists.contains(where: \.isEmpty) { return }
    if lists.count == 1 {
      for place in lists[0] { mark(place) }
      return
    }
    var next = [Int](repeating: 0, count: lists.count)
    while true {
      var smallest = Int.max
      var greatest = Int.min
      for word in lists.indices {
        guard next[word] < lists[word].count else { return }
        let place = tokens[lists[word][next[word]]].position - offsets[word]
        smallest = min(smallest, place)
        greatest = max(greatest, place)
      }
      if greatest - smallest <= max(0, slop) { for word in lists.indices { mark(lists[word][next[word]]) } }
      for word in lists.indices where tokens[lists[word][next[word]]].position - offsets[word] == smallest {
        next[word] += 1
      }
    }
  }
}
