/// A value of a document's field.
public enum Value: Sendable, Hashable {
  /// The value of a text, keyword or stored field.
  case text(String)
  /// The value of an integer field.
  case integer(Int64)
  /// The value of a float field.
  case float(Double)
  /// The value of a date field, in seconds since 1970 (UTC).
  case date(Int64)
  /// The value of a stored field that is not text.
  case bytes([UInt8])
}

/// What is added to an index, and what ``Snapshot/storedFields(of:)`` gives back.
///
/// A field may have several values: those of a text field are searched as one text with a gap between them that no phrase crosses.
/// Of several values of a numeric field the first is kept in the column.
public struct Document: Sendable, Hashable {
  /// The values in the order they were added.
  public private(set) var values: [(field: String, value: Value)] = []

  /// The Snowball name of the language the document is in, such as `english`, for fields analysed as ``AnalyzerName/multilingual``. Without it the
  /// language of each such field's text is detected.
  public var language: String?

  /// A document without fields.
  public init() {}

  /// Adds a value to a field.
  public mutating func add(_ field: String, _ value: Value) { values.append((field, value)) }

  /// The values of a field in the order they were added; empty when it has none.
  public subscript(field: String) -> [Value] { values.compactMap { $0.field == field ? $0.value : nil } }

  /// The first text of a field.
  public func text(_ field: String) -> String? {
    for (name, value) in values where name == field {
      if case .text(let text) = value { return text }
    }
    return nil
  }

  /// The first integer or date of a field.
  public func integer(_ field: String) -> Int64? {
    for (name, value) in values where name == field {
      switch value {
      case .integer(let number), .date(let number): return number
      default: continue
      }
    }
    return nil
  }

  /// Equal fields and values in the same order.
  public static func == (left: Document, right: Document) -> Bool {
    left.values.count == right.values.count
      && zip(left.values, right.values).allSatisfy { $0.field == $1.field && $0.value == $1.value }
  }

  /// Hashes fields and values in their order.
  public func hash(into hasher: inout Hasher) {
    for (field, value) in values {
      hasher.combine(field)
      hasher.combine(value)
    }
  }
}

/// A document of one ``Snapshot``. It means nothing in another: keep an id field for that.
public struct DocumentID: Sendable, Hashable, Comparable {
  /// The document's number in the snapshot, from 0.
  public var rawValue: UInt32

  /// The document with this number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// By number.
  public static func < (left: DocumentID, right: DocumentID) -> Bool { left.rawValue < right.rawValue }
}
