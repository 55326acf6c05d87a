/// Two documents that share most of their text.
struct DuplicatePair: Hashable {
  /// Places of the two in the list they were found in, the first one first.
  var first: Int
  var second: Int
  /// Estimated share of phrases that both have, 0 to 1.
  var resemblance: Double
}

/// Finds documents that share most of their text, as the same page saved twice.
enum NearDuplicates {
  /// From which share of common phrases on two documents are reported. A page saved with other markup, or with a note added,
  /// keeps well over half of them; pages of one template that tell different stories share less than a tenth.
  static let threshold = 0.5

  /// The pairs, in the order of their first and second documents.
  ///
  /// Complexity: O(sketches · hashes) as long as few documents share a hash. Where more than 64 share one, as in text of a
  /// template or many copies of a page, each is compared with the first of them only.
  static func pairs(_ sketches: [[UInt64]]) -> [DuplicatePair] {
    var holders: [(hash: UInt64, document: Int32)] = []
    holders.reserveCapacity(sketches.reduce(0) { $0 + $1.count })
    for (index, sketch) in sketches.enumerated() {
      for hash in sketch { holders.append((hash, Int32(index))) }
    }
    holders.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.document < $1.document }
    var shared: [Pair: Int] = [:]
    var start = 0
    while start < holders.count {
      var end = start + 1
      while end < holders.count, holders[end].hash == holders[start].hash { end += 1 }
      for place in start..<(end - start > 64 ? start + 1 : end) {
        for second in (place + 1)..<max(place + 1, end) {
          shared[Pair(first: holders[place].document, second: holders[second].document), default: 0] += 1
        }
      }
      start = end
    }
    var result: [DuplicatePair] = []
    for (pair, count) in shared where count * 8 >= TextSketch.fewest {
      let resemblance = TextSketch.resemblance(sketches[Int(pair.first)], sketches[Int(pair.second)])
      if resemblance >= threshold {
        result.append(DuplicatePair(first: Int(pair.first), second: Int(pair.second), resemblance: resemblance))
      }
    }
    return result.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private struct Pair: Hashable {
    var first: Int32
    var second: Int32
  }
}
