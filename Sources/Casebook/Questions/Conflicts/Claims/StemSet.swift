internal import Words

/// Words by number, so that comparing two figures compares numbers.
///
/// The same text has the same number in one vocabulary; numbers are given in the order of first use.
final class Vocabulary {
  private var idOfWord: [String: Int32] = [:]
  private var words: [String] = []
  /// The number of each folded word's stem; nil for words that say nothing about a measure.
  private var contentOfWord: [Substring: Int32?] = [:]

  /// The number of a word; a new one for a word not seen before.
  func id(_ word: String) -> Int32 {
    if let known = idOfWord[word] { return known }
    let id = Int32(words.count)
    idOfWord[word] = id
    words.append(word)
    return id
  }

  /// The number of a folded word's stem, where it can narrow or name a measure.
  func contentID(_ word: Substring) -> Int32? {
    if let known = contentOfWord[word] { return known }
    let id = Wording.contentStem(word).map { self.id($0) }
    // A copy of its own, so that the text it stands in is not kept.
    contentOfWord[Substring(String(word))] = .some(id)
    return id
  }

  /// The set of some words.
  func set(_ words: some Sequence<String>) -> StemSet { StemSet(words.map { id($0) }) }

  /// The words of a set, in alphabetical order.
  func words(of set: StemSet) -> [String] { set.ids.map { words[Int($0)] }.sorted() }
}

/// A small set of words of one ``Vocabulary``. Operations on two sets take O(n + m).
struct StemSet: Sendable, Hashable {
  /// In ascending order, each once.
  private(set) var ids: [Int32]

  init() { ids = [] }

  init(_ ids: [Int32]) {
    var sorted = ids.sorted()
    var kept = 0
    for index in sorted.indices where index == 0 || sorted[index] != sorted[kept - 1] {
      sorted[kept] = sorted[index]
      kept += 1
    }
    sorted.removeSubrange(kept...)
    self.ids = sorted
  }

  private init(ascending ids: [Int32]) { self.ids = ids }

  var isEmpty: Bool { ids.isEmpty }
  var count: Int { ids.count }

  func contains(_ id: Int32) -> Bool { ids.contains(id) }

  /// How many words both have.
  func sharedCount(with other: StemSet) -> Int {
    var (i, j, shared) = (0, 0, 0)
    while i < ids.count, j < other.ids.count {
      let (a, b) = (ids[i], other.ids[j])
      if a == b { shared += 1 }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return shared
  }

  func isDisjoint(with other: StemSet) -> Bool {
    if ids.isEmpty || other.ids.isEmpty { return true }
    return sharedCount(with: other) == 0
  }

  func isSubset(of other: StemSet) -> Bool { count <= other.count && sharedCount(with: other) == count }

  func union(_ other: StemSet) -> StemSet {
    if other.isEmpty { return self }
    return isEmpty ? other : StemSet(ids + other.ids)
  }

  func intersection(_ other: StemSet) -> StemSet { StemSet(ascending: ids.filter { other.contains($0) }) }
  func subtracting(_ other: StemSet) -> StemSet { StemSet(ascending: ids.filter { !other.contains($0) }) }

  /// An order among sets that puts equal ones side by side.
  func precedes(_ other: StemSet) -> Bool { ids.lexicographicallyPrecedes(other.ids) }
}
