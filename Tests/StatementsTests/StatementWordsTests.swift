import Testing

@testable import Statements

@Suite("Words of statements")
struct StatementWordsTests {
  private func texts(_ text: String) -> [String] {
    StatementWords.words(of: text).map { word in
      let bytes = Array(text.utf8)[word.range]
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test("words keep their apostrophe, numbers their separators, and only telling marks are kept")
  func splits() {
    #expect(
      texts("We didn’t lose 1,200.5 users, or (some) 20%!") == [
        "We", "didn’t", "lose", "1,200.5", "users", "or", "some", "20", "%", "!",
      ])
    #expect(texts("“Great” – €5") == ["“", "Great", "”", "€", "5"])
    #expect(texts("") == [])
  }

  @Test("case and the form of an apostrophe make no difference, nor does one number differ from another")
  func folds() {
    #expect(StatementWords.words(of: "DON'T").map(\.form) == StatementWords.words(of: "don’t").map(\.form))
    #expect(StatementWords.words(of: "1999").map(\.form) == StatementWords.words(of: "3.5").map(\.form))
    #expect(StatementWords.words(of: "ÉCOLE").map(\.form) == StatementWords.words(of: "école").map(\.form))
  }

  @Test(
    "endings are taken off, at least three letters stay",
    arguments: [("partners", "partner"), ("training", "trained"), ("cities", "city")])
  func stems(_ pair: (String, String)) {
    #expect(StatementWords.words(of: pair.0).map(\.stem) == StatementWords.words(of: pair.1).map(\.stem))
    #expect(StatementWords.words(of: "red").map(\.stem) == StatementWords.words(of: "red").map(\.form))
  }

  @Test("no more than the first words are read of a very long text")
  func limit() {
    #expect(StatementWords.words(of: String(repeating: "word ", count: 10_000)).count == StatementWords.limit)
  }

  @Test("bytes that are cut short in a character do no harm")
  func cutCharacters() {
    for text in ["caf\u{E9}", "€", "a’", "\u{2028}x", "é’", "🙂 ok"] { _ = texts(text) }
    #expect(texts("🙂ok").count == 1)
  }
}
