/// One term's list in one segment, as ``PostingsFormat`` lays it out.
///
/// The pages it lies in were verified; what the bytes say is still not trusted further than that every address computed from them stays within
/// the list's bytes and the read-ahead behind the body, and every document below the segment's count.
@safe struct Postings {
  let form: PostingsFormat.Form
  /// The documents that have the term.
  let documents: Int
  let documentCount: Int
  let hasFrequencies: Bool
  let hasPositions: Bool
  let start: UnsafePointer<UInt8>
  let length: Int
  /// Sparse: where the lists of last documents, block ends and impacts begin, when there are several blocks. Dense: of impacts and block ends.
  let blockCount: Int
  private let blocksOffset: Int
  private let endsOffset: Int
  private let impactsOffset: Int
  private let ranksOffset: Int

  init(
    file: SegmentFile, range: Range<Int>, documents: Int, documentCount: Int, hasFrequencies: Bool, hasPositions: Bool
  ) throws {
    try file.verify(range)
    self.documents = documents
    self.documentCount = documentCount
    self.hasFrequencies = hasFrequencies
    self.hasPositions = hasPositions
    form = PostingsFormat.form(documents: documents, of: documentCount)
    unsafe start = unsafe (file.base + range.lowerBound).assumingMemoryBound(to: UInt8.self)
    length = range.count
    blockCount = (documents + PostingsFormat.blockSize - 1) / PostingsFormat.blockSize
    switch form {
    case .tiny: (blocksOffset, endsOffset, impactsOffset, ranksOffset) = (0, 0, 0, 0)
    case .sparse:
      let tables = blockCount > 1 ? blockCount : 0
      (endsOffset, impactsOffset, ranksOffset) = (1 + 4 * tables, 1 + 8 * tables, 0)
      blocksOffset = 1 + 9 * tables
    case .dense:
      let words = (documentCount + 63) / 64
      let ranks = (documentCount + PostingsFormat.rankWidth - 1) / PostingsFormat.rankWidth
      ranksOffset = words * 8
      let tables = words * 8 + ranks * 4
      if hasFrequencies {
        impactsOffset = tables + 1
        endsOffset = impactsOffset + (documentCount + SegmentFormat.gridWidth - 1) / SegmentFormat.gridWidth
        blocksOffset = endsOffset + 4 * blockCount
      } else {
        (impactsOffset, endsOffset, blocksOffset) = (tables, tables, tables)
      }
    }
    guard documents >= 1, documents <= documentCount, blocksOffset <= length else {
      throw FullTextError.corrupt(
        file: file.name, section: "postings", offset: range.lowerBound, message: "a list is cut")
    }
  }

  @inline(__always)
  private func load32(_ offset: Int) -> UInt32 {
    unsafe UnsafeRawPointer(start + offset).loadUnaligned(as: UInt32.self).littleEndian
  }

  /// The documents in a block.
  @inline(__always)
  func count(block: Int) -> Int { min(PostingsFormat.blockSize, documents - block * PostingsFormat.blockSize) }

  /// Where a block begins.
  @inline(__always)
  func block(_ index: Int) -> UnsafePointer<UInt8> {
    if index == 0 { return unsafe start + blocksOffset }
    let end = Int(load32(endsOffset + 4 * (index - 1)))
    return unsafe start + min(blocksOffset + end, length)
  }

  /// The last document of a sparse block.
  @inline(__always)
  func lastDocument(block: Int) -> Int {
    blockCount == 1 ? documentCount - 1 : min(Int(load32(1 + 4 * block)), documentCount - 1)
  }

  /// The greatest impact of the list, in 255ths.
  var maximumImpact: Int {
    switch form {
    case .tiny: 255
    case .sparse: unsafe Int(start[0])
    case .dense: unsafe hasFrequencies ? Int(start[impactsOffset - 1]) : 255
    }
  }

  /// The greatest impact of a sparse block.
  @inline(__always)
  func impact(block: Int) -> Int { unsafe blockCount == 1 ? Int(start[0]) : Int(start[impactsOffset + block]) }

  /// The grid of a dense list: a byte for each 16 documents.
  var grid: UnsafePointer<UInt8> { unsafe start + impactsOffset }

