import TestSupport
import Testing

@testable import Words

/// The search for words is held to the plain way of doing it: all words worked out, each compared.
@Suite("Words of a question in texts")
struct WordMatcherTests {
  private static let pieces = [
    "Re", "venue", "COST", "é", "É", "-", " ", " ", "1", "200", "'", "中", "文", ".", "cost", "r", "ﬁ", "\u{301}", "_",
    "@", "Z", "z", "[", "`", "9", "/",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private static func matches(_ question: String, _ texts: [String?]) -> Bool {
    let all = texts.compactMap { $0 }.flatMap(WordMatcher.words(of:))
    return WordMatcher.words(of: question).allSatisfy { wanted in all.contains { $0.starts(with: wanted) } }
  }

  @Test("Texts match as they do word by word")
  func matching() {
    var random = SeededGenerator(seed: 5)
    var found = 0
    for _ in 0..<20_000 {
      let question = Self.text(&random)
      let texts: [String?] = [Self.text(&random), nil, Self.text(&random), Self.text(&random) + Self.text(&random)]
      let expected = Self.matches(question, texts)
      found += expected ? 1 : 0
      guard WordMatcher(question).matches(texts) == expected else {
        Issue.record("'\(question)' in \(texts): expected \(expected) (seed 5)")
        return
      }
    }
    // Both happen often.
    #expect(found > 2_000 && found < 18_000)
  }

  @Test("Words as texts are the words")
  func texts() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<5_000 {
      let text = Self.text(&random)
      #expect(WordMatcher.texts(of: text) == WordMatcher.words(of: text).map { String($0) }, "'\(text)'")
    }
  }

  @Test("A question without words matches whatever there is")
  func empty() {
    #expect(WordMatcher("").matches([]) && WordMatcher(" - ").matches(["a"]) && !WordMatcher("a").matches([nil]))
  }
}
