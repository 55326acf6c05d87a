/// Finds the bytes behind places that are given as lines and columns of code points, as libyaml gives them.
///
/// A document may be one line of megabytes with a place every few bytes, so a line is not counted through from its start.
struct CodePointLines {
  private struct Line {
    var offset: Int
    /// Code points before it.
    var codePoints: Int
  }

  /// Every so many code points the offset is kept.
  private static let distance = 64

  private let bytes: ArraySlice<UInt8>
  private var lines: [Line]
  /// The offset of each code point whose number is a multiple of `distance`.
  private var offsets: [Int] = []

  /// The lines of UTF-8 as libyaml counts them: LF, CR LF, CR, NEL, LS and PS end a line. Complexity: O(bytes).
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    lines = [Line(offset: bytes.startIndex, codePoints: 0)]
    func at(_ index: Int) -> UInt8 { index < bytes.endIndex ? bytes[index] : 0 }
    var codePoints = 0
    for offset in bytes.indices where bytes[offset] & 0xC0 != 0x80 {
      if codePoints % Self.distance == 0 { offsets.append(offset) }
      codePoints += 1
      let end: Int? =
        switch bytes[offset] {
        case 0x0A: offset + 1
        case 0x0D: at(offset + 1) == 0x0A ? nil : offset + 1
        case 0xC2 where at(offset + 1) == 0x85: offset + 2
        case 0xE2 where at(offset + 1) == 0x80 && (at(offset + 2) == 0xA8 || at(offset + 2) == 0xA9): offset + 3
        default: nil
        }
      if let end { lines.append(Line(offset: end, codePoints: codePoints)) }
    }
  }

  /// The offset of the code point at a line and column, both from 1; the end of the bytes for a line that is not there. A column
  /// behind the end of its line counts on into the next.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lines.count else { return bytes.endIndex }
    let start = lines[line - 1]
    guard column > 1 else { return start.offset }
    let wanted = start.codePoints + column - 1
    guard wanted / Self.distance < offsets.count else { return bytes.endIndex }
    var offset = offsets[wanted / Self.distance]
    for _ in 0..<(wanted % Self.distance) where offset < bytes.endIndex {
      offset += 1
      while offset < bytes.endIndex, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
