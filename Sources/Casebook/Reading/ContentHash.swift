/// XXH64, the hash that tells whether a document changed.
///
/// Fast and well distributed; not a defence against forged collisions, and not meant as one.
/// Source: the xxHash specification, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
enum ContentHash {
  private static let p1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let p2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let p3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let p4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let p5: UInt64 = 0x27D4_EB2F_1656_67C5

  private static func rotate(_ value: UInt64, _ by: UInt64) -> UInt64 { (value << by) | (value >> (64 - by)) }

  private static func round(_ accumulator: UInt64, _ input: UInt64) -> UInt64 {
    rotate(accumulator &+ input &* p2, 31) &* p1
  }

  /// Complexity: O(bytes).
  static func xxh64(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      var index = 0
      let count = buffer.count
      func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      var hash: UInt64
      if count >= 32 {
        var a = seed &+ p1 &+ p2
        var b = seed &+ p2
        var c = seed
        var d = seed &- p1
        while index + 32 <= count {
          a = round(a, word(index))
          b = round(b, word(index + 8))
          c = round(c, word(index + 16))
          d = round(d, word(index + 24))
          index += 32
        }
        hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
        for lane in [a, b, c, d] { hash = (hash ^ round(0, lane)) &* p1 &+ p4 }
      } else {
        hash = seed &+ p5
      }
      hash = hash &+ UInt64(count)
      while index + 8 <= count {
        hash = rotate(hash ^ round(0, word(index)), 27) &* p1 &+ p4
        index += 8
      }
      if index + 4 <= count {
        let half = UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        hash = rotate(hash ^ (UInt64(half) &* p1), 23) &* p2 &+ p3
        index += 4
      }
      while index < count {
        hash = rotate(hash ^ (UInt64(buffer[index]) &* p5), 11) &* p1
        index += 1
      }
      hash ^= hash >> 33
      hash = hash &* p2
      hash ^= hash >> 29
      hash = hash &* p3
      return hash ^ (hash >> 32)
    }
  }

  /// The hash of the bytes as sixteen lower-case hexadecimal digits.
  static func hexadecimal(of bytes: [UInt8]) -> String { hexadecimal(xxh64(bytes)) }

  /// A hash as sixteen lower-case hexadecimal digits.
  static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
