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

  // MARK: Tables

  /// Puts an empty line before a table that follows a line of text: the parser wants one, GFM does not.
  mutating func partTables() {
    let places = bytes.withUnsafeBufferPointer { Self.tablesBelowText($0, count: count) }
    if places.isEmpty { return }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + places.count * 8)
    var copied = 0
    for place in places {
      result.append(contentsOf: bytes[copied..<place.offset])
      // The marks of a quote go on over the line.
      let mark = place.prefix + [0x0A]
      insertions.append((result.count, mark.count))
      result.append(contentsOf: mark)
      copied = place.offset
    }
    result.append(contentsOf: bytes[copied...])
    count = result.count - MarkdownEvents.padding
    bytes = result
  }

  /// The starts of header rows that stand right below a line of text, with the quote marks before them.
  private static func tablesBelowText(
    _ bytes: UnsafeBufferPointer<UInt8>, count: Int
  ) -> [(offset: Int, prefix: [UInt8])] {
    var places: [(offset: Int, prefix: [UInt8])] = []
    /// Where the lines before begin and their first content stands; nil for none and empty ones.
    var before: (line: Int, head: Int, end: Int)?
    var beforeThat: (line: Int, head: Int, end: Int)?
    var isInTable = false
    var fence: UInt8?
    var line = 0
    while line < count {
      var end = line
      while end < count, bytes[end] != 0x0A { end += 1 }
      var head = line
      while head < end, bytes[head] <= 0x20 || bytes[head] == UInt8(ascii: ">") { head += 1 }
      defer { line = end + 1 }
      let isFence =
        head + 2 < end && (bytes[head] == UInt8(ascii: "`") || bytes[head] == UInt8(ascii: "~"))
        && bytes[head + 1] == bytes[head] && bytes[head + 2] == bytes[head]
      if isFence, fence == nil || fence == bytes[head] { fence = fence == nil ? bytes[head] : nil }
      guard fence == nil, !isFence, head < end else {
        (before, beforeThat, isInTable) = (nil, nil, false)
        continue
      }
      if !isInTable, let header = before, "|-:".utf8.contains(bytes[head]) || bytes[head] == UInt8(ascii: "-"),
        let columns = delimiterColumns(bytes, head, end)
      {
        if cells(bytes, header.head, header.end) == columns {
          if let text = beforeThat, isText(bytes, text.head, text.end) {
            let prefix = (header.line..<header.head).map { bytes[$0] == UInt8(ascii: ">") ? bytes[$0] : 0x20 }
            places.append((header.line, prefix.contains(UInt8(ascii: ">")) ? Array(prefix) : []))
          }
          isInTable = true
        }
      }
      // A heading right below an element of one line is none of its text.
      if let element = before, bytes[head] == UInt8(ascii: "#"), isHeading(bytes, head, end),
        isWholeElement(bytes, element.head, element.end)
      {
        places.append((line, []))
      }
      beforeThat = before
      before = (line, head, end)
    }
    return places
  }

  private static func isHeading(_ bytes: UnsafeBufferPointer<UInt8>, _ head: Int, _ end: Int) -> Bool {
    var at = head
    while at < end, bytes[at] == UInt8(ascii: "#") { at += 1 }
    return at - head <= 6 && at < end && bytes[at] == 0x20
  }

  /// Whether a line is one element with its end tag: `<div>…</div>`.
  private static func isWholeElement(_ bytes: UnsafeBufferPointer<UInt8>, _ head: Int, _ end: Int) -> Bool {
    var last = end
    while last > head, bytes[last - 1] <= 0x20 { last -= 1 }
    guard last - head > 6, bytes[head] == UInt8(ascii: "<"), bytes[last - 1] == UInt8(ascii: ">") else { return false }
    var name = head + 1
    while name < last, bytes[name] | 0x20 >= 0x61, bytes[name] | 0x20 <= 0x7A { name += 1 }
    let count = name - head - 1
    let close = last - 1 - count
    guard count > 0, close - 2 > name, bytes[close - 1] == UInt8(ascii: "/"), bytes[close - 2] == UInt8(ascii: "<")
    else {
      return false
    }
    return (0..<count).allSatisfy { bytes[head + 1 + $0] | 0x20 == bytes[close + $0] | 0x20 }
  }

  /// Whether a line can be the end of a paragraph: no heading, rule or HTML.
  private static func isText(_ bytes: UnsafeBufferPointer<UInt8>, _ head: Int, _ end: Int) -> Bool {
    guard head < end else { return false }
    switch bytes[head] {
    case UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: "="): return false
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      return !(head..<end).allSatisfy { bytes[$0] == bytes[head] || bytes[$0] <= 0x20 }
    default: return true
    }
  }

  /// How many cells a delimiter row has; nil for other lines.
  private static func delimiterColumns(_ bytes: UnsafeBufferPointer<UInt8>, _ head: Int, _ end: Int) -> Int? {
    var hasDash = false
    var hasPipe = false
    for offset in head..<end {
      switch bytes[offset] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: ":"), 0x20, 0x09, 0x0D: break
      default: return nil
      }
    }
    return hasDash && hasPipe ? cells(bytes, head, end) : nil
  }

  /// The number of cells between the pipes of a line; 0 without any.
  private static func cells(_ bytes: UnsafeBufferPointer<UInt8>, _ head: Int, _ end: Int) -> Int {
    var last = end
    while last > head, bytes[last - 1] <= 0x20 { last -= 1 }
    guard head < last else { return 0 }
    var pipes = 0
    for offset in head..<last where bytes[offset] == UInt8(ascii: "|") {
      if offset == head || bytes[offset - 1] != UInt8(ascii: "\\") { pipes += 1 }
    }
    if pipes == 0 { return 0 }
    if bytes[head] == UInt8(ascii: "|") { pipes -= 1 }
    if last - head > 1, bytes[last - 1] == UInt8(ascii: "|"), bytes[last - 2] != UInt8(ascii: "\\") { pipes -= 1 }
    return pipes + 1
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
    // What was put in before moves with the text.
    let earlier = insertions
    var next = 0
    insertions = []
    for cell in wider {
      while next < earlier.count, earlier[next].offset < cell.offset {
        insertions.append((earlier[next].offset + result.count - copied, earlier[next].count))
        next += 1
      }
      result.append(contentsOf: bytes[copied..<cell.offset])
      insertions.append((result.count, cell.count))
      result.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: cell.count))
      copied = cell.offset
    }
    while next < earlier.count {
      insertions.append((earlier[next].offset + result.count - copied, earlier[next].count))
      next += 1
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
