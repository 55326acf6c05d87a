/// Memory that searches of one thread use again and again, so that a search allocates little.
final class SearchScratch {
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
  private(set) var freeWindows: [Window] = []

  init() {
    sums = .allocate(capacity: Self.chunkWidth)
    sums.initialize(repeating: 0, count: Self.chunkWidth)
    bounds = .allocate(capacity: Self.cellCount + 64)
    bounds.initialize(repeating: 0, count: Self.cellCount + 64)
    peaks = .allocate(capacity: Self.cellCount + 64)
    peaks.initialize(repeating: 0, count: Self.cellCount + 64)
    blockScores = .allocate(capacity: 128)
    blockScores.initialize(repeating: 0, count: 128)
    bits = .allocate(capacity: Self.chunkWidth / 64 + 8)
    bits.initialize(repeating: 0, count: Self.chunkWidth / 64 + 8)
    documents = .allocate(capacity: 256)
    documents.initialize(repeating: 0, count: 256)
    frequencies = documents + 128
    cellNorms = .allocate(capacity: 32)
    cellNorms.initialize(repeating: 1, count: 32)
    cellFrequencies = cellNorms + 16
  }

  deinit {
    sums.deallocate()
    bounds.deallocate()
    peaks.deallocate()
    blockScores.deallocate()
    bits.deallocate()
    documents.deallocate()
    cellNorms.deallocate()
  }

  func takeWindow() -> Window { freeWindows.popLast() ?? Window() }
  func give(_ window: Window) { freeWindows.append(window) }
}

/// Which of 4,096 documents in a row match, and their scores. The score of a document that does not match is 0.
final class Window {
  static let width = 4096
  static let wordCount = width / 64

  let bits: UnsafeMutablePointer<UInt64>
  let scores: UnsafeMutablePointer<Float>

  init() {
    bits = .allocate(capacity: Self.wordCount)
    scores = .allocate(capacity: Self.width)
    clear()
  }

  deinit {
    bits.deallocate()
    scores.deallocate()
  }

  func clear() {
    bits.update(repeating: 0, count: Self.wordCount)
    scores.update(repeating: 0, count: Self.width)
  }

  func clearBits() { bits.update(repeating: 0, count: Self.wordCount) }

  var count: Int {
    var count = 0
    for word in 0..<Self.wordCount { count += bits[word].nonzeroBitCount }
    return count
  }

  var isEmpty: Bool {
    var any: UInt64 = 0
    for word in 0..<Self.wordCount { any |= bits[word] }
    return any == 0
  }

  @inline(__always)
  func forEach(_ body: (_ offset: Int) throws -> Void) rethrows {
    for word in 0..<Self.wordCount {
      var rest = bits[word]
      while rest != 0 {
        try body(word * 64 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// Scores of documents that no longer match become 0.
  func clearScoresOutsideBits() {
    for word in 0..<Self.wordCount where bits[word] != .max {
      let rest = bits[word]
      let scores = scores + word * 64
      if rest == 0 {
        scores.update(repeating: 0, count: 64)
      } else {
        for bit in 0..<64 where rest & (1 << UInt64(bit)) == 0 { scores[bit] = 0 }
      }
    }
  }
}
