/// Front matter in JSON.
enum JSONMetadata {
  static let maximumDepth = 100

  /// The end of the object that starts at `start`, with nothing but white space behind it on its line.
  ///
  /// - Returns: nil when the object is not closed within the size limit of front matter, or does not start like one.
  static func objectEnd(_ bytes: [UInt8], at start: Int) -> Int? {
    var offset = start + 1
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "}") else {
      return nil
    }
    offset = start
    var depth = 0
    let limit = min(bytes.count, start + FrontMatter.maximumBytes)
    while offset < limit {
      switch bytes[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        offset += 1
        while offset < limit, bytes[offset] != UInt8(ascii: "\"") {
          offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: break
      }
      offset += 1
      if depth == 0 {
        let end = min(offset, bytes.count)
        var next = end
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
        return next == bytes.count || bytes[next] == 0x0A || bytes[next] == 0x0D ? end : nil
      }
    }
    return nil
  }

  /// Reads an object. What is wrong in it ends the reading, with a diagnostic.
  static func scan(_ text: DecodedText, _ range: Range<Int>, origin: Metadata.Origin = .frontMatter) -> MetadataScan {
    var parser = JSONEntryParser(text: text, offset: range.lowerBound, end: range.upperBound, origin: origin)
    parser.parse()
    return parser.scan
  }
}

/// Walks a JSON text with an explicit stack of the objects and arrays it is in.
private struct JSONEntryParser {
  let text: DecodedText
  var offset: Int
  let end: Int
  let origin: Metadata.Origin
  var scan = MetadataScan()

  /// An open object or array: the key its values have, and for an object whether a key comes next.
  private struct Level {
    var path: String
    var isObject: Bool
    var key = ""
    var expectsKey: Bool
  }

  init(text: DecodedText, offset: Int, end: Int, origin: Metadata.Origin) {
    self.text = text
    self.offset = offset
    self.end = end
    self.origin = origin
  }

  mutating func parse() {
    var levels: [Level] = []
    while offset < end, !scan.isFull {
      let byte = text.bytes[offset]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard levels.count < JSONMetadata.maximumDepth else { return fail("nested too deeply") }
        let isObject = byte == UInt8(ascii: "{")
        levels.append(Level(path: path(levels), isObject: isObject, expectsKey: isObject))
        offset += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        offset += 1
        if levels.popLast() == nil || levels.isEmpty { return }
      case UInt8(ascii: ","):
        offset += 1
        if let top = levels.indices.last { levels[top].expectsKey = levels[top].isObject }
      case UInt8(ascii: ":"):
        offset += 1
      case UInt8(ascii: "\""):
        guard let (value, range) = string() else { return fail("a string is not closed") }
        if let top = levels.indices.last, levels[top].expectsKey {
          levels[top].key = value
          levels[top].expectsKey = false
        } else {
          add(path(levels), value, range)
        }
      case 0...0x20:
        offset += 1
      default:
        let start = offset
        while offset < end, text.bytes[offset] > 0x20, !",]}\":".utf8.contains(text.bytes[offset]) { offset += 1 }
        if offset == start { return fail("unexpected character") }
        let value = String(decoding: text.bytes[start..<offset], as: UTF8.self)
        if value != "null" { add(path(levels), value, start..<offset) }
      }
    }
  }

  private func path(_ levels: [Level]) -> String {
    guard let top = levels.last else { return "" }
    if !top.isObject { return top.path }
    return top.path.isEmpty ? top.key : "\(top.path).\(top.key)"
  }

  private mutating func add(_ key: String, _ value: String, _ range: Range<Int>) {
    scan.entries.append(
      Metadata.Entry(key: key, value: value, origin: origin, range: text.originalRange(of: range)))
  }

  private mutating func fail(_ why: String) {
    let place = min(offset, max(end - 1, 0))
    scan.diagnostics.append(
      Diagnostic(
        severity: .warning, code: "bad-front-matter", message: "JSON front matter is read in part: \(why)",
        range: text.originalRange(of: place..<min(place + 1, end))))
    offset = end
  }

  /// The string at `offset`, and its range without the quotes.
  private mutating func string() -> (String, Range<Int>)? {
    let start = offset + 1
    var cursor = start
    var value: [UInt8] = []
    while cursor < end {
      let byte = text.bytes[cursor]
      if byte == UInt8(ascii: "\"") {
        offset = cursor + 1
        return (String(decoding: value, as: UTF8.self), start..<cursor)
      }
      if byte == UInt8(ascii: "\\"), cursor + 1 < end {
        cursor = EscapedString.appendEscape(text.bytes, at: cursor, end: end, to: &value)
      } else {
        value.append(byte)
        cursor += 1
      }
    }
    return nil
  }
}

/// The backslash escapes that JSON and TOML strings share.
enum EscapedString {
  /// Appends what the escape at `start` means.
  ///
  /// - Returns: the offset behind it. An escape that means nothing stands for itself.
  static func appendEscape(_ bytes: [UInt8], at start: Int, end: Int, to value: inout [UInt8]) -> Int {
    guard start + 1 < end else {
      value.append(bytes[start])
      return start + 1
    }
    switch bytes[start + 1] {
    case UInt8(ascii: "n"): value.append(0x0A)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "r"): value.append(0x0D)
    case UInt8(ascii: "b"): value.append(0x08)
    case UInt8(ascii: "f"): value.append(0x0C)
    case UInt8(ascii: "u"):
      guard var scalar = hexadecimal(bytes, start + 2, 4, end) else { break }
      var next = start + 6
      if scalar & 0xFC00 == 0xD800, next + 1 < end, bytes[next] == UInt8(ascii: "\\"),
        bytes[next + 1] == UInt8(ascii: "u"), let low = hexadecimal(bytes, next + 2, 4, end), low & 0xFC00 == 0xDC00
      {
        scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (low & 0x3FF)
        next += 6
      }
      UTF8Encoding.append(scalar, to: &value)
      return next
    case UInt8(ascii: "U"):
      guard let scalar = hexadecimal(bytes, start + 2, 8, end) else { break }
      UTF8Encoding.append(scalar, to: &value)
      return start + 10
    default: value.append(bytes[start + 1])
    }
    return start + 2
  }

  private static func hexadecimal(_ bytes: [UInt8], _ start: Int, _ count: Int, _ end: Int) -> UInt32? {
    guard start + count <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + count)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value &<< 4 | UInt32(digit)
    }
    return value
  }
}
