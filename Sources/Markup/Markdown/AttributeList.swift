/// Marks in a text that are meant for a site generator.
enum AttributeList {
  /// Where the attributes start that a heading or paragraph ends with: `{#id .class}` or `{: .class}`.
  static func start(in leaf: LeafText) -> Int? {
    guard leaf.bytes.last == UInt8(ascii: "}"), let open = leaf.bytes.lastIndex(of: UInt8(ascii: "{")),
      open + 2 < leaf.bytes.count, leaf.bytes.count - open <= 200
    else { return nil }
    let mark = leaf.bytes[open + 1]
    guard mark == UInt8(ascii: "#") || mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") else { return nil }
    // Set off by a space or on a line of its own.
    return open == 0 || leaf.bytes[open - 1] <= 0x20 ? open : nil
  }

  /// Whether a line is attributes for what follows, `{:.note}`, and nothing else.
  static func isAttributeLine(_ line: ArraySlice<UInt8>) -> Bool {
    line.count <= 200 && line.starts(with: "{:".utf8) && line.last == UInt8(ascii: "}")
      && line.dropLast().allSatisfy { $0 != UInt8(ascii: "}") }
  }

  /// Whether a line opens or closes an admonition, `:::note` or `:::`, without a title of its own.
  static func isAdmonitionMark(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count <= 80, line.starts(with: ":::".utf8) else { return false }
    let name = line.drop { $0 == UInt8(ascii: ":") || $0 == 0x20 }
    return name.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 == UInt8(ascii: "-") }
  }

  /// `import Name from "module"` and `export …` lines of MDX.
  static func isModuleLine(_ leaf: LeafText) -> Bool {
    guard leaf.bytes.starts(with: "import ".utf8) || leaf.bytes.starts(with: "export ".utf8) else { return false }
    if leaf.bytes.starts(with: "export ".utf8) {
      return ["export const ", "export default ", "export function ", "export let "].contains {
        leaf.bytes.starts(with: $0.utf8)
      }
    }
    var last = leaf.bytes[...]
    if last.last == UInt8(ascii: ";") { last.removeLast() }
    guard let quote = last.last,
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == 0x9D || quote == 0x99
    else { return false }
    let text = String(decoding: leaf.bytes, as: UTF8.self)
    return text.contains(" from ") || text.hasPrefix("import '") || text.hasPrefix("import \"")
  }
}
