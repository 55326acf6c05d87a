/// Character references (`&amp;`, `&#8212;`, `&#x2014;`), decoded as HTML does.
enum CharacterReference {
  /// The text that a whole reference, ampersand and semicolon included, stands for; nil for one that HTML does not know.
  ///
  /// Complexity: O(log names).
  static func decode(_ reference: some Collection<UInt8>) -> [UInt8]? {
    guard reference.count >= 3, reference.first == UInt8(ascii: "&") else { return nil }
    var body = Array(reference.dropFirst())
    if body.last == UInt8(ascii: ";") { body.removeLast() }
    guard let first = body.first else { return nil }
    if first == UInt8(ascii: "#") { return number(body.dropFirst()) }
    return names.text(of: body)
  }

  /// Text with every reference in it decoded. A reference needs its semicolon here.
  static func decodeAll(_ text: some Collection<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    let bytes = Array(text)
    var result: [UInt8] = []
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "&") {
        // The longest name has 31 letters.
        let body = bytes[offset...].prefix(34)
        if let end = body.firstIndex(of: UInt8(ascii: ";")), let decoded = decode(bytes[offset...end]) {
          result.append(contentsOf: decoded)
          offset = end + 1
          continue
        }
      }
      result.append(bytes[offset])
      offset += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Code points above this are U+FFFD, as are surrogates and zero; windows-1252 is assumed for the C1 controls.
  private static func number(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard let first = digits.first else { return nil }
    let isHexadecimal = first | 0x20 == UInt8(ascii: "x")
    let digits = isHexadecimal ? digits.dropFirst() : digits
    guard !digits.isEmpty else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      let worth: UInt32
      switch digit {
      case 0x30...0x39: worth = UInt32(digit - 0x30)
      case 0x41...0x46 where isHexadecimal: worth = UInt32(digit - 0x41) + 10
      case 0x61...0x66 where isHexadecimal: worth = UInt32(digit - 0x61) + 10
      default: return nil
      }
      value = min(value * (isHexadecimal ? 16 : 10) + worth, 0x110000)
    }
    if (0x80...0x9F).contains(value) { value = LegacyEncoding.windows1252[Int(value)] }
    var result: [UInt8] = []
    UTF8Encoding.append(value == 0 ? 0xFFFD : value, to: &result)
    return result
  }

  private static let names = NamedCharacterReferences()
}

/// The table of names, unpacked once.
private struct NamedCharacterReferences: Sendable {
  private var bytes: [UInt8]
  /// Start of each entry in `bytes`, in order of the names.
  private var starts: [Int]

  init() {
    bytes = Array(NamedCharacterReferenceData.table.utf8)
    starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: ";") { starts.append(offset + 1) }
    starts.removeLast()
  }

  func text(of name: [UInt8]) -> [UInt8]? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      let entry = bytes[starts[middle]...].prefix { $0 != 0x20 }
      if entry.elementsEqual(name) { return codePoints(at: entry.endIndex + 1) }
      if entry.lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func codePoints(at start: Int) -> [UInt8] {
    var result: [UInt8] = []
    for number in bytes[start...].prefix(while: { $0 != UInt8(ascii: ";") }).split(separator: UInt8(ascii: ",")) {
      UTF8Encoding.append(UInt32(String(decoding: number, as: UTF8.self), radix: 16) ?? 0xFFFD, to: &result)
    }
    return result
  }
}
