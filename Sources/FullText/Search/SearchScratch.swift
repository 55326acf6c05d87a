/// Memory that searches of one thread use again and again, so that a search allocates little.
@safe final class SearchScratch {
  /// The documents that a fast search looks at together.
  static let chunkWidth = 65_536
  static let cellCount = chunkWidth / SegmentFormat.gridWidth

  /// Scores from sparse lists; zero between searches.
  let sums: UnsafeMutablePointer<Float>
  /// For each cell of the grid the upper bound of a score in it.
  let bounds: UnsafeMutablePointer<UInt16>
  /// For each cell the part of its bound that comes from `sums`, in the order of `bounds`; zero between searches.
  let peaks: UnsafeMutablePointer<UInt16>
  /// The scores of one block.
  let blockScores: UnsafeMutablePointer<Float>
  let bits: UnsafeMutablePointer<UInt64>
  let documents: UnsafeMutablePointer<UInt32>
  let frequencies: UnsafeMutablePointer<UInt32>
  /// The norms of one cell's documents, and the frequencies of one word in them.
  let cellNorms: UnsafeMutablePointer<Float>
  let cellFrequencies: UnsafeMutablePointer<Float>
  /// Documents that may have a phrase, no score of theirs above its bound, and the level of that bound.
  static let candidateCapacity = 2048
  let candidates: UnsafeMutablePointer<UInt32>
  let candidateBounds: UnsafeMutablePointer<Float>
  let candidateLevels: UnsafeMutablePointer<UInt8>
  private(set) var freeWindows: [Window] = []

  init() {
    unsafe candidates = .allocate(capacity: Self.candidateCapacity)
    unsafe candidateBounds = .allocate(capacity: Self.candidateCapacity)
    unsafe candidateLevels = .allocate(capacity: Self.candidateCapacity)
    unsafe sums = .allocate(capacity: Self.chunkWidth)
    unsafe sums.initialize(repeating: 0, count: Self.chunkWidth)
    unsafe bounds = .allocate(capacity: Self.cellCount + 64)
    unsafe bounds.initialize(repeating: 0, count: Self.cellCount + 64)
    unsafe peaks = .allocate(capacity: Self.cellCount + 64)
    unsafe peaks.initialize(repeating: 0, count: Self.cellCount + 64)
    unsafe blockScores = .allocate(capacity: 128)
    unsafe blockScores.initialize(repeating: 0, count: 128)
    unsafe bits = .allocate(capacity: Self.chunkWidth / 64 + 8)
    unsafe bits.initialize(repeating: 0, count: Self.chunkWidth / 64 + 8)
    unsafe documents = .allocate(capacity: 256)
    unsafe documents.initialize(repeating: 0, count: 256)
    unsafe frequencies = unsafe documents + 128
    unsafe cellNorms = .allocate(capacity: 32)
    unsafe cellNorms.initialize(repeating: 1, count: 32)
    unsafe cellFrequencies = unsafe cellNorms + 16
  }

  deinit {
    unsafe candidates.deallocate()
    unsafe candidateBounds.deallocate()
    unsafe candidateLevels.deallocate()
    unsafe sums.deallocate()
    unsafe bounds.deallocate()
    unsafe peaks.deallocate()
    unsafe blockScores.deallocate()
    unsafe bits.deallocate()
    unsafe documents.deallocate()
    unsafe cellNorms.deallocate()
  }

  func takeWindow() -> Window { freeWindows.popLast() ?? Window() }
  func give(_ window: Window) { freeWindows.append(window) }
}

/// Which of 4,096 documents in a row match, and their scores. The score of a document that does not match is 0.
@safe final class Window {
  static let width = 4096
  static let wordCount = width / 64

  let bits: UnsafeMutablePointer<UInt64>
  let scores: UnsafeMutablePointer<Float>

  init() {
    unsafe bits = .allocate(capacity: Self.wordCount)
    unsafe scores = .allocate(capacity: Self.width)
    clear()
  }

  deinit {
    unsafe bits.deallocate()
    unsafe scores.deallocate()
  }

  func clear() {
    unsafe bits.update(repeating: 0, count: Self.wordCount)
    unsafe scores.update(repeating: 0, count: Self.width)
  }

  func clearBits() { unsafe bits.update(repeating: 0, count: Self.wordCount) }

  var count: Int {
    var count = 0
    for word in 0..<Self.wordCount { unsafe count += bits[word].nonzeroBitCount }
    return count
  }

  var isEmpty: Bool {
    var any: UInt64 = 0
    for word in 0..<Self.wordCount { unsafe any |= bits[word] }
    return any == 0
  }

  @inline(__always)
  func forEach(_ body: (_ offset: Int) throws -> Void) rethrows {
    for word in 0..<Self.wordCount {
      var rest = unsafe bits[word]
      while rest != 0 {
        try body(word * 64 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// Scores of documents that no longer match become 0.
  func clearScoresOutsideBits() {
    for word in 0..<Self.wordCount where unsafe bits[word] != .max {
      let rest = unsafe bits[word]
      let scores = unsafe scores + word * 64
      if rest == 0 {
        unsafe scores.update(repeating: 0, count: 64)
      } else {
        for bit in 0..<64 where rest & (1 << UInt64(bit)) == 0 { unsafe scores[bit] = 0 }
      }
    }
  }
}
