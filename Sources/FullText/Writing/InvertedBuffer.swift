/// The words of one field of the documents added since the last flush: for each document the numbers of its terms in the order of the text.
///
/// Nothing is inverted before the flush; then one counting sort gives every term its postings. So adding a word costs one look-up of its
/// surface form and four bytes.
struct InvertedBuffer {
  /// Marks among the term numbers: a word that was dropped, the gap between two values, a second term at the same place.
  private static let dropped: UInt32 = .max
  private static let valueGap: UInt32 = .max - 1
  private static let samePlace: UInt32 = .max - 2
  /// How many places are left free between two values of a field.
  static let valueGapWidth = 100

  /// The surface forms seen in one language, and the term of each, or `dropped`.
  private struct Surfaces {
    let analyzer: Analyzer
    var table = BytesTable()
    var terms: [UInt32] = []
  }

  private let name: AnalyzerName
  private var surfaces: [Surfaces]
  private var surfacesOfLanguage = ["": 0]
  /// Which of `surfaces` the text being added belongs to.
  private var current = 0
  let hasFrequencies: Bool
  let hasPositions: Bool
  private var terms = BytesTable()
  private var stream: [UInt32] = []
  private var starts: [Int] = [0]
  private(set) var lengths: [UInt32] = []

  init(_ field: Field) throws {
    if case .text(let name, _, let positions) = field.kind {
      self.name = name
      hasFrequencies = true
      hasPositions = positions
    } else {
      name = .keyword
      hasFrequencies = false
      hasPositions = false
    }
    surfaces = [Surfaces(analyzer: try Analyzer(name))]
  }

  var memory: Int {
    let surfaces = surfaces.reduce(0) { $0 + $1.table.memory + $1.terms.capacity * 4 }
    return surfaces + terms.memory + stream.count * 4 + starts.count * 16
  }

  /// The words so far; the caller flushes before there are too many for a term's number of them to fit.
  var streamCount: Int { stream.count }

  mutating func add(_ value: String, isFirst: Bool, language: String) throws {
    try choose(language)
    if !isFirst, stream.count > starts[starts.count - 1] { stream.append(Self.valueGap) }
    var value = value
    value.withUTF8 { unsafe addText($0) }
  }

  private mutating func choose(_ language: String) throws {
    if language.isEmpty {
      current = 0
    } else if let known = surfacesOfLanguage[language] {
      current = known
    } else {
      surfaces.append(Surfaces(analyzer: try Analyzer(name, language: language)))
      current = surfaces.count - 1
      surfacesOfLanguage[language] = current
    }
  }

  private mutating func addText(_ text: UnsafeBufferPointer<UInt8>) {
    let analyzer = surfaces[current].analyzer
    guard analyzer.mapsSurfaceForms else {
      var last = -1
      for token in unsafe analyzer.tokens(text) {
        if token.position == last { stream.append(Self.samePlace) }
        while token.position > last + 1 {
          stream.append(Self.dropped)
          last += 1
        }
        last = token.position
        unsafe stream.append(
          token.term.withUnsafeBufferPointer { unsafe UInt32(terms.insert($0, hash: BytesTable.hash($0))) })
      }
      return
    }
    if case .whitespace = analyzer.tokenizer, analyzer.isIdentity {
      unsafe addWhitespace(text, analyzer)
      return
    }
    unsafe analyzer.forEachSurface(text) { start, end in
      let surface = unsafe UnsafeBufferPointer(rebasing: text[start..<end])
      let hash = unsafe BytesTable.hash(surface)
      if let number = unsafe surfaces[current].table.find(surface, hash: hash) {
        stream.append(surfaces[current].terms[number])
      } else {
        unsafe stream.append(newSurface(surface, hash))
      }
    }
  }

  /// Surface forms that are their own terms need one table only.
  private mutating func addWhitespace(_ text: UnsafeBufferPointer<UInt8>, _ analyzer: Analyzer) {
    unsafe analyzer.forEachSurface(text) { start, end in
      let surface = unsafe UnsafeBufferPointer(rebasing: text[start..<end])
      let hash = unsafe BytesTable.hash(surface)
      if let number = unsafe terms.find(surface, hash: hash) {
        stream.append(UInt32(truncatingIfNeeded: number))
      } else if surface.count > Analyzer.maximumTermLength {
        stream.append(Self.dropped)
      } else {
        unsafe stream.append(UInt32(terms.insert(surface, hash: hash)))
      }
    }
  }

