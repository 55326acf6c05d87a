/// Tells YAML that is safe to hand to the YAML library from YAML that is made to break it.
///
/// The library's composer calls itself for each level, copies anchored nodes where an alias names them, and hashes keys
/// as a whole: deep nesting would overflow the stack, and nested aliases grow exponentially.
package enum YAMLGuard {
  static let maximumDepth = 100
  static let maximumAliases = 64
  static let maximumIndentation = 400

  /// What is wrong with the bytes, nil when they are safe. Complexity: O(bytes).
  package static func objection(_ bytes: ArraySlice<UInt8>) -> String? {
    var flowDepth = 0
    var aliases = 0
    var indentation = 0
    var indicators = 0
    var isLineHead = true
    var previous: UInt8 = 0x0A
    for byte in bytes {
      switch byte {
      case 0x0A, 0x0D:
        isLineHead = true
        indentation = 0
        indicators = 0
      case 0x20, 0x09:
        if isLineHead { indentation += 1 }
        if isLineHead, indentation > maximumIndentation { return "indented by more than \(maximumIndentation) columns" }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        isLineHead = false
        flowDepth += 1
        if flowDepth > maximumDepth { return "nested more than \(maximumDepth) levels" }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        isLineHead = false
        flowDepth = max(0, flowDepth - 1)
      case UInt8(ascii: "*"):
        isLineHead = false
        if previous <= 0x20 || previous == UInt8(ascii: "[") || previous == UInt8(ascii: ",") {
          aliases += 1
          if aliases > maximumAliases { return "more than \(maximumAliases) aliases" }
        }
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        // `- - - x` opens a level with each mark.
        if isLineHead {
          indicators += 1
          if indicators > maximumDepth { return "nested more than \(maximumDepth) levels" }
        }
      default:
        isLineHead = false
      }
      previous = byte
    }
    return nil
  }
}
