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
  public var runs: [Run] {
    get {
      switch storage {
      case .none: []
      case .one(let run): [run]
      case .many(let runs): runs
      }
    }
    set { storage = Storage(newValue) }
  }

  /// Most texts stand in the file in one piece: no array for them.
  private enum Storage: Sendable, Hashable {
    case none
    case one(Run)
    case many([Run])

    init(_ runs: [Run]) {
      switch runs.count {
      case 0: self = .none
      case 1: self = .one(runs[0])
      default: self = .many(runs)
      }
    }
  }

  private var storage: Storage

  public init(string: String = "", runs: [Run] = []) {
    self.string = string
    storage = Storage(runs)
  }

  /// Text that is one run.
  init(string: String, run: Run) {
    self.string = string
    storage = .one(run)
  }

  /// Text that stands in the file byte for byte, from `offset` on.
  public init(verbatim string: String, at offset: Int) {
    self.string = string
    let count = string.utf8.count
    storage =
      count == 0 ? .none : .one(Run(textStart: 0, textCount: count, sourceStart: offset, sourceCount: count))
  }

  @inlinable public var isEmpty: Bool { string.isEmpty }

  /// The smallest byte range of the file that holds what `range` (UTF-8 offsets of `string`) came from.
  ///
  /// An empty text gives an empty range at 0. Complexity: O(log runs).
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    switch storage {
    case .none: 0..<0
    case .one(let run): Self.sourceRange(of: range, run, run)
    case .many(let runs):
      Self.sourceRange(
        of: range, Self.run(in: runs, at: range.lowerBound, isEnd: false),
        Self.run(in: runs, at: range.upperBound, isEnd: true))
    }
  }

  /// The byte range of the whole text.
  public var sourceRange: Range<Int> { sourceRange(of: 0..<string.utf8.count) }

  /// - Parameters:
  ///   - first: the run the range starts in.
  ///   - last: the run it ends in.
  private static func sourceRange(of range: Range<Int>, _ first: Run, _ last: Run) -> Range<Int> {
    let start = sourceOffset(of: range.lowerBound, in: first, roundingUp: false)
    if range.isEmpty { return start..<start }
    return start..<max(start, sourceOffset(of: range.upperBound, in: last, roundingUp: true))
  }

  /// The last run that starts at or before the offset (before it, when an end is asked for).
  private static func run(in runs: [Run], at offset: Int, isEnd: Bool) -> Run {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      let isBefore = isEnd ? runs[middle].textStart < offset : runs[middle].textStart <= offset
      if isBefore { low = middle } else { high = middle }
    }
    return runs[low]
  }

  private static func sourceOffset(of offset: Int, in run: Run, roundingUp: Bool) -> Int {
    let inside = min(max(offset - run.textStart, 0), run.textCount)
    if run.isVerbatim { return run.sourceStart + inside }
    if roundingUp { return run.sourceStart + (inside == 0 ? 0 : run.sourceCount) }
    return run.sourceStart + (inside == run.textCount ? run.sourceCount : 0)
  }
}
