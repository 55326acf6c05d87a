@testable import FullText

/// The engine's meaning in the plainest code: every query scans every document. What the engine answers has to be what this answers.
struct NaiveIndex {
  struct Entry {
    var document: Document
    var tokens: [String: [Token]] = [:]
  }

  let schema: Schema
  var entries: [Entry] = []

  init(schema: Schema, documents: [Document]) throws {
    self.schema = schema
    var analyzers: [String: Analyzer] = [:]
    for field in schema.fields where field.analyzerName != nil {
      analyzers[field.name] = try Analyzer(field.analyzerName ?? .keyword)
    }
    for document in documents {
      var entry = Entry(document: document)
      for field in schema.fields {
        var base = 0
        for case .text(let text) in document[field.name] {
          if let analyzer = analyzers[field.name] {
            let tokens = analyzer.tokens(text)
            if !(entry.tokens[field.name] ?? []).isEmpty { base += 100 }
            entry.tokens[field.name, default: []] += tokens.map {
              Token(term: $0.term, position: $0.position + base, range: $0.range)
            }
            // A text's places end with its last word, also when that was dropped.
            base += Self.placeCount(text, analyzer)
          } else if field.kind == .keyword {
            entry.tokens[field.name, default: []].append(Token(term: Array(text.utf8), position: 0, range: 0..<0))
          }
        }
      }
      entries.append(entry)
    }
  }

  private static func placeCount(_ text: String, _ analyzer: Analyzer) -> Int {
    var count = 0
    var text = text
    text.withUTF8 { analyzer.forEachSurface($0) { _, _ in count += 1 } }
    return count
  }

  // MARK: - Statistics

  /// The greatest length with at most four significant bits above 24 that is not greater.
  static func storedLength(_ length: Int) -> Float {
    if length < 40 { return Float(length) }
    var step = 1
    while (length - 24) / step >= 16 { step *= 2 }
    return Float(24 + (length - 24) / step * step)
  }

  private func tokens(_ field: String, _ index: Int) -> [Token] { entries[index].tokens[field] ?? [] }

  private func isText(_ field: String) -> Bool { schema[field]?.analyzerName != nil }

  private func norm(_ field: String, _ index: Int) -> Float {
    guard isText(field) else { return 1.2 }
    let total = entries.indices.reduce(0) { $0 + tokens(field, $1).count }
    let average = Float(total) / Float(entries.count)
    return 1.2 * (0.25 + 0.75 * Self.storedLength(tokens(field, index).count) / average)
  }

  private func frequency(_ field: String, _ term: [UInt8]) -> Int {
    entries.indices.count { tokens(field, $0).contains { $0.term == term } }
  }

  private func idf(_ frequency: Int) -> Float {
    let n = Double(frequency)
    return Float(Logarithm.onePlus((Double(entries.count) - n + 0.5) / (n + 0.5)))
  }

  private func weight(_ field: String) -> Float {
    if case .text(_, let weight, _) = schema[field]?.kind { weight } else { 1 }
  }

  /// Patterns are in lower case and folded where the words are; the tests' only letter that folds is é.
  private func normalized(_ field: String, _ text: String) -> String {
    schema[field]?.analyzerName == .standard ? String(text.lowercased().map { $0 == "é" ? "e" : $0 }) : text
  }

  private func analyzed(_ field: String, _ text: String) throws -> [Token] {
    guard let name = schema[field]?.analyzerName else {
      return [Token(term: Array(text.utf8), position: 0, range: 0..<0)]
    }
    return try Analyzer(name).tokens(text)
  }

  // MARK: - Queries

