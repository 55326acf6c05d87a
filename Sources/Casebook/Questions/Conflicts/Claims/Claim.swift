internal import Quantities

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
  /// The same as a number of the vocabulary.
  var headID: Int32?
  /// Sorts of measure the words name: revenue, growth.
  var sorts: StemSet
  /// Those among them that say how something changed.
  var changes: StemSet
  /// What narrows the measure, in the figure's own clause: "registered", "AI data center GPUs".
  var scope: StemSet
  /// Those of them that stand in the clause itself, and not in its lead-in alone.
  var clauseScope: StemSet
  /// The words of the subject that stand in the clause.
  var namedSubject: StemSet
  /// The times it holds per: "year" of an amount a year, and of a growth year over year.
  var periods: StemSet
  /// The figure's own clause, for people.
  var clause: String
  /// Year that the statement itself gives for the figure.
  var year: Int?
  /// The date that the statement itself gives for it: "2023", "2023-10".
  var date: String?
  /// The list or table that it is an item of, within its document.
  var list: Int?
  /// What its row of a table is of.
  var rowLabel: String?
  /// Its statement is one of several steps of a plan.
  var isPlanned: Bool
}

/// Whose figure it is, and how that is known.
struct ClaimSubject: Sendable, Hashable {
  /// Where the names come from.
  enum Rule: String, Sendable, Hashable {
    case statement = "named in the statement"
    case record = "the document is about it"
    case heading = "named in the heading"
    case sibling = "named beside it"
    case none = "not named"
  }

  /// Folded names; several where it belongs to a partnership as a whole.
  var names: Set<String>
  /// As written, joined.
  var display: String
  var rule: Rule
  /// The line of the heading or record that gave it, `file:line`; empty where the statement did.
  var place = ""
  /// Names that stand around it: partners, others in the heading or beside it.
  var others: Set<String>
  /// Names, others, and the names that names begin with ("google" of "google cloud"), as numbers of the vocabulary.
  var nameIDs: StemSet
  var otherIDs: StemSet
  var outerIDs: StemSet

  /// How it is known, for people: "named in the heading of cases/luna.md:12".
  var reason: String {
    switch rule {
    case .heading where !place.isEmpty: "\(rule.rawValue) of \(place)"
    case _ where !place.isEmpty: "\(rule.rawValue), \(place)"
    default: rule.rawValue
    }
  }

  /// How far two figures belong to the same subject.
  enum Match: Int, Comparable {
    /// `around`: one's names stand only around the other, as partners do.
    case none, around, likely, same

    static func < (a: Match, b: Match) -> Bool { a.rawValue < b.rawValue }
  }

  func match(_ other: ClaimSubject) -> Match {
    if !nameIDs.isEmpty, nameIDs == other.nameIDs {
      return rule == .sibling || other.rule == .sibling ? .likely : .same
    }
    let isLikely =
      !nameIDs.isDisjoint(with: other.nameIDs)
      // "Google" and "Google Cloud".
      || !nameIDs.isDisjoint(with: other.outerIDs) || !other.nameIDs.isDisjoint(with: outerIDs)
    if isLikely { return .likely }
    return nameIDs.isDisjoint(with: other.otherIDs) && other.nameIDs.isDisjoint(with: otherIDs) ? .none : .around
  }
}

extension ClaimSubject {
  /// Whose figure it is, with its names as numbers of a vocabulary.
  init(
    names: Set<String>, display: String, rule: Rule, place: String = "", others: Set<String>, in vocabulary: Vocabulary
  ) {
    self.place = place
    self.names = names
    self.display = display
    self.rule = rule
    self.others = others
    nameIDs = vocabulary.set(names)
    otherIDs = vocabulary.set(others)
    var outer: [String] = []
    for name in names where name.utf8.contains(UInt8(ascii: " ")) {
      for (index, character) in zip(name.indices, name) where character == " " {
        outer.append(String(name[..<index]))
      }
    }
    outerIDs = vocabulary.set(outer)
  }
}
