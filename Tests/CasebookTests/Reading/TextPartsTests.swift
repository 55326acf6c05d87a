import TestSupport
import Testing

@testable import Casebook

@Suite("Sentences, headings, time frames, hashes")
struct TextPartsTests {
  private func sentences(_ text: String) -> [String] { SentenceSplitter.ranges(in: text).map { text.utf8($0) } }

  @Test("A sentence ends at a full stop before a capital")
  func plainSentences() {
    #expect(sentences("It grew. Then it doubled!  Why? ") == ["It grew.", "Then it doubled!", "Why?"])
  }

  @Test("Numbers, initials and abbreviations end no sentence")
  func noFalseEnds() {
    #expect(sentences("Revenue of Acme Inc. Rose by 1.5 million, says J. Smith of the U.S. Treasury.").count == 1)
    #expect(sentences("See e.g. Azure. Done.") == ["See e.g. Azure.", "Done."])
  }

  @Test("Closing quotes belong to the sentence they close")
  func quotes() {
    #expect(sentences("“It works.” We agreed.") == ["“It works.”", "We agreed."])
  }

  @Test("Full-width marks end sentences without a space")
  func fullWidth() {
    #expect(sentences("成長した。次の年も。") == ["成長した。", "次の年も。"])
  }

  @Test("Ranges ascend, do not overlap and lose no letter", arguments: 0..<200)
  func rangesCover(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let alphabet = Array("ab A.!?\"” é。\n1")
    let text = String(
      (0..<Int(generator.next() % 60)).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] })
    let ranges = SentenceSplitter.ranges(in: text)
    for (a, b) in zip(ranges, ranges.dropFirst()) { #expect(a.upperBound <= b.lowerBound) }
    let kept = ranges.map { text.utf8($0) }.joined().filter { !$0.isWhitespace }
    #expect(kept == text.filter { !$0.isWhitespace })
  }

  @Test(
    "Headings come apart into noun, number, name and remark",
    arguments: [
      ("Case Study 4: Hugging Face", "case study", "4", "Hugging Face", nil),
      ("Pattern 1: Community First (Acme Model)", "pattern", "1", "Community First", "Acme Model"),
      ("1.2 API partnerships", nil, "1.2", "API partnerships", nil),
      ("3. Results", nil, "3", "Results", nil),
      ("🎯 Overview:", nil, nil, "Overview", nil),
      ("10x growth", nil, nil, "10x growth", nil),
      ("2024 in review", nil, nil, "2024 in review", nil),
      ("Case Study #7 - Orbit", "case study", "7", "Orbit", nil),
      ("Phase II: Scale", "phase", "II", "Scale", nil),
      ("Pattern selection", nil, nil, "Pattern selection", nil),
    ] as [(String, String?, String?, String, String?)])
  func headings(_ heading: String, _ noun: String?, _ number: String?, _ name: String, _ remark: String?) {
    let title = HeadingTitle(heading)
    #expect(title.noun == noun)
    #expect(title.number == number)
    #expect(title.name == name)
    #expect(title.remark == remark)
  }

  @Test("Time frames are places on a time line or lengths")
  func timeFrames() throws {
    let months = try #require(TimeFrameReader.timeFrame("Months 1-3"))
    #expect(months.unit == .month && months.from == 1 && months.to == 3 && !months.isLength)
    let weeks = try #require(TimeFrameReader.timeFrame("2–4 weeks"))
    #expect(weeks.unit == .week && weeks.from == 2 && weeks.to == 4 && weeks.isLength)
    let open = try #require(TimeFrameReader.timeFrame("Years 5+"))
    #expect(open.unit == .year && open.from == 5 && open.to == nil)
    #expect(TimeFrameReader.timeFrame("Ongoing")?.isOngoing == true)
    #expect(TimeFrameReader.timeFrame("Hugging Face Model") == nil)
    #expect(TimeFrameReader.timeFrame("Months to weeks") == nil)
  }

  @Test("XXH64 gives the specification's values")
  func hashes() {
    #expect(ContentHash.hexadecimal(of: []) == "ef46db3751d8e999")
    #expect(ContentHash.hexadecimal(of: Array("a".utf8)) == "d24ec4f1a98c6e5b")
    #expect(ContentHash.hexadecimal(of: Array("abc".utf8)) == "44bc2cf5ad770999")
    let long = Array("Nobody inspects the spammish repetition".utf8)
    #expect(ContentHash.hexadecimal(of: long) == "fbcea83c8a378bf1")
  }
}
