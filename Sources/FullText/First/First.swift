// First version: every document is kept as it is and every query scans them. It defines what the answers are.

/// How a writer opens an index.
public enum OpenMode: Sendable, Hashable {
  case create
  case append
}

/// How an index is written.
public struct IndexOptions: Sendable, Hashable {
  public init() {}
}

struct NaiveDocument {
  var document: Document
  var tokens: [String: [Token]] = [:]
}

/// Changes an index.
public final class IndexWriter {
  public typealias Options = IndexOptions
  private let directory: FileDirectory
  private let lock: WriteLock
  private let schema: Schema
  private var documents: [Document] = []
  private var generation: UInt64 = 0

  public init(path: String, schema: Schema, mode: OpenMode, options: Options = .init()) throws {
    directory = try FileDirectory.create(path)
    lock = try WriteLock(folder: path)
    self.schema = schema.completed
    for field in self.schema.fields { if let name = field.analyzerName { _ = try Analyzer(name) } }
    if let old = try? Snapshot.open(path: path) {
      generation = old.generation
      if mode == .append { documents = old.documents.map(\.document) }
    }
  }

  public func add(_ document: Document) throws { documents.append(document) }
  public func update(_ document: Document, id: String) throws {
    try delete(id: id)
    var document = document
    document.add(Schema.idField, .text(id))
    documents.append(document)
  }
  public func delete(id: String) throws { documents.removeAll { $0.text(Schema.idField) == id } }
  public func delete(matching query: Query) throws {
    let snapshot = try Snapshot(documents: documents, schema: schema, payload: [], generation: 0)
    let found = Set(try snapshot.scores(query).enumerated().filter { $0.element != nil }.map(\.offset))
    documents = documents.enumerated().filter { !found.contains($0.offset) }.map(\.element)
  }
  public func commit(payload: [UInt8] = [], optimize: Bool = false, beforePublishing: () throws -> Void = {}) throws {
    var writer = ByteWriter()
    writer.append64(generation + 1)
    SchemaCodec.encode(schema, into: &writer)
    writer.appendBlob(payload)
    writer.appendVarint(documents.count)
    for document in documents { DocumentCodec.encode(document, into: &writer) { schema.index(of: $0) } }
    let file = try directory.create("manifest.new")
    try file.write(writer.bytes)
    try file.sync()
    try file.close()
    try beforePublishing()
    try directory.rename("manifest.new", to: "manifest")
    try directory.sync()
    generation += 1
  }
  public func rollback() {}
}

/// One committed state of an index.
public final class Snapshot: Sendable {
  let documents: [NaiveDocument]
  public let schema: Schema
  public let payload: [UInt8]
  public let generation: UInt64
  public var documentCount: Int { documents.count }

  init(documents: [Document], schema: Schema, payload: [UInt8], generation: UInt64) throws {
    let analyzers = try Dictionary(
      uniqueKeysWithValues: schema.fields.map { ($0.name, try Analyzer($0.analyzerName ?? .keyword)) })
    self.documents = documents.map { document in
      var result = NaiveDocument(document: document)
      for field in schema.fields where field.isInverted {
        var base = 0
        for value in document[field.name] {
          guard case .text(let text) = value, let analyzer = analyzers[field.name] else { continue }
          let tokens = analyzer.tokens(text)
          result.tokens[field.name, default: []] += tokens.map {
            Token(term: $0.term, position: $0.position + base, range: $0.range)
          }
          base = (result.tokens[field.name]?.last?.position ?? base) + 100
        }
      }
      return result
    }
    (self.schema, self.payload, self.generation) = (schema, payload, generation)
  }

  public static func open(path: String) throws -> Snapshot {
    guard let file = try FileDirectory(path: path).map("manifest") else { throw FullTextError.noIndex(path: path) }
    var reader = ByteReader(file.bytes, file: file.name, section: "documents")
    let generation = try reader.fixed64()
    let schema = try SchemaCodec.decode(&reader)
    let payload = try reader.blob()
    let count = try reader.count()
    var documents: [Document] = []
    for _ in 0..<count { documents.append(try DocumentCodec.decode(&reader, fields: schema.fields)) }
    return try Snapshot(documents: documents, schema: schema, payload: payload, generation: generation)
  }

