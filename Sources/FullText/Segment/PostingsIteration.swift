extension Postings {
  /// Calls `body` with every document in order, its frequency, and its positions when they are asked for.
  ///
  /// For merges, checks and rare paths; searches go block by block.
  func forEach(
    withPositions: Bool,
    _ body: (_ document: Int, _ frequency: Int, _ positions: UnsafeBufferPointer<UInt32>) throws -> Void
  ) rethrows {
    let positions = PositionBuffer()
    let withPositions = withPositions && hasPositions
    if form == .tiny {
      var entries: [(Int, Int, TinyReader)] = []
      forEachTiny { entries.append(($0, $1, $2)) }
      for (document, frequency, reader) in entries {
        positions.count = 0
        if withPositions { Self.tinyPositions(reader, frequency, to: positions) }
        try unsafe body(document, frequency, positions.buffer)
      }
      return
    }
    try unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { buffer in
      guard let documents = buffer.baseAddress else { return }
      let frequencies = unsafe documents + 128
      var word = 0
      var bits: UInt64 = form == .dense ? self.word(0) : 0
      for block in 0..<blockCount {
        let count = count(block: block)
        var rest: UnsafePointer<UInt8>
        if form == .sparse {
          unsafe rest = unsafe decodeDocuments(block: block, to: documents)
        } else {
          unsafe rest = unsafe self.block(block)
          for index in 0..<count {
            while bits == 0, (word + 1) * 64 < documentCount {
              word += 1
              bits = self.word(word)
            }
            unsafe documents[index] = UInt32(min(documentCount - 1, word * 64 + min(63, bits.trailingZeroBitCount)))
            bits &= bits &- 1
          }
        }
        var total = count
        if hasFrequencies {
          unsafe rest = unsafe decodeFrequencies(rest, count: count, to: frequencies)
          for index in 0..<count { unsafe total += Int(frequencies[index]) }
        } else {
          for index in 0..<count { unsafe frequencies[index] = 0 }
        }
        var before = 0
        for index in 0..<count {
          let frequency = unsafe Int(frequencies[index]) + 1
          if withPositions {
            // A frequency that a damaged list invents must not take memory that its bytes cannot fill.
            positions.reserve(min(frequency, 32 * length))
            positions.count = unsafe self.positions(
              at: positionsPlace(rest, before: before, total: total), frequency: min(frequency, 32 * length),
              to: positions.values)
          }
          before += frequency
          try unsafe body(Int(documents[index]), frequency, positions.buffer)
        }
      }
    }
  }

  static func tinyPositions(_ reader: TinyReader, _ frequency: Int, to positions: PositionBuffer) {
    var reader = reader
    var position: UInt32 = 0
    // Each takes a byte at least.
    let limit = unsafe min(frequency, reader.end - reader.pointer)
    positions.reserve(limit)
    positions.count = 0
    while positions.count < limit, unsafe reader.pointer < reader.end {
      position = position &+ UInt32(truncatingIfNeeded: reader.varint())
      unsafe positions.values[positions.count] = position
      positions.count += 1
    }
  }
}
