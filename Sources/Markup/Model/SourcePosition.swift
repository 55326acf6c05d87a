/// A place in the original file, as people and editors name it.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// Byte offset from the start of the file, from 0.
  public var offset: Int
  /// Line number, from 1.
  public var line: Int
  /// Column in UTF-8 bytes of the original file, from 1.
  public var column: Int

  /// A place.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// By offset.
  public static func < (a: SourcePosition, b: SourcePosition) -> Bool { a.offset < b.offset }
}

/// The line starts of a file: turns byte offsets into lines and columns.
///
/// A line ends with LF, CR LF or a lone CR.
public struct LineTable: Sendable, Hashable {
  /// Byte offset at which each line starts; the first is 0.
  public let starts: [Int]
  /// Size of the file in bytes.
  public let byteCount: Int

  /// Complexity: O(bytes).
  public init(_ bytes: some Collection<UInt8>) {
    if let table = bytes.withContiguousStorageIfAvailable({ LineTable(contiguous: $0) }) {
      self = table
      return
    }
    var starts = [0]
    var offset = 0
    var previousWasCR = false
    for byte in bytes {
      if previousWasCR && byte != 0x0A { starts.append(offset) }
      previousWasCR = byte == 0x0D
      offset += 1
      if byte == 0x0A { starts.append(offset) }
    }
    if previousWasCR { starts.append(offset) }
    self.starts = starts
    self.byteCount = offset
  }

  private init(contiguous bytes: UnsafeBufferPointer<UInt8>) {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 40 + 16)
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset < bytes.count {
      // Eight bytes at a time while none of them ends a line: LF and CR are the bytes that differ from 0x0A and 0x0D by
      // nothing (Bit Twiddling Hacks, "determine if a word has a zero byte").
      while offset + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let lf = word ^ 0x0A0A_0A0A_0A0A_0A0A
        let cr = word ^ 0x0D0D_0D0D_0D0D_0D0D
        let zeros =
          ((lf &- 0x0101_0101_0101_0101) & ~lf | (cr &- 0x0101_0101_0101_0101) & ~cr) & 0x8080_8080_8080_8080
        if zeros != 0 { break }
        offset += 8
      }
      let end = min(offset + 8, bytes.count)
      while offset < end {
        let byte = bytes[offset]
        offset += 1
        if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) { starts.append(offset) }
      }
    }
    self.starts = starts
    byteCount = bytes.count
  }

  /// The line and column of a byte offset; offsets past the end give the end.
  ///
  /// Complexity: O(log lines).
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), byteCount)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(offset: offset, line: low + 1, column: offset - starts[low] + 1)
  }
}