  /// For each document its score, or nil. Nothing at all for a text that analysis leaves nothing of.
  func scores(_ query: Query) throws -> [Float?]? {
    let none: [Float?] = entries.map { _ in nil }
    switch query {
    case .all: return entries.map { _ in 1 }
    case .none: return none
    case .term(let field, let text): return try scores(.phrase(field: field, text: text, slop: 0))
    case .phrase(let field, let text, let slop):
      let words = try analyzed(field, text)
      guard let first = words.first else { return nil }
      let sum = words.reduce(Float(0)) { $0 + idf(frequency(field, $1.term)) }
      return entries.indices.map { index in
        let count: Float
        if isText(field) {
          count = phraseCount(tokens(field, index), words, first.position, slop)
        } else {
          count = tokens(field, index).contains { $0.term == first.term } ? 1 : 0
        }
        return count == 0 ? nil : weight(field) * sum * 2.2 * count / (count + norm(field, index))
      }
    case .indexTerm(let field, let term):
      let bytes = Array(term.utf8)
      let factor = weight(field) * idf(frequency(field, bytes)) * 2.2
      return entries.indices.map { index in
        let count = Float(tokens(field, index).count { $0.term == bytes })
        return count == 0 ? nil : factor * count / (count + norm(field, index))
      }
    case .match(let field, let text, let minimum):
      let words = try analyzed(field, text)
      if words.isEmpty { return nil }
      let parts = words.map { Query.term(field: field, text: String(decoding: $0.term, as: UTF8.self)) }
      return try scores(.boolean(should: parts, minimumShouldMatch: minimum))
    case .boolean(let must, let should, let mustNot, let filter, let minimum):
      return try boolean(must, should, mustNot, filter, minimum)
    case .prefix(let field, let text):
      let prefix = Array(normalized(field, text).utf8)
      return any(field) { $0.starts(with: prefix) }
    case .phrasePrefix(let field, let text):
      // The last word is any that begins so: the best phrase counts.
      let last = String(text.split(separator: " ").last ?? "")
      let words = Set(entries.indices.flatMap { tokens(field, $0).map(\.term) }).filter {
        $0.starts(with: normalized(field, last).utf8)
      }
      let phrases = words.map { word -> Query in
        .phrase(field: field, text: text.dropLast(last.count) + String(decoding: word, as: UTF8.self))
      }
      return try phrases.isEmpty ? none : scores(.disMax(phrases))
    case .wildcard(let field, let pattern):
      let pattern = Array(normalized(field, pattern).unicodeScalars)
      return any(field) { Self.matches(pattern[...], Array(String(decoding: $0, as: UTF8.self).unicodeScalars)[...]) }
    case .regex(let field, let pattern):
      let regex = try Regex(pattern)
      return any(field) { String(decoding: $0, as: UTF8.self).wholeMatch(of: regex) != nil }
    case .fuzzy(let field, let text, let distance, let prefix): return try fuzzy(field, text, distance, prefix)
    case .range(let field, let lower, let upper):
      return entries.indices.map { index in inRange(field, index, lower, upper) ? 1 : nil }
    case .exists(let field):
      return entries.map { entry in
        schema[field]?.isInverted == true
          ? ((entry.tokens[field] ?? []).isEmpty ? nil : 1) : (entry.document[field].isEmpty ? nil : 1)
      }
    case .constantScore(let inner, let score): return try scores(inner)?.map { $0.map { _ in score } }
    case .boost(let inner, let factor): return try scores(inner)?.map { $0.map { $0 * factor } }
    case .disMax(let queries, let tieBreaker):
      let parts = try queries.compactMap { try scores($0) }
      if parts.isEmpty { return queries.isEmpty ? none : nil }
      return entries.indices.map { index in
        let found = parts.compactMap { $0[index] }
        guard let best = found.max() else { return nil }
        return best + tieBreaker * (found.reduce(0, +) - best)
      }
    case .bm25f(let fields, let text): return try bm25f(fields, text)
    }
  }

  private func boolean(_ must: [Query], _ should: [Query], _ mustNot: [Query], _ filter: [Query], _ minimum: Int) throws
    -> [Float?]?
  {
    let required = try must.compactMap { try scores($0) }
    let optional = try should.compactMap { try scores($0) }
    let prohibited = try mustNot.compactMap { try scores($0) }
    let filters = try filter.compactMap { try scores($0) }
    let hadPositive = !(must.isEmpty && should.isEmpty && filter.isEmpty)
    let hasPositive = !(required.isEmpty && optional.isEmpty && filters.isEmpty)
    if hadPositive, !hasPositive { return nil }
    if !hasPositive, prohibited.isEmpty { return entries.map { _ in nil } }
    let needed = max(minimum, required.isEmpty && filters.isEmpty && hasPositive ? 1 : 0)
    return entries.indices.map { index in
      guard required.allSatisfy({ $0[index] != nil }), filters.allSatisfy({ $0[index] != nil }),
        prohibited.allSatisfy({ $0[index] == nil })
      else { return nil }
      let matched = optional.compactMap { $0[index] }
      if matched.count < needed { return nil }
      return required.reduce(0) { $0 + ($1[index] ?? 0) } + matched.reduce(0, +)
    }
  }

