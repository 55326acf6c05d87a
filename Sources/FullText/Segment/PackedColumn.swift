/// A number for each document, all in as many bits as the widest needs.
///
///     column := minimum:u64 width:u8 packed[(count * width + 7) / 8]
///
/// Value `i` is `minimum` plus the `width` bits at bit `i * width`, modulo 2^64.
@safe struct PackedColumn {
  private let base: UnsafeRawPointer
  private let minimum: UInt64
  private let width: Int
  let count: Int

  static func encode(_ values: some Collection<UInt64>, orderedAs key: (UInt64) -> UInt64 = { $0 }) -> [UInt8] {
    let smallest = values.min { key($0) < key($1) } ?? 0
    let widest = values.map { $0 &- smallest }.max() ?? 0
    let width = 64 - widest.leadingZeroBitCount
    var writer = ByteWriter()
    writer.reserve(16 + (values.count * width + 7) / 8)
    writer.append64(smallest)
    writer.append(UInt8(width))
    var low: UInt64 = 0
    var filled = 0
    for value in values where width > 0 {
      let bits = value &- smallest
      low |= bits << UInt64(filled)
      if filled + width >= 64 {
        writer.append64(low)
        low = filled == 0 ? 0 : bits >> UInt64(64 - filled)
        filled = filled + width - 64
      } else {
        filled += width
      }
    }
    while filled > 0 {
      writer.append(UInt8(truncatingIfNeeded: low))
      low >>= 8
      filled -= 8
    }
    return writer.bytes
  }

  init(file: SegmentFile, range: Range<Int>, count: Int) throws {
    var reader = try file.reader(range, "column")
    try file.verify(range.lowerBound..<min(range.upperBound, range.lowerBound + 9))
    minimum = try reader.fixed64()
    width = Int(try reader.byte())
    self.count = count
    guard width <= 64, range.count == 9 + (count * width + 7) / 8 else { throw reader.corrupt("has the wrong size") }
    unsafe base = unsafe file.base + range.lowerBound + 9
  }

  /// The bytes of the file that hold value `index`, counted from the column's data.
  func byteRange(_ index: Int) -> Range<Int> { (9 + index * width / 8)..<(9 + (index * width + width + 7) / 8) }

  @inline(__always)
  subscript(index: Int) -> UInt64 {
    if width == 0 { return minimum }
    let bit = index * width
    let shift = UInt64(bit & 7)
    let pointer = unsafe base + bit >> 3
    var value = unsafe UInt64(littleEndian: pointer.loadUnaligned(as: UInt64.self)) >> shift
    if width > 56, shift > 0 { unsafe value |= UInt64(pointer.load(fromByteOffset: 8, as: UInt8.self)) << (64 - shift) }
    if width < 64 { value &= (1 << UInt64(width)) - 1 }
    return minimum &+ value
  }
}
