/// Reads a JSON object whose members are strings without `\\u` escapes.
struct FlatObjectReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The members "id" and "text"; nil where the line is anything else than an object of strings, or has no text.
  ///
  /// Complexity: O(bytes).
  mutating func request() -> (id: String?, text: String)? {
    var id: String?
    var text: String?
    guard take(UInt8(ascii: "{")) else { return nil }
    repeat {
      guard let name = string(), take(UInt8(ascii: ":")), let value = string() else { return nil }
      switch name {
      case "id": id = value
      case "text": text = value
      default: break
      }
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { return nil }
    skipSpace()
    guard at == bytes.count, let text else { return nil }
    return (id, text)
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  /// Steps over a mark with the white space before it.
  private mutating func take(_ mark: UInt8) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == mark else { return false }
    at += 1
    return true
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = at
    while at < bytes.count, bytes[at] >= 0x20, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") {
      at += 1
    }
    guard at < bytes.count, bytes[at] >= 0x20 else { return nil }
    if bytes[at] == UInt8(ascii: "\"") {
      at += 1
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<(at - 1)]), as: UTF8.self)
    }
    var plain = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: plain, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard at < bytes.count, let escaped = Self.unescaped(bytes[at]) else { return nil }
        plain.append(escaped)
        at += 1
      case 0..<0x20: return nil
      default: plain.append(byte)
      }
    }
    return nil
  }

  private static func unescaped(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }
}
