/// The terms of one field in the order of their bytes, and where each one's postings are.
///
///     dictionary := block*                              32 terms each, the last fewer
///     block      := postingsOffset:varint entry{1,32}
///     entry      := shared:u8 count:u8 suffix[count] documents:varint (occurrences - documents):varint postingsLength:varint
///     index      := blockCount:u32 termCount:u32 key:u64{blockCount} blockOffset:u32{blockCount}
///
/// `shared` bytes are those of the term before in the block. A key is the first eight bytes of a block's first term, big-endian, so that most
/// comparisons of a lookup are of two integers.
enum TermDictionaryFormat {
  static let blockSize = 32

  /// The first eight bytes of a term as a number that orders as they do.
  @inline(__always)
  static func key(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    let count = min(8, term.count)
    for index in 0..<count { unsafe key |= UInt64(term[index]) << UInt64(56 - 8 * index) }
    return key
  }
}

/// What a dictionary knows of a term.
struct TermInfo {
  var documents = 0
  /// How often the term occurs in all documents.
  var occurrences = 0
  var postingsOffset = 0
  var postingsLength = 0
}

/// Builds a dictionary from terms that come in order.
struct TermDictionaryBuilder {
  private(set) var blocks = ByteWriter()
  private var keys: [UInt64] = []
  private var offsets: [UInt32] = []
  private var previous: [UInt8] = []
  private(set) var termCount = 0

  mutating func add(_ term: UnsafeBufferPointer<UInt8>, _ info: TermInfo) {
    var shared = 0
    if termCount % TermDictionaryFormat.blockSize == 0 {
      unsafe keys.append(TermDictionaryFormat.key(term))
      offsets.append(UInt32(truncatingIfNeeded: blocks.count))
      blocks.appendVarint(info.postingsOffset)
    } else {
      let limit = min(previous.count, term.count)
      while shared < limit, unsafe previous[shared] == term[shared] { shared += 1 }
    }
    blocks.append(UInt8(shared))
    blocks.append(UInt8(term.count - shared))
    unsafe blocks.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: term[shared...])))
    blocks.appendVarint(info.documents)
    blocks.appendVarint(info.occurrences - info.documents)
    blocks.appendVarint(info.postingsLength)
    previous.removeAll(keepingCapacity: true)
    unsafe previous.append(contentsOf: term)
    termCount += 1
  }

  func index() -> [UInt8] {
    var writer = ByteWriter()
    writer.append32(UInt32(keys.count))
    writer.append32(UInt32(termCount))
    for key in keys { writer.append64(key) }
    for offset in offsets { writer.append32(offset) }
    return writer.bytes
  }
}

/// Reads a dictionary. The bytes belong to the segment, which outlives it.
@safe struct TermDictionary {
  let file: SegmentFile
  let blocks: Range<Int>
  let blockCount: Int
  let termCount: Int
  private let keys: UnsafeRawPointer
  private let offsets: UnsafeRawPointer

  init(file: SegmentFile, blocks: Range<Int>, index: Range<Int>) throws {
    self.file = file
    self.blocks = blocks
    try file.verify(index)
    var reader = try file.reader(index, "dictionary index")
    blockCount = Int(try reader.fixed32())
    termCount = Int(try reader.fixed32())
    let size = TermDictionaryFormat.blockSize
    guard index.count == 8 + blockCount * 12, blockCount == (termCount + size - 1) / size else {
      throw reader.corrupt("does not have the size its number of terms asks for")
    }
    unsafe keys = unsafe file.base + index.lowerBound + 8
    unsafe offsets = unsafe keys + blockCount * 8
  }