  @inline(never)
  private mutating func newSurface(_ surface: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> UInt32 {
    let term = unsafe surfaces[current].analyzer.term(of: surface)
    let number =
      term.map { unsafe $0.withUnsafeBufferPointer { unsafe UInt32(terms.insert($0, hash: BytesTable.hash($0))) } }
      ?? Self.dropped
    // Very long surface forms are not worth remembering.
    if surface.count <= Analyzer.maximumTermLength {
      _ = unsafe surfaces[current].table.insert(surface, hash: hash)
      surfaces[current].terms.append(number)
    }
    return number
  }

  /// Ends a document. Every document of the buffer is ended once, also without a value in this field.
  mutating func endDocument() {
    var length: UInt32 = 0
    for index in starts[starts.count - 1]..<stream.count where stream[index] < Self.samePlace { length += 1 }
    lengths.append(length)
    starts.append(stream.count)
  }

  // MARK: - Flush

  /// The terms that live documents have, in the order of their bytes.
  private func sortedTerms(_ occurrences: [UInt32]) -> [UInt32] {
    unsafe terms.withArena { arena, starts in
      func bytes(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(rebasing: arena[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])])
      }
      var order: [(key: UInt64, number: UInt32)] = []
      order.reserveCapacity(terms.count)
      for number in 0..<terms.count where occurrences[number] > 0 {
        unsafe order.append((TermDictionaryFormat.key(bytes(UInt32(number))), UInt32(number)))
      }
      order.sort { left, right in
        unsafe left.key != right.key
          ? left.key < right.key : TermDictionary.precedes(bytes(left.number), bytes(right.number))
      }
      return order.map(\.number)
    }
  }

  /// Inverts the buffer: calls `emit` with each term in order, the number of its documents, and its occurrences as
  /// `document << 32 | position` in order.
  ///
  /// - Parameters:
  ///   - renumbering: the number of each document in the segment, or -1 for one that was deleted.
  ///   - chunk: the most occurrences that are held at once, unless one term has more.
  func invert(
    renumbering: [Int32], chunk: Int,
    _ emit: (_ term: UnsafeBufferPointer<UInt8>, _ documents: Int, UnsafeBufferPointer<UInt64>) throws -> Void
  ) throws {
    var occurrences = [UInt32](repeating: 0, count: terms.count)
    var documents = [UInt32](repeating: 0, count: terms.count)
    var last = [Int32](repeating: -1, count: terms.count)
    for document in renumbering.indices where renumbering[document] >= 0 {
      for index in starts[document]..<starts[document + 1] {
        let term = Int(stream[index])
        if term >= Int(Self.samePlace) { continue }
        occurrences[term] += 1
        if last[term] != Int32(document) {
          last[term] = Int32(document)
          documents[term] += 1
        }
      }
    }
    let order = sortedTerms(occurrences)
    var next = [Int32](repeating: -1, count: terms.count)
    var from = 0
    var entries: [UInt64] = []
    while from < order.count {
      // As many terms as fit get their occurrences in one pass over the stream.
      var size = 0
      var to = from
      while to < order.count {
        let count = Int(occurrences[Int(order[to])])
        if to > from, size + count > chunk { break }
        next[Int(order[to])] = Int32(size)
        size += count
        to += 1
      }
      entries = unsafe [UInt64](unsafeUninitializedCapacity: size) { buffer, count in
        unsafe scatter(renumbering, &next, buffer)
        count = size
      }
      var start = 0
      for number in order[from..<to] {
        let count = Int(occurrences[Int(number)])
        try unsafe entries.withUnsafeBufferPointer { entries in
          try unsafe terms.withBytes(Int(number)) { term in
            try unsafe emit(
              term, Int(documents[Int(number)]), UnsafeBufferPointer(rebasing: entries[start..<(start + count)]))
          }
        }
        next[Int(number)] = -1
        start += count
      }
      from = to
    }
  }

  private func scatter(_ renumbering: [Int32], _ next: inout [Int32], _ output: UnsafeMutableBufferPointer<UInt64>) {
    unsafe next.withUnsafeMutableBufferPointer { next in
      unsafe stream.withUnsafeBufferPointer { stream in
        for document in renumbering.indices where renumbering[document] >= 0 {
          let high = UInt64(renumbering[document]) << 32
          var position: UInt64 = 0
          var place: UInt64 = 0
          for index in starts[document]..<starts[document + 1] {
            let term = unsafe stream[index]
            if term >= Self.samePlace {
              if term == Self.dropped {
                position += 1
              } else if term == Self.valueGap {
                position += UInt64(Self.valueGapWidth)
              } else {
                position = place
              }
              continue
            }
            place = position
            position += 1
            let slot = unsafe next[Int(term)]
            if slot < 0 { continue }
            unsafe output[Int(slot)] = high | place
            unsafe next[Int(term)] = slot + 1
          }
        }
      }
    }
  }

  /// Calls `body` with the term numbers of each pair of neighbours among the terms that `rank` gives a number, document by document.
  func forEachPair(
    renumbering: [Int32], rank: [UInt16], _ body: (_ document: Int, _ first: UInt16, _ second: UInt16) -> Void
  ) {
    unsafe stream.withUnsafeBufferPointer { stream in
      unsafe rank.withUnsafeBufferPointer { rank in
        for document in renumbering.indices where renumbering[document] >= 0 {
          var previous: UInt16 = 0
          for index in starts[document]..<starts[document + 1] {
            let term = unsafe stream[index]
            let current = unsafe term < Self.samePlace ? rank[Int(term)] : 0
            if current != 0, previous != 0 { body(Int(renumbering[document]), previous, current) }
            previous = current
          }
        }
      }
    }
  }

  var termCount: Int { terms.count }

  /// Whether each place has at most one term, so that neighbours in the stream are neighbours in the text.
  var hasNeighbours: Bool { surfaces[0].analyzer.mapsSurfaceForms }

  func number(ofTerm term: UnsafeBufferPointer<UInt8>) -> Int? { unsafe terms.find(term, hash: BytesTable.hash(term)) }
}
