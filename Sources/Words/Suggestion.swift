/// Names near a mistyped one.
package enum Suggestion {
  /// At most three names that share words, or are few edits away, nearest first.
  package static func near(_ name: String, in candidates: [String]) -> [String] {
    let wanted = WordMatcher.words(of: name)
    var scored: [(score: Int, name: String)] = []
    for candidate in candidates where !scored.contains(where: { $0.name == candidate }) {
      let words = WordMatcher.words(of: candidate)
      let score = wanted.reduce(0) { sum, word in
        sum + (words.map { distance(word, $0) }.min().map { $0 == 0 ? 4 : $0 <= max(1, word.count / 4) ? 3 : 0 } ?? 0)
      }
      if score > 0 { scored.append((score, candidate)) }
    }
    return scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.name < $1.name }.prefix(3).map(\.name)
  }

  /// The word that is the fewest edits away, the first of equals.
  package static func nearest(_ word: String, in words: [String]) -> String? {
    let wanted = Array(word)
    return words.map { ($0, distance(wanted, Array($0))) }.min { $0.1 < $1.1 }.flatMap { $0.1 <= 3 ? $0.0 : nil }
  }

  /// Edits from one word to another (Levenshtein); words of very different length count as far.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard abs(a.count - b.count) <= 2, a.count <= 64 else { return Int.max }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
