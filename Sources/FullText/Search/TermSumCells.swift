extension TermSum {
  /// A frequent word as the cells see it.
  private struct DenseTerm {
    var slot: TermSlot
    var isRequired: Bool
    var grid: UnsafePointer<UInt8>
    /// An impact times this bounds the word's score, in units.
    var factor: UInt16
  }

  /// Scores cells of 16 documents in the order of their bounds, chunk by chunk.
  ///
  /// Bounds are whole numbers of a unit chosen so that the sum over all words fits 16 bits. Every step rounds up, so a cell is left out only when
  /// nothing in it can enter the top.
  func searchCells(_ scratch: SearchScratch, _ heap: inout TopHeap) {
    let slots = required.map { ($0, true) } + optional.map { ($0, false) }
    var total: Float = 0
    for (slot, _) in slots { total += slot.weight * min(1, 1 / slot.scale) }
    // A word adds at most 255 times its factor; the factors' sum is at most 240 plus one for each word, so far below 257.
    let parts = max(1, 250 - slots.count)
    let unit = total / Float(255 * parts)
    guard unit > 0, slots.count < 200 else { return }
    let units = 1 / unit
    var dense: [DenseTerm] = []
    var sparse: [TermSlot] = []
    for (slot, isRequired) in slots {
      if slot.postings.form == .dense {
        let factor = (slot.weight / (255 * slot.scale) * units).rounded(.up)
        dense.append(
          DenseTerm(
            slot: slot, isRequired: isRequired, grid: slot.postings.grid, factor: UInt16(min(257, max(1, factor)))))
      } else {
        sparse.append(slot)
      }
    }
    let isFiltered = allowed != nil || !prohibited.isEmpty
    var start = 0
    while start < documentCount {
      let end = min(documentCount, start + SearchScratch.chunkWidth)
      let touched = addSparse(sparse, scratch, start, end, units, clearing: end - start)
      if dense.isEmpty {
        if isFiltered { prepareFilter(scratch, start, end) }
        for index in 0..<touched {
          let local = Int(scratch.touched[index])
          let score = scratch.sums[local]
          if score >= heap.thresholdScore, !isFiltered || scratch.bits[local >> 6] & (1 << UInt64(local & 63)) != 0 {
            heap.insert(score, base + start + local)
          }
        }
      } else {
        searchChunk(dense, scratch, start, end, units, hasSparse: touched > 0, isFiltered: isFiltered, &heap)
      }
      for index in 0..<touched {
        let local = Int(scratch.touched[index])
        scratch.sums[local] = 0
        scratch.peaks[local / SegmentFormat.gridWidth] = 0
      }
      start = end
    }
  }

  private func prepareFilter(_ scratch: SearchScratch, _ start: Int, _ end: Int) {
    let words = (end - start + 63) / 64
    scratch.bits.update(repeating: .max, count: words)
    exclude(scratch, start, words)
  }

  /// Adds the scores of rare words to the sums of the chunk and keeps the peak of each cell. Returns how many documents were touched.
  private func addSparse(
    _ slots: [TermSlot], _ scratch: SearchScratch, _ start: Int, _ end: Int, _ units: Float, clearing count: Int
  ) -> Int {
    let sums = scratch.sums
    let peaks = scratch.peaks
    let touchedList = scratch.touched
    var touched = 0
    @inline(__always)
    func add(_ slot: TermSlot, _ document: Int, _ frequency: UInt32) {
      guard document >= start, document < end else { return }
      let local = document - start
      let before = sums[local]
      let sum = before + slot.score(frequency, document)
      sums[local] = sum
      if before == 0 {
        touchedList[touched & 0xFFFF] = UInt16(truncatingIfNeeded: local)
        touched += 1
      }
      let peak = UInt16(min(65_535, sum * units + 1))
      let cell = local / SegmentFormat.gridWidth
      if peak > peaks[cell] { peaks[cell] = peak }
    }
    for slot in slots {
      if slot.postings.form == .tiny {
        slot.postings.forEachTiny { document, frequency, _ in add(slot, document, UInt32(truncatingIfNeeded: frequency))
        }
        continue
      }
      var block = Self.firstBlock(slot.postings, start)
      while block < slot.postings.blockCount {
        let count = slot.postings.count(block: block)
        let rest = slot.postings.decodeDocuments(block: block, to: scratch.documents)
        if slot.postings.hasFrequencies {
          _ = slot.postings.decodeFrequencies(rest, count: count, to: scratch.frequencies)
        } else {
          scratch.frequencies.update(repeating: 0, count: count)
        }
        for index in 0..<count { add(slot, Int(scratch.documents[index]), scratch.frequencies[index] &+ 1) }
        if slot.postings.lastDocument(block: block) >= end - 1 { break }
        block += 1
      }
    }
    return min(touched, SearchScratch.chunkWidth)
  }

  private func searchChunk(
    _ dense: [DenseTerm], _ scratch: SearchScratch, _ start: Int, _ end: Int, _ units: Float, hasSparse: Bool,
    isFiltered: Bool,
    _ heap: inout TopHeap
  ) {
    let cells = (end - start + SegmentFormat.gridWidth - 1) / SegmentFormat.gridWidth
    let groups = (cells + 15) / 16
    let bounds = UnsafeMutableRawPointer(scratch.bounds)
    let peaks = UnsafeRawPointer(scratch.peaks)
    let firstCell = start / SegmentFormat.gridWidth
    var highest = SIMD16<UInt16>(repeating: 0)
    for group in 0..<groups {
      var bound =
        hasSparse
        ? peaks.loadUnaligned(fromByteOffset: group * 32, as: SIMD16<UInt16>.self) : SIMD16<UInt16>(repeating: 0)
      for term in dense {
        let impacts = UnsafeRawPointer(term.grid + firstCell + group * 16).loadUnaligned(as: SIMD16<UInt8>.self)
        let wide = SIMD16<UInt16>(truncatingIfNeeded: impacts)
        let sum = bound &+ wide &* SIMD16(repeating: term.factor)
        // A sum that passes the greatest number stays there.
        bound = sum.replacing(with: SIMD16(repeating: .max), where: sum .< bound)
      }
      if group == groups - 1, cells % 16 != 0 {
        for lane in (cells % 16)..<16 { bound[lane] = 0 }
      }
      bounds.storeBytes(of: bound, toByteOffset: group * 32, as: SIMD16<UInt16>.self)
      highest = highest.replacing(with: bound, where: bound .> highest)
    }
    if isFiltered { prepareFilter(scratch, start, end) }
    var upper = Int(highest.max())
    let step = max(1, upper / 16)
    while true {
      let needed = Int(heap.thresholdScore * units * 0.99999)
      if upper < max(1, needed) { return }
      let lower = max(1, needed, upper - step)
      let low = SIMD16<UInt16>(repeating: UInt16(lower))
      let width = SIMD16<UInt16>(repeating: UInt16(upper - lower))
      for group in 0..<groups {
        let bound = bounds.loadUnaligned(fromByteOffset: group * 32, as: SIMD16<UInt16>.self)
        let isChosen = (bound &- low) .<= width
        let words = unsafeBitCast(isChosen, to: SIMD4<UInt64>.self)
        if words == SIMD4(repeating: 0) { continue }
        for quarter in 0..<4 {
          var rest = words[quarter]
          while rest != 0 {
            let lane = rest.trailingZeroBitCount >> 4
            rest &= ~(0xFFFF << UInt64(lane * 16))
            scoreCell(
              group * 16 + quarter * 4 + lane, dense, scratch, start, end, hasSparse: hasSparse, isFiltered: isFiltered,
              &heap)
          }
        }
      }
      if lower <= 1 { return }
      upper = lower - 1
    }
  }

  /// Scores the documents of one cell.
  @inline(__always)
  private func scoreCell(
    _ cell: Int, _ dense: [DenseTerm], _ scratch: SearchScratch, _ start: Int, _ end: Int, hasSparse: Bool,
    isFiltered: Bool,
    _ heap: inout TopHeap
  ) {
    let local = cell * SegmentFormat.gridWidth
    let first = start + local
    var candidates: UInt16 = .max
    if isFiltered { candidates = UInt16(truncatingIfNeeded: scratch.bits[local >> 6] >> UInt64(local & 63)) }
    for term in dense where term.isRequired { candidates &= Self.mask(term.slot.postings, first) }
    if candidates == 0 { return }
    var sum = SIMD16<Float>(repeating: 0)
    if hasSparse { sum = UnsafeRawPointer(scratch.sums + local).loadUnaligned(as: SIMD16<Float>.self) }
    var norm = SIMD16<Float>(repeating: BM25.k1)
    var normsOf: UnsafePointer<UInt8>?
    for term in dense {
      let mask = Self.mask(term.slot.postings, first)
      if mask & candidates == 0 { continue }
      if let norms = term.slot.norms, norms != normsOf {
        normsOf = norms
        for lane in 0..<16 { norm[lane] = term.slot.table[Int(norms[first + lane])] }
      }
      let frequencies = Self.frequencies(term.slot.postings, first, mask)
      sum += term.slot.weight * (frequencies / (frequencies + norm))
    }
    let threshold = heap.thresholdScore
    let isGood = (sum .>= SIMD16(repeating: threshold)) .& (sum .> SIMD16(repeating: 0))
    guard any(isGood) else { return }
    for lane in 0..<16 where isGood[lane] && candidates & (1 << UInt16(lane)) != 0 && first + lane < end {
      heap.insert(sum[lane], base + first + lane)
    }
  }

  @inline(__always)
  private static func mask(_ postings: Postings, _ first: Int) -> UInt16 {
    UnsafeRawPointer(postings.start + first >> 3).loadUnaligned(as: UInt16.self).littleEndian
  }

  /// The frequencies of a dense word in 16 documents; 0 where it is not.
  @inline(__always)
  private static func frequencies(_ postings: Postings, _ first: Int, _ mask: UInt16) -> SIMD16<Float> {
    var result = SIMD16<Float>(repeating: 0)
    var index = postings.rank(first)
    var rest = mask
    while rest != 0 {
      let block = index >> 7
      let run = postings.block(block)
      let width = Int(run[0]) & 31
      let data = UnsafeRawPointer(run + 2)
      let limit = (UInt64(1) << UInt64(width)) - 1
      var place = index & 127
      while rest != 0, place < 128 {
        let lane = rest.trailingZeroBitCount
        rest &= rest &- 1
        let bit = place * width
        let word = (data + bit >> 3).loadUnaligned(as: UInt64.self)
        result[lane] = Float(UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & limit) &+ 1)
        place += 1
        index += 1
      }
      if block + 1 >= postings.blockCount { break }
    }
    return result
  }
}
