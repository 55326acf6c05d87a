package import Learning

/// Gives each token its part of speech (Penn Treebank tags), from left to right, each in view of the tags before it.
///
/// Source: Ratnaparkhi, "A Maximum Entropy Model for Part-of-Speech Tagging" (1996), with perceptron weights.
package struct Tagger: Sendable {
  private let model: LinearModel

  /// The tags, in the order of their numbers.
  package var tags: [String] { model.classes }

  /// A tagger with the given weights.
  package init(_ model: LinearModel) { self.model = model }

  /// A tag's number for each token.
  ///
  /// - Complexity: O(tokens × tags).
  package func tag(_ tokens: [SyntaxToken]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(tokens.count)
    var features: [UInt64] = []
    var sums: [Int32] = []
    for index in tokens.indices {
      Self.features(tokens, index, result, into: &features)
      sums = model.noSums
      model.add(features, to: &sums)
      result.append(UInt8(model.scores(ofSums: sums).bestIndex))
    }
    return result
  }

  /// The features of the token at `index`, with the tags of those before it.
  package static func features(
    _ tokens: [SyntaxToken], _ index: Int, _ tags: [UInt8], into features: inout [UInt64]
  ) {
    features.removeAll(keepingCapacity: true)
    func at(_ offset: Int) -> SyntaxToken {
      let place = index + offset
      return place >= 0 && place < tokens.count ? tokens[place] : .outside
    }
    func tag(_ offset: Int) -> UInt64 {
      let place = index + offset
      return place >= 0 ? UInt64(tags[place]) + 1 : 0
    }
    func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
      features.append(FeatureHash.feature(template, first, second))
    }
    let token = at(0)
    let (before, beforeThat, after, afterThat) = (at(-1), at(-2), at(1), at(2))
    let (tag1, tag2) = (tag(-1), tag(-2))
    add(1, 0)
    add(2, token.word)
    add(3, token.suffix)
    add(4, token.shortSuffix)
    add(5, token.prefix, token.shape)
    add(6, token.shape, index == 0 ? 1 : 0)
    add(7, tag1)
    add(8, tag2)
    add(9, tag1, tag2)
    add(10, tag1, token.word)
    add(11, before.word)
    add(12, before.suffix)
    add(13, beforeThat.word)
    add(14, after.word)
    add(15, after.suffix)
    add(16, afterThat.word)
    add(17, token.suffix, after.suffix)
    add(18, token.suffix, tag1)
    add(19, token.word, after.word)
    add(20, token.shape, before.shape)
    add(21, token.shape, after.shape)
    add(22, token.suffix, token.shape)
  }
}
