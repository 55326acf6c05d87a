internal import Words

/// Places in a text that a template leaves for its user to fill: `[Client name]`, `[e.g. 2x faster]`, `XX%`, `____`.
enum TemplatePlaceholders {
  /// The placeholders of a text, brackets included, as UTF-8 offsets.
  static func ranges(in text: String) -> [Range<Int>] {
    var text = text
    // Most texts have no such sign.
    guard text.withUTF8({ $0.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "X") || $0 == 0x5F } }) else {
      return []
    }
    let bytes = Array(text.utf8)
    var found: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["):
        if let end = bracketEnd(bytes, at) {
          found.append(at..<end)
          at = end
          continue
        }
      case UInt8(ascii: "X"):
        if let end = unknownEnd(bytes, at) {
          found.append(at..<end)
          at = end
          continue
        }
      case UInt8(ascii: "_"):
        var end = at
        while end < bytes.count, bytes[end] == UInt8(ascii: "_") { end += 1 }
        if end - at >= 4 { found.append(at..<end) }
        at = end
        continue
      default: break
      }
      at += 1
    }
    return found
  }

  /// The same in a document that is a template, where a placeholder may be of several sentences: what a bracket opens or closes
  /// alone is one.
  static func rangesInTemplate(_ text: String) -> [Range<Int>] {
    var found = ranges(in: text)
    let bytes = Array(text.utf8)
    if let open = bytes.lastIndex(of: UInt8(ascii: "[")), !bytes[open...].contains(UInt8(ascii: "]")) {
      found.append(open..<bytes.count)
    }
    if let close = bytes.firstIndex(of: UInt8(ascii: "]")), !bytes[..<close].contains(UInt8(ascii: "[")) {
      found.append(0..<(close + 1))
    }
    return found
  }

  /// Words in square brackets that are neither a link, a note, a task nor an editor's remark.
  private static func bracketEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var close = start + 1
    while close < bytes.count, bytes[close] != UInt8(ascii: "]") {
      if bytes[close] == UInt8(ascii: "[") || bytes[close] == 0x0A || close - start > 160 { return nil }
      close += 1
    }
    guard close < bytes.count, close - start > 2 else { return nil }
    let next = close + 1 < bytes.count ? bytes[close + 1] : 0
    if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { return nil }
    let inner = String(decoding: bytes[(start + 1)..<close], as: UTF8.self)
    guard let first = inner.unicodeScalars.first, first.properties.isAlphabetic || first == "$" || first == "#" else {
      return nil
    }
    return remarks.contains(inner.lowercased()) || inner.count < 3 ? nil : close + 1
  }

  private static let remarks: Set<String> = [
    "sic", "emphasis added", "emphasis mine", "citation needed", "translated", "edited", "laughs", "inaudible", "pdf",
    "video",
    "note", "toc", "see", "link", "update", "updated", "source", "sources",
  ]

  /// `XX%`, `$XX`, `XXX`: digits that are not known yet.
  private static func unknownEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var end = start
    while end < bytes.count, bytes[end] == UInt8(ascii: "X") { end += 1 }
    guard end - start >= 2 else { return nil }
    let before = start > 0 ? bytes[start - 1] : 0x20
    let after = end < bytes.count ? bytes[end] : 0x20
    let isWord = { (byte: UInt8) in (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 }
    guard !isWord(before), !isWord(after) || after | 0x20 == UInt8(ascii: "k") || after | 0x20 == UInt8(ascii: "m")
    else { return nil }
    // Roman numerals are none.
    return after == UInt8(ascii: "%") || before == UInt8(ascii: "$") || end - start >= 3 ? end : nil
  }

  /// Whether a document is a template that nobody has filled in: its title has a place to fill, and so have other lines, or many
  /// lines have.
  static func isTemplate(title: String, texts: some Collection<String>) -> Bool {
    var held = 0
    for text in texts where !ranges(in: text).isEmpty { held += 1 }
    if !ranges(in: title).isEmpty { return held >= 1 }
    return held >= 4 && held * 3 >= texts.count
  }
}
