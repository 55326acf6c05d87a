/// A statement as the classifier sees it: its words, and where it stands.
package struct StatementInput: Sendable, Hashable {
  /// The nearest heading above it; empty where there is none.
  package var heading: String
  /// The headings around that one, from the outermost.
  package var path: [String]
  /// Label and text in one line.
  package var text: String

  /// A statement below a heading.
  package init(heading: String = "", path: [String] = [], text: String) {
    self.heading = heading
    self.path = path
    self.text = text
  }

  /// A statement whose headings are written as one path, from the outermost to its own, joined by " > ".
  package init(heading: String, joinedPath: String, text: String) {
    var path: [String] = []
    var rest = joinedPath[...]
    while let range = rest.firstRange(of: " > ") {
      path.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    path.append(String(rest))
    self.init(heading: heading, path: path.filter { !$0.isEmpty && $0 != heading }, text: text)
  }
}

/// What a statement is for in the story that a document tells.
package enum StatementRole: String, Sendable, Hashable, CaseIterable, Codable {
  case result
  case successFactor = "success-factor"
  case lesson, pitfall, challenge, solution, recommendation, context, quote, process, other
}
