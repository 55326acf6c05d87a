/// A place in the original file, as people and editors name it.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// Byte offset from the start of the file, from 0.
  public var offset: Int
  /// Line number, from 1.
  public var line: Int
  /// Column in UTF-8 bytes of the original file, from 1.
  public var column: Int

  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

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
