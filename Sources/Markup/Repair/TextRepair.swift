/// Puts text right that was decoded with the wrong encoding and saved again ("mojibake").
///
/// UTF-8 that was read in an encoding of one byte a character leaves runs of non-ASCII characters that, taken back to the
/// bytes they were, are well-formed UTF-8 again. Text that was meant as it stands almost never does that, and the few
/// runs that do by chance are short. So a run is replaced only when all of it goes back, and a short one only when what
/// it becomes is likely: at once where chance is next to excluded, or because other runs of the document were misread in
/// the same way. What is left alone: runs that are broken in part, characters that were lost, quotes.
enum TextRepair {
  /// Text may have been misread again after it was misread.
  static let maximumRounds = 3
  /// Longer runs are text in a script of their own.
  static let maximumRun = 4096

  /// Replaces `decoded.bytes` where it finds such runs, and logs each with its range in the original file.
  ///
  /// Complexity: O(bytes).
  static func repair(_ decoded: inout DecodedText) {
    let found = decoded.bytes.withUnsafeBufferPointer { accepted(find(in: $0)) }
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
          repaired: String(decoding: place.repaired, as: UTF8.self),
          encoding: MisreadEncoding.all[place.encoding].name))
    }
    bytes.append(contentsOf: decoded.bytes[copied...])
    decoded.bytes = bytes
    decoded.map = map.composed(over: decoded.map)
  }

  private struct Place {
    var range: Range<Int>
    var repaired: [UInt8]
    /// Index into `MisreadEncoding.all`.
    var encoding: Int
    var isSure: Bool
  }

  /// Runs that look like misread text and are not, counted: they speak against the doubtful ones.
  private struct Findings {
    var places: [Place] = []
    var failures = 0
  }

  /// The sure places, and the doubtful ones where the document was misread in that encoding elsewhere: once for sure, or
  /// three times in doubt.
  private static func accepted(_ findings: Findings) -> [Place] {
    if findings.places.allSatisfy(\.isSure) { return findings.places }
    let isMisread = MisreadEncoding.all.indices.map { encoding in
      let alike = findings.places.lazy.filter { $0.encoding == encoding }
      let sure = alike.filter(\.isSure).count
      let doubtful = Set(alike.filter { !$0.isSure }.map(\.repaired)).count
      return (sure > 0 || doubtful >= 3) && findings.failures * 2 <= sure + doubtful
    }
    return findings.places.filter { $0.isSure || isMisread[$0.encoding] }
  }

  private static func find(in bytes: UnsafeBufferPointer<UInt8>) -> Findings {
    var findings = Findings()
    var offset = UTF8Validation.skipASCII(bytes, from: 0)
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, bytes[offset] >= 0x80 { offset += 1 }
      let candidates = candidates(bytes, start..<offset)
      if candidates != 0, offset - start <= maximumRun {
        let before = start > 0 ? bytes[start - 1] : 0x20
        let after = offset < bytes.count ? bytes[offset] : 0x20
        let run = UnsafeBufferPointer(rebasing: bytes[start..<offset])
        if var place = undone(run, candidates, Surroundings(before: before, after: after)) {
          place.range = start..<offset
          // Thousands of doubtful places in one document are its own script.
          if place.isSure || findings.places.count < 10_000 { findings.places.append(place) }
        } else {
          findings.failures += 1
        }
      }
      offset = UTF8Validation.skipASCII(bytes, from: offset)
    }
    return findings
  }

  /// The encodings in which the first two characters of a run can be the start of misread UTF-8.
  @inline(__always)
  private static func candidates(_ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> UInt8 {
    guard run.count >= 4, let first = scalar(bytes, run.lowerBound) else { return 0 }
    let next = run.lowerBound + first.count
    guard next < run.upperBound, let second = scalar(bytes, next) else { return 0 }
    return MisreadEncoding.firstLook.candidates(first.value, second.value)
  }

  @inline(__always)
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (value: UInt32, count: Int)? {
    let lead = bytes[offset]
    if lead < 0xE0 {
      guard offset + 1 < bytes.count else { return nil }
      return (UInt32(lead & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F), 2)
    }
    guard lead < 0xF0, offset + 2 < bytes.count else { return nil }
    return (UInt32(lead & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F), 3)
  }

  // MARK: One run

  /// The ASCII characters around a run.
  private struct Surroundings {
    var isBesideLetter: Bool
    var isInsideWord: Bool

    init(before: UInt8, after: UInt8) {
      isBesideLetter = Self.isLetter(before) || Self.isLetter(after)
      isInsideWord = Self.isLower(before) && Self.isLower(after)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
    private static func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
  }

  private enum Likelihood { case sure, doubtful }

  private static func undone(
    _ run: UnsafeBufferPointer<UInt8>, _ candidates: UInt8, _ surroundings: Surroundings
  ) -> Place? {
    for index in MisreadEncoding.all.indices where candidates & (1 << UInt8(index)) != 0 {
      guard let (first, likelihood) = undo(Array(run), index, surroundings) else { continue }
      var text = first
      // It may have been misread more than once, in one encoding or another.
      rounds: for _ in 1..<maximumRounds {
        for again in MisreadEncoding.all.indices {
          if case (let better, .sure)? = undo(text, again, surroundings) {
            text = better
            continue rounds
          }
        }
        break
      }
      return Place(range: 0..<0, repaired: text, encoding: index, isSure: likelihood == .sure || text != first)
    }
    return nil
  }

  /// Takes all characters of a run back to bytes; nil when that is not UTF-8, or not at all likely to have been.
  private static func undo(_ run: [UInt8], _ encoding: Int, _ surroundings: Surroundings) -> ([UInt8], Likelihood)? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(run.count / 2)
    for scalar in String(decoding: run, as: UTF8.self).unicodeScalars {
      guard let byte = MisreadEncoding.all[encoding].byte(of: scalar.value) else { return nil }
      bytes.append(byte)
    }
    return likelihood(of: bytes, encoding, surroundings).map { (bytes, $0) }
  }

  private static func likelihood(of bytes: [UInt8], _ encoding: Int, _ surroundings: Surroundings) -> Likelihood? {
    bytes.withUnsafeBufferPointer { bytes in
      var characters = 0
      var strange = 0
      var latin1 = 0
      var offset = 0
      while offset < bytes.count {
        guard case .character(let count) = UTF8Validation.step(bytes, at: offset), count > 1 else { return nil }
        let lead = bytes[offset]
        characters += 1
        switch count {
        case 2:
          switch lead {
          case 0xC2, 0xC3: latin1 += 1
          // Latin Extended-A, Greek, Cyrillic, Hebrew, Arabic: letters. The others turn up by chance (`É…`).
          case 0xC4, 0xC5, 0xCE...0xD1, 0xD7...0xDB: strange += 1
          default: strange += bytes.count > 4 ? 1 : 100
          }
          // A control character is no text.
          if lead == 0xC2, bytes[offset + 1] < 0xA0, bytes.count == 2 { return nil }
        case 3:
          // Private use: nobody's text.
          if lead == 0xEE || (lead == 0xEF && bytes[offset + 1] < 0xA4) { return nil }
          // E2 holds punctuation and symbols, EF variation selectors; others (`á´´`, `ë…”`) turn up by chance.
          if lead != 0xE2, lead != 0xEF { strange += 1 }
        default: break
        }
        offset += count
      }
      if characters == 0 || strange >= 100 { return nil }
      // Three characters do not go back by chance.
      if characters >= 3 { return .sure }
      if strange > 0 { return surroundings.isBesideLetter ? .doubtful : nil }
      if latin1 == 0 { return .sure }
      switch MisreadEncoding.all[encoding].name {
      case MisreadEncoding.windows1252.name: return .sure
      case MisreadEncoding.macRoman.name, MisreadEncoding.windows1251.name:
        return surroundings.isBesideLetter ? .sure : nil
      // Letters of Central Europe stand beside signs (`Ă™`); not between two small letters.
      default: return surroundings.isInsideWord ? .sure : nil
      }
    }
  }
}
