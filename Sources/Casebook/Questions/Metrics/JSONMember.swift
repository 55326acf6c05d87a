/// The text of a member as it stands in a line of JSON.
package enum JSONMember {
  /// The value of a member of the outermost object, byte for byte; nil where there is none.
  ///
  /// - Parameter line: valid JSON.
  package static func text(of name: String, in line: String) -> String? {
    let bytes = Array(line.utf8)
    var at = 0
    var depth = 0
    var key: Range<Int>?
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let end = stringEnd(bytes, at)
        if depth == 1, key == nil { key = (at + 1)..<(end - 1) }
        at = end
        continue
      case UInt8(ascii: ","): if depth == 1 { key = nil }
      case UInt8(ascii: ":") where depth == 1:
        guard let found = key else { break }
        let value = value(bytes, at + 1)
        if bytes[found].elementsEqual(name.utf8) { return String(decoding: bytes[value], as: UTF8.self) }
        at = value.upperBound
        continue
      default: break
      }
      at += 1
    }
    return nil
  }

  private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start + 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(at + 1, bytes.count)
  }

  /// From the first byte of a value to behind its last.
  private static func value(_ bytes: [UInt8], _ start: Int) -> Range<Int> {
    var first = start
    while first < bytes.count, bytes[first] <= 0x20 { first += 1 }
    var at = first
    var depth = 0
    scan: while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at = stringEnd(bytes, at)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { break scan }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { break scan }
      default: break
      }
      at += 1
    }
    var last = at
    while last > first, bytes[last - 1] <= 0x20 { last -= 1 }
    return first..<last
  }
}
