/// The part of a cell's UTF-8 text that is still to be read. Valid only while its buffer is.
struct CellBytes {
  let bytes: UnsafeBufferPointer<UInt8>
  var start: Int
  var end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    start = 0
    end = bytes.count
  }

  var count: Int { end - start }
  var isEmpty: Bool { start >= end }

  /// Spaces at both ends, and signs of an estimate in front.
  mutating func trim() {
    while start < end {
      switch bytes[start] {
      case UInt8(ascii: " "), UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: ">"): start += 1
      default:
        if !dropPrefix("≈") {
          while start < end, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
          return
        }
      }
    }
  }

  // MARK: Beginnings and ends

  func hasPrefix(_ text: StaticString) -> Bool { equals(text, at: start) }
  func hasSuffix(_ text: StaticString) -> Bool { equals(text, at: end - text.utf8CodeUnitCount) }

  mutating func dropPrefix(_ text: StaticString) -> Bool {
    guard hasPrefix(text) else { return false }
    start += text.utf8CodeUnitCount
    return true
  }

  mutating func dropSuffix(_ text: StaticString) -> Bool {
    guard hasSuffix(text) else { return false }
    end -= text.utf8CodeUnitCount
    return true
  }

  mutating func dropPrefix(_ text: [UInt8]) -> Bool {
    guard count >= text.count, text.indices.allSatisfy({ bytes[start + $0] == text[$0] }) else { return false }
    start += text.count
    return true
  }

  mutating func dropSuffix(_ text: [UInt8]) -> Bool {
    let place = end - text.count
    guard count >= text.count, text.indices.allSatisfy({ bytes[place + $0] == text[$0] }) else { return false }
    end = place
    return true
  }

  func hasSpace(beforeLast count: Int) -> Bool {
    self.count > count && bytes[end - count - 1] == UInt8(ascii: " ")
  }

  private func equals(_ text: StaticString, at place: Int) -> Bool {
    guard place >= start, place + text.utf8CodeUnitCount <= end else { return false }
    return text.withUTF8Buffer { text in text.indices.allSatisfy { bytes[place + $0] == text[$0] } }
  }

  func lastIndex(of byte: UInt8) -> Int? {
    (start..<end).last { bytes[$0] == byte }
  }

  // MARK: Numbers

  var hasNumber: Bool { hasNumber(before: end) }
  var startsWithNumber: Bool { number(at: start) != nil }

  func hasNumber(before end: Int) -> Bool {
    var place = start
    while place < end {
      if number(at: place) != nil { return true }
      place += 1
    }
    return false
  }

  /// The length in bytes of the digit or other number sign at a place: digits of every script, fractions, Roman numerals.
  func number(at place: Int) -> Int? {
    guard place < end else { return nil }
    let byte = bytes[place]
    if byte < 0x80 { return byte &- UInt8(ascii: "0") < 10 ? 1 : nil }
    guard let (scalar, length) = scalar(at: place), scalar.properties.numericType != nil else { return nil }
    return length
  }

  /// The scalar that begins at a place; nil inside of one. The text is valid UTF-8, as that of a String is.
  private func scalar(at place: Int) -> (Unicode.Scalar, Int)? {
    let byte = bytes[place]
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    guard byte >= 0xC2, place + length <= end else { return nil }
    var value = UInt32(byte) & (0x7F >> UInt32(length))
    for next in bytes[(place + 1)..<(place + length)] { value = value << 6 | UInt32(next & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  /// What stands behind a number with its separators: points, commas, apostrophes, spaces, dashes of a range, colons.
  func afterNumber() -> CellBytes {
    var rest = self
    while rest.start < end {
      switch bytes[rest.start] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: " "), UInt8(ascii: "-"),
        UInt8(ascii: "/"), UInt8(ascii: ":"):
        rest.start += 1
      default:
        if let length = number(at: rest.start) {
          rest.start += length
        } else if !(rest.dropPrefix("–") || rest.dropPrefix("’") || rest.dropPrefix("\u{202F}")) {
          return rest
        }
      }
    }
    return rest
  }

  var withoutSpaces: String {
    String(decoding: bytes[start..<end].filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }

  var hasSpaceBehindFirst: Bool {
    count > 1 && bytes[(start + 1)..<end].contains(UInt8(ascii: " "))
  }
}
