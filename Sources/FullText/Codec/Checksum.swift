/// A 64-bit checksum of bytes: four lanes of multiply and rotate, as in xxHash, mixed at the end.
///
/// Every step is a bijection of the lane for a given word and of the word for a given lane, so a change within one word always changes the
/// sum; other changes go unseen with probability 2^-64. It tells accidents, not attacks.
enum Checksum {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (lane ^ word) &* prime1
    return (mixed << 29) | (mixed >> 35)
  }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var a = prime1
    var b = prime2
    var c: UInt64 = 0x1656_67B1_9E37_79F9
    var d: UInt64 = 0x27D4_EB2F_1656_67C5
    var offset = 0
    let count = bytes.count
    if let base = bytes.baseAddress {
      while offset + 32 <= count {
        a = unsafe round(a, UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        b = unsafe round(b, UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)))
        c = unsafe round(c, UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self)))
        d = unsafe round(d, UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self)))
        offset += 32
      }
    }
    var sum = UInt64(count) &* prime2
    while offset < count {
      sum = unsafe round(sum, UInt64(bytes[offset]) | 0x100)
      offset += 1
    }
    for lane in [a, b, c, d] { sum = finish(sum ^ lane) }
    return sum
  }

  private static func finish(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 32)) &* prime2
    value = (value ^ (value >> 29)) &* prime1
    return value ^ (value >> 32)
  }

  static func of(_ bytes: [UInt8]) -> UInt64 { unsafe bytes.withUnsafeBytes { unsafe of($0) } }
}
