/// Footnotes, which md4c does not know: `[^label]` and `[^label]: text`.
///
/// Their brackets are masked in the parser's input, so that the marks come back as text; there they are cut out.
struct Footnotes {
  struct Mark {
    /// In the decoded text; a definition's colon is part of it.
    var range: Range<Int>
    var label: String
    var isDefinition: Bool
  }

  /// Ascending. Only marks whose label is defined.
  private(set) var marks: [Mark] = []
  /// Indentation of the lines that continue a footnote; to the parser it would make them code.
  private(set) var indentations: [Range<Int>] = []
  /// Lines up to here have been looked at for indentation: definitions may follow each other line by line.
  private var continued = 0

  /// Longer labels are no labels.
  private static let maximumLabel = 100

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var candidates: [Mark] = []
    var hasDefinition = false
    var offset = start
    while offset + 3 < bytes.count {
      guard bytes[offset] == UInt8(ascii: "["), bytes[offset + 1] == UInt8(ascii: "^") else {
        offset += 1
        continue
      }
      var end = offset + 2
      while end < bytes.count, end - offset < Self.maximumLabel, Self.isLabel(bytes[end]) { end += 1 }
      guard end > offset + 2, end < bytes.count, bytes[end] == UInt8(ascii: "]") else {
        offset += 2
        continue
      }
      let label = String(decoding: UnsafeBufferPointer(rebasing: bytes[(offset + 2)..<end]), as: UTF8.self)
      let isDefinition =
        end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: ":") && Self.isLineHead(bytes, offset, start)
      hasDefinition = hasDefinition || isDefinition
      let markEnd = isDefinition ? end + 2 : end + 1
      candidates.append(Mark(range: offset..<markEnd, label: label, isDefinition: isDefinition))
      offset = markEnd
    }
    guard hasDefinition else { return }
    let fences = Self.fencedCode(bytes, from: start)
    var fence = 0
    candidates.removeAll { mark in
      while fence < fences.count, fences[fence].upperBound <= mark.range.lowerBound { fence += 1 }
      return fence < fences.count && fences[fence].contains(mark.range.lowerBound)
    }
    let defined = Set(candidates.lazy.filter(\.isDefinition).map(\.label))
    marks = candidates.filter { defined.contains($0.label) }
    for mark in marks where mark.isDefinition { addContinuation(bytes, behind: mark.range.upperBound) }
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
      || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  /// At most three spaces, or quote marks, before it on its line.
  private static func isLineHead(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ start: Int) -> Bool {
    var head = offset
    while head > start, offset - head <= 8, bytes[head - 1] == 0x20 || bytes[head - 1] == UInt8(ascii: ">") {
      head -= 1
    }
    return head == start || bytes[head - 1] == 0x0A || bytes[head - 1] == 0x0D
  }

  /// Lines behind a definition that are indented by four columns, and the empty lines between them.
  private mutating func addContinuation(_ bytes: UnsafeBufferPointer<UInt8>, behind offset: Int) {
    func nextLine(_ from: Int) -> Int {
      var line = from
      while line < bytes.count, bytes[line] != 0x0A { line += 1 }
      return min(line + 1, bytes.count)
    }
    guard offset >= continued else { return }
    var line = nextLine(offset)
    defer { continued = line }
    // The rest of the paragraph.
    while line < bytes.count, bytes[line] > 0x20, bytes[line] != UInt8(ascii: "[") { line = nextLine(line) }
    while line < bytes.count {
      var head = line
      while head < bytes.count, bytes[head] == 0x20 || bytes[head] == 0x09 { head += 1 }
      let isEmpty = head == bytes.count || bytes[head] == 0x0A || bytes[head] == 0x0D
      let isIndented = head - line >= 4 || (head > line && bytes[line] == 0x09)
      guard isEmpty || isIndented else { return }
      if !isEmpty {
        indentations.append(line..<head)
      }
      line = nextLine(line)
    }
  }

  private static func fencedCode(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [Range<Int>] {
    var fences: [Range<Int>] = []
    var open: (start: Int, mark: UInt8, count: Int)?
    var line = start
    while line < bytes.count {
      var head = line
      while head < bytes.count, bytes[head] == 0x20 || bytes[head] == UInt8(ascii: ">") { head += 1 }
      let mark = head < bytes.count ? bytes[head] : 0
      var count = 0
      if mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
        while head + count < bytes.count, bytes[head + count] == mark { count += 1 }
      }
      if let fence = open {
        if mark == fence.mark, count >= fence.count {
          fences.append(fence.start..<(head + count))
          open = nil
        }
      } else if count >= 3 {
        open = (line, mark, count)
      }
      while line < bytes.count, bytes[line] != 0x0A { line += 1 }
      line += 1
    }
    if let fence = open { fences.append(fence.start..<bytes.count) }
    return fences
  }
}