  /// The key of a block's first term.
  @inline(__always)
  func key(_ block: Int) -> UInt64 {
    unsafe UInt64(littleEndian: keys.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self))
  }

  /// Where a block is in the file.
  func range(_ block: Int) throws -> Range<Int> {
    let start = unsafe Int(UInt32(littleEndian: offsets.loadUnaligned(fromByteOffset: block * 4, as: UInt32.self)))
    let end =
      unsafe block + 1 < blockCount
      ? Int(UInt32(littleEndian: offsets.loadUnaligned(fromByteOffset: block * 4 + 4, as: UInt32.self))) : blocks.count
    guard start < end, end <= blocks.count else {
      throw FullTextError.corrupt(
        file: file.name, section: "dictionary", offset: blocks.lowerBound, message: "blocks out of order")
    }
    return (blocks.lowerBound + start)..<(blocks.lowerBound + end)
  }

  /// A cursor before the first term of a block.
  func cursor(block: Int) throws -> TermCursor {
    guard block < blockCount else { return try TermCursor(dictionary: self, block: block, reader: nil) }
    let range = try range(block)
    try file.verify(range)
    return try TermCursor(dictionary: self, block: block, reader: file.reader(range, "dictionary"))
  }

  /// The first block that could hold the term.
  func block(for term: UnsafeBufferPointer<UInt8>) throws -> Int {
    let wanted = unsafe TermDictionaryFormat.key(term)
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) >> 1
      let key = key(middle)
      let isAfter: Bool
      if key != wanted {
        isAfter = key > wanted
      } else {
        isAfter = try unsafe firstTerm(middle) { unsafe Self.precedes(term, $0) }
      }
      if isAfter { high = middle } else { low = middle + 1 }
    }
    return max(0, low - 1)
  }

  private func firstTerm<Result>(_ block: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) throws -> Result {
    let range = try range(block)
    try file.verify(range)
    var reader = try file.reader(range, "dictionary")
    _ = try reader.varint()
    _ = try reader.byte()
    let count = Int(try reader.byte())
    guard count <= reader.remaining else { throw reader.corrupt("ends too early") }
    let start = unsafe (file.base + range.lowerBound + reader.offset).assumingMemoryBound(to: UInt8.self)
    return unsafe body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Whether `left` comes before `right` by their bytes.
  @inline(__always)
  static func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = min(left.count, right.count)
    for index in 0..<count where unsafe left[index] != right[index] { return unsafe left[index] < right[index] }
    return left.count < right.count
  }

  /// What is known of the term, or nil when no document has it.
  ///
  /// Complexity: O(log n) comparisons of integers, then at most 32 entries.
  func find(_ term: UnsafeBufferPointer<UInt8>) throws -> TermInfo? {
    guard blockCount > 0, term.count <= 255 else { return nil }
    let range = try unsafe range(try block(for: term))
    try file.verify(range)
    // The entries are compared without being put together: `matched` is how much of the wanted term the last entry shares with it.
    var pointer = unsafe (file.base + range.lowerBound).assumingMemoryBound(to: UInt8.self)
    let end = unsafe (file.base + range.upperBound).assumingMemoryBound(to: UInt8.self)
    guard var postings = unsafe Self.varint(&pointer, end) else { throw corrupt(range) }
    var matched = 0
    while unsafe pointer + 2 <= end {
      let shared = unsafe Int(pointer[0])
      let count = unsafe Int(pointer[1])
      unsafe pointer += 2
      guard unsafe end - pointer >= count else { throw corrupt(range) }
      if shared < matched { return nil }
      var isEqual = false
      if shared == matched {
        var index = 0
        while index < count, matched < term.count, unsafe pointer[index] == term[matched] {
          index += 1
          matched += 1
        }
        isEqual = index == count && matched == term.count
        // An entry that is greater ends the search.
        if !isEqual, index < count, unsafe matched == term.count || pointer[index] > term[matched] { return nil }
      }
      unsafe pointer += count
      guard let documents = unsafe Self.varint(&pointer, end), let more = unsafe Self.varint(&pointer, end),
        let length = unsafe Self.varint(&pointer, end)
      else { throw corrupt(range) }
      if isEqual {
        return TermInfo(
          documents: documents, occurrences: documents &+ more, postingsOffset: postings, postingsLength: length)
      }
      postings = postings &+ length
    }
    return nil
  }

  private func corrupt(_ range: Range<Int>) -> FullTextError {
    .corrupt(file: file.name, section: "dictionary", offset: range.lowerBound, message: "a block ends too early")
  }

  /// A variable-length integer of at most 31 bits by 7 and so below 2^56, or nil when there is none before the end.
  @inline(__always)
  static func varint(_ pointer: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int? {
    var value = 0
    var shift = 0
    while unsafe pointer < end, shift < 56 {
      let byte = unsafe Int(pointer[0])
      unsafe pointer += 1
      value |= (byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}

/// Steps through the terms of a dictionary in order.
struct TermCursor {
  private let dictionary: TermDictionary
  private var block: Int
  private var reader: ByteReader?
  private var left = 0
  private var postings = 0
  private(set) var term: [UInt8] = []
  private(set) var info = TermInfo()

  init(dictionary: TermDictionary, block: Int, reader: ByteReader?) throws {
    self.dictionary = dictionary
    self.block = block
    self.reader = reader
    try startBlock()
  }

  private mutating func startBlock() throws {
    guard reader != nil else { return }
    let size = TermDictionaryFormat.blockSize
    left = min(size, dictionary.termCount - block * size)
    postings = try reader!.count(atMost: Int(Int64.max >> 8))
    term.removeAll(keepingCapacity: true)
  }

  /// Moves to the next term; false at the end.
  mutating func next() throws -> Bool {
    if left == 0 {
      if reader != nil, reader!.remaining > 0 { throw reader!.corrupt("a block has bytes behind its last term") }
      block += 1
      guard block < dictionary.blockCount else { return false }
      self = try dictionary.cursor(block: block)
      guard left > 0 else { return false }
    }
    guard var reader else { return false }
    left -= 1
    let shared = Int(try reader.byte())
    let count = Int(try reader.byte())
    guard shared <= term.count, count <= reader.remaining, shared + count <= Analyzer.maximumTermLength else {
      throw reader.corrupt("a term is cut or too long")
    }
    term.removeLast(term.count - shared)
    for _ in 0..<count { term.append(try reader.byte()) }
    info.documents = try reader.count()
    info.occurrences = info.documents + (try reader.count(atMost: Int(Int64.max >> 8)))
    info.postingsLength = try reader.count(atMost: Int(Int64.max >> 8))
    info.postingsOffset = postings
    postings += info.postingsLength
    self.reader = reader
    return true
  }

  /// A cursor that stands before the first term that is not below `term`.
  static func seek(_ dictionary: TermDictionary, _ term: [UInt8]) throws -> TermCursor {
    let block = try unsafe term.withUnsafeBufferPointer { try unsafe dictionary.block(for: $0) }
    var cursor = try dictionary.cursor(block: block)
    while true {
      var ahead = cursor
      guard try ahead.next() else { return ahead }
      if !ahead.term.lexicographicallyPrecedes(term) { return cursor }
      cursor = ahead
    }
  }
}
