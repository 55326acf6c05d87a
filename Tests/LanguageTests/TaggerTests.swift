import Language
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
}
