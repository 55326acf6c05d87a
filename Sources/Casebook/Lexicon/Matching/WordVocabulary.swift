/// The words and stems that a lexicon's phrases name, numbered as they come.
struct WordVocabulary {
  /// The words, by number.
  private(set) var words: [String] = []
  private var numbers: [String: UInt32] = [:]

  /// The number of a folded word.
  mutating func number(of word: String) -> UInt32 {
    if let number = numbers[word] { return number }
    let number = UInt32(truncatingIfNeeded: words.count)
    numbers[word] = number
    words.append(word)
    return number
  }
}

/// What one word of a phrase may be: one of several words or stems.
struct WordClass: Hashable {
  /// A word's number in the vocabulary, shifted left, with 1 for a stem; or `number`. Sorted, each once.
  private(set) var members: [UInt32]

  /// Any number.
  static let number = WordClass(members: [.max])

  /// One word, or all that begin with it.
  init(word: UInt32, isStem: Bool) {
    members = [word << 1 | (isStem ? 1 : 0)]
  }

  private init(members: [UInt32]) {
    self.members = members
  }

  /// Words of any of the classes.
  init(union classes: [WordClass]) {
    if classes.count == 1 {
      members = classes[0].members
    } else {
      let sorted = classes.flatMap(\.members).sorted()
      members = sorted.enumerated().filter { $0.offset == 0 || sorted[$0.offset - 1] != $0.element }.map(\.element)
    }
  }
}
