/// Puts text right that was decoded with the wrong encoding and saved again ("mojibake").
///
/// UTF-8 that was read as windows-1252 or Mac OS Roman leaves runs of non-ASCII characters that, taken back to the bytes
/// they were, are well-formed UTF-8 again. Text that was meant as it stands almost never does that, and the few runs
/// that do by chance are short; so a run is replaced only when all of it goes back, and a short one only when what it
/// becomes is likely. What is left alone: runs that are broken in part, characters that were lost, quotes.
enum TextRepair {
  /// Text may have been misread again after it was misread.
  static let maximumRounds = 3
  /// Longer runs are text in a script of their own.
  static let maximumRun = 4096

  /// Replaces `decoded.bytes` where it finds such runs, and logs each with its range in the original file.
  ///
  /// Complexity: O(bytes).
  static func repair(_ decoded: inout DecodedText) {
    let found = decoded.bytes.withUnsafeBufferPointer { find(in: $0) }
    if found.isEmpty { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(decoded.bytes.count)
    var map = OffsetMap()
    var copied = 0
    for place in found {
      bytes.append(contentsOf: decoded.bytes[copied..<place.range.lowerBound])
      map.append(
        start: bytes.count, count: place.repaired.count, sourceStart: place.range.lowerBound,
        sourceCount: place.range.count)
      bytes.append(contentsOf: place.repaired)
      copied = place.range.upperBound
      decoded.repairs.append(
        Repair(
          range: decoded.originalRange(of: place.range),
          original: String(decoding: decoded.bytes[place.range], as: UTF8.self),
          repaired: String(decoding: place.repaired, as: UTF8.self), encoding: place.encoding))
    }
    bytes.append(contentsOf: decoded.bytes[copied...])
    decoded.bytes = bytes
    decoded.map = map.composed(over: decoded.map)
  }

  private struct Place {
    var range: Range<Int>
    var repaired: [UInt8]
    var encoding: String
  }

  private static func find(in bytes: UnsafeBufferPointer<UInt8>) -> [Place] {
    var places: [Place] = []
    var offset = UTF8Validation.skipASCII(bytes, from: 0)
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, bytes[offset] >= 0x80 { offset += 1 }
      if canLead(bytes[start], bytes[min(start + 1, bytes.count - 1)]), offset - start <= maximumRun {
        let before = start > 0 ? bytes[start - 1] : 0x20
        let after = offset < bytes.count ? bytes[offset] : 0x20
        let run = Array(bytes[start..<offset])
        if let (repaired, encoding) = repaired(run, isBesideLetter: isLetter(before) || isLetter(after)) {
          places.append(Place(range: start..<offset, repaired: repaired, encoding: encoding))
        }
      }
      offset = UTF8Validation.skipASCII(bytes, from: offset)
    }
    return places
  }

  /// Whether a run that begins with these two bytes of UTF-8 can be misread UTF-8: its first character was a lead byte.
  /// Keeps text in other scripts, and the quotes and dashes of English, out of the costly part.
  @inline(__always)
  private static func canLead(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xC2: second == 0xAC  // ¬
    case 0xC3: true  // U+00C0 to U+00FF
    case 0xC6: second == 0x92  // ƒ
    case 0xE2, 0xEF: true  // √ ‚ and the like; U+F8FF, the Apple
    default: false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  private static func repaired(_ run: [UInt8], isBesideLetter: Bool) -> ([UInt8], String)? {
    var text = run
    var encoding: String?
    for _ in 0..<maximumRounds {
      if let better = undo(text, .windows1252, isBesideLetter: isBesideLetter) {
        text = better
        encoding = encoding ?? MisreadEncoding.windows1252.name
      } else if let better = undo(text, .macRoman, isBesideLetter: isBesideLetter) {
        text = better
        encoding = encoding ?? MisreadEncoding.macRoman.name
      } else {
        break
      }
    }
    return encoding.map { (text, $0) }
  }

  /// Takes all characters of a run back to bytes; nil when that is not UTF-8, or not likely to have been.
  private static func undo(_ run: [UInt8], _ encoding: MisreadEncoding, isBesideLetter: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(run.count / 2)
    for scalar in String(decoding: run, as: UTF8.self).unicodeScalars {
      guard let byte = encoding.byte(of: scalar.value) else { return nil }
      bytes.append(byte)
    }
    let isMac = encoding.name == MisreadEncoding.macRoman.name
    return isLikely(bytes, isMac: isMac, isBesideLetter: isBesideLetter) ? bytes : nil
  }

  private static func isLikely(_ bytes: [UInt8], isMac: Bool, isBesideLetter: Bool) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var characters = 0
      var doubtful = 0
      var hasLatin1 = false
      var offset = 0
      while offset < bytes.count {
        guard case .character(let count) = UTF8Validation.step(bytes, at: offset), count > 1 else { return false }
        let lead = bytes[offset]
        characters += 1
        switch count {
        case 2:
          // C2 and C3 hold Latin-1, what most misread text was; other leads turn up by chance (`É…`, `×£`).
          if lead == 0xC2 || lead == 0xC3 { hasLatin1 = true } else { doubtful += 1 }
          // A control character is no text.
          if lead == 0xC2, bytes[offset + 1] < 0xA0, bytes.count == 2 { return false }
        case 3:
          // Private use: nobody's text.
          if lead == 0xEE || (lead == 0xEF && bytes[offset + 1] < 0xA4) { return false }
          // E2 holds punctuation and symbols, EF variation selectors; others (`á´´`, `ë…”`) turn up by chance.
          if lead != 0xE2, lead != 0xEF { doubtful += 1 }
        default: break
        }
        offset += count
      }
      // Three characters do not go back by chance.
      if doubtful > 0, characters < 3 { return false }
      if isMac, hasLatin1, !isBesideLetter, characters < 3 { return false }
      return characters > 0
    }
  }
}
