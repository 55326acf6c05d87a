import Yams

/// A scalar's value and where each part of it stands in the file.
struct YAMLScalar {
  /// From the first byte of the value to behind the last, without quotes, in the decoded text.
  var range: Range<Int>
  /// The value.
  var bytes: [UInt8]
  /// From `bytes` to the decoded text.
  var map: OffsetMap

  /// Lines a value up with its source: what differs is white space (folding, indentation) and escapes.
  ///
  /// - Parameters:
  ///   - source: the decoded text.
  ///   - start: where the library says the scalar starts (before its tag or anchor, if any).
  ///   - limit: the end of the YAML document.
  init(value: String, style: Node.Scalar.Style, source: [UInt8], start: Int, limit: Int) {
    bytes = Array(value.utf8)
    map = OffsetMap()
    var offset = Self.skipProperties(source, start, limit)
    var first = offset
    let isQuoted = style == .singleQuoted || style == .doubleQuoted
    if isQuoted, offset < limit {
      offset += 1
      first = offset
    } else if style == .literal || style == .folded {
      // The header: `|` or `>` with its indicators, up to the end of the line.
      while offset < limit, source[offset] != 0x0A, source[offset] != 0x0D { offset += 1 }
      while offset < limit, source[offset] == 0x0A || source[offset] == 0x0D || source[offset] == 0x20 { offset += 1 }
      first = offset
    }
    // The identity up to here: value offset 0 is source offset `offset`.
    if offset > 0 { map.append(start: 0, count: 0, sourceStart: 0, sourceCount: offset) }
    var index = 0
    while index < bytes.count, offset < limit {
      let byte = source[offset]
      if bytes[index] == byte, !Self.isSpace(byte), !(byte == UInt8(ascii: "'") && style == .singleQuoted),
        !(byte == UInt8(ascii: "\\") && style == .doubleQuoted)
      {
        index += 1
        offset += 1
        continue
      }
      var valueEnd = index
      var sourceEnd = offset
      if byte == UInt8(ascii: "\\"), style == .doubleQuoted {
        sourceEnd = Self.escapeEnd(source, offset, limit)
        if source[min(offset + 1, limit - 1)] != 0x0A, source[min(offset + 1, limit - 1)] != 0x0D {
          valueEnd = Self.characterEnd(bytes, index)
        }
      } else if byte == UInt8(ascii: "'"), style == .singleQuoted {
        sourceEnd = min(offset + 2, limit)
        valueEnd = index + 1
      } else {
        while valueEnd < bytes.count, Self.isSpace(bytes[valueEnd]) { valueEnd += 1 }
        while sourceEnd < limit, Self.isSpace(source[sourceEnd]) { sourceEnd += 1 }
        if valueEnd == index, sourceEnd == offset { break }
        if source[offset..<sourceEnd].elementsEqual(bytes[index..<valueEnd]) {
          index = valueEnd
          offset = sourceEnd
          continue
        }
      }
      map.append(start: index, count: valueEnd - index, sourceStart: offset, sourceCount: sourceEnd - offset)
      index = valueEnd
      offset = sourceEnd
    }
    // What could not be lined up stands for the place where that happened.
    if index < bytes.count {
      map.append(start: index, count: bytes.count - index, sourceStart: min(offset, limit), sourceCount: 0)
    }
    var end = min(offset, limit)
    if !isQuoted { while end > first, Self.isSpace(source[end - 1]) { end -= 1 } }
    range = min(first, end)..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Behind `&anchor`, `!tag` and the white space between.
  private static func skipProperties(_ source: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var offset = start
    while offset < limit, source[offset] == UInt8(ascii: "&") || source[offset] == UInt8(ascii: "!") {
      while offset < limit, !isSpace(source[offset]) { offset += 1 }
      while offset < limit, isSpace(source[offset]) { offset += 1 }
    }
    return offset
  }

  private static func escapeEnd(_ source: [UInt8], _ start: Int, _ limit: Int) -> Int {
    guard start + 1 < limit else { return limit }
    switch source[start + 1] {
    case UInt8(ascii: "x"): return min(start + 4, limit)
    case UInt8(ascii: "u"): return min(start + 6, limit)
    case UInt8(ascii: "U"): return min(start + 10, limit)
    case 0x0A, 0x0D:
      // An escaped line break: it and the indentation behind it are nothing.
      var offset = start + 1
      while offset < limit, isSpace(source[offset]) { offset += 1 }
      return offset
    default: return min(start + 2, limit)
    }
  }

  private static func characterEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
