/// The documents added since the last flush.
struct DocumentBuffer {
  private let schema: Schema
  private var inverted: [InvertedBuffer?]
  private var columns: [[UInt64?]]
  private var stored: [UInt8] = []
  private var storedEnds: [Int] = []
  private var deleted: [Bool] = []
  private(set) var liveCount = 0
  /// The documents with each id that can still be updated.
  private var documentsOfID: [String: [Int]] = [:]
  private let storedNumber: [String: Int]

  init(_ schema: Schema) throws {
    self.schema = schema
    inverted = try schema.fields.map { $0.isInverted ? try InvertedBuffer($0) : nil }
    columns = schema.fields.map { _ in [] }
    storedNumber = Dictionary(
      uniqueKeysWithValues: schema.fields.enumerated().filter(\.element.isStored).map { ($0.element.name, $0.offset) })
  }

  var count: Int { deleted.count }
  var isEmpty: Bool { liveCount == 0 }

  /// About how many bytes of memory the documents take.
  var memory: Int {
    inverted.reduce(0) { $0 + ($1?.memory ?? 0) } + stored.count + count * (32 + 16 * schema.fields.count)
  }
  var streamCount: Int { inverted.reduce(0) { max($0, $1?.streamCount ?? 0) } }

  mutating func add(_ added: Document) throws {
    try check(added)
    var document = added
    var languages: [Int: String] = [:]
    if schema.dependsOnLanguage {
      languages = languagesOfFields(document)
      for language in Set(languages.values).sorted() { document.add(Schema.languageField, .text(language)) }
    }
    let number = count
    var writer = ByteWriter()
    DocumentCodec.encode(document, into: &writer) { storedNumber[$0] }
    stored.append(contentsOf: writer.bytes)
    storedEnds.append(stored.count)
    for (index, field) in schema.fields.enumerated() {
      if inverted[index] != nil {
        var isFirst = true
        for (name, value) in document.values where name == field.name {
          guard case .text(let text) = value else { continue }
          try inverted[index]?.add(text, isFirst: isFirst, language: languages[index] ?? "")
          isFirst = false
        }
        inverted[index]?.endDocument()
      } else if field.isNumeric {
        var bits: UInt64?
        for (name, value) in document.values where name == field.name && bits == nil {
          switch value {
          case .integer(let number), .date(let number): bits = UInt64(bitPattern: number)
          case .float(let number): bits = FloatOrder.bits(number)
          default: break
          }
        }
        columns[index].append(bits)
      }
    }
    deleted.append(false)
    liveCount += 1
    if let id = document.text(Schema.idField) { documentsOfID[id, default: []].append(number) }
  }

  /// The language of each field that depends on it, where one is known.
  private func languagesOfFields(_ document: Document) -> [Int: String] {
    var languages: [Int: String] = [:]
    for (index, field) in schema.fields.enumerated() where field.analyzerName?.dependsOnLanguage == true {
      let texts = document[field.name].compactMap { if case .text(let text) = $0 { text } else { nil } }
      if texts.isEmpty { continue }
      let language = document.language ?? LanguageDetection.language(of: texts.joined(separator: "\n"))
      if let language, Stemmer.names.contains(language) { languages[index] = language }
    }
    return languages
  }

  /// Refuses a document whose values do not fit the schema, before anything of it is kept.
  func check(_ document: Document) throws {
    for (name, value) in document.values {
      guard let field = schema[name] else { throw FullTextError.invalid("the schema has no field \(name)") }
      let fits: Bool
      switch (field.kind, value) {
      case (.text, .text), (.integer, .integer), (.date, .date), (.storedOnly, _): fits = true
      case (.float, .float(let number)): fits = !number.isNaN
      case (.keyword, .text(let text)):
        guard text.utf8.count <= Analyzer.maximumTermLength else {
          throw FullTextError.limit(
            "a value of the keyword field \(name) is longer than \(Analyzer.maximumTermLength) bytes")
        }
        fits = true
      default: fits = false
      }
      guard fits else { throw FullTextError.invalid("the field \(name) cannot hold \(value)") }
    }
  }

  mutating func delete(id: String) {
    for document in documentsOfID.removeValue(forKey: id) ?? [] where !deleted[document] {
      deleted[document] = true
      liveCount -= 1
    }
  }

