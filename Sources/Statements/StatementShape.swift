/// What a statement looks like, whatever it says.
struct StatementShape {
  /// A capital "U", a small letter "l", or the byte itself.
  var first: UInt8 = 0
  /// The last byte that is no space; "a" for letters and digits.
  var last: UInt8 = 0
  /// Words within the statement that begin with a capital.
  var capitals = 0
  /// The end of "Label" in "Label: text" and "Label – text".
  var labelEnd: Int?

  /// Longest label, in bytes.
  private static let longestLabel = 50

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let begin = bytes.first else { return }
    first = Self.isCapital(begin) ? UInt8(ascii: "U") : Self.isSmall(begin) ? UInt8(ascii: "l") : begin
    var end = bytes.count
    while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    if end > 0 {
      let byte = bytes[end - 1]
      last = Self.isCapital(byte) || Self.isSmall(byte) || (48...57).contains(byte) ? UInt8(ascii: "a") : byte
    }
    for at in bytes.indices.dropFirst(2) where Self.isCapital(bytes[at]) && bytes[at - 1] == UInt8(ascii: " ") {
      if Self.isSmall(bytes[at - 2]) || bytes[at - 2] == UInt8(ascii: ",") { capitals += 1 }
    }
    labelEnd = Self.labelEnd(in: bytes)
  }

  private static func labelEnd(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    for at in 0..<min(longestLabel, max(bytes.count - 1, 0)) {
      if bytes[at] == UInt8(ascii: ".") { return nil }
      guard at >= 2, bytes[at + 1] == UInt8(ascii: " ") else { continue }
      if bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "-") { return at }
      // An en or em dash ends in these bytes.
      if bytes[at] == 0x93 || bytes[at] == 0x94, bytes[at - 1] == 0x80, bytes[at - 2] == 0xE2 { return at - 2 }
    }
    return nil
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
