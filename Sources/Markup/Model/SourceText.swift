/// Text with the way back to the bytes it came from.
///
/// The text of a block differs from its bytes in the file: entities are decoded, markup is gone, broken encodings are
/// repaired. `runs` says where each stretch came from, so that any range of the text can be cited.
public struct SourceText: Sendable, Hashable {
  /// A stretch of text and the stretch of the file it stands for.
  public struct Run: Sendable, Hashable {
    /// UTF-8 offset in the text at which the run starts.
    public var textStart: Int
    /// UTF-8 length in the text.
    public var textCount: Int
    /// Byte offset in the original file.
    public var sourceStart: Int
    /// Byte length in the original file.
    public var sourceCount: Int

    public init(textStart: Int, textCount: Int, sourceStart: Int, sourceCount: Int) {
      self.textStart = textStart
      self.textCount = textCount
      self.sourceStart = sourceStart
      self.sourceCount = sourceCount
    }

    /// The bytes stand in the file as they stand in the text: offsets inside the run map one to one.
    /// Runs of unequal length (an entity, a repaired character) map as a whole.
    @inlinable public var isVerbatim: Bool { textCount == sourceCount }
  }

  /// The text, ready to read.
  public var string: String
  /// Ascending in `textStart`, without overlap; together they cover the whole text.
  public var runs: [Run]

  public init(string: String = "", runs: [Run] = []) {
    self.string = string
    self.runs = runs
  }

  /// Text that stands in the file byte for byte, from `offset` on.
  public init(verbatim string: String, at offset: Int) {
    self.string = string
    let count = string.utf8.count
    self.runs = count == 0 ? [] : [Run(textStart: 0, textCount: count, sourceStart: offset, sourceCount: count)]
  }

  @inlinable public var isEmpty: Bool { string.isEmpty }

  /// The smallest byte range of the file that holds what `range` (UTF-8 offsets of `string`) came from.
  ///
  /// An empty text gives an empty range at 0. Complexity: O(log runs).
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    guard let first = runs.first else { return 0..<0 }
    let start = sourceOffset(of: range.lowerBound, roundingUp: false) ?? first.sourceStart
    if range.isEmpty { return start..<start }
    let end = sourceOffset(of: range.upperBound, roundingUp: true) ?? start
    return start..<max(start, end)
  }

  /// The byte range of the whole text.
  public var sourceRange: Range<Int> { sourceRange(of: 0..<string.utf8.count) }

  private func sourceOffset(of offset: Int, roundingUp: Bool) -> Int? {
    guard !runs.isEmpty else { return nil }
    // The last run that starts at or before the offset (before it, when an end is asked for).
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      let isBefore = roundingUp ? runs[middle].textStart < offset : runs[middle].textStart <= offset
      if isBefore { low = middle } else { high = middle }
    }
    let run = runs[low]
    let inside = min(max(offset - run.textStart, 0), run.textCount)
    if run.isVerbatim { return run.sourceStart + inside }
    if roundingUp { return run.sourceStart + (inside == 0 ? 0 : run.sourceCount) }
    return run.sourceStart + (inside == run.textCount ? run.sourceCount : 0)
  }
}
