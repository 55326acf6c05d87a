/// All phrases of a lexicon as one automaton over word classes: every phrase is sought in one pass over the words.
///
/// Phrases with the same first words share them (a trie whose edges are word classes). A gap is an edge to a node that
/// may skip some words. Work for a text is bounded by words × phrases that begin there × gap widths, whatever the text.
struct PhraseIndex: Sendable {
  /// A phrase that was found.
  struct Hit {
    /// The number given when the phrase was added.
    var phrase: Int32
    /// Index of the first word, and of the one behind the last.
    var begin: Int32
    var end: Int32
    /// Bit n: word `begin + n` is one that the phrase names, not one in a gap.
    var mask: UInt64

    /// Whether the phrase names the word of this index, and does not only skip it.
    func names(_ word: Int32) -> Bool {
      let offset = word - begin
      return offset >= 0 && offset < 64 && mask & (1 << UInt64(offset)) != 0
    }
  }

  /// A way through the automaton that is still open.
  struct State {
    var node: Int32
    var at: Int32
    /// Words that may still be skipped; -1 where the next word must follow at once.
    var gap: Int32
    var mask: UInt64
  }

  struct Node: Sendable {
    var firstEdge: Int32 = 0
    var edgeCount: Int32 = 0
    var firstGap: Int32 = 0
    var gapCount: Int32 = 0
    var firstEnd: Int32 = 0
    var endCount: Int32 = 0
  }

  /// What a phrase asks of the place where it ends or begins.
  struct Ending: Sendable {
    var phrase: Int32
    var atBegin: Bool
    var atEnd: Bool
  }

  /// A stretch of at most `width` words that may be skipped, and the node whose edges go on behind it.
  struct Gap: Sendable {
    var width: Int32
    var node: Int32
  }

  let trie: WordTrie
  /// The automaton; a node's edges, gaps and endings are slices of the arrays below.
  let nodes: [Node]
  let edgeClasses: [UInt16]
  let edgeTargets: [Int32]
  let gaps: [Gap]
  let endings: [Ending]
  /// Node behind the first word's class, by class; 0 where no phrase begins with it.
  let roots: [Int32]
  /// The classes that any number belongs to.
  let numberClasses: [UInt16]

  /// Scans `text` and calls `body` with the words and the phrases found in them, by first word.
  func search<R>(_ text: String, _ body: (_ words: [ScannedWord], _ hits: [Hit]) -> R) -> R {
    var text = text
    var words: [ScannedWord] = []
    words.reserveCapacity(text.utf8.count / 5 + 4)
    text.withUTF8 { WordScanner.scan($0, with: trie, into: &words) }
    var hits: [Hit] = []
    match(words, from: 0, into: &hits)
    return body(words, hits)
  }

  /// Appends the phrases found in `words` from index `first` on; "^" means `first`.
  func match(_ words: [ScannedWord], from first: Int, into hits: inout [Hit]) {
    var open: [State] = []
    for begin in first..<max(first, words.count) {
      let word = words[begin]
      guard word.classCount > 0 || word.isNumber else { continue }
      forEachClass(of: word) { wordClass in
        let node = roots[Int(wordClass)]
        if node != 0 { open.append(State(node: node, at: Int32(begin + 1), gap: -1, mask: 1)) }
      }
      while let state = open.popLast() {
        advance(state, words, begin, first, &open, &hits)
      }
    }
  }

  @inline(__always)
  private func advance(
    _ state: State, _ words: [ScannedWord], _ begin: Int, _ first: Int, _ open: inout [State], _ hits: inout [Hit]
  ) {
    let node = nodes[Int(state.node)]
    let at = Int(state.at)
    if state.gap < 0 {
      for index in Int(node.firstEnd)..<Int(node.firstEnd + node.endCount) {
        let ending = endings[index]
        if ending.atBegin && begin != first { continue }
        if ending.atEnd && at < words.count && words[at].separator < .clause { continue }
        hits.append(Hit(phrase: ending.phrase, begin: Int32(begin), end: state.at, mask: state.mask))
      }
      for index in Int(node.firstGap)..<Int(node.firstGap + node.gapCount) {
        open.append(State(node: gaps[index].node, at: state.at, gap: gaps[index].width, mask: state.mask))
      }
    }
    guard at < words.count else { return }
    let word = words[at]
    guard word.separator <= (state.gap < 0 ? .space : .comma) else { return }
    if node.edgeCount > 0, word.classCount > 0 || word.isNumber {
      forEachClass(of: word) { wordClass in
        for edge in Int(node.firstEdge)..<Int(node.firstEdge + node.edgeCount) where edgeClasses[edge] == wordClass {
          let bit: UInt64 = at - begin < 64 ? 1 << UInt64(at - begin) : 0
          open.append(State(node: edgeTargets[edge], at: state.at + 1, gap: -1, mask: state.mask | bit))
        }
      }
    }
    if state.gap > 0 {
      open.append(State(node: state.node, at: state.at + 1, gap: state.gap - 1, mask: state.mask))
    }
  }

  @inline(__always)
  private func forEachClass(of word: ScannedWord, _ body: (UInt16) -> Void) {
    let first = Int(word.classes)
    for index in first..<first + Int(word.classCount) { body(trie.classLists[index]) }
    if word.isNumber {
      for wordClass in numberClasses { body(wordClass) }
    }
  }
}
