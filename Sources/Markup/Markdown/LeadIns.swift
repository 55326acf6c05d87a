/// Finds lead-ins: labels at the start of a line that say what the rest of it is.
///
/// Forms: `**Label**: value`, `**Label:** value`, `**Label** - value` (any dash, with spaces around it), the same with
/// other emphasis where there is a colon, `Label:: value`, and a line that is nothing but a bold label.
enum LeadIns {
  /// A longer label is a sentence in bold.
  static let maximumLabel = 120

  /// The lead-in at `start`, for the line that ends at `end`.
  static func lead(in text: LeafText, line: Range<Int>) -> Lead? {
    text.bytes.withUnsafeBufferPointer { bytes in
      var index = text.firstInline(from: line.lowerBound)
      while index < text.inlines.count, text.inlines[index].range.lowerBound == line.lowerBound {
        let inline = text.inlines[index]
        index += 1
        guard inline.range.upperBound <= line.upperBound else { continue }
        switch inline.kind {
        case .strong, .emphasis:
          if let lead = lead(bytes, label: inline.range, line: line, isStrong: inline.kind == .strong) { return lead }
        default: continue
        }
      }
      return field(bytes, line: line)
    }
  }

  /// Emphasised text at the start of a line: is it a label?
  private static func lead(
    _ bytes: UnsafeBufferPointer<UInt8>, label marked: Range<Int>, line: Range<Int>, isStrong: Bool
  ) -> Lead? {
    guard marked.count <= maximumLabel + 2 else { return nil }
    var label = trim(bytes, marked)
    var value = trim(bytes, marked.upperBound..<line.upperBound)
    var hasColon = false
    if let length = colon(bytes, endOf: label) {
      hasColon = true
      label = trim(bytes, label.lowerBound..<(label.upperBound - length))
    } else if let length = colon(bytes, startOf: value) {
      hasColon = true
      value = trim(bytes, (value.lowerBound + length)..<value.upperBound)
      // `**Label**:: value`
      if let again = colon(bytes, startOf: value) {
        value = trim(bytes, (value.lowerBound + again)..<value.upperBound)
      }
    }
    guard !label.isEmpty else { return nil }
    if hasColon { return Lead(label: label, value: value) }
    guard isStrong else { return nil }
    if value.isEmpty {
      let last = bytes[label.upperBound - 1]
      let isSentence = last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: ",")
      return isSentence ? nil : Lead(label: label, value: line.upperBound..<line.upperBound)
    }
    if let length = dash(bytes, startOf: value), marked.upperBound < value.lowerBound {
      let rest = trim(bytes, (value.lowerBound + length)..<value.upperBound)
      return rest.isEmpty ? nil : Lead(label: label, value: rest)
    }
    return nil
  }

  /// `Label: value` without markup: a few words, the first with a capital letter or a digit, and a colon with a space.
  ///
  /// Too weak a sign on its own: callers look for several lines or items of this form side by side.
  static func plainLead(in text: LeafText, line: Range<Int>) -> Lead? {
    text.bytes.withUnsafeBufferPointer { plainLead($0, line: line) }
  }

  /// Gives the items of a list their plain labels when most of them have one.
  static func labelItems(_ items: inout [Block]) {
    guard items.count >= 2 else { return }
    var leads: [(index: Int, lead: Lead)] = []
    for index in items.indices {
      if items[index].lead != nil { return }
      var text = items[index].text.string
      let lead = text.withUTF8 { plainLead($0, line: 0..<$0.count) }
      if let lead { leads.append((index, lead)) }
      // Most of them can no longer have one.
      if (index + 1 - leads.count) * 5 > items.count * 2 { return }
    }
    for (index, lead) in leads { items[index].lead = lead }
  }

  static func plainLead(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) -> Lead? {
    guard line.count > 3 else { return nil }
    let first = bytes[line.lowerBound]
    guard first >= 0x80 || first >= 0x41 && first <= 0x5A || first >= 0x30 && first <= 0x39 else { return nil }
    var spaces = 0
    var offset = line.lowerBound
    let limit = min(line.upperBound, line.lowerBound + 48)
    while offset < limit, bytes[offset] != UInt8(ascii: ":") {
      switch bytes[offset] {
      case 0x20: spaces += 1
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "?"): return nil
      default: break
      }
      offset += 1
    }
    guard offset < limit, spaces <= 5, offset + 2 < line.upperBound, bytes[offset + 1] == 0x20 else { return nil }
    return Lead(label: line.lowerBound..<offset, value: trim(bytes, (offset + 1)..<line.upperBound))
  }

  /// `Key:: value`, as Obsidian's Dataview has it.
  private static func field(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) -> Lead? {
    var offset = line.lowerBound
    let limit = min(line.upperBound, line.lowerBound + 60)
    while offset < limit, bytes[offset] != UInt8(ascii: ":") {
      let byte = bytes[offset]
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "`") { return nil }
      offset += 1
    }
    guard offset > line.lowerBound, offset + 1 < line.upperBound, bytes[offset] == UInt8(ascii: ":"),
      bytes[offset + 1] == UInt8(ascii: ":"), offset + 2 >= line.upperBound || bytes[offset + 2] <= 0x20
    else { return nil }
    let label = trim(bytes, line.lowerBound..<offset)
    return label.isEmpty ? nil : Lead(label: label, value: trim(bytes, (offset + 2)..<line.upperBound))
  }

  static func trim(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// Length of a colon (ASCII or full-width) at the start.
  private static func colon(_ bytes: UnsafeBufferPointer<UInt8>, startOf range: Range<Int>) -> Int? {
    guard let first = range.first else { return nil }
    if bytes[first] == UInt8(ascii: ":") { return 1 }
    return range.count >= 3 && bytes[first] == 0xEF && bytes[first + 1] == 0xBC && bytes[first + 2] == 0x9A ? 3 : nil
  }

  private static func colon(_ bytes: UnsafeBufferPointer<UInt8>, endOf range: Range<Int>) -> Int? {
    guard let last = range.last else { return nil }
    if bytes[last] == UInt8(ascii: ":") { return 1 }
    return range.count >= 3 && bytes[last] == 0x9A && bytes[last - 1] == 0xBC && bytes[last - 2] == 0xEF ? 3 : nil
  }

  /// Length of a dash (`-`, en dash, em dash) and the space behind it.
  private static func dash(_ bytes: UnsafeBufferPointer<UInt8>, startOf range: Range<Int>) -> Int? {
    guard let first = range.first else { return nil }
    if bytes[first] == UInt8(ascii: "-"), range.count > 1, bytes[first + 1] == 0x20 { return 2 }
    let isDash =
      range.count >= 4 && bytes[first] == 0xE2 && bytes[first + 1] == 0x80
      && (bytes[first + 2] == 0x93 || bytes[first + 2] == 0x94)
    return isDash && bytes[first + 3] == 0x20 ? 4 : nil
  }
}