  /// Writes the live documents as a segment and returns its id and their number.
  func write(to output: any OutputFile, chunk: Int) throws -> (id: UInt64, documentCount: Int) {
    var renumbering = [Int32](repeating: -1, count: count)
    var live: [Int] = []
    for document in 0..<count where !deleted[document] {
      renumbering[document] = Int32(live.count)
      live.append(document)
    }
    let writer = try SegmentWriter(output, schema: schema, documentCount: live.count)
    for (index, field) in schema.fields.enumerated() {
      if let buffer = inverted[index] {
        try write(buffer, field: index, to: writer, renumbering: renumbering, live: live, chunk: chunk)
      } else if field.isNumeric {
        try writer.writeColumn(field: index, live.map { columns[index][$0] })
      }
    }
    try writer.writeStored { document in
      let number = live[document]
      return Array(stored[(number == 0 ? 0 : storedEnds[number - 1])..<storedEnds[number]])
    }
    return (try writer.finish(), live.count)
  }

  private func write(
    _ buffer: InvertedBuffer, field: Int, to writer: SegmentWriter, renumbering: [Int32], live: [Int], chunk: Int
  ) throws {
    let lengths = live.map { buffer.hasFrequencies ? buffer.lengths[$0] : min(1, buffer.lengths[$0]) }
    var positions = [UInt32]()
    let pairs: ((_ frequent: [[UInt8]], inout SegmentWriter.TermSink) throws -> [[UInt8]])? =
      buffer.hasNeighbours
      ? { frequent, sink in
        try self.writePairs(buffer, frequent, renumbering: renumbering, to: &sink)
        return frequent
      } : nil
    let terms = { (sink: inout SegmentWriter.TermSink) in
      try unsafe buffer.invert(renumbering: renumbering, chunk: chunk) { term, documents, entries in
        sink.encoder.begin(documents: documents)
        var index = 0
        while index < entries.count {
          let document = unsafe entries[index] >> 32
          positions.removeAll(keepingCapacity: true)
          while index < entries.count, unsafe entries[index] >> 32 == document {
            unsafe positions.append(UInt32(truncatingIfNeeded: entries[index]))
            index += 1
          }
          unsafe positions.withUnsafeBufferPointer { unsafe sink.encoder.add(document: Int(document), positions: $0) }
        }
        try unsafe sink.add(term, documents: documents, occurrences: buffer.hasFrequencies ? entries.count : documents)
      }
    }
    try writer.writeTerms(field: field, lengths: lengths, terms: terms, pairs: pairs)
  }

  private func writePairs(
    _ buffer: InvertedBuffer, _ frequent: [[UInt8]], renumbering: [Int32], to sink: inout SegmentWriter.TermSink
  ) throws {
    var rank = [UInt16](repeating: 0, count: buffer.termCount)
    for (index, term) in frequent.enumerated() {
      if let number = unsafe term.withUnsafeBufferPointer({ unsafe buffer.number(ofTerm: $0) }) {
        rank[number] = UInt16(index + 1)
      }
    }
    // First count the pairs, then place their documents: a counting sort over the ranks squared.
    let width = frequent.count + 1
    var counts = [Int32](repeating: 0, count: width * width)
    buffer.forEachPair(renumbering: renumbering, rank: rank) { _, first, second in
      counts[Int(first) * width + Int(second)] += 1
    }
    var next = [Int](repeating: 0, count: counts.count)
    var total = 0
    for pair in counts.indices {
      next[pair] = total
      total += Int(counts[pair])
    }
    var places = [UInt32](repeating: 0, count: total)
    buffer.forEachPair(renumbering: renumbering, rank: rank) { document, first, second in
      let pair = Int(first) * width + Int(second)
      places[next[pair]] = UInt32(document)
      next[pair] += 1
    }
    var start = 0
    let noPositions = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    for pair in counts.indices where counts[pair] > 0 {
      let entries = places[start..<(start + Int(counts[pair]))]
      start += entries.count
      var documents = 0
      var last = UInt32.max
      for document in entries where document != last {
        documents += 1
        last = document
      }
      sink.encoder.begin(documents: documents)
      var index = entries.startIndex
      while index < entries.endIndex {
        let document = entries[index]
        let first = index
        while index < entries.endIndex, entries[index] == document { index += 1 }
        unsafe sink.encoder.add(document: Int(document), frequency: index - first, positions: noPositions)
      }
      try unsafe FrequentPairs.key(UInt16(pair / width), UInt16(pair % width)).withUnsafeBufferPointer {
        try unsafe sink.add($0, documents: documents, occurrences: entries.count)
      }
    }
  }
}

/// Doubles as integers that order as they do.
enum FloatOrder {
  static func bits(_ value: Double) -> UInt64 {
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  static func value(_ bits: UInt64) -> Double {
    Double(bitPattern: bits >> 63 == 1 ? bits & ~(1 << 63) : ~bits)
  }
}
