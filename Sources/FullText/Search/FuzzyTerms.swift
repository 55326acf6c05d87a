/// Finds the terms near a word.
enum FuzzyTerms {
  /// The terms of a field at most `limit` edits from `word` that begin with `prefix`, each with its distance, in the order of their bytes.
  /// A term with a digit is found only when it is the word itself.
  static func find(
    _ word: [Unicode.Scalar], limit: Int, prefix: [UInt8], field: Int, snapshot: Snapshot
  ) throws -> [(term: [UInt8], distance: Int)] {
    let exact = Array(String(String.UnicodeScalarView(word)).utf8)
    var found: [[UInt8]: Int] = [:]
    for segment in snapshot.segments {
      guard let dictionary = segment.text(field)?.dictionary, dictionary.termCount > 0 else { continue }
      if limit == 0 {
        if try unsafe exact.withUnsafeBufferPointer({ try unsafe dictionary.find($0) }) != nil { found[exact] = 0 }
        continue
      }
      var cursor = try TermCursor.seek(dictionary, prefix)
      while try cursor.next() {
        let term = cursor.term
        if !term.starts(with: prefix) { break }
        // A scalar takes one to four bytes.
        if term.count > 4 * (word.count + limit) || term.count + limit < word.count { continue }
        if found[term] != nil { continue }
        if term == exact {
          found[term] = 0
        } else if !term.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
          let scalars = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
          if let distance = EditDistance.between(word, scalars, limit: limit) { found[term] = distance }
        }
        if found.count > Planner.maximumExpansions {
          throw FullTextError.limit("the word is near more than \(Planner.maximumExpansions) words")
        }
      }
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }
}