  private func phraseCount(_ tokens: [Token], _ words: [Token], _ start: Int, _ slop: Int) -> Float {
    let places = words.map { word in
      tokens.filter { $0.term == word.term }.map { $0.position - (word.position - start) }
    }
    var count: Float = 0
    for place in Set(places.flatMap { $0 }).sorted() {
      let nearest = places.map { list in list.filter { $0 >= place }.min() }
      if nearest.contains(nil) { continue }
      let width = (nearest.compactMap { $0 }.max() ?? place) - place
      if nearest.contains(place), width <= slop { count += 1 / Float(1 + width) }
    }
    return count
  }

  private func any(_ field: String, _ matches: ([UInt8]) -> Bool) -> [Float?] {
    entries.indices.map { index in tokens(field, index).contains { matches($0.term) } ? 1 : nil }
  }

  private static func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return matches(pattern.dropFirst(), text) || !text.isEmpty && matches(pattern, text.dropFirst())
    }
    guard let character = text.first else { return false }
    return (first == "?" || first == character) && matches(pattern.dropFirst(), text.dropFirst())
  }

  private func inRange(_ field: String, _ index: Int, _ lower: RangeBound?, _ upper: RangeBound?) -> Bool {
    func less(_ left: Value, _ right: Value) -> Bool {
      switch (left, right) {
      case (.integer(let a), .integer(let b)), (.date(let a), .date(let b)): a < b
      case (.float(let a), .float(let b)): a < b
      case (.text(let a), .text(let b)): Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
      default: false
      }
    }
    func holds(_ value: Value) -> Bool {
      (lower.map { less($0.value, value) || $0.isInclusive && $0.value == value } ?? true)
        && (upper.map { less(value, $0.value) || $0.isInclusive && $0.value == value } ?? true)
    }
    if schema[field]?.isInverted == true {
      return tokens(field, index).contains { holds(.text(String(decoding: $0.term, as: UTF8.self))) }
    }
    return entries[index].document[field].first.map(holds) ?? false
  }

  private func fuzzy(_ field: String, _ text: String, _ distance: Int, _ prefix: Int) throws -> [Float?]? {
    let words = try analyzed(field, text)
    if words.isEmpty { return nil }
    let parts: [[Float?]] = words.map { word in
      let wanted = Array(String(decoding: word.term, as: UTF8.self).unicodeScalars)
      let isNumber = wanted.contains { ("0"..."9").contains($0) }
      var near: [[UInt8]: Int] = [:]
      for index in entries.indices {
        for token in tokens(field, index) {
          let term = Array(String(decoding: token.term, as: UTF8.self).unicodeScalars)
          if term == wanted { near[token.term] = 0 }
          guard !isNumber, !term.contains(where: { ("0"..."9").contains($0) }), term.starts(with: wanted.prefix(prefix))
          else { continue }
          let edits = Self.distance(wanted, term)
          if edits <= distance { near[token.term] = edits }
        }
      }
      let weight = weight(field) * idf(near.keys.map { frequency(field, $0) }.max() ?? 0) * 2.2
      return entries.indices.map { index in
        let found = tokens(field, index).filter { near[$0.term] != nil }
        if found.isEmpty { return nil }
        return found.map { token in
          let count = Float(tokens(field, index).count { $0.term == token.term })
          return weight * (Float(distance - (near[token.term] ?? 0)) + count / (count + norm(field, index)))
            / Float(distance + 1)
        }.max()
      }
    }
    return entries.indices.map { index in
      parts.contains { $0[index] == nil } ? nil : parts.reduce(0) { $0 + ($1[index] ?? 0) }
    }
  }

  /// Edit distance with swaps of neighbours, by the textbook's table.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in 0...left.count {
      for j in 0...right.count {
        if i == 0 || j == 0 {
          table[i][j] = i + j
          continue
        }
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }

  private func bm25f(_ fields: [Query.WeightedField], _ text: String) throws -> [Float?]? {
    var groups: [Int: [(field: String, weight: Float, term: [UInt8])]] = [:]
    for field in fields {
      for token in try analyzed(field.field, text) {
        groups[token.position, default: []].append((field.field, field.weight * weight(field.field), token.term))
      }
    }
    if groups.isEmpty { return nil }
    return entries.indices.map { index in
      var score: Float?
      for group in groups.values {
        var count: Float = 0
        for part in group {
          let frequency = Float(tokens(part.field, index).count { $0.term == part.term })
          count += part.weight * frequency / (norm(part.field, index) / 1.2)
        }
        let most = group.map { frequency($0.field, $0.term) }.max() ?? 0
        if count > 0 { score = (score ?? 0) + idf(most) * 2.2 * count / (1.2 + count) }
      }
      return score
    }
  }
}
