internal import Conversion
internal import Markup

/// Reads the documents of a source: their bytes, also out of archives, their conversion where they are no text, and the parser.
struct DocumentReading: Sendable {
  let parser: DocumentParser
  let types: DocumentTypes

  init(parser: DocumentParser, converters: Converters) {
    self.parser = parser
    types = DocumentTypes(converters: converters, maximumBytes: parser.reader.options.maximumBytes)
  }

  /// Why a document was not read, in words.
  enum Failure: Error {
    case file(FileReader.Failure, limit: Int)
    case conversion(ConversionFailure)

    var message: String {
      switch self {
      case .file(.tooLarge(let bytes), let limit):
        "\(bytes / 1_000_000) MB is more than the \(limit / 1_000_000) MB read of one document"
      case .file(.binary, _): "is binary, not text: leave it out by a line in .casebookignore"
      case .file(.system(let reason), _): "cannot be read (\(reason)): check its permissions"
      case .conversion(let failure): failure.description
      }
    }

    var remedy: Remedy? {
      if case .file(.tooLarge, _) = self { .raiseMaximumSize } else { nil }
    }
  }

  func bytes(of file: IngestPlan.File, path: String) throws(Failure) -> [UInt8] {
    let limit = parser.reader.options.maximumBytes
    let takesBinary = types.converter(for: path) != nil
    switch file {
    case .bytes(let bytes): return bytes
    case .file(let location):
      do {
        return try FileReader.read(location, maximumBytes: limit, takesBinary: takesBinary)
      } catch {
        throw .file(error, limit: limit)
      }
    case .entry(let location, let entry):
      let bytes: [UInt8]
      do { bytes = try types.bytes(of: entry, in: location) } catch { throw .conversion(error) }
      if !takesBinary, FileReader.isBinary(bytes) { throw .file(.binary, limit: limit) }
      return bytes
    }
  }

  /// Identifies how a document of this name is read: another value means that the same bytes may be read differently.
  func fingerprint(path: String, corrections: [Correction]) -> String {
    let own = parser.fingerprint(with: corrections)
    guard let converter = types.converter(for: path) else { return own }
    return ContentHash.hexadecimal(of: Array("\(own)|\(types.version(of: converter))".utf8))
  }

  func parse(path: String, bytes: [UInt8], corrections: [Correction] = []) throws(Failure) -> ParsedDocument {
    let type = DocumentTypes.type(of: path)
    guard let converter = types.converter(for: path) else {
      return parser.parse(path: path, bytes: bytes, corrections: corrections)
    }
    let converted: ConvertedDocument
    do { converted = try types.converters.convert(bytes, type: type, with: converter) } catch {
      throw .conversion(error)
    }
    let format: DocumentFormat = converted.writes == .html ? .html : .markdown
    var document = parser.parse(
      path: path, text: converted.bytes, as: format, original: bytes, type: type, corrections: corrections)
    document.reader = fingerprint(path: path, corrections: corrections)
    let start = Span(line: 1, endLine: 1, column: 1, start: 0, end: 0)
    document.diagnostics += converted.warnings.map {
      DiagnosticEntry(severity: "warning", code: "conversion", message: $0, span: start)
    }
    return document
  }
}
