/// Finds the words of a place in texts, whatever the marks, spaces and letters' case between them.
struct PlaceFinder {
  private let words: [Substring]

  init(_ text: String) { words = Self.words(of: text[...]) }

  var isEmpty: Bool { words.isEmpty }

  static func words(of text: Substring) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  /// Whether the words are in a text, next to each other.
  ///
  /// Complexity: O(words of the text · words looked for), which both are a sentence's.
  func isIn(_ text: String) -> Bool {
    guard !words.isEmpty else { return false }
    let other = Self.words(of: text[...])
    guard other.count >= words.count else { return false }
    return (0...(other.count - words.count)).contains { start in
      zip(words, other[start...]).allSatisfy { $0 == $1 || $0.lowercased() == $1.lowercased() }
    }
  }

  /// The candidate nearest to a line among those that hold the words; with no words, the one on the line.
  func nearest<Candidate>(
    to line: Int, in candidates: [Candidate], span: (Candidate) -> Span, text: (Candidate) -> String
  ) -> Candidate? {
    let found =
      isEmpty
      ? candidates.filter { span($0).line <= line && line <= span($0).endLine }
      : candidates.filter { isIn(text($0)) }
    return found.min { distance(span($0), line) < distance(span($1), line) }
  }

  private func distance(_ span: Span, _ line: Int) -> Int {
    span.line <= line && line <= span.endLine ? 0 : min(abs(span.line - line), abs(span.endLine - line))
  }
}
