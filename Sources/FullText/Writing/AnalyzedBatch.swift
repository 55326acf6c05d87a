/// Some documents in a row, analysed: what is inverted when a segment is written.
///
/// How documents are cut into batches follows from their sizes alone, and memory is looked at between batches only. So the segments, and
/// with them the bytes of the index, do not depend on how many threads analyse.
struct AnalyzedBatch {
  /// The words of one text or keyword field.
  struct Words {
    /// The terms that `stream` numbers, when they are not those of the buffer.
    var terms: BytesTable?
    /// For each document the numbers of its terms in the order of the text, with the marks of ``FieldAnalyzer``.
    var stream: [UInt32] = []
    /// Where each document ends in the stream.
    var ends: [UInt32] = []
    /// How many terms each document has.
    var lengths: [UInt32] = []
  }

  /// By field; nil for fields without terms.
  var words: [Words?]
  /// By field: the bits of each document's number, or nil.
  var columns: [[UInt64?]]
  var stored: [UInt8] = []
  var storedEnds: [Int] = []

  init(_ schema: Schema) {
    words = schema.fields.map { $0.isInverted ? Words() : nil }
    columns = schema.fields.map { _ in [] }
  }

  var count: Int { storedEnds.count }

  /// The bytes that are kept of the documents, but for their terms.
  var memory: Int {
    var bytes = stored.count + count * 32
    for words in words { bytes += (words?.stream.count ?? 0) * 4 + (words == nil ? 0 : count * 8) }
    for column in columns { bytes += column.count * 16 }
    return bytes
  }
}

/// Analyses documents. One object is for one thread at a time.
final class DocumentAnalyzer {
  private let schema: Schema
  private var fields: [FieldAnalyzer?]
  private let storedNumber: [String: Int]
  /// The terms seen so far by field, where batches bring their own terms, and for each its number in the current batch, plus one.
  private var tables: [BytesTable]
  private var numbers: [[UInt32]]
  private let maximumMemory: Int

  /// - Parameter maximumMemory: about how much memory the terms and surface forms that are remembered may take, in bytes, for each field.
  init(_ schema: Schema, maximumMemory: Int) throws {
    self.schema = schema
    self.maximumMemory = maximumMemory
    fields = try schema.fields.map { $0.isInverted ? try FieldAnalyzer($0, maximumMemory: maximumMemory) : nil }
    storedNumber = Dictionary(
      uniqueKeysWithValues: schema.fields.enumerated().filter(\.element.isStored).map { ($0.element.name, $0.offset) })
    tables = schema.fields.map { _ in BytesTable() }
    numbers = schema.fields.map { _ in [] }
  }

  /// Forgets which terms there are: their tables were made anew.
  func forget() {
    for index in fields.indices { fields[index]?.forget() }
  }

  /// Analyses documents into a batch that brings its own terms.
  func batch(of documents: [Document]) throws -> AnalyzedBatch {
    var batch = AnalyzedBatch(schema)
    for index in tables.indices where tables[index].memory > maximumMemory {
      tables[index] = BytesTable()
      fields[index]?.forget()
    }
    for document in documents { try add(document, to: &batch, terms: &tables) }
    for index in batch.words.indices { renumber(&batch.words[index], index) }
    return batch
  }

  /// Numbers the terms of a batch from 0, in the order they come.
  private func renumber(_ words: inout AnalyzedBatch.Words?, _ field: Int) {
    guard var changed = words.take() else { return }
    numbers[field] = [UInt32](repeating: 0, count: tables[field].count)
    var terms = BytesTable(capacity: 0)
    for index in changed.stream.indices {
      let number = Int(changed.stream[index])
      if number >= Int(FieldAnalyzer.samePlace) { continue }
      if numbers[field][number] == 0 {
        unsafe tables[field].withBytes(number) { unsafe terms.append($0) }
        numbers[field][number] = UInt32(terms.count)
      }
      changed.stream[index] = numbers[field][number] - 1
    }
    changed.terms = terms
    words = changed
  }

  /// Adds a document that fits the schema, with terms numbered by `terms`.
  func add(_ added: Document, to batch: inout AnalyzedBatch, terms: inout [BytesTable]) throws {
    var document = added
    var languages: [Int: String] = [:]
    if schema.dependsOnLanguage {
      languages = languagesOfFields(document)
      for language in Set(languages.values).sorted() { document.add(Schema.languageField, .text(language)) }
    }
    var writer = ByteWriter()
    DocumentCodec.encode(document, into: &writer) { storedNumber[$0] }
    batch.stored.append(contentsOf: writer.bytes)
    batch.storedEnds.append(batch.stored.count)
    for (index, field) in schema.fields.enumerated() {
      if fields[index] != nil {
        try addWords(document, field, index, languages[index] ?? "", to: &batch.words[index], &terms[index])
      } else if field.isNumeric {
        batch.columns[index].append(Self.bits(document, field))
      }
    }
  }

  private func addWords(
    _ document: Document, _ field: Field, _ index: Int, _ language: String, to words: inout AnalyzedBatch.Words?,
    _ terms: inout BytesTable
  ) throws {
    guard var changed = words.take() else { return }
    defer { words = changed }
    let start = changed.stream.count
    for (name, value) in document.values where name == field.name {
      guard case .text(let text) = value else { continue }
      try fields[index]?.add(
        text, isFirst: changed.stream.count == start, language: language, terms: &terms, stream: &changed.stream)
    }
    var length: UInt32 = 0
    for place in start..<changed.stream.count where changed.stream[place] < FieldAnalyzer.samePlace { length += 1 }
    changed.lengths.append(length)
    changed.ends.append(UInt32(changed.stream.count))
  }

  /// The first number of a field, as its column keeps it.
  private static func bits(_ document: Document, _ field: Field) -> UInt64? {
    for (name, value) in document.values where name == field.name {
      switch value {
      case .integer(let number), .date(let number): return UInt64(bitPattern: number)
      case .float(let number): return FloatOrder.bits(number)
      default: continue
      }
    }
    return nil
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
