/// Turns what people type into a ``Query``.
///
/// | typed | means |
/// | --- | --- |
/// | `open models` | either word, both are better |
/// | `"open models"`, `"open models"~2` | the words in this order; at most two moves apart |
/// | `"open mod*"` | the same, the last word only begins so |
/// | `+open -closed` | has to be there; must not be there |
/// | `a AND b`, `a OR b`, `NOT a`, `( )` | the same in words, and groups; NOT binds before AND, AND before OR |
/// | `kind:pattern`, `title:"open models"`, `title:(a b)` | has to be in this field |
/// | `mod*`, `m?d*l` | words that begin so; words of this shape |
/// | `modle~`, `modle~1` | words at most two letters, or one, different |
/// | `/mod(el|al)s?/` | words that this regular expression matches |
/// | `year:[2019 TO 2021]`, `year:{2019 TO *}`, `year:>=2020` | numbers and dates from and to, braces leave the end out |
/// | `tag:*` | documents that have the field |
/// | `model^2` | counts twice |
///
/// ``parse(_:)`` never fails: what cannot be read is taken as plain words, with a note. ``parseStrict(_:)`` throws instead.
public struct QueryParser: Sendable {
  /// How the scores of one word in several default fields are put together.
  public enum FieldCombination: Sendable, Hashable {
    /// The best field counts, and the others this much.
    case best(tieBreaker: Float)
    /// All fields count.
    case sum
    /// The fields are searched as if they were one.
    case bm25f
  }

  /// The most parentheses inside each other.
  public static let maximumDepth = 50
  /// The most words, phrases and groups in one query.
  public static let maximumClauses = 4096

  let schema: Schema
  let defaultFields: [Query.WeightedField]
  let combination: FieldCombination
  let requiresAll: Bool

  /// A parser for this schema.
  /// - Parameters:
  ///   - schema: that of the index to be asked.
  ///   - defaultFields: where words without a field are searched, and how much each counts; every text field when empty.
  ///   - combination: how one word's scores in several default fields are put together.
  ///   - requiresAll: whether words without a sign are required rather than optional.
  public init(
    schema: Schema, defaultFields: [(field: String, weight: Float)] = [],
    combination: FieldCombination = .best(tieBreaker: 0.1),
    requiresAll: Bool = false
  ) {
    self.schema = schema.completed
    var fields = defaultFields.map { Query.WeightedField($0.field, weight: $0.weight) }
    if fields.isEmpty {
      fields = schema.fields.filter { $0.analyzerName != nil }.map { Query.WeightedField($0.name) }
    }
    self.defaultFields = fields
    self.combination = combination
    self.requiresAll = requiresAll
  }

  /// The name of the field that is called so, whatever the case, and can be searched.
  func field(named name: String) -> String? {
    func isSearched(_ field: Field) -> Bool { field.kind != .storedOnly }
    if let field = schema[name] { return isSearched(field) ? name : nil }
    return schema.fields.first { isSearched($0) && $0.name.lowercased() == name.lowercased() }?.name
  }

  /// The query that the text most likely means, with a note for everything that had to be guessed.
  public func parse(_ text: String) -> ParsedQuery {
    var run = QueryParserRun(parser: self, text: text)
    let query = run.parse()
    return ParsedQuery(query: query, notes: run.problems.map(\.message), problems: run.problems)
  }

  /// The query that the text means. Throws the first ``QuerySyntaxError`` of a text that is not in the language.
  public func parseStrict(_ text: String) throws(QuerySyntaxError) -> Query {
    var run = QueryParserRun(parser: self, text: text)
    let query = run.parse()
    if let problem = run.problems.min(by: { $0.range.lowerBound < $1.range.lowerBound }) { throw problem }
    return query
  }
}

/// What ``QueryParser/parse(_:)`` made of a text.
public struct ParsedQuery: Sendable, Hashable {
  /// The query.
  public var query: Query
  /// What had to be guessed, a sentence each; empty for a text that is in the language.
  public var notes: [String]
  /// The same with their places.
  public var problems: [QuerySyntaxError]
}

/// A place where a query is not in the language.
public struct QuerySyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and what was made of it.
  public var message: String
  /// Where, in UTF-8 bytes of the text.
  public var range: Range<Int>

  /// The message and where it applies.
  public var description: String { "\(message) (bytes \(range.lowerBound) to \(range.upperBound))" }
}
