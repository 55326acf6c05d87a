import TestSupport
import Testing

@testable import Casebook

@Suite("Phrases sought in text")
struct PhraseIndexTests {
  private func words(_ text: String) -> [(text: String, separator: ScannedWord.Separator)] {
    var words: [ScannedWord] = []
    var text = text
    let trie = WordTrie(words: [], exact: [], stems: [])
    return text.withUTF8 { bytes in
      WordScanner.scan(bytes, with: trie, into: &words)
      return words.map { (String(decoding: bytes[Int($0.begin)..<Int($0.end)], as: UTF8.self), $0.separator) }
    }
  }

  @Test("words are letters and digits of any script; signs and emoji separate them")
  func splitting() {
    #expect(
      words("Go-to-market: don't, 3x (été) 🎯 Σοφία №5").map(\.text) == [
        "Go", "to", "market", "don", "t", "3x", "été", "Σοφία", "5",
      ])
    #expect(words("").isEmpty)
    #expect(words(" – … ! ").isEmpty)
    #expect(words("R&D").map(\.text) == ["R", "&", "D"])
  }

  @Test("a separator is as strong as its strongest sign")
  func separators() {
    #expect(
      words("a-b c, d: e – f. g’s 1.5 x/y").map(\.separator) == [
        .joined, .joined, .space, .comma, .clause, .clause, .sentence, .joined, .space, .space, .space, .comma,
      ])
  }

  @Test(
    "folding takes case and accents off",
    arguments: [
      ("Résultats", "resultats"), ("LÖSUNG", "losung"), ("Straße", "strasse"), ("Œuvre", "oeuvre"), ("Łódź", "lodz"),
      ("e\u{301}te\u{301}", "ete"), ("ΣΟΦΊΑ", "σοφία"), ("ПАРТНЁР", "партнёр"), ("ﬁn", "ﬁn"), ("ſ", "s"),
    ])
  func folding(word: String, folded: String) {
    #expect(WordScanner.foldedWords(of: word) == [folded])
  }

  @Test("every phrase that stands in a text is found, and no other, as by plain search", arguments: 0..<60)
  func equalsPlainSearch(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let vocabulary = ["a", "ab", "abc", "b", "ba", "c", "7"]
    func word() -> String { vocabulary[Int.random(in: 0..<vocabulary.count, using: &random)] }
    func item() -> String {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: "\(word())*"
      case 1: "(\(word())|\(word())*)"
      case 2: "(\(word()) \(word())|\(word()))"
      case 3: "\(word())?"
      case 4: "..\(1 + Int.random(in: 0..<3, using: &random))"
      case 5: "<number>"
      default: word()
      }
    }
    var index = PhraseIndex.Builder()
    var phrases: [(number: Int, phrase: WordPattern.Phrase)] = []
    for number in 0..<12 {
      let text = word() + " " + (0..<Int.random(in: 0..<4, using: &random)).map { _ in item() }.joined(separator: " ")
      let pattern = try WordPattern(text, vocabulary: &index.vocabulary)
      for phrase in pattern.conjuncts[0] {
        index.add(phrase, number: number)
        phrases.append((number, phrase))
      }
    }
    let names = index.vocabulary.words
    let text = (0..<40).map { _ in word() + [" ", " ", " ", ", ", ". "][Int.random(in: 0..<5, using: &random)] }
      .joined()
    let found = index.build().search(text) { words, hits in
      (words, Set(hits.map { [Int($0.phrase), Int($0.begin), Int($0.end)] }))
    }
    let folded = WordScanner.foldedWords(of: text)
    var expected: Set<[Int]> = []
    for (number, phrase) in phrases {
      for begin in folded.indices {
        for end in PlainSearch(words: folded, separators: found.0.map(\.separator), names: names).ends(
          phrase.slots[...], at: begin, isFirst: true, afterGap: false)
        {
          expected.insert([number, begin, end])
        }
      }
    }
    #expect(found.1 == expected)
  }

  @Test("^ and $ hold a phrase to the begin and the end")
  func anchors() throws {
    var builder = PhraseIndex.Builder()
    for (number, text) in ["^red", "red$", "^red$"].enumerated() {
      for phrase in try WordPattern(text, vocabulary: &builder.vocabulary).conjuncts[0] {
        builder.add(phrase, number: number)
      }
    }
    let index = builder.build()
    func numbers(_ text: String) -> Set<Int32> { index.search(text) { _, hits in Set(hits.map(\.phrase)) } }
    #expect(numbers("red") == [0, 1, 2])
    #expect(numbers("red door") == [0])
    #expect(numbers("door red") == [1])
    #expect(numbers("red: door") == [0, 1, 2])
  }

  @Test("joined ranges know what they overlap")
  func ranges() {
    var ranges = WordRanges()
    for range: Range<Int32> in [0..<2, 1..<3, 5..<6, 9..<12] { ranges.append(range) }
    #expect(
      (0..<14).map { ranges.overlaps($0..<($0 + 1)) } == [
        true, true, true, false, false, true, false, false, false, true, true, true, false, false,
      ])
    #expect(ranges.overlaps(3..<6))
    #expect(!ranges.overlaps(3..<5))
    #expect(!WordRanges().overlaps(0..<9))
  }
}

/// Phrase search without an index: the definition that the index must meet.
private struct PlainSearch {
  var words: [String]
  var separators: [ScannedWord.Separator]
  var names: [String]

  func ends(_ slots: ArraySlice<WordPattern.Slot>, at: Int, isFirst: Bool, afterGap: Bool) -> Set<Int> {
    guard let slot = slots.first else { return afterGap ? [] : [at] }
    switch slot {
    case .gap(let width):
      var ends: Set<Int> = []
      for skipped in 0...width where at + skipped <= words.count {
        if skipped > 0, separators[at + skipped - 1] > .comma { break }
        ends.formUnion(self.ends(slots.dropFirst(), at: at + skipped, isFirst: false, afterGap: true))
      }
      return ends
    case .word(let wordClass):
      guard at < words.count, matches(wordClass, words[at]) else { return [] }
      guard isFirst || separators[at] <= (afterGap ? .comma : .space) else { return [] }
      return ends(slots.dropFirst(), at: at + 1, isFirst: false, afterGap: false)
    }
  }

  private func matches(_ wordClass: WordClass, _ word: String) -> Bool {
    wordClass.members.contains { member in
      if member == .max { return word.allSatisfy(\.isNumber) }
      let name = names[Int(member >> 1)]
      return member & 1 == 1 ? word.hasPrefix(name) : word == name
    }
  }
}
