extension TermSum {
  /// A frequent word as the cells see it.
  @safe struct DenseTerm {
    var slot: TermSlot
    var isRequired: Bool
    var grid: UnsafePointer<UInt8>
    /// An impact times this, shifted right, plus `offset` bounds the word's score, in units.
    var factor: UInt16
    var shift: UInt16
    var offset: UInt16

    init(slot: TermSlot, isRequired: Bool, units: Float) {
      self.slot = slot
      self.isRequired = isRequired
      unsafe grid = unsafe slot.postings.grid
      // As many binary digits as keep 255 times the factor in 16 bits.
      let exact = slot.weight / (255 * slot.scale) * units
      var shift: UInt16 = 0
      while shift < 8, exact * Float(2 << shift) < 256 { shift += 1 }
      factor = UInt16(min(257, max(1, (exact * Float(1 << shift)).rounded(.up))))
      self.shift = shift
      offset = shift > 0 ? 1 : 0
      assert(255 * Int(factor) <= Int(UInt16.max), "the greatest impact times the factor fits 16 bits")
    }
  }

  /// Where the bound of a cell is kept: in each 16 the even cells come first, which is how bytes widen to two registers without shuffling.
  @inline(__always)
  static func place(ofCell cell: Int) -> Int { (cell & ~15) | (cell & 1) << 3 | (cell & 15) >> 1 }

  @inline(__always)
  private static func cell(at place: Int) -> Int { (place & ~15) | (place & 7) << 1 | (place & 15) >> 3 }

  /// Scores cells of 16 documents in the order of their bounds, chunk by chunk.
  ///
  /// Bounds are whole numbers of a unit chosen so that the sum over all words fits 16 bits. Every step rounds up, so a cell is left out only when
  /// nothing in it can enter the top.
  func searchCells(_ scratch: SearchScratch, _ heap: inout TopHeap) {
    let slots = required.map { ($0, true) } + optional.map { ($0, false) }
    var total: Float = 0
    for (slot, _) in slots { total += slot.weight * min(1, 1 / slot.scale) }
    // Rounding adds at most a thousand and two for each word to the 63,750 that the exact sum can reach.
    let unit = total / Float(255 * max(1, 250 - slots.count))
    guard unit > 0, slots.count < 200 else { return }
    let units = 1 / unit
    var dense: [DenseTerm] = []
    var sparse: [TermSlot] = []
    for (slot, isRequired) in slots {
      if slot.postings.form == .dense {
        dense.append(DenseTerm(slot: slot, isRequired: isRequired, units: units))
      } else {
        sparse.append(slot)
      }
    }
    let isFiltered = allowed != nil || !prohibited.isEmpty
    var start = 0
    while start < documentCount {
      let end = min(documentCount, start + SearchScratch.chunkWidth)
      for slot in sparse { addSparse(slot, scratch, start, end, units) }
      if isFiltered {
        let words = (end - start + 63) / 64
        unsafe scratch.bits.update(repeating: .max, count: words)
        exclude(scratch, start, words)
      }
      searchChunk(dense, scratch, start, end, units, hasSparse: !sparse.isEmpty, isFiltered: isFiltered, &heap)
      if !sparse.isEmpty { clearSums(scratch, end - start) }
      start = end
    }
  }

  /// Adds the scores of a rare word to the sums of the chunk and keeps the peak of each cell.
  private func addSparse(_ slot: TermSlot, _ scratch: SearchScratch, _ start: Int, _ end: Int, _ units: Float) {
    let sums = unsafe scratch.sums
    let peaks = unsafe scratch.peaks
    @inline(__always)
    func add(_ local: Int, _ score: Float) {
      let sum = unsafe sums[local] + score
      unsafe sums[local] = sum
      let peak = UInt16(truncatingIfNeeded: Int32(min(65_000, sum * units)) &+ 1)
      let place = Self.place(ofCell: local / SegmentFormat.gridWidth)
      if unsafe peak > peaks[place] { unsafe peaks[place] = peak }
    }
    if slot.postings.form == .tiny {
      slot.postings.forEachTiny { document, frequency, _ in
        if document >= start, document < end {
          add(document - start, slot.score(UInt32(truncatingIfNeeded: frequency), document))
        }
      }
      return
    }
    let documents = unsafe scratch.documents
    let scores = unsafe scratch.blockScores
    var block = Self.firstBlock(slot.postings, start)
    while block < slot.postings.blockCount {
      let count = slot.postings.count(block: block)
      slot.scoreBlock(block, count, scratch)
      let isInside = unsafe documents[0] >= start && documents[count - 1] < end
      for index in 0..<count {
        let document = unsafe Int(documents[index])
        if isInside || document >= start && document < end { unsafe add((document - start) & 0xFFFF, scores[index]) }
      }
      if slot.postings.lastDocument(block: block) >= end - 1 { break }
      block += 1
    }
  }