  public func search(_ query: Query, limit: Int, offset: Int = 0, countsExactly: Bool = true) throws -> TopDocuments {
    let all = try scores(query).enumerated().compactMap { index, score in
      score.map { Hit(document: DocumentID(rawValue: UInt32(index)), score: $0) }
    }
    let sorted = all.sorted { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
    return TopDocuments(hits: Array(sorted.dropFirst(offset).prefix(limit)), total: all.count, isTotalExact: true)
  }
  public func storedFields(of document: DocumentID) throws -> Document { documents[Int(document.rawValue)].document }
  public func count(_ query: Query) throws -> Int { try scores(query).count { $0 != nil } }
  public func facets(_ field: String, query: Query, limit: Int) throws -> [FacetCount] {
    var counts: [String: Int] = [:]
    for (document, score) in zip(documents, try scores(query)) where score != nil {
      for term in Set(document.tokens[field, default: []].map(\.term)) {
        counts[String(decoding: term, as: UTF8.self), default: 0] += 1
      }
    }
    return counts.map { FacetCount(value: $0.key, count: $0.value) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }.prefix(limit).map { $0 }
  }
  public func explain(_ query: Query, document: DocumentID) throws -> Explanation {
    let score = try scores(query)[Int(document.rawValue)]
    return Explanation(value: score ?? 0, summary: "\(query)", isMatch: score != nil, details: [])
  }
  public func highlights(of query: Query, field: String, in text: String) -> [Range<Int>] {
    guard let analyzer = try? Analyzer(schema[field]?.analyzerName ?? .keyword) else { return [] }
    let tokens = analyzer.tokens(text)
    var found: Set<Int> = []
    func terms(_ text: String) -> [[UInt8]] { analyzer.tokens(text).map(\.term) }
    func visit(_ query: Query) {
      switch query {
      case .term(field, let text), .match(field, let text, _), .phrase(field, let text, _),
        .fuzzy(field, let text, _, _):
        let wanted = terms(text)
        for (index, token) in tokens.enumerated() where wanted.contains(token.term) { found.insert(index) }
      case .prefix(field, let text):
        for (index, token) in tokens.enumerated()
        where token.term.starts(with: TextFolding.lowercased(Array(text.utf8))) { found.insert(index) }
      case .boolean(let must, let should, _, _, _): (must + should).forEach(visit)
      case .boost(let query, _), .constantScore(let query, _): visit(query)
      case .disMax(let queries, _): queries.forEach(visit)
      default: break
      }
    }
    visit(query)
    return found.sorted().map { tokens[$0].range }
  }

  // MARK: - Scan

  func scores(_ query: Query) throws -> [Float?] {
    switch query {
    case .all: return documents.map { _ in 1 }
    case .none: return documents.map { _ in nil }
    case .term(let field, let text): return try scores(.phrase(field: field, text: text, slop: 0))
    case .phrase(let field, let text, _):
      let words = try Analyzer(schema[field]?.analyzerName ?? .keyword).tokens(text)
      guard let first = words.first else { return documents.map { _ in nil } }
      let lengths = documents.map { Float($0.tokens[field, default: []].count) }
      let average = lengths.reduce(0, +) / Float(max(1, documents.count))
      var idf: Float = 0
      for word in words {
        let df = Float(documents.count { $0.tokens[field, default: []].contains { $0.term == word.term } })
        idf += Logarithm.onePlus((Float(documents.count) - df + 0.5) / (df + 0.5))
      }
      return documents.enumerated().map { index, document in
        let tokens = document.tokens[field, default: []]
        let frequency = tokens.count { token in
          words.allSatisfy { word in
            tokens.contains { $0.term == word.term && $0.position - token.position == word.position - first.position }
          }
        }
        if frequency == 0 { return nil }
        let tf = Float(frequency)
        return idf * 2.2 * tf / (tf + 1.2 * (0.25 + 0.75 * lengths[index] / average))
      }
    case .match(let field, let text, let minimum):
      let words = try Analyzer(schema[field]?.analyzerName ?? .keyword).tokens(text)
      return try scores(
        .boolean(
          should: words.map { .term(field: field, text: String(decoding: $0.term, as: UTF8.self)) },
          minimumShouldMatch: minimum))
    case .boolean(let must, let should, let mustNot, let filter, let minimum):
      let required = try must.map(scores), optional = try should.map(scores)
      let prohibited = try mustNot.map(scores), filters = try filter.map(scores)
      let needed = max(minimum, must.isEmpty && filter.isEmpty && !should.isEmpty ? 1 : 0)
      return documents.indices.map { index in
        guard required.allSatisfy({ $0[index] != nil }), filters.allSatisfy({ $0[index] != nil }),
          prohibited.allSatisfy({ $0[index] == nil })
        else { return nil }
        let matched = optional.compactMap { $0[index] }
        return matched.count < needed ? nil : required.reduce(0) { $0 + ($1[index] ?? 0) } + matched.reduce(0, +)
      }
    case .prefix(let field, let text): return any(field) { $0.starts(with: TextFolding.lowercased(Array(text.utf8))) }
    case .wildcard(let field, let pattern):
      let matcher = TermPatternMatcher(try TermPattern(wildcard: pattern.lowercased()))
      return any(field) { matcher.matches($0) }
    case .regex(let field, let pattern):
      let matcher = TermPatternMatcher(try TermPattern(regex: pattern))
      return any(field) { matcher.matches($0) }
    case .fuzzy(let field, let text, let distance, _):
      let word = Array(text.lowercased().unicodeScalars)
      return any(field) {
        EditDistance.between(word, Array(String(decoding: $0, as: UTF8.self).unicodeScalars), limit: distance) != nil
      }
    case .range(let field, let lower, let upper):
      return documents.map { document in
        document.document[field].contains { value in
          (lower.map { Self.less($0.value, value) || ($0.isInclusive && $0.value == value) } ?? true)
            && (upper.map { Self.less(value, $0.value) || ($0.isInclusive && $0.value == value) } ?? true)
        } ? 1 : nil
      }
    case .exists(let field): return documents.map { $0.document[field].isEmpty ? nil : 1 }
    case .constantScore(let query, let score): return try scores(query).map { $0.map { _ in score } }
    case .boost(let query, let factor): return try scores(query).map { $0.map { $0 * factor } }
    case .disMax(let queries, let tieBreaker):
      let all = try queries.map(scores)
      return documents.indices.map { index in
        let found = all.compactMap { $0[index] }
        return found.max().map { $0 + tieBreaker * (found.reduce(0, +) - $0) }
      }
    case .bm25f(let fields, let text):
      return try scores(.disMax(fields.map { .boost(.term(field: $0.field, text: text), factor: $0.weight) }))
    }
  }

  private func any(_ field: String, _ matches: ([UInt8]) -> Bool) -> [Float?] {
    documents.map { $0.tokens[field, default: []].contains { matches($0.term) } ? 1 : nil }
  }

  private static func less(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.integer(let a), .integer(let b)), (.date(let a), .date(let b)): a < b
    case (.float(let a), .float(let b)): a < b
    case (.text(let a), .text(let b)): Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
    default: false
    }
  }
}

/// Verifies an index.
public enum IndexCheck {
  /// What was found.
  public struct Report: Sendable, Hashable {
    /// What is wrong; empty when all is well.
    public var problems: [String]
    /// The documents that can be found.
    public var documentCount: Int
  }
  /// Reads everything.
  public static func check(path: String) throws -> Report {
    Report(problems: [], documentCount: try Snapshot.open(path: path).documentCount)
  }
}
