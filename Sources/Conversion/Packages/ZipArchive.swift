internal import CConversion

/// A zip archive, by its central directory (APPNOTE.TXT of PKWARE, sections 4.3 and 4.4): stored and deflated entries.
///
/// Nothing is unpacked to a disk. Sizes that an archive claims are bounds and nothing else: an entry that holds more is refused.
struct ZipArchive: Sendable {
  private struct Entry {
    var isEncrypted: Bool
    var method: Int
    var checksum: UInt32
    var packed: Int
    var size: Int
    var header: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]
  /// Names of the files in it that may be documents: no folders, nothing hidden, nothing that leaves the archive. Sorted.
  let names: [String]
  /// Names that point outside the archive; nothing is read of them.
  let escaping: [String]

  static let maximumEntries = 65_536
  /// A deflated byte never holds more than 1032; nothing that people write comes near.
  private static let highestRatio = 1100

  init(_ bytes: [UInt8]) throws(ConversionFailure) {
    self.bytes = bytes
    guard let end = Self.end(of: bytes) else { throw .unfit("is no zip archive, or it is cut") }
    let count = Self.number(bytes, end + 10, 2)
    var at = Self.number(bytes, end + 16, 4)
    guard count != 0xFFFF, at != 0xFFFF_FFFF else {
      throw .unfit("is an archive of the 64-bit kind, which is not read: unpack it")
    }
    var found: [String: Entry] = [:]
    var escaping: [String] = []
    for _ in 0..<count {
      guard at + 46 <= bytes.count, Self.number(bytes, at, 4) == 0x0201_4B50 else {
        throw .unfit("is a damaged zip archive: its directory ends early")
      }
      let lengths = (Self.number(bytes, at + 28, 2), Self.number(bytes, at + 30, 2), Self.number(bytes, at + 32, 2))
      guard at + 46 + lengths.0 <= bytes.count else { throw .unfit("is a damaged zip archive: a name is cut") }
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + lengths.0)], as: UTF8.self)
      let entry = Entry(
        isEncrypted: Self.number(bytes, at + 8, 2) & 1 == 1, method: Self.number(bytes, at + 10, 2),
        checksum: UInt32(Self.number(bytes, at + 16, 4)), packed: Self.number(bytes, at + 20, 4),
        size: Self.number(bytes, at + 24, 4), header: Self.number(bytes, at + 42, 4))
      at += 46 + lengths.0 + lengths.1 + lengths.2
      if Self.leaves(name) {
        escaping.append(name)
      } else if found[name] == nil {
        found[name] = entry
      }
    }
    entries = found
    self.escaping = escaping.sorted()
    names = found.keys.filter { !Self.isHidden($0) && $0.last != "/" }.sorted()
  }

  /// Whether a name points outside the archive.
  private static func leaves(_ name: String) -> Bool {
    name.isEmpty || name.first == "/" || name.contains("\\") || name.unicodeScalars.contains { $0.value < 0x20 }
      || name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
      || name.dropFirst().first == ":"
  }

  private static func isHidden(_ name: String) -> Bool {
    name.split(separator: "/").contains { $0.first == "." || $0 == "__MACOSX" }
  }

  /// Where the end of the directory stands: the last such record whose comment reaches the end of the file.
  private static func end(of bytes: [UInt8]) -> Int? {
    var at = bytes.count - 22
    let first = max(0, at - 0xFFFF)
    while at >= first {
      if number(bytes, at, 4) == 0x0605_4B50, at + 22 + number(bytes, at + 20, 2) <= bytes.count { return at }
      at -= 1
    }
    return nil
  }

  /// A little-endian number; 0 beyond the end.
  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    guard at >= 0, at + count <= bytes.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  /// Whether there is such an entry, hidden ones included.
  func has(_ name: String) -> Bool { entries[name] != nil }

  /// The bytes of an entry.
  ///
  /// - Throws: `ConversionFailure.unfit` for one that is encrypted, damaged, larger than `maximum` or packed in another way.
  func bytes(named name: String, maximum: Int) throws(ConversionFailure) -> [UInt8] {
    guard let entry = entries[name] else { throw .unfit("is no longer in its archive") }
    if entry.isEncrypted { throw .unfit("is encrypted: unpack the archive with its password") }
    guard entry.size <= maximum else {
      throw .unfit(
        "\(entry.size / 1_000_000) MB in an archive is more than the \(maximum / 1_000_000) MB read of one document")
    }
    guard entry.size / Self.highestRatio <= entry.packed else {
      throw .unfit("claims to unpack to \(entry.size) bytes from \(entry.packed): a zip bomb is not read")
    }
    let header = entry.header
    guard Self.number(bytes, header, 4) == 0x0403_4B50 else {
      throw .unfit("is damaged: it is not where its archive says")
    }
    let start = header + 30 + Self.number(bytes, header + 26, 2) + Self.number(bytes, header + 28, 2)
    guard start + entry.packed <= bytes.count else { throw .unfit("is cut: its archive ends before it") }
    let packed = bytes[start..<(start + entry.packed)]
    let result: [UInt8]
    switch entry.method {
    case 0: result = Array(packed)
    case 8:
      // One byte more than claimed shows that there is more.
      result = try Self.inflated(packed, size: entry.size)
    default: throw .unfit("is packed by a method (\(entry.method)) that is not read: unpack the archive")
    }
    let checksum = result.withUnsafeBufferPointer { cconversion_crc32($0.baseAddress, $0.count) }
    guard result.count == entry.size, checksum == entry.checksum else {
      throw .unfit("is damaged: its checksum is not the one in the archive")
    }
    return result
  }

  private static func inflated(_ packed: ArraySlice<UInt8>, size: Int) throws(ConversionFailure) -> [UInt8] {
    var written: Int64 = -1
    let result = [UInt8](unsafeUninitializedCapacity: size) { target, count in
      packed.withUnsafeBufferPointer { source in
        written = cconversion_inflate(source.baseAddress, source.count, target.baseAddress, size)
      }
      count = max(0, Int(written))
    }
    guard written >= 0 else { throw .unfit("is damaged, or holds more than it claims") }
    return result
  }
}
