/// An encoding in which UTF-8 is misread: the way back from its characters to the bytes they were.
struct MisreadEncoding: Sendable {
  /// What a repair is logged as.
  let name: String
  /// Scalars of the bytes from 0x80 on.
  private let high: [UInt32]
  /// The same, sorted by scalar.
  private let sorted: [(scalar: UInt32, byte: UInt8)]
  /// Bytes 0x80 to 0xFF also stand for themselves as C1 controls: so ISO 8859-1 is part of windows-1252 here.
  private let hasC1: Bool

  /// The windows-1252 of browsers, which gives all 256 bytes a character.
  static let windows1252 = MisreadEncoding(
    name: "windows-1252", high: Array(LegacyEncoding.windows1252[0x80...]), hasC1: true)

  /// Mac OS Roman; https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ROMAN.TXT
  static let macRoman = MisreadEncoding(
    name: "macintosh",
    high: [
      0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5, 0x00E7,
      0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5,
      0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9,
      0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211,
      0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248,
      0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
      0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7,
      0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4,
      0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD,
      0x02DB, 0x02C7,
    ], hasC1: false)

  private init(name: String, high: [UInt32], hasC1: Bool) {
    self.name = name
    self.high = high
    self.hasC1 = hasC1
    sorted = high.enumerated().map { ($0.element, UInt8($0.offset + 0x80)) }.sorted { $0.scalar < $1.scalar }
  }

  /// The byte that a character from U+0080 on was, nil when the encoding does not have the character.
  func byte(of scalar: UInt32) -> UInt8? {
    if hasC1, scalar <= 0xFF { return UInt8(scalar) }
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].scalar < scalar { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low].scalar == scalar ? sorted[low].byte : nil
  }
}
