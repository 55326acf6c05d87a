/// The documents of a term, how often it occurs in each, and where. Whether a field has frequencies (and norms) and positions is in the
/// schema; which of three forms a list has follows from the number of its documents and of the segment's.
///
///     tiny    := (gap:varint [more:varint] position:varint{frequency}){documents}            fewer than 8 documents
///     sparse  := maximum:u8 [lastDocument:u32{blocks} blockEnd:u32{blocks} impact:u8{blocks}] block{blocks}
///     block   := gaps:run [frequencies:run] [positions]                                       128 documents, the last fewer
///     dense   := bitmap:u64{} rank:u32{} [maximum:u8 impact:u8{} blockEnd:u32{blocks} denseBlock{blocks}]
///     denseBlock := frequencies:run [positions]                                               the frequencies' run has no exceptions
///     positions  := runLength:u16{runs - 1} run{runs}                                         128 positions, the last fewer
///
/// A gap is the distance to the document before, less one; in a tiny list with frequencies it is doubled, plus one when `more`, the frequency
/// less two, follows. In the lists between brackets of `sparse` there is nothing when it has one block. A frequency in a run is less one. A
/// document's first position is itself, each other the distance to the one before.
///
/// A rank is the number of documents before each 256th. An impact bounds `frequency / (frequency + norm)` from above, in 255ths, for the
/// documents of a block or, in a dense list, for each 16 documents in a row: bounds of several dense terms line up ("block-max pruning":
/// Mallia, Suel and Tonellotto, 2024). `maximum` is the greatest impact.
enum PostingsFormat {
  static let tinyLimit = 8
  static let blockSize = 128
  /// The documents between two ranks.
  static let rankWidth = 256

  enum Form { case tiny, sparse, dense }

  @inline(__always)
  static func form(documents: Int, of count: Int) -> Form {
    if documents >= blockSize, documents * SegmentFormat.denseRatio >= count { return .dense }
    return documents < tinyLimit ? .tiny : .sparse
  }
}

/// Encodes one list after another.
///
/// For each term call ``begin(documents:)``, then ``add(document:positions:)`` for each of its documents in order, then ``end(into:)``.
struct PostingsEncoder {
  private let documentCount: Int
  private let hasFrequencies: Bool
  private let hasPositions: Bool
  /// For each document its length code; nil when the field has no norms.
  private let norms: [UInt8]?
  private let normTable: [Float]

  private var form = PostingsFormat.Form.tiny
  private var previous = -1
  private var gaps: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var positions: [UInt32] = []
  private var lastDocuments: [UInt32] = []
  private var blockEnds: [UInt32] = []
  private var impacts: [UInt8] = []
  private var blockImpact: UInt8 = 0
  private var bitmap: [UInt64] = []
  private var grid: [UInt8] = []
  private var blocks = ByteWriter()
  /// A tiny list.
  private var tiny = ByteWriter()
  private var added = 0

  init(documentCount: Int, hasFrequencies: Bool, hasPositions: Bool, norms: [UInt8]?, averageLength: Double) {
    self.documentCount = documentCount
    self.hasFrequencies = hasFrequencies
    self.hasPositions = hasPositions
    self.norms = norms
    normTable = BM25.norms(averageLength: averageLength)
    gaps.reserveCapacity(128)
    frequencies.reserveCapacity(128)
  }

  mutating func begin(documents: Int) {
    form = PostingsFormat.form(documents: documents, of: documentCount)
    previous = -1
    added = 0
    tiny.removeAll()
    guard form != .tiny else { return }
    blocks.removeAll()
    lastDocuments.removeAll(keepingCapacity: true)
    blockEnds.removeAll(keepingCapacity: true)
    impacts.removeAll(keepingCapacity: true)
    blockImpact = 0
    if form == .dense {
      bitmap = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
      grid = [UInt8](repeating: 0, count: (documentCount + SegmentFormat.gridWidth - 1) / SegmentFormat.gridWidth)
    }
  }

  @inline(__always)
  private func impact(_ document: Int, _ frequency: Int) -> UInt8 {
    guard let norms else { return 255 }
    let tf = Float(frequency)
    let value = tf / (tf + normTable[Int(norms[document])])
    return UInt8(min(255, Int(value * 255) + 1))
  }

