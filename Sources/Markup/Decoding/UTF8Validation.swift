/// Well-formedness of UTF-8, as the Unicode standard's table 3-7 defines it.
enum UTF8Validation {
  /// What stands at an offset.
  enum Step {
    /// A well-formed character of this many bytes.
    case character(Int)
    /// A maximal subpart of an ill-formed sequence, of this many bytes: one U+FFFD (WHATWG Encoding, UTF-8 decoder).
    case invalid(Int)
  }

  /// The character or ill-formed sequence at `offset`, which must be inside `bytes`.
  @inline(__always)
  static func step(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Step {
    let lead = bytes[offset]
    if lead < 0x80 { return .character(1) }
    let length: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      lowest = 0xA0
    case 0xED:
      length = 3
      highest = 0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      lowest = 0x90
    case 0xF1...0xF3: length = 4
    case 0xF4:
      length = 4
      highest = 0x8F
    default: return .invalid(1)
    }
    var count = 1
    while count < length {
      let next = offset + count
      guard next < bytes.count, bytes[next] >= lowest, bytes[next] <= highest else { return .invalid(count) }
      lowest = 0x80
      highest = 0xBF
      count += 1
    }
    return .character(length)
  }

  /// The first offset from `start` on that holds a byte of 0x80 or more, `bytes.count` when there is none.
  @inline(__always)
  static func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = start
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= raw.count {
      if raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
      offset += 8
    }
    while offset < bytes.count, bytes[offset] < 0x80 { offset += 1 }
    return offset
  }

  /// How much of a byte sequence reads as UTF-8.
  struct Tally {
    /// Well-formed characters of two and more bytes.
    var multibyte = 0
    /// Ill-formed sequences.
    var invalid = 0
    /// Offset of the first ill-formed sequence.
    var firstInvalid: Int?
  }

  /// Complexity: O(bytes).
  static func tally(_ bytes: UnsafeBufferPointer<UInt8>) -> Tally {
    var tally = Tally()
    var offset = skipASCII(bytes, from: 0)
    while offset < bytes.count {
      switch step(bytes, at: offset) {
      case .character(let count):
        tally.multibyte += 1
        offset += count
      case .invalid(let count):
        tally.invalid += 1
        if tally.firstInvalid == nil { tally.firstInvalid = offset }
        offset += count
      }
      if offset < bytes.count, bytes[offset] < 0x80 { offset = skipASCII(bytes, from: offset) }
    }
    return tally
  }
}
