/// Text with the way back to the bytes it came from.
///
/// The text of a block differs from its bytes in the file: entities are decoded, markup is gone, broken encodings are
/// repaired. `runs` says where each stretch came from, so that any range of the text can be cited.
public struct SourceText: Sendable, Hashable {
  /// A stretch of text and the stretch of the file it stands for.
  public struct Run: Sendable, Hashable {
    // Half the space: a document is never larger than 4 GB, and a long text has many runs.
    @usableFromInline var packedTextStart: UInt32
    @usableFromInline var packedTextCount: UInt32
    @usableFromInline var packedSourceStart: UInt32
    @usableFromInline var packedSourceCount: UInt32

    /// UTF-8 offset in the text at which the run starts.
    @inlinable public var textStart: Int {
      get { Int(packedTextStart) }
      set { packedTextStart = UInt32(clamping: newValue) }
    }

    /// UTF-8 length in the text.
    @inlinable public var textCount: Int {
      get { Int(packedTextCount) }
      set { packedTextCount = UInt32(clamping: newValue) }
    }

    /// Byte offset in the original file.
    @inlinable public var sourceStart: Int {
      get { Int(packedSourceStart) }
      set { packedSourceStart = UInt32(clamping: newValue) }
    }

    /// Byte length in the original file.
    @inlinable public var sourceCount: Int {
      get { Int(packedSourceCount) }
      set { packedSourceCount = UInt32(clamping: newValue) }
    }

    /// Numbers below zero and past 4 GB are cut to those.
    @inlinable public init(textStart: Int, textCount: Int, sourceStart: Int, sourceCount: Int) {
      packedTextStart = UInt32(clamping: textStart)
      packedTextCount = UInt32(clamping: textCount)
      packedSourceStart = UInt32(clamping: sourceStart)
      packedSourceCount = UInt32(clamping: sourceCount)
    }

    /// The bytes stand in the file as they stand in the text: offsets inside the run map one to one.
    /// Runs of unequal length (an entity, a repaired character) map as a whole.
    @inlinable public var isVerbatim: Bool { packedTextCount == packedSourceCount }
  }

  /// The text, ready to read.
  public var string: String
  /// Ascending in `textStart`, without overlap; together they cover the whole text.
  public var runs: [Run] {
    get {
      switch storage {
      case .none: []
      case .one(let start, let count): [Storage.run(start, count)]
      case .many(let runs): runs
      }
    }
    _modify {
      // Moved out and in again, so that a run can be appended in place.
      var runs = runs
      storage = .none
      defer { storage = Storage(runs) }
      yield &runs
    }
  }

  /// Most texts stand in the file in one piece, byte for byte: no array for them.
  private enum Storage: Sendable, Hashable {
    case none
    /// Verbatim from the start of the text to its end: where it starts in the file, and its length.
    case one(start: UInt32, count: UInt32)
    case many([Run])

    init(_ runs: [Run]) {
      if runs.count == 1 {
        self.init(runs[0])
      } else {
        self = runs.isEmpty ? .none : .many(runs)
      }
    }

    init(_ run: Run) {
      let isPlain = run.textStart == 0 && run.isVerbatim && run.sourceStart >= 0
      if isPlain, let start = UInt32(exactly: run.sourceStart), let count = UInt32(exactly: run.textCount) {
        self = .one(start: start, count: count)
      } else {
        self = .many([run])
      }
    }

    static func run(_ start: UInt32, _ count: UInt32) -> Run {
      Run(textStart: 0, textCount: Int(count), sourceStart: Int(start), sourceCount: Int(count))
    }
  }

  private var storage: Storage

  /// A text with its runs, which have to cover it.
  public init(string: String = "", runs: [Run] = []) {
    self.string = string
    storage = Storage(runs)
  }

  /// Text that is one run.
  init(string: String, run: Run) {
    self.string = string
    storage = Storage(run)
  }

  /// Text that stands in the file byte for byte, from `offset` on.
  public init(verbatim string: String, at offset: Int) {
    self.string = string
    let count = string.utf8.count
    storage =
      count == 0
      ? .none : Storage(Run(textStart: 0, textCount: count, sourceStart: offset, sourceCount: count))
  }

  /// There is no text.
  @inlinable public var isEmpty: Bool { string.isEmpty }

  /// The smallest byte range of the file that holds what `range` (UTF-8 offsets of `string`) came from.
  ///
  /// An empty text gives an empty range at 0. Complexity: O(log runs).
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    switch storage {
    case .none: 0..<0
    case .one(let start, let count):
      Self.sourceRange(of: range, Storage.run(start, count), Storage.run(start, count))
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
