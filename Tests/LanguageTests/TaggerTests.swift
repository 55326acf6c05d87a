import Language
import Learning
import Testing

@Suite("Parts of speech")
struct TaggerTests {
  private func tags(_ text: String) throws -> [String] {
    let tagger = try #require(Tagger.shared)
    return tagger.tag(text.split(separator: " ").map { SyntaxToken($0) }).map { tagger.tags[Int($0)] }
  }

  @Test(
    "Words get the part of speech they have in their sentence",
    arguments: [
      ("The plant cut its energy costs by 30 % .", ["DT", "NN", "VBD", "PRP$", "NN", "NNS", "IN", "CD", "NN", "."]),
      ("A cut of the costs would help us .", ["DT", "NN", "IN", "DT", "NNS", "MD", "VB", "PRP", "."]),
      ("Marten Foods has opened two shops in Bergen .", ["NNP", "NNPS", "VBZ", "VBN", "CD", "NNS", "IN", "NNP", "."]),
    ])
  func tagging(_ text: String, _ expected: [String]) throws {
    let found = try tags(text)
    let right = zip(found, expected).filter { $0 == $1 }.count
    // The tagger is right in 94 of 100 words; one of a sentence may be wrong.
    #expect(found.count == expected.count && right >= expected.count - 1, "\(found)")
  }

  @Test("All numbers of a shape are one word")
  func numbers() {
    #expect(SyntaxToken("1,250").word == SyntaxToken("9,731").word)
    #expect(SyntaxToken("12").word != SyntaxToken("1,250").word)
  }

  @Test("Words keep apostrophes, numbers their separators, and sentences end where they end")
  func pieces() {
    let text = "Dr. Lund's plant didn't pay $3.2 million. U.S. buyers did."
    let bytes = Array(text.utf8)
    let pieces = WordTokenizer.pieces(bytes)
    let words = pieces.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(words.contains("Lund's") && words.contains("didn't") && words.contains("3.2") && words.contains("$"))
    #expect(pieces.filter(\.beginsSentence).count == 2)
    for piece in pieces { #expect(!piece.range.isEmpty && piece.range.upperBound <= bytes.count) }
  }

  @Test("Any bytes are cut into pieces that cover all but white space", arguments: 0..<50)
  func anyBytes(_ seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
    let pieces = WordTokenizer.pieces(bytes)
    var at = 0
    for piece in pieces {
      #expect(piece.range.lowerBound >= at && piece.range.upperBound > piece.range.lowerBound)
      at = piece.range.upperBound
    }
    #expect(at <= bytes.count)
  }
}
