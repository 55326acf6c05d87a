/// Finds the terms near a word.
enum FuzzyTerms {
  /// The terms of a field at most `limit` edits from `word` that begin with `prefix`, each with its distance, in the order of their bytes.
  /// A term with a digit is found only when it is the word itself.
  ///
  /// Complexity: of terms that begin alike, that beginning is compared once, and what begins too differently is not read.
  static func find(
    _ word: [Unicode.Scalar], limit: Int, prefix: [UInt8], field: Int, snapshot: Snapshot
  ) throws -> [(term: [UInt8], distance: Int)] {
    let exact = Array(String(String.UnicodeScalarView(word)).utf8)
    var found: [[UInt8]: Int] = [:]
    var table = EditDistanceTable(word, limit: limit)
    for segment in snapshot.segments {
      guard let dictionary = segment.text(field)?.dictionary, dictionary.termCount > 0 else { continue }
      if try unsafe exact.withUnsafeBufferPointer({ try unsafe dictionary.find($0) }) != nil { found[exact] = 0 }
      if limit == 0 { continue }
      var scanner = try TermScanner(dictionary, from: prefix)
      var dead: Int?
      while try scanner.next(without: dead) {
        guard scanner.term.starts(with: prefix) else { break }
        let step = unsafe scanner.term.withUnsafeBufferPointer { unsafe table.step(to: $0, shared: scanner.shared) }
        dead = step.dead
        guard let distance = step.distance, scanner.term != exact else { continue }
        found[scanner.term] = distance
        if found.count > Planner.maximumExpansions {
          throw FullTextError.limit("the word is near more than \(Planner.maximumExpansions) words")
        }
      }
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }
}
