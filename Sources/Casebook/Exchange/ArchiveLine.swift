internal import Foundation

/// One line of an archive: the whole of an index as text, from which ``ArchiveImport`` makes it again.
///
/// An archive is NDJSON in UTF-8, one object a line, told apart by `type`, in this order:
///
/// 1. `header`: `schema` is "casebook.archive/1", `sources`, `documents` and `corrections` say how many follow;
/// 2. `source`, by label: a folder or file that was ingested, with `label`, `path` and `is_folder`;
/// 3. `document`, by source and path as bytes: `source` is a label, `document` all that was read of it. Its elements refer
///    to each other by index into its arrays, and its places are lines from 1, columns in UTF-8 bytes from 1 and half-open
///    byte ranges of the file;
/// 4. `correction`, in the order of their lists: what people put right, and what became of it;
/// 5. `end`: `hash` is that of all lines before, so that an archive that was cut short or changed is not taken for whole: the
///    XXH64 of each line with its newline, seeded with that of the lines before it, and the first one with 0.
///
/// Members of objects come in the order of their names, and members without a value are left out, so that the same index is
/// the same bytes. A change that an older program would read wrongly raises the number of the schema.
struct ArchiveLine: Codable {
  enum Kind: String, Codable { case header, source, document, correction, end }

  var type: Kind
  // Of the header.
  var schema: String?
  var sources: Int?
  var documents: Int?
  var corrections: Int?
  // Of a source.
  var label: String?
  var path: String?
  var isFolder: Bool?
  // Of a document, and of a correction of one source's list.
  var source: String?
  var document: ParsedDocument?
  var correction: ArchivedCorrection?
  // Of the end.
  var hash: String?

  init(_ type: Kind) { self.type = type }

  static let schemaName = "casebook.archive"
  static let version = 1

  /// The line's text, without the newline.
  func text(_ encoder: JSONEncoder) throws -> [UInt8] { Array(try encoder.encode(self)) }

  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}

/// The hash of an archive's lines.
struct ArchiveHash {
  private var state: UInt64 = 0

  /// Takes the next line, with its newline.
  mutating func add(_ line: [UInt8]) { state = ContentHash.xxh64(line, seed: state) }

  var hexadecimal: String { ContentHash.hexadecimal(state) }
}

/// An entry of a list of corrections, as an archive has it.
struct ArchivedCorrection: Codable {
  struct Place: Codable {
    var file: String
    var line: Int
    var words: String
  }

  struct Value: Codable {
    var field: String
    var value: String
  }

  struct Verdict: Codable {
    var places: [Place]
    var right: String
  }

  var list: String
  var line: Int
  var place: Place
  var figure: String?
  /// An array: the names of fields are data.
  var values: [Value]
  var verdict: Verdict?
  var state: String

  init(_ stored: StoredCorrection) {
    let correction = stored.correction
    list = correction.list
    line = correction.entryLine
    place = Place(correction.place)
    figure = correction.figure
    values = correction.values.sorted { $0.key < $1.key }.map { Value(field: $0.key.rawValue, value: $0.value) }
    verdict = correction.verdict.map { Verdict(places: $0.places.map(Place.init), right: $0.right) }
    state = stored.state.rawValue
  }

  /// nil when a field or the state is none of ours.
  func stored(source: String?) -> StoredCorrection? {
    guard let state = StoredCorrection.State(rawValue: state) else { return nil }
    var correction = Correction(place: place.place, figure: figure)
    for item in values {
      guard let field = Correction.Field(rawValue: item.field) else { return nil }
      correction.values[field] = item.value
    }
    correction.verdict = verdict.map { Correction.Verdict(places: $0.places.map(\.place), right: $0.right) }
    correction.list = list
    correction.entryLine = line
    return StoredCorrection(source: source, correction: correction, state: state)
  }
}

extension ArchivedCorrection.Place {
  fileprivate init(_ place: Correction.Place) {
    self.init(file: place.file, line: place.line, words: place.words)
  }

  fileprivate var place: Correction.Place { Correction.Place(file: file, line: line, words: words) }
}
