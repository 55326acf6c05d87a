/// Looks documents up in one list: how often the term occurs in one, and where. Also steps through a list that is not dense.
///
/// `documents` and `frequencies` hold the current block. Looking up documents in ascending order is fast; going back is allowed.
@safe final class PostingsCursor {
  let postings: Postings
  /// The documents of the current block, then 128 frequencies, less one.
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>
  private var block = -1
  private var count = 0
  /// Where the current block's frequencies begin, and where its positions, when they were decoded.
  private var rest: UnsafePointer<UInt8>
  private var positionsStart: UnsafePointer<UInt8>?
  private var total = 0
  /// Dense: the frequency of the document that was located.
  private var located = 0
  /// The place of the current document in the block.
  private var index = 0
  /// The first document that could be in the current block, and the last that is: of a sparse list.
  private var firstCovered = Int.max
  private var lastCovered = -1
  private var tinyPositions: [Postings.TinyReader] = []

  init(_ postings: Postings) {
    self.postings = postings
    unsafe documents = .allocate(capacity: 256)
    unsafe frequencies = unsafe documents + 128
    unsafe rest = unsafe postings.start
    if postings.form == .tiny {
      postings.forEachTiny { document, frequency, reader in
        if count < 128 {
          unsafe documents[count] = UInt32(document)
          unsafe frequencies[count] = UInt32(frequency - 1)
          count += 1
          tinyPositions.append(reader)
        }
      }
      block = 0
    }
  }

  deinit { unsafe documents.deallocate() }

  /// The first document of a tiny or sparse list that is not before `target`, or the number of documents when there is none.
  func advance(to target: Int) -> Int {
    let end = postings.documentCount
    if target >= end { return end }
    if postings.form == .sparse {
      if target > lastCovered || target < firstCovered {
        guard load(blockFor: target) else { return end }
      }
    }
    let wanted = UInt32(target)
    if unsafe index >= count || documents[index] > wanted { index = 0 }
    // A few steps, then halves.
    var low = index
    var steps = 0
    while low < count, unsafe documents[low] < wanted, steps < 8 {
      low += 1
      steps += 1
    }
    if low < count, unsafe documents[low] < wanted {
      var high = count
      while low < high {
        let middle = (low + high) >> 1
        if unsafe documents[middle] < wanted { low = middle + 1 } else { high = middle }
      }
    }
    if low == count {
      if postings.form == .tiny || block + 1 >= postings.blockCount {
        index = max(0, count - 1)
        return end
      }
      // Only a block whose last document is not what its table says comes here.
      load(block: block + 1)
      low = 0
    }
    index = low
    return unsafe Int(documents[low])
  }

  /// Loads the block that holds the first document from `target`; false when there is none.
  private func load(blockFor target: Int) -> Bool {
    var low = 0
    if block >= 0, target >= firstCovered {
      low = block
      // Most steps are short.
      var width = 1
      while low + width < postings.blockCount, postings.lastDocument(block: low + width - 1) < target {
        low += width
        width *= 2
      }
    }
    var high = postings.blockCount
    while low < high {
      let middle = (low + high) >> 1
      if postings.lastDocument(block: middle) < target { low = middle + 1 } else { high = middle }
    }
    if low >= postings.blockCount { return false }
    if low != block { load(block: low) }
    return true
  }

  private func load(block number: Int) {
    block = number
    index = 0
    count = postings.count(block: number)
    unsafe positionsStart = nil
    unsafe rest = unsafe postings.decodeDocuments(block: number, to: documents)
    firstCovered = number == 0 ? 0 : postings.lastDocument(block: number - 1) + 1
    lastCovered = unsafe Int(documents[count - 1])
  }

  /// Decodes the frequencies of the current block, once.
  @inline(__always)
  private func loadFrequencies() {
    if unsafe positionsStart != nil { return }
    if postings.hasFrequencies {
      unsafe positionsStart = unsafe postings.decodeFrequencies(rest, count: count, to: frequencies)
    } else {
      for index in 0..<count { unsafe frequencies[index] = 0 }
      unsafe positionsStart = unsafe rest
    }
    total = unsafe count + Self.sum(frequencies, count)
  }

  /// The frequency of the document that ``advance(to:)`` returned.
  @inline(__always)
  var currentFrequency: UInt32 {
    if postings.form == .tiny { return unsafe frequencies[index] &+ 1 }
    loadFrequencies()
    return unsafe frequencies[index] &+ 1
  }

  /// How often the term occurs in a document; 0 when it does not.
  @inline(__always)
  func frequency(of document: Int) -> UInt32 {
    if postings.form == .dense {
      guard postings.contains(document) else { return 0 }
      return postings.hasFrequencies ? postings.denseFrequency(postings.rank(document)) : 1
    }
    return advance(to: document) == document ? currentFrequency : 0
  }

  @inline(__always)
  func contains(_ document: Int) -> Bool {
    postings.form == .dense ? postings.contains(document) : advance(to: document) == document
  }

  /// The sum of the first `count` numbers, eight at a time.
  @inline(__always)
  private static func sum(_ values: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    var sums = SIMD8<UInt32>(repeating: 0)
    var index = 0
    while index + 8 <= count {
      sums = unsafe sums &+ UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<UInt32>.self)
      index += 8
    }
    var sum = Int(sums.wrappedSum())
    while index < count {
      unsafe sum += Int(values[index])
      index += 1
    }
    return sum
  }

  /// How often the term occurs in a document that has it; finds its place for ``positions(into:)``.
  @inline(__always)
  func locate(_ document: Int) -> Int {
    if postings.form == .dense {
      guard postings.contains(document) else { return 0 }
      let rank = postings.rank(document)
      if block != rank >> 7 {
        block = rank >> 7
        count = postings.count(block: block)
        unsafe rest = unsafe postings.block(block)
      }
      index = rank & 127
      located = unsafe Int(PackedRun.value(rest, count: count, index: index)) + 1
      return located
    }
    return advance(to: document) == document ? Int(currentFrequency) : 0
  }

  /// Replaces `output` by the positions in the document that was located, up to the first few above `limit`.
  func positions(into output: PositionBuffer, limit: UInt32 = .max) {
    if postings.form == .tiny {
      unsafe Postings.tinyPositions(tinyPositions[index], Int(frequencies[index]) + 1, to: output)
      return
    }
    output.count = 0
    let place: Postings.PositionsPlace
    var frequency: Int
    if postings.form == .dense {
      // A block has documents from far apart: hardly ever is a second one of the same block wanted, so the block is not unpacked.
      place = unsafe postings.positionsPlace(inDenseBlock: rest, count: count, index: index)
      frequency = located
    } else {
      loadFrequencies()
      guard let start = unsafe positionsStart else { return }
      place = unsafe postings.positionsPlace(start, before: index + Self.sum(frequencies, index), total: total)
      frequency = unsafe Int(frequencies[index]) + 1
    }
    // A frequency that a damaged list invents must not take memory that its bytes cannot fill.
    frequency = min(frequency, 32 * postings.length)
    output.reserve(frequency)
    output.count = unsafe postings.positions(at: place, frequency: frequency, limit: limit, to: output.values)
  }
}
