import Foundation
import Testing

@testable import FullText

/// Our segmenter and stemmers beside the test files of those who define them.
@Suite struct StandardsTests {
  private func lines(_ name: String) throws -> [Substring] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  /// Unicode Standard Annex 29's own cases. What it calls a segment is a word here when it has a letter or digit. Left out are cases with what we
  /// do otherwise on purpose: the colon, scripts that are cut into pairs, and pictures joined to a word.
  @Test func wordsEndWhereUnicodeSaysSo() throws {
    var compared = 0
    for line in try lines("WordBreakTest.txt") {
      let items = line.split(separator: " ")
      let scalars = items.compactMap { UInt32($0, radix: 16) }.compactMap { Unicode.Scalar($0) }
      if scalars.contains(where: { $0 == ":" || WordBreaks.classOf($0.value) == .cjk }) { continue }
      if zip(scalars, scalars.dropFirst()).contains(where: {
        $0 == "\u{200D}" && WordBreaks.classOf($1.value) == .other
      }) {
        continue
      }
      compared += 1
      var expected: [[UInt8]] = []
      var segment: [UInt8] = []
      var isWord = false
      for item in items {
        if let value = UInt32(item, radix: 16), let scalar = Unicode.Scalar(value) {
          segment += Array(String(scalar).utf8)
          isWord = isWord || [.letter, .hebrew, .numeric].contains(WordBreaks.classOf(value))
        } else if item == "÷" {
          if isWord { expected.append(segment) }
          segment = []
          isWord = false
        }
      }
      let text = scalars.flatMap { Array(String($0).utf8) }
      var found: [[UInt8]] = []
      text.withUnsafeBufferPointer { bytes in
        WordBreaks.forEachWord(bytes) { start, end in found.append(Array(text[start..<end])) }
      }
      #expect(found == expected, "\(line)")
    }
    #expect(compared > 1300)
  }

  @Test func stemsAreThoseOfTheSnowballProject() throws {
    var stemmers: [Substring: Stemmer] = [:]
    var count = 0
    for line in try lines("snowball.txt") {
      let parts = line.split(separator: " ")
      try #require(parts.count == 3)
      if stemmers[parts[0]] == nil { stemmers[parts[0]] = Stemmer(String(parts[0])) }
      let stem = stemmers[parts[0]]?.stem(Array(parts[1].utf8)) ?? []
      #expect(String(decoding: stem, as: UTF8.self) == parts[2], "\(line)")
      count += 1
    }
    #expect(stemmers.count > 8 && count > 4000)
  }
}
