import Learning

/// Where a figure stands: what the features of all its models are made from.
struct FigureSite {
  let words: ClauseWords
  /// First and last token of the figure.
  let lo: Int
  let hi: Int
  let kind: MetricKind
  /// The kind as a value of features.
  let kindHash: UInt64
  /// First and last token of its sentence.
  let a: Int
  let b: Int
  /// The verb that says most about it: the nearest before, else the nearest behind; -1 without one.
  let verb: Int

  /// The place of a figure.
  ///
  /// - Parameter start: where its sentence begins for it, behind a lead-in that says nothing.
  init(_ words: ClauseWords, _ figure: Figure, from start: Int = 0) {
    self.words = words
    lo = figure.first
    hi = figure.last
    kind = figure.kind
    kindHash = Self.kindHashes[figure.kind] ?? 0
    let number = words.sentence[lo]
    a = min(lo, max(start, words.sentenceStarts[number]))
    b = max(words.sentenceStarts[number + 1] - 1, hi)
    var verb = -1
    for at in stride(from: lo - 1, through: max(a, lo - 14), by: -1) where words.isMainVerb(at) {
      verb = at
      break
    }
    if verb < 0 {
      for at in hi + 1..<max(hi + 1, min(b + 1, hi + 12)) where words.isMainVerb(at) {
        verb = at
        break
      }
    }
    self.verb = verb
  }

  var sentence: ClosedRange<Int> { a...b }
  /// The hash of a word; that of `#` outside of the sentence.
  func word(_ index: Int) -> UInt64 { words.word(index, in: a...b) }
  /// All hashes of a word.
  func hashes(_ index: Int) -> WordHashes { index >= a && index <= b ? words.hashes[index] : .outside }
  /// The tag and one; 0 outside of the sentence.
  func tag(_ index: Int) -> UInt64 { words.tag(index, in: a...b) }
  func isOwn(_ index: Int) -> Bool { index >= lo && index <= hi }

  /// The tokens between the figure and a range beside it.
  func between(_ range: Range<Int>) -> Range<Int> {
    if range.lowerBound > hi { return hi + 1..<range.lowerBound }
    return min(range.upperBound, lo)..<lo
  }

  /// Distances in eight steps.
  static func bucket(_ distance: Int) -> UInt64 {
    switch distance {
    case ...0: 0
    case 1: 1
    case 2: 2
    case 3: 3
    case 4...5: 4
    case 6...8: 5
    case 9...14: 6
    default: 7
    }
  }

  private static let kindHashes = Dictionary(
    uniqueKeysWithValues: MetricKind.allCases.map { ($0, FeatureHash.text($0.rawValue)) })
}
