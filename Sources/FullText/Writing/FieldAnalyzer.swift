/// Turns the values of one field into numbers of terms. One object's worth of state is for one thread at a time.
///
/// A surface form is analysed once and its term remembered, as far as the analyzer maps each alone.
struct FieldAnalyzer {
  /// Marks among the term numbers: a word that was dropped, the gap between two values, a second term at the same place.
  static let dropped: UInt32 = .max
  static let valueGap: UInt32 = .max - 1
  static let samePlace: UInt32 = .max - 2
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
  private let maximumMemory: Int

  /// - Parameter maximumMemory: what the surface forms that are remembered may take, in bytes, in each language.
  init(_ field: Field, maximumMemory: Int) throws {
    name = field.analyzerName ?? .keyword
    surfaces = [Surfaces(analyzer: try Analyzer(name))]
    self.maximumMemory = maximumMemory
  }

  /// Adds a value's words to the stream.
  mutating func add(
    _ value: String, isFirst: Bool, language: String, terms: inout BytesTable, stream: inout [UInt32]
  ) throws {
    try choose(language)
    if !isFirst { stream.append(Self.valueGap) }
    var value = value
    value.withUTF8 { unsafe addText($0, &terms, &stream) }
  }

  /// Forgets what is known of surface forms: the table of terms was made anew.
  mutating func forget() {
    for index in surfaces.indices where surfaces[index].table.count > 0 { forget(index) }
  }

  private mutating func forget(_ index: Int) {
    surfaces[index].table = BytesTable()
    surfaces[index].terms = []
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

  private mutating func addText(
    _ text: UnsafeBufferPointer<UInt8>, _ terms: inout BytesTable, _ stream: inout [UInt32]
  ) {
    let analyzer = surfaces[current].analyzer
    guard analyzer.mapsSurfaceForms else {
      unsafe addTokens(analyzer.tokens(text), &terms, &stream)
      return
    }
    if case .whitespace = analyzer.tokenizer, analyzer.isIdentity {
      unsafe Self.addWhitespace(text, analyzer, &terms, &stream)
      return
    }
    if surfaces[current].table.memory > maximumMemory { forget(current) }
    unsafe analyzer.forEachSurface(text) { start, end in
      let surface = unsafe UnsafeBufferPointer(rebasing: text[start..<end])
      let hash = unsafe BytesTable.hash(surface)
      if let number = unsafe surfaces[current].table.find(surface, hash: hash) {
        stream.append(surfaces[current].terms[number])
      } else {
        unsafe stream.append(newSurface(surface, hash, &terms))
      }
    }
  }

  private func addTokens(_ tokens: [Token], _ terms: inout BytesTable, _ stream: inout [UInt32]) {
    var last = -1
    for token in tokens {
      if token.position == last { stream.append(Self.samePlace) }
      while token.position > last + 1 {
        stream.append(Self.dropped)
        last += 1
      }
      last = token.position
      unsafe stream.append(
        token.term.withUnsafeBufferPointer { unsafe UInt32(terms.insert($0, hash: BytesTable.hash($0))) })
    }
  }

  /// Surface forms that are their own terms need one table only.
  private static func addWhitespace(
    _ text: UnsafeBufferPointer<UInt8>, _ analyzer: Analyzer, _ terms: inout BytesTable, _ stream: inout [UInt32]
  ) {
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
  private mutating func newSurface(
    _ surface: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ terms: inout BytesTable
  ) -> UInt32 {
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
}