  /// A word of a dense list's bitmap.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    unsafe UnsafeRawPointer(start + 8 * index).loadUnaligned(as: UInt64.self).littleEndian
  }

  @inline(__always)
  func contains(_ document: Int) -> Bool { unsafe start[document >> 3] & (1 << UInt8(document & 7)) != 0 }

  /// The number of documents of a dense list before `document`.
  @inline(__always)
  func rank(_ document: Int) -> Int {
    var rank = Int(load32(ranksOffset &+ 4 &* (document / PostingsFormat.rankWidth)))
    let last = document >> 6
    var word = (document / PostingsFormat.rankWidth) &* (PostingsFormat.rankWidth / 64)
    while word < last {
      rank &+= self.word(word).nonzeroBitCount
      word &+= 1
    }
    rank &+= (self.word(last) & ((1 &<< UInt64(document & 63)) &- 1)).nonzeroBitCount
    return min(rank, documents - 1)
  }

  /// The frequency of posting `index` of a dense list.
  @inline(__always)
  func denseFrequency(_ index: Int) -> UInt32 {
    let block = index >> 7
    return unsafe PackedRun.value(self.block(block), count: count(block: block), index: index & 127) &+ 1
  }

  /// Writes the documents of a sparse block and returns where its frequencies begin.
  @inline(__always)
  func decodeDocuments(block index: Int, to output: UnsafeMutablePointer<UInt32>) -> UnsafePointer<UInt8> {
    let base = unsafe block(index)
    let count = count(block: index)
    let size = unsafe PackedRun.decode(base, count: count, to: output)
    var document = index == 0 ? UInt32.max : UInt32(truncatingIfNeeded: lastDocument(block: index - 1))
    let limit = UInt32(truncatingIfNeeded: documentCount - 1)
    for i in 0..<count {
      document = unsafe document &+ output[i] &+ 1
      unsafe output[i] = min(document, limit)
    }
    return unsafe base + size
  }

  /// Writes the frequencies of a block, one less each, and returns what follows them.
  @inline(__always)
  func decodeFrequencies(_ base: UnsafePointer<UInt8>, count: Int, to output: UnsafeMutablePointer<UInt32>)
    -> UnsafePointer<UInt8>
  {
    unsafe base + PackedRun.decode(base, count: count, to: output)
  }

  /// Decodes a tiny list: calls `body` with each document, its frequency and where its positions begin.
  @inline(__always)
  func forEachTiny(_ body: (_ document: Int, _ frequency: Int, _ positions: TinyReader) -> Void) {
    var reader = unsafe TinyReader(pointer: start, end: start + length)
    var document = -1
    for _ in 0..<documents {
      var gap = reader.varint()
      var frequency = 1
      if hasFrequencies {
        if gap & 1 != 0 { frequency = min(reader.varint() &+ 2, Int(Int32.max)) }
        gap >>= 1
      }
      document = min(document &+ gap &+ 1, documentCount - 1)
      if document < 0 { return }
      body(document, frequency, reader)
      if hasPositions { for _ in 0..<frequency where unsafe reader.pointer < reader.end { _ = reader.varint() } }
    }
  }

  /// Reads variable-length integers; 0 behind the end.
  @safe struct TinyReader {
    var pointer: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>

    @inline(__always)
    mutating func varint() -> Int {
      var value = 0
      var shift = 0
      while unsafe pointer < end, shift < 56 {
        let byte = unsafe Int(pointer[0])
        unsafe pointer += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80 { break }
        shift += 7
      }
      return value
    }
  }

  /// Where the positions of one document of a block begin.
  @safe struct PositionsPlace {
    /// The run that has the first of them, its number, and the place in it.
    fileprivate(set) var start: UnsafePointer<UInt8>
    fileprivate var run: Int
    fileprivate var index: Int
    /// The sum of the block's frequencies.
    fileprivate var total: Int
  }

  /// Finds the positions of one document of a block, whose positions begin at `base`. `before` is the sum of the frequencies ahead of it in the
  /// block, `total` that of all.
  @inline(__always)
  func positionsPlace(_ base: UnsafePointer<UInt8>, before: Int, total: Int) -> PositionsPlace {
    let runCount = (total + 127) >> 7
    let run = before >> 7
    let end = unsafe start + length
    var runStart = unsafe base + 2 * max(0, runCount - 1)
    let skipped = min(run, max(0, runCount - 1))
    for index in 0..<skipped {
      let lengthPointer = unsafe base + 2 &* index
      if unsafe lengthPointer >= end { break }
      unsafe runStart += Int(UnsafeRawPointer(lengthPointer).loadUnaligned(as: UInt16.self).littleEndian)
    }
    return unsafe PositionsPlace(start: runStart < end ? runStart : end, run: run, index: before & 127, total: total)
  }

  /// Finds the positions of a document of a dense list, which has `frequency` of them, without unpacking its block.
  @inline(__always)
  func positionsPlace(inDenseBlock run: UnsafePointer<UInt8>, count: Int, index: Int) -> PositionsPlace {
    let sums = unsafe PackedRun.sums(run, count: count, index: index)
    return unsafe positionsPlace(
      run + PackedRun.size(run, count: count), before: index + sums.before, total: count + sums.total)
  }

  /// Writes the positions that begin at `place`, up to the first few above `limit`. `output` has room for `frequency` numbers and eight more.
  /// Returns how many there are.
  @inline(__always)
  func positions(
    at place: PositionsPlace, frequency: Int, limit: UInt32 = .max, to output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let total = place.total
    let runCount = (total &+ 127) >> 7
    let end = unsafe start + length
    var run = place.run
    var runStart = unsafe place.start
    var index = place.index
    var position: UInt32 = 0
    var written = 0
    while written < frequency, run < runCount {
      if unsafe runStart > end { unsafe runStart = unsafe end }
      let count = min(128, total &- run &* 128)
      let taken = min(frequency &- written, count &- index)
      if taken <= 0 { break }
      let width = unsafe Int(runStart[0]) & 63
      let step = UInt64(width)
      let mask = (UInt64(1) &<< step) &- 1
      let data = unsafe UnsafeRawPointer(runStart + 2)
      let exception = unsafe runStart + 2 + (count &* width &+ 7) >> 3
      let exceptions = unsafe Int(runStart[1])
      // They are in order: the first that concerns these numbers is found by halves.
      var next = 0
      var high = exceptions
      while next < high {
        let middle = (next &+ high) >> 1
        if unsafe Int(exception[2 &* middle]) < index { next = middle &+ 1 } else { high = middle }
      }
      let sums = unsafe output + written
      var bit = index &* width
      var done = 0
      // Some differences from one load, then their exceptions, then their sums; the last may be more than are asked for.
      @inline(__always)
      func decode(by size: Int) -> Bool {
        while done < taken {
          var word = unsafe (data + bit >> 3).loadUnaligned(as: UInt64.self) &>> UInt64(bit & 7)
          if next < exceptions, unsafe Int(exception[2 &* next]) < index &+ done &+ size {
            for lane in 0..<size {
              unsafe sums[done &+ lane] = UInt32(truncatingIfNeeded: word & mask)
              word = word &>> step
            }
            repeat {
              // Damaged ones may be out of order.
              let place = unsafe max(done, Int(exception[2 &* next]) &- index)
              unsafe sums[place] |= UInt32(exception[2 &* next &+ 1]) &<< UInt32(width)
              next &+= 1
            } while unsafe next < exceptions && Int(exception[2 &* next]) < index &+ done &+ size
            for lane in 0..<size {
              position = unsafe position &+ sums[done &+ lane]
              unsafe sums[done &+ lane] = position
            }
          } else {
            for lane in 0..<size {
              position = position &+ UInt32(truncatingIfNeeded: word & mask)
              unsafe sums[done &+ lane] = position
              word = word &>> step
            }
          }
          done &+= size
          bit = bit &+ size &* width
          // Behind the last that were asked for is anything.
          if done < taken, position > limit { return true }
        }
        return false
      }
      if width <= 7 ? decode(by: 8) : width <= 14 ? decode(by: 4) : decode(by: 1) { return written &+ done }
      position = unsafe sums[taken &- 1]
      written &+= taken
      unsafe runStart += PackedRun.size(runStart, count: count)
      run &+= 1
      index = 0
    }
    return written
  }
}

/// Numbers in memory that grows when it has to and is used again and again.
@safe final class PositionBuffer {
  private(set) var values: UnsafeMutablePointer<UInt32>
  private var capacity = 64
  var count = 0

  init() { unsafe values = .allocate(capacity: capacity) }
  deinit { unsafe values.deallocate() }

  /// Makes room for this many numbers and eight more, which decoding in groups may write, without keeping what was there.
  @inline(__always)
  func reserve(_ count: Int) {
    let needed = count + 8
    if needed <= capacity { return }
    unsafe values.deallocate()
    capacity = max(needed, capacity * 2)
    unsafe values = .allocate(capacity: capacity)
  }

  @inline(__always)
  subscript(index: Int) -> UInt32 { unsafe values[index] }

  var buffer: UnsafeBufferPointer<UInt32> { unsafe UnsafeBufferPointer(start: values, count: count) }
}