  /// Makes sums and peaks zero again.
  private func clearSums(_ scratch: SearchScratch, _ count: Int) {
    let places = ((count + SegmentFormat.gridWidth - 1) / SegmentFormat.gridWidth + 15) & ~15
    let zero = SIMD8<UInt16>(repeating: 0)
    let peaks = unsafe UnsafeMutableRawPointer(scratch.peaks)
    for group in 0..<(places / 8) {
      if unsafe peaks.loadUnaligned(fromByteOffset: group * 16, as: SIMD8<UInt16>.self) == zero { continue }
      for place in (group * 8)..<(group * 8 + 8) where unsafe scratch.peaks[place] != 0 {
        unsafe (scratch.sums + Self.cell(at: place) * SegmentFormat.gridWidth).update(
          repeating: 0, count: SegmentFormat.gridWidth)
        unsafe scratch.peaks[place] = 0
      }
    }
  }

  /// Fills in the bounds of the chunk's cells and returns the greatest. Places behind the last cell are 0.
  private func fillBounds(_ dense: [DenseTerm], _ scratch: SearchScratch, _ start: Int, _ cells: Int, hasSparse: Bool)
    -> UInt16
  {
    let groups = (cells + 15) / 16
    let bounds = unsafe UnsafeMutableRawPointer(scratch.bounds)
    let zero = SIMD8<UInt16>(repeating: 0)
    if hasSparse {
      unsafe scratch.bounds.update(from: scratch.peaks, count: groups * 16)
    } else {
      unsafe scratch.bounds.update(repeating: 0, count: groups * 16)
    }
    let low = SIMD8<UInt16>(repeating: 0xFF)
    for term in dense {
      let grid = unsafe UnsafeRawPointer(term.grid + start / SegmentFormat.gridWidth)
      let factor = SIMD8<UInt16>(repeating: term.factor)
      let shift = SIMD8<UInt16>(repeating: term.shift)
      let offset = SIMD8<UInt16>(repeating: term.offset)
      for group in 0..<groups {
        let impacts = unsafe grid.loadUnaligned(fromByteOffset: group * 16, as: SIMD8<UInt16>.self)
        let even = ((impacts & low) &* factor) &>> shift &+ offset
        let odd = ((impacts &>> 8) &* factor) &>> shift &+ offset
        let at = group * 32
        unsafe bounds.storeBytes(
          of: bounds.loadUnaligned(fromByteOffset: at, as: SIMD8<UInt16>.self) &+ even, toByteOffset: at,
          as: SIMD8<UInt16>.self)
        unsafe bounds.storeBytes(
          of: bounds.loadUnaligned(fromByteOffset: at + 16, as: SIMD8<UInt16>.self) &+ odd, toByteOffset: at + 16,
          as: SIMD8<UInt16>.self)
      }
    }
    for cell in cells..<(groups * 16) { unsafe scratch.bounds[Self.place(ofCell: cell)] = 0 }
    var highest = zero
    for half in 0..<(groups * 2) {
      highest = unsafe Self.maximum(highest, bounds.loadUnaligned(fromByteOffset: half * 16, as: SIMD8<UInt16>.self))
    }
    return highest.max()
  }

  @inline(__always)
  private static func maximum(_ left: SIMD8<UInt16>, _ right: SIMD8<UInt16>) -> SIMD8<UInt16> {
    let isLess = unsafe unsafeBitCast(left .< right, to: SIMD8<UInt16>.self)
    return (left & ~isLess) | (right & isLess)
  }

