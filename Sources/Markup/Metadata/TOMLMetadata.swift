/// Front matter in TOML 1.0: tables, arrays of tables, dotted keys, arrays, inline tables, all kinds of strings.
enum TOMLMetadata {
  static func scan(_ text: DecodedText, _ range: Range<Int>) -> MetadataScan {
    var parser = TOMLEntryParser(text: text, offset: range.lowerBound, end: range.upperBound)
    parser.parse()
    return parser.scan
  }
}

private struct TOMLEntryParser {
  let text: DecodedText
  var offset: Int
  let end: Int
  var scan = MetadataScan()
  private var table = ""

  /// An open array or inline table inside a value.
  private struct Level {
    var path: String
    var isTable: Bool
  }

  init(text: DecodedText, offset: Int, end: Int) {
    self.text = text
    self.offset = offset
    self.end = end
  }

  private var byte: UInt8 { offset < end ? text.bytes[offset] : 0 }

  mutating func parse() {
    while !scan.isFull {
      skipBlank(lines: true)
      guard offset < end else { return }
      let lineStart = offset
      if byte == UInt8(ascii: "[") {
        while byte == UInt8(ascii: "[") { offset += 1 }
        table = key()
        while offset < end, byte != 0x0A { offset += 1 }
        continue
      }
      let name = key()
      skipBlank(lines: false)
      guard !name.isEmpty, byte == UInt8(ascii: "=") else {
        fail(at: lineStart, "a line is not `key = value`")
        while offset < end, byte != 0x0A { offset += 1 }
        offset = max(offset, lineStart + 1)
        continue
      }
      offset += 1
      value(path: join(table, name))
    }
  }

  private func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// Skips white space, comments and, when asked, line ends.
  private mutating func skipBlank(lines: Bool) {
    while offset < end {
      switch byte {
      case 0x20, 0x09: offset += 1
      case 0x0A, 0x0D:
        guard lines else { return }
        offset += 1
      case UInt8(ascii: "#"):
        while offset < end, byte != 0x0A { offset += 1 }
      default: return
      }
    }
  }

  /// A bare, quoted or dotted key.
  private mutating func key() -> String {
    var parts: [String] = []
    while offset < end {
      skipBlank(lines: false)
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        guard let (part, _) = string() else { return parts.joined(separator: ".") }
        parts.append(part)
      } else {
        let start = offset
        while offset < end, byte > 0x20, !"=.[]{},#\"'".utf8.contains(byte) { offset += 1 }
        if offset == start { break }
        parts.append(String(decoding: text.bytes[start..<offset], as: UTF8.self))
      }
      skipBlank(lines: false)
      guard byte == UInt8(ascii: ".") else { break }
      offset += 1
    }
    return parts.joined(separator: ".")
  }

  /// A value: a scalar, or arrays and inline tables around scalars.
  private mutating func value(path: String) {
    var levels: [Level] = []
    var path = path
    repeat {
      skipBlank(lines: !levels.isEmpty)
      guard offset < end, !scan.isFull else { return }
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        guard levels.count < JSONMetadata.maximumDepth else {
          fail(at: offset, "nested too deeply")
          offset = end
          return
        }
        levels.append(Level(path: path, isTable: byte == UInt8(ascii: "{")))
        offset += 1
        if levels[levels.count - 1].isTable { path = inlineKey(levels) ?? path }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        offset += 1
        levels.removeLast(levels.isEmpty ? 0 : 1)
      case UInt8(ascii: ","):
        offset += 1
        if let top = levels.last { path = top.isTable ? inlineKey(levels) ?? path : top.path }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let start = offset
        guard let (value, range) = string() else {
          fail(at: start, "a string is not closed")
          offset = end
          return
        }
        add(path, value, range)
      case 0x0A, 0x0D: return
      default:
        let start = offset
        while offset < end, byte != 0x0A, byte != 0x0D, !",]}#".utf8.contains(byte) { offset += 1 }
        var last = offset
        while last > start, text.bytes[last - 1] <= 0x20 { last -= 1 }
        if last == start {
          offset = max(offset, start + 1)
        } else {
          add(path, String(decoding: text.bytes[start..<last], as: UTF8.self), start..<last)
        }
      }
    } while !levels.isEmpty
  }

  /// The key of an inline table's next value; nil at its end.
  private mutating func inlineKey(_ levels: [Level]) -> String? {
    skipBlank(lines: true)
    let name = key()
    skipBlank(lines: false)
    guard !name.isEmpty, byte == UInt8(ascii: "=") else { return nil }
    offset += 1
    return join(levels.last?.path ?? "", name)
  }

  private mutating func add(_ key: String, _ value: String, _ range: Range<Int>) {
    scan.entries.append(
      Metadata.Entry(key: key, value: value, origin: .frontMatter, range: text.originalRange(of: range)))
  }

  private mutating func fail(at place: Int, _ why: String) {
    guard scan.diagnostics.isEmpty else { return }
    scan.diagnostics.append(
      Diagnostic(
        severity: .warning, code: "bad-front-matter", message: "TOML front matter is read in part: \(why)",
        range: text.originalRange(of: min(place, end)..<min(place + 1, end))))
  }

  /// A quote between letters, on a line that goes on to another quote at its end.
  private func isApostrophe(_ at: Int) -> Bool {
    guard at + 1 < end, (text.bytes[at + 1] | 0x20) &- 97 < 26 else { return false }
    var last = at + 1
    while last < end, text.bytes[last] != 0x0A, text.bytes[last] != 0x0D { last += 1 }
    while last > at + 1, text.bytes[last - 1] <= 0x20 { last -= 1 }
    return last - 1 > at + 1 && text.bytes[last - 1] == 0x27
  }

  /// A basic or literal string of one or many lines, and its range without the quotes.
  private mutating func string() -> (String, Range<Int>)? {
    let quote = byte
    let isLong = offset + 2 < end && text.bytes[offset + 1] == quote && text.bytes[offset + 2] == quote
    var start = offset + (isLong ? 3 : 1)
    if isLong, start < end, text.bytes[start] == 0x0D { start += 1 }
    if isLong, start < end, text.bytes[start] == 0x0A { start += 1 }
    var cursor = start
    var value: [UInt8] = []
    while cursor < end {
      let byte = text.bytes[cursor]
      if byte == quote {
        // "'Kestrel's way'": an apostrophe in a literal string, which YAML would double, where the line says what is meant.
        if !isLong, quote == UInt8(ascii: "'"), isApostrophe(cursor) {
          value.append(byte)
          cursor += 1
          continue
        }
        let isClosing =
          !isLong || (cursor + 2 < end && text.bytes[cursor + 1] == quote && text.bytes[cursor + 2] == quote)
        if isClosing {
          offset = cursor + (isLong ? 3 : 1)
          return (String(decoding: value, as: UTF8.self), start..<cursor)
        }
      }
      if !isLong, byte == 0x0A { return nil }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        var next = cursor + 1
        while isLong, next < end, text.bytes[next] == 0x20 || text.bytes[next] == 0x09 { next += 1 }
        if isLong, next < end, text.bytes[next] == 0x0A || text.bytes[next] == 0x0D {
          // A line-ending backslash: no line end, no indentation.
          while next < end, text.bytes[next] <= 0x20 { next += 1 }
          cursor = next
        } else {
          cursor = EscapedString.appendEscape(text.bytes, at: cursor, end: end, to: &value)
        }
      } else {
        value.append(byte)
        cursor += 1
      }
    }
    return nil
  }
}
