internal import FullText
internal import Words

/// What people type into a search, as a query: filters are taken out first, the rest is FullText's query language.
enum SearchQuery {
  private static let filterFields: Set<String> = ["kind", "org", "role", "tag", "file"]

  /// - Returns: the whole query; the part that words of the text answer to, for snippets; notes for the user.
  static func parse(_ text: String) -> (query: Query, words: Query, notes: [String]) {
    var rest: [String] = []
    var filters: [String: [Query]] = [:]
    var excluded: [Query] = []
    var notes: [String] = []
    for token in tokens(text) {
      guard let (sign, field, value) = filter(token) else {
        rest.append(token)
        continue
      }
      guard !value.isEmpty else {
        notes.append("'\(token)' names no value and was left out")
        continue
      }
      let query =
        value.hasSuffix("*")
        ? Query.prefix(field: field, text: TextIndex.filterText(String(value.dropLast())))
        : Query.term(field: field, text: TextIndex.filterText(value))
      if sign == "-" { excluded.append(query) } else { filters[field, default: []].append(query) }
    }
    let parser = QueryParser(schema: TextIndex.schema, defaultFields: TextIndex.defaultFields.map { ($0, Float(1)) })
    let typed = rest.joined(separator: " ")
    let words: Query
    if typed.isEmpty {
      words = filters.isEmpty && excluded.isEmpty ? .none : .all
    } else {
      let parsed = parser.parse(typed)
      words = parsed.query
      notes += parsed.notes
    }
    guard !filters.isEmpty || !excluded.isEmpty else { return (words, words, notes) }
    // Several values of one filter: any of them; several filters: all of them.
    let required = filters.keys.sorted().compactMap { filters[$0].map { Query.or($0) } }
    return (.boolean(must: [words], mustNot: excluded, filter: required), words, notes)
  }

  /// Splits at white space outside quotes.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var token = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character.isWhitespace, !isQuoted {
        if !token.isEmpty { tokens.append(token) }
        token = ""
      } else {
        token.append(character)
      }
    }
    if !token.isEmpty { tokens.append(token) }
    return tokens
  }

  /// `field:value`, `+field:value`, `-field:"two words"` of a field we filter by.
  private static func filter(_ token: String) -> (sign: Character?, field: String, value: String)? {
    var rest = Substring(token)
    var sign: Character?
    if let first = rest.first, first == "+" || first == "-" {
      sign = first
      rest = rest.dropFirst()
    }
    guard let colon = rest.firstIndex(of: ":") else { return nil }
    let field = rest[..<colon].lowercased()
    guard filterFields.contains(field) else { return nil }
    let value = rest[rest.index(after: colon)...].filter { $0 != "\"" }
    return (sign, field, String(value.trimmingSpaces()))
  }
}

extension String {
  fileprivate func trimmingSpaces() -> Substring { Substring(self).trimmingSpaces() }
}