  private func searchChunk(
    _ dense: [DenseTerm], _ scratch: SearchScratch, _ start: Int, _ end: Int, _ units: Float, hasSparse: Bool,
    isFiltered: Bool,
    _ heap: inout TopHeap
  ) {
    let cells = (end - start + SegmentFormat.gridWidth - 1) / SegmentFormat.gridWidth
    let halves = (cells + 15) / 16 * 2
    var upper = fillBounds(dense, scratch, start, cells, hasSparse: hasSparse)
    let bounds = unsafe UnsafeRawPointer(scratch.bounds)
    // Scores are compared with bounds in units; rounding, of sums and of scores to whole grains, must not lose a document that just enters.
    let scale = units * 0.99999
    unsafe dense.withUnsafeBufferPointer { dense in
      while upper > 0 {
        // Levels are relative to what is left: a rare word's few cells lie far above the many of a frequent one.
        let needed = UInt16(min(65_535, max(0, heap.thresholdScore * scale - 1)))
        if upper < needed { return }
        // Without a frequent word the sums are exact already, and order is no help.
        let lower = max(1, needed, dense.isEmpty ? 1 : upper - upper / 16)
        let low = SIMD8<UInt16>(repeating: lower)
        let width = SIMD8<UInt16>(repeating: upper - lower)
        var next = SIMD8<UInt16>(repeating: 0)
        for half in 0..<halves {
          let bound = unsafe bounds.loadUnaligned(fromByteOffset: half * 16, as: SIMD8<UInt16>.self)
          next = unsafe Self.maximum(next, bound & unsafeBitCast(bound .< low, to: SIMD8<UInt16>.self))
          let chosen = unsafe unsafeBitCast((bound &- low) .<= width, to: SIMD2<UInt64>.self)
          if chosen[0] | chosen[1] == 0 { continue }
          for part in 0..<2 {
            var rest = chosen[part]
            while rest != 0 {
              let lane = rest.trailingZeroBitCount >> 4
              rest &= ~(0xFFFF << UInt64(lane * 16))
              let place = half * 8 + part * 4 + lane
              // The threshold may have risen since the level began.
              if unsafe Float(scratch.bounds[place]) < heap.thresholdScore * scale - 1 { continue }
              unsafe scoreCell(
                Self.cell(at: place), dense, scratch, start, end, units, hasSparse: hasSparse, isFiltered: isFiltered,
                &heap)
            }
          }
        }
        upper = next.max()
      }
    }
  }

  /// Scores the documents of one cell.
  @inline(__always)
  private func scoreCell(
    _ cell: Int, _ dense: UnsafeBufferPointer<DenseTerm>, _ scratch: SearchScratch, _ start: Int, _ end: Int,
    _ units: Float, hasSparse: Bool, isFiltered: Bool, _ heap: inout TopHeap
  ) {
    let local = cell * SegmentFormat.gridWidth
    let first = start + local
    var candidates: UInt16 = .max
    if dense.isEmpty {
      scoreSums(first, local, scratch, end, isFiltered: isFiltered, &heap)
      return
    }
    if isFiltered { candidates = unsafe UInt16(truncatingIfNeeded: scratch.bits[local >> 6] >> UInt64(local & 63)) }
    for place in dense.indices where unsafe dense[place].isRequired {
      candidates &= unsafe Self.mask(dense[place].slot.postings, first)
    }
    if candidates == 0 { return }
    let rest = candidates & (candidates &- 1)
    if rest & (rest &- 1) == 0 {
      unsafe scoreFew(candidates, first, local, dense, scratch, end, hasSparse: hasSparse, &heap)
      return
    }
    var sum = SIMD16<Float>(repeating: 0)
    if hasSparse { sum = unsafe UnsafeRawPointer(scratch.sums + local).loadUnaligned(as: SIMD16<Float>.self) }
    let norms = unsafe scratch.cellNorms
    var normsOf: UnsafePointer<UInt8>?
    for place in dense.indices {
      let term = unsafe dense[place]
      let mask = Self.mask(term.slot.postings, first)
      if mask & candidates == 0 { continue }
      if let codes = unsafe term.slot.norms, unsafe codes != normsOf {
        unsafe normsOf = unsafe codes
        let table = unsafe term.slot.table
        for lane in 0..<16 { unsafe norms[lane] = unsafe table[Int(codes[first + lane])] }
      }
      unsafe Self.frequencies(term.slot.postings, first, mask, scratch.cellFrequencies)
      let frequency = unsafe UnsafeRawPointer(scratch.cellFrequencies).loadUnaligned(as: SIMD16<Float>.self)
      let norm = unsafe UnsafeRawPointer(norms).loadUnaligned(as: SIMD16<Float>.self)
      sum += term.slot.weight * (frequency / (frequency + norm)) + term.slot.grain - term.slot.grain
    }
    let isGood = unsafe unsafeBitCast(sum .>= SIMD16(repeating: heap.thresholdScore), to: SIMD8<UInt64>.self)
    if isGood == SIMD8(repeating: 0) { return }
    let scores = unsafe scratch.cellFrequencies
    unsafe UnsafeMutableRawPointer(scores).storeBytes(of: sum, as: SIMD16<Float>.self)
    var left = candidates
    while left != 0 {
      let lane = left.trailingZeroBitCount
      left &= left &- 1
      let score = unsafe scores[lane]
      assert(
        unsafe Invariants.hold(score * units <= Float(scratch.bounds[Self.place(ofCell: cell)]) * Self.rounding + 1),
        "a score passes the bound of its cell")
      if score >= heap.thresholdScore, score > 0, first + lane < end { heap.insert(score, base + first + lane) }
    }
  }

