import TestSupport
import Testing

@testable import Markup

@Suite struct TextDecoderTests {
  private func decode(_ bytes: [UInt8], _ format: DocumentFormat = .markdown) -> (String, DecodedText) {
    let decoded = TextDecoder.decode(bytes, format: format)
    return (String(decoding: decoded.bytes, as: UTF8.self), decoded)
  }

  @Test func utf8IsTakenAsItIs() {
    let (text, decoded) = decode(Array("Größe 🎯".utf8))
    #expect(text == "Größe 🎯")
    #expect(decoded.encoding == "utf-8")
    #expect(decoded.map.isIdentity)
  }

  @Test func aByteOrderMarkIsNoText() {
    let (text, decoded) = decode([0xEF, 0xBB, 0xBF] + Array("ab".utf8))
    #expect(text == "ab")
    #expect(decoded.originalRange(of: 0..<2) == 3..<5)
  }

  @Test func brokenBytesBecomeReplacementCharactersWithADiagnostic() {
    let (text, decoded) = decode(Array("é".utf8) + [0x61, 0xE2, 0x82, 0x62, 0xFF] + Array("ü ö".utf8))
    #expect(text == "éa\u{FFFD}b\u{FFFD}ü ö")
    #expect(decoded.diagnostics.map(\.code) == ["invalid-utf8"])
    #expect(decoded.diagnostics.first?.range == 3..<5)
    // "b", behind two bytes that became three
    #expect(decoded.originalRange(of: 6..<7) == 5..<6)
  }

  @Test func otherBytesAreWindows1252AsInBrowsers() {
    let (text, decoded) = decode([0x93, 0x80, 0x35, 0x94, 0xE9, 0x81])
    #expect(text == "“€5”é\u{81}")
    #expect(decoded.encoding == "windows-1252")
    #expect(decoded.originalRange(of: 3..<6) == 1..<2)
  }

  @Test func utf16IsFoundByItsMarkAndByItsZeros() {
    let text = "Revenue: 5 € 🎯"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for (bytes, name) in [
      ([0xFF, 0xFE] + little, "utf-16le"), ([0xFE, 0xFF] + big, "utf-16be"), (little, "utf-16le"), (big, "utf-16be"),
    ] {
      let (decodedText, decoded) = decode(bytes)
      #expect(decodedText == text)
      #expect(decoded.encoding == name)
    }
  }

  @Test func halfASurrogatePairIsReplaced() {
    let (text, decoded) = decode([0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0x00, 0x62])
    #expect(text == "\u{FFFD}a\u{FFFD}")
    #expect(decoded.diagnostics.map(\.code) == ["invalid-utf16"])
  }

  @Test func htmlDeclaresItsEncoding() {
    let head = "<html><head><!-- <meta charset=utf-8> --><meta charset=\"iso-8859-2\"></head>"
    let (text, decoded) = decode(Array(head.utf8) + [0xB1], .html)
    #expect(text.hasSuffix("ą"))
    #expect(decoded.encoding == "iso-8859-2")
    let equiv = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\">"
    #expect(decode(Array(equiv.utf8) + [0x93, 0xFA, 0x96, 0x7B], .html).0.hasSuffix("日本"))
    let xml = "<?xml version=\"1.0\" encoding='koi8-r'?>"
    #expect(decode(Array(xml.utf8) + [0xC1], .html).0.hasSuffix("а"))
    #expect(decode(Array("<meta charset=latin1>".utf8) + [0x80], .html).0.hasSuffix("€"))
  }

  @Test func wellFormedUTF8IsUTF8WhateverIsDeclared() {
    #expect(decode(Array("<meta charset=iso-8859-1>é".utf8), .html).0.hasSuffix("é"))
  }

  @Test func anUnknownDeclaredEncodingIsPassedOver() {
    let (text, _) = decode(Array("<meta charset=klingon>".utf8) + [0xE9], .html)
    #expect(text.hasSuffix("é"))
  }

