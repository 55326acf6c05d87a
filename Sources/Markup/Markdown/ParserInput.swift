/// What md4c gets to read: the text, with some bytes masked.
///
/// A masked byte is a letter to the parser and itself to us: texts are read from the source by their offsets, so nothing
/// is lost. What is masked: brackets nested so deep that the parser would take quadratic time over them, and what we
/// read ourselves (footnotes). Behind the text stand zero bytes, as the parser looks ahead without checking.
struct ParserInput {
  /// With `MarkdownEvents.padding` zero bytes at the end.
  private(set) var bytes: [UInt8]
  private(set) var count: Int
  /// Dashes that were put in, ascending: their place in the input, and how many.
  private(set) var insertions: [(offset: Int, count: Int)] = []

  /// Deeper brackets are text. Links cannot nest; images can, but nobody nests hundreds.
  static let maximumBracketDepth = 100
  static let mask = UInt8(ascii: "x")

  init(_ source: ArraySlice<UInt8>) {
    count = source.count
    bytes = []
    bytes.reserveCapacity(count + MarkdownEvents.padding)
    bytes.append(contentsOf: source)
    bytes.append(contentsOf: repeatElement(0, count: MarkdownEvents.padding))
    let (brackets, zeros) = bytes.withUnsafeBufferPointer { Self.tally($0) }
    if zeros > MarkdownEvents.padding {
      // A zero byte comes back from the parser without its place.
      for offset in 0..<count where bytes[offset] == 0 { bytes[offset] = TemplateTags.filler }
    }
    if brackets > Self.maximumBracketDepth { maskDeepBrackets() }
  }

  private static func tally(_ bytes: UnsafeBufferPointer<UInt8>) -> (brackets: Int, zeros: Int) {
    var brackets = 0
    var zeros = 0
    for byte in bytes {
      brackets &+= byte == UInt8(ascii: "[") ? 1 : 0
      zeros &+= byte == 0 ? 1 : 0
    }
    return (brackets, zeros)
  }

  private mutating func maskDeepBrackets() {
    bytes.withUnsafeMutableBufferPointer { bytes in
      var depth = 0
      var isBlank = true
      var offset = 0
      while offset < count {
        switch bytes[offset] {
        case UInt8(ascii: "["):
          isBlank = false
          if depth >= Self.maximumBracketDepth { bytes[offset] = Self.mask } else { depth += 1 }
        case UInt8(ascii: "]"):
          isBlank = false
          if depth > 0 { depth -= 1 }
        case UInt8(ascii: "\\"):
          isBlank = false
          offset += 1
        case 0x0A, 0x0D:
          // Inline markup does not reach over an empty line.
          if isBlank { depth = 0 }
          isBlank = true
        case 0x20, 0x09: break
        default: isBlank = false
        }
        offset += 1
      }
    }
  }

  // MARK: Delimiter rows

  /// Makes every cell of a table's delimiter row three characters wide: the parser takes no narrower ones, but GFM's
  /// tables may have them (`|-|-|`).
  mutating func widenDelimiterRows() {
    let wider = bytes.withUnsafeBufferPointer { Self.narrowCells($0, count: count) }
    if wider.isEmpty { return }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + wider.count * 2)
    var copied = 0
    for cell in wider {
      result.append(contentsOf: bytes[copied..<cell.offset])
      insertions.append((result.count, cell.count))
      result.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: cell.count))
      copied = cell.offset
    }
    count += result.count - copied
    result.append(contentsOf: bytes[copied...])
    bytes = result
  }

  /// Where dashes are missing, and how many.
  private static func narrowCells(
    _ bytes: UnsafeBufferPointer<UInt8>, count: Int
  ) -> [(offset: Int, count: Int)] {
    var cells: [(offset: Int, count: Int)] = []
    var line = 0
    while line < count {
      var offset = line
      while offset < count, bytes[offset] == 0x20 || bytes[offset] == UInt8(ascii: ">") { offset += 1 }
      if offset < count, "|-:".utf8.contains(bytes[offset]) { addNarrowCells(bytes, offset, count, to: &cells) }
      while line < count, bytes[line] != 0x0A { line += 1 }
      line += 1
    }
    return cells
  }

  /// Reads a line that may be a delimiter row; adds nothing when it is not.
  private static func addNarrowCells(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int, to cells: inout [(offset: Int, count: Int)]
  ) {
    let known = cells.count
    var offset = start
    var width = 0
    var hasDash = false
    var hasPipe = false
    var dashEnd = start
    func endCell(_ cells: inout [(offset: Int, count: Int)]) {
      if hasDash, width < 3 { cells.append((dashEnd, 3 - width)) }
      width = 0
      hasDash = false
    }
    while offset < count, bytes[offset] != 0x0A, bytes[offset] != 0x0D {
      switch bytes[offset] {
      case UInt8(ascii: "-"):
        width += 1
        hasDash = true
        dashEnd = offset + 1
      case UInt8(ascii: ":"): width += 1
      case UInt8(ascii: "|"):
        hasPipe = true
        endCell(&cells)
      case 0x20, 0x09: break
      default:
        cells.removeLast(cells.count - known)
        return
      }
      offset += 1
    }
    endCell(&cells)
    if !hasPipe { cells.removeLast(cells.count - known) }
  }

  /// Masks everything that makes inline markup or tables: what is left takes the parser no time.
  mutating func maskAll() {
    let special: Set<UInt8> = Set("[]*_`<&!|~".utf8)
    bytes.withUnsafeMutableBufferPointer { bytes in
      for offset in 0..<count where special.contains(bytes[offset]) { bytes[offset] = Self.mask }
    }
  }

  mutating func mask(_ offset: Int, as byte: UInt8 = Self.mask) {
    if offset >= 0, offset < count { bytes[offset] = byte }
  }
}