  /// Adds a document. `positions` is as long as the word's frequency in it, also when the field keeps none.
  mutating func add(document: Int, positions documentPositions: UnsafeBufferPointer<UInt32>) {
    unsafe add(document: document, frequency: documentPositions.count, positions: documentPositions)
  }

  mutating func add(document: Int, frequency: Int, positions documentPositions: UnsafeBufferPointer<UInt32>) {
    assert(
      Invariants.hold(document > previous && document < documentCount && frequency > 0),
      "documents of a list come in order, each once, and have the term")
    let gap = document - previous - 1
    previous = document
    added += 1
    if form == .tiny {
      if hasFrequencies {
        tiny.appendVarint(gap << 1 | (frequency > 1 ? 1 : 0))
        if frequency > 1 { tiny.appendVarint(frequency - 2) }
        if hasPositions {
          var last: UInt32 = 0
          for place in documentPositions.indices {
            let position = unsafe documentPositions[place]
            tiny.appendVarint(UInt64(position - last))
            last = position
          }
        }
      } else {
        tiny.appendVarint(gap)
      }
      return
    }
    if form == .dense {
      bitmap[document >> 6] |= 1 << UInt64(document & 63)
    } else {
      gaps.append(UInt32(gap))
    }
    if hasFrequencies {
      let value = impact(document, frequency)
      if form == .dense {
        let cell = document / SegmentFormat.gridWidth
        if value > grid[cell] { grid[cell] = value }
      } else if value > blockImpact {
        blockImpact = value
      }
      frequencies.append(UInt32(frequency - 1))
      if hasPositions {
        var last: UInt32 = 0
        for place in documentPositions.indices {
          let position = unsafe documentPositions[place]
          positions.append(position - last)
          last = position
        }
      }
    } else {
      blockImpact = 255
    }
    if added % PostingsFormat.blockSize == 0 { endBlock() }
  }

  private mutating func endBlock() {
    if form == .sparse { unsafe gaps.withUnsafeBufferPointer { unsafe PackedRun.append($0, to: &blocks) } }
    if hasFrequencies {
      unsafe frequencies.withUnsafeBufferPointer {
        unsafe PackedRun.append($0, to: &blocks, allowExceptions: form != .dense)
      }
      if hasPositions { appendPositions() }
    }
    lastDocuments.append(UInt32(previous))
    blockEnds.append(UInt32(truncatingIfNeeded: blocks.count))
    impacts.append(blockImpact)
    blockImpact = 0
    gaps.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  private mutating func appendPositions() {
    if positions.count <= 128 {
      unsafe positions.withUnsafeBufferPointer { unsafe PackedRun.append($0, to: &blocks) }
      return
    }
    var runs = ByteWriter()
    var lengths: [UInt16] = []
    unsafe positions.withUnsafeBufferPointer { positions in
      var start = 0
      while start < positions.count {
        let before = runs.count
        unsafe PackedRun.append(
          UnsafeBufferPointer(rebasing: positions[start..<min(start + 128, positions.count)]), to: &runs)
        lengths.append(UInt16(runs.count - before))
        start += 128
      }
    }
    for length in lengths.dropLast() { blocks.append16(length) }
    blocks.append(runs.bytes)
  }

  /// Appends the bytes of the list.
  mutating func end(into output: inout ByteWriter) {
    switch form {
    case .tiny: output.append(tiny.bytes)
    case .sparse:
      if !gaps.isEmpty { endBlock() }
      output.append(impacts.max() ?? 0)
      if lastDocuments.count > 1 {
        for document in lastDocuments { output.append32(document) }
        for end in blockEnds { output.append32(end) }
        output.append(impacts)
      }
      output.append(blocks.bytes)
    case .dense:
      if !frequencies.isEmpty { endBlock() }
      for word in bitmap { output.append64(word) }
      var rank: UInt32 = 0
      for (index, word) in bitmap.enumerated() {
        if index % (PostingsFormat.rankWidth / 64) == 0 { output.append32(rank) }
        rank += UInt32(word.nonzeroBitCount)
      }
      if hasFrequencies {
        output.append(grid.max() ?? 0)
        output.append(grid)
        for end in blockEnds { output.append32(end) }
        output.append(blocks.bytes)
      }
    }
  }
}