  @Test func composedMapsLeadThroughBothSteps() {
    // windows-1252 bytes of UTF-8 that was misread: decoding makes "Ã©", repair makes "é".
    var inner = OffsetMap()
    inner.append(start: 1, count: 2, sourceStart: 1, sourceCount: 1)
    inner.append(start: 3, count: 2, sourceStart: 2, sourceCount: 1)
    var outer = OffsetMap()
    outer.append(start: 1, count: 2, sourceStart: 1, sourceCount: 4)
    let map = outer.composed(over: inner)
    #expect(map.sourceRange(of: 0..<1) == 0..<1)
    #expect(map.sourceRange(of: 1..<3) == 1..<3)
    #expect(map.sourceRange(of: 3..<4) == 3..<4)
  }

  @Test func randomEditsComposeToWhatTheyDoOneAfterTheOther() {
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      // Edits cut none of the edits below them, as they are about whole characters.
      func randomMap(_ sourceCount: Int, over below: OffsetMap) -> (map: OffsetMap, count: Int) {
        func whole(_ offset: Int) -> Int {
          below.edits.first { $0.start < offset && offset < $0.end }?.end ?? offset
        }
        var map = OffsetMap()
        var source = 0
        var derived = 0
        while source < sourceCount {
          let gap = whole(source + Int.random(in: 1...5, using: &generator)) - source
          source += gap
          derived += gap
          guard source < sourceCount else { break }
          let taken = min(whole(source + Int.random(in: 1...3, using: &generator)), sourceCount) - source
          let made = Int.random(in: 1...3, using: &generator)
          map.append(start: derived, count: made, sourceStart: source, sourceCount: taken)
          source += taken
          derived += made
        }
        return (map, derived + max(0, sourceCount - source))
      }
      let (inner, middle) = randomMap(60, over: OffsetMap())
      let (outer, count) = randomMap(middle, over: inner)
      let map = outer.composed(over: inner)
      for offset in 0..<count {
        let range = offset..<(offset + 1)
        let steps = inner.sourceRange(of: outer.sourceRange(of: range))
        let direct = map.sourceRange(of: range)
        #expect(direct.lowerBound <= steps.lowerBound && direct.upperBound >= steps.upperBound, "seed \(seed)")
        var runs: [SourceText.Run] = []
        map.appendRuns(of: range, textStart: 0, to: &runs)
        #expect(runs.first?.sourceStart == direct.lowerBound, "seed \(seed), offset \(offset)")
      }
    }
  }

  #if canImport(Glibc)
  @Test(arguments: [
    ("windows-1251", [0xDD, 0xF2, 0xEE] as [UInt8], "Это"), ("koi8-r", [0xFC, 0xD4, 0xCF], "Это"),
    ("ibm866", [0x9D, 0xE2, 0xAE], "Это"), ("windows-1255", [0xF4, 0xF1, 0xF7, 0xE4, 0x2C], "פסקה,"),
    ("windows-1258", [0xD0, 0xE2, 0x79], "Đây"), ("iso-8859-7", [0xC1, 0xF5, 0xF4, 0xDE], "Αυτή"),
    ("tis-620", [0xB9, 0xD5, 0xE8], "นี่"), ("windows-1256", [0xE5, 0xD0, 0xE5], "هذه"),
    ("shift_jis", [0x93, 0xFA, 0x96, 0x7B], "日本"), ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
    ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本"),
    ("gb2312", [0xD5, 0xE2, 0xCA, 0xC7], "这是"), ("big5", [0xB3, 0x6F, 0xAC, 0x4F], "這是"),
    ("euc-kr", [0xC0, 0xCC, 0xB0, 0xCD], "이것"),
  ])
  func `a declared encoding of any script is read`(label: String, bytes: [UInt8], expected: String) {
    let page = Array("<meta charset=\(label)><p>".utf8) + bytes + Array("</p>".utf8)
    let text = TextDecoder.decode(page, format: .html, options: DocumentReader.Options())
    #expect(String(decoding: text.bytes, as: UTF8.self) == "<meta charset=\(label)><p>\(expected)</p>")
  }
  #endif
}
