/// What to look for. Build one by hand, or from what people type with ``QueryParser``.
///
/// Text of ``term(field:text:)`` and ``phrase(field:text:slop:)`` is analysed as its field is. Scores are BM25 (Robertson and Zaragoza,
/// "The Probabilistic Relevance Framework", 2009), k1 1.2 and b 0.75, with the field's length kept in one byte.
public indirect enum Query: Sendable, Hashable {
  /// Every document, with score 1.
  case all
  /// No document.
  case none
  /// Documents with this word. Text of several words is a phrase of them; in a keyword field it is the whole value.
  case term(field: String, text: String)
  /// Documents with this term as it stands in the index: the text is not analysed.
  case indexTerm(field: String, term: String)
  /// Documents with these words in this order; with `slop` they may be that many moves apart.
  case phrase(field: String, text: String, slop: Int = 0)
  /// Documents with these words in this order, the last of which only has to begin so: `old rout` finds "old router". At most
  /// 10,000 different words may begin so.
  case phrasePrefix(field: String, text: String)
  /// Documents that match every `must` and `filter` query, no `mustNot`, and at least `minimumShouldMatch` of `should`. The score is the
  /// sum of those of the `must` and `should` queries that match. When nothing is required, one of `should` has to match.
  case boolean(
    must: [Query] = [], should: [Query] = [], mustNot: [Query] = [], filter: [Query] = [], minimumShouldMatch: Int = 0)
  /// Documents with a word that begins so. In a stemmed field those count whose stem is shorter than what was typed: `reducti` finds "reduction".
  /// Text of several words is a ``phrasePrefix(field:text:)``: `on-prem` finds "on-premise".
  case prefix(field: String, text: String)
  /// Documents with a word of this shape: `*` is any characters, `?` one, `\` takes the next as it is.
  case wildcard(field: String, pattern: String)
  /// Documents with a word that this regular expression matches as a whole: literals, `.`, `[a-z]`, `[^a]`, groups, `|`, `* + ? {n,m}`,
  /// `\d \w \s`. It runs as an automaton, in time linear in the words tried.
  case regex(field: String, pattern: String)
  /// Documents with a word at most `distance` (0 to 2) insertions, deletions, substitutions or swaps of neighbours away, nearer words
  /// first. Words with a digit match exactly only. The first `prefixLength` characters have to be the same.
  case fuzzy(field: String, text: String, distance: Int = 2, prefixLength: Int = 0)
  /// Documents whose number or date lies in these bounds; a missing bound is open. A keyword field compares strings by their bytes.
  case range(field: String, lower: RangeBound? = nil, upper: RangeBound? = nil)
  /// Documents that have a value in this field.
  case exists(field: String)
  /// The documents of a query, each with the same score.
  case constantScore(Query, score: Float = 1)
  /// A query with its score multiplied.
  case boost(Query, factor: Float)
  /// Documents that match any of the queries, with the best score of theirs plus `tieBreaker` times the others.
  case disMax([Query], tieBreaker: Float = 0)
  /// One word searched in several fields as if they were one, each with a weight (BM25F: Robertson, Zaragoza and Taylor, 2004).
  case bm25f(fields: [WeightedField], text: String)
  /// Documents that contain every term of the text, each optional one raising the score; as `boolean(should:)` of terms. A word that is
  /// repeated counts as often as it is written.
  case match(field: String, text: String, minimumShouldMatch: Int = 1)

  /// A field and how much a match in it counts.
  public struct WeightedField: Sendable, Hashable {
    /// The name of the field.
    public var field: String
    /// What the field's score or frequency is multiplied with.
    public var weight: Float
    /// A field and its weight.
    public init(_ field: String, weight: Float = 1) { (self.field, self.weight) = (field, weight) }
  }
}

/// One end of a range.
public struct RangeBound: Sendable, Hashable {
  /// The value at the end.
  public var value: Value
  /// Whether the value itself is in the range.
  public var isInclusive: Bool

  /// A bound at this value.
  public init(_ value: Value, isInclusive: Bool = true) { (self.value, self.isInclusive) = (value, isInclusive) }
  /// A bound that the value itself belongs to.
  public static func including(_ value: Value) -> RangeBound { RangeBound(value) }
  /// A bound that the value itself does not belong to.
  public static func excluding(_ value: Value) -> RangeBound { RangeBound(value, isInclusive: false) }
}

extension Query {
  /// Documents that match every one of the queries.
  public static func and(_ queries: [Query]) -> Query { .boolean(must: queries) }
  /// Documents that match any of the queries.
  public static func or(_ queries: [Query]) -> Query { .boolean(should: queries, minimumShouldMatch: 1) }
  /// The documents of a query that also match a filter, which does not count for the score.
  public static func filtered(_ query: Query, by filter: Query) -> Query { .boolean(must: [query], filter: [filter]) }
}
