/// A figure ready for comparison: whose it is, what it measures, and how much.
struct Claim: Sendable {
  /// Index of the document among those compared.
  var document: Int
  /// Indices within the document.
  var metricIndex: Int
  var statement: Int
  var metric: Metric
  var value: ValueRange
  var subject: ClaimSubject
  /// Stem of the counted noun, for counts that name one.
  var head: String?
  /// Sorts of measure the words name: revenue, growth.
  var sorts: Set<String>
  /// What narrows the measure, in the figure's own clause: "registered", "AI data center GPUs".
  var scope: Set<String>
  /// Those of them that stand in the clause itself, and not in its lead-in alone.
  var clauseScope: Set<String>
  /// The words of the subject that stand in the clause.
  var namedSubject: Set<String>
  /// The figure's own clause, for people.
  var clause: String
  /// Year that the statement itself gives for the figure.
  var year: Int?
  /// Its statement is one of several steps of a plan.
  var isPlanned: Bool
}

/// Whose figure it is, and how that is known.
struct ClaimSubject: Sendable, Hashable {
  /// Where the names come from.
  enum Rule: String, Sendable, Hashable {
    case statement = "named in the statement"
    case record = "the record is about it"
    case heading = "named in the heading"
    case sibling = "named beside it"
    case none = "not named"
  }

  /// Folded names; several where it belongs to a partnership as a whole.
  var names: Set<String>
  /// As written, joined.
  var display: String
  var rule: Rule
  /// Names that stand around it: partners, others in the heading or beside it.
  var others: Set<String>

  /// How far two figures belong to the same subject.
  enum Match: Int, Comparable {
    case none, likely, same

    static func < (a: Match, b: Match) -> Bool { a.rawValue < b.rawValue }
  }

  func match(_ other: ClaimSubject) -> Match {
    guard !names.isEmpty || !other.names.isEmpty else { return .none }
    if !names.isEmpty, names == other.names {
      return rule == .sibling || other.rule == .sibling ? .likely : .same
    }
    if !names.isDisjoint(with: other.names) { return .likely }
    if !names.isDisjoint(with: other.others) || !other.names.isDisjoint(with: others) { return .likely }
    // "Google" and "Google Cloud".
    for name in names {
      for otherName in other.names where name.hasPrefix(otherName + " ") || otherName.hasPrefix(name + " ") {
        return .likely
      }
    }
    return .none
  }
}
