/// One document found.
public struct Hit: Sendable, Hashable {
  /// The document, in the snapshot that was searched.
  public var document: DocumentID
  /// How well it matches; only the order within one answer means something.
  public var score: Float
}

/// The best documents of a search.
public struct TopDocuments: Sendable, Hashable {
  /// The documents, best first; equal scores in the order they were added.
  public var hits: [Hit]
  /// How many documents match: exact when it was asked for, else the number of hits returned or more.
  public var total: Int
  /// Whether `total` is exact.
  public var isTotalExact: Bool
}

/// A value of a keyword field and the number of documents with it.
public struct FacetCount: Sendable, Hashable {
  /// The value.
  public var value: String
  /// The documents that have it.
  public var count: Int
}

/// Why a document has its score: a sum or product with its parts.
public struct Explanation: Sendable, Hashable, CustomStringConvertible {
  /// The score, or this part of it; 0 when the query does not match.
  public var value: Float
  /// What was computed.
  public var summary: String
  /// Whether the document matches this part of the query.
  public var isMatch: Bool
  /// The parts the value was computed from.
  public var details: [Explanation]

  /// The explanation as an indented text, a line a part.
  public var description: String {
    var lines: [String] = []
    var stack: [(Explanation, Int)] = [(self, 0)]
    while let (part, depth) = stack.popLast() {
      lines.append(String(repeating: "  ", count: depth) + "\(part.value)  \(part.summary)")
      for detail in part.details.reversed() { stack.append((detail, depth + 1)) }
    }
    return lines.joined(separator: "\n")
  }
}