  /// Offers the sums of a cell, to which no frequent word adds.
  @inline(__always)
  private func scoreSums(
    _ first: Int, _ local: Int, _ scratch: SearchScratch, _ end: Int, isFiltered: Bool, _ heap: inout TopHeap
  ) {
    let sums = unsafe scratch.sums + local
    let sum = unsafe UnsafeRawPointer(sums).loadUnaligned(as: SIMD16<Float>.self)
    let least = SIMD16<Float>(repeating: max(heap.thresholdScore, .leastNormalMagnitude))
    if unsafe unsafeBitCast(sum .>= least, to: SIMD8<UInt64>.self) == SIMD8(repeating: 0) { return }
    for lane in 0..<16 {
      let score = unsafe sums[lane]
      if score < heap.thresholdScore || score <= 0 || first + lane >= end { continue }
      if isFiltered, unsafe scratch.bits[(local + lane) >> 6] & (1 << UInt64((local + lane) & 63)) == 0 { continue }
      heap.insert(score, base + first + lane)
    }
  }

  /// Scores one or two documents of a cell by themselves.
  private func scoreFew(
    _ candidates: UInt16, _ first: Int, _ local: Int, _ dense: UnsafeBufferPointer<DenseTerm>, _ scratch: SearchScratch,
    _ end: Int,
    hasSparse: Bool, _ heap: inout TopHeap
  ) {
    var left = candidates
    while left != 0 {
      let lane = left.trailingZeroBitCount
      left &= left &- 1
      let document = first + lane
      if document >= end { return }
      var score: Float = unsafe hasSparse ? scratch.sums[local + lane] : 0
      for place in dense.indices where unsafe dense[place].slot.postings.contains(document) {
        let term = unsafe dense[place]
        score += term.slot.score(term.slot.postings.denseFrequency(term.slot.postings.rank(document)), document)
      }
      if score > 0 { heap.insert(score, base + document) }
    }
  }

  @inline(__always)
  private static func mask(_ postings: Postings, _ first: Int) -> UInt16 {
    unsafe UnsafeRawPointer(postings.start + first >> 3).loadUnaligned(as: UInt16.self).littleEndian
  }

  /// Writes the frequencies of a dense word in 16 documents; 0 where it is not.
  @inline(__always)
  private static func frequencies(
    _ postings: Postings, _ first: Int, _ mask: UInt16, _ output: UnsafeMutablePointer<Float>
  ) {
    unsafe UnsafeMutableRawPointer(output).storeBytes(of: SIMD16<Float>(repeating: 0), as: SIMD16<Float>.self)
    var index = postings.rank(first)
    var rest = UInt32(mask)
    while rest != 0 {
      let block = index >> 7
      let run = unsafe postings.block(block)
      let width = unsafe Int(run[0]) & 31
      let data = unsafe UnsafeRawPointer(run + 2)
      let limit = (UInt64(1) &<< UInt64(width)) &- 1
      var bit = (index & 127) &* width
      var left = 128 - (index & 127)
      index += left
      while rest != 0, left > 0 {
        let lane = rest.trailingZeroBitCount
        rest &= rest &- 1
        let word = unsafe (data + bit >> 3).loadUnaligned(as: UInt64.self)
        unsafe output[lane] = Float(Int32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & limit) &+ 1)
        bit = bit &+ width
        left = left &- 1
      }
      if block + 1 >= postings.blockCount { break }
    }
  }
}
