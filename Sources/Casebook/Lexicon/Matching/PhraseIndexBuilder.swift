extension PhraseIndex {
  /// Collects phrases, then makes the index.
  struct Builder {
    private struct Draft {
      var children: [UInt16: Int32] = [:]
      var gaps: [Gap] = []
      var endings: [Ending] = []
    }

    /// The words of all phrases; patterns are read with it.
    var vocabulary = WordVocabulary()
    private var classIDs: [WordClass: UInt16] = [:]
    private var classes: [WordClass] = []
    private var drafts = [Draft()]

    /// More classes than this no index can hold: their ids are 16 bits wide.
    static let mostClasses = 60_000

    /// Whether there is room for another phrase.
    var isFull: Bool { classes.count >= Self.mostClasses - WordPattern.mostSlots }

    /// Adds a phrase under a number that hits give back. Numbers may repeat.
    mutating func add(_ phrase: WordPattern.Phrase, number: Int) {
      var node = 0
      for slot in phrase.slots {
        switch slot {
        case .word(let wordClass): node = child(of: node, by: id(of: wordClass))
        case .gap(let width): node = gap(of: node, width: Int32(width))
        }
      }
      drafts[node].endings.append(
        Ending(phrase: Int32(truncatingIfNeeded: number), atBegin: phrase.atBegin, atEnd: phrase.atEnd))
    }

    private mutating func id(of wordClass: WordClass) -> UInt16 {
      if let id = classIDs[wordClass] { return id }
      let id = UInt16(truncatingIfNeeded: classes.count)
      classIDs[wordClass] = id
      classes.append(wordClass)
      return id
    }

    private mutating func child(of node: Int, by wordClass: UInt16) -> Int {
      if let child = drafts[node].children[wordClass] { return Int(child) }
      drafts[node].children[wordClass] = Int32(drafts.count)
      drafts.append(Draft())
      return drafts.count - 1
    }

    private mutating func gap(of node: Int, width: Int32) -> Int {
      if let gap = drafts[node].gaps.first(where: { $0.width == width }) { return Int(gap.node) }
      drafts[node].gaps.append(Gap(width: width, node: Int32(drafts.count)))
      drafts.append(Draft())
      return drafts.count - 1
    }

    /// The index of all phrases added. O(phrases), and the same layout for the same phrases in the same order.
    func build() -> PhraseIndex {
      var nodes: [Node] = []
      nodes.reserveCapacity(drafts.count)
      var edgeClasses: [UInt16] = []
      var edgeTargets: [Int32] = []
      var gaps: [Gap] = []
      var endings: [Ending] = []
      var roots = [Int32](repeating: 0, count: classes.count)
      for (wordClass, node) in drafts[0].children { roots[Int(wordClass)] = node }
      for draft in drafts {
        nodes.append(
          Node(
            firstEdge: Int32(edgeClasses.count), edgeCount: Int32(draft.children.count),
            firstGap: Int32(gaps.count), gapCount: Int32(draft.gaps.count),
            firstEnd: Int32(endings.count), endCount: Int32(draft.endings.count)))
        for (wordClass, node) in draft.children.sorted(by: { $0.key < $1.key }) {
          edgeClasses.append(wordClass)
          edgeTargets.append(node)
        }
        gaps += draft.gaps
        endings += draft.endings
      }
      let numberClasses = classes.indices.filter { classes[$0].members.last == .max }
      return PhraseIndex(
        trie: makeTrie(), nodes: nodes, edgeClasses: edgeClasses, edgeTargets: edgeTargets, gaps: gaps,
        endings: endings, roots: roots, numberClasses: numberClasses.map { UInt16(truncatingIfNeeded: $0) })
    }

    private static let smallNumbers = [
      "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "one", "two", "three", "four", "five", "six",
      "seven", "eight", "nine", "ten",
    ]

    private func makeTrie() -> WordTrie {
      var vocabulary = vocabulary
      let small = Self.smallNumbers.map { vocabulary.number(of: $0) }
      var exact = [[UInt16]](repeating: [], count: vocabulary.words.count)
      var stems = exact
      for (index, wordClass) in classes.enumerated() {
        let id = UInt16(truncatingIfNeeded: index)
        for member in wordClass.members {
          if member == .max {
            for word in small { exact[Int(word)].append(id) }
          } else if member & 1 == 1 {
            stems[Int(member >> 1)].append(id)
          } else {
            exact[Int(member >> 1)].append(id)
          }
        }
      }
      return WordTrie(words: vocabulary.words, exact: exact, stems: stems)
    }
  }
}
