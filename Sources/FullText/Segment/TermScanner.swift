/// Steps through the terms of a dictionary in order and leaves out branches in which nothing can be found: terms that share a beginning of which it
/// is known that no term with it is wanted are neither put together nor, when they fill whole blocks, looked at.
@safe struct TermScanner {
  private let dictionary: TermDictionary
  /// The block that is read, and where its next entry begins.
  private var block: Int
  private var pointer: UnsafePointer<UInt8>
  private var end: UnsafePointer<UInt8>
  private var left = 0
  private var isBlockStart = false
  private var postings = 0
  /// No term before this one is given.
  private var lower: [UInt8]
  /// The term that ``next(without:)`` moved to.
  private(set) var term: [UInt8] = []
  /// How many bytes it shares with the one that was given before.
  private(set) var shared = 0
  private(set) var info = TermInfo()

  /// A scanner before the first term that is not below `lower`.
  init(_ dictionary: TermDictionary, from lower: [UInt8]) throws {
    self.dictionary = dictionary
    self.lower = lower
    block = try unsafe lower.withUnsafeBufferPointer { try unsafe dictionary.block(for: $0) } - 1
    unsafe pointer = unsafe dictionary.file.base.assumingMemoryBound(to: UInt8.self)
    unsafe end = unsafe pointer
    term.reserveCapacity(256)
  }

  /// Moves to the next term; false at the end.
  /// - Parameter dead: when given, terms are left out that share this many bytes or more with the term the scanner stands on.
  mutating func next(without dead: Int? = nil) throws -> Bool {
    let dead = dead ?? .max
    while true {
      if left == 0 {
        guard try startBlock(dead) else { return false }
      }
      left -= 1
      guard unsafe pointer + 2 <= end else { throw corrupt() }
      var shared = unsafe Int(pointer[0])
      let count = unsafe Int(pointer[1])
      unsafe pointer += 2
      guard unsafe end - pointer >= count else { throw corrupt() }
      let suffix = unsafe pointer
      unsafe pointer += count
      guard let documents = unsafe TermDictionary.varint(&pointer, end),
        let more = unsafe TermDictionary.varint(&pointer, end), let length = unsafe TermDictionary.varint(&pointer, end)
      else { throw corrupt() }
      let offset = postings
      postings = postings &+ length
      if isBlockStart {
        // A block's first term stands whole.
        isBlockStart = false
        guard shared == 0 else { throw corrupt() }
        while shared < count, shared < term.count, unsafe suffix[shared] == term[shared] { shared += 1 }
        if shared >= dead { continue }
        unsafe replace(from: shared, suffix + shared, count - shared)
      } else {
        // What was left out shares the dead beginning, so the bytes before `shared` are those of the term the scanner stands on.
        if shared >= dead { continue }
        guard shared <= term.count, shared + count <= Analyzer.maximumTermLength else { throw corrupt() }
        unsafe replace(from: shared, suffix, count)
      }
      if !lower.isEmpty {
        if term.lexicographicallyPrecedes(lower) { continue }
        lower = []
        // What was left out before is nobody's term before.
        shared = 0
      }
      self.shared = shared
      info = TermInfo(
        documents: documents, occurrences: documents &+ more, postingsOffset: offset, postingsLength: length)
      return true
    }
  }

  @inline(__always)
  private mutating func replace(from shared: Int, _ suffix: UnsafePointer<UInt8>, _ count: Int) {
    term.removeLast(term.count - shared)
    unsafe term.append(contentsOf: UnsafeBufferPointer(start: suffix, count: count))
  }

  /// Opens the next block that may hold more than dead terms.
  private mutating func startBlock(_ dead: Int) throws -> Bool {
    block += 1
    if dead <= 8, dead <= term.count {
      // Blocks whose first term and whose follower's both have the dead beginning hold nothing else.
      let shift = UInt64(64 - 8 * dead)
      let beginning = unsafe term.withUnsafeBufferPointer { unsafe TermDictionaryFormat.key($0) } >> shift
      while block + 1 < dictionary.blockCount, dictionary.key(block) >> shift == beginning,
        dictionary.key(block + 1) >> shift == beginning
      { block += 1 }
    }
    guard block < dictionary.blockCount else {
      block = dictionary.blockCount
      return false
    }
    let range = try dictionary.range(block)
    try dictionary.file.verify(range)
    unsafe pointer = unsafe (dictionary.file.base + range.lowerBound).assumingMemoryBound(to: UInt8.self)
    unsafe end = unsafe (dictionary.file.base + range.upperBound).assumingMemoryBound(to: UInt8.self)
    guard let start = unsafe TermDictionary.varint(&pointer, end) else { throw corrupt() }
    postings = start
    let size = TermDictionaryFormat.blockSize
    left = min(size, dictionary.termCount - block * size)
    isBlockStart = true
    return true
  }

  private func corrupt() -> FullTextError {
    .corrupt(
      file: dictionary.file.name, section: "dictionary", offset: dictionary.blocks.lowerBound,
      message: "a term is cut or too long")
  }
}
