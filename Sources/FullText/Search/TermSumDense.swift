extension TermSum {
  /// Searches for one frequent word without prohibited ones: its grid of impacts says which 16 documents can hold a better one, so no other bounds are needed.
  ///
  /// Cells are scored from the greatest impact down, in levels, until none can enter the top.
  func searchDense(_ slot: TermSlot, _ scratch: SearchScratch, _ heap: inout TopHeap) {
    let postings = slot.postings
    let cells = (documentCount + SegmentFormat.gridWidth - 1) / SegmentFormat.gridWidth
    let grid = unsafe UnsafeRawPointer(postings.grid)
    var upper = postings.maximumImpact
    while upper > 0 {
      if slot.bound(upper) < heap.thresholdScore { return }
      // At first a few levels hold the top; later the score reached says how far down it is worth to go.
      var lower = max(1, upper - max(1, upper / 16))
      while lower < upper, slot.bound(lower) < heap.thresholdScore { lower += 1 }
      let least = SIMD16<UInt8>(repeating: UInt8(lower))
      let width = SIMD16<UInt8>(repeating: UInt8(upper - lower))
      for group in 0..<((cells + 15) / 16) {
        let impacts = unsafe grid.loadUnaligned(fromByteOffset: group * 16, as: SIMD16<UInt8>.self)
        let chosen = unsafe unsafeBitCast((impacts &- least) .<= width, to: SIMD2<UInt64>.self)
        if chosen[0] | chosen[1] == 0 { continue }
        for part in 0..<2 {
          var rest = chosen[part]
          while rest != 0 {
            let lane = rest.trailingZeroBitCount >> 3
            rest &= ~(0xFF << UInt64(lane * 8))
            let cell = group * 16 + part * 8 + lane
            // What lies behind the grid are other bytes of the list.
            if cell >= cells { break }
            let first = cell * SegmentFormat.gridWidth
            let isGood = unsafe slot.bound(Int(postings.grid[cell])) >= heap.thresholdScore
            if isGood { scoreCell(slot, first, &heap) }
          }
        }
      }
      upper = lower - 1
    }
  }

  /// Scores the documents of one cell.
  @inline(__always)
  private func scoreCell(_ slot: TermSlot, _ first: Int, _ heap: inout TopHeap) {
    let postings = slot.postings
    var mask = UInt32(
      truncatingIfNeeded: postings.word(first >> 6) >> UInt64(first & 63) & 0xFFFF)
    if mask == 0 { return }
    var index = postings.rank(first)
    while mask != 0 {
      let document = first + mask.trailingZeroBitCount
      mask &= mask &- 1
      if document >= documentCount { return }
      let score = slot.score(postings.denseFrequency(min(index, postings.documents - 1)), document)
      index += 1
      assert(
        unsafe Invariants.hold(
          score <= slot.bound(Int(postings.grid[first / SegmentFormat.gridWidth])) * Self.rounding),
        "a score passes the bound of its cell")
      if score >= heap.thresholdScore, isAllowed(document) { heap.insert(score, base + document) }
    }
  }
}
