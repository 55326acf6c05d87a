/// Reads the markup that poppler's programs print: tags with quoted attributes, and text. What is not well-formed is skipped, never
/// refused, as such a program may copy any sign of a document into its output.
struct MarkupScanner {
  enum Token {
    /// A start tag; `attributes` is what follows its name.
    case start(name: ArraySlice<UInt8>, attributes: ArraySlice<UInt8>)
    case end(name: ArraySlice<UInt8>)
    case text(ArraySlice<UInt8>)
  }

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Complexity: O(bytes of the token).
  mutating func next() -> Token? {
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "<") {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        return .text(bytes[start..<at])
      }
      var end = at + 1
      var quote: UInt8 = 0
      while end < bytes.count {
        let byte = bytes[end]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: "\"") {
          quote = byte
        } else if byte == UInt8(ascii: ">") {
          break
        }
        end += 1
      }
      let tag = bytes[min(at + 1, bytes.count)..<end]
      at = min(end + 1, bytes.count)
      guard let first = tag.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?") else { continue }
      if first == UInt8(ascii: "/") { return .end(name: tag.dropFirst()) }
      let name = tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
      return .start(name: name, attributes: tag[name.endIndex...])
    }
    return nil
  }

  /// The value of an attribute, as it is written.
  static func value(of name: StaticString, in attributes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    name.withUTF8Buffer { name in
      var at = attributes.startIndex
      while at + name.count + 2 <= attributes.endIndex {
        if attributes[at + name.count] == UInt8(ascii: "="), attributes[at + name.count + 1] == UInt8(ascii: "\""),
          at == attributes.startIndex || attributes[at - 1] <= 0x20, attributes[at...].starts(with: name)
        {
          let start = at + name.count + 2
          let end = attributes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? attributes.endIndex
          return attributes[start..<end]
        }
        at += 1
      }
      return nil
    }
  }

  /// A decimal number of bounded size; 0 for what is none.
  static func number(_ bytes: ArraySlice<UInt8>?) -> Double {
    guard let bytes, bytes.count < 32, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return 0 }
    return min(max(value, -1e6), 1e6)
  }

  /// Text with its entities read. Control signs become spaces.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == UInt8(ascii: "&"), let end = bytes[at...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = entity(bytes[(at + 1)..<end])
      {
        result += Array(String(scalar).utf8)
        at = end + 1
        continue
      }
      result.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
      at += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let name where name.hasPrefix("#x") || name.hasPrefix("#X"):
      return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case let name where name.hasPrefix("#"): return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }
}
