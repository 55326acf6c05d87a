/// What the properties of a component say: `<Stat value="$8 million" label="saved every year" />`.
///
/// Components are drawn by a program that is not here; of their properties those are read that are text for people by their names.
enum ComponentProperties {
  /// Names of properties in the order in which they are read out.
  private static let names = [
    "value", "number", "stat", "figure", "amount", "metric", "before", "after", "title", "label", "caption", "name",
    "text",
    "description", "quote", "content", "author", "attribution", "summary", "subtitle", "heading",
  ]

  /// A paragraph for each component of a stretch of HTML that has such properties.
  static func blocks(_ bytes: [UInt8], _ range: Range<Int>, map: OffsetMap) -> [Block] {
    var blocks: [Block] = []
    var at = range.lowerBound
    while at + 1 < range.upperBound {
      // Components begin with a capital, elements of HTML with a small letter.
      guard bytes[at] == UInt8(ascii: "<"), bytes[at + 1] &- 65 < 26 else {
        at += 1
        continue
      }
      let (found, end) = properties(bytes, at + 1, range.upperBound)
      at = max(end, at + 1)
      let read = names.compactMap { name in found.first { $0.name == name }?.value }
      guard let first = read.first,
        read.contains(where: { bytes[$0].contains(0x20) || bytes[$0].contains { $0 &- 48 < 10 } })
      else { continue }
      var text = SourceText()
      var places: [Range<Int>] = []
      for value in read where !value.isEmpty {
        let source = map.sourceRange(of: value)
        text.append(
          SourceText(verbatim: String(decoding: bytes[value], as: UTF8.self), at: source.lowerBound),
          separator: text.isEmpty ? "" : " ")
        places.append(source)
      }
      let start = places.map(\.lowerBound).min() ?? map.sourceRange(of: first).lowerBound
      blocks.append(Block(kind: .paragraph, text: text, range: start..<(places.map(\.upperBound).max() ?? start)))
    }
    return blocks
  }

  /// The properties of a tag whose values are quoted, and where the tag ends.
  private static func properties(
    _ bytes: [UInt8], _ start: Int, _ limit: Int
  ) -> (properties: [(name: String, value: Range<Int>)], end: Int) {
    var found: [(name: String, value: Range<Int>)] = []
    var at = start
    var depth = 0
    while at < limit {
      switch bytes[at] {
      case UInt8(ascii: ">") where depth == 0: return (found, at + 1)
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "=") where at + 1 < limit && depth <= 0:
        var open = at + 1
        if bytes[open] == UInt8(ascii: "{"), open + 1 < limit { open += 1 }
        let quote = bytes[open]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`") else { break }
        var close = open + 1
        while close < limit, bytes[close] != quote { close += 1 }
        var name = at
        while name > start, bytes[name - 1] | 0x20 >= 0x61, bytes[name - 1] | 0x20 <= 0x7A { name -= 1 }
        found.append((String(decoding: bytes[name..<at], as: UTF8.self).lowercased(), (open + 1)..<min(close, limit)))
        at = close
      default: break
      }
      at += 1
    }
    return (found, limit)
  }
}
