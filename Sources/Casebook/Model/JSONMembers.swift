/// The members of a JSON object as they are written, without reading them.
public enum JSONMembers {
  /// The text of a member's value, as it stands in a line that holds one JSON object; nil where there is none of that name.
  ///
  /// The line must be valid JSON; names with escapes are not found.
  public static func text(of name: String, in line: String) -> String? {
    let bytes = Array(line.utf8)
    var depth = 0
    var at = 0
    var isName = true
    var isWanted = false
    var begin: Int?
    func ended(_ end: Int) -> String? {
      guard isWanted, let begin else { return nil }
      return String(decoding: bytes[begin..<end], as: UTF8.self).trimming(" \t\r\n")
    }
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        let start = at + 1
        at = start
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        if depth == 1, isName { isWanted = bytes[start..<min(at, bytes.count)].elementsEqual(name.utf8) }
      case UInt8(ascii: ":") where depth == 1 && isName:
        isName = false
        begin = at + 1
      case UInt8(ascii: ",") where depth == 1:
        if let value = ended(at) { return value }
        (isName, isWanted) = (true, false)
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 1, let value = ended(at) { return value }
        depth -= 1
      default: break
      }
      at += 1
    }
    return nil
  }
}

extension String {
  fileprivate func trimming(_ marks: String) -> String {
    var rest = self[...]
    while let first = rest.first, marks.contains(first) { rest.removeFirst() }
    while let last = rest.last, marks.contains(last) { rest.removeLast() }
    return String(rest)
  }
}
