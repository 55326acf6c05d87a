/// Makes zip archives for tests: stored entries, and whatever lies a test wants in their directory.
public struct ZipBuilder {
  /// One file of an archive.
  public struct Entry {
    /// With its folders.
    public var name: String
    /// As they are stored.
    public var bytes: [UInt8]
    /// 0 is stored, 8 deflated.
    public var method = 0
    /// 1 is encrypted.
    public var flags = 0
    /// What the directory claims; nil for the truth.
    public var size: Int?
    /// What the directory claims; nil for the truth.
    public var checksum: UInt32?

    /// An entry with these bytes or this text.
    public init(
      _ name: String, _ bytes: [UInt8], method: Int = 0, flags: Int = 0, size: Int? = nil, checksum: UInt32? = nil
    ) {
      self.name = name
      self.bytes = bytes
      self.method = method
      self.flags = flags
      self.size = size
      self.checksum = checksum
    }

    /// An entry with these bytes or this text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  /// The bytes of an archive with these entries.
  public static func archive(_ entries: [Entry]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      let header = bytes.count
      let common =
        number(20, 2) + number(entry.flags, 2) + number(entry.method, 2) + number(0, 4)
        + number(Int(entry.checksum ?? crc32(entry.bytes)), 4) + number(entry.bytes.count, 4)
        + number(entry.size ?? entry.bytes.count, 4) + number(name.count, 2) + number(0, 2)
      bytes += number(0x0403_4B50, 4) + common + name + entry.bytes
      directory += number(0x0201_4B50, 4) + number(20, 2) + common
      directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(header, 4) + name
    }
    let start = bytes.count
    let counts = number(0, 4) + number(entries.count, 2) + number(entries.count, 2)
    return bytes + directory + number(0x0605_4B50, 4) + counts + number(directory.count, 4) + number(start, 4)
      + number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Bit by bit: the plain form that the library's is held to.
  public static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
