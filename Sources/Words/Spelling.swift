/// Whether two words may be one word misspelt.
package enum Spelling {
  /// At most two edits apart (one for words below five letters), case folded. O(n·m) on words of at most 64 bytes.
  package static func isNear(_ left: String, _ right: String) -> Bool {
    let a = Array(left.lowercased().utf8.prefix(64))
    let b = Array(right.lowercased().utf8.prefix(64))
    return distance(a, b) <= (min(a.count, b.count) < 5 ? 1 : 2)
  }

  /// Levenshtein distance.
  package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
