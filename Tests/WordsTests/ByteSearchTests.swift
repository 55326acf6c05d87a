import Testing
import Words

@Suite("Looking for names and words byte by byte")
struct ByteSearchTests {
  @Test(
    "The first place of some bytes is found within a range",
    arguments: [
      ("ana", "banana", 0..<6, 1), ("ana", "banana", 2..<6, 3), ("ana", "banana", 2..<5, nil), ("", "b", 1..<1, 1),
      ("banana", "ana", 0..<3, nil), ("a", "", 0..<0, nil),
    ])
  func first(needle: String, text: String, range: Range<Int>, place: Int?) {
    #expect(ByteSearch.first(Array(needle.utf8), in: Array(text.utf8), range) == place)
  }

  @Test(
    "The last word is told by spaces, in any case",
    arguments: [
      ("Framework Version", true), ("Framework VERSION  ", true), ("version", true), ("Versions", false),
      ("inversion", false), ("version:", false), ("", false), ("  ", false),
    ])
  func lastWord(text: String, found: Bool) {
    #expect(ByteSearch.lastWord(of: text, isOneOf: ["version", "release"]) == found)
  }

  @Test("Words end at white space of any kind; an accent that follows its letter is part of the word")
  func words() {
    func words(_ text: String) -> [String] {
      let text = NameText(Array(text.utf8))
      return text.words.map { String(decoding: text.bytes[$0.range], as: UTF8.self) }
    }
    #expect(words("a\u{A0}b\u{3000}c\r\nd") == ["a", "b", "c", "d"])
    #expect(words("(Cafe\u{301}), “Ünsal”…") == ["Cafe\u{301}", "Ünsal"])
    #expect(words("bureaus—Acme — & —") == ["bureaus", "Acme", "&"])
    #expect(words("日本 語。") == ["日本", "語"])
    #expect(NameText([0xE2, 0x80, 0xFF, 0x41]).words.count <= 1)
    #expect(
      NameText(Array("Élan inc. met U.S. Steel: yes".utf8)).words.map(\.flags) == [
        [.capitalised, .first], [], [], [.capitalised], [.capitalised, .colon, .endsPhrase, .endsSentence], [.first],
      ])
  }
}
