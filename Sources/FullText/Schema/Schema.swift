/// What the documents of an index are made of.
///
/// A schema is fixed when the index is created and is kept in its manifest, analyzers included, so that text is analysed the same way
/// when it is indexed and when it is searched.
///
/// ```swift
/// let schema = Schema([
///   .text("title", analyzer: .english, weight: 3),
///   .text("body", analyzer: .english),
///   .keyword("kind"),
///   .date("created"),
///   .stored("json"),
/// ])
/// ```
public struct Schema: Sendable, Hashable {
  /// The fields, in the order given. A name occurs once: of several with one name the first counts.
  public var fields: [Field]

  /// A schema of these fields.
  public init(_ fields: [Field]) {
    var seen: Set<String> = []
    self.fields = fields.filter { seen.insert($0.name).inserted }
  }

  /// The field of this name, if there is one.
  public subscript(name: String) -> Field? { fields.first { $0.name == name } }

  func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// The field that ``IndexWriter/update(_:id:)-(Document,_)`` keeps a document's id in. It is a keyword field of every schema.
  public static let idField = "_id"

  /// The field of a document's key, where documents have one: a stored field that orders them by its bytes. Of equal scores the least key comes first,
  /// whatever the way that led to an index, and an index merged into one segment has its documents in that order. Of documents that are added together
  /// by an update of several those without a key follow the one before them.
  public static let keyField = "_key"

  /// Whether documents have keys.
  var isKeyed: Bool { self[Schema.keyField]?.kind == .storedOnly }

  /// The field that the languages of a document are kept in, when a text field depends on them.
  static let languageField = "_language"

  /// The most fields a schema may have.
  public static let maximumFieldCount = 1000

  /// The most bytes that the texts of one document may have together.
  public static let maximumTextLength = 256 << 20

  /// Whether a field is analysed as the language of the document asks.
  var dependsOnLanguage: Bool { fields.contains { $0.analyzerName?.dependsOnLanguage == true } }

  /// Refuses a document whose values do not fit, before anything of it is kept.
  func check(_ document: Document) throws {
    var size = 0
    for (name, value) in document.values {
      guard let field = self[name] else { throw FullTextError.invalid("the schema has no field \(name)") }
      let fits: Bool
      switch (field.kind, value) {
      case (.text, .text(let text)):
        size += text.utf8.count
        fits = true
      case (.integer, .integer), (.date, .date), (.storedOnly, _): fits = true
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
    guard size <= Self.maximumTextLength else {
      throw FullTextError.limit(
        "the texts of a document may have \(Self.maximumTextLength) bytes, and this has \(size)")
    }
  }

  /// The schema with the fields of the engine's own, as it is kept on disk.
  var completed: Schema {
    var fields = fields
    if self[Schema.idField] == nil { fields.append(.keyword(Schema.idField)) }
    if dependsOnLanguage, self[Schema.languageField] == nil {
      fields.append(.keyword(Schema.languageField, isStored: false))
    }
    return Schema(fields)
  }
}

/// One field of a ``Schema``.
public struct Field: Sendable, Hashable {
  /// What a field holds and how it can be searched.
  public enum Kind: Sendable, Hashable {
    /// Text cut into words by an analyzer. `weight` multiplies the score of a match; without `positions` phrases cannot be searched.
    case text(analyzer: AnalyzerName, weight: Float, positions: Bool)
    /// A string that is matched as a whole.
    case keyword
    /// A 64-bit signed integer.
    case integer
    /// A double-precision number; NaN is refused.
    case float
    /// A point in time, in whole seconds since 1970 (UTC).
    case date
    /// A value that is only given back, never searched.
    case storedOnly
  }

  /// The name used in documents and queries.
  public var name: String
  /// What the field holds.
  public var kind: Kind
  /// Whether ``Snapshot/storedFields(of:)`` gives the value back.
  public var isStored: Bool

  /// A field of this name and kind.
  public init(name: String, kind: Kind, isStored: Bool = true) {
    (self.name, self.kind, self.isStored) = (name, kind, isStored)
  }

  /// A text field, not stored unless asked.
  public static func text(
    _ name: String, analyzer: AnalyzerName = .standard, weight: Float = 1, positions: Bool = true,
    isStored: Bool = false
  ) -> Field {
    Field(name: name, kind: .text(analyzer: analyzer, weight: weight, positions: positions), isStored: isStored)
  }
  /// A keyword field: matched as a whole, counted by ``Snapshot/facets(_:query:limit:)``.
  public static func keyword(_ name: String, isStored: Bool = true) -> Field {
    Field(name: name, kind: .keyword, isStored: isStored)
  }
  /// A column of 64-bit integers.
  public static func integer(_ name: String, isStored: Bool = true) -> Field {
    Field(name: name, kind: .integer, isStored: isStored)
  }
  /// A column of double-precision numbers.
  public static func float(_ name: String, isStored: Bool = true) -> Field {
    Field(name: name, kind: .float, isStored: isStored)
  }
  /// A column of points in time, in seconds since 1970.
  public static func date(_ name: String, isStored: Bool = true) -> Field {
    Field(name: name, kind: .date, isStored: isStored)
  }
  /// A field that is only given back.
  public static func stored(_ name: String) -> Field { Field(name: name, kind: .storedOnly, isStored: true) }

  var analyzerName: AnalyzerName? {
    if case .text(let analyzer, _, _) = kind { analyzer } else { nil }
  }

  /// Whether the field has a dictionary of terms.
  var isInverted: Bool {
    switch kind {
    case .text, .keyword: true
    case .integer, .float, .date, .storedOnly: false
    }
  }

  /// Whether the field has a column of numbers.
  var isNumeric: Bool {
    switch kind {
    case .integer, .float, .date: true
    case .text, .keyword, .storedOnly: false
    }
  }
}
