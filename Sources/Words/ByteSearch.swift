#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Search in UTF-8, byte by byte: for what is asked of every statement of a document, where comparing character by character
/// costs more than all the rest.
package enum ByteSearch {
  /// Where `needle` stands first in `bytes[range]`; nil where it does not. An empty needle stands everywhere.
  ///
  /// Complexity: O(range) for names and words; O(range · needle) at worst.
  package static func first(_ needle: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    guard !needle.isEmpty else { return range.lowerBound }
    guard needle.count <= range.count else { return nil }
    return bytes.withUnsafeBytes { bytes in
      needle.withUnsafeBytes { needle in
        guard let base = bytes.baseAddress, let wanted = needle.baseAddress else { return nil }
        var at = range.lowerBound
        let last = range.upperBound - needle.count
        while at <= last, let found = memchr(base + at, CInt(needle[0]), last - at + 1) {
          let place = UnsafeRawPointer(found) - base
          if memcmp(base + place, wanted, needle.count) == 0 { return place }
          at = place + 1
        }
        return nil
      }
    }
  }

  /// Whether the last word of a text, told by spaces, is one of these, which are in lower case ASCII; in any case.
  package static func lastWord(of text: String, isOneOf words: [StaticString]) -> Bool {
    let utf8 = text.utf8
    var end = utf8.endIndex
    while end > utf8.startIndex, utf8[utf8.index(before: end)] == 0x20 { end = utf8.index(before: end) }
    var start = end
    while start > utf8.startIndex, utf8[utf8.index(before: start)] != 0x20 { start = utf8.index(before: start) }
    return words.contains { equal(utf8[start..<end], $0) }
  }

  /// Whether bytes are these letters, in lower case ASCII, in any case.
  package static func equal(_ bytes: some Collection<UInt8>, _ letters: StaticString) -> Bool {
    guard bytes.count == letters.utf8CodeUnitCount else { return false }
    return letters.withUTF8Buffer { letters in
      zip(bytes, letters).allSatisfy { byte, letter in (byte &- 0x41 < 26 ? byte | 0x20 : byte) == letter }
    }
  }

  /// Whether a letter or digit begins at `at`, or a mark that belongs to the one before.
  package static func isWord(_ bytes: [UInt8], at: Int) -> Bool {
    guard at < bytes.count else { return false }
    if bytes[at] < 0x80 { return isWord(bytes[at]) }
    guard let (scalar, _) = scalar(bytes, at) else { return false }
    return isWord(scalar) || scalar.properties.isGraphemeExtend
  }

  /// Whether a letter or digit ends at `end`.
  package static func isWord(_ bytes: [UInt8], before end: Int) -> Bool {
    guard end > 0, end <= bytes.count else { return false }
    var at = end - 1
    if bytes[at] < 0x80 { return isWord(bytes[at]) }
    while at > 0, at > end - 4, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return isWord(bytes, at: at)
  }

  /// Whether an ASCII byte is a letter or digit.
  @inlinable
  @inline(__always)
  package static func isWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  /// Whether a scalar is a letter or a number.
  package static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// The scalar at `at` and its length in bytes; nil where the bytes are no UTF-8.
  package static func scalar(_ bytes: [UInt8], _ at: Int) -> (Unicode.Scalar, Int)? {
    let first = bytes[at]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0
    guard length > 0, at + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }
}

/// An ASCII letter in lower case, any other byte as it is.
@inlinable
@inline(__always)
package func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
