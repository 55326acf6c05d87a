import Foundation
import TestSupport
import Testing

@testable import Casebook

@Suite("Near-duplicates")
struct NearDuplicateTests {
  private static let words = [
    "harbour", "clerk", "ledger", "mill", "quay", "market", "ferry", "storm", "winter", "council", "boat", "rope",
    "tar",
    "lamp", "bell", "anchor", "sail", "net", "crate", "barrel",
  ]

  private func story(_ seed: UInt64, sentences: Int = 30) -> [String] {
    var random = SeededGenerator(seed: seed)
    return (0..<sentences).map { _ in
      "The " + (0..<10).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined(separator: " ") + "."
    }
  }

  @Test("The same text in two dialects is one pair, with both places")
  func dialects() throws {
    let space = Workspace()
    let story = story(1)
    try space.write("a.md", "# The harbour\n\n" + story.joined(separator: "\n\n") + "\n")
    try space.write(
      "b.html", "<h1>The harbour</h1><article>" + story.map { "<p>\($0)</p>" }.joined() + "</article>")
    try space.write("c.md", "# Another\n\n" + self.story(2).joined(separator: "\n\n") + "\n")
    let report = try space.ingest()
    #expect(report.nearDuplicates == 1)
    let answer = try space.knowledge().duplicates()
    let place = try #require(answer.column("place"))
    let other = try #require(answer.column("other_place"))
    #expect(answer.items.map { [$0[place].text, $0[other].text] } == [["a.md:1", "b.html:1"]])
    let status = try space.knowledge().status()
    #expect(status.items.contains { $0[0].text == "near-duplicates" && $0[1].text == "1" })
  }

  @Test("A document with a note added is still a duplicate, half another story is none")
  func resemblance() {
    let story = story(3)
    let whole = TextSketch.sketch(of: story)
    #expect(TextSketch.resemblance(whole, whole) == 1)
    #expect(TextSketch.resemblance(whole, TextSketch.sketch(of: story + ["A note was added here, later on."])) > 0.9)
    #expect(
      TextSketch.resemblance(whole, TextSketch.sketch(of: Array(story.prefix(15)) + self.story(4, sentences: 15))) < 0.5
    )
    #expect(TextSketch.resemblance(whole, TextSketch.sketch(of: self.story(5))) < 0.05)
  }

  @Test("Case and punctuation change nothing; a few words have no sketch")
  func normalised() {
    let story = story(6)
    let shouted = story.map { $0.uppercased().replacingOccurrences(of: " ", with: ", ") }
    #expect(TextSketch.sketch(of: story) == TextSketch.sketch(of: shouted))
    #expect(TextSketch.sketch(of: ["Only a few words."]).isEmpty)
  }

  @Test("A script without spaces is compared by its characters")
  func chinese() {
    let text = "这是一个关于港口的故事里面有很多船只和商人他们在冬天的风暴之后重新建造了码头并且开放了市场"
    let sketch = TextSketch.sketch(of: [text])
    #expect(!sketch.isEmpty)
    #expect(TextSketch.resemblance(sketch, TextSketch.sketch(of: [text + "很好"])) > 0.8)
  }

  @Test("Stored bytes give the sketch back; others give none")
  func stored() {
    let sketch = TextSketch.sketch(of: story(7))
    let bytes = TextSketch.bytes(of: sketch)
    #expect(TextSketch.sketch(fromBytes: bytes) == sketch)
    #expect(TextSketch.sketch(fromBytes: Array(bytes.dropLast())).isEmpty)
    #expect(TextSketch.sketch(fromBytes: bytes + bytes.prefix(8)).isEmpty)
    #expect(TextSketch.sketch(fromBytes: [UInt8](repeating: 7, count: 16)).isEmpty)
  }

  @Test("Of very many copies each is a pair with the first")
  func copies() {
    let shared = TextSketch.sketch(of: story(8))
    let pairs = NearDuplicates.pairs([TextSketch.sketch(of: story(9))] + (0..<80).map { _ in shared })
    #expect(pairs == (2...80).map { DuplicatePair(first: 1, second: $0, resemblance: 1) })
  }
}
