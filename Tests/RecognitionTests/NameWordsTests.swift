import Testing

@testable import Recognition

@Suite("Words as names are looked for in them")
struct NameWordsTests {
  private func words(_ text: String) -> [String] {
    let words = NameWords(text)
    return words.words.indices.map { words.text($0..<($0 + 1)) }
  }

  @Test(
    "Dots, hyphens and apostrophes inside are part of a word; marks around it are not",
    arguments: [
      ("The U.S. Customs office, in E-Commerce.", ["The", "U.S", "Customs", "office", "in", "E-Commerce"]),
      ("“Weber & Sohn’s pumps” (new)", ["Weber", "&", "Sohn", "pumps", "new"]),
      ("bureaus—Avanto/Bellis: both", ["bureaus", "Avanto", "Bellis", "both"]),
      ("O'Hara at acme.io", ["O'Hara", "at", "acme.io"]),
      ("", []), ("— . ,", []),
    ])
  func cut(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test("A full stop behind an abbreviation ends no sentence")
  func abbreviations() {
    for text in ["Acme Inc. Then it grew.", "The U.S. Then it grew."] {
      let words = NameWords(text).words
      let then = words.firstIndex { !$0.has(.endsSentence) && $0.hash == WordSet.hash("then") }
      #expect(then != nil)
      #expect(words.count { $0.has(.first) } == 1, "only the first word opens a sentence: \(text)")
    }
    #expect(NameWords("It grew. Then it sold.").words.count { $0.has(.first) } == 2)
  }

  @Test("What a word looks like")
  func flags() {
    let words = NameWords("Acme's iPump runs NATO 4711 on acme.dev (EU)").words
    #expect(words[0].has(.possessive) && words[0].has(.capital) && !words[0].has(.innerCapital))
    #expect(words[1].has(.innerCapital) && !words[1].has(.capital))
    #expect(words[3].has(.allCapitals))
    #expect(words[4].has(.digit) && !words[4].isNameLike)
    #expect(words[6].has(.domain))
    #expect(words[7].has(.opensBracket) && words[7].has(.closesBracket))
  }

  @Test("A set holds its words in any case, and no others")
  func set() {
    let set = WordSet("bank école pump-house")
    for word in ["bank", "BANK", "École", "Pump-House"] { #expect(set.contains(WordSet.hash(word))) }
    for word in ["banks", "", "pump"] { #expect(!set.contains(WordSet.hash(word))) }
  }
}
